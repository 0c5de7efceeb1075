#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aka {

/// For matching names, ids and words: composed, lower case, æ ä -> ae, ø ö -> oe, å -> aa, other accents
/// dropped. Næstved, NÆSTVED and naestved are the same. Broken UTF-8 is returned as it is.
std::string fold(std::string_view text);

/// Lower case, composed; letters stay what they are.
std::string to_lower(std::string_view text);

/// Folded words: runs of letters and digits.
std::vector<std::string> fold_words(std::string_view text);

/// The order of a Danish list: a-z æ ø å, "aa" as å, ä with æ, ö with ø; case and accents decide last.
std::weak_ordering compare_danish(std::string_view left, std::string_view right);

/// The candidate that was probably meant: nearest by Damerau-Levenshtein distance of the folded texts, if
/// near enough (a third of the letters, at most 3).
std::optional<std::string> closest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace aka
