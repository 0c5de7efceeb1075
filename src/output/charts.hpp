#pragma once

#include <string>

#include "aka/output/document.hpp"

namespace aka {

/// Bars, lines or a funnel as inline SVG that takes its colours from the page; empty when there is nothing to
/// draw. `id` begins the ids in it; the figures stand in its description as they do in the table.
std::string chart_svg(const Section& section, const std::string& id);

}  // namespace aka
