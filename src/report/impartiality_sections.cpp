#include "impartiality_sections.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "aka/model/statistics.hpp"
#include "aka/text/tr.hpp"
#include "words.hpp"

namespace aka {
namespace {

using Cells = std::vector<Cell>;

Cells actor_row(const std::string& id, const std::string& name, const ActorFigures& actor) {
    const Credit difference = actor.fair_share - Credit::whole(actor.proposals);
    const auto interval = wilson_interval(actor.chosen, actor.choices);
    Cells row{id,
              name,
              actor.proposals,
              actor.fair_share.value(),
              actor.fair_share.fraction(),
              difference.value(),
              actor.chosen,
              actor.choices,
              actor.expected.value(),
              share_of(actor.chosen, actor.choices),
              interval ? Cell{Share{interval->low}} : nullptr,
              interval ? Cell{Share{interval->high}} : nullptr};
    if (const auto& leaning = actor.leaning)
        row.insert(row.end(), {leaning->z, leaning->p, leaning->adjusted, verdict(*leaning)});
    else
        row.insert(row.end(), {nullptr, nullptr, nullptr, nullptr});
    row.emplace_back(actor.overrides);
    return row;
}

Section actor_section(const Network& network, const ImpartialityFigures& figures) {
    Table table{{{"actor", tr("Id"), ForWhom::machines},
                 {"name", tr("Actor")},
                 {"proposals", tr("Prop.")},
                 {"fair_share", tr("Due")},
                 {"fair_share_exact", tr("Due, exactly"), ForWhom::machines},
                 {"difference", tr("Diff.")},
                 {"chosen", tr("Chosen")},
                 {"of", tr("Of"), ForWhom::machines},
                 {"expected", tr("Exp.")},
                 {"share", tr("Share")},
                 {"share_low", tr("Low")},
                 {"share_high", tr("High")},
                 {"z", tr("z")},
                 {"p", tr("p"), ForWhom::machines},
                 {"p_holm", tr("p (Holm)"), ForWhom::machines},
                 {"stands_out", tr("Out")},
                 {"overrides", tr("Overrides"), ForWhom::machines}},
                {}};
    for (const auto& id : in_order(network, figures.actors))
        table.rows.push_back(actor_row(id.text, name_of(network, id), figures.actors.at(id)));
    return {
        "actors",
        tr("Actors"),
        table,
        false,
        {tr("Prop. is how often it was proposed, Due its fair share: k/n of each draw among n eligible "
            "with k proposals, 1/n of each extra proposal. Diff. is how far it is below its share."),
         tr("Chosen counts the draws in which the business was referred to it; a second referral to the "
            "same actor in one draw tells nothing new. Exp. is what chance would give: m/n of each draw "
            "in which m of n eligible actors were referred to. Share is of the choices in the draws it "
            "was eligible in, Low and High bound it with 95 % confidence (Wilson)."),
         tr("z is (chosen - expected) / sqrt(sum of m/n (1 - m/n)). Out: it stands out, two-sided, at 5 % "
            "over all actors tested (Holm). Not tested (-): too little is expected of it to tell (the "
            "variance is below {least}).",
            fmt::arg("least", least_variance))}};
}

std::int64_t count_redraws(const ImpartialityFigures& figures) {
    std::int64_t sum = 0;
    for (const auto& [reason, redraws] : figures.redraws) sum += redraws;
    return sum;
}

Section period_section(const ImpartialityQuestion& question, const ImpartialityFigures& figures) {
    return {
        "period",
        tr("What this rests on"),
        {{{"first", tr("From")},
          {"last", tr("To")},
          {"draws", tr("Draws")},
          {"redraws", tr("Of these drawn again")},
          {"extra_proposals", tr("Extra proposals")},
          {"referrals", tr("Referrals")},
          {"counted", tr("Of these counted as choices")},
          {"tested", tr("Actors tested")},
          {"stand_out", tr("Actors that stand out")},
          {"long_enough", tr("Long enough to tell")}},
         {{question.period.first, question.period.last, figures.draws, count_redraws(figures),
           figures.extra_proposals, figures.referrals, figures.counted, figures.tested(),
           figures.standing_out(), figures.referrals >= least_referrals}}},
        true,
        {tr("A draw belongs to the period by its day, with all that was proposed and referred in it, also "
            "later; a referral without a draw by the day it was sent. What was sent counts, whatever "
            "became of it."),
         tr("Counted as choices are the referrals to actors eligible in the draw, the first to each.")}};
}

std::vector<std::pair<ChoiceReason, std::string>> reason_labels() {
    return {
        {ChoiceReason::company_wish, tr("The business wished it")}, {ChoiceReason::language, tr("Language")},
        {ChoiceReason::prior_relation, tr("They know each other")}, {ChoiceReason::conflict, tr("Conflict")},
        {ChoiceReason::only_one, tr("Only one can help")},          {ChoiceReason::urgent, tr("Urgent")}};
}

Section override_section(const ImpartialityFigures& figures) {
    Table table{{{"reason", tr("Reason"), ForWhom::users},
                 {"label", tr("Meaning")},
                 {"referrals", tr("Referrals")},
                 {"share", tr("Share")},
                 {"eligible", tr("Eligible")},
                 {"not_eligible", tr("Not eligible")}},
                {}};
    Overrides total;
    const auto add = [&](const std::string& reason, const std::string& label, const Overrides& counts) {
        const std::int64_t sum = counts.eligible + counts.not_eligible;
        table.rows.push_back(
            {reason, label, sum, share_of(sum, figures.referrals), counts.eligible, counts.not_eligible});
    };
    for (const auto& [reason, counts] : figures.overrides) {
        total.eligible += counts.eligible;
        total.not_eligible += counts.not_eligible;
    }
    for (const auto& [reason, label] : reason_labels()) {
        const auto found = figures.overrides.find(reason);
        add(std::string{code(reason)}, label, found == figures.overrides.end() ? Overrides{} : found->second);
    }
    if (const auto unknown = figures.overrides.find(std::nullopt); unknown != figures.overrides.end())
        add("not-stated", tr("Not stated"), unknown->second);
    table.sums.push_back(table.rows.size());
    add("total", tr("Total"), total);
    return {"overrides",
            tr("Chosen outside the proposals"),
            table,
            false,
            {tr("Share is of all referrals. Eligible: the actor was in the draw but not proposed, and counts "
                "as a choice above. Not eligible: it was not in the draw, or nobody was.")}};
}

Section redraw_section(const ImpartialityFigures& figures) {
    const std::vector<std::pair<RedrawReason, std::string>> labels{
        {RedrawReason::criteria_changed, tr("Topic, municipality or size changed")},
        {RedrawReason::company_wish, tr("The business wished it")},
        {RedrawReason::mistake, tr("Mistake")},
        {RedrawReason::other, tr("Other")}};
    Table table{
        {{"reason", tr("Reason"), ForWhom::users}, {"label", tr("Meaning")}, {"redraws", tr("Redraws")}}, {}};
    auto left = figures.redraws;
    for (const auto& [reason, label] : labels) {
        const std::string word{code(reason)};
        table.rows.push_back({word, label, left[word]});
        left.erase(word);
    }
    for (const auto& [word, redraws] : left) table.rows.push_back({word, word, redraws});
    return {"redraws",
            tr("Drawn again"),
            table,
            false,
            {tr("The draw before still counts, in the ledger and above.")}};
}

Section ledger_section(const Network& network, const LedgerState& state) {
    const LedgerEntry* worst = state.worst();
    return {"ledger",
            tr("The running ledger"),
            {{{"actors", tr("Actors")},
              {"worst_difference", tr("Worst difference")},
              {"worst_difference_exact", tr("Exactly")},
              {"worst_actor", tr("Of")},
              {"sum_of_differences", tr("Sum of the differences")},
              {"follows_from_draws", tr("Follows from the draws")}},
             {{static_cast<std::int64_t>(state.running.size()),
               worst != nullptr ? Cell{distance(*worst).value()} : nullptr,
               worst != nullptr ? Cell{distance(*worst).fraction()} : nullptr,
               worst != nullptr ? Cell{name_of(network, worst->actor)} : nullptr, state.sum().fraction(),
               state.running == state.replayed.ledger}}},
            true,
            {tr("The ledger covers the whole register, all topics and municipalities, from the first draw "
                "on. Its differences are exact, and must sum to 0.")}};
}

Section draw_section(const LedgerState& state) {
    return {"draws",
            tr("Every stored draw made again"),
            {{{"stored", tr("Stored")}, {"reproduce", tr("Reproduce")}},
             {{state.replayed.draws, state.reproduced()}}},
            true,
            {reproduced_text(state),
             tr("All draws of the register are made again in the order they were made, from who was eligible "
                "and how many were proposed; ties by the SHA-256 of CASE:TOPIC:ACTOR (aka refer suggest "
                "--explain).")}};
}

Section wrong_section(const ReplayedDraws& replayed) {
    Table table{
        {{"case", tr("Case")}, {"round", tr("Round")}, {"topic", tr("Topic")}, {"wrong", tr("Wrong")}}, {}};
    for (const auto& draw : replayed.wrong) {
        std::vector<std::string> faults;
        for (const auto fault : draw.faults) faults.emplace_back(code(fault));
        table.rows.push_back({draw.case_ref, std::int64_t{draw.round}, draw.topic.text, faults});
    }
    return {"wrong_draws",
            tr("Draws that come out otherwise"),
            table,
            false,
            {tr("order: the places do not follow from the ledger before the draw and the hashes. ledger: an "
                "actor did not stand where the draws before had brought it. places: an actor, a place or a "
                "proposal is missing or too many. See aka data check, and compare with a backup.")}};
}

}  // namespace

Credit LedgerState::sum() const {
    Credit sum;
    for (const auto& entry : running) sum += entry.difference();
    return sum;
}

const LedgerEntry* LedgerState::worst() const {
    const auto found = std::max_element(
        running.begin(), running.end(),
        [](const LedgerEntry& a, const LedgerEntry& b) { return distance(a) < distance(b); });
    return found == running.end() ? nullptr : &*found;
}

Credit distance(const LedgerEntry& entry) {
    return std::max(entry.difference(), Credit{} - entry.difference());
}

std::string reproduced_text(const LedgerState& state) {
    return tr("{same} of {draws} draws reproduce.", fmt::arg("same", state.reproduced()),
              fmt::arg("draws", state.replayed.draws));
}

std::string name_of(const Network& network, const ActorId& id) {
    const Actor* found = network.find(id);
    return found != nullptr ? found->name : id.text;
}

std::vector<ActorId> in_order(const Network& network, const std::map<ActorId, ActorFigures>& actors) {
    std::vector<ActorId> order;
    for (const auto& actor : network.actors)
        if (actors.contains(actor.id)) order.push_back(actor.id);
    for (const auto& [id, figures] : actors)
        if (network.find(id) == nullptr) order.push_back(id);
    return order;
}

std::string verdict(const Leaning& leaning) {
    return !leaning.stands_out() ? "no" : leaning.z > 0 ? "more" : "less";
}

std::vector<Section> impartiality_sections(const Network& network, const ImpartialityQuestion& question,
                                           const ImpartialityFigures& figures, const LedgerState& state) {
    std::vector<Section> sections{actor_section(network, figures), period_section(question, figures),
                                  override_section(figures),       redraw_section(figures),
                                  ledger_section(network, state),  draw_section(state)};
    if (!state.replayed.wrong.empty()) sections.push_back(wrong_section(state.replayed));
    return sections;
}

}  // namespace aka
