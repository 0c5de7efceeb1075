#include "aka/model/reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "aka/model/numbers.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const auto end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

/// Only digits: a sign or a space is no reference.
std::optional<int> digits(std::string_view text, int low, int high) {
    if (text.empty() || text.size() > 7 || !std::all_of(text.begin(), text.end(), is_digit))
        return std::nullopt;
    return parse_count(text, low, high);
}

}  // namespace

std::string CaseRef::text() const {
    return fmt::format("{}-{:02}-{:04}", prefix, year % 100, number);
}

std::string ReferralRef::text() const {
    return fmt::format("{}.{}", case_ref.text(), number);
}

std::optional<TypedRef> parse_ref(std::string_view text) {
    TypedRef ref;
    auto typed = trim(text);
    if (const auto dot = typed.find('.'); dot != std::string_view::npos) {
        ref.referral = digits(typed.substr(dot + 1), 1, 9999);
        if (!ref.referral) return std::nullopt;
        typed = typed.substr(0, dot);
    }
    auto parts = split(typed, '-');
    if (parts.size() > 3) return std::nullopt;
    if (parts.size() == 3) {
        for (const char c : parts.front()) {
            const bool lower = c >= 'a' && c <= 'z';
            if (!lower && (c < 'A' || c > 'Z')) return std::nullopt;
            ref.prefix += lower ? static_cast<char>(c - 'a' + 'A') : c;
        }
        if (ref.prefix.size() != 3) return std::nullopt;
        parts.erase(parts.begin());
    }
    if (parts.size() == 2) {
        const auto year = digits(parts.front(), 0, 9999);
        if (!year || (parts.front().size() != 2 && parts.front().size() != 4)) return std::nullopt;
        ref.year = parts.front().size() == 2 ? 2000 + *year : *year;
    }
    const auto number = digits(parts.back(), 1, 9'999'999);
    if (!number) return std::nullopt;
    ref.number = *number;
    return ref;
}

}  // namespace aka
