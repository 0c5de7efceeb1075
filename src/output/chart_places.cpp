#include "chart_places.hpp"

#include <algorithm>
#include <numeric>

#include "aka/output/cell.hpp"

namespace aka {

bool has_extent(const Table& table, const ChartPlaces& places) {
    return std::any_of(places.rows.begin(), places.rows.end(), [&](std::size_t row) {
        return std::any_of(places.values.begin(), places.values.end(), [&](std::size_t column) {
            return drawn_value(table.rows[row].at(column)).value_or(0) != 0;
        });
    });
}

std::optional<ChartPlaces> find_chart(const Section& section) {
    const auto& table = section.table;
    const auto find = [&](const std::string& key) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (table.columns[i].key == key) return i;
        return std::nullopt;
    };
    if (section.chart.kind == ChartKind::none || section.chart.values.empty() || is_empty(table)) return {};
    const auto label = find(section.chart.label);
    if (!label) return {};
    ChartPlaces places{*label, {}, section.chart.rows};
    for (const auto& key : section.chart.values) {
        const auto place = find(key);
        if (!place) return {};
        places.values.push_back(*place);
    }
    if (places.rows.empty()) {
        places.rows.resize(table.rows.size());
        std::iota(places.rows.begin(), places.rows.end(), std::size_t{0});
    }
    const bool cards = section.chart.kind == ChartKind::cards;
    return cards || has_extent(table, places) ? std::optional{places} : std::nullopt;
}

std::optional<double> drawn_value(const Cell& cell) {
    const auto finite = [](double value) {
        return std::isfinite(value) ? std::optional{value} : std::nullopt;
    };
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*number);
    if (const auto* number = std::get_if<double>(&cell)) return finite(*number);
    if (const auto* share = std::get_if<Share>(&cell)) return finite(share->value);
    return std::nullopt;
}

}  // namespace aka
