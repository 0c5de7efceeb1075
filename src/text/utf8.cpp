#include "aka/text/utf8.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <utf8proc.h>

#include <cstdlib>
#include <memory>
#include <new>

#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct Decoded {
    utf8proc_int32_t code_point;  ///< negative: broken
    std::size_t length;           ///< in bytes, at least 1
};

Decoded decode(std::string_view text, std::size_t at) {
    if (const auto byte = static_cast<unsigned char>(text[at]); byte < 0x80) return {byte, 1};
    utf8proc_int32_t code_point = -1;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(
        text.data());  // NOLINT(*-reinterpret-cast): utf8proc takes bytes
    const auto length =
        utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code_point);
    if (length < 1) return {-1, 1};
    return {code_point, static_cast<std::size_t>(length)};
}

bool is_bidi_control(utf8proc_int32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool is_control(utf8proc_int32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

bool is_line_separator(utf8proc_int32_t c) {
    return c == 0x2028 || c == 0x2029;
}

bool is_noncharacter(utf8proc_int32_t c) {
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE || c == 0xFEFF;
}

std::string name_fault(utf8proc_int32_t c) {
    if (c < 0) return tr("broken UTF-8");
    if (is_bidi_control(c))
        return tr("a character that turns the direction of writing (U+{code:04X})", fmt::arg("code", c));
    if (is_noncharacter(c)) return tr("a character without meaning (U+{code:04X})", fmt::arg("code", c));
    return tr("a control character (U+{code:04X})", fmt::arg("code", c));
}

/// Two of them make a flag, which terminals show two columns wide.
bool is_regional_indicator(utf8proc_int32_t c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

bool is_fit(utf8proc_int32_t c, Lines lines) {
    if (c < 0) return false;
    if (lines == Lines::many && (c == '\n' || c == '\t')) return true;
    return !is_control(c) && !is_bidi_control(c) && !is_line_separator(c) && !is_noncharacter(c);
}

/// Calls `visit(begin, end, width)` for each letter a reader sees; stops when it returns false.
template <class Visit>
void each_grapheme(std::string_view text, Visit visit) {
    utf8proc_int32_t state = 0;
    utf8proc_int32_t previous = -1;
    std::size_t begin = 0;
    int width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto [c, length] = decode(text, at);
        const utf8proc_int32_t shown = c < 0 ? 0xFFFD : c;
        if (previous >= 0 && utf8proc_grapheme_break_stateful(previous, shown, &state)) {
            if (!visit(begin, at, width)) return;
            begin = at;
            width = 0;
        }
        width =
            std::max(width, shown == 0xFE0F || is_regional_indicator(shown) ? 2 : utf8proc_charwidth(shown));
        previous = shown;
        at += length;
    }
    if (previous >= 0) visit(begin, text.size(), width);
}

/// How many bytes of a text stand in so many columns, whole letters.
std::size_t fitting(std::string_view text, int columns) {
    int used = 0;
    std::size_t fitted = 0;
    each_grapheme(text, [&](std::size_t, std::size_t end, int width) {
        used += width;
        if (used > columns) return false;
        fitted = end;
        return true;
    });
    return fitted;
}

/// How many bytes the first letter takes.
std::size_t first_letter(std::string_view text) {
    std::size_t length = 0;
    each_grapheme(text, [&](std::size_t, std::size_t end, int) {
        length = end;
        return false;
    });
    return length;
}

}  // namespace

std::optional<TextFault> find_text_fault(std::string_view text, Lines lines) {
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] >= ' ' && text[at] <= '~') {  // ASCII that can be printed, nearly all there is
            ++at;
            continue;
        }
        const auto [c, length] = decode(text, at);
        if (!is_fit(c, lines)) return TextFault{at, name_fault(c)};
        at += length;
    }
    return std::nullopt;
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto [c, length] = decode(text, at);
        if (c < 0) return false;
        at += length;
    }
    return true;
}

std::string to_nfc(std::string_view text) {
    // All below U+0300 is composed already (UAX 15, NFC_Quick_Check), Danish with it; 0xCC begins the first
    // that is not.
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0xCC; }))
        return std::string{text};
    utf8proc_uint8_t* composed = nullptr;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());  // NOLINT(*-reinterpret-cast)
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const auto length = utf8proc_map(bytes, static_cast<utf8proc_ssize_t>(text.size()), &composed, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned{composed, &std::free};
    if (length == UTF8PROC_ERROR_NOMEM) throw std::bad_alloc{};
    if (length < 0) return std::string{text};
    return {reinterpret_cast<const char*>(composed),
            static_cast<std::size_t>(length)};  // NOLINT(*-reinterpret-cast)
}

int display_width(std::string_view text) {
    int columns = 0;
    each_grapheme(text, [&](std::size_t, std::size_t, int width) {
        columns += width;
        return true;
    });
    return columns;
}

std::string cut_to_width(std::string_view text, int columns) {
    if (std::ssize(text) <= columns) return std::string{text};  // no letter is wider than its bytes
    if (display_width(text) <= columns) return std::string{text};
    if (columns < 1) return "";
    return std::string{text.substr(0, fitting(text, columns - 1))} + "…";
}

std::vector<std::string> wrap_lines(std::string_view text, int width) {
    const auto indent = std::min(text.find_first_not_of(' '), text.size());
    std::vector<std::string> lines{std::string{text.substr(0, indent)}};
    bool begun = false;
    for (std::size_t begin = indent; begin < text.size();) {
        const auto end = std::min(text.find(' ', begin), text.size());
        auto word = text.substr(begin, end - begin);
        begin = end + 1;
        if (begun && display_width(lines.back()) + 1 + display_width(word) > width)
            lines.emplace_back();
        else if (begun)
            lines.back() += ' ';
        for (; display_width(lines.back()) + display_width(word) > width; lines.emplace_back()) {
            const int room = width - display_width(lines.back());
            const auto part = std::max(fitting(word, room), lines.back().empty() ? first_letter(word) : 0);
            lines.back() += word.substr(0, part);
            word.remove_prefix(part);
        }
        lines.back() += word;
        begun = true;
    }
    if (lines.size() > 1 && lines.back().empty()) lines.pop_back();
    return lines;
}

std::string wrap_text(std::string_view text, int width, int indent) {
    std::string lines;
    int column = indent;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(' ', begin), text.size());
        const auto word = text.substr(begin, end - begin);
        const int wide = display_width(word);
        if (column > indent && column + 1 + wide > width) {
            lines += '\n' + std::string(static_cast<std::size_t>(indent), ' ');
            column = indent;
        } else if (column > indent) {
            lines += ' ';
            ++column;
        }
        lines += word;
        column += wide;
        begin = end + 1;
    }
    return lines;
}

std::string escape_controls(std::string_view text) {
    if (!find_text_fault(text, Lines::many)) return std::string{text};
    std::string safe;
    safe.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto [c, length] = decode(text, at);
        if (is_fit(c, Lines::many))
            safe += text.substr(at, length);
        else if (c < 0)
            safe += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
        else
            safe += c < 0x100 ? fmt::format("\\x{:02x}", c) : fmt::format("\\u{:04x}", c);
        at += length;
    }
    return safe;
}

std::string_view trim(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto comma = std::min(text.find(',', begin), text.size());
        if (const auto part = trim(text.substr(begin, comma - begin)); !part.empty())
            parts.emplace_back(part);
        begin = comma + 1;
    }
    return parts;
}

}  // namespace aka
