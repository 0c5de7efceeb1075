#include "aka/report/impartiality.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "aka/model/statistics.hpp"
#include "aka/store/draws.hpp"
#include "aka/text/tr.hpp"
#include "impartiality_figures.hpp"
#include "words.hpp"

namespace aka {
namespace {

using Cells = std::vector<Cell>;

std::string name_of(const Network& network, const ActorId& id) {
    const Actor* found = network.find(id);
    return found != nullptr ? found->name : id.text;
}

/// In the network's order; those it does not know (any more) come last.
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

std::int64_t count_leaning(const ImpartialityFigures& figures, bool (*fits)(const Leaning&)) {
    return std::count_if(figures.actors.begin(), figures.actors.end(), [&](const auto& actor) {
        return actor.second.leaning && fits(*actor.second.leaning);
    });
}

std::int64_t count_tested(const ImpartialityFigures& figures) {
    return count_leaning(figures, [](const Leaning&) { return true; });
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
           figures.extra_proposals, figures.referrals, figures.counted, count_tested(figures),
           count_leaning(figures, [](const Leaning& leaning) { return leaning.stands_out(); }),
           figures.referrals >= least_referrals}}},
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
    Table table{{{"reason", tr("Reason")},
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
    add("total", tr("Total"), total);
    return {"overrides",
            tr("Chosen outside the proposals"),
            table,
            false,
            {tr("Share is of all referrals. Eligible: the actor was in the draw but not proposed, and counts "
                "as a choice above. Not eligible: it was not in the draw, or nobody was.")}};
}

Section redraw_section(const ImpartialityFigures& figures) {
    Table table{{{"reason", tr("Reason")}, {"label", tr("Meaning")}, {"redraws", tr("Redraws")}}, {}};
    for (const auto& [reason, label] : reason_labels()) {
        const auto found = figures.redraws.find(std::string{code(reason)});
        table.rows.push_back({std::string{code(reason)}, label,
                              found == figures.redraws.end() ? std::int64_t{0} : found->second});
    }
    return {"redraws",
            tr("Drawn again"),
            table,
            false,
            {tr("The draw before still counts, in the ledger and above.")}};
}

/// The running ledger, and whether it is what the stored draws make.
struct LedgerState {
    std::vector<LedgerEntry> running;
    ReplayedDraws replayed;

    [[nodiscard]] Credit sum() const {
        Credit sum;
        for (const auto& entry : running) sum += entry.difference();
        return sum;
    }
    /// The actor furthest from its share; none while nobody was drawn.
    [[nodiscard]] const LedgerEntry* worst() const {
        const auto found = std::max_element(
            running.begin(), running.end(),
            [](const LedgerEntry& a, const LedgerEntry& b) { return distance(a) < distance(b); });
        return found == running.end() ? nullptr : &*found;
    }
    static Credit distance(const LedgerEntry& entry) {
        return std::max(entry.difference(), Credit{} - entry.difference());
    }
};

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
               worst != nullptr ? Cell{LedgerState::distance(*worst).value()} : nullptr,
               worst != nullptr ? Cell{LedgerState::distance(*worst).fraction()} : nullptr,
               worst != nullptr ? Cell{name_of(network, worst->actor)} : nullptr, state.sum().fraction(),
               state.running == state.replayed.ledger}}},
            true,
            {tr("The ledger covers the whole register, all topics and municipalities, from the first draw "
                "on. Its differences are exact and sum to 0.")}};
}

std::string reproduced_text(const ReplayedDraws& replayed) {
    return tr("{same} of {draws} draws reproduce.",
              fmt::arg("same", replayed.draws - static_cast<std::int64_t>(replayed.wrong.size())),
              fmt::arg("draws", replayed.draws));
}

Section draw_section(const ReplayedDraws& replayed) {
    return {"draws",
            tr("Every stored draw made again"),
            {{{"stored", tr("Stored")}, {"reproduce", tr("Reproduce")}},
             {{replayed.draws, replayed.draws - static_cast<std::int64_t>(replayed.wrong.size())}}},
            true,
            {reproduced_text(replayed),
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

std::string title_of(const Network& network, const ImpartialityQuestion& question) {
    const std::string place = place_text(network, question.municipality);
    const std::string topic = question.topic.empty() ? "" : ", " + question.topic.text;
    return tr("Impartiality {period}, {place}{topic} ({first} to {last})",
              fmt::arg("period", question.period.name), fmt::arg("place", place), fmt::arg("topic", topic),
              fmt::arg("first", day_text(question.period.first)),
              fmt::arg("last", day_text(question.period.last)));
}

std::string finding_text(const Network& network, const ImpartialityFigures& figures) {
    const std::int64_t tested = count_tested(figures);
    std::vector<std::string> names;
    for (const auto& id : in_order(network, figures.actors))
        if (const auto& leaning = figures.actors.at(id).leaning; leaning && leaning->stands_out())
            names.push_back(fmt::format("{} ({})", name_of(network, id), verdict(*leaning)));
    if (tested == 0) return tr("No actor could be tested: too little was chosen.");
    if (names.empty())
        return trn("The one actor tested does not stand out.", "None of the {n} actors tested stands out.",
                   tested);
    return trn("{n} of the actors tested ({tested}) stands out: {names}.",
               "{n} of the actors tested ({tested}) stand out: {names}.",
               static_cast<long long>(names.size()), fmt::arg("tested", tested),
               fmt::arg("names", fmt::to_string(fmt::join(names, ", "))));
}

std::vector<std::string> lines_of(const Network& network, const ImpartialityQuestion& question,
                                  const ImpartialityFigures& figures, const LedgerState& state) {
    std::vector<std::string> lines{tr("Made on {day}.", fmt::arg("day", day_text(question.made))),
                                   finding_text(network, figures)};
    if (figures.referrals < least_referrals)
        lines.push_back(trn(
            "Too short to tell: {n} referral. Below {least} even a favourite pushed in three cases of ten "
            "mostly goes unseen; ask about a year, or the whole register.",
            "Too short to tell: {n} referrals. Below {least} even a favourite pushed in three cases of ten "
            "mostly goes unseen; ask about a year, or the whole register.",
            figures.referrals, fmt::arg("least", least_referrals)));
    lines.push_back(reproduced_text(state.replayed));
    if (state.running != state.replayed.ledger)
        lines.push_back(tr("The running ledger is not what the draws make of it; see aka data check."));
    if (const auto* worst = state.worst(); worst != nullptr)
        lines.push_back(
            tr("Worst difference of the ledger today: {worst} proposals. It stays small by the rule, "
               "but nothing is guaranteed: some sequences of requests push any such rule further.",
               fmt::arg("worst", fmt::format("{:.2f}", LedgerState::distance(*worst).value()))));
    if (question.made <= question.period.last)
        lines.push_back(tr("The period is not over: these are the figures so far."));
    return lines;
}

}  // namespace

Document impartiality_report(Database& db, const Network& network, const ImpartialityQuestion& question) {
    const auto figures = read_impartiality(db, question);
    const LedgerState state{read_ledger(db), replay_draws(db)};
    Document document{
        title_of(network, question),
        lines_of(network, question, figures, state),
        {actor_section(network, figures), period_section(question, figures), override_section(figures),
         redraw_section(figures), ledger_section(network, state), draw_section(state.replayed)}};
    if (!state.replayed.wrong.empty()) document.sections.push_back(wrong_section(state.replayed));
    return document;
}

}  // namespace aka
