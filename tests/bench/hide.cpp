// aka_hide: how long it takes to make tables of invented figures safe. With --write FOLDER it leaves some
// there as they would be published, with the true values in the file "truth", for those who attack them.
#include "aka/disclosure/hide.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <stdexcept>
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

/// Tables of months, quarters and years that add up to one another.
struct Linked {
    Tables tables{{}, {}, threshold};
    std::vector<Placed> months;
    std::vector<Placed> quarters;
    std::vector<Placed> years;

    Linked(int count, int enquiries, std::uint64_t seed) {
        Chance chance{seed};
        std::vector<Rows> values;
        for (int month = 0; month < count; ++month) {
            values.push_back(invented(8, 6, enquiries, chance));
            months.push_back(test::add_table(tables, values.back()));
        }
        quarters = add_up(values, months, 3);
        years = add_up(values, quarters, 4);
    }

private:
    /// `values` become those of the sums of every `each`.
    std::vector<Placed> add_up(std::vector<Rows>& values, const std::vector<Placed>& parts,
                               std::size_t each) {
        std::vector<Rows> sums;
        std::vector<Placed> totals;
        for (std::size_t i = 0; i + each <= parts.size(); i += each) {
            Rows sum = values[i];
            for (std::size_t j = i + 1; j < i + each; ++j) sum = test::sum(sum, values[j]);
            sums.push_back(sum);
            totals.push_back(test::add_table(tables, sum));
            const auto begin = parts.begin() + static_cast<std::ptrdiff_t>(i);
            test::link(tables, totals.back(), {begin, begin + static_cast<std::ptrdiff_t>(each)});
        }
        values = sums;
        return totals;
    }
};

void write(const std::string& path, const std::string& text) {
    std::ofstream file{path, std::ios::binary};
    file << text;
    if (!file.flush()) throw std::runtime_error{path + " cannot be written"};
}

/// A quarter and its months as they would be published, and beside them the truth for the attacker.
void publish(const std::string& folder) {
    const Linked quarter{3, 150, 1};
    const auto hidden = hide_cells(quarter.tables);
    if (!hidden) throw std::runtime_error{"there is no way to hide these tables"};
    std::string truth = test::csv_header + ",businesses\r\n";
    const auto add = [&](const Placed& place, const std::string& period) {
        write(folder + "/" + period + ".csv", test::csv_of(quarter.tables, place, *hidden, period));
        std::size_t cell = place.first;
        for (const auto& row : test::csv_rows(place, period)) {
            const auto value = std::to_string(quarter.tables.cells[cell++].value);
            truth += row + value + "," + value + "\r\n";
        }
    };
    for (std::size_t month = 0; month < 3; ++month)
        add(quarter.months[month], "2026-0" + std::to_string(month + 1));
    add(quarter.quarters.front(), "2026-Q1");
    write(folder + "/truth", truth);
}

void measure_all() {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) measure("8 x 12", one_table(8, 12, 450, seed));
    for (std::uint64_t seed = 1; seed <= 3; ++seed) measure("98 x 12", one_table(98, 12, 6000, seed));
    measure("12 months of 8 x 6", Linked{12, 150, 1}.tables);
    measure("36 months of 8 x 6", Linked{36, 150, 1}.tables);
}

}  // namespace
}  // namespace aka::bench

int main(int count, char** words) {
    try {
        if (count == 1)
            aka::bench::measure_all();
        else if (count == 3 && std::string{words[1]} == "--write")
            aka::bench::publish(words[2]);
        else
            throw std::runtime_error{"usage: aka_hide [--write FOLDER]"};
        return 0;
    } catch (const std::exception& fault) {
        fmt::print(stderr, "aka_hide: {}\n", fault.what());
        return 1;
    }
}
