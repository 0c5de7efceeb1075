#include "aka/cli/ask.hpp"

#include <istream>
#include <ostream>
#include <sstream>

#include "aka/cli/draft.hpp"
#include "aka/cli/files.hpp"
#include "aka/model/error.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

/// With an editor of lines where there is one; else as they come.
TypedLine read_line(const Session& session, const LineRequest& request) {
    auto& environment = session.environment();
    if (environment.read_line) return environment.read_line(request);
    environment.err << request.prompt << std::flush;
    TypedLine line;
    if (!std::getline(environment.in, line.text)) line.end = LineEnd::ended;
    return line;
}

std::string entered(const TypedLine& line) {
    if (line.end == LineEnd::interrupted)
        throw Error{ErrorKind::interrupted, tr("interrupted; nothing was saved")};
    if (line.end == LineEnd::ended) throw Error{ErrorKind::cancelled, tr("cancelled; nothing was saved")};
    return line.text;
}

enum class WithCpr { remove, edit };

/// What is to become of a text that holds a personal number. Cancelled when the person gives up.
WithCpr ask_about_cpr(const Session& session, const CprFinding& found) {
    session.warn(tr("{number} looks like a personal number (CPR); it must not be kept",
                    fmt::arg("number", found.masked)));
    const auto chosen = ask_key(session, tr("[r]emove it, [e]dit the text again, [q]uit"));
    if (chosen == 2) throw Error{ErrorKind::cancelled, tr("cancelled; nothing was saved")};
    return chosen == 1 ? WithCpr::edit : WithCpr::remove;
}

/// A line, again until it holds no personal number; interrupted once `broken_off` knows what stood in it.
std::string until_clean(const Session& session, TypedLine line, LineRequest request,
                        const Typing& broken_off) {
    for (;;) {
        if (line.end == LineEnd::interrupted && broken_off && !line.text.empty()) broken_off(line.text);
        const std::string text = entered(line);
        const auto found = find_cpr(text);
        if (!found) return text;
        if (ask_about_cpr(session, *found) == WithCpr::remove) return without_cpr(text);
        request.begun = text;
        line = read_line(session, request);
    }
}

/// Asked only once all lines are there: what is pasted does not wait for an answer.
std::string clean_lines(const Session& session, const std::string& text, const Typing& typing) {
    if (!find_cpr(text)) return text;
    const Typing broken_off = [&](const std::string&) { typing(text); };
    std::string clean;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);)
        clean += until_clean(session, {LineEnd::entered, line}, {"", "", {}}, broken_off) + '\n';
    return clean;
}

}  // namespace

std::string ask(const Session& session, const Question& question) {
    const std::string& shown = question.shown.empty() ? question.fallback : question.shown;
    const std::string prompt =
        escape_controls(question.text) + (shown.empty() ? "" : " [" + escape_controls(shown) + "]") + ": ";
    const LineRequest request{prompt, question.begun, question.candidates};
    const std::string line = until_clean(session, read_line(session, request), request, question.broken_off);
    const std::string answer{trim(line)};
    return answer.empty() ? question.fallback : answer;
}

std::string ask(const Session& session, const std::string& text, const std::string& fallback) {
    return ask(session, Question{text, fallback, "", {}, "", {}});
}

bool is_yes(std::string_view answer) {
    const std::string word = fold(answer);
    return word == "yes" || word == "y" || word == "ja" || word == "j";
}

bool is_no(std::string_view answer) {
    const std::string word = fold(answer);
    return word == "no" || word == "n" || word == "nej";
}

std::size_t ask_key(const Session& session, const std::string& text) {
    std::vector<std::string> words;
    for (auto at = text.find('['); at != std::string::npos; at = text.find('[', at + 1))
        words.push_back(
            fold(text.substr(at + 1, 1) + text.substr(at + 3, text.find_first_of(" ,", at) - at - 3)));
    for (;;) {
        const std::string line =
            entered(read_line(session, {text + " [" + words.front().substr(0, 1) + "]: ", "", {}}));
        const std::string word = fold(trim(line));
        if (word.empty()) return 0;
        for (std::size_t i = 0; i < words.size(); ++i)  // what is typed on is no answer
            if (words[i].starts_with(word)) return i;
    }
}

std::string ask_text(const Session& session, const std::string& question, const Typing& typing,
                     const std::string& begun) {
    session.environment().err << escape_controls(question) << tr(" (end with a line that holds only a dot)")
                              << ":\n";
    std::istringstream lines{begun};
    for (std::string line; std::getline(lines, line);)
        session.environment().err << "> " << escape_controls(line) << '\n';
    std::string text = begun;
    for (;;) {
        const TypedLine line = read_line(session, {"", "", {}});
        if (line.end == LineEnd::interrupted) {
            typing(text + line.text + '\n');
            static_cast<void>(entered(line));
        }
        const bool skipped = text.empty() && line.text.empty();
        if (line.end == LineEnd::ended || line.text == "." || skipped)
            return clean_lines(session, text, typing);
        text += line.text + '\n';
        typing(text);
    }
}

namespace {

/// A text that the person wrote elsewhere than at a question, until it holds no personal number.
std::string written_text(const Session& session, const std::string& hint, const Typing& typing,
                         const std::string& begun) {
    std::string text = edit_text(session, hint, begun, typing);
    for (auto found = find_cpr(text); found && session.can_ask(); found = find_cpr(text)) {
        if (ask_about_cpr(session, *found) == WithCpr::remove) return without_cpr(text);
        text = edit_text(session, hint, text, typing);
    }
    return text;
}

}  // namespace

std::string free_text(const Session& session, const TextSource& source, const std::string& prompt,
                      const Typing& typing, const std::string& begun) {
    if (!source.file.empty() && source.editor)
        throw Error{ErrorKind::usage, tr("--file and --editor do not go together; choose one")};
    if (source.editor) return written_text(session, prompt, typing, begun);
    if (!source.file.empty()) {
        std::string text = read_text(source.file, session.environment().in);
        if (source.file == "-") typing(text);
        if (is_draft(session, source.file)) session.draft().take(source.file, "");
        return text;
    }
    if (prompt.empty() || !session.can_ask()) return {};
    return ask_text(session, prompt, typing);
}

Typing kept_as(const Session& session, const std::string& name) {
    return [&session, name](const std::string& text) { session.draft().keep(name, text); };
}

}  // namespace aka
