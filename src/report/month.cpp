#include "aka/report/month.hpp"

#include <fmt/format.h>

#include "aka/report/month_figures.hpp"
#include "aka/text/tr.hpp"
#include "headline.hpp"
#include "month_course.hpp"
#include "month_sections.hpp"

namespace aka {
namespace {

bool is_month(const Period& period) {
    return std::chrono::year_month_day{period.first}.month() ==
               std::chrono::year_month_day{period.last}.month() &&
           year_of(period.first) == year_of(period.last);
}

std::int64_t sum(const std::map<MunicipalityId, std::int64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0},
                           [](std::int64_t total, const auto& entry) { return total + entry.second; });
}

/// An actor that the network no longer knows crosses no border: where it works cannot be known.
bool crosses_border(const Network& network, const ReferralGroup& group) {
    const Actor* actor = network.find(group.actor);
    return actor != nullptr && !actor->covers(group.owner);
}

void add_enquiries(std::vector<Figure>& list, const MonthFigures& figures) {
    const std::int64_t enquiries = sum_all(figures.enquiries, &EnquiryGroup::enquiries);
    const std::int64_t outreach =
        sum_where(figures.enquiries, &EnquiryGroup::enquiries,
                  [](const EnquiryGroup& group) { return group.direction == Direction::outreach; });
    const auto& [in_period, first_time, year_so_far] = figures.businesses;
    list.push_back({"enquiries", tr("New enquiries"), tr("enquiries"), enquiries});
    list.push_back({"enquiries_outreach", tr("Enquiries by outreach"), tr("enquiries"), outreach});
    list.push_back({"outreach_share", tr("Share by outreach"), tr("share"), share_of(outreach, enquiries)});
    list.push_back({"businesses", tr("Unique businesses"), tr("businesses"), in_period});
    list.push_back({"businesses_year", tr("Unique businesses, year so far"), tr("businesses"), year_so_far});
    list.push_back({"businesses_new", tr("New businesses"), tr("businesses"), first_time});
    list.push_back({"businesses_new_share", tr("Share of new businesses"), tr("share"),
                    share_of(first_time, in_period)});
}

void add_cases(std::vector<Figure>& list, const MonthFigures& figures) {
    list.push_back({"cases_closed", tr("Cases closed"), tr("cases"), sum(figures.cases.closed)});
    list.push_back({"cases_open", tr("Cases open at the end"), tr("cases"), sum(figures.cases.open)});
    list.push_back(
        {"cases_open_age", tr("Median age of open cases"), tr("days"), to_cell(median(figures.cases.ages))});
}

void add_needs(std::vector<Figure>& list, const MonthFigures& figures) {
    const auto& [needs, sought, filled, other_profile] = figures.posts;
    list.push_back({"needs", tr("Needs recorded"), tr("needs"), figures.needs});
    list.push_back(
        {"needs_ended", tr("Needs ended"), tr("needs"), sum_all(figures.ended, &EndedGroup::needs)});
    list.push_back({"needs_with_posts", tr("Needs with known posts"), tr("needs"), needs});
    list.push_back({"posts_sought", tr("Posts sought"), tr("posts"), sought});
    list.push_back({"posts_filled", tr("Filled with wanted profile"), tr("posts"), filled});
    list.push_back({"posts_other_profile", tr("Filled with another profile"), tr("posts"), other_profile});
    // Not filled, or filled with another profile: all but those filled as wanted.
    list.push_back({"unsuccessful_rate", tr("Unsuccessful recruitment rate"), tr("share"),
                    share_of(sought - filled, sought)});
}

void add_referrals(std::vector<Figure>& list, const MonthFigures& figures, const Network& network) {
    const auto answered = [](const ReferralGroup& group) { return group.answered; };
    const auto crossing = [&](const ReferralGroup& group) { return crosses_border(network, group); };
    const auto number = &ReferralGroup::referrals;
    list.push_back({"referrals", tr("Referrals sent"), tr("referrals"), sum_all(figures.referrals, number)});
    list.push_back({"referrals_answered", tr("Referrals answered"), tr("referrals"),
                    sum_where(figures.referrals, number, answered)});
    list.push_back({"answer_time", tr("Median time to first answer"), tr("working days"),
                    to_cell(median(figures.answer_days))});
    list.push_back({"referrals_across_borders", tr("Referrals across borders"), tr("referrals"),
                    sum_where(figures.referrals, number, crossing)});
}

void add_followups(std::vector<Figure>& list, const MonthFigures& figures) {
    const auto& [due, on_time, settled, open] = figures.followups;
    list.push_back({"followups", tr("Follow-ups due"), tr("follow-ups"), due});
    list.push_back({"followups_on_time", tr("Follow-ups done on time"), tr("follow-ups"), on_time});
    list.push_back({"followups_settled", tr("Follow-ups done or overdue"), tr("follow-ups"), settled});
    list.push_back({"followups_on_time_share", tr("Share of follow-ups on time"), tr("share"),
                    share_of(on_time, settled)});
    list.push_back({"followups_open", tr("Follow-ups still open"), tr("follow-ups"), open});
}

std::vector<Figure> indicators(const MonthFigures& figures, const Network& network) {
    std::vector<Figure> list;
    add_enquiries(list, figures);
    add_cases(list, figures);
    add_needs(list, figures);
    add_referrals(list, figures, network);
    add_followups(list, figures);
    return list;
}

Cell change_between(const Cell& now, const Cell& then) {
    const auto* value = std::get_if<std::int64_t>(&now);
    const auto* before = std::get_if<std::int64_t>(&then);
    if (value == nullptr || before == nullptr) return nullptr;
    return *value - *before;
}

