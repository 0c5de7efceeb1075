#pragma once

#include <string>
#include <vector>

#include "aka/store/events.hpp"

namespace aka {

/// What an event wrote, in codes: "videreuddannelse/amu unmet no-capacity". No names of persons and no free
/// text. Empty when its body was erased.
std::vector<std::string> what_was_written(const Event& event);

}  // namespace aka
