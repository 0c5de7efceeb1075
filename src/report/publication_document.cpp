#include "aka/report/publication_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "aka/text/tr.hpp"
#include "headline.hpp"
#include "words.hpp"

namespace aka {
namespace {

using Figures = std::vector<PublishedFigure>;

Cell shown(const PublishedFigure& figure) {
    if (figure.hidden) return std::string{hidden_mark};
    if (figure.unit == percent_unit) return Share{static_cast<double>(figure.value) / 100};
    return figure.value;
}

std::string unit_label(const std::string& unit) {
    if (unit == percent_unit) return tr("share");
    for (const char* known : {to_translate("actors"), to_translate("answers"), to_translate("businesses"),
                              to_translate("cases"), to_translate("enquiries"), to_translate("follow-ups"),
                              to_translate("needs"), to_translate("posts"), to_translate("referrals")})
        if (unit == known) return translate(known);
    return unit;
}

std::string report_name(const Network& network, const Publication& publication, const Period& period) {
    switch (publication.report) {
        case PublishedReport::month:
            return kind_of(period) == PeriodKind::month ? tr("Monthly summary") : tr("Summary");
        case PublishedReport::funder:
            for (const auto& funder : network.funders)
                if (funder.id == publication.funder)
                    return tr("Report to {funder}", fmt::arg("funder", funder.name));
            return tr("Report to {funder}", fmt::arg("funder", publication.funder));
        case PublishedReport::unmet:
            return tr("Unmet needs");
        case PublishedReport::shortage:
            return tr("Labour shortage");
        case PublishedReport::satisfaction:
            return tr("Satisfaction");
        case PublishedReport::coverage:
            return tr("Coverage by demand");
    }
    return {};
}

std::string place_of(const Network& network, const Publication& publication) {
    if (publication.municipality == "all") return place_text(network, {});
    return name_of(network, MunicipalityId{publication.municipality});
}

/// As "Summary 2026-Q3, Faxe (1 Jul 2026 to 30 Sep 2026)"; which municipalities a funder covers is its own
/// business.
std::string title_of(const Network& network, const Publication& publication, const Period& period) {
    const std::string what = report_name(network, publication, period);
    if (publication.report == PublishedReport::funder)
        return tr("{what} {period} ({first} to {last})", fmt::arg("what", what),
                  fmt::arg("period", period.name), fmt::arg("first", to_full(period.first)),
                  fmt::arg("last", to_full(period.last)));
    return title_text(what, period, place_of(network, publication));
}

std::string audience_text(Audience audience) {
    switch (audience) {
        case Audience::partner:
            return tr("the partners");
        case Audience::funder:
            return tr("the funder");
        case Audience::public_:
            return tr("the public");
    }
    return {};
}

Section headline(const std::string& scope, const Figures& figures) {
    Section section{"headline",
                    tr("Headline"),
                    {{{"indicator", "", ForWhom::machines},
                      {"label", tr("Indicator")},
                      {"unit", tr("Unit")},
                      {"value", tr("Value")}},
                     {}},
                    false,
                    {}};
    for (const auto& figure : figures)
        if (figure.key.dimension.empty() && figure.municipality == scope)
            section.table.rows.push_back({figure.key.measure, measure_label(figure.key.measure),
                                          unit_label(figure.unit), shown(figure)});
    section.chart = headline_cards(
        section.table, {"enquiries", "businesses", "needs", "referrals", "cases_closed"}, {"value"});
    return section;
}

std::vector<std::string> places_in(const Figures& figures) {
    std::vector<std::string> places;
    for (const auto& figure : figures)
        if (std::find(places.begin(), places.end(), figure.municipality) == places.end())
            places.push_back(figure.municipality);
    return places;
}

/// The value of what `figure` counts, in another place or of another total.
template <class Same>
Cell find_value(const Figures& figures, Same same) {
    const auto found = std::find_if(figures.begin(), figures.end(), same);
    return found == figures.end() ? Cell{nullptr} : shown(*found);
}

/// Totals by municipality, a column a measure; empty when none are told apart.
Section municipalities(const Network& network, const std::string& scope, const Figures& figures) {
    Section section{"municipalities", tr("Municipalities"), {}, false, {}};
    Figures totals;
    for (const auto& figure : figures)
        if (figure.key.dimension.empty() && figure.municipality != scope) totals.push_back(figure);
    section.table.columns = {{"municipality", "", ForWhom::machines}, {"label", tr("Municipality")}};
    std::vector<std::string> shown_measures;
    for (const auto& figure : totals)
        if (std::find(shown_measures.begin(), shown_measures.end(), figure.key.measure) ==
            shown_measures.end()) {
            shown_measures.push_back(figure.key.measure);
            section.table.columns.push_back({figure.key.measure, measure_label(figure.key.measure)});
        }
    auto places = places_in(totals);
    if (!places.empty()) places.push_back(scope);
    for (const auto& place : places) {
        auto& row = section.table.rows.emplace_back(
            std::vector<Cell>{place, place == scope ? tr("Total") : name_of(network, MunicipalityId{place})});
        for (const auto& measure : shown_measures)
            row.push_back(find_value(figures, [&](const PublishedFigure& figure) {
                return figure.key.measure == measure && figure.key.dimension.empty() &&
                       figure.municipality == place;
            }));
    }
    if (!places.empty()) {
        section.table.sums.push_back(places.size() - 1);
        section.chart = {ChartKind::bars, "label", {shown_measures.front()}, {}};
        for (std::size_t row = 0; row + 1 < places.size(); ++row) section.chart.rows.push_back(row);
    }
    return section;
}

/// What is left over when nothing is: a row for programs alone.
bool is_empty_rest(const Figures& figures, const PublishedFigure& rest) {
    if (rest.category != "other" && rest.category != "unknown" && !rest.category.ends_with("/-"))
        return false;
    return std::all_of(figures.begin(), figures.end(), [&](const PublishedFigure& figure) {
        return figure.key.covers != rest.key.covers || (figure.value == 0 && !figure.hidden);
    });
}

/// Rows of answers as they come about: who answered, then the points they gave; sums of other rows are set
/// apart and not drawn.
void order_answers(Section& section) {
    const std::vector<std::string> order{"answered", "declined", "asked",     "with-points",
                                         "5",        "4",        "satisfied", "3",
                                         "2",        "1",        "dont-know", "no-points"};
    auto& rows = section.table.rows;
    const auto place = [&](const std::vector<Cell>& row) {
        return std::find(order.begin(), order.end(), std::get<std::string>(row.front()));
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const auto& one, const auto& other) { return place(one) < place(other); });
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto& category = std::get<std::string>(rows[row].front());
        const bool sum = category == "answered" || category == "with-points" || category == "satisfied";
        (sum ? section.table.sums : section.chart.rows).push_back(row);
    }
}

