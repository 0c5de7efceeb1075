// aka_hide: how long it takes to make tables of invented figures safe.
#include "aka/disclosure/hide.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "../disclosure_tables.hpp"
#include "chance.hpp"

namespace aka::bench {
namespace {

using test::Placed;
using test::Rows;

constexpr std::int64_t threshold = 5;

/// Figures that add up to `all`, more in the first rows and columns than in the last.
Rows invented(std::size_t rows, std::size_t columns, int all, Chance& chance) {
    std::vector<int> row_weights;
    std::vector<int> column_weights;
    for (std::size_t r = 0; r < rows; ++r) row_weights.push_back(chance.between(2, 12));
    for (std::size_t c = 0; c < columns; ++c) column_weights.push_back(static_cast<int>(40 / (c + 2)) + 2);
    Rows values(rows, std::vector<std::int64_t>(columns));
    for (int i = 0; i < all; ++i) {
        const auto row = chance.place(row_weights);
        ++values[row][chance.place(column_weights)];
    }
    return values;
}

void measure(const std::string& what, const Tables& tables) {
    const auto begin = std::chrono::steady_clock::now();
    const auto hidden = hide_cells(tables);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    const auto count = [&](auto which) {
        return std::count_if(tables.cells.begin(), tables.cells.end(), which);
    };
    fmt::print("{}: {} cells, {} zero, {} primary, {} insiders; {} hidden at a cost of {}, {:.2f} seconds\n",
               what, tables.cells.size(), count([](const TableCell& cell) { return cell.value == 0; }),
               count([](const TableCell& cell) { return cell.primary; }),
               count([](const TableCell& cell) { return cell.insider; }),
               hidden ? std::count(hidden->begin(), hidden->end(), true) : 0,
               hidden ? test::cost_of(tables, *hidden) : 0, took.count());
    std::fflush(stdout);
}

Tables one_table(std::size_t rows, std::size_t columns, int all, std::uint64_t seed) {
    Chance chance{seed};
    Tables tables{{}, {}, threshold};
    test::add_table(tables, invented(rows, columns, all, chance));
    return tables;
}

Tables linked_months(std::size_t months, int all, std::uint64_t seed) {
    Chance chance{seed};
    Tables tables{{}, {}, threshold};
    std::vector<Rows> values;
    std::vector<Placed> places;
    for (std::size_t month = 0; month < months; ++month) {
        values.push_back(invented(8, 6, all, chance));
        places.push_back(test::add_table(tables, values.back()));
    }
    std::vector<Rows> quarter_values;
    std::vector<Placed> quarters;
    const auto add_up = [&](const std::vector<Rows>& from, const std::vector<Placed>& parts, std::size_t each,
                            std::vector<Rows>& sums, std::vector<Placed>& totals) {
        for (std::size_t i = 0; i + each <= from.size(); i += each) {
            Rows sum = from[i];
            for (std::size_t j = 1; j < each; ++j) sum = test::sum(sum, from[i + j]);
            sums.push_back(sum);
            totals.push_back(test::add_table(tables, sum));
            test::link(tables, totals.back(),
                       {parts.begin() + static_cast<std::ptrdiff_t>(i),
                        parts.begin() + static_cast<std::ptrdiff_t>(i + each)});
        }
    };
    add_up(values, places, 3, quarter_values, quarters);
    std::vector<Rows> year_values;
    std::vector<Placed> years;
    add_up(quarter_values, quarters, 4, year_values, years);
    return tables;
}

}  // namespace
}  // namespace aka::bench

int main(int count, char** words) {
    using namespace aka::bench;
    const std::string only = count > 1 ? words[1] : "";
    if (only.empty() || only == "1")
        for (std::uint64_t seed = 1; seed <= 5; ++seed) measure("8 x 12", one_table(8, 12, 450, seed));
    if (only.empty() || only == "2")
        for (std::uint64_t seed = 1; seed <= 3; ++seed) measure("98 x 12", one_table(98, 12, 6000, seed));
    if (only == "3") measure("12 months", linked_months(12, 150, 1));
    if (only.empty() || only == "4") measure("36 months", linked_months(36, 150, 1));
}
