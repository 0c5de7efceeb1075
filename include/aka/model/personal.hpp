#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aka {

/// A personal number (CPR) found in a text.
struct CprFinding {
    std::size_t offset;  ///< in bytes
    std::size_t length;
    std::string masked;  ///< as 010190-xxxx: fit to be shown
};

/// The first thing that looks like a personal number: DDMMYY or DDMMYYYY with a real date (day 61-91 are
/// replacement numbers), then four digits, with a hyphen, a space or nothing between. By date, not by
/// checksum: numbers without modulus 11 are issued since 2007. A token directly after P-nr, P-nummer, CVR,
/// EAN or GLN is something else. Source: CPR-kontoret.
std::optional<CprFinding> find_cpr(std::string_view text);

/// The text with every such number masked, for messages that repeat what was typed.
std::string mask_cpr(std::string text);

/// Words that tell of a person's health, pregnancy or punishment, as they stand in the text: they deserve a
/// warning (GDPR art. 9 and 10).
std::vector<std::string> find_sensitive_words(std::string_view text);

}  // namespace aka
