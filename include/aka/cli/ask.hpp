#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aka/cli/line_reader.hpp"
#include "aka/cli/session.hpp"
#include "aka/model/code.hpp"
#include "aka/model/error.hpp"
#include "aka/model/personal.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {

/// Whoever wants to know what was typed by now.
using Typing = std::function<void(const std::string& text)>;

/// What a person is asked for in one line.
struct Question {
    std::string text;
    std::string fallback;  ///< what Enter alone means
    std::string shown;     ///< in place of the fallback, as "none"
    Candidates candidates{};
    std::string begun{};  ///< stands in the line already
    Typing broken_off{};  ///< gets what stood in the line when Ctrl-C was pressed
};

/// One line from the person, trimmed; the fallback when only Enter was pressed. Cancelled at the end of
/// input, interrupted by Ctrl-C. A personal number in it is not passed on: the person takes it out.
std::string ask(const Session& session, const Question& question);
std::string ask(const Session& session, const std::string& text, const std::string& fallback = "");

/// Whether an answer agrees, in whichever of the two languages.
bool is_yes(std::string_view answer);
bool is_no(std::string_view answer);

/// One of the letters that stand in brackets in `text`, in the reader's language: its place among them, asked
/// until it is one; Enter means the first.
std::size_t ask_key(const Session& session, const std::string& text);

/// Lines until one holds only a dot, or the end of input, after those of `begun`; none when the first is
/// empty. `typing` is told after each.
std::string ask_text(const Session& session, const std::string& question, const Typing& typing,
                     const std::string& begun = "");

/// Asks until `accept` takes the answer; what it throws is shown and asked again.
template <class Accept>
void ask_until(const Session& session, const Question& question, Accept accept) {
    for (;;) {
        const std::string answer = ask(session, question);
        try {
            accept(answer);
            return;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::usage && error.kind() != ErrorKind::refused) throw;
            session.warn("aka: " + mask_cpr(error.what()));
        }
    }
}
template <class Accept>
void ask_until(const Session& session, const std::string& question, const std::string& fallback,
               Accept accept) {
    ask_until(session, Question{question, fallback, "", {}, "", {}}, accept);
}

/// The codes of an enumeration, for the Tab key.
template <class Enum>
Candidates code_candidates() {
    return [](std::string_view typed) {
        std::vector<Candidate> all;
        all.reserve(Codes<Enum>::list.size());
        for (const auto& entry : Codes<Enum>::list) all.push_back({entry.second, ""});
        return beginning_with(all, typed);
    };
}

/// The code meant: itself or the beginning of one alone.
template <class Enum>
std::optional<Enum> code_begun(const std::string& typed) {
    if (const auto whole = find_code<Enum>(typed)) return whole;
    std::optional<Enum> found;
    if (fold(typed).empty()) return found;
    for (const auto& [value, word] : Codes<Enum>::list) {
        if (!fold(word).starts_with(fold(typed))) continue;
        if (found) return std::nullopt;
        found = value;
    }
    return found;
}

/// The same; a usage error when it is none.
template <class Enum>
Enum needed_code(const std::string& typed) {
    const auto found = code_begun<Enum>(typed);
    if (!found) throw Error{ErrorKind::usage, tr("\"{typed}\" is none of them", fmt::arg("typed", typed))};
    return *found;
}

/// One of an enumeration's codes, or the beginning of one; asked until it is.
template <class Enum>
Enum ask_code(const Session& session, const std::string& text, const std::string& fallback = "") {
    std::optional<Enum> chosen;
    ask_until(session, Question{text, fallback, "", code_candidates<Enum>(), "", {}},
              [&](const std::string& typed) { chosen = needed_code<Enum>(typed); });
    return *chosen;
}

/// The free text of a command: from --file, the editor, or, when neither was asked for and `prompt` is not
/// empty, the person at the terminal. Empty when there is none. What is in no file of its own is told to
/// `typing`. The editor begins with `begun`.
struct TextSource {
    std::string file;
    bool editor = false;
};
std::string free_text(const Session& session, const TextSource& source, const std::string& prompt,
                      const Typing& typing, const std::string& begun = "");
/// Keeps what is typed as a draft of that name.
Typing kept_as(const Session& session, const std::string& name);

/// Lets the person write in an editor (VISUAL, EDITOR, else editor or vi), in a private folder; lines
/// beginning with # are dropped. `begun` stands there already; `typing` gets what was written, also when the
/// editor failed. Cancelled when nothing is left.
std::string edit_text(const Session& session, const std::string& hint, const std::string& begun,
                      const Typing& typing);

}  // namespace aka
