#include "aka/service/agenda.hpp"

#include <algorithm>

#include "aka/model/reference.hpp"
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
    const CaseRef ref{row.text("prefix"), read_int(row, "year"), read_int(row, "number")};
    AgendaItem item{row.text("key"),
                    when_of(row.date("due"), today),
                    row.date("due"),
                    task,
                    ref.text(),
                    row.optional_text("business"),
                    row.optional_text("about"),
                    row.text("consultant")};
    if (task == Task::answer) item.ref = ReferralRef{ref, read_int(row, "referral")}.text();
    return item;
}

}  // namespace

std::vector<AgendaItem> agenda(const Desk& desk, Ahead ahead) {
    const std::string owner = desk.reading().text;
    const Date last = ahead == Ahead::all ? end_of_time : sunday_after(desk.today);
    std::vector<AgendaItem> items;
    desk.db.each(
        "SELECT f.key, f.due, f.kind, c.prefix, c.year, c.number, c.title AS about, c.consultant, b.name AS "
        "business\n"
        "FROM followup f JOIN case_file c ON c.id = f.case_id LEFT JOIN business b ON b.id = c.business_id\n"
        "WHERE f.done_on IS NULL AND f.due <= $1 AND ($2 = '' OR c.owner = $2)",
        {to_iso(last), owner}, [&](const Row& row) {
            items.push_back(read_item(row, Task::followup, desk.today));
            if (row.choice<FollowupKind>("kind") == FollowupKind::three_months)
                items.back().about = items.back().about.empty() ? tr("three months on")
                                                                : tr("three months on: {title}",
                                                                     fmt::arg("title", items.back().about));
        });
    desk.db.each(
        "SELECT r.key, r.deadline AS due, r.number AS referral, c.prefix, c.year, c.number, r.actor_name AS "
        "about, "
        "c.consultant, b.name AS business\n"
        "FROM referral r JOIN case_file c ON c.id = r.case_id LEFT JOIN business b ON b.id = c.business_id\n"
        "WHERE r.state = 'sent' AND r.deadline <= $1 AND ($2 = '' OR c.owner = $2)",
        {to_iso(last), owner},
        [&](const Row& row) { items.push_back(read_item(row, Task::answer, desk.today)); });
    std::sort(items.begin(), items.end(), [](const AgendaItem& a, const AgendaItem& b) {
        return a.due != b.due ? a.due < b.due : a.ref < b.ref;
    });
    return items;
}

}  // namespace aka
