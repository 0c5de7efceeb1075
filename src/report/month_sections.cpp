#include "month_sections.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "aka/text/tr.hpp"

namespace aka {
namespace {

using Cells = std::vector<Cell>;

/// A row for each code: how often it stands in `axis`, zeros too.
template <class Enum, class Group, class Axis>
void add_rows(Table& table, const Labels<Enum>& labels, const std::vector<Group>& groups,
              std::int64_t Group::*number, Axis Group::*axis) {
    for (const auto& entry : labels)
        table.rows.push_back(
            {std::string{code(entry.first)}, entry.second,
             sum_where(groups, number, [&](const Group& group) { return group.*axis == entry.first; })});
}

/// Of the first `count` rows.
std::vector<std::size_t> places_of_rows(std::size_t count) {
    std::vector<std::size_t> places(count);
    std::iota(places.begin(), places.end(), std::size_t{0});
    return places;
}

std::int64_t at(const std::map<MunicipalityId, std::int64_t>& counts, const MunicipalityId& id) {
    const auto found = counts.find(id);
    return found == counts.end() ? 0 : found->second;
}

struct MunicipalityCounts {
    std::map<MunicipalityId, std::int64_t> enquiries;
    std::map<MunicipalityId, std::int64_t> ended;
    const CaseFigures* cases;

    [[nodiscard]] Cells row(const MunicipalityId& id, const std::string& name) const {
        return {id.text, name, at(enquiries, id), at(cases->closed, id), at(cases->open, id), at(ended, id)};
    }
};

MunicipalityCounts count_by_municipality(const MonthFigures& figures) {
    MunicipalityCounts counts{{}, {}, &figures.cases};
    for (const auto& group : figures.enquiries) counts.enquiries[group.received_in] += group.enquiries;
    for (const auto& group : figures.ended) counts.ended[group.closed_in] += group.needs;
    return counts;
}

/// Those in the register that the network does not know (any more), so that the rows add up to the total.
std::set<MunicipalityId> unknown_municipalities(const Network& network, const MunicipalityCounts& counts) {
    std::set<MunicipalityId> unknown;
    for (const auto* map : {&counts.enquiries, &counts.ended, &counts.cases->closed, &counts.cases->open})
        for (const auto& [id, count] : *map)
            if (network.find(id) == nullptr) unknown.insert(id);
    return unknown;
}

Cells total_row(const std::vector<Cells>& rows) {
    Cells total{std::string{"total"}, tr("Total"),     std::int64_t{0},
                std::int64_t{0},      std::int64_t{0}, std::int64_t{0}};
    for (const auto& row : rows)
        for (std::size_t i = 2; i < total.size(); ++i)
            total[i] = std::get<std::int64_t>(total[i]) + std::get<std::int64_t>(row[i]);
    return total;
}

/// Topics with their parents, each of these before its leaves, in the network's order; those it does not know
/// come last.
class TopicRows {
public:
    TopicRows(const Network& network, const std::map<TopicId, std::int64_t>& needs) : network_(network) {
        for (const auto& [topic, count] : needs) {
            sums_[topic] += count;
            if (const TopicId parent = parent_of(topic); parent != topic) sums_[parent] += count;
        }
    }

    [[nodiscard]] std::vector<Cells> rows() const {
        std::vector<TopicId> order;
        for (const auto& [topic, count] : sums_) order.push_back(topic);
        std::sort(order.begin(), order.end(),
                  [&](const TopicId& a, const TopicId& b) { return rank(a) < rank(b); });
        std::vector<Cells> list;
        for (const auto& topic : order) {
            const Topic* known = network_.find(topic);
            list.push_back(
                {topic.text, known != nullptr ? known->label.text() : topic.text, sums_.at(topic)});
        }
        return list;
    }

    /// The places of the rows that are no part of another.
    [[nodiscard]] std::vector<std::size_t> whole_topics() const {
        std::vector<std::size_t> places;
        const auto all = rows();
        for (std::size_t i = 0; i < all.size(); ++i)
            if (std::get<std::string>(all[i].front()).find('/') == std::string::npos) places.push_back(i);
        return places;
    }

private:
    static TopicId parent_of(const TopicId& topic) { return {topic.text.substr(0, topic.text.find('/'))}; }

    [[nodiscard]] std::ptrdiff_t place(const TopicId& id) const {
        const auto& all = network_.topics;
        return std::find_if(all.begin(), all.end(), [&](const Topic& topic) { return topic.id == id; }) -
               all.begin();
    }

