#include <array>

#include "aka/store/publications.hpp"

namespace aka {
namespace {

/// $1 and $2 are the first and the last day. The columns after `amount` are the dimensions.
struct Measure {
    const char* name;
    const char* sql;
};

constexpr std::array all_measures{
    Measure{"enquiries", R"sql(
SELECT substr(c.received_on, 1, 7) AS month, c.received_in AS municipality, COALESCE(b.cvr, b.key, '') AS business,
  COUNT(*) AS amount, COALESCE(c.size_band, 'unknown') AS size, c.channel, c.direction
FROM case_file c LEFT JOIN business b ON b.id = c.business_id
WHERE c.received_on BETWEEN $1 AND $2
GROUP BY 1, 2, 3, 5, 6, 7)sql"},
    Measure{"cases_closed", R"sql(
SELECT substr(c.closed_on, 1, 7) AS month, c.owner AS municipality, COALESCE(b.cvr, b.key, '') AS business,
  COUNT(*) AS amount
FROM case_file c LEFT JOIN business b ON b.id = c.business_id
WHERE c.closed_on BETWEEN $1 AND $2
GROUP BY 1, 2, 3)sql"},
    Measure{"needs", R"sql(
SELECT substr(c.received_on, 1, 7) AS month, c.received_in AS municipality, COALESCE(b.cvr, b.key, '') AS business,
  COUNT(*) AS amount, n.topic
FROM case_file c JOIN need n ON n.case_id = c.id LEFT JOIN business b ON b.id = c.business_id
WHERE c.received_on BETWEEN $1 AND $2
GROUP BY 1, 2, 3, 5)sql"},
    Measure{"needs_ended", R"sql(
SELECT substr(n.closed_on, 1, 7) AS month, COALESCE(n.closed_in, '') AS municipality,
  COALESCE(b.cvr, b.key, '') AS business, COUNT(*) AS amount,
  CASE WHEN n.cause IS NULL THEN n.outcome ELSE n.outcome || '/' || n.cause END AS ending
FROM need n JOIN case_file c ON c.id = n.case_id LEFT JOIN business b ON b.id = c.business_id
WHERE n.closed_on BETWEEN $1 AND $2
GROUP BY 1, 2, 3, 5)sql"},
    // As the reports count them: a met need without numbers was filled, an unmet one was not.
    Measure{"posts", R"sql(
WITH ended AS (
  SELECT substr(n.closed_on, 1, 7) AS month, COALESCE(n.closed_in, '') AS municipality,
    COALESCE(b.cvr, b.key, '') AS business, n.positions,
    CASE WHEN n.filled IS NULL AND n.outcome = 'met' THEN n.positions - COALESCE(n.other_profile, 0)
      ELSE COALESCE(n.filled, 0) END AS filled,
    COALESCE(n.other_profile, 0) AS other_profile
  FROM need n JOIN case_file c ON c.id = n.case_id LEFT JOIN business b ON b.id = c.business_id
  WHERE n.closed_on BETWEEN $1 AND $2 AND n.positions IS NOT NULL
    AND (n.filled IS NOT NULL OR n.other_profile IS NOT NULL OR n.outcome IN ('met', 'unmet')))
SELECT month, municipality, business, SUM(CASE WHEN filled > 0 THEN filled ELSE 0 END) AS amount, 'as-wanted' AS result FROM ended GROUP BY 1, 2, 3
UNION ALL
SELECT month, municipality, business, SUM(other_profile), 'other-profile' FROM ended GROUP BY 1, 2, 3
UNION ALL
SELECT month, municipality, business,
  SUM(CASE WHEN positions > filled + other_profile THEN positions - filled - other_profile ELSE 0 END), 'not-filled'
FROM ended GROUP BY 1, 2, 3)sql"},
    Measure{"referrals", R"sql(
SELECT substr(r.sent_on, 1, 7) AS month, c.owner AS municipality, COALESCE(b.cvr, b.key, '') AS business,
  COUNT(*) AS amount, r.actor, CASE WHEN r.answered_on IS NULL THEN 'waiting' ELSE 'answered' END AS answer
FROM referral r JOIN case_file c ON c.id = r.case_id LEFT JOIN business b ON b.id = c.business_id
WHERE r.sent_on BETWEEN $1 AND $2
GROUP BY 1, 2, 3, 5, 6)sql"},
    Measure{"followups", R"sql(
SELECT substr(f.due, 1, 7) AS month, c.owner AS municipality, COALESCE(b.cvr, b.key, '') AS business,
  COUNT(*) AS amount,
  CASE WHEN f.done_on IS NULL THEN 'open' WHEN f.done_on <= f.due THEN 'on-time' ELSE 'late' END AS result
FROM followup f JOIN case_file c ON c.id = f.case_id LEFT JOIN business b ON b.id = c.business_id
WHERE f.due BETWEEN $1 AND $2
GROUP BY 1, 2, 3, 5)sql"},
    Measure{"feedback_closing", R"sql(
SELECT substr(f.asked_on, 1, 7) AS month, c.owner AS municipality, COALESCE(b.cvr, b.key, '') AS business,
  COUNT(*) AS amount, CASE WHEN f.response = 'answered' THEN COALESCE(f.score, 'no-points') ELSE f.response END AS answer,
  CASE f.recommend WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE 'unsaid' END AS recommend
FROM feedback f JOIN case_file c ON c.id = f.case_id LEFT JOIN business b ON b.id = c.business_id
WHERE f.asked_on BETWEEN $1 AND $2 AND f.wave = 'closing'
GROUP BY 1, 2, 3, 5, 6)sql"},
    Measure{"feedback_three_months", R"sql(
SELECT substr(f.asked_on, 1, 7) AS month, c.owner AS municipality, COALESCE(b.cvr, b.key, '') AS business,
  COUNT(*) AS amount, CASE WHEN f.response = 'answered' THEN COALESCE(f.score, 'no-points') ELSE f.response END AS answer,
  CASE f.recommend WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE 'unsaid' END AS recommend
FROM feedback f JOIN case_file c ON c.id = f.case_id LEFT JOIN business b ON b.id = c.business_id
WHERE f.asked_on BETWEEN $1 AND $2 AND f.wave = 'three-months'
GROUP BY 1, 2, 3, 5, 6)sql"},
    Measure{"labour", R"sql(
SELECT substr(c.received_on, 1, 7) AS month, c.received_in AS municipality, COALESCE(b.cvr, b.key, '') AS business,
  COUNT(*) AS amount, COALESCE(n.occupation, '') AS occupation, COALESCE(n.obstacle, 'none') AS obstacle
FROM case_file c JOIN need n ON n.case_id = c.id LEFT JOIN business b ON b.id = c.business_id
WHERE c.received_on BETWEEN $1 AND $2
  AND (n.occupation IS NOT NULL OR n.positions IS NOT NULL OR n.obstacle IS NOT NULL)
GROUP BY 1, 2, 3, 5, 6)sql"},
    Measure{"other_needs", R"sql(
SELECT substr(c.received_on, 1, 7) AS month, c.received_in AS municipality, COALESCE(b.cvr, b.key, '') AS business,
  COUNT(*) AS amount
FROM case_file c JOIN need n ON n.case_id = c.id LEFT JOIN business b ON b.id = c.business_id
WHERE c.received_on BETWEEN $1 AND $2
  AND n.occupation IS NULL AND n.positions IS NULL AND n.obstacle IS NULL
GROUP BY 1, 2, 3)sql"}};

constexpr std::size_t columns_before_dimensions = 4;

Happening read_happening(const Row& row) {
    Happening one{
        row.text("month"), row.text("municipality"), row.text("business"), {}, row.integer("amount")};
    for (std::size_t i = columns_before_dimensions; i < row.names().size(); ++i)
        one.codes[row.names()[i]] = row.text(row.names()[i]);
    return one;
}

}  // namespace

const std::vector<std::string>& measures() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        all.reserve(all_measures.size());
        for (const auto& measure : all_measures) all.emplace_back(measure.name);
        return all;
    }();
    return names;
}

std::optional<Date> first_enquiry(Database& db) {
    const auto row = db.find("SELECT received_on FROM case_file ORDER BY received_on LIMIT 1");
    return row ? std::optional{row->date("received_on")} : std::nullopt;
}

std::vector<Happening> happenings(Database& db, const std::string& measure, Date first, Date last) {
    std::vector<Happening> all;
    for (const auto& [name, sql] : all_measures)
        if (measure == name)
            db.each(sql, {to_iso(first), to_iso(last)}, [&](const Row& row) {
                Happening one = read_happening(row);
                if (one.amount > 0) all.push_back(std::move(one));
            });
    return all;
}

}  // namespace aka
