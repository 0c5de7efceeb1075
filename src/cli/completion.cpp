#include "aka/cli/completion.hpp"

#include <ostream>

#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

enum class Shell { bash, zsh, fish };

}  // namespace

template <>
struct Codes<Shell> {
    static constexpr std::array<std::pair<Shell, const char*>, 3> list{
        {{Shell::bash, "bash"}, {Shell::zsh, "zsh"}, {Shell::fish, "fish"}}};
};

namespace {

// Candidates are only ever words of the line; what is said about one stands beside it and is never inserted.

/// Bash parts words at = and :, and is told only what stands behind the last of them. It shows what is said
/// about a word only where all are listed.
constexpr const char* bash_script = R"sh(# bash completion for aka: source it, or see aka-completion(1)
_aka() {
    local IFS=$'\n' tab=$'\t' program=${COMP_WORDS[0]/#\~\//$HOME/} line value about
    local -i widest=0
    local -a found=() values=()
    COMPREPLY=()
    type -t -- "$program" >/dev/null || program=aka
    mapfile -t found < <("$program" __complete --line "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    for line in "${found[@]}"; do
        case $line in
        :files) compopt -o default && return ;;
        :folders) compopt -o dirnames && return ;;
        esac
        value=${line%%"$tab"*}
        values+=("$value")
        ((${#value} > widest)) && widest=${#value}
    done
    compopt -o nosort 2>/dev/null
    COMPREPLY=("${values[@]}")
    [[ $COMP_TYPE == 63 && ${#found[@]} -gt 1 ]] || return 0
    COMPREPLY=()
    for line in "${found[@]}"; do
        value=${line%%"$tab"*} about=${line#*"$tab"}
        [[ -n $about ]] && printf -v value '%-*s  (%s)' "$widest" "$value" "$about"
        COMPREPLY+=("$value")
    done
}
complete -F _aka aka
)sh";

/// What was found is taken as it is (-U): a Danish letter typed is matched by the ASCII id.
constexpr const char* zsh_script = R"sh(#compdef aka
# zsh completion for aka: in a folder of $fpath, or see aka-completion(1)
_aka() {
    local program=${(Q)words[1]} line
    local -a found pairs
    program=${program/#\~\//$HOME/}
    found=("${(@f)$("$program" __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    for line in "${found[@]}"; do
        case $line in
            ''|' ') ;;
            :files|:folders)
                [[ $PREFIX == --*=* ]] && compset -P 1 '*='
                if [[ $line == :files ]]; then _files; else _files -/; fi
                return ;;
            *) pairs+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
        esac
    done
    (( $#pairs )) && _describe -V aka pairs -U
}
if [[ $funcstack[1] == _aka ]]; then _aka "$@"; else compdef _aka aka; fi
)sh";

constexpr const char* fish_script = R"sh(# fish completion for aka: source it, or see aka-completion(1)
function __aka_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l option (string match -r '^--[^=]*=' -- $current; or echo '')
    set -l rest (string replace -r '^--[^=]*=' '' -- $current)
    for line in ($words[1] __complete $words[2..-1] "$current" 2>/dev/null)
        switch $line
            case :files
                printf '%s\n' $option(__fish_complete_path "$rest")
            case :folders
                printf '%s\n' $option(__fish_complete_directories "$rest")
            case '*'
                printf '%s\n' $line
        end
    end
end
complete -c aka -f -k -a '(__aka_complete)'
)sh";

const char* script_for(Shell shell) {
    switch (shell) {
        case Shell::bash:
            return bash_script;
        case Shell::zsh:
            return zsh_script;
        case Shell::fish:
            return fish_script;
    }
    return "";
}

struct CompletionOptions {
    std::string shell;
};

void declare_completion(Command& command, CompletionOptions& options) {
    command.example("aka completion bash > ~/.local/share/bash-completion/completions/aka")
        .example("aka completion zsh > ~/.zsh/_aka")
        .example("aka completion fish > ~/.config/fish/completions/aka.fish")
        .argument("SHELL", options.shell, code_list<Shell>())
        .values(code_list<Shell>())
        .formats({Format::text})
        .remark(
            "Where aka is installed the shells find it by themselves; else see aka-completion(1). It "
            "completes commands, "
            "options, topics, actors, dates and the references of open cases; names of businesses are only "
            "shown beside them.");
}

void run_completion(const CompletionOptions& options, const Session& session) {
    const auto shell = find_code<Shell>(options.shell);
    if (!shell) refuse_word("SHELL", options.shell, split_list(code_list<Shell>(",")));
    session.show_text(script_for(*shell));
}

/// On one line, short, harmless on a terminal.
std::string shown_about(std::string about) {
    constexpr int longest = 60;
    for (char& c : about)
        if (c == '\n' || c == '\t') c = ' ';
    return cut_to_width(escape_controls(about), longest);
}

/// Where in `word` that begins which the shell takes for the word: behind the last of `breaks` that parts
/// options and references.
std::size_t shell_begin(const std::string& word, const std::string& breaks) {
    std::string parting;
    for (const char c : {'=', ':'})
        if (breaks.find(c) != std::string::npos) parting += c;
    const auto last = word.find_last_of(parting);
    return parting.empty() || last == std::string::npos ? 0 : last + 1;
}

struct Asked {
    std::vector<std::string> words;
    std::size_t begin = 0;  ///< bytes of the last word that the shell does not want to have again
};

Asked read_asked(const std::vector<std::string>& arguments) {
    if (arguments.size() != 3 || arguments.front() != "--line") return {arguments, 0};
    auto words = shell_words(arguments[1]);
    words.erase(words.begin());
    const std::size_t begin = words.empty() ? 0 : shell_begin(words.back(), arguments[2]);
    return {std::move(words), begin};
}

bool is_fit(const std::vector<std::string>& words) {
    for (const auto& word : words)
        if (find_text_fault(word, Lines::many)) return false;
    return true;
}

std::string completion_lines(const Asked& asked, const Command& root, const GlobalOptions& options,
                             Environment& environment) {
    const CursorPlace place = find_cursor(root, asked.words, environment.variable("HOME"));
    if (place.taking != nullptr && place.taking->takes == Takes::file) return ":files\n";
    if (place.taking != nullptr && place.taking->takes == Takes::folder) return ":folders\n";
    std::string lines;
    for (const auto& [value, about] : candidates_at(place, Session{environment, options}))
        if (value.size() > asked.begin) lines += value.substr(asked.begin) + '\t' + shown_about(about) + '\n';
    return lines;
}

}  // namespace

void answer_completion(const std::vector<std::string>& arguments, const Command& root, GlobalOptions& options,
                       Environment& environment) {
    try {
        const Asked asked = read_asked(arguments);
        if (!is_fit(asked.words)) return;
        environment.out << completion_lines(asked, root, options, environment) << std::flush;
    } catch (const std::exception&) {  // a line that is being typed is no place for an error
    }
}

void add_completion_command(Command& root) {
    root.add<CompletionOptions>("completion", "Let the shell complete what is typed", declare_completion,
                                run_completion);
}

}  // namespace aka
