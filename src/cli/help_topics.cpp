#include "aka/cli/help_topics.hpp"

#include <algorithm>
#include <array>

#include "aka/cli/meant.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/cli/session.hpp"
#include "aka/model/calendar.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

std::string listed(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

std::string section(const std::string& title, const Rows& rows, int width) {
    return "\n" + title + ":\n" + two_columns(rows, width);
}

std::string dates_text(int width) {
    const Rows dates{{"2026-11-21", tr("Year, month, day")},
                     {"21-11-2026", tr("Day, month, year; 21.11.2026, 21/11-2026 and 21.11.26 too")},
                     {"21/11", tr("The nearest one that the option allows: past or to come")},
                     {"'week 47'", tr("The Monday of that ISO week; 'uge 47' and w47 too")},
                     {"+5d, -2d", tr("Days from today")},
                     {"+5wd, +5ad", tr("Working days from today; weekends and holidays do not count")}};
    const Rows words{{"English", listed(date_words("en"))}, {"dansk", listed(date_words("da"))}};
    const Rows periods{{"2026-10", tr("A month")},
                       {"2026-Q3", tr("A quarter")},
                       {"2026", tr("A year")},
                       {"2026-07..2026-10", tr("From the first to the last, both included")},
                       {"lastmonth", tr("Also thismonth, lastyear and thisyear")}};
    return section(tr("A DATE"), dates, width) + section(tr("Words, of either language"), words, width) +
           section(tr("A PERIOD; without one the last complete month is meant"), periods, width);
}

const char* told_exit(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::failed:
            return to_translate("Failed: the disk is full, an import has bad lines, an unexpected fault");
        case ErrorKind::cancelled:
            return to_translate("Cancelled by you");
        case ErrorKind::usage:
            return to_translate(
                "Wrong usage: an unknown option, topic, actor or date, or nobody said who acts");
        case ErrorKind::refused:
            return to_translate("Refused by a rule: no consent, a personal number, another office's case");
        case ErrorKind::not_found:
            return to_translate("No such case, referral or actor");
        case ErrorKind::config:
            return to_translate("The configuration is invalid");
        case ErrorKind::storage:
            return to_translate(
                "The register is missing, locked, read-only, damaged or newer than the program");
        case ErrorKind::pending:
            return to_translate("Something is overdue (status --exit-code) or was found (data check)");
        case ErrorKind::output:
            return to_translate("Done and stored, but the answer could not be written");
        case ErrorKind::interrupted:
            return to_translate("Interrupted with Ctrl-C");
    }
    return "";
}

std::string exit_codes_text(int width) {
    Rows rows{{"0", tr("Done; an empty list too")}};
    for (const auto kind : {ErrorKind::failed, ErrorKind::cancelled, ErrorKind::usage, ErrorKind::refused,
                            ErrorKind::not_found, ErrorKind::config, ErrorKind::storage, ErrorKind::pending,
                            ErrorKind::output, ErrorKind::interrupted})
        rows.emplace_back(std::to_string(exit_status(kind)), translate(told_exit(kind)));
    return section(tr("Exit codes"), rows, width);
}

const char* told_format(Format format) {
    switch (format) {
        case Format::table:
            return to_translate("For eyes; what is taken on a terminal");
        case Format::tsv:
            return to_translate("For a pipe: no headings, nothing cut, ISO dates; what is taken there");
        case Format::csv:
            return to_translate("With a line of field names, as RFC 4180 has it");
        case Format::csv_excel:
            return to_translate("For a Danish Excel: semicolons and decimal commas");
        case Format::json:
            return to_translate("For programs; --json=ref,title keeps only these fields");
        case Format::markdown:
            return to_translate("Markdown, with titles and tables");
        case Format::html:
            return to_translate(
                "One page with charts that needs nothing else, to be read, mailed or printed");
        case Format::xlsx:
            return to_translate("A workbook; written with -o FILE.xlsx");
        case Format::text:
            return to_translate("Letters and receipts as text");
        case Format::mail:
            return to_translate("Letters as a mail to be sent");
        case Format::calendar:
            return to_translate("What is due, as a calendar");
    }
    return "";
}

std::string formats_text(int width) {
    Rows rows;
    for (const auto& [format, word] : Codes<Format>::list)
        rows.emplace_back(word, translate(told_format(format)));
    return section(tr("Formats (-O)"), rows, width) + "\n" +
           wrap_text(
               tr("-o FILE writes the answer to a file; its ending chooses the format. A command's --help "
                  "tells which formats it has."),
               width, 0) +
           "\n";
}

