#pragma once

#include <string>
#include <vector>

#include "aka/cli/environment.hpp"

namespace aka {

/// Chooses the language of this call's texts for people: what --lang among `words` says, else what the
/// environment and the settings say. What is wrong with the rest of the words is then told in that language.
void speak_to_reader(const std::vector<std::string>& words, Environment& environment);

}  // namespace aka
