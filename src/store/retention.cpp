#include "aka/store/retention.hpp"

#include "aka/store/cases.hpp"
#include "aka/store/feedback.hpp"
#include "aka/store/prospects.hpp"

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
        "SELECT c.id, c.prefix, c.year, c.number, c.title, l.day AS last_contact,\n"
        "  (SELECT count(*) FROM referral r WHERE r.case_id = c.id AND r.ended_on IS NULL) AS waiting\n"
        "FROM case_file c JOIN last_contact l ON l.case_id = c.id\n"
        "WHERE c.owner = $1 AND c.status = 'closed' AND c.business_id IS NOT NULL AND l.day < $2\n"
        "ORDER BY l.day, c.id",
        {owner.text, to_iso(day)}, [&](const Row& row) {
            due.push_back({{row.integer("id")},
                           read_ref(row),
                           row.text("title"),
                           row.date("last_contact"),
                           row.integer("waiting") > 0});
        });
    return due;
}

std::vector<DueAnswer> old_answers(Database& db, const MunicipalityId& owner, Date day) {
    std::vector<DueAnswer> due;
    db.each(
        "SELECT f.*, c.prefix, c.year, c.number, c.closed_on FROM feedback f JOIN case_file c ON c.id = "
        "f.case_id\n"
        "WHERE c.owner = $1 AND COALESCE(f.answered_on, f.asked_on) < $2\n"
        "ORDER BY COALESCE(f.answered_on, f.asked_on), f.id",
        {owner.text, to_iso(day)}, [&](const Row& row) {
            DueAnswer answer{Stored<Feedback>::read(row), read_ref(row), row.optional_date("closed_on")};
            if (counted(answer.feedback, answer.closed_on) != answer.feedback)
                due.push_back(std::move(answer));
        });
    return due;
}

Feedback counted(Feedback feedback, std::optional<Date> closed_on) {
    const Date asked = feedback.asked_on;
    feedback.text.clear();
    feedback.asked_on = first_of_month(asked);
    if (closed_on && *closed_on <= asked) feedback.asked_on = std::max(feedback.asked_on, *closed_on);
    if (feedback.answered_on)
        feedback.answered_on = std::max(first_of_month(*feedback.answered_on), feedback.asked_on);
    feedback.recorded = Instant{first_of_month(std::chrono::floor<std::chrono::days>(feedback.recorded))};
    return feedback;
}

std::vector<Prospect> old_prospects(Database& db, const MunicipalityId& owner, Date day) {
    return read_all<Prospect>(db,
                              "SELECT * FROM prospect WHERE owner = $1 AND imported_on < $2\n"
                              "  AND (done_on IS NULL OR done_on < $2) ORDER BY imported_on, id",
                              {owner.text, to_iso(day)});
}

}  // namespace aka
