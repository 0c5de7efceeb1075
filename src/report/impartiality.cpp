#include "aka/report/impartiality.hpp"

#include <fmt/format.h>

#include "aka/output/cell.hpp"
#include "aka/store/draws.hpp"
#include "aka/text/tr.hpp"
#include "impartiality_sections.hpp"
#include "words.hpp"

namespace aka {
namespace {

std::string title_of(const Network& network, const ImpartialityQuestion& question) {
    const std::string place = place_text(network, only(question.municipality));
    const std::string topic = question.topic.empty() ? "" : ", " + question.topic.text;
    return tr("Impartiality {period}, {place}{topic} ({first} to {last})",
              fmt::arg("period", question.period.name), fmt::arg("place", place), fmt::arg("topic", topic),
              fmt::arg("first", to_full(question.period.first)),
              fmt::arg("last", to_full(question.period.last)));
}

std::string finding_text(const Network& network, const ImpartialityFigures& figures) {
    const std::int64_t tested = figures.tested();
    std::vector<std::string> names;
    for (const auto& id : in_order(network, figures.actors))
        if (const auto& leaning = figures.actors.at(id).leaning; leaning && leaning->stands_out())
            names.push_back(
                fmt::format("{} ({})", name_of(network, id), leaning->z > 0 ? tr("more") : tr("less")));
    if (tested == 0) return tr("No actor could be tested: too little was chosen.");
    if (names.empty())
        return trn("The one actor tested does not stand out.", "None of the {n} actors tested stands out.",
                   tested);
    return trn("{n} of the {tested} actors tested stands out: {names}.",
               "{n} of the {tested} actors tested stand out: {names}.", static_cast<long long>(names.size()),
               fmt::arg("tested", tested), fmt::arg("names", fmt::to_string(fmt::join(names, ", "))));
}

std::vector<std::string> lines_of(const Network& network, const ImpartialityQuestion& question,
                                  const ImpartialityFigures& figures, const LedgerState& state) {
    std::vector<std::string> lines{tr("Made on {day}.", fmt::arg("day", to_full(question.made))),
                                   finding_text(network, figures)};
    if (figures.referrals < least_referrals)
        lines.push_back(trn(
            "Too short to tell: {n} referral. Below {least} even a favourite pushed in three cases of ten "
            "mostly goes unseen; ask about a year, or the whole register.",
            "Too short to tell: {n} referrals. Below {least} even a favourite pushed in three cases of ten "
            "mostly goes unseen; ask about a year, or the whole register.",
            figures.referrals, fmt::arg("least", least_referrals)));
    lines.push_back(reproduced_text(state));
    if (state.running != state.replayed.ledger)
        lines.push_back(tr("The running ledger is not what the draws make of it; see aka data check."));
    if (const auto* worst = state.worst(); worst != nullptr)
        lines.push_back(
            tr("Worst difference of the ledger today: {worst} proposals. It stays small by the rule, "
               "but nothing is guaranteed: some sequences of requests push any such rule further.",
               fmt::arg("worst", group_thousands(fmt::format("{:.2f}", distance(*worst).value())))));
    if (question.made <= question.period.last)
        lines.push_back(tr("The period is not over: these are the figures so far."));
    return lines;
}

}  // namespace

Document impartiality_report(Database& db, const Network& network, const ImpartialityQuestion& question) {
    const auto figures = read_impartiality(db, question);
    const LedgerState state{read_ledger(db), replay_draws(db)};
    return {title_of(network, question), lines_of(network, question, figures, state),
            impartiality_sections(network, question, figures, state)};
}

}  // namespace aka