std::string privacy_text(int width) {
    const Rows rows{
        {"-F, -e", tr("Texts come from a file, the editor or a question, never from the command line, where "
                      "others on the machine and the shell's history would see them")},
        {"CPR", tr("A text with what looks like a personal number is refused")},
        {"case consent", tr("Nothing is shared with an actor before the business agreed, and no more than it "
                            "agreed to")},
        {"refer letter", tr("Only what was shared stands in it")},
        {"report publish", tr("Small figures are hidden, so that no business is given away")},
        {"data subject", tr("What is held about a person or a business")},
        {"data erase", tr("Takes a person out; case erase takes away a case")},
        {"data retention", tr("What was kept as long as it may be")},
        {"data audit", tr("Who did what and when")}};
    return section(tr("Privacy"), rows, width) + "\n" +
           wrap_text(
               tr("The register is one file, readable by you alone. Who can read the file can read all of "
                  "it: keep it on an encrypted disk. The whole story: man aka-privacy."),
               width, 0) +
           "\n";
}

std::string environment_text(int width) {
    const Rows rows{
        {"AKA_MUNICIPALITY", tr("The municipality that acts, as -M")},
        {"AKA_USER", tr("Who acts, as --as")},
        {"AKA_CONFIG", tr("The configuration directory, as -C")},
        {"AKA_DB", tr("The register, as --db")},
        {"AKA_LANG", tr("The language, as --lang; then LC_ALL, LC_MESSAGES and LANG")},
        {"XDG_CONFIG_HOME", tr("Where aka/config.toml lies; ~/.config unless set")},
        {"XDG_DATA_HOME", tr("Where aka/aka.db lies; ~/.local/share unless set")},
        {"XDG_CACHE_HOME",
         tr("Where aka/network-* lies, the alliance's files in short; ~/.cache unless set")},
        {"XDG_STATE_HOME", tr("Where drafts lie; ~/.local/state unless set")},
        {"HOME", tr("Your home directory")},
        {"VISUAL, EDITOR", tr("Your editor")},
        {"XDG_RUNTIME_DIR, TMPDIR", tr("Where the text given to the editor lies meanwhile")},
        {"AKA_PAGER, PAGER", tr("What shows an answer longer than the window; empty: nothing does")},
        {"COLUMNS, LINES", tr("The size of the window, where the terminal does not tell")},
        {"NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM", tr("Whether there are colours, unless --color says it")},
        {"TZ", tr("The time zone that tells which day it is")}};
    return section(tr("Environment"), rows, width) + "\n" +
           wrap_text(tr("An option goes before a variable, a variable before config.toml; aka config show "
                        "--origin tells what is in force, and why."),
                     width, 0) +
           "\n";
}

struct HelpTopic {
    const char* name;
    const char* summary;
    std::string (*text)(int width);
};

constexpr std::array topics{
    HelpTopic{"dates", to_translate("How days and periods are written"), dates_text},
    HelpTopic{"environment", to_translate("Which variables are read"), environment_text},
    HelpTopic{"exit-codes", to_translate("What a call's exit code says"), exit_codes_text},
    HelpTopic{"formats", to_translate("What the answer can be written as"), formats_text},
    HelpTopic{"privacy", to_translate("What protects the businesses and persons in the register"),
              privacy_text}};

struct HelpOptions {
    std::vector<std::string> words;
    const Command* root = nullptr;
};

void declare_help(Command& command, HelpOptions& options) {
    options.root = command.parent();
    std::string names;
    for (const auto& topic : topics) names += std::string{topic.name} + '|';
    command.example("aka help dates")
        .example("aka help case new")
        .optional_arguments("TOPIC", options.words, "One of the topics that aka help lists, or a command")
        .values(names)
        .formats({Format::text});
}

/// Of a command it is `--help` that is told, before this is called.
void run_help(const HelpOptions& options, const Session& session) {
    const int width = session.environment().width;
    if (options.words.empty())
        return session.show_text(options.root->help(width) +
                                 section(tr("Topics (aka help TOPIC)"), told_topics(), width));
    const std::string& name = options.words.front();
    if (const auto text = help_topic(name, width)) return session.show_text(*text);
    const auto known = help_topics();
    if (const auto near = meant_word(name, known))
        throw Error{ErrorKind::usage, tr("no help on \"{typed}\"; did you mean aka help {near}?",
                                         fmt::arg("typed", name), fmt::arg("near", *near))};
    throw Error{ErrorKind::usage, tr("no help on \"{typed}\"; there is {known}, and aka COMMAND --help",
                                     fmt::arg("typed", name), fmt::arg("known", listed(known)))};
}

}  // namespace

std::vector<std::string> help_topics() {
    std::vector<std::string> names;
    names.reserve(topics.size());
    for (const auto& topic : topics) names.emplace_back(topic.name);
    return names;
}

std::optional<std::string> help_topic(const std::string& name, int width) {
    const auto found = std::find_if(topics.begin(), topics.end(),
                                    [&](const HelpTopic& topic) { return name == topic.name; });
    if (found == topics.end()) return std::nullopt;
    return wrap_text(translate(found->summary) + ".", width, 0) + "\n" + found->text(width);
}

Rows told_topics() {
    Rows rows;
    rows.reserve(topics.size());
    for (const auto& topic : topics) rows.emplace_back(topic.name, translate(topic.summary));
    return rows;
}

void add_help_command(Command& root) {
    root.add<HelpOptions>("help", "Tell about a command or a topic", declare_help, run_help);
}

}  // namespace aka
