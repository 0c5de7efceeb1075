#include "aka/cli/line_reader.hpp"

#include <histedit.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>

#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

constexpr std::size_t most_shown = 16;  ///< candidates at once: a terminal has 24 lines

/// One call's line, known to the keys' functions.
struct Asked {
    const LineRequest* request = nullptr;
    std::string prompt;
    std::string text;
    bool interrupted = false;
};

// NOLINTBEGIN(*-vararg): libedit's interface

Asked& asked_of(EditLine* editor) {
    void* data = nullptr;
    el_get(editor, EL_CLIENTDATA, &data);
    return *static_cast<Asked*>(data);
}

char* prompt_of(EditLine* editor) {
    return asked_of(editor).prompt.data();
}

std::string line_of(EditLine* editor) {
    const LineInfo* line = el_line(editor);
    return {line->buffer, line->lastchar};
}

void show(const std::vector<Candidate>& candidates) {
    std::fputc('\n', stderr);
    std::size_t widest = 0;
    for (const auto& candidate : candidates)
        widest = std::max<std::size_t>(widest, static_cast<std::size_t>(display_width(candidate.text)));
    constexpr int columns = 78;
    for (std::size_t i = 0; i < std::min(candidates.size(), most_shown); ++i) {
        std::string line = "  " + candidates[i].text;
        if (!candidates[i].label.empty()) {
            const auto width = static_cast<std::size_t>(display_width(candidates[i].text));
            line += std::string(widest - width + 2, ' ') + candidates[i].label;
        }
        std::fputs((cut_to_width(escape_controls(line), columns) + '\n').c_str(), stderr);
    }
    if (candidates.size() > most_shown)
        std::fputs(
            (tr("  and {n} more; type a little more of it", fmt::arg("n", candidates.size() - most_shown)) +
             '\n')
                .c_str(),
            stderr);
}

unsigned char on_tab(EditLine* editor, int) {
    const Asked& asked = asked_of(editor);
    if (!asked.request->candidates) return CC_NORM;
    const std::string typed = line_of(editor);
    const auto completion = complete_line(asked.request->candidates, typed);
    if (completion.line != typed) {
        constexpr int far_right = 1 << 20;
        el_cursor(editor, far_right);
        const LineInfo* line = el_line(editor);
        while (line->lastchar != line->buffer) {
            el_deletestr(editor, 1);
            line = el_line(editor);
        }
        el_insertstr(editor, completion.line.c_str());
    }
    if (completion.shown.empty()) return completion.line == typed ? CC_ERROR : CC_REFRESH;
    show(completion.shown);
    return CC_REDISPLAY;
}

unsigned char on_interrupt(EditLine* editor, int) {
    Asked& asked = asked_of(editor);
    asked.interrupted = true;
    asked.text = line_of(editor);
    return CC_EOF;
}

/// The terminal goes on as it was found; with Ctrl-Z taken from it while a line is edited, aka stops itself.
unsigned char on_stop(EditLine*, int) {
    std::raise(SIGTSTP);
    return CC_REDISPLAY;
}

/// A long question is broken between words, and leaves room for the answer; none still shows where to type.
std::string wrapped(const std::string& prompt) {
    constexpr int columns = 72;
    if (prompt.empty()) return "> ";
    if (display_width(prompt) <= columns) return prompt;
    return wrap_text(trim(prompt), columns, 2) + ' ';
}

class TerminalEditor {
public:
    TerminalEditor() {
        // UTF-8 wherever the terminal stands: texts are stored in nothing else.
        std::setlocale(LC_CTYPE, "C.UTF-8");
        if (tcgetattr(STDIN_FILENO, &before_) == 0) known_ = true;
        editor_ = el_init("aka", stdin, stderr, stderr);
        if (editor_ == nullptr) return;
        el_set(editor_, EL_EDITOR, "emacs");
        el_set(editor_, EL_SIGNAL, 1);
        el_set(editor_, EL_PROMPT, prompt_of);
        el_set(editor_, EL_CLIENTDATA, &asked_);
        add_key("aka-complete", "^I", on_tab);
        add_key("aka-interrupt", "^C", on_interrupt);
        add_key("aka-stop", "^Z", on_stop);
        // Ctrl-C is a key like others here: what stands in the line is not lost by it.
        el_set(editor_, EL_SETTY, "-d", "-isig", nullptr);
    }
    TerminalEditor(const TerminalEditor&) = delete;
    TerminalEditor& operator=(const TerminalEditor&) = delete;
    ~TerminalEditor() {
        if (editor_ == nullptr) return;
        el_set(editor_, EL_EDITMODE, 0);  // else el_end throws away what was typed ahead
        el_end(editor_);
        if (known_) tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
    }

