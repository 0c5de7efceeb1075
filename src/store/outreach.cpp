#include "aka/store/outreach.hpp"

#include <fmt/format.h>

#include "aka/store/businesses.hpp"

namespace aka {
namespace {

/// {0} says whose cases; $1 the owner, empty for all; $2 the day before which the last contact of a silent
/// business lies. `rank` is the order of the reasons.
constexpr const char* calls = R"sql(WITH last_contact AS (
    SELECT business_id, max(day) AS day, max(open) AS open
    FROM (SELECT c.business_id, c.received_on AS day, CASE WHEN c.status = 'open' THEN 1 ELSE 0 END AS open
          FROM case_file c WHERE {0}
          UNION ALL
          SELECT c.business_id, c.closed_on, 0 FROM case_file c WHERE {0} AND c.closed_on IS NOT NULL
          UNION ALL
          SELECT c.business_id, n.on_date, 0 FROM case_file c JOIN note n ON n.case_id = c.id WHERE {0}
          UNION ALL
          SELECT c.business_id, f.done_on, 0 FROM case_file c JOIN followup f ON f.case_id = c.id
          WHERE {0} AND f.done_on IS NOT NULL) contact
    WHERE business_id IS NOT NULL
    GROUP BY business_id
), unmet AS (
    SELECT c.business_id, max(c.closed_on) AS closed_on
    FROM case_file c
    WHERE {0} AND c.status = 'closed'
      AND EXISTS (SELECT 1 FROM need n WHERE n.case_id = c.id AND n.outcome IN ('unmet', 'partly'))
    GROUP BY c.business_id
), listed AS (
    SELECT p.id AS prospect_id, p.owner, p.cvr, p.name, p.name_folded, p.phone, p.reason,
      (SELECT max(b.id) FROM business b
       WHERE b.owner = p.owner
         AND (b.cvr = p.cvr OR (b.name_folded = p.name_folded AND (b.cvr IS NULL OR p.cvr IS NULL)))) AS business_id
    FROM prospect p
    WHERE p.done_on IS NULL AND ($1 = '' OR p.owner = $1)
), calls AS (
    SELECT CASE WHEN u.closed_on >= l.day THEN 1 ELSE 3 END AS rank,
      CASE WHEN u.closed_on >= l.day THEN 'unmet' ELSE 'silent' END AS why,
      b.id AS place, b.id AS business_id, b.owner, b.name, b.cvr, l.day, NULL AS list_phone, NULL AS list_reason
    FROM business b JOIN last_contact l ON l.business_id = b.id LEFT JOIN unmet u ON u.business_id = b.id
    WHERE ($1 = '' OR b.owner = $1) AND l.open = 0 AND (u.closed_on >= l.day OR l.day < $2)
      AND b.id NOT IN (SELECT business_id FROM listed WHERE business_id IS NOT NULL)
    UNION ALL
    SELECT 2, 'prospect', p.prospect_id, p.business_id, p.owner, p.name, p.cvr, l.day, p.phone, p.reason
    FROM listed p LEFT JOIN last_contact l ON l.business_id = p.business_id
)
)sql";

/// A business is its office's, and so are its cases.
std::string calls_of(const OutreachFilter& filter) {
    return fmt::format(calls, filter.owner.empty() ? "$1 = ''" : "c.owner = $1");
}

/// The newest case of the business; of those with an unmet need, when that is what it is about.
void read_last_case(Database& db, BusinessId business, OutreachLine& line) {
    const bool unmet = line.reason == OutreachReason::unmet;
    const auto last = db.find(
        fmt::format("SELECT c.id, c.prefix, c.year, c.number FROM case_file c WHERE c.business_id = $1{}\n"
                    "ORDER BY c.received_on DESC, c.id DESC LIMIT 1",
                    unmet ? " AND EXISTS (SELECT 1 FROM need n WHERE n.case_id = c.id AND n.outcome IN "
                            "('unmet', 'partly'))"
                          : ""),
        {business.value});
    if (!last) return;
    line.last_ref = CaseRef{last->text("prefix"), read_int(*last, "year"), read_int(*last, "number")};
    db.each("SELECT topic, outcome, cause FROM need WHERE case_id = $1 ORDER BY place", {last->integer("id")},
            [&](const Row& need) {
                const auto outcome = need.optional_choice<NeedOutcome>("outcome");
                const bool missed = outcome == NeedOutcome::unmet || outcome == NeedOutcome::partly;
                if (unmet && !missed) return;
                line.topics.push_back(need.text("topic"));
                if (unmet && line.about.empty()) line.about = need.optional_text("cause");
            });
}

std::string known_phone(Database& db, BusinessId business) {
    for (const auto& contact : contacts_of(db, business))
        if (!contact.phone.empty()) return contact.phone;
    return {};
}

OutreachLine read_line(Database& db, const Row& row, const MunicipalityId& own) {
    OutreachLine line;
    line.reason = row.choice<OutreachReason>("why");
    line.business = row.text("name");
    line.cvr = row.optional_text("cvr");
    line.last_contact = row.optional_date("day");
    line.owner = {row.text("owner")};
    const bool foreign = line.owner != own;
    if (!foreign) line.phone = row.optional_text("list_phone");
    if (!foreign) line.about = row.optional_text("list_reason");
    if (const auto id = row.optional_integer("business_id")) {
        read_last_case(db, BusinessId{*id}, line);
        if (line.phone.empty() && !foreign) line.phone = known_phone(db, BusinessId{*id});
    }
    return line;
}

}  // namespace

std::vector<OutreachLine> list_outreach(Database& db, const OutreachFilter& filter) {
    std::vector<OutreachLine> lines;
    db.each(calls_of(filter) + "SELECT * FROM calls ORDER BY rank, day IS NULL, day DESC, place LIMIT $3",
            {filter.owner.text, to_iso(filter.silent_since), filter.limit},
            [&](const Row& row) { lines.push_back(read_line(db, row, filter.own)); });
    return lines;
}

std::vector<OutreachCount> count_outreach(Database& db, const OutreachFilter& filter) {
    std::vector<OutreachCount> counts;
    db.each(
        calls_of(filter) + "SELECT why, count(*) AS businesses FROM calls GROUP BY why, rank ORDER BY rank",
        {filter.owner.text, to_iso(filter.silent_since)}, [&](const Row& row) {
            counts.push_back({row.choice<OutreachReason>("why"), row.integer("businesses")});
        });
    return counts;
}

}  // namespace aka
