#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aka/cli/session.hpp"
#include "aka/model/error.hpp"
#include "aka/model/personal.hpp"

namespace aka {

/// One line from the person; `fallback` when only Enter was pressed. Cancelled at the end of input.
std::string ask(const Session& session, const std::string& question, const std::string& fallback = "");

/// Whether an answer agrees, in whichever of the two languages.
bool is_yes(std::string_view answer);

/// Lines until one holds only a dot, or the end of input.
std::string ask_text(const Session& session, const std::string& question);

/// Asks until `accept` takes the answer; what it throws is shown and asked again.
template <class Accept>
void ask_until(const Session& session, const std::string& question, const std::string& fallback,
               Accept accept) {
    for (;;) {
        const std::string answer = ask(session, question, fallback);
        try {
            accept(answer);
            return;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::usage && error.kind() != ErrorKind::refused) throw;
            session.warn("aka: " + mask_cpr(error.what()));
        }
    }
}

/// The free text of a command: from --file, the editor, or, when neither was asked for and `prompt` is not
/// empty, the person at the terminal. Empty when there is none.
struct TextSource {
    std::string file;
    bool editor = false;
};
std::string free_text(const Session& session, const TextSource& source, const std::string& prompt);

/// Lets the person write in an editor (VISUAL, EDITOR, else editor or vi), in a private folder; lines
/// beginning with # are dropped. Cancelled when nothing is left.
std::string edit_text(const Session& session, const std::string& hint);

}  // namespace aka
