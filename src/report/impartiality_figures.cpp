#include "impartiality_figures.hpp"

#include <algorithm>
#include <cmath>

#include "aka/model/statistics.hpp"
#include "aka/store/record.hpp"

namespace aka {
namespace {

/// $1 and $2 are the period's ends, $3 is the municipality and $4 the topic, each empty for all.
Parameters parameters(const ImpartialityQuestion& question) {
    return {to_iso(question.period.first), to_iso(question.period.last), question.municipality.text,
            question.topic.text};
}

struct Place {
    ActorId actor;
    bool proposed = false;
    bool extra = false;
    bool chosen = false;
};

struct PeriodDraw {
    std::int64_t id = 0;
    int proposals = 0;
    std::vector<Place> places;
};

void add_draw(ImpartialityFigures& figures, const PeriodDraw& draw) {
    const auto eligible = static_cast<int>(draw.places.size());
    if (eligible < 1 || eligible > largest_eligible_set)
        return;  // damaged: told where all draws are made again
    ++figures.draws;
    const auto extras =
        std::count_if(draw.places.begin(), draw.places.end(), [](const Place& place) { return place.extra; });
    const auto chosen = static_cast<int>(std::count_if(draw.places.begin(), draw.places.end(),
                                                       [](const Place& place) { return place.chosen; }));
    figures.extra_proposals += extras;
    figures.counted += chosen;
    const Credit share = Credit::share(draw.proposals + static_cast<int>(extras), eligible);
    const Credit expected = Credit::share(chosen, eligible);
    const double likely = expected.value();
    for (const auto& place : draw.places) {
        auto& actor = figures.actors[place.actor];
        actor.proposals += (place.proposed ? 1 : 0) + (place.extra ? 1 : 0);
        actor.fair_share += share;
        actor.chosen += place.chosen ? 1 : 0;
        actor.choices += chosen;
        actor.expected += expected;
        actor.variance += likely * (1 - likely);
    }
}

/// A referral is of the need that its draw was made for, when needs were merged too: by that it is found.
void read_draws(ImpartialityFigures& figures, Database& db, const ImpartialityQuestion& question) {
    PeriodDraw draw;
    db.each(
        "WITH chosen AS (\n"
        "  SELECT DISTINCT r.draw_id, r.actor\n"
        "  FROM draw d JOIN referral r ON r.need_id = d.need_id AND r.draw_id = d.id\n"
        "  WHERE d.day BETWEEN $1 AND $2 AND ($3 = '' OR d.municipality = $3))\n"
        "SELECT d.id, d.round, d.reason, d.proposals, p.place, p.actor, e.id AS extra, c.actor AS chosen\n"
        "FROM draw d JOIN draw_place p ON p.draw_id = d.id\n"
        "  LEFT JOIN extra_proposal e ON e.draw_id = d.id AND e.place = p.place\n"
        "  LEFT JOIN chosen c ON c.draw_id = d.id AND c.actor = p.actor\n"
        "WHERE d.day BETWEEN $1 AND $2 AND ($3 = '' OR d.municipality = $3)\n"
        "  AND ($4 = '' OR d.topic = $4 OR (d.topic > $4 || '/' AND d.topic < $4 || '0'))\n"
        "ORDER BY d.id, p.place",
        parameters(question), [&](const Row& row) {
            if (row.integer("id") != draw.id) {
                add_draw(figures, draw);
                draw = {row.integer("id"), read_int(row, "proposals"), {}};
                if (row.integer("round") > 1) ++figures.redraws[row.optional_text("reason")];
            }
            draw.places.push_back({{row.text("actor")},
                                   read_int(row, "place") <= draw.proposals,
                                   !row.is_null("extra"),
                                   !row.is_null("chosen")});
        });
    add_draw(figures, draw);
}

void read_referrals(ImpartialityFigures& figures, Database& db, const ImpartialityQuestion& question) {
    db.each(
        "WITH sent AS (\n"
        "  SELECT r.actor, r.chosen_by, r.choice_reason,\n"
        "    (SELECT COUNT(*) FROM draw_place p\n"
        "     WHERE p.draw_id = d.id AND p.actor = r.actor) AS eligible\n"
        "  FROM draw d JOIN referral r ON r.need_id = d.need_id AND r.draw_id = d.id\n"
        "  WHERE d.day BETWEEN $1 AND $2 AND ($3 = '' OR d.municipality = $3)\n"
        "    AND ($4 = '' OR d.topic = $4 OR (d.topic > $4 || '/' AND d.topic < $4 || '0'))\n"
        "  UNION ALL\n"
        "  SELECT r.actor, r.chosen_by, r.choice_reason, 0 AS eligible\n"
        "  FROM referral r JOIN need n ON n.id = r.need_id JOIN case_file c ON c.id = r.case_id\n"
        "  WHERE r.draw_id IS NULL AND r.sent_on BETWEEN $1 AND $2 AND ($3 = '' OR c.owner = $3)\n"
        "    AND ($4 = '' OR n.topic = $4 OR (n.topic > $4 || '/' AND n.topic < $4 || '0')))\n"
        "SELECT actor, chosen_by, choice_reason, eligible, COUNT(*) AS referrals FROM sent\n"
        "GROUP BY actor, chosen_by, choice_reason, eligible",
        parameters(question), [&](const Row& row) {
            const std::int64_t referrals = row.integer("referrals");
            figures.referrals += referrals;
            if (row.choice<ChosenBy>("chosen_by") == ChosenBy::draw) return;
            figures.actors[{row.text("actor")}].overrides += referrals;
            auto& overrides = figures.overrides[row.optional_choice<ChoiceReason>("choice_reason")];
            (row.integer("eligible") > 0 ? overrides.eligible : overrides.not_eligible) += referrals;
        });
}

void judge(std::map<ActorId, ActorFigures>& actors) {
    std::vector<Leaning*> tested;
    std::vector<double> p_values;
    for (auto& [id, actor] : actors) {
        if (actor.variance < least_variance) continue;
        const double z =
            (static_cast<double>(actor.chosen) - actor.expected.value()) / std::sqrt(actor.variance);
        tested.push_back(&actor.leaning.emplace(Leaning{z, two_sided_p(z), 1}));
        p_values.push_back(tested.back()->p);
    }
    const auto adjusted = adjust_by_holm(p_values);
    for (std::size_t i = 0; i < tested.size(); ++i) tested[i]->adjusted = adjusted[i];
}

}  // namespace

std::int64_t ImpartialityFigures::tested() const {
    return std::count_if(actors.begin(), actors.end(),
                         [](const auto& actor) { return actor.second.leaning.has_value(); });
}

std::int64_t ImpartialityFigures::standing_out() const {
    return std::count_if(actors.begin(), actors.end(), [](const auto& actor) {
        return actor.second.leaning && actor.second.leaning->stands_out();
    });
}

ImpartialityFigures read_impartiality(Database& db, const ImpartialityQuestion& question) {
    ImpartialityFigures figures;
    read_draws(figures, db, question);
    read_referrals(figures, db, question);
    judge(figures.actors);
    return figures;
}

}  // namespace aka
