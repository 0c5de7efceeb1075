#include "aka/store/retention.hpp"

#include "aka/store/cases.hpp"

namespace aka {

std::vector<DueCase> silent_cases(Database& db, const MunicipalityId& owner, Date day) {
    std::vector<DueCase> due;
    db.each(
        "WITH contact_day AS (\n"
        "  SELECT id AS case_id, COALESCE(closed_on, received_on) AS day FROM case_file\n"
        "  UNION ALL SELECT case_id, on_date FROM note\n"
        "  UNION ALL SELECT case_id, done_on FROM followup WHERE done_on IS NOT NULL\n"
        "  UNION ALL SELECT case_id, COALESCE(withdrawn_on, given_on) FROM consent\n"
        "  UNION ALL SELECT case_id, COALESCE(answered_on, asked_on) FROM feedback\n"
        "  UNION ALL SELECT case_id, COALESCE(ended_on, answered_on, sent_on) FROM referral),\n"
        "last_contact AS (SELECT case_id, MAX(day) AS day FROM contact_day GROUP BY case_id)\n"
        "SELECT c.*, l.day AS last_contact,\n"
        "  (SELECT count(*) FROM referral r WHERE r.case_id = c.id AND r.ended_on IS NULL) AS waiting\n"
        "FROM case_file c JOIN last_contact l ON l.case_id = c.id\n"
        "WHERE c.owner = $1 AND c.status = 'closed' AND c.business_id IS NOT NULL AND l.day < $2\n"
        "ORDER BY l.day, c.id",
        {owner.text, to_iso(day)}, [&](const Row& row) {
            due.push_back({Stored<Case>::read(row), row.date("last_contact"), row.integer("waiting") > 0});
        });
    return due;
}

}  // namespace aka
