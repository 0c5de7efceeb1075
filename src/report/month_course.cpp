#include "month_course.hpp"

#include "aka/text/tr.hpp"
#include "words.hpp"

namespace aka {
namespace {

/// What happened by month, as 2026-10; a month without is left out.
using ByMonth = std::map<std::string, std::int64_t>;

ByMonth count_by_month(Database& db, const Frame& frame, std::string_view sql) {
    ByMonth months;
    db.each(sql, parameters(frame),
            [&](const Row& row) { months[row.text("month")] = row.integer("count"); });
    return months;
}

ByMonth count_enquiries_by_month(Database& db, const Frame& frame) {
    return count_by_month(db, frame,
                          "SELECT substr(received_on, 1, 7) AS month, COUNT(*) AS count FROM case_file\n"
                          "WHERE received_on BETWEEN $1 AND $2 AND ($3 = '' OR received_in = $3)\n"
                          "GROUP BY substr(received_on, 1, 7)");
}

ByMonth count_needs_by_month(Database& db, const Frame& frame) {
    return count_by_month(db, frame,
                          "SELECT substr(c.received_on, 1, 7) AS month, COUNT(*) AS count\n"
                          "FROM case_file c JOIN need n ON n.case_id = c.id\n"
                          "WHERE c.received_on BETWEEN $1 AND $2 AND ($3 = '' OR c.received_in = $3)\n"
                          "GROUP BY substr(c.received_on, 1, 7)");
}

ByMonth count_referrals_by_month(Database& db, const Frame& frame) {
    return count_by_month(db, frame,
                          "SELECT substr(r.sent_on, 1, 7) AS month, COUNT(*) AS count\n"
                          "FROM referral r JOIN case_file c ON c.id = r.case_id\n"
                          "WHERE r.sent_on BETWEEN $1 AND $2 AND ($3 = '' OR c.owner = $3)\n"
                          "GROUP BY substr(r.sent_on, 1, 7)");
}

ByMonth count_closed_by_month(Database& db, const Frame& frame) {
    return count_by_month(db, frame,
                          "SELECT substr(closed_on, 1, 7) AS month, COUNT(*) AS count FROM case_file\n"
                          "WHERE closed_on BETWEEN $1 AND $2 AND ($3 = '' OR owner = $3)\n"
                          "GROUP BY substr(closed_on, 1, 7)");
}

std::string month_of(Date date) {
    return to_iso(date).substr(0, 7);
}

}  // namespace

std::optional<Section> months_section(Database& db, const Frame& frame) {
    if (month_of(frame.period.first) == month_of(frame.period.last)) return std::nullopt;
    Section section{
        "months",
        tr("Month by month"),
        {{{"month", tr("Month")},
          {"enquiries", tr("Enquiries")},
          {"needs", tr("Needs")},
          {"referrals", tr("Referrals")},
          {"cases_closed", tr("Cases closed")}},
         {}},
        false,
        {tr("Enquiries and their needs by the day received, referrals by the day sent, cases by the day "
            "closed.")},
        {ChartKind::lines, "month", {"enquiries", "needs", "referrals", "cases_closed"}, {}}};
    auto enquiries = count_enquiries_by_month(db, frame);
    auto needs = count_needs_by_month(db, frame);
    auto referrals = count_referrals_by_month(db, frame);
    auto closed = count_closed_by_month(db, frame);
    for (Date day = first_of_month(frame.period.first); day <= frame.end(); day = add_months(day, 1)) {
        const std::string month = month_of(day);
        section.table.rows.push_back(
            {month, enquiries[month], needs[month], referrals[month], closed[month]});
    }
    return section;
}

Section loop_section(Database& db, const Frame& frame) {
    const auto row = db.find(
        "WITH asked AS (\n"
        "  SELECT c.id AS enquiry, n.id AS need, n.outcome,\n"
        "    CASE WHEN EXISTS (SELECT 1 FROM referral r WHERE r.need_id = n.id) THEN 1 ELSE 0 END AS "
        "referred,\n"
        "    CASE WHEN EXISTS (SELECT 1 FROM referral r WHERE r.need_id = n.id AND r.answered_on IS NOT "
        "NULL)\n"
        "      THEN 1 ELSE 0 END AS answered\n"
        "  FROM case_file c JOIN need n ON n.case_id = c.id\n"
        "  WHERE c.received_on BETWEEN $1 AND $2 AND ($3 = '' OR c.received_in = $3))\n"
        "SELECT COUNT(DISTINCT enquiry) AS enquiries, COUNT(*) AS needs,\n"
        "  COUNT(CASE WHEN referred = 1 THEN 1 END) AS referred,\n"
        "  COUNT(CASE WHEN answered = 1 THEN 1 END) AS answered,\n"
        "  COUNT(CASE WHEN answered = 1 AND outcome IS NOT NULL THEN 1 END) AS ended,\n"
        "  COUNT(CASE WHEN answered = 1 AND outcome IN ('met', 'partly') THEN 1 END) AS met\n"
        "FROM asked",
        parameters(frame));
    Section section{"loop",
                    tr("From enquiry to help"),
                    {{{"stage", tr("Stage"), ForWhom::users},
                      {"label", tr("How far")},
                      {"number", tr("Number")},
                      {"share", tr("Of the needs")}},
                     {}},
                    false,
                    {tr("The needs of the enquiries received in the period, as they stand today; from these "
                        "on, each line is a "
                        "part of the one above. A need may also be met without a referral.")},
                    {ChartKind::funnel, "label", {"number", "share"}, {}}};
    const auto needs = row->integer("needs");
    section.table.rows.push_back(
        {std::string{"enquiries"}, tr("Enquiries"), row->integer("enquiries"), nullptr});
    for (const auto& [stage, label] : {std::pair{"needs", tr("Needs")}, std::pair{"referred", tr("Referred")},
                                       std::pair{"answered", tr("Answered")}, std::pair{"ended", tr("Ended")},
                                       std::pair{"met", tr("Met or partly met")}})
        section.table.rows.push_back(
            {std::string{stage}, label, row->integer(stage), share_of(row->integer(stage), needs)});
    return section;
}

}  // namespace aka
