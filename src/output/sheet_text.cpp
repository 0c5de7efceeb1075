#include "sheet_text.hpp"

#include <cctype>

#include "aka/output/cell.hpp"
#include "aka/text/fold.hpp"

namespace aka {
namespace {

/// The beginning of at most `most` units of UTF-16, whole characters.
std::string shortened(const std::string& text, std::size_t most) {
    std::size_t units = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0U) == 0x80U) continue;
        units += byte >= 0xF0U ? 2 : 1;
        if (units > most) return text.substr(0, i);
    }
    return text;
}

/// The same up to the end of a word, where that leaves at least half of it.
std::string shortened_name(const std::string& text, std::size_t most) {
    const std::string whole = shortened(text, most);
    if (whole.size() == text.size() || text[whole.size()] == ' ') return whole;
    const auto end = whole.rfind(' ');
    return end == std::string::npos || end < whole.size() / 2 ? whole : whole.substr(0, end);
}

/// Excel reads _x0041_ in a text as the letter A: what looks like it is to stay what it is.
std::string without_codes(const std::string& text) {
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto digit = [&](std::size_t at) {
            return std::isxdigit(static_cast<unsigned char>(text[at])) != 0;
        };
        const bool code = i + 6 < text.size() && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_' &&
                          digit(i + 2) && digit(i + 3) && digit(i + 4) && digit(i + 5);
        safe += code ? "_x005F_" : std::string(1, text[i]);
    }
    return safe;
}

std::string without_edges(const std::string& text) {
    constexpr const char* edges = " '";
    const auto begin = text.find_first_not_of(edges);
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(edges) - begin + 1);
}

}  // namespace

std::string sheet_text(std::string_view text) {
    constexpr std::size_t most = 32767;
    const std::string whole = without_codes(safe_text(text));
    const std::string fitting = shortened(whole, most);
    return fitting.size() == whole.size() ? whole : shortened(whole, most - 1) + "\u2026";
}

std::string SheetNames::make(std::string_view wanted) {
    constexpr std::size_t longest = 31;
    std::string name = one_line(wanted);
    for (char& c : name)
        if (std::string_view{"[]:*?/\\"}.find(c) != std::string_view::npos) c = '-';
    name = without_edges(shortened_name(name, longest));
    // Excel keeps History for itself.
    if (name.empty() || fold(name) == "history") name = tr("Sheet");
    const std::string stem = name;
    for (int i = 2; !used_.insert(fold(name)).second; ++i) {
        const std::string number = fmt::format(" {}", i);
        name = without_edges(shortened_name(stem, longest - number.size())) + number;
    }
    return name;
}

}  // namespace aka
