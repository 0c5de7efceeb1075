#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aka {

/// A business registration number as eight digits: `13 74 81 36`, `DK13748136`, `CVR-nr. 1374 8136` are the
/// same. None when it has not eight digits, begins with 0, or fails modulus 11 (weights 2 7 6 5 4 3 2 1).
/// Source: Erhvervsstyrelsen.
std::optional<std::string> parse_cvr(std::string_view text);

/// A workplace number: ten digits beginning with 10. No checksum: some series were issued with wrong weights.
std::optional<std::string> parse_pno(std::string_view text);

/// A Danish phone number as eight digits beginning with 2-9; +45 or 0045 before it is optional.
std::optional<std::string> parse_phone(std::string_view text);

/// 2-2-2-2, as 55 77 12 34.
std::string readable_phone(std::string_view phone);

/// Lower case, composed, one @ with something on both sides and a dot in the domain; none otherwise.
std::optional<std::string> parse_email(std::string_view text);

/// A whole number from `low` to `high`, decimal digits only; none otherwise.
std::optional<int> parse_count(std::string_view text, int low, int high);

}  // namespace aka
