#include "aka/report/funder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "aka/model/error.hpp"
#include "aka/report/month_figures.hpp"
#include "aka/text/tr.hpp"
#include "month_sections.hpp"

namespace aka {
namespace {

/// The municipalities of the alliance that the funder covers, or those that it does not.
std::vector<MunicipalityId> municipalities(const Network& network, const Funder& funder, bool covered) {
    std::vector<MunicipalityId> ids;
    for (const auto& municipality : network.municipalities)
        if (funder.covers(municipality.id) == covered) ids.push_back(municipality.id);
    return ids;
}

/// As "Region Sjælland (region-sjaelland)", those valid on a day of the period.
std::string valid_in(const Network& network, const Period& period) {
    std::string names;
    for (const auto& funder : network.funders)
        if (funder.validity.meets({period.first, period.last}))
            names += (names.empty() ? "" : ", ") + fmt::format("{} ({})", funder.name, funder.id);
    return names;
}

[[noreturn]] void refuse_period(const Network& network, const Funder& funder, const Period& period) {
    const auto& [from, to] = funder.validity;
    const std::string days = to && *to < period.first
                                 ? tr("{name} was a funder until {day}", fmt::arg("name", funder.name),
                                      fmt::arg("day", to_full(*to)))
                                 : tr("{name} is a funder from {day}", fmt::arg("name", funder.name),
                                      fmt::arg("day", to_full(from.value_or(period.first))));
    const std::string others = valid_in(network, period);
    throw Error{ErrorKind::usage, others.empty()
                                      ? tr("{days}; in {period} nobody was", fmt::arg("days", days),
                                           fmt::arg("period", period.name))
                                      : tr("{days}; in {period} it was {others}", fmt::arg("days", days),
                                           fmt::arg("period", period.name), fmt::arg("others", others))};
}

/// The days of the period on which the funder is valid.
Period counted_days(const Network& network, const Funder& funder, const Period& period) {
    if (!funder.validity.meets({period.first, period.last})) refuse_period(network, funder, period);
    return {std::max(period.first, funder.validity.from.value_or(period.first)),
            std::min(period.last, funder.validity.to.value_or(period.last)), period.name};
}

/// The figures of the headline of a summary that belong to an indicator.
std::set<std::string> summary_figures(FunderIndicator indicator) {
    switch (indicator) {
        case FunderIndicator::enquiries:
            return {"enquiries", "enquiries_outreach", "outreach_share"};
        case FunderIndicator::businesses:  // the year so far may be longer than the funder is one
            return {"businesses", "businesses_new", "businesses_new_share"};
        case FunderIndicator::needs:
            return {"needs"};
        case FunderIndicator::referrals:
            return {"referrals", "referrals_answered", "answer_time", "referrals_across_borders"};
        case FunderIndicator::outcomes:
            return {"cases_closed", "needs_ended",         "needs_with_posts", "posts_sought",
                    "posts_filled", "posts_other_profile", "unsuccessful_rate"};
        case FunderIndicator::unmet:
            break;
        case FunderIndicator::followup:
            return {"followups", "followups_on_time", "followups_settled", "followups_on_time_share",
                    "followups_open"};
    }
    return {};
}

std::vector<Figure> unmet_figures(const std::vector<EndedGroup>& ended) {
    const auto needs = [&](auto fits) { return sum_where(ended, &EndedGroup::needs, fits); };
    const auto unmet = needs([](const EndedGroup& group) { return group.outcome == NeedOutcome::unmet; });
    const auto partly = needs([](const EndedGroup& group) { return group.outcome == NeedOutcome::partly; });
    const auto asked = needs([](const EndedGroup& group) { return group.outcome != NeedOutcome::withdrawn; });
    return {
        {"needs_unmet", tr("Not met"), tr("needs"), unmet},
        {"needs_partly", tr("Partly met"), tr("needs"), partly},
        {"unmet_share", tr("Share not or only partly met"), tr("share"), share_of(unmet + partly, asked)}};
}

std::vector<Figure> figures_for(const Funder& funder, const Network& network, const MonthFigures& figures) {
    const auto all = month_indicators(figures, network);
    std::vector<Figure> list;
    for (const auto& [indicator, word] : Codes<FunderIndicator>::list) {
        if (!funder.asks_for(indicator)) continue;
        const auto wanted = summary_figures(indicator);
        std::copy_if(all.begin(), all.end(), std::back_inserter(list),
                     [&](const Figure& figure) { return wanted.count(figure.code) == 1; });
        if (indicator == FunderIndicator::unmet)
            for (auto& figure : unmet_figures(figures.ended)) list.push_back(std::move(figure));
    }
    return list;
}

std::vector<std::string> headline_notes(const Funder& funder) {
    std::vector<std::string> notes{
        tr("All municipalities of the set together. An enquiry and its needs count where it was received, a "
           "need's end and its posts where it was closed, cases closed, referrals and follow-ups where the "
           "case is owned.")};
    if (funder.asks_for(FunderIndicator::businesses))
        notes.push_back(
            tr("Businesses count once in the whole set, by CVR number, else by their record; those erased "
               "are not counted. New: no earlier enquiry in this register, in any municipality."));
    if (funder.asks_for(FunderIndicator::referrals))
        notes.push_back(
            tr("Referrals count in the period in which they were sent, so answers may still come. Across "
               "borders: to an actor that does not list the case's municipality."));
    if (funder.asks_for(FunderIndicator::outcomes))
        notes.push_back(
            tr("Posts: of needs ended in the period, where both the posts sought and those filled are known. "
               "Unsuccessful: not filled, or filled with another profile."));
    if (funder.asks_for(FunderIndicator::unmet))
        notes.push_back(tr("The share not or only partly met is of the needs ended and not withdrawn."));
    if (funder.asks_for(FunderIndicator::followup))
        notes.push_back(tr("The share on time is of the follow-ups that were done or are overdue."));
    return notes;
}

/// What of the period was not counted, because the funder was none then.
std::vector<std::string> cut_lines(const Funder& funder, const Period& asked, const Period& counted) {
    constexpr std::chrono::days one_day{1};
    std::vector<std::string> lines;
    const auto add = [&](const std::string& why, Date first, Date last) {
        lines.push_back(tr("{why}: left out are {first} to {last}.", fmt::arg("why", why),
                           fmt::arg("first", to_full(first)), fmt::arg("last", to_full(last))));
    };
    const auto name = funder.name;
    if (counted.first > asked.first)
        add(tr("{name} is a funder from {day} only", fmt::arg("name", name),
               fmt::arg("day", to_full(counted.first))),
            asked.first, counted.first - one_day);
    if (counted.last < asked.last)
        add(tr("{name} is a funder until {day} only", fmt::arg("name", name),
               fmt::arg("day", to_full(counted.last))),
            counted.last + one_day, asked.last);
    return lines;
}

std::string set_line(const Network& network, const std::vector<MunicipalityId>& covered,
                     const std::vector<MunicipalityId>& others) {
    const std::string names = names_of(network, covered);
    if (others.empty()) return tr("Covers every municipality: {names}.", fmt::arg("names", names));
    return tr("Covers {names}; not {others}.", fmt::arg("names", names),
              fmt::arg("others", names_of(network, others)));
}

/// Offices may keep registers of their own: what stands in another one is not in these figures.
std::vector<MunicipalityId> without_cases(Database& db, const std::vector<MunicipalityId>& covered) {
    std::vector<MunicipalityId> none;
    std::copy_if(
        covered.begin(), covered.end(), std::back_inserter(none), [&](const MunicipalityId& municipality) {
            return !db.find("SELECT id FROM case_file WHERE owner = $1 LIMIT 1", {municipality.text});
        });
    return none;
}

Section identity_section(const Funder& funder, const Frame& frame,
                         const std::vector<MunicipalityId>& others) {
    return {"report",
            "",
            {{{"schema", "", ForWhom::machines},
              {"funder", "", ForWhom::machines},
              {"period", "", ForWhom::machines},
              {"first", "", ForWhom::machines},
              {"last", "", ForWhom::machines},
              {"municipalities", "", ForWhom::machines},
              {"not_covered", "", ForWhom::machines},
              {"made", "", ForWhom::machines}},
             {{std::string{"aka.funder.1"}, funder.id, frame.period.name, frame.period.first,
               frame.period.last, ids_of(frame.municipalities), ids_of(others), frame.made}}},
            true,
            {}};
}

/// The breakdowns that belong to the indicators.
void add_breakdowns(Document& document, Database& db, const Network& network, const Funder& funder,
                    const Frame& frame, const MonthFigures& figures) {
    if (funder.asks_for(FunderIndicator::needs))
        document.sections.push_back(topic_section(network, count_needs_by_topic(db, frame)));
    std::set<std::string> wanted;
    if (funder.asks_for(FunderIndicator::referrals)) wanted.insert("kinds");
    if (funder.asks_for(FunderIndicator::outcomes)) wanted.insert("outcomes");
    if (funder.asks_for(FunderIndicator::unmet)) wanted.insert("causes");
    for (auto& section : figure_sections(network, figures))
        if (wanted.count(section.key) == 1) document.sections.push_back(std::move(section));
}

}  // namespace

Document funder_report(Database& db, const Network& network, const Funder& funder,
                       const FunderQuestion& question) {
    const auto covered = municipalities(network, funder, true);
    const auto others = municipalities(network, funder, false);
    const Frame frame{counted_days(network, funder, question.period), covered, question.made};
    const MonthFigures figures = read_figures(db, frame, network.calendar);

    Document document{
        tr("Report for {funder}, {period} ({first} to {last})", fmt::arg("funder", funder.name),
           fmt::arg("period", frame.period.name), fmt::arg("first", to_full(frame.period.first)),
           fmt::arg("last", to_full(frame.period.last))),
        made_lines(frame),
        {}};
    document.lines.push_back(set_line(network, covered, others));
    for (auto& line : cut_lines(funder, question.period, frame.period))
        document.lines.push_back(std::move(line));
    if (const auto none = without_cases(db, covered); !none.empty())
        document.lines.push_back(
            tr("This register holds no case of {names}.", fmt::arg("names", names_of(network, none))));
    document.lines.push_back(tr(
        "The figures are exact: small numbers are not hidden, and may tell which business is meant. What is "
        "handed on is made by aka report publish funder."));
    document.sections.push_back(
        headline_section(figures_for(funder, network, figures), headline_notes(funder)));
    add_breakdowns(document, db, network, funder, frame, figures);
    document.sections.push_back(identity_section(funder, frame, others));
    return document;
}

}  // namespace aka
