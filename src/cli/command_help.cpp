#include <fmt/format.h>

#include <algorithm>

#include "aka/cli/command.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

/// Columns of the longest name that is not too long to stand beside its meaning.
int name_width(const Rows& rows) {
    constexpr int widest_name = 30;
    int names = 16;
    for (const auto& [name, meaning] : rows)
        if (display_width(name) <= widest_name) names = std::max(names, display_width(name));
    return names;
}

/// A name column of `names` and what each means.
std::string two_columns(const Rows& rows, int width, int names) {
    std::string text;
    for (const auto& [name, meaning] : rows) {
        const int used = display_width(name);
        text += "  " + name;
        text += used <= names ? std::string(static_cast<std::size_t>(names - used + 2), ' ')
                              : "\n" + std::string(static_cast<std::size_t>(names + 4), ' ');
        text += wrap_text(meaning, width, names + 4) + '\n';
    }
    return text;
}

/// What stands behind an example, three spaces or more away, tells what it does.
std::string translated_example(const std::string& line) {
    const auto gap = line.find("   ");
    if (gap == std::string::npos) return line;
    const auto told = line.find_first_not_of(' ', gap);
    return line.substr(0, told) + translate(std::string_view{line}.substr(told));
}

std::string shown_names(const OptionInfo& option) {
    if (option.argument) return option.names.front();
    const std::string indent = option.names.front().starts_with("--") ? "    " : "";
    const bool attached = option.value.starts_with('=');
    return indent + fmt::to_string(fmt::join(option.names, ", ")) +
           (option.value.empty() ? ""
            : attached           ? "[" + option.value + "]"
                                 : " " + option.value);
}

}  // namespace

std::string two_columns(const Rows& rows, int width) {
    return two_columns(rows, width, name_width(rows));
}

std::string Command::usage_line() const {
    std::string line = path();
    if (!commands_.empty() && !run_) line += ' ' + (parent_ == nullptr ? tr("NOUN VERB") : tr("VERB"));
    for (const auto& option : options_) {
        if (!option.argument) continue;
        const std::string name = option.names.front() + (option.repeatable ? "..." : "");
        line += option.required ? " " + name : " [" + name + "]";
    }
    return line + ' ' + tr("[OPTIONS]");
}

Command::Sections Command::option_sections() const {
    const std::string usual = parent_ == nullptr ? tr("Global options") : tr("Options");
    Sections sections;
    const auto add = [&](const std::string& heading, const std::string& names, const std::string& what) {
        auto found = std::find_if(sections.begin(), sections.end(),
                                  [&](const auto& section) { return section.first == heading; });
        if (found == sections.end()) found = sections.insert(sections.end(), {heading, {}});
        found->second.emplace_back(names, what);
    };
    for (const auto& option : options_)
        if (!option.argument)
            add(option.group.empty() ? usual : translate(option.group), shown_names(option),
                translate(option.help));
    if (parent_ == nullptr)
        sections.back().second.emplace_back("-h, --help", translate("Show this, or the help of a command"));
    return sections;
}

std::string Command::help(int width) const {
    std::string text = wrap_text(translate(summary_) + ".", width, 0) + "\n";
    const auto section = [&](const std::string& title, const Rows& rows) {
        if (!rows.empty()) text += "\n" + title + ":\n" + two_columns(rows, width);
    };
    if (!examples_.empty()) text += "\n" + tr("Examples") + ":\n";
    for (const auto& line : examples_) text += "  " + translated_example(line) + "\n";
    text += "\n" + tr("Usage") + ":\n  " + usage_line() + "\n";
    Rows below;
    for (const auto& command : commands_)
        below.emplace_back(
            command->name_ +
                (command->aliases_.empty() ? "" : fmt::format(" ({})", fmt::join(command->aliases_, ", "))),
            translate(command->summary_));
    Rows arguments;
    for (const auto& option : options_)
        if (option.argument) arguments.emplace_back(shown_names(option), translate(option.help));
    section(tr("Commands"), below);
    section(tr("Arguments"), arguments);
    const auto sections = option_sections();
    int names = 0;  // one width for all headings
    for (const auto& [heading, rows] : sections) names = std::max(names, name_width(rows));
    for (const auto& [heading, rows] : sections)
        text += "\n" + heading + ":\n" + two_columns(rows, width, names);
    if (run_)
        text += "\n" +
                wrap_text(tr("Formats (-O, or the ending of -o): {formats}.",
                             fmt::arg("formats", codes_of(formats_))),
                          width, 0) +
                "\n";
    if (!remark_.empty()) text += "\n" + wrap_text(translate(remark_), width, 0) + "\n";
    if (parent_ != nullptr)
        text += "\n" +
                translate(
                    "Global options (-M, --as, -O, -o, -n, ...) are told by aka --help; the whole story by "
                    "man aka.") +
                "\n";
    return text;
}

}  // namespace aka
