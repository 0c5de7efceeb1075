#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aka {

/// The one of `words` that was probably meant: what a Danish word for it says, else the nearest. Commands,
/// options and codes are English in both languages; who types them in Danish is told the word.
std::optional<std::string> meant_word(std::string_view typed, const std::vector<std::string>& words);

/// The English words that Danish ones are known for, as options and commands have them.
std::vector<std::string> known_in_danish();

}  // namespace aka
