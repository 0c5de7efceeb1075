#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aka {

/// Something wrong in a text; line and column from 1, the column in characters; line 0: the file as a whole.
struct Problem {
    int line;
    int column;
    std::string text;
    bool operator==(const Problem&) const = default;
};

/// The most that is read of a TOML file, in bytes.
constexpr std::size_t max_toml_bytes = std::size_t{1024} * 1024;

/// What toml++ must never see: more than 1 MiB, broken UTF-8, control characters (tab and line ends are
/// allowed), bidirectional controls, letters beyond ASCII outside strings and comments, keys of more than 32
/// dots, brackets nested more than 32 deep, and what its assertions take for granted: a name after the
/// bracket of a table header, brackets that match, no quote or bracket inside a bare word. Empty when the
/// text is safe to parse, which does not make it valid. At most 20 are named. Source: toml++ 3.3.0 aborts on
/// `[` + U+0001, overflows its stack on long dotted keys, and has undefined behaviour on `æ = 1`. Its
/// header-only form has it on valid text too (a line-ending backslash, then a line that begins with æ): link
/// the library.
std::vector<Problem> check_toml_bytes(std::string_view text);

}  // namespace aka
