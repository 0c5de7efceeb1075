#include "chart_labels.hpp"

#include <algorithm>
#include <set>

#include "aka/text/utf8.hpp"

namespace aka {
namespace {

/// The place of the next character, whole.
std::size_t next_character(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; ++at) {
    }
    return at;
}

double character_width(std::string_view character) {
    constexpr std::string_view narrow = "ijlftrI.,:;'|()[]/- ";
    constexpr std::string_view broad = "mwMW@%";
    if (character.size() > 1) return display_width(character) * 9.5;
    if (narrow.find(character) != std::string_view::npos) return 4.9;
    if (broad.find(character) != std::string_view::npos) return 11.8;
    return character >= "A" && character <= "Z" ? 9 : 7.5;
}

/// How much of the text there is room for; all of it, or whole characters.
std::size_t fitting(std::string_view text, double room) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto next = next_character(text, at);
        room -= character_width(text.substr(at, next - at));
        if (room < 0) break;
        at = next;
    }
    return at;
}

/// Broken between words, or within one that is wider than the room; at most so many lines, the last cut.
LabelLines broken(std::string_view text, double room, std::size_t most) {
    LabelLines lines;
    for (auto end = fitting(text, room); end < text.size() && lines.size() + 1 < most;
         end = fitting(text, room)) {
        const auto space = text.rfind(' ', end);
        const bool between = space != std::string_view::npos && space > 0;
        if (!between) end = std::max(end, next_character(text, 0));
        lines.emplace_back(text.substr(0, between ? space : end));
        text.remove_prefix(between ? space + 1 : end);
    }
    lines.push_back(fitted(std::string{text}, room));
    return lines;
}

}  // namespace

double measured(std::string_view text) {
    double wide = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto next = next_character(text, at);
        wide += character_width(text.substr(at, next - at));
        at = next;
    }
    return wide;
}

std::string fitted(const std::string& text, double room) {
    constexpr const char* cut = "\u2026";
    if (fitting(text, room) == text.size()) return text;
    auto end = fitting(text, room - measured(cut));
    while (end > 0 && text[end - 1] == ' ') --end;
    return text.substr(0, end) + cut;
}

std::vector<LabelLines> label_lines(const std::vector<std::string>& labels, double room) {
    const std::size_t different = std::set<std::string>{labels.begin(), labels.end()}.size();
    std::size_t longest = 0;
    for (const auto& label : labels) longest = std::max(longest, label.size());
    for (std::size_t most = 2;; most *= 2) {
        std::vector<LabelLines> all;
        all.reserve(labels.size());
        for (const auto& label : labels) all.push_back(broken(label, room, most));
        if (most > longest || std::set<LabelLines>{all.begin(), all.end()}.size() == different) return all;
    }
}

}  // namespace aka
