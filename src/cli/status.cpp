#include "aka/service/agenda.hpp"

#include <algorithm>

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
};

void declare_status(Command& command, StatusOptions& options) {
    command.example("aka status")
        .example("aka status --week                        also the rest of this week")
        .example("aka status --exit-code || notify-send aka")
        .example("aka status -O ics -o agenda.ics         for a calendar")
        .flag("--week", options.week, "List what is due later this week too; without it, it is only counted")
        .flag("--exit-code", options.exit_code, "Exit with 8 when something is overdue")
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
    for (const auto& item : agenda(desk, Ahead::all))
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

void run_status(const StatusOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::reading);
    const auto items = agenda(desk);
    const auto count = [&](When when) {
        return std::count_if(items.begin(), items.end(),
                             [&](const AgendaItem& item) { return item.when == when; });
    };
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
        if (options.week || item.when != When::week)
            section.table.rows.push_back({std::string{code(item.when)}, item.due,
                                          std::string{code(item.task)}, item.ref, text_cell(item.business),
                                          text_cell(item.about), item.consultant});
    const std::string where = desk.all ? tr("the whole register") : desk.home().name;
    Document document{
        tr("{day}, {where}", fmt::arg("day", to_readable(desk.today, desk.today)), fmt::arg("where", where)),
        {},
        {std::move(section)}};
    document.lines.push_back(tr("{overdue} overdue, {today} today, {week} later this week",
                                fmt::arg("overdue", count(When::overdue)),
                                fmt::arg("today", count(When::today)), fmt::arg("week", count(When::week))));
    if (session.format() == Format::calendar)
        session.show_text(agenda_calendar(desk));
    else
        session.show(std::move(document));
    tell_drafts(session);
    if (options.exit_code && count(When::overdue) > 0)
        throw Error{ErrorKind::pending, trn("{n} is overdue", "{n} are overdue", count(When::overdue))};
}

}  // namespace

void add_status_command(Command& root) {
    root.add<StatusOptions>("status", "See what is overdue, due today and this week", declare_status,
                            run_status);
}

}  // namespace aka
