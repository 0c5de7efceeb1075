#include "aka/cli/ask.hpp"

#include <istream>
#include <ostream>

#include "aka/cli/files.hpp"
#include "aka/model/error.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

std::string read_line(const Session& session) {
    auto& environment = session.environment();
    std::string line;
    environment.err << std::flush;
    if (!std::getline(environment.in, line))
        throw Error{ErrorKind::cancelled, tr("cancelled; nothing was saved")};
    return line;
}

}  // namespace

std::string ask(const Session& session, const std::string& question, const std::string& fallback) {
    session.environment().err << escape_controls(question)
                              << (fallback.empty() ? "" : " [" + escape_controls(fallback) + "]") << ": ";
    const std::string answer{trim(read_line(session))};
    return answer.empty() ? fallback : answer;
}

bool is_yes(std::string_view answer) {
    const std::string word = fold(answer);
    return word == "yes" || word == "y" || word == "ja" || word == "j";
}

std::string ask_text(const Session& session, const std::string& question) {
    session.environment().err << escape_controls(question) << tr(" (end with a line that holds only a dot)")
                              << ":\n";
    std::string text;
    for (std::string line; std::getline(session.environment().in, line) && line != ".";) text += line + '\n';
    return text;
}

std::string free_text(const Session& session, const TextSource& source, const std::string& prompt) {
    if (!source.file.empty() && source.editor)
        throw Error{ErrorKind::usage, tr("--file and --editor do not go together; choose one")};
    if (!source.file.empty()) return read_text(source.file, session.environment().in);
    if (source.editor) return edit_text(session, prompt);
    if (prompt.empty() || !session.can_ask()) return {};
    return ask_text(session, prompt);
}

}  // namespace aka
