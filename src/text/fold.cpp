#include "aka/text/fold.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <optional>

#include "aka/text/utf8.hpp"

namespace aka {
namespace {

std::u32string code_points(std::string_view text, int options) {
    std::u32string points(text.size() * 4 + 4, U'\0');
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(
        text.data());  // NOLINT(*-reinterpret-cast): utf8proc takes bytes
    auto* buffer = reinterpret_cast<utf8proc_int32_t*>(points.data());  // NOLINT(*-reinterpret-cast)
    const auto count = utf8proc_decompose(bytes, static_cast<utf8proc_ssize_t>(text.size()), buffer,
                                          static_cast<utf8proc_ssize_t>(points.size()),
                                          static_cast<utf8proc_option_t>(options));
    if (count < 0) return {};
    points.resize(static_cast<std::size_t>(count));
    return points;
}

void append(std::string& text, char32_t point) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(point), bytes.data());
    for (utf8proc_ssize_t i = 0; i < length; ++i)
        text += static_cast<char>(bytes.at(static_cast<std::size_t>(i)));
}

constexpr int folding = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD;

bool is_mark(char32_t point) {
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(point));
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
           category == UTF8PROC_CATEGORY_MC;
}

constexpr char32_t ring = 0x030A;
constexpr char32_t diaeresis = 0x0308;

/// What a Danish letter is folded to; empty when it is none.
std::string_view danish_letter(std::string_view letter) {
    if (letter == "æ" || letter == "Æ") return "ae";
    if (letter == "ø" || letter == "Ø") return "oe";
    if (letter == "å" || letter == "Å") return "aa";
    return {};
}

/// Of what nearly all is that is folded: ASCII and Danish letters. None when anything else is there.
std::optional<std::string> fold_danish(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) < 0x80) {
            folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            continue;
        }
        const auto letter = danish_letter(text.substr(i, 2));
        if (letter.empty()) return std::nullopt;
        folded += letter;
        ++i;
    }
    return folded;
}

}  // namespace

std::string fold(std::string_view text) {
    if (auto folded = fold_danish(text)) return *std::move(folded);
    if (find_text_fault(text, Lines::many)) return std::string{text};
    const auto points = code_points(text, folding);
    std::string folded;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const char32_t point = points[i];
        const char32_t mark = i + 1 < points.size() ? points[i + 1] : U'\0';
        if (is_mark(point)) continue;
        if (point == U'a' && mark == ring)
            folded += "aa";
        else if (point == U'æ' || (point == U'a' && mark == diaeresis))
            folded += "ae";
        else if (point == U'ø' || (point == U'o' && mark == diaeresis))
            folded += "oe";
        else
            append(folded, point);
    }
    return folded;
}

std::string to_lower(std::string_view text) {
    std::string lower;
    const std::string composed = to_nfc(text);
    const auto* bytes =
        reinterpret_cast<const utf8proc_uint8_t*>(composed.data());  // NOLINT(*-reinterpret-cast)
    for (std::size_t at = 0; at < composed.size();) {
        utf8proc_int32_t point = -1;
        const auto length =
            utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(composed.size() - at), &point);
        if (length < 1) {
            lower += composed[at++];
            continue;
        }
        append(lower, static_cast<char32_t>(utf8proc_tolower(point)));
        at += static_cast<std::size_t>(length);
    }
    return lower;
}

namespace {

/// As the full-text index has it: what is none of these parts words there.
bool is_letter_or_digit(utf8proc_int32_t point) {
    switch (utf8proc_category(point)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO:
        case UTF8PROC_CATEGORY_CO:
            return true;
        default:
            return false;
    }
}

}  // namespace

std::vector<std::string> fold_words(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const std::string folded = fold(text) + ' ';
    const auto* bytes =
        reinterpret_cast<const utf8proc_uint8_t*>(folded.data());  // NOLINT(*-reinterpret-cast)
    for (std::size_t at = 0; at < folded.size();) {
        utf8proc_int32_t point = -1;
        const auto read =
            utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(folded.size() - at), &point);
        const std::size_t length = read < 1 ? 1 : static_cast<std::size_t>(read);
        if (read > 0 && is_letter_or_digit(point)) {
            word.append(folded, at, length);
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
        at += length;
    }
    return words;
}

namespace {

/// Letters weighted for Danish order; a pair "aa" has become å.
std::u32string danish_letters(std::string_view text) {
    std::u32string weights;
    const std::string lower = to_lower(text);  // composed: å, ä and ö are one letter each
    for (const char32_t point : code_points(lower, UTF8PROC_STABLE)) {
        if (point == U'æ' || point == U'ä') {
            weights += U'{';
        } else if (point == U'ø' || point == U'ö') {
            weights += U'|';
        } else if (point == U'å') {
            weights += U'}';
        } else if (point == U'a' && !weights.empty() && weights.back() == U'a') {
            weights.back() = U'}';
        } else if (point < 0x80) {
            weights += point;
        } else {
            const std::u32string base{point};
            std::string one;
            append(one, point);
            const auto parts = code_points(one, folding);
            weights += parts.empty() ? point : parts.front();
        }
    }
    return weights;
}

}  // namespace

std::weak_ordering compare_danish(std::string_view left, std::string_view right) {
    const int order = danish_letters(left).compare(danish_letters(right));
    if (order != 0) return order < 0 ? std::weak_ordering::less : std::weak_ordering::greater;
    const int last = left.compare(right);
    return last < 0   ? std::weak_ordering::less
           : last > 0 ? std::weak_ordering::greater
                      : std::weak_ordering::equivalent;
}

namespace {

std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a.size()][b.size()];
}

}  // namespace

std::optional<std::string> closest(std::string_view word, const std::vector<std::string>& candidates) {
    const std::string typed = fold(word);
    if (typed.size() > 64) return std::nullopt;
    std::optional<std::string> best;
    std::size_t best_distance = std::min<std::size_t>(3, std::max<std::size_t>(1, typed.size() / 3)) + 1;
    for (const auto& candidate : candidates) {
        const std::size_t far = distance(typed, fold(candidate));
        if (far < best_distance) {
            best_distance = far;
            best = candidate;
        }
    }
    return best;
}

}  // namespace aka
