#pragma once

#include <string>
#include <vector>

#include "aka/output/document.hpp"
#include "aka/text/tr.hpp"

namespace aka {

/// One figure of a headline: a stable code, what people call it, its unit, its value.
struct Figure {
    const char* code;
    std::string label;
    std::string unit;
    Cell value;
};

/// The same figures of another period, and the column they stand in.
struct Comparison {
    Column column;
    std::vector<Figure> then;
};

/// The table of a summary's headline: `now`, beside it each comparison, the change against the first.
Table headline_table(const std::vector<Figure>& now, const std::vector<Comparison>& compared);

/// Cards of the figures with these codes, read from `columns`: the first is the large one.
inline Chart headline_cards(const Table& headline, const std::vector<std::string>& codes,
                            const std::vector<std::string>& columns) {
    Chart chart{ChartKind::cards, "label", columns, {}};
    for (const auto& wanted : codes)
        for (std::size_t i = 0; i < headline.rows.size(); ++i)
            if (headline.rows[i].front() == Cell{wanted}) chart.rows.push_back(i);
    return chart;
}

/// `cards` are the codes of those that matter most.
inline Section headline_section(const std::vector<Figure>& figures, std::vector<std::string> notes,
                                const std::vector<std::string>& cards = {}) {
    Section section{"headline",
                    tr("Headline"),
                    {{{"indicator", "", ForWhom::machines},
                      {"label", tr("Indicator")},
                      {"unit", tr("Unit")},
                      {"value", tr("Value")}},
                     {}},
                    false,
                    std::move(notes)};
    for (const auto& figure : figures)
        section.table.rows.push_back({std::string{figure.code}, figure.label, figure.unit, figure.value});
    section.chart = headline_cards(section.table, cards, {"value"});
    return section;
}

}  // namespace aka
