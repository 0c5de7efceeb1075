#pragma once

#include <string>
#include <vector>

#include "aka/cli/candidate.hpp"
#include "aka/cli/command.hpp"
#include "aka/cli/session.hpp"

namespace aka {

/// Where the cursor is in a line that is still being typed.
struct CursorPlace {
    const Command* command = nullptr;    ///< the one named before the cursor
    const OptionInfo* taking = nullptr;  ///< the option or argument whose value is typed; none: another word
    std::string before;                  ///< what of the word stands before the value, as "--kind="
    std::string typed;                   ///< of the value, or of the word, up to the cursor
    bool options_end = false;            ///< behind "--"
    bool help = false;                   ///< behind "help", where commands and topics follow
    std::vector<const OptionInfo*> given;
};

/// Reads `words`, all that stands behind the program's name up to the cursor; the last one may be empty.
/// Options of the root are set, as far as they can be: they say which register and configuration are asked.
CursorPlace find_cursor(const Command& root, const std::vector<std::string>& words,
                        const std::string& home_folder);

/// The values that begin with what was typed: names of commands and options from the tree, values from the
/// alliance and the register, which is opened only where the word needs it. Nothing where they cannot be
/// read.
std::vector<Candidate> candidates_at(const CursorPlace& place, const Session& session);

/// The words of a line as a shell would part them; the last one, empty behind a blank, is where it ends.
std::vector<std::string> shell_words(const std::string& line);

/// Answers `aka __complete`, which the scripts of `aka completion` call: a line for each candidate, its words
/// about it behind a tab; ":files" or ":folders" where the shell is to complete those. `arguments` are the
/// words up to the cursor, or "--line", the line and the characters at which the shell parts words. Whatever
/// goes wrong, nothing is said of it.
void answer_completion(const std::vector<std::string>& arguments, const Command& root, GlobalOptions& options,
                       Environment& environment);

}  // namespace aka
