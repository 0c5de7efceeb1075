#pragma once

#include <set>
#include <string>
#include <string_view>

namespace aka {

/// A text as the cell of a workbook holds it: control characters visible, at most what a cell can hold (then
/// with "…" at its end), and nothing in it a code that Excel would read as another character.
std::string sheet_text(std::string_view text);

/// Names as sheets may have them: at most 31 characters, none of []:*?/\, no apostrophe at an end, each once.
class SheetNames {
public:
    std::string make(std::string_view wanted);

private:
    std::set<std::string> used_;
};

}  // namespace aka
