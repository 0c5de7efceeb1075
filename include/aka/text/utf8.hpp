#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aka {

/// What makes a text unfit to be stored, and where.
struct TextFault {
    std::size_t offset;  ///< in bytes from the beginning
    std::string what;    ///< for people, as "a control character (U+001B)"
};

/// Of ASCII; no locale has a say.
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

enum class Lines { one, many };  ///< many: newline and tab are allowed

/// The first byte that may not be stored: broken UTF-8, NUL, C0 (but newline and tab where `lines` is many),
/// DEL, C1, a bidirectional control or a noncharacter; none when the text is fit.
std::optional<TextFault> find_text_fault(std::string_view text, Lines lines);

bool is_utf8(std::string_view text);

/// Composed (NFC). The text must be valid UTF-8.
std::string to_nfc(std::string_view text);

/// Columns on a terminal; an emoji of several code points counts once.
int display_width(std::string_view text);

/// At most `columns` wide, with "…" at the end when something was cut; never inside a letter.
std::string cut_to_width(std::string_view text, int columns);

/// Lines of at most `width` columns, at least one; a longer word is broken between letters. Spaces at the
/// beginning stay.
std::vector<std::string> wrap_lines(std::string_view text, int width);

/// Lines of at most `width` columns, all but the first indented; a longer word stays whole.
std::string wrap_text(std::string_view text, int width, int indent);

/// Control characters, bidirectional controls and broken UTF-8 made visible (`\x1b`, `\u202e`), newline and
/// tab kept: harmless on a terminal, wherever the text came from.
std::string escape_controls(std::string_view text);

/// Without white space at both ends; inner runs of white space stay.
std::string_view trim(std::string_view text);

/// The parts between commas, trimmed; empty ones are left out.
std::vector<std::string> split_list(std::string_view text);

}  // namespace aka