/// A row a category; a column for the whole, and one a municipality where these are told.
Section divided(const Network& network, const std::string& scope, const PublishedFigure& first,
                const Figures& figures) {
    Figures own;
    for (const auto& figure : figures)
        if (figure.key.measure == first.key.measure && figure.key.dimension == first.key.dimension)
            own.push_back(figure);
    const auto places = places_in(own);
    Section section{first.key.measure + "_" + first.key.dimension,
                    division_label(first.key.measure, first.key.dimension),
                    {{{first.key.dimension, "", ForWhom::machines}, {"label", tr("Category")}}, {}},
                    false,
                    {},
                    {}};
    if (std::find(places.begin(), places.end(), scope) != places.end())
        section.chart = {ChartKind::bars, "label", {"value"}, {}};
    for (const auto& place : places)
        section.table.columns.push_back(
            {place == scope ? "value" : place,
             place == scope ? unit_label(first.unit) : name_of(network, MunicipalityId{place})});
    for (const auto& figure : own) {
        if (figure.municipality != places.front() || is_empty_rest(own, figure)) continue;
        auto& row = section.table.rows.emplace_back(
            std::vector<Cell>{figure.category, category_label(network, figure)});
        for (const auto& place : places)
            row.push_back(find_value(own, [&](const PublishedFigure& other) {
                return other.municipality == place && other.key.covers == figure.key.covers;
            }));
    }
    if (first.key.dimension == "answer" && first.key.measure != "referrals") order_answers(section);
    return section;
}

