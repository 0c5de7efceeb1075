// What no table should be able to upset: empty ones, large figures, the same question twice.
#include <catch2/catch.hpp>
#include <vector>

#include "aka/disclosure/hide.hpp"
#include "bench/chance.hpp"
#include "disclosure_tables.hpp"
#include "oracles/all_patterns.hpp"

using namespace aka;
using namespace aka::test;
using History = TableCell::History;
using Hidden = std::vector<bool>;

namespace {

Rows random_rows(std::size_t rows, std::size_t columns, int highest, std::uint64_t seed) {
    bench::Chance chance{seed};
    Rows values(rows, std::vector<std::int64_t>(columns));
    for (auto& row : values)
        for (auto& value : row) value = chance.between(0, highest);
    return values;
}

}  // namespace

TEST_CASE("nothing to hide is nothing hidden", "[disclosure]") {
    Tables zeros{{}, {}, 5};
    add_table(zeros, {{0, 0}, {0, 0}});
    Tables alone{{small_cell(0, false, 5), small_cell(12, false, 5)}, {}, 5};

    CHECK(hide_cells(Tables{}) == Hidden{});
    CHECK(hide_cells(zeros) == Hidden(9, false));
    CHECK(hide_cells(alone) == Hidden{false, false});
}

TEST_CASE("a small figure in no relation is hidden alone", "[disclosure]") {
    const Tables tables{{small_cell(2, false, 5), small_cell(12, false, 5)}, {{1, {}}}, 5};

    CHECK(hide_cells(tables) == Hidden{true, false});
}

TEST_CASE("a primary cell that was shown can be hidden no more", "[disclosure]") {
    Tables tables{{small_cell(2, false, 5)}, {}, 5};
    tables.cells.front().history = History::shown;

    CHECK_FALSE(hide_cells(tables));
}

TEST_CASE("what was hidden stays hidden", "[disclosure]") {
    Tables tables{{small_cell(12, false, 5), small_cell(13, false, 5)}, {}, 5};
    tables.cells.back().history = History::hidden;

    CHECK(hide_cells(tables) == Hidden{false, true});
}

TEST_CASE("a cell of one business and its total of the same do not give each other away", "[disclosure]") {
    Tables tables{
        {small_cell(1, false, 5), small_cell(0, false, 5), small_cell(1, true, 5)}, {{2, {0, 1}}}, 5};
    tables.cells[1].history = History::shown;

    CHECK(hide_cells(tables) == Hidden{true, false, true});
}

TEST_CASE("that a hidden figure is not 0 does not help to tell another", "[disclosure]") {
    Tables tables{{small_cell(2, false, 5), small_cell(1, false, 5), small_cell(1, false, 5),
                   small_cell(1, false, 5), small_cell(8, false, 5), small_cell(13, false, 5)},
                  {{5, {0, 1, 2, 3, 4}}},
                  5};

    CHECK(hide_cells(tables) == Hidden{true, true, true, true, false, false});
    for (auto& cell : tables.cells) cell.least = 1;
    CHECK(hide_cells(tables) == Hidden{true, true, true, true, true, false});
}

TEST_CASE("figures of a million are hidden as well as small ones", "[disclosure]") {
    Tables tables{{}, {}, 5};
    const auto place =
        add_table(tables, {{1'000'000, 2, 400'000}, {7, 900'001, 50}, {333'333, 80'000, 1'000'000}});
    tables.cells[place.at(1, 1)].primary = true;  // one business holds nearly all of it
    tables.cells[place.at(1, 1)].cost = 0;

    const auto hidden = hide_cells(tables);

    REQUIRE(hidden);
    CHECK(is_safe(tables, *hidden));
    CHECK_FALSE(cheaper_than(tables, cost_of(tables, *hidden)));
}

TEST_CASE("the same tables are hidden in the same way", "[disclosure]") {
    Tables tables{{}, {}, 5};
    add_table(tables, random_rows(8, 7, 9, 3));
    for (auto& cell : tables.cells) cell.cost = cell.primary ? 0 : 1;  // many patterns cost the same

    const auto first = hide_cells(tables);
    Tables other{{}, {}, 5};
    add_table(other, random_rows(6, 6, 9, 4));
    CHECK(hide_cells(other));

    REQUIRE(first);
    CHECK(hide_cells(tables) == first);
}
