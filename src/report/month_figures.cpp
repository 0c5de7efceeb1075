#include "aka/report/month_figures.hpp"

#include <fmt/format.h>

namespace aka {
namespace {

/// Cases by owner and day of receipt: $1 is the day, $2 the municipalities. Apart for those open now and
/// those closed since: each has an index of its own.
constexpr const char* open_now =
    "SELECT owner, received_on, COUNT(*) AS cases FROM case_file\n"
    "WHERE status = 'open' AND received_on <= $1 AND {}\n"
    "GROUP BY owner, received_on";
// Materialized, or SQLite reads all cases in the order of the groups rather than the few that were closed
// since.
constexpr const char* closed_since =
    "WITH standing AS MATERIALIZED (\n"
    "  SELECT owner, received_on FROM case_file\n"
    "  WHERE closed_on > $1 AND received_on <= $1 AND {})\n"
    "SELECT owner, received_on, COUNT(*) AS cases FROM standing\n"
    "GROUP BY owner, received_on";

void count_open(CaseFigures& figures, Database& db, const Frame& frame) {
    for (const char* sql : {open_now, closed_since})
        db.each(fmt::format(fmt::runtime(sql), among(frame, "owner", "$2")),
                {to_iso(frame.end()), place_parameter(frame)}, [&](const Row& row) {
                    const std::int64_t cases = row.integer("cases");
                    figures.open[{row.text("owner")}] += cases;
                    figures.ages[(frame.end() - row.date("received_on")).count()] += cases;
                });
}

}  // namespace

std::vector<MunicipalityId> only(const MunicipalityId& id) {
    if (id.empty()) return {};
    return {id};
}

Parameters parameters(const Frame& frame) {
    return {to_iso(frame.period.first), to_iso(frame.period.last), place_parameter(frame)};
}

std::string place_parameter(const Frame& frame) {
    if (frame.municipalities.empty()) return "";
    if (frame.municipalities.size() == 1) return frame.municipalities.front().text;
    std::string ids = "+";  // stands in no id
    for (const auto& id : frame.municipalities) ids += id.text + "+";
    return ids;
}

std::string among(const Frame& frame, std::string_view column, std::string_view parameter) {
    const bool several = frame.municipalities.size() > 1;
    return fmt::format(
        fmt::runtime(several ? "replace({1}, '+' || {0} || '+', '') <> {1}" : "({1} = '' OR {0} = {1})"),
        column, parameter);
}

std::vector<EnquiryGroup> count_enquiries(Database& db, const Frame& frame) {
    std::vector<EnquiryGroup> groups;
    db.each(fmt::format("SELECT received_in, direction, channel, size_band, COUNT(*) AS enquiries\n"
                        "FROM case_file\n"
                        "WHERE received_on BETWEEN $1 AND $2 AND {}\n"
                        "GROUP BY received_in, direction, channel, size_band",
                        among(frame, "received_in")),
            parameters(frame), [&](const Row& row) {
                groups.push_back({{row.text("received_in")},
                                  row.choice<Direction>("direction"),
                                  row.choice<Channel>("channel"),
                                  row.optional_choice<SizeBand>("size_band"),
                                  row.integer("enquiries")});
            });
    return groups;
}

BusinessFigures count_businesses(Database& db, const Frame& frame) {
    BusinessFigures figures;
    // A business with several workplaces has several records: it is new when none of them was there before.
    // Grouped rather than distinct: in the order of their ids the records lie one after another.
    const auto row = db.find(
        fmt::format(
            "WITH asked AS (\n"
            "  SELECT business_id FROM case_file\n"
            "  WHERE received_on BETWEEN $1 AND $2 AND {}\n"
            "  GROUP BY business_id)\n"
            "SELECT COUNT(DISTINCT COALESCE(b.cvr, b.key)) AS in_period,\n"
            "  COUNT(DISTINCT CASE\n"
            "    WHEN EXISTS (SELECT 1 FROM case_file e WHERE e.business_id = b.id AND e.received_on < $1)\n"
            "    THEN NULL\n"
            "    WHEN EXISTS (SELECT 1 FROM business s JOIN case_file e ON e.business_id = s.id\n"
            "                 WHERE s.cvr = b.cvr AND e.received_on < $1)\n"
            "    THEN NULL\n"
            "    ELSE COALESCE(b.cvr, b.key) END) AS first_time\n"
            "FROM asked JOIN business b ON b.id = asked.business_id",
            among(frame, "received_in")),
        parameters(frame));
    figures.in_period = row->integer("in_period");
    figures.first_time = row->integer("first_time");

    Frame year = frame;
    year.period.first = first_of_year(year_of(frame.period.last));
    figures.year_so_far =
        db.number(fmt::format("WITH asked AS (\n"
                              "  SELECT business_id FROM case_file\n"
                              "  WHERE received_on BETWEEN $1 AND $2 AND {}\n"
                              "  GROUP BY business_id)\n"
                              "SELECT COUNT(DISTINCT COALESCE(b.cvr, b.key)) AS businesses\n"
                              "FROM asked JOIN business b ON b.id = asked.business_id",
                              among(frame, "received_in")),
                  parameters(year));
    return figures;
}

CaseFigures count_cases(Database& db, const Frame& frame) {
    CaseFigures figures;
    db.each(fmt::format("SELECT owner, COUNT(*) AS cases FROM case_file\n"
                        "WHERE closed_on BETWEEN $1 AND $2 AND {}\n"
                        "GROUP BY owner",
                        among(frame, "owner")),
            parameters(frame),
            [&](const Row& row) { figures.closed[{row.text("owner")}] = row.integer("cases"); });
    count_open(figures, db, frame);
    return figures;
}

std::int64_t count_needs(Database& db, const Frame& frame) {
    return db.number(fmt::format("SELECT COUNT(*) AS needs FROM case_file c JOIN need n ON n.case_id = c.id\n"
                                 "WHERE c.received_on BETWEEN $1 AND $2 AND {}",
                                 among(frame, "c.received_in")),
                     parameters(frame));
}

std::map<TopicId, std::int64_t> count_needs_by_topic(Database& db, const Frame& frame) {
    std::map<TopicId, std::int64_t> topics;
    db.each(fmt::format("SELECT n.topic, COUNT(*) AS needs FROM case_file c JOIN need n ON n.case_id = c.id\n"
                        "WHERE c.received_on BETWEEN $1 AND $2 AND {}\n"
                        "GROUP BY n.topic",
                        among(frame, "c.received_in")),
            parameters(frame), [&](const Row& row) { topics[{row.text("topic")}] = row.integer("needs"); });
    return topics;
}

std::map<std::string, std::int64_t> count_needs_by_title(Database& db, const Frame& frame) {
    std::map<std::string, std::int64_t> titles;
    db.each(fmt::format(
                "SELECT n.occupation, COUNT(*) AS needs FROM case_file c JOIN need n ON n.case_id = c.id\n"
                "WHERE c.received_on BETWEEN $1 AND $2 AND {}\n"
                "GROUP BY n.occupation",
                among(frame, "c.received_in")),
            parameters(frame),
            [&](const Row& row) { titles[row.optional_text("occupation")] += row.integer("needs"); });
    return titles;
}

std::vector<EndedGroup> count_ended(Database& db, const Frame& frame) {
    std::vector<EndedGroup> groups;
    db.each(fmt::format("SELECT closed_in, outcome, cause, COUNT(*) AS needs FROM need\n"
                        "WHERE closed_on BETWEEN $1 AND $2 AND {}\n"
                        "GROUP BY closed_in, outcome, cause",
                        among(frame, "closed_in")),
            parameters(frame), [&](const Row& row) {
                groups.push_back({{row.optional_text("closed_in")},
                                  row.choice<NeedOutcome>("outcome"),
                                  row.optional_choice<Cause>("cause"),
                                  row.integer("needs")});
            });
    return groups;
}

std::map<std::string, PostFigures> count_posts_by(Database& db, const Frame& frame, PostsBy by) {
    const std::string group = by == PostsBy::title ? "occupation" : "substr(closed_on, 1, 7)";
    std::map<std::string, PostFigures> groups;
    // Taking a met need without numbers for one with no post filled would make every success a failure.
    db.each(
        fmt::format(
            "SELECT {0} AS word, COUNT(*) AS needs, COALESCE(SUM(positions), 0) AS sought,\n"
            "  COALESCE(SUM(CASE WHEN filled IS NULL AND outcome = 'met'\n"
            "    THEN positions - COALESCE(other_profile, 0) ELSE COALESCE(filled, 0) END), 0) AS filled,\n"
            "  COALESCE(SUM(other_profile), 0) AS other_profile\n"
            "FROM need\n"
            "WHERE closed_on BETWEEN $1 AND $2 AND {1} AND positions IS NOT NULL\n"
            "  AND (filled IS NOT NULL OR other_profile IS NOT NULL OR outcome IN ('met', 'unmet'))\n"
            "GROUP BY {0}",
            group, among(frame, "closed_in")),
        parameters(frame), [&](const Row& row) {
            groups[row.optional_text("word")] = {row.integer("needs"), row.integer("sought"),
                                                 row.integer("filled"), row.integer("other_profile")};
        });
    return groups;
}

PostFigures& PostFigures::operator+=(const PostFigures& other) {
    needs += other.needs;
    sought += other.sought;
    filled += other.filled;
    other_profile += other.other_profile;
    return *this;
}

PostFigures count_posts(Database& db, const Frame& frame) {
    PostFigures all;
    for (const auto& [month, posts] : count_posts_by(db, frame, PostsBy::month)) all += posts;
    return all;
}

std::vector<ReferralGroup> count_referrals(Database& db, const Frame& frame) {
    std::vector<ReferralGroup> groups;
    db.each(fmt::format("WITH sent AS (\n"
                        "  SELECT r.actor, c.owner, r.state, r.outcome,\n"
                        "    CASE WHEN r.answered_on IS NULL THEN 0 ELSE 1 END AS answered\n"
                        "  FROM referral r JOIN case_file c ON c.id = r.case_id\n"
                        "  WHERE r.sent_on BETWEEN $1 AND $2 AND {})\n"
                        "SELECT actor, owner, state, outcome, answered, COUNT(*) AS referrals FROM sent\n"
                        "GROUP BY actor, owner, state, outcome, answered",
                        among(frame, "c.owner")),
            parameters(frame), [&](const Row& row) {
                groups.push_back({{row.text("actor")},
                                  {row.text("owner")},
                                  row.choice<ReferralState>("state"),
                                  row.optional_choice<ReferralOutcome>("outcome"),
                                  row.integer("answered") != 0,
                                  row.integer("referrals")});
            });
    return groups;
}

std::map<std::int64_t, std::int64_t> count_answer_days(Database& db, const Frame& frame,
                                                       const Calendar& calendar) {
    std::map<std::int64_t, std::int64_t> days;
    db.each(fmt::format("SELECT r.sent_on, r.answered_on, COUNT(*) AS referrals\n"
                        "FROM referral r JOIN case_file c ON c.id = r.case_id\n"
                        "WHERE r.sent_on BETWEEN $1 AND $2 AND r.answered_on IS NOT NULL AND {}\n"
                        "  AND c.business_id IS NOT NULL\n"  // an erased case has months, no days
                        "GROUP BY r.sent_on, r.answered_on",
                        among(frame, "c.owner")),
            parameters(frame), [&](const Row& row) {
                days[calendar.working_days(row.date("sent_on"), row.date("answered_on"))] +=
                    row.integer("referrals");
            });
    return days;
}

FollowupFigures count_followups(Database& db, const Frame& frame) {
    Parameters with_day = parameters(frame);
    with_day.emplace_back(to_iso(frame.made));
    const auto row =
        db.find(fmt::format("SELECT COUNT(*) AS due,\n"
                            "  COUNT(CASE WHEN f.done_on <= f.due THEN 1 END) AS on_time,\n"
                            "  COUNT(CASE WHEN f.done_on IS NOT NULL OR f.due < $4 THEN 1 END) AS settled,\n"
                            "  COUNT(CASE WHEN f.done_on IS NULL THEN 1 END) AS still_open\n"
                            "FROM followup f JOIN case_file c ON c.id = f.case_id\n"
                            "WHERE f.due BETWEEN $1 AND $2 AND {}",
                            among(frame, "c.owner")),
                with_day);
    return {row->integer("due"), row->integer("on_time"), row->integer("settled"),
            row->integer("still_open")};
}

MonthFigures read_figures(Database& db, const Frame& frame, const Calendar& calendar) {
    return {count_enquiries(db, frame), count_businesses(db, frame),
            count_cases(db, frame),     count_needs(db, frame),
            count_ended(db, frame),     count_posts(db, frame),
            count_referrals(db, frame), count_answer_days(db, frame, calendar),
            count_followups(db, frame)};
}

std::optional<double> median(const std::map<std::int64_t, std::int64_t>& values) {
    std::int64_t count = 0;
    for (const auto& [value, times] : values) count += times;
    if (count == 0) return std::nullopt;
    const auto at = [&](std::int64_t place) {
        auto entry = values.begin();
        for (std::int64_t passed = entry->second; passed <= place; passed += entry->second) ++entry;
        return static_cast<double>(entry->first);
    };
    return (at((count - 1) / 2) + at(count / 2)) / 2;
}

}  // namespace aka
