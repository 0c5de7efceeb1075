#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aka {

/// The words of an enumeration, as typed, stored and published: `template <> inline constexpr std::array
/// codes<State>{...}`.
template <class Enum>
struct Codes;  // specialised with `static constexpr std::array<std::pair<Enum, const char*>, N> list`

template <class Enum>
constexpr std::string_view code(Enum value) {
    for (const auto& [candidate, word] : Codes<Enum>::list)
        if (candidate == value) return word;
    return "";
}

template <class Enum>
std::string code(const std::optional<Enum>& value) {
    return value ? std::string{code(*value)} : std::string{};
}

template <class Enum>
constexpr std::optional<Enum> find_code(std::string_view word) {
    for (const auto& [candidate, known] : Codes<Enum>::list)
        if (word == known) return candidate;
    return std::nullopt;
}

/// All words, as `a|b|c`.
template <class Enum>
std::string code_list(std::string_view separator = "|") {
    std::string all;
    for (const auto& [candidate, word] : Codes<Enum>::list) {
        if (!all.empty()) all += separator;
        all += word;
    }
    return all;
}

/// The words of these.
template <class Enum>
std::string codes_of(const std::vector<Enum>& values, std::string_view separator = ", ") {
    std::string all;
    for (const Enum value : values) {
        if (!all.empty()) all += separator;
        all += code(value);
    }
    return all;
}

}  // namespace aka
