#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "aka/disclosure/hide.hpp"

/// Small tables with their margins, and which of their figures are hidden, in words.
namespace aka::test {

using Rows = std::vector<std::vector<std::int64_t>>;

/// A table among others: where its cells lie.
struct Placed {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::size_t first = 0;
    /// `row` == rows and `column` == columns are the margins.
    [[nodiscard]] std::size_t at(std::size_t row, std::size_t column) const {
        return first + row * (columns + 1) + column;
    }
    [[nodiscard]] std::size_t size() const { return (rows + 1) * (columns + 1); }
};

/// Cells below the threshold are primary, those of 1 an insider's; hiding costs the value, 1,000 for a zero,
/// for a margin ten times as much.
inline TableCell small_cell(std::int64_t value, bool margin, std::int64_t threshold) {
    TableCell cell;
    cell.value = value;
    cell.primary = value > 0 && value < threshold;
    cell.insider = value == 1;
    cell.cost = cell.primary ? 0 : (value == 0 ? 1000 : value) * (margin ? 10 : 1);
    return cell;
}

/// Puts a table with all its margins behind those that are there.
inline Placed add_table(Tables& tables, const Rows& values) {
    const Placed place{values.size(), values.front().size(), tables.cells.size()};
    Rows full = values;
    for (auto& row : full) {
        std::int64_t sum = 0;
        for (const auto value : row) sum += value;
        row.push_back(sum);
    }
    full.emplace_back(place.columns + 1, 0);
    for (std::size_t r = 0; r < place.rows; ++r)
        for (std::size_t c = 0; c <= place.columns; ++c) full.back()[c] += full[r][c];
    for (std::size_t r = 0; r <= place.rows; ++r)
        for (std::size_t c = 0; c <= place.columns; ++c)
            tables.cells.push_back(
                small_cell(full[r][c], r == place.rows || c == place.columns, tables.threshold));
    for (std::size_t r = 0; r <= place.rows; ++r) {
        TableRelation across{place.at(r, place.columns), {}};
        for (std::size_t c = 0; c < place.columns; ++c) across.parts.push_back(place.at(r, c));
        tables.relations.push_back(across);
    }
    for (std::size_t c = 0; c <= place.columns; ++c) {
        TableRelation down{place.at(place.rows, c), {}};
        for (std::size_t r = 0; r < place.rows; ++r) down.parts.push_back(place.at(r, c));
        tables.relations.push_back(down);
    }
    return place;
}

/// The tables add up to another one, cell by cell.
inline void link(Tables& tables, const Placed& total, const std::vector<Placed>& parts) {
    for (std::size_t i = 0; i < total.size(); ++i) {
        TableRelation relation{total.first + i, {}};
        for (const auto& part : parts) relation.parts.push_back(part.first + i);
        tables.relations.push_back(relation);
    }
}

inline Rows sum(const Rows& left, const Rows& right) {
    Rows all = left;
    for (std::size_t r = 0; r < left.size(); ++r)
        for (std::size_t c = 0; c < left[r].size(); ++c) all[r][c] += right[r][c];
    return all;
}

/// As it would be published: "20 * *; 8 19 7", margins too.
inline std::string published(const Tables& tables, const Placed& place, const std::vector<bool>& hidden) {
    std::string text;
    for (std::size_t r = 0; r <= place.rows; ++r)
        for (std::size_t c = 0; c <= place.columns; ++c) {
            const auto cell = place.at(r, c);
            text += hidden[cell] ? "*" : std::to_string(tables.cells[cell].value);
            text += c < place.columns ? " " : r < place.rows ? "; " : "";
        }
    return text;
}

inline const std::string csv_header =
    "period,municipality,municipalities,measure,unit,dimension,category,covers,value";

/// A table as a publication's rows but for the values: the municipalities m0, m1, ... and all of them, by the
/// topics a, b, ... and in total.
inline std::vector<std::string> csv_rows(const Placed& place, const std::string& period) {
    std::string all = "m0";
    for (std::size_t r = 1; r < place.rows; ++r) all += " m" + std::to_string(r);
    std::vector<std::string> rows;
    for (std::size_t r = 0; r <= place.rows; ++r)
        for (std::size_t c = 0; c <= place.columns; ++c) {
            const std::string name = "m" + std::to_string(r);
            const std::string topic(1, static_cast<char>('a' + c));
            rows.push_back(period + (r < place.rows ? "," + name + "," + name : ",all," + all) +
                           ",needs,needs," + (c < place.columns ? "topic," + topic + "," + topic : ",,") +
                           ",");
        }
    return rows;
}

/// As it would be published.
inline std::string csv_of(const Tables& tables, const Placed& place, const std::vector<bool>& hidden,
                          const std::string& period) {
    std::string text = csv_header + "\r\n";
    std::size_t cell = place.first;
    for (const auto& row : csv_rows(place, period)) {
        text += row + (hidden[cell] ? "*" : std::to_string(tables.cells[cell].value)) + "\r\n";
        ++cell;
    }
    return text;
}

/// Of what is hidden beside the primary cells and what was hidden before.
inline std::int64_t cost_of(const Tables& tables, const std::vector<bool>& hidden) {
    std::int64_t cost = 0;
    for (std::size_t i = 0; i < hidden.size(); ++i)
        if (hidden[i] && !tables.cells[i].primary && tables.cells[i].history == TableCell::History::none)
            cost += tables.cells[i].cost;
    return cost;
}

}  // namespace aka::test
