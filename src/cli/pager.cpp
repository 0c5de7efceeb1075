#include "aka/cli/pager.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <vector>

#include "aka/text/utf8.hpp"

namespace aka {
namespace {

using Words = std::vector<std::string>;

/// A pager's name may come with arguments, as "less -S"; no shell reads them.
Words words_of(const std::string& text) {
    std::istringstream words{text};
    return {std::istream_iterator<std::string>{words}, {}};
}

/// None when the person wants none: AKA_PAGER is empty, or cat.
Words pager_command(const Environment& environment) {
    Words command;
    if (environment.has_variable("AKA_PAGER"))
        command = words_of(environment.variable("AKA_PAGER"));
    else if (command = words_of(environment.variable("PAGER")); command.empty())
        command = {"less", "-FRX"};
    return command == Words{"cat"} ? Words{} : command;
}

/// Colours take no room.
std::string without_marks(const std::string& line) {
    std::string plain;
    for (std::size_t at = 0; at < line.size();) {
        const auto mark = std::min(line.find("\x1b[", at), line.size());
        plain += line.substr(at, mark - at);
        const auto end = line.find('m', mark);
        at = mark == line.size() || end == std::string::npos ? line.size() : end + 1;
    }
    return plain;
}

/// A line that is wider than the window takes several of its lines; below the last one stands the prompt.
bool is_longer(const std::string& text, int width, int height) {
    int lines = 1;
    std::istringstream in{text};
    for (std::string line; lines <= height && std::getline(in, line);)
        lines += 1 + std::max(display_width(without_marks(line)) - 1, 0) / std::max(width, 1);
    return lines > height;
}

bool can_page(const Environment& environment) {
    const std::string terminal = environment.variable("TERM");
    return environment.out_is_terminal && environment.height > 0 && environment.run_pager &&
           !terminal.empty() && terminal != "dumb";
}

}  // namespace

bool show_in_pager(const Environment& environment, const std::string& text) {
    if (!can_page(environment) || !is_longer(text, environment.width, environment.height)) return false;
    const Words command = pager_command(environment);
    return !command.empty() && environment.run_pager(command, text);
}

}  // namespace aka
