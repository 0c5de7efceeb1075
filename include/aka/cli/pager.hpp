#pragma once

#include <string>

#include "aka/cli/environment.hpp"

namespace aka {

/// Shows a text that is longer than the window with the pager that the person has chosen: AKA_PAGER, PAGER,
/// or less. False when it is short, when there is no window, or when no pager would: then it is still to be
/// written.
bool show_in_pager(const Environment& environment, const std::string& text);

}  // namespace aka
