#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aka {

/// How wide a text is at most, of 12 px in the wide fonts of browsers.
double measured(std::string_view text);

/// Cut to fit; the whole text stands in the table and in the description.
std::string fitted(const std::string& text, double room);

/// One label as drawn.
using LabelLines = std::vector<std::string>;

/// On two lines, or on as many as it takes for different labels to look different.
std::vector<LabelLines> label_lines(const std::vector<std::string>& labels, double room);

}  // namespace aka
