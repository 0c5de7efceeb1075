#pragma once

#include <string_view>
#include <vector>

namespace aka {

/// The steps that make a register, oldest first. Append only: registers out there were made by these steps as
/// they stood.
const std::vector<std::string_view>& migrations();

}  // namespace aka