    TypedLine read(const LineRequest& request) {
        if (editor_ == nullptr) return {LineEnd::ended, ""};
        const std::string prompt = wrapped(request.prompt);
        const auto last_line = prompt.rfind('\n') + 1;
        std::fputs(prompt.substr(0, last_line).c_str(), stderr);
        asked_ = {&request, prompt.substr(last_line), "", false};
        if (!request.begun.empty()) el_push(editor_, request.begun.c_str());
        int count = 0;
        const char* line = el_gets(editor_, &count);
        if (asked_.interrupted || line == nullptr || count <= 0) {
            std::fputc('\n', stderr);
            return {asked_.interrupted ? LineEnd::interrupted : LineEnd::ended, asked_.text};
        }
        std::string text{line, static_cast<std::size_t>(count)};
        while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
        return {LineEnd::entered, text};
    }

private:
    void add_key(const char* name, const char* key, unsigned char (*work)(EditLine*, int)) {
        el_set(editor_, EL_ADDFN, name, name, work);
        el_set(editor_, EL_BIND, key, name, nullptr);
    }

    EditLine* editor_ = nullptr;
    Asked asked_;
    termios before_{};
    bool known_ = false;
};

// NOLINTEND(*-vararg)

bool begins(const std::string& folded, const std::string& wanted) {
    return folded.starts_with(wanted);
}

bool may_mean(const Candidate& candidate, const std::string& wanted) {
    const std::string text = fold(candidate.text);
    if (begins(text, wanted)) return true;
    if (const auto slash = text.find('/');
        slash != std::string::npos && begins(text.substr(slash + 1), wanted))
        return true;
    const std::string label = fold(candidate.label);
    for (std::size_t at = 0; at != std::string::npos && at < label.size();) {
        if (begins(label.substr(at), wanted)) return true;
        at = label.find(' ', at);
        if (at != std::string::npos) ++at;
    }
    return false;
}

/// What all begin with; never half a letter.
std::string common_beginning(const std::vector<Candidate>& candidates) {
    std::string common = candidates.front().text;
    for (const auto& candidate : candidates) {
        const auto parted =
            std::mismatch(common.begin(), common.end(), candidate.text.begin(), candidate.text.end());
        common.erase(parted.first, common.end());
    }
    const auto whole = candidates.front().text;
    while (!common.empty() && common.size() < whole.size() &&
           (static_cast<unsigned char>(whole[common.size()]) & 0xC0U) == 0x80)
        common.pop_back();
    return common;
}

}  // namespace

std::vector<Candidate> beginning_with(const std::vector<Candidate>& all, std::string_view typed) {
    const std::string wanted = fold(trim(typed));
    std::vector<Candidate> found;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found),
                 [&](const Candidate& candidate) { return may_mean(candidate, wanted); });
    return found;
}

Completion complete_line(const Candidates& candidates, std::string_view typed) {
    std::string line{typed};
    auto found = candidates(typed);
    if (found.empty()) return {line, {}};
    if (found.size() == 1) return {found.front().text, {}};
    const std::string common = common_beginning(found);
    if (fold(common).starts_with(fold(line))) return {common, std::move(found)};
    return {line, std::move(found)};
}

LineReader terminal_line_reader() {
    return [editor = std::shared_ptr<TerminalEditor>{}](const LineRequest& request) mutable {
        if (!editor) editor = std::make_shared<TerminalEditor>();
        return editor->read(request);
    };
}

}  // namespace aka
