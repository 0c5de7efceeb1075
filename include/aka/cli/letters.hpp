#pragma once

#include <optional>
#include <vector>

#include "aka/cli/command.hpp"
#include "aka/cli/session.hpp"
#include "aka/model/letter.hpp"

namespace aka {

/// Asks for the language of what leaves the office.
void declare_language(Command& command, std::optional<Language>& language);

/// What was asked for, else the alliance's.
Language language_of(const Session& session, const std::optional<Language>& asked);

/// Writes the letters in the format asked for; `data` is the same for programs. A mail holds one letter.
void show_letters(const Session& session, const std::vector<Letter>& letters, Document data);

/// Tells what the configuration lacks of a letter that is to be answered: how to reach the office.
void warn_if_unreachable(const Session& session);

}  // namespace aka
