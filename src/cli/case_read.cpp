#include <fmt/format.h>

#include "aka/cli/case_document.hpp"
#include "aka/cli/case_options.hpp"
#include "aka/cli/meant.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/service/cases.hpp"
#include "aka/service/history.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/events.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct ListOptions {
    std::string text;
    std::optional<CaseScope> status;
    std::string topic;
    std::string cvr;
    std::string actor;
    bool overdue = false;
    std::string due;
    bool mine = false;
    std::string since;
    std::string until;
    bool unmet = false;
    bool to_ask = false;
    bool story = false;
    std::string sort;
    std::string limit;
    bool count = false;
};

/// Each by itself, and largest first.
std::string sort_words() {
    std::string words;
    for (const auto& [sort, word] : Codes<CaseSort>::list) words += fmt::format("{0}|{0}:desc|", word);
    return words;
}

void declare_list(Command& command, ListOptions& options) {
    command.example("aka case list                          the open cases of your office, newest first")
        .example("aka case list naestv --status all      search, also closed ones")
        .example("aka case list --overdue --mine")
        .example("aka case list --topic rekruttering --since 2026-10-01 -O csv-excel -o cases.csv")
        .optional_argument("TEXT", options.text,
                           "Words to find in business, title, text and notes; beginnings of words will do")
        .group(to_translate("Which cases"))
        .choice("--status", options.status, "Open unless said otherwise; waiting: a referral is unanswered")
        .option("-t,--topic", options.topic, "ID", "With a need for this topic; a parent includes its leaves")
        .option("--cvr", options.cvr, "NR", "Of the business with this CVR number")
        .option("--actor", options.actor, "ID", "With a referral to this actor")
        .flag("--overdue", options.overdue, "With a follow-up or an actor's answer that is overdue")
        .option("--due", options.due, "DATE", "With a follow-up due on this day or before")
        .flag("--mine", options.mine, "Of the consultant who acts")
        .option("--since", options.since, "DATE", "Received on this day or later")
        .option("--until", options.until, "DATE", "Received on this day or earlier")
        .flag("--unmet", options.unmet, "With a need that was not, or only partly, met")
        .flag("--to-ask", options.to_ask,
              "Closed, and satisfaction still to be asked: at the closing, and three months on")
        .flag("--story", options.story, "With a consent to be told as a story that still holds")
        .group(to_translate("How they are listed"))
        .option(
            "--sort", options.sort, "KEY[:desc]",
            "By received, followup or ref, smallest first, :desc largest first; newest first unless given")
        .values(sort_words())
        .option("-L,--limit", options.limit, "N", "At most so many (50)")
        .flag("--count", options.count, "Only how many there are");
}

void read_sort(const std::string& typed, CaseFilter& filter) {
    if (typed.empty()) return;
    const auto colon = typed.find(':');
    const auto key = find_code<CaseSort>(typed.substr(0, colon));
    const std::string direction = colon == std::string::npos ? "asc" : typed.substr(colon + 1);
    const auto keys = split_list(code_list<CaseSort>(","));
    if (const auto near = meant_word(typed.substr(0, colon), keys); near && !key)
        throw Error{
            ErrorKind::usage,
            tr("--sort: \"{typed}\" is none of {words}; did you mean {near}?", fmt::arg("typed", typed),
               fmt::arg("words", code_list<CaseSort>(", ")), fmt::arg("near", *near))};
    if (!key || (direction != "asc" && direction != "desc"))
        throw Error{ErrorKind::usage,
                    tr("--sort: \"{typed}\" is none of {words}, each with :desc if you like",
                       fmt::arg("typed", typed), fmt::arg("words", code_list<CaseSort>(", ")))};
    filter.sort = *key;
    filter.descending = direction == "desc";
}

CaseFilter to_filter(const ListOptions& options, const Session& session, const Desk& desk) {
    CaseFilter filter;
    const bool also_closed = options.to_ask || options.story;
    filter.scope = options.status.value_or(also_closed ? CaseScope::all : CaseScope::open);
    if (options.to_ask) filter.to_ask_on = desk.today;
    if (options.story) filter.story_on = desk.today;
    filter.owner = desk.reading();
    filter.own = desk.municipality;
    if (const auto fault = find_text_fault(options.text, Lines::one))
        throw Error{ErrorKind::usage, tr("TEXT: {what}", fmt::arg("what", fault->what))};
    filter.words = options.text;
    if (!options.text.empty() && fold_words(options.text).empty())
        throw Error{ErrorKind::usage,
                    tr("\"{text}\" holds no word to search for", fmt::arg("text", options.text))};
    if (!options.topic.empty()) filter.topic = session.topic(options.topic);
    if (!options.actor.empty()) filter.actor = session.network().actor(options.actor).id;
    if (!options.cvr.empty()) {
        const auto cvr = parse_cvr(options.cvr);
        if (!cvr)
            throw Error{ErrorKind::usage,
                        tr("\"{typed}\" is no CVR number: eight digits that pass the check, as 99 99 99 18",
                           fmt::arg("typed", options.cvr))};
        filter.cvr = *cvr;
    }
    if (options.mine) filter.consultant = desk.user();
    if (options.overdue) filter.overdue_on = desk.today;
    if (!options.due.empty()) filter.due_by = session.date("--due", options.due, Towards::future);
    if (!options.since.empty()) filter.since = session.date("--since", options.since, Towards::past);
    if (!options.until.empty()) filter.until = session.date("--until", options.until, Towards::past);
    filter.unmet = options.unmet;
    read_sort(options.sort, filter);
    filter.limit = session.limit(options.limit, filter.limit);
    return filter;
}

