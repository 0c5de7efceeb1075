// The cheapest safe pattern of small tables, found by trying all of them.
#include <catch2/catch.hpp>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "aka/disclosure/audit.hpp"
#include "aka/disclosure/hide.hpp"
#include "bench/chance.hpp"
#include "disclosure_tables.hpp"
#include "oracles/all_patterns.hpp"

using namespace aka;
using namespace aka::test;
using aka::bench::Chance;
using History = TableCell::History;
using Hidden = std::vector<bool>;

namespace {

constexpr std::size_t most_free = 10;
constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

std::int64_t small_value(Chance& chance) {
    return chance.pick<std::int64_t>({{0, 3}, {1, 4}, {2, 3}, {3, 2}, {4, 1}, {6, 3}, {7, 2}, {9, 1}});
}

Rows small_rows(std::size_t rows, std::size_t columns, Chance& chance) {
    Rows values(rows, std::vector<std::int64_t>(columns));
    for (auto& row : values)
        for (auto& value : row) value = small_value(chance);
    return values;
}

/// Layers with the same rows and columns, and their sum: a table with three axes.
std::vector<Placed> add_layers(Tables& tables, const std::vector<Rows>& layers) {
    std::vector<Placed> places;
    Rows all = layers.front();
    for (std::size_t i = 1; i < layers.size(); ++i) all = sum(all, layers[i]);
    for (const auto& layer : layers) places.push_back(add_table(tables, layer));
    const auto total = add_table(tables, all);
    link(tables, total, places);
    places.push_back(total);
    return places;
}

/// Some cells were published before, some are secret for another reason than their size, some are worth
/// nothing; and few enough are left to try all patterns.
void disturb(Tables& tables, Chance& chance) {
    for (auto& cell : tables.cells) {
        if (chance.percent(4)) cell.primary = true;
        if (chance.percent(10)) cell.cost = chance.between(0, 3);
        if (chance.percent(5)) cell.history = History::hidden;
        if (!cell.primary && chance.percent(8)) cell.history = History::shown;
    }
    for (auto free = free_cells(tables); free.size() > most_free; free = free_cells(tables))
        tables.cells[chance.one_of(free)].history = chance.percent(40) ? History::shown : History::hidden;
}

std::int64_t threshold(Chance& chance) {
    return chance.percent(50) ? 3 : 5;
}

std::string told(const Tables& tables) {
    std::string text;
    for (const auto& cell : tables.cells)
        text += std::to_string(cell.value) + (cell.primary ? "p" : "") + (cell.insider ? "i" : "") +
                (cell.history == History::shown    ? "+"
                 : cell.history == History::hidden ? "*"
                                                   : "") +
                "(" + std::to_string(cell.cost) + ") ";
    return text;
}

/// True when something could be hidden at all.
bool check_cheapest(const Tables& tables) {
    INFO(told(tables));
    const auto hidden = hide_cells(tables);
    if (!hidden) {
        CHECK_FALSE(cheaper_than(tables, no_limit));  // nor any other
        return false;
    }
    REQUIRE(hidden->size() == tables.cells.size());
    for (std::size_t i = 0; i < hidden->size(); ++i) {
        if (tables.cells[i].primary || tables.cells[i].history == History::hidden) CHECK((*hidden)[i]);
        if (tables.cells[i].history == History::shown) CHECK_FALSE((*hidden)[i]);
    }
    CHECK(is_safe(tables, *hidden));
    CHECK_FALSE(cheaper_than(tables, cost_of(tables, *hidden)));
    return true;
}

}  // namespace

TEST_CASE("tables are hidden as by trying all patterns", "[disclosure][oracle]") {
    Chance chance{20261122};
    int safe = 0;
    for (int i = 0; i < 280; ++i) {
        Tables tables{{}, {}, threshold(chance)};
        const auto rows = static_cast<std::size_t>(chance.between(1, 4));
        const auto columns = static_cast<std::size_t>(chance.between(2, 3));
        add_table(tables, small_rows(rows, columns, chance));
        disturb(tables, chance);
        safe += check_cheapest(tables) ? 1 : 0;
    }
    CHECK(safe > 90);
    CHECK(safe < 270);
}

TEST_CASE("tables with three axes are hidden as by trying all patterns", "[disclosure][oracle]") {
    Chance chance{8};
    int safe = 0;
    for (int i = 0; i < 110; ++i) {
        Tables tables{{}, {}, threshold(chance)};
        const auto first = small_rows(2, 2, chance);
        add_layers(tables, {first, small_rows(2, 2, chance)});
        disturb(tables, chance);
        safe += check_cheapest(tables) ? 1 : 0;
    }
    CHECK(safe > 30);
}

TEST_CASE("a second month and the sum are hidden behind what the first has shown", "[disclosure][oracle]") {
    Chance chance{12};
    int safe = 0;
    for (int i = 0; i < 130; ++i) {
        const auto limit = threshold(chance);
        const auto january = small_rows(2, 2, chance);
        Tables alone{{}, {}, limit};
        add_table(alone, january);
        const auto before = hide_cells(alone);
        if (!before) continue;
        Tables tables{{}, {}, limit};
        add_layers(tables, {january, small_rows(2, 2, chance)});
        for (std::size_t cell = 0; cell < before->size(); ++cell)
            tables.cells[cell].history = (*before)[cell] ? History::hidden : History::shown;
        for (auto free = free_cells(tables); free.size() > most_free; free = free_cells(tables))
            tables.cells[chance.one_of(free)].history = History::shown;
        safe += check_cheapest(tables) ? 1 : 0;
    }
    CHECK(safe > 30);
}

TEST_CASE("what can be told from the files is what can be told from the tables", "[disclosure][oracle]") {
    Chance chance{77};
    std::size_t compared = 0;
    for (int i = 0; i < 60; ++i) {
        Tables tables{{}, {}, 3};
        std::vector<Rows> months;
        for (int month = 0; month < 3; ++month) months.push_back(small_rows(2, 3, chance));
        const auto places = add_layers(tables, months);
        Hidden hidden;
        for (const auto& cell : tables.cells) hidden.push_back(cell.primary || chance.percent(15));
        const std::vector<std::string> periods{"2026-04", "2026-05", "2026-06", "2026-Q2"};
        std::vector<std::string> files;
        for (std::size_t p = 0; p < places.size(); ++p)
            files.push_back(csv_of(tables, places[p], hidden, periods[p]));

        const Outsider outsider{tables, hidden};
        for (const auto& told : what_can_be_told(files)) {
            const auto cell = places[told.file].first + told.row;
            const auto value = static_cast<double>(tables.cells[cell].value);
            INFO(told.file << " " << told.row);
            CHECK(told.low == Approx(value - outsider.below(cell)).margin(1e-6));
            CHECK(told.high == Approx(value + outsider.above(cell)).margin(1e-6));
            ++compared;
        }
    }
    CHECK(compared > 500);
}
