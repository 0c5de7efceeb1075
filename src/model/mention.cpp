#include "aka/model/mention.hpp"

#include <algorithm>
#include <optional>

#include "aka/text/fold.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// ASCII letters and digits, and every byte of a letter beyond.
bool is_word_byte(char c) {
    return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// The length of a sign beyond ASCII that is no letter, as a blank that does not break or a long dash.
std::size_t sign_at(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("\xe2\x80") || rest.starts_with("\xe2\x81")) return 3;
    const bool latin = rest.size() > 1 && rest[0] == '\xc2';
    return latin ? 2 : 0;
}

/// What stands between the digits of a number.
std::size_t gap_at(std::string_view text, std::size_t at) {
    constexpr std::string_view gaps = " .-/";
    if (at < text.size() && gaps.find(text[at]) != std::string_view::npos) return 1;
    return sign_at(text, at);
}

/// Behind the number that begins at `at`; none when another stands there.
std::optional<std::size_t> end_of_number(std::string_view text, std::size_t at, std::string_view digits) {
    if (at > 0 && is_digit(text[at - 1])) return std::nullopt;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0)
            for (std::size_t gap = gap_at(text, at); gap > 0; gap = gap_at(text, at)) at += gap;
        if (at >= text.size() || text[at] != digits[i]) return std::nullopt;
        ++at;
    }
    if (at < text.size() && is_digit(text[at])) return std::nullopt;
    return at;
}

std::optional<std::size_t> end_of_address(std::string_view text, std::size_t at, std::string_view address) {
    constexpr std::string_view inside = "._%+-";
    const auto goes_on = [&](std::size_t place) {
        return place < text.size() && (is_word_byte(text[place]) || text[place] == '_' || text[place] == '-');
    };
    if (at > 0 && (is_word_byte(text[at - 1]) || inside.find(text[at - 1]) != std::string_view::npos))
        return std::nullopt;
    if (text.size() - at < address.size()) return std::nullopt;
    for (std::size_t i = 0; i < address.size(); ++i)
        if (lower(text[at + i]) != address[i]) return std::nullopt;
    at += address.size();
    if (goes_on(at) || (at < text.size() && text[at] == '.' && goes_on(at + 1))) return std::nullopt;
    return at;
}

struct Word {
    std::size_t from = 0;
    std::size_t to = 0;
    std::string folded;
};

std::vector<Word> words_in(std::string_view text) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_word_byte(text[end]) && sign_at(text, end) == 0) ++end;
        if (end == at) {
            at += std::max<std::size_t>(sign_at(text, at), 1);
            continue;
        }
        words.push_back({at, end, fold(text.substr(at, end - at))});
        at = end;
    }
    return words;
}

/// "Hansens" is Hansen's.
bool is_meant(const std::string& written, const std::string& name, bool last) {
    return written == name || (last && written == name + 's');
}

bool stands_at(const std::vector<Word>& words, std::size_t at, const std::vector<std::string>& name) {
    if (words.size() - at < name.size()) return false;
    for (std::size_t i = 0; i < name.size(); ++i)
        if (!is_meant(words[at + i].folded, name[i], i + 1 == name.size())) return false;
    return true;
}

}  // namespace

void Mentions::add_number(std::string digits) {
    if (!digits.empty()) numbers_.push_back(std::move(digits));
}

void Mentions::add_address(std::string address) {
    if (address.empty()) return;
    std::transform(address.begin(), address.end(), address.begin(), lower);
    addresses_.push_back(std::move(address));
}

void Mentions::add_name(std::string_view name) {
    auto words = fold_words(name);
    if (words.empty()) return;
    names_.push_back(words);
    if (words.size() == 1) return;
    std::rotate(words.begin(), words.end() - 1, words.end());  // Hansen, Ida
    names_.push_back(std::move(words));
}

std::vector<Mentions::Span> Mentions::find(std::string_view text) const {
    std::vector<Span> spans;
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const auto& number : numbers_)
            if (const auto end = end_of_number(text, at, number)) spans.push_back({at, *end});
        for (const auto& address : addresses_)
            if (const auto end = end_of_address(text, at, address)) spans.push_back({at, *end});
    }
    if (!names_.empty()) {
        const auto words = words_in(text);
        for (std::size_t at = 0; at < words.size(); ++at)
            for (const auto& name : names_)
                if (stands_at(words, at, name))
                    spans.push_back({words[at].from, words[at + name.size() - 1].to});
    }
    std::sort(spans.begin(), spans.end(), [](const Span& left, const Span& right) {
        return left.from != right.from ? left.from < right.from : left.to > right.to;
    });
    return spans;
}

bool Mentions::replace(std::string& text, std::string_view by) const {
    std::string rest;
    std::size_t done = 0;
    for (const auto& [from, to] : find(text)) {
        if (from < done) continue;
        rest += text.substr(done, from - done);
        rest += by;
        done = to;
    }
    if (done == 0) return false;
    text = rest + text.substr(done);
    return true;
}

}  // namespace aka
