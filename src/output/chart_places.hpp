#pragma once

#include <optional>
#include <vector>

#include "aka/output/document.hpp"

namespace aka {

/// A chart's columns and rows as places in its section's table.
struct ChartPlaces {
    std::size_t label;
    std::vector<std::size_t> values;  ///< at least one
    std::vector<std::size_t> rows;    ///< at least one
};

/// Whether there is anything to see: a chart of zeros is none.
bool has_extent(const Table& table, const ChartPlaces& places);

/// None when the section has no chart, nothing to draw (zeros are nothing), or lacks a column of it.
std::optional<ChartPlaces> find_chart(const Section& section);

/// What a chart makes of a cell; none of a text, as the mark of a hidden figure, or of what is not known.
std::optional<double> drawn_value(const Cell& cell);

}  // namespace aka
