#include "aka/service/agenda.hpp"

#include "aka/cli/case_document.hpp"
#include "aka/cli/case_intake.hpp"
#include "aka/cli/draft.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/output/calendar_file.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct StatusOptions {
    bool week = false;
    bool exit_code = false;
    std::string limit;
};

void declare_status(Command& command, StatusOptions& options) {
    command.example("aka status")
        .example("aka status --week                        also the rest of this week")
        .example("aka status --exit-code || notify-send aka")
        .example("aka status -O ics -o agenda.ics         for a calendar")
        .flag("--week", options.week, "List what is due later this week too; without it, it is only counted")
        .flag("--exit-code", options.exit_code, "Exit with 8 when something is overdue")
        .option("-L,--limit", options.limit, "N",
                "At most so many (50); the longest overdue are left out first")
        .remark(
            "A calendar (-O ics) holds all that is open, however far ahead, each as an event of the whole "
            "day; "
            "imported again it replaces what it brought before.");
    auto formats = document_formats();
    formats.push_back(Format::calendar);
    command.formats(formats);
}

/// What is due, without what was written of it: a calendar is seen by others.
std::string summary_of(const AgendaItem& item) {
    const std::string what = item.business.empty() ? item.ref : item.ref + ' ' + item.business;
    if (item.task == Task::answer)
        return tr("Answer due: {what} ({actor})", fmt::arg("what", what), fmt::arg("actor", item.about));
    if (item.task == Task::consent)
        return tr("Consent ran out: {what} ({actor})", fmt::arg("what", what), fmt::arg("actor", item.about));
    return tr("Follow-up: {what}", fmt::arg("what", what));
}

std::string agenda_calendar(const Desk& desk) {
    std::vector<CalendarEntry> entries;
    for (const auto& item : whole_agenda(desk))
        entries.push_back({item.key + "@aka", item.due, summary_of(item)});
    return write_calendar(entries, desk.clock());
}

/// What was typed and not recorded, in one line.
void tell_drafts(const Session& session) {
    const auto drafts = waiting_drafts(session, "");
    if (drafts.empty()) return;
    constexpr int old_after = 30;  // days: by then nobody remembers what it was about
    const auto age = (session.today() - drafts.back().day).count();
    std::string line =
        trn("{n} draft waits in {folder}", "{n} drafts wait in {folder}",
            static_cast<long long>(drafts.size()), fmt::arg("folder", session.drafts_folder().string()));
    if (age > old_after)
        line += tr(", the oldest for {days} days: record it or delete it", fmt::arg("days", age));
    session.hint(line + (has_recoverable(session) ? tr("; go on with aka case new --recover") : ""));
}

Section agenda_section(const std::vector<AgendaItem>& items) {
    Section section{"agenda",
                    "",
                    {{{.key = "when", .heading = tr("WHEN"), .tone = tone_of_state},
                      {"due", tr("DUE")},
                      {"task", tr("WHAT")},
                      {"ref", tr("CASE")},
                      {"company", tr("COMPANY")},
                      {"about", tr("ABOUT")},
                      {"consultant", tr("BY")}},
                     {}},
                    false,
                    {}};
    keep_columns(section.table, {"due", "ref", "company"});
    for (const auto& item : items)
        section.table.rows.push_back({std::string{code(item.when)}, item.due, std::string{code(item.task)},
                                      item.ref, text_cell(item.business), text_cell(item.about),
                                      item.consultant});
    return section;
}

void show_agenda(const Session& session, const Desk& desk, const Agenda& agenda, const AgendaFilter& filter) {
    const std::string where = desk.all ? tr("the whole register") : desk.home().name;
    session.show(
        {tr("{day}, {where}", fmt::arg("day", to_readable(desk.today, desk.today)), fmt::arg("where", where)),
         {tr("{overdue} overdue, {today} today, {week} later this week", fmt::arg("overdue", agenda.overdue),
             fmt::arg("today", agenda.today), fmt::arg("week", agenda.week))},
         {agenda_section(agenda.items)}});
    const std::int64_t total = agenda.overdue + agenda.today + (filter.week ? agenda.week : 0);
    const auto shown = static_cast<std::int64_t>(agenda.items.size());
    if (total > shown)
        session.say(tr("{shown} of {total} shown; more with --limit", fmt::arg("shown", shown),
                       fmt::arg("total", total)));
}

void run_status(const StatusOptions& options, const Session& session) {
    const AgendaFilter filter{options.week, session.limit(options.limit, AgendaFilter{}.limit)};
    const Desk& desk = session.desk(OpenFor::reading);
    const Agenda due = agenda(desk, filter);
    if (session.format() == Format::calendar)
        session.show_text(agenda_calendar(desk));
    else
        show_agenda(session, desk, due, filter);
    tell_drafts(session);
    if (options.exit_code && due.overdue > 0)
        throw Error{ErrorKind::pending,
                    trn("{n} is overdue", "{n} are overdue", static_cast<long long>(due.overdue))};
}

}  // namespace

void add_status_command(Command& root) {
    root.add<StatusOptions>("status", "See what is overdue, due today and this week", declare_status,
                            run_status);
}

}  // namespace aka