std::vector<std::string> headline_notes(const Network& network, const Frame& frame) {
    std::vector<std::string> notes;
    if (!frame.municipalities.empty())
        notes.push_back(
            tr("Enquiries, businesses and needs recorded: what {name} received. Cases, referrals and "
               "follow-ups: "
               "what it owns. Needs ended and posts: what was closed there.",
               fmt::arg("name", names_of(network, frame.municipalities))));
    notes.push_back(tr(
        "Businesses count once, by CVR number, else by their record; those erased are not counted. New: no "
        "earlier enquiry in this register."));
    notes.push_back(tr(
        "A case that was opened again counts as open, and its needs as not ended, for the time before too."));
    notes.push_back(
        tr("Posts: of needs ended in the period, where both the posts sought and those filled are known. "
           "Unsuccessful: not filled, or filled with another profile."));
    notes.push_back(
        tr("Referrals count in the period in which they were sent, so answers may still come. Across "
           "borders: to "
           "an actor that does not list the case's municipality."));
    notes.push_back(tr("The share on time is of the follow-ups that were done or are overdue."));
    return notes;
}

std::vector<Comparison> comparisons(Database& db, const Network& network, const MonthQuestion& question) {
    const auto at = [&](Period period) {
        const Frame frame{std::move(period), only(question.municipality), question.made};
        return indicators(read_figures(db, frame, network.calendar), network);
    };
    std::vector<Comparison> list;
    if (question.compare != Compare::lastyear)
        list.push_back({{"previous", tr("Previous")}, at(previous_period(question.period))});
    if (question.compare != Compare::previous)
        list.push_back({{"lastyear", tr("Last year")}, at(year_before(question.period))});
    return list;
}

std::string title_of(const Network& network, const MonthQuestion& question) {
    const auto name = fmt::arg("period", question.period.name);
    const std::string place = place_text(network, only(question.municipality));
    const auto where = fmt::arg("place", place);
    const std::string first_day = to_full(question.period.first);
    const std::string last_day = to_full(question.period.last);
    const auto first = fmt::arg("first", first_day);
    const auto last = fmt::arg("last", last_day);
    if (is_month(question.period))
        return tr("Monthly summary {period}, {place} ({first} to {last})", name, where, first, last);
    return tr("Summary {period}, {place} ({first} to {last})", name, where, first, last);
}

std::vector<std::string> lines_of(const MonthQuestion& question) {
    std::vector<std::string> lines{tr("Made on {day}.", fmt::arg("day", to_full(question.made))),
                                   tr("Enquiries and their needs count by the day the enquiry was received, "
                                      "what ended by the day it ended.")};
    if (question.made <= question.period.last)
        lines.push_back(tr("The period is not over: these are the figures so far."));
    return lines;
}

/// For machines: by what the summary is known again, as when summaries are merged.
Section identity_section(const MonthQuestion& question) {
    const std::string place = question.municipality.empty() ? every_municipality : question.municipality.text;
    return {"report",
            "",
            {{{"schema", "", ForWhom::machines},
              {"period", "", ForWhom::machines},
              {"first", "", ForWhom::machines},
              {"last", "", ForWhom::machines},
              {"municipality", "", ForWhom::machines},
              {"made", "", ForWhom::machines}},
             {{std::string{month_schema}, question.period.name, question.period.first, question.period.last,
               place, question.made}}},
            true,
            {}};
}

Chart cards_of(const Table& headline) {
    std::vector<std::string> columns;
    for (const auto& column : headline.columns)
        if (column.key == "value" || column.key == "change" || column.key == "previous" ||
            column.key == "lastyear")
            columns.push_back(column.key);
    return headline_cards(headline,
                          {"enquiries", "businesses", "needs", "referrals", "cases_closed",
                           "unsuccessful_rate", "answer_time", "followups_on_time_share"},
                          columns);
}

}  // namespace

Table headline_table(const std::vector<Figure>& now, const std::vector<Comparison>& compared) {
    Table table{{{"indicator", "", ForWhom::machines},
                 {"label", tr("Indicator")},
                 {"unit", tr("Unit")},
                 {"value", tr("Value")}},
                {}};
    for (const auto& [column, then] : compared) {
        table.columns.push_back(column);
        if (table.columns.size() == 5)
            table.columns.push_back({"change", tr("Change"), ForWhom::all, Layout::cut, true});
    }
    for (std::size_t i = 0; i < now.size(); ++i) {
        auto& row = table.rows.emplace_back(
            std::vector<Cell>{std::string{now[i].code}, now[i].label, now[i].unit, now[i].value});
        for (const auto& [column, then] : compared) {
            row.push_back(then[i].value);
            if (row.size() == 5) row.push_back(change_between(now[i].value, then[i].value));
        }
    }
    return table;
}

std::vector<Figure> month_indicators(const MonthFigures& figures, const Network& network) {
    return indicators(figures, network);
}

Document month_report(Database& db, const Network& network, const MonthQuestion& question) {
    const Frame frame{question.period, only(question.municipality), question.made};
    const MonthFigures figures = read_figures(db, frame, network.calendar);
    const Table headline = headline_table(indicators(figures, network), comparisons(db, network, question));
    Document document{title_of(network, question), lines_of(question), {}};
    document.sections.push_back(
        {"headline", tr("Headline"), headline, false, headline_notes(network, frame), cards_of(headline)});
    if (!question.by) {
        document.sections.push_back(loop_section(db, frame));
        if (auto months = months_section(db, frame)) document.sections.push_back(*std::move(months));
    }
    for (auto& section : month_breakdowns(db, network, frame, figures, question.by))
        document.sections.push_back(std::move(section));
    document.sections.push_back(identity_section(question));
    return document;
}

}  // namespace aka
