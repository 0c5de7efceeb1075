#include <algorithm>
#include <set>

#include "aka/network/network.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/stem.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

constexpr std::size_t most_suggestions = 3;
constexpr int shortest_part = 5;  // letters; shorter words begin or end too many others

struct Word {
    std::string_view shown;
    std::string folded;
    std::string stem;
};

/// Bytes of the sign at `at` that parts two words, 0 when it belongs to one. Beyond ASCII the signs of
/// U+0080-00BF and U+2000-207F part them, but not §.
std::size_t separator_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned c = byte(at);
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '+' ? 0 : 1;
    if (c == 0xC2) return byte(at + 1) == 0xA7 ? 0 : 2;
    return c == 0xE2 && (byte(at + 1) == 0x80 || byte(at + 1) == 0x81) ? 3 : 0;
}

std::vector<Word> split_words(std::string_view text) {
    std::vector<Word> words;
    const auto add = [&](std::string_view shown) {
        if (!shown.empty()) words.push_back({shown, fold(shown), danish_stem(shown)});
    };
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t gap = separator_at(text, at);
        if (gap > 0) {
            add(text.substr(begin, at - begin));
            begin = std::min(at + gap, text.size());
        }
        at += std::max<std::size_t>(gap, 1);
    }
    add(text.substr(begin));
    return words;
}

/// "elektrikerlærling" is found by both its parts.
bool is_part(const Word& keyword, const Word& whole) {
    if (display_width(keyword.shown) < shortest_part) return false;
    const bool long_stem = keyword.stem.size() >= std::size_t{shortest_part};
    return whole.folded.starts_with(keyword.folded) || whole.folded.ends_with(keyword.folded) ||
           (long_stem && whole.stem.ends_with(keyword.stem));
}

bool stands_at(const std::vector<Word>& phrase, const std::vector<Word>& text, std::size_t at) {
    if (phrase.empty() || text.size() - at < phrase.size()) return false;
    if (phrase.size() == 1 && is_part(phrase.front(), text[at])) return true;
    const auto place = text.begin() + static_cast<std::ptrdiff_t>(at);
    return std::equal(phrase.begin(), phrase.end(), place,
                      [](const Word& a, const Word& b) { return a.stem == b.stem; });
}

/// The words of `text` that suggest `topic`, in their order, each stem once.
std::vector<std::string> supporting_words(const Topic& topic, const std::vector<Word>& text) {
    std::set<std::size_t> places;
    const auto look_for = [&](const std::string& keyword) {
        const auto phrase = split_words(keyword);
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (!stands_at(phrase, text, at)) continue;
            for (std::size_t i = 0; i < phrase.size(); ++i) places.insert(at + i);
        }
    };
    std::for_each(topic.keywords.begin(), topic.keywords.end(), look_for);
    std::for_each(topic.aliases.begin(), topic.aliases.end(), look_for);
    std::vector<std::string> words;
    std::set<std::string> stems;
    for (const auto at : places)
        if (stems.insert(text[at].stem).second) words.emplace_back(text[at].shown);
    return words;
}

}  // namespace

std::vector<TopicSuggestion> suggest_topics(const Network& network, std::string_view text) {
    const auto spoken = split_words(text);
    std::vector<TopicSuggestion> suggestions;
    for (const auto& topic : network.topics) {
        if (topic.is_parent()) continue;
        auto words = supporting_words(topic, spoken);
        if (!words.empty()) suggestions.push_back({topic.id, std::move(words)});
    }
    std::stable_sort(suggestions.begin(), suggestions.end(),
                     [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
    if (suggestions.size() > most_suggestions) suggestions.resize(most_suggestions);
    return suggestions;
}

}  // namespace aka