std::vector<std::string> opening(const Publication& publication, const Figures& figures) {
    std::vector<std::string> lines{tr("Published on {day} for {audience}.",
                                      fmt::arg("day", to_full(publication.published_on)),
                                      fmt::arg("audience", audience_text(publication.audience)))};
    if (std::any_of(figures.begin(), figures.end(), [](const auto& figure) { return figure.hidden; }))
        lines.push_back(
            tr("{mark} is a figure that may not be shown: fewer than {cell} businesses are behind "
               "it, or it would tell such a figure.",
               fmt::arg("mark", hidden_mark), fmt::arg("cell", publication.min_cell)));
    return lines;
}

}  // namespace

Document publication_rows(const Figures& figures) {
    Section section{"figures",
                    "",
                    {{{"period", tr("Period")},
                      {"municipality", tr("Municipality")},
                      {"municipalities", tr("Municipalities")},
                      {"measure", tr("Measure")},
                      {"unit", tr("Unit")},
                      {"dimension", tr("Dimension")},
                      {"category", tr("Category")},
                      {"covers", tr("Covers")},
                      {"value", tr("Value")}},
                     {}},
                    false,
                    {}};
    for (const auto& figure : figures)
        section.table.rows.push_back({figure.period, figure.municipality, joined(figure.key.municipalities),
                                      figure.key.measure, figure.unit, figure.key.dimension, figure.category,
                                      joined(figure.key.covers),
                                      figure.hidden ? Cell{std::string{hidden_mark}} : Cell{figure.value}});
    return {"", {}, {section}};
}

Document publication_document(const Network& network, const Publication& publication, const Period& period,
                              const Figures& figures) {
    const std::string scope =
        publication.report == PublishedReport::funder ? publication.funder : publication.municipality;
    Document document{
        title_of(network, publication, period), opening(publication, figures), {headline(scope, figures)}};
    auto by_place = municipalities(network, scope, figures);
    if (!by_place.table.rows.empty()) document.sections.push_back(std::move(by_place));
    std::set<std::pair<std::string, std::string>> done;
    for (const auto& figure : figures)
        if (!figure.key.dimension.empty() && done.emplace(figure.key.measure, figure.key.dimension).second)
            document.sections.push_back(divided(network, scope, figure, figures));
    return document;
}

Document ledger_document(const Network& network, const std::vector<LedgerLine>& lines) {
    Section section{"publications",
                    "",
                    {{{"published_on", tr("Published")},
                      {"report", tr("Report")},
                      {"period", tr("Period")},
                      {"municipality", tr("Municipality")},
                      {"audience", tr("For")},
                      {"min_cell", tr("At least")},
                      {"figures", tr("Figures")},
                      {"hidden", tr("Hidden")},
                      {"restates", tr("Restates")},
                      {"hash", tr("SHA-256"), ForWhom::machines}},
                     {}},
                    false,
                    {}};
    for (const auto& [publication, figures, hidden] : lines) {
        const bool is_place = network.find(MunicipalityId{publication.municipality}) != nullptr;
        section.table.rows.push_back(
            {publication.published_on, std::string{code(publication.report)}, publication.period,
             is_place ? name_of(network, MunicipalityId{publication.municipality}) : publication.municipality,
             std::string{code(publication.audience)}, publication.min_cell, figures, hidden,
             publication.restates, publication.hash});
    }
    return {"", {}, {section}};
}

}  // namespace aka