    [[nodiscard]] std::tuple<std::ptrdiff_t, TopicId, bool, std::ptrdiff_t, TopicId> rank(
        const TopicId& id) const {
        const TopicId parent = parent_of(id);
        return {place(parent), parent, id != parent, place(id), id};
    }

    const Network& network_;
    std::map<TopicId, std::int64_t> sums_;
};

Cells kind_row(const std::string& kind, const std::string& label, const std::vector<ReferralGroup>& groups) {
    const auto count = [&](auto fits) { return sum_where(groups, &ReferralGroup::referrals, fits); };
    return {kind,
            label,
            sum_all(groups, &ReferralGroup::referrals),
            count([](const ReferralGroup& group) { return group.answered; }),
            count([](const ReferralGroup& group) { return group.state == ReferralState::declined; }),
            count([](const ReferralGroup& group) { return group.state == ReferralState::no_answer; }),
            count([](const ReferralGroup& group) { return group.outcome == ReferralOutcome::helped; })};
}

Section kind_section(const Network& network, const MonthFigures& figures) {
    std::map<std::optional<ActorKind>, std::vector<ReferralGroup>> by_kind;
    for (const auto& group : figures.referrals) {
        const Actor* actor = network.find(group.actor);
        by_kind[actor != nullptr ? std::optional{actor->kind} : std::nullopt].push_back(group);
    }
    Table table{{{"kind", tr("Kind"), ForWhom::users},
                 {"label", tr("Actors")},
                 {"sent", tr("Sent")},
                 {"answered", tr("Answered")},
                 {"declined", tr("Declined")},
                 {"no_answer", tr("No answer")},
                 {"helped", tr("Helped")}},
                {}};
    for (const auto& [kind, label] : kind_labels())
        table.rows.push_back(kind_row(std::string{code(kind)}, label, by_kind[kind]));
    if (const auto& unknown = by_kind[std::nullopt]; !unknown.empty())
        table.rows.push_back(kind_row("unknown", tr("No longer in the network"), unknown));
    return {"kinds",
            tr("Actors referred to"),
            table,
            false,
            {tr("Referrals sent in the period and what has become of them since; an answer may also be a "
                "refusal.")}};
}

Section outcome_section(const MonthFigures& figures) {
    const std::int64_t all = sum_all(figures.ended, &EndedGroup::needs);
    Table table{{{"outcome", tr("Outcome"), ForWhom::users},
                 {"label", tr("Meaning")},
                 {"needs", tr("Needs")},
                 {"share", tr("Share")}},
                {}};
    add_rows(table, outcome_labels(), figures.ended, &EndedGroup::needs, &EndedGroup::outcome);
    for (auto& row : table.rows) row.push_back(share_of(std::get<std::int64_t>(row.back()), all));
    return {"outcomes", tr("Outcomes"), table, false, {tr("Needs ended in the period.")}};
}

Section cause_section(const MonthFigures& figures) {
    Table table{{{"cause", tr("Cause"), ForWhom::users}, {"label", tr("Meaning")}, {"needs", tr("Needs")}},
                {}};
    add_rows(table, cause_labels(), figures.ended, &EndedGroup::needs, &EndedGroup::cause);
    return {"causes",
            tr("Why needs were not met"),
            table,
            false,
            {tr("Needs ended in the period that were not met, or only partly.")}};
}

Section size_section(const MonthFigures& figures) {
    Table table{
        {{"size", tr("Size"), ForWhom::users}, {"label", tr("Business")}, {"enquiries", tr("Enquiries")}},
        {}};
    add_rows(table, size_labels(), figures.enquiries, &EnquiryGroup::enquiries, &EnquiryGroup::size_band);
    table.rows.push_back({std::string{"unknown"}, tr("Size not known"),
                          sum_where(figures.enquiries, &EnquiryGroup::enquiries,
                                    [](const EnquiryGroup& group) { return !group.size_band; })});
    return {"sizes",
            tr("Size of the business"),
            table,
            false,
            {tr("Enquiries received in the period, by the size the business had then; not businesses.")}};
}

Section channel_section(const MonthFigures& figures) {
    Table table{
        {{"channel", tr("Channel"), ForWhom::users}, {"label", tr("Name")}, {"enquiries", tr("Enquiries")}},
        {}};
    add_rows(table, channel_labels(), figures.enquiries, &EnquiryGroup::enquiries, &EnquiryGroup::channel);
    return {"channels", tr("Channels"), table, false, {tr("Enquiries received in the period.")}};
}

Section occupation_section(Database& db, const Network& network, const Frame& frame) {
    std::map<const Occupation*, std::int64_t>
        needs;  // null: no group of ours; only looked up, so the order of addresses does not matter
    std::int64_t not_stated = 0;
    for (const auto& [title, count] : count_needs_by_title(db, frame))
        (title.empty() ? not_stated : needs[network.occupation(title)]) += count;
    Table table{
        {{"occupation", tr("DISCO-08"), ForWhom::users}, {"label", tr("Occupation")}, {"needs", tr("Needs")}},
        {}};
    for (const auto& occupation : network.occupations)
        if (const auto found = needs.find(&occupation); found != needs.end())
            table.rows.push_back({occupation.disco, occupation.label.text(), found->second});
    if (const auto other = needs.find(nullptr); other != needs.end())
        table.rows.push_back({std::string{"other"}, tr("other"), other->second});
    if (not_stated > 0) table.rows.push_back({std::string{"not-stated"}, tr("not stated"), not_stated});
    return {"occupations",
            tr("Occupations"),
            table,
            false,
            {tr("Needs of the enquiries received in the period: a case with two needs counts twice here."),
             tr("Job titles are grouped; one that belongs to no group counts as other.")}};
}

}  // namespace

Section municipality_section(const Network& network, const Frame& frame, const MonthFigures& figures) {
    const auto counts = count_by_municipality(figures);
    Table table{{{"municipality", tr("Municipality"), ForWhom::users},
                 {"label", tr("Name")},
                 {"enquiries", tr("Enquiries")},
                 {"cases_closed", tr("Cases closed")},
                 {"cases_open", tr("Cases open")},
                 {"needs_ended", tr("Needs ended")}},
                {}};
    const auto& asked = frame.municipalities;
    for (const auto& municipality : network.municipalities)
        if (asked.empty() || std::find(asked.begin(), asked.end(), municipality.id) != asked.end())
            table.rows.push_back(counts.row(municipality.id, municipality.name));
    for (const auto& id : unknown_municipalities(network, counts))
        table.rows.push_back(counts.row(id, id.empty() ? tr("Not stated") : id.text));
    Chart chart{ChartKind::bars, "label", {"enquiries"}, places_of_rows(table.rows.size())};
    if (asked.size() != 1) {
        table.sums.push_back(table.rows.size());
        table.rows.push_back(total_row(table.rows));
    }
    return {"municipalities",
            tr("Municipalities"),
            table,
            false,
            {tr("An enquiry counts where it was received, a case where it is owned, the end of a need where "
                "it was "
                "closed; the total counts each once.")},
            std::move(chart)};
}

Section topic_section(const Network& network, const std::map<TopicId, std::int64_t>& needs) {
    const TopicRows topics{network, needs};
    return {"topics",
            tr("Topics"),
            {{{"topic", tr("Topic"), ForWhom::users}, {"label", tr("Name")}, {"needs", tr("Needs")}},
             topics.rows(),
             topics.whole_topics()},
            false,
            {tr("Needs of the enquiries received in the period: a case with two needs counts twice here, so "
                "sums are "
                "needs, not cases."),
             tr("A topic holds its leaves and what was recorded for it alone.")},
            {ChartKind::bars, "label", {"needs"}, topics.whole_topics()}};
}

std::vector<Section> figure_sections(const Network& network, const MonthFigures& figures) {
    return {kind_section(network, figures), outcome_section(figures), cause_section(figures),
            size_section(figures), channel_section(figures)};
}

std::vector<Section> month_breakdowns(Database& db, const Network& network, const Frame& frame,
                                      const MonthFigures& figures, std::optional<MonthBy> by) {
    std::vector<Section> sections;
    const auto wanted = [&](MonthBy what) { return by ? by == what : what != MonthBy::occupation; };
    if (wanted(MonthBy::municipality) && (by || frame.municipalities.size() != 1))
        sections.push_back(municipality_section(network, frame, figures));
    if (wanted(MonthBy::topic)) sections.push_back(topic_section(network, count_needs_by_topic(db, frame)));
    if (wanted(MonthBy::kind)) sections.push_back(kind_section(network, figures));
    if (wanted(MonthBy::outcome)) sections.push_back(outcome_section(figures));
    if (!by) sections.push_back(cause_section(figures));
    if (wanted(MonthBy::size)) sections.push_back(size_section(figures));
    if (wanted(MonthBy::channel)) sections.push_back(channel_section(figures));
    if (wanted(MonthBy::occupation)) sections.push_back(occupation_section(db, network, frame));
    return sections;
}

}  // namespace aka
