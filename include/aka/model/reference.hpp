#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace aka {

/// A case's reference, as NAE-26-0143: the receiving municipality's prefix, the year, its running number,
/// never used again.
struct CaseRef {
    std::string prefix;
    int year = 0;  ///< with the century
    int number = 0;
    [[nodiscard]] std::string text() const;
    auto operator<=>(const CaseRef&) const = default;
};

/// A referral's reference, as NAE-26-0143.2.
struct ReferralRef {
    CaseRef case_ref;
    int number = 0;
    [[nodiscard]] std::string text() const;
    auto operator<=>(const ReferralRef&) const = default;
};

/// What a person typed for a case or referral: in full, or only the number, at home.
struct TypedRef {
    std::string prefix;       ///< empty: at home
    std::optional<int> year;  ///< with the century
    int number = 0;
    std::optional<int> referral;  ///< the part after the dot
};

/// NAE-26-0143, nae-26-143, 26-143, 143, each with .2 behind; none when it is no reference.
std::optional<TypedRef> parse_ref(std::string_view text);

}  // namespace aka
