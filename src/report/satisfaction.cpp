#include <fmt/format.h>

#include "aka/model/feedback.hpp"
#include "aka/model/statistics.hpp"
#include "aka/report/loop.hpp"
#include "aka/text/tr.hpp"
#include "headline.hpp"
#include "words.hpp"

namespace aka {
namespace {

struct Asked {
    Wave wave = Wave::closing;
    Response response = Response::asked;
    std::optional<Score> score;
    std::optional<bool> recommend;
    std::int64_t businesses = 0;
};

std::vector<Asked> read_asked(Database& db, const Frame& frame) {
    std::vector<Asked> groups;
    db.each(fmt::format("SELECT f.wave, f.response, f.score, f.recommend, COUNT(*) AS businesses\n"
                        "FROM feedback f JOIN case_file c ON c.id = f.case_id\n"
                        "WHERE f.asked_on BETWEEN $1 AND $2 AND {}\n"
                        "GROUP BY f.wave, f.response, f.score, f.recommend",
                        among(frame, "c.owner")),
            parameters(frame), [&](const Row& row) {
                Asked group{row.choice<Wave>("wave"), row.choice<Response>("response"),
                            row.optional_choice<Score>("score"), std::nullopt, row.integer("businesses")};
                if (const auto yes = row.optional_integer("recommend")) group.recommend = *yes != 0;
                groups.push_back(group);
            });
    return groups;
}

template <class Fits>
std::int64_t count(const std::vector<Asked>& groups, Wave wave, Fits fits) {
    return sum_where(groups, &Asked::businesses,
                     [&](const Asked& group) { return group.wave == wave && fits(group); });
}

bool has_points(const Asked& group) {
    return group.score && *group.score != Score::dont_know;
}

std::vector<Figure> figures_of(const std::vector<Asked>& groups, Wave wave) {
    const auto all = count(groups, wave, [](const Asked&) { return true; });
    const auto answered =
        count(groups, wave, [](const Asked& group) { return group.response == Response::answered; });
    const auto points = count(groups, wave, has_points);
    const auto best = count(groups, wave, [](const Asked& group) {
        return has_points(group) && *group.score >= Score::satisfied;
    });
    const auto recommend =
        count(groups, wave, [](const Asked& group) { return group.recommend.has_value(); });
    const auto yes = count(groups, wave, [](const Asked& group) { return group.recommend == true; });
    const auto interval = wilson_interval(best, points);
    return {{"asked", tr("Asked"), tr("businesses asked"), all},
            {"answered", tr("Answered"), tr("answers"), answered},
            {"response_rate", tr("Response rate"), tr("share"), share_of(answered, all)},
            {"n", tr("Answers with points"), tr("answers"), points},
            {"satisfied", tr("Satisfied or very satisfied"), tr("share"), share_of(best, points)},
            {"satisfied_low", tr("At least, with 95 % confidence"), tr("share"),
             interval ? Cell{Share{interval->low}} : Cell{nullptr}},
            {"satisfied_high", tr("At most, with 95 % confidence"), tr("share"),
             interval ? Cell{Share{interval->high}} : Cell{nullptr}},
            {"recommend_n", tr("Answers on recommending"), tr("answers"), recommend},
            {"recommend", tr("Would recommend it"), tr("share"), share_of(yes, recommend)}};
}

Section scores_section(const std::vector<Asked>& groups) {
    Section section{"scores",
                    tr("Answers"),
                    {{{"score", tr("Points"), ForWhom::users},
                      {"label", tr("Meaning")},
                      {"closing", tr("At the closing")},
                      {"three_months", tr("Three months on")}},
                     {}},
                    false,
                    {},
                    {ChartKind::bars, "label", {"closing", "three_months"}, {}}};
    for (const auto& [score, label] : score_labels()) {
        const auto in = [&, wanted = score](Wave wave) {
            return count(groups, wave, [&](const Asked& group) { return group.score == wanted; });
        };
        section.table.rows.push_back(
            {std::string{code(score)}, label, in(Wave::closing), in(Wave::three_months)});
    }
    const auto in = [&](Wave wave, Response response) {
        return count(groups, wave, [&](const Asked& group) { return group.response == response; });
    };
    for (const auto& [response, label] : {std::pair{Response::declined, tr("Declined to answer")},
                                          std::pair{Response::asked, tr("No answer yet")}})
        section.table.rows.push_back({std::string{code(response)}, label, in(Wave::closing, response),
                                      in(Wave::three_months, response)});
    return section;
}

}  // namespace

Document satisfaction_report(Database& db, const Network& network, const Frame& frame) {
    const auto groups = read_asked(db, frame);
    const auto closing = figures_of(groups, Wave::closing);
    const auto later = figures_of(groups, Wave::three_months);
    Section headline = headline_section(
        closing,
        {tr("Businesses asked in the period, one for each case and wave, by the case's office. The "
            "headline share is of the answers with points; who does not know is counted apart."),
         tr("A business may be asked about several cases; those who were not asked are not known.")},
        {"asked", "response_rate", "satisfied", "recommend"});
    headline.table.columns[3] = {"closing", tr("At the closing")};
    headline.table.columns.push_back({"three_months", tr("Three months on")});
    headline.chart.values = {"closing", "three_months"};
    for (std::size_t i = 0; i < later.size(); ++i) headline.table.rows[i].push_back(later[i].value);
    return {title_text(tr("Satisfaction"), network, frame),
            made_lines(frame),
            {headline, scores_section(groups)}};
}

}  // namespace aka
