#include "aka/service/agenda.hpp"

#include <algorithm>
#include <limits>

#include "aka/model/reference.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/record.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

constexpr Date end_of_time = std::chrono::year{9999} / 12 / 31;

When when_of(Date due, Date today) {
    if (due < today) return When::overdue;
    if (due == today) return When::today;
    return due <= sunday_after(today) ? When::week : When::later;
}

AgendaItem read_item(const Row& row, Task task, Date today) {
    const CaseRef ref = read_ref(row);
    AgendaItem item{row.text("key"),
                    when_of(row.date("due"), today),
                    row.date("due"),
                    task,
                    ref.text(),
                    row.optional_text("business"),
                    row.optional_text("about"),
                    row.text("consultant")};
    if (task != Task::followup) item.ref = ReferralRef{ref, read_int(row, "referral")}.text();
    return item;
}

/// $1 is the last day, $2 the office, empty for all, $3 the limit. The latest first: beyond the limit SQLite
/// leaves the others in their index.
constexpr const char* followups_due =
    "SELECT f.key, f.due, f.kind, c.prefix, c.year, c.number, c.title AS about, c.consultant, b.name AS "
    "business\n"
    "FROM followup f JOIN case_file c ON c.id = f.case_id LEFT JOIN business b ON b.id = c.business_id\n"
    "WHERE f.done_on IS NULL AND f.due <= $1 AND ($2 = '' OR c.owner = $2)\n"
    "ORDER BY f.due DESC, f.case_id DESC LIMIT $3";
constexpr const char* answers_due =
    "SELECT r.key, r.deadline AS due, r.number AS referral, c.prefix, c.year, c.number, r.actor_name AS "
    "about, c.consultant, b.name AS business\n"
    "FROM referral r JOIN case_file c ON c.id = r.case_id LEFT JOIN business b ON b.id = c.business_id\n"
    "WHERE r.state = 'sent' AND r.deadline <= $1 AND ($2 = '' OR c.owner = $2)\n"
    "ORDER BY r.deadline DESC, r.case_id DESC LIMIT $3";
/// The same with $1 the day asked. What waits under a consent that ran out is taken back, or agreed to anew.
constexpr const char* consents_run_out =
    "SELECT r.key, s.until AS due, r.number AS referral, c.prefix, c.year, c.number, r.actor_name AS "
    "about, c.consultant, b.name AS business\n"
    "FROM referral r JOIN case_file c ON c.id = r.case_id LEFT JOIN business b ON b.id = c.business_id\n"
    "JOIN consent s ON s.id = (SELECT max(l.id) FROM consent l WHERE l.case_id = c.id AND l.purpose = "
    "'referral'\n"
    "  AND (l.recipient IS NULL OR l.recipient = r.actor))\n"
    "WHERE r.state = 'sent' AND s.until < $1 AND s.withdrawn_on IS NULL AND ($2 = '' OR c.owner = $2)\n"
    "ORDER BY s.until DESC LIMIT $3";

/// The latest so many that are due on that day or before.
std::vector<AgendaItem> items_until(const Desk& desk, Date last, std::int64_t limit) {
    const std::string owner = desk.reading().text;
    std::vector<AgendaItem> items;
    desk.db.each(followups_due, {to_iso(last), owner, limit}, [&](const Row& row) {
        items.push_back(read_item(row, Task::followup, desk.today));
        if (row.choice<FollowupKind>("kind") == FollowupKind::three_months)
            items.back().about = items.back().about.empty()
                                     ? tr("three months on")
                                     : tr("three months on: {title}", fmt::arg("title", items.back().about));
    });
    desk.db.each(answers_due, {to_iso(last), owner, limit},
                 [&](const Row& row) { items.push_back(read_item(row, Task::answer, desk.today)); });
    desk.db.each(consents_run_out, {to_iso(desk.today), owner, limit}, [&](const Row& row) {
        items.push_back(read_item(row, Task::consent, desk.today));
        items.back().key += "-consent";  // beside the answer that the same referral waits for
    });
    std::sort(items.begin(), items.end(), [](const AgendaItem& a, const AgendaItem& b) {
        return a.due != b.due ? a.due < b.due : a.ref < b.ref;
    });
    if (const auto beyond = std::ssize(items) - limit; beyond > 0)
        items.erase(items.begin(), items.begin() + beyond);
    return items;
}

void count_items(Agenda& agenda) {
    for (const auto& item : agenda.items) {
        if (item.when == When::overdue) ++agenda.overdue;
        if (item.when == When::today) ++agenda.today;
        if (item.when == When::week) ++agenda.week;
    }
}

/// Where they are more than are read.
void count_all(Agenda& agenda, const Desk& desk) {
    const auto row = desk.db.find(
        "WITH due AS (\n"
        "  SELECT f.due AS day FROM followup f JOIN case_file c ON c.id = f.case_id\n"
        "  WHERE f.done_on IS NULL AND f.due <= $1 AND ($2 = '' OR c.owner = $2)\n"
        "  UNION ALL\n"
        "  SELECT r.deadline FROM referral r JOIN case_file c ON c.id = r.case_id\n"
        "  WHERE r.state = 'sent' AND r.deadline <= $1 AND ($2 = '' OR c.owner = $2)\n"
        "  UNION ALL\n"
        "  SELECT s.until FROM referral r JOIN case_file c ON c.id = r.case_id\n"
        "  JOIN consent s ON s.id = (SELECT max(l.id) FROM consent l WHERE l.case_id = c.id AND l.purpose = "
        "'referral'\n"
        "    AND (l.recipient IS NULL OR l.recipient = r.actor))\n"
        "  WHERE r.state = 'sent' AND s.until < $3 AND s.withdrawn_on IS NULL AND ($2 = '' OR c.owner = "
        "$2))\n"
        "SELECT COUNT(CASE WHEN day < $3 THEN 1 END) AS overdue, COUNT(CASE WHEN day = $3 THEN 1 END) AS "
        "today,\n"
        "  COUNT(CASE WHEN day > $3 THEN 1 END) AS week FROM due",
        {to_iso(sunday_after(desk.today)), desk.reading().text, to_iso(desk.today)});
    agenda.overdue = row->integer("overdue");
    agenda.today = row->integer("today");
    agenda.week = row->integer("week");
}

}  // namespace

Agenda agenda(const Desk& desk, const AgendaFilter& filter) {
    Agenda agenda;
    desk.db.read_together([&] {
        agenda = {items_until(desk, sunday_after(desk.today), filter.limit + 1)};
        if (std::ssize(agenda.items) <= filter.limit) return count_items(agenda);
        count_all(agenda, desk);
        if (!filter.week && agenda.items.back().when == When::week)
            agenda.items = items_until(desk, desk.today, filter.limit);
        else
            agenda.items.erase(agenda.items.begin());
    });
    if (!filter.week)
        std::erase_if(agenda.items, [](const AgendaItem& item) { return item.when == When::week; });
    return agenda;
}

std::vector<AgendaItem> whole_agenda(const Desk& desk) {
    constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();
    return items_until(desk, end_of_time, no_limit);
}

}  // namespace aka
