#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/output/document.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {

/// What to do with `from` wherever it stands in `text`. `from` must not be empty.
inline std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
    std::string replaced;
    for (std::size_t at = 0;;) {
        const auto found = text.find(from, at);
        replaced += text.substr(at, found - at);
        if (found == std::string_view::npos) return replaced;
        replaced += to;
        at = found + from.size();
    }
}

/// Harmless on a terminal and in a file; line ends are newlines, and stay.
inline std::string safe_text(std::string_view text) {
    return escape_controls(replace_all(text, "\r\n", "\n"));
}

/// The same on one line: newlines and tabs have become spaces.
inline std::string one_line(std::string_view text) {
    std::string line = safe_text(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return line;
}

/// Lines without their newlines; at least one.
inline std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0;;) {
        const auto end = text.find('\n', at);
        lines.emplace_back(text.substr(at, end - at));
        if (end == std::string_view::npos) return lines;
        at = end + 1;
    }
}

/// Puts a blank line between parts; an empty part leaves none.
inline void add_block(std::string& out, std::string_view block) {
    if (block.empty()) return;
    if (!out.empty()) out += '\n';
    out += block;
}

/// Halves go up, also where binary numbers fall short of them (0.285 is 29 %).
inline double round_half_up(double value, double scale) {
    return std::floor(value * scale + 0.5 + 1e-9) / scale;
}

/// Digits with a mark between thousands, as the reader's language has it: 12,500.5 from 10,000 up, in
/// Danish 1.250,5.
inline std::string group_thousands(std::string digits) {
    const bool danish = reader_language() == "da";
    const std::size_t begin = digits.starts_with('-') ? 1 : 0;
    const std::size_t end = std::min(digits.find('.'), digits.size());
    if (danish && end < digits.size()) digits[end] = ',';
    if (end - begin < (danish ? 4U : 5U)) return digits;
    for (std::size_t at = end - 3; at > begin; at -= std::min<std::size_t>(3, at))
        digits.insert(at, 1, danish ? '.' : ',');
    return digits;
}

/// A number for machines: at most `decimals` decimals, no exponent, empty when it is no number.
inline std::string decimal_text(double value, int decimals, char point = '.') {
    if (!std::isfinite(value)) return {};
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (decimals > 0) text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    if (text == "-0") return "0";
    std::replace(text.begin(), text.end(), '.', point);
    return text;
}

/// How a cell is written for machines.
struct Plain {
    char point = '.';
    std::string_view between = ", ";  ///< several texts
};

/// A cell for machines: ISO dates, ratios with at most 4 decimals, 1 and 0, nothing for null. Texts are as
/// they are, not escaped.
inline std::string plain_text(const Cell& cell, const Plain& plain) {
    struct Writer {
        const Plain& plain;
        std::string operator()(std::nullptr_t) const { return {}; }
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(std::int64_t number) const { return fmt::to_string(number); }
        std::string operator()(double number) const { return decimal_text(number, 6, plain.point); }
        std::string operator()(Share share) const { return decimal_text(share.value, 4, plain.point); }
        std::string operator()(Date date) const { return to_iso(date); }
        std::string operator()(bool flag) const { return flag ? "1" : "0"; }
        std::string operator()(const std::vector<std::string>& texts) const {
            return fmt::format("{}", fmt::join(texts, plain.between));
        }
    };
    return std::visit(Writer{plain}, cell);
}

/// A cell for people: 79 %, 2.5, 12,500, yes (in Danish 79 %, 2,5, 12.500, ja), "-" for null; a day as read
/// by someone for whom it is `today`, without it in full. Texts are as they are, not escaped.
inline std::string people_text(const Cell& cell, std::optional<Date> today) {
    struct Writer {
        std::optional<Date> today;
        std::string operator()(std::nullptr_t) const { return "-"; }
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(std::int64_t number) const { return group_thousands(fmt::to_string(number)); }
        std::string operator()(double number) const {
            if (!std::isfinite(number)) return "-";
            return group_thousands(fmt::format("{:.1f}", round_half_up(number, 10)));
        }
        std::string operator()(Share share) const {
            if (!std::isfinite(share.value)) return "-";
            return fmt::format("{:.0f} %", round_half_up(share.value * 100, 1));
        }
        std::string operator()(Date date) const { return today ? to_readable(date, *today) : to_full(date); }
        std::string operator()(bool flag) const { return flag ? tr("yes") : tr("no"); }
        std::string operator()(const std::vector<std::string>& texts) const {
            return fmt::format("{}", fmt::join(texts, ", "));
        }
    };
    return std::visit(Writer{today}, cell);
}

inline bool is_text(const Cell& cell) {
    return std::holds_alternative<std::string>(cell) ||
           std::holds_alternative<std::vector<std::string>>(cell);
}

inline bool is_number(const Cell& cell) {
    return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<double>(cell) ||
           std::holds_alternative<Share>(cell);
}

/// A column is cut no narrower than this; nor does a text up to this make a column of numbers one of texts:
/// it is a mark for a figure that may not be shown.
constexpr int narrowest_column = 8;

inline bool is_hidden(const Cell& cell) {
    const auto* text = std::get_if<std::string>(&cell);
    return text != nullptr && *text == hidden_mark;
}

/// Whether a column is set to the right: it has figures, or marks of hidden ones alone.
inline bool is_numeric_column(const Table& table, std::size_t column) {
    bool numbers = false;
    bool hidden = false;
    bool texts = false;
    for (const auto& row : table.rows) {
        const Cell& cell = row.at(column);
        numbers = numbers || is_number(cell);
        hidden = hidden || is_hidden(cell);
        if (!is_text(cell) || is_hidden(cell)) continue;
        texts = true;
        if (display_width(people_text(cell, {})) > narrowest_column) return false;
    }
    return numbers || (hidden && !texts);
}

inline bool is_empty(const Table& table) {
    return table.rows.empty() || table.columns.empty();
}

/// Whether a property of a record has nothing to show.
inline bool is_blank(const Cell& cell) {
    return std::holds_alternative<std::nullptr_t>(cell) || trim(people_text(cell, {})).empty();
}

}  // namespace aka