Table to_table(const std::vector<CaseLine>& lines, bool all) {
    Table table{{{"ref", tr("CASE")},
                 {"received_on", tr("RECEIVED")},
                 {"company", tr("COMPANY")},
                 {"title", tr("TITLE")},
                 {"topics", tr("TOPICS"), ForWhom::all, Layout::path},
                 {.key = "status", .heading = tr("STATUS"), .tone = tone_of_state},
                 {"followup", tr("FOLLOW-UP")},
                 {"consultant", tr("BY")}},
                {}};
    keep_columns(table, {"company", "title", "status", "followup"});
    if (all) table.columns.push_back({"owner", tr("OFFICE")});
    for (const auto& line : lines) {
        const std::string status =
            line.waiting && line.status == CaseStatus::open ? "waiting" : std::string{code(line.status)};
        table.rows.push_back({line.ref.text(), line.received_on, text_cell(line.business),
                              text_cell(line.title), line.topics, status, date_cell(line.next_followup),
                              line.consultant});
        if (all) table.rows.back().emplace_back(line.owner.text);
    }
    return table;
}

/// Of how many these are the first; beyond a thousand nobody asks, and who does has --count.
void tell_how_many(const Session& session, const Desk& desk, const CaseFilter& filter) {
    const std::int64_t most = std::max<std::int64_t>(filter.limit, 1000);
    const auto total = count_cases(desk.db, filter, most + 1);
    if (total > filter.limit)
        session.say(tr("{shown} of {total} shown; more with --limit", fmt::arg("shown", filter.limit),
                       fmt::arg("total", total > most ? fmt::format("{}+", most) : std::to_string(total))));
}

void run_list(const ListOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::reading);
    const CaseFilter filter = to_filter(options, session, desk);
    if (options.count) {
        const auto count = count_cases(desk.db, filter);
        return session.show_line(std::to_string(count),
                                 {"", {}, {{"count", "", {{{"cases", tr("CASES")}}, {{count}}}, true, {}}}});
    }
    const auto lines = list_cases(desk.db, filter);
    session.show({"", {}, {{"cases", "", to_table(lines, desk.all), false, {}}}});
    if (static_cast<std::int64_t>(lines.size()) == filter.limit) tell_how_many(session, desk, filter);
}

struct ShowOptions {
    std::string ref;
    bool timeline = false;
};

void declare_show(Command& command, ShowOptions& options) {
    command.example("aka case show 143")
        .example("aka case show NAE-26-0143 --timeline")
        .argument("CASE", options.ref, case_help)
        .flag("--timeline", options.timeline, "Also what happened, when, and by whom");
}

Section timeline_section(const Desk& desk, const Case& file) {
    Section section{"timeline",
                    tr("Timeline"),
                    {{{"on", tr("ON")},
                      {"recorded", tr("RECORDED")},
                      {"by", tr("BY")},
                      {"what", tr("WHAT")},
                      {"written", tr("WRITTEN"), ForWhom::all, Layout::wrap}},
                     {}},
                    false,
                    {}};
    std::vector<Event> events;
    for (const auto& subject : subjects_of(desk.db, file))
        for (auto& event : events_of(desk.db, subject)) events.push_back(std::move(event));
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.seq < b.seq; });
    for (const auto& event : events)
        section.table.rows.push_back(
            {event.happened, to_iso(event.recorded), event.author.who, event.kind, what_was_written(event)});
    return section;
}

void run_show(const ShowOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::reading);
    const Case file = find_case(desk, options.ref, ForWhat::reading);
    Document document = case_document(session, Cases{desk}.read(file));
    if (options.timeline) document.sections.push_back(timeline_section(desk, file));
    session.show(std::move(document));
}

}  // namespace

void add_case_reading(Command& noun) {
    noun.add<ListOptions>("list", "List cases, newest first", declare_list, run_list).alias("ls");
    noun.add<ShowOptions>("show", "Show all of a case", declare_show, run_show).alias("view");
}

}  // namespace aka
