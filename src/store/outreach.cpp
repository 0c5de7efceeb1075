#include "aka/store/outreach.hpp"

#include <fmt/format.h>

#include "aka/store/businesses.hpp"

namespace aka {
namespace {

/// {0} says whose cases, and so does {1} of a business's cases, which are found by the business; $1 the
/// owner, empty for all; $2 the day before which the last contact of a silent business lies. `rank` is the
/// order of the reasons.
///
/// Nobody is called who has an open case; for the others the last closing tells most of it, and their notes
/// and follow-ups are read only where it leaves the question open.
constexpr const char* calls = R"sql(WITH ended AS (
    SELECT c.business_id, max(c.closed_on) AS closed_on
    FROM case_file c
    WHERE {0} AND c.business_id IS NOT NULL
    GROUP BY c.business_id
    HAVING count(c.closed_on) = count(*)
), judged AS (
    SELECT e.business_id, e.closed_on,
      CASE WHEN EXISTS (SELECT 1 FROM case_file c JOIN need n ON n.case_id = c.id
                        WHERE c.business_id = e.business_id AND {1} AND c.closed_on || '' = e.closed_on
                          AND n.outcome IN ('unmet', 'partly'))
        THEN 1 ELSE 0 END AS unmet
    FROM ended e
), last_contact AS (
    SELECT j.business_id, j.closed_on, j.unmet,
      (SELECT max(day)
       FROM (SELECT j.closed_on AS day
             UNION ALL
             SELECT n.on_date FROM case_file c JOIN note n ON n.case_id = c.id
             WHERE c.business_id = j.business_id AND {1}
             UNION ALL
             SELECT f.done_on FROM case_file c JOIN followup f ON f.case_id = c.id
             WHERE c.business_id = j.business_id AND {1}) contact) AS day
    FROM judged j
    WHERE j.unmet = 1 OR j.closed_on < $2
), listed AS (
    SELECT p.id AS prospect_id, p.owner, p.cvr, p.name, p.name_folded, p.phone, p.reason,
      (SELECT max(b.id) FROM business b
       WHERE b.owner = p.owner
         AND (b.cvr = p.cvr OR (b.name_folded = p.name_folded AND (b.cvr IS NULL OR p.cvr IS NULL)))) AS business_id
    FROM prospect p
    WHERE p.done_on IS NULL AND ($1 = '' OR p.owner = $1)
), calls AS MATERIALIZED (
    SELECT CASE WHEN l.unmet = 1 AND l.closed_on = l.day THEN 1 ELSE 3 END AS rank,
      CASE WHEN l.unmet = 1 AND l.closed_on = l.day THEN 'unmet' ELSE 'silent' END AS why,
      b.id AS place, b.id AS business_id, b.owner, b.name, b.cvr, l.day, NULL AS list_phone, NULL AS list_reason
    FROM last_contact l JOIN business b ON b.id = l.business_id
    WHERE ($1 = '' OR b.owner = $1) AND ((l.unmet = 1 AND l.closed_on = l.day) OR l.day < $2)
      AND b.id NOT IN (SELECT business_id FROM listed WHERE business_id IS NOT NULL)
    UNION ALL
    SELECT 2, 'prospect', p.prospect_id, p.business_id, p.owner, p.name, p.cvr,
      (SELECT max(day)
       FROM (SELECT c.received_on AS day FROM case_file c WHERE c.business_id = p.business_id AND {1}
             UNION ALL
             SELECT c.closed_on FROM case_file c WHERE c.business_id = p.business_id AND {1}
             UNION ALL
             SELECT n.on_date FROM case_file c JOIN note n ON n.case_id = c.id
             WHERE c.business_id = p.business_id AND {1}
             UNION ALL
             SELECT f.done_on FROM case_file c JOIN followup f ON f.case_id = c.id
             WHERE c.business_id = p.business_id AND {1}) contact),
      p.phone, p.reason
    FROM listed p
)
SELECT c.*, (SELECT count(*) FROM calls o WHERE o.rank = 1) AS of_unmet,
  (SELECT count(*) FROM calls o WHERE o.rank = 2) AS of_prospect,
  (SELECT count(*) FROM calls o WHERE o.rank = 3) AS of_silent
FROM calls c ORDER BY rank, day IS NULL, day DESC, place LIMIT $3
)sql";

/// A business is its office's, and so are its cases.
std::string calls_of(const OutreachFilter& filter) {
    return filter.owner.empty() ? fmt::format(calls, "$1 = ''", "$1 = ''")
                                : fmt::format(calls, "c.owner = $1", "c.owner || '' = $1");
}

std::vector<OutreachCount> read_counts(const Row& row) {
    std::vector<OutreachCount> counts;
    for (const auto& [reason, column] :
         {std::pair{OutreachReason::unmet, "of_unmet"}, std::pair{OutreachReason::prospect, "of_prospect"},
          std::pair{OutreachReason::silent, "of_silent"}})
        if (const auto businesses = row.integer(column); businesses > 0)
            counts.push_back({reason, businesses});
    return counts;
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

Outreach list_outreach(Database& db, const OutreachFilter& filter) {
    Outreach outreach;
    db.each(calls_of(filter), {filter.owner.text, to_iso(filter.silent_since), filter.limit},
            [&](const Row& row) {
                if (outreach.lines.empty()) outreach.counts = read_counts(row);
                outreach.lines.push_back(read_line(db, row, filter.own));
            });
    return outreach;
}

}  // namespace aka
