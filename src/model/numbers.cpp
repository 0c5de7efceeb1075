#include "aka/model/numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "aka/text/fold.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

bool starts_with_word(std::string_view text, std::string_view word) {
    return fold(text).starts_with(word);
}

/// The digits of `text`, or none when anything but digits, spaces and the marks in `allowed` stands between
/// them.
std::optional<std::string> only_digits(std::string_view text, std::string_view allowed) {
    std::string digits;
    for (const char c : text) {
        if (is_digit(c))
            digits += c;
        else if (c != ' ' && allowed.find(c) == std::string_view::npos)
            return std::nullopt;
    }
    return digits;
}

/// Without the first of `labels` that it begins with, and the ":", "." or " " behind it.
std::string_view without_label(std::string_view text, std::initializer_list<std::string_view> labels) {
    for (const auto label : labels) {
        if (!starts_with_word(text, label)) continue;
        text.remove_prefix(label.size());
        while (!text.empty() && (text.front() == '.' || text.front() == ':' || text.front() == ' '))
            text.remove_prefix(1);
        break;
    }
    return text;
}

}  // namespace

std::optional<std::string> parse_cvr(std::string_view text) {
    const auto bare = without_label(trim(text), {"cvr-nummer", "cvr-nr", "cvrnr", "cvr nr", "cvr", "dk"});
    const auto digits = only_digits(bare, "");
    if (!digits || digits->size() != 8 || digits->front() == '0') return std::nullopt;
    constexpr std::array weights{2, 7, 6, 5, 4, 3, 2, 1};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights.at(i) * (digits->at(i) - '0');
    if (sum % 11 != 0) return std::nullopt;
    return digits;
}

std::optional<std::string> parse_pno(std::string_view text) {
    const auto bare = without_label(trim(text), {"p-nummer", "p-nr", "pnr", "p nr"});
    const auto digits = only_digits(bare, "");
    if (!digits || digits->size() != 10 || !digits->starts_with("10")) return std::nullopt;
    return digits;
}

std::optional<std::string> parse_phone(std::string_view text) {
    auto bare = trim(text);
    if (bare.starts_with("+45"))
        bare.remove_prefix(3);
    else if (bare.starts_with("0045"))
        bare.remove_prefix(4);
    const auto digits = only_digits(bare, "-.()");
    if (!digits || digits->size() != 8 || digits->front() < '2') return std::nullopt;
    return digits;
}

std::string readable_phone(std::string_view phone) {
    if (phone.size() != 8 || !std::all_of(phone.begin(), phone.end(), is_digit)) return std::string{phone};
    std::string text;
    for (std::size_t i = 0; i < phone.size(); i += 2) {
        if (i > 0) text += ' ';
        text += phone.substr(i, 2);
    }
    return text;
}

std::optional<std::string> parse_email(std::string_view text) {
    const std::string email = to_lower(trim(text));
    const auto at = email.find('@');
    if (at == 0 || at == std::string::npos || email.find('@', at + 1) != std::string::npos ||
        email.size() > 254)
        return std::nullopt;
    const auto domain = std::string_view{email}.substr(at + 1);
    const auto dot = domain.find('.');
    if (dot == 0 || dot == std::string_view::npos || domain.ends_with('.')) return std::nullopt;
    constexpr std::string_view forbidden = " \t\n,;:<>()[]\\\"";
    if (email.find_first_of(forbidden) != std::string::npos) return std::nullopt;
    return email;
}

std::optional<int> parse_count(std::string_view text, int low, int high) {
    int value = 0;
    const auto bare = trim(text);
    const auto [end, error] = std::from_chars(bare.data(), bare.data() + bare.size(), value);
    if (bare.empty() || !is_digit(bare.front()) || error != std::errc{} || end != bare.data() + bare.size() ||
        value < low || value > high)
        return std::nullopt;
    return value;
}

}  // namespace aka
