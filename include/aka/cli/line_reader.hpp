#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/cli/candidate.hpp"

namespace aka {

/// Those that the beginning of a line may mean.
using Candidates = std::function<std::vector<Candidate>(std::string_view typed)>;

/// Those of `all` that begin with `typed`, folded: as a whole, after a slash, or with a word of the label.
std::vector<Candidate> beginning_with(const std::vector<Candidate>& all, std::string_view typed);

/// What the Tab key makes of a line.
struct Completion {
    std::string line;              ///< as far as all candidates agree
    std::vector<Candidate> shown;  ///< to choose from; empty when nothing is left to be chosen
};
Completion complete_line(const Candidates& candidates, std::string_view typed);

/// One line that a person is asked for.
struct LineRequest {
    std::string prompt;
    std::string begun;        ///< stands there already, to be changed
    Candidates candidates{};  ///< for the Tab key; empty: none
};

enum class LineEnd { entered, ended, interrupted };  ///< Enter, Ctrl-D, Ctrl-C
struct TypedLine {
    LineEnd end = LineEnd::entered;
    std::string text;  ///< what stood in the line
};
using LineReader = std::function<TypedLine(const LineRequest&)>;

/// Lets lines be edited at the terminal, between standard input and standard error. Nothing of them is kept.
LineReader terminal_line_reader();

}  // namespace aka
