// The examples that were worked out by hand, by trying all patterns and by others' solvers.
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "aka/disclosure/hide.hpp"
#include "disclosure_tables.hpp"
#include "oracles/outsider.hpp"

using namespace aka;
using namespace aka::test;

namespace {

struct Example {
    explicit Example(const Rows& rows) { place = add_table(tables, rows); }
    Tables tables{{}, {}, 3};
    Placed place;
};

using Interval = std::pair<double, double>;

Interval interval_of(const Tables& tables, const std::vector<bool>& hidden, std::size_t cell) {
    const Outsider outsider{tables, hidden};
    const auto value = static_cast<double>(tables.cells[cell].value);
    return {value - outsider.below(cell), value + outsider.above(cell)};
}

struct TwoMonths {
    Tables tables{{}, {}, 3};
    const Rows january_values{{6, 2, 4}, {5, 7, 9}, {8, 4, 6}};
    const Rows february_values{{9, 5, 7}, {6, 8, 4}, {5, 6, 10}};
    const Placed january = add_table(tables, january_values);
    const Placed february = add_table(tables, february_values);
    const Placed both = add_table(tables, sum(january_values, february_values));
    TwoMonths() { link(tables, both, {january, february}); }
};

}  // namespace

TEST_CASE("one small figure is hidden with three others", "[disclosure]") {
    const Example example{{{20, 2, 10}, {8, 19, 7}, {17, 5, 12}}};

    const auto hidden = hide_cells(example.tables);

    REQUIRE(hidden);
    CHECK(published(example.tables, example.place, *hidden) ==
          "20 * * 32; 8 19 7 34; 17 * * 34; 45 26 29 100");
    CHECK(cost_of(example.tables, *hidden) == 27);
    CHECK(interval_of(example.tables, *hidden, example.place.at(0, 1)) == Interval{0, 7});
}

TEST_CASE("small figures that hide one another are hidden with more when they are known too well",
          "[disclosure]") {
    Example example{{{20, 1, 1}, {8, 19, 7}, {17, 1, 1}}};
    for (auto& cell : example.tables.cells) cell.insider = false;

    const auto hidden = hide_cells(example.tables);

    REQUIRE(hidden);
    CHECK(published(example.tables, example.place, *hidden) == "* * * 22; 8 * * 34; * * * 19; 45 21 9 75");
    CHECK(cost_of(example.tables, *hidden) == 63);
    for (const std::size_t row : {0U, 2U})
        for (const std::size_t column : {1U, 2U})
            CHECK(interval_of(example.tables, *hidden, example.place.at(row, column)) == Interval{0, 4});
}

TEST_CASE("two months and their sum are hidden together", "[disclosure]") {
    const TwoMonths months;

    const auto hidden = hide_cells(months.tables);

    REQUIRE(hidden);
    CHECK(cost_of(months.tables, *hidden) == 42);
    CHECK(published(months.tables, months.january, *hidden) == "6 * * 12; 5 7 9 21; 8 * * 18; 19 13 19 51");
    CHECK(published(months.tables, months.february, *hidden) == "9 * * 21; 6 8 4 18; 5 * * 21; 20 19 21 60");
    CHECK(published(months.tables, months.both, *hidden) ==
          "15 7 11 33; 11 15 13 39; 13 10 16 39; 39 32 40 111");
    CHECK(interval_of(months.tables, *hidden, months.january.at(0, 1)) == Interval{0, 6});
}

TEST_CASE("what was published stays so, and the sum is hidden for it", "[disclosure]") {
    TwoMonths months;
    for (const std::size_t cell : {0U, 1U})
        for (std::size_t i = 0; i < months.january.size(); ++i)
            months.tables.cells[(cell == 0 ? months.january : months.february).first + i].history =
                TableCell::History::shown;
    for (const std::size_t row : {0U, 2U})
        for (const std::size_t column : {1U, 2U})
            months.tables.cells[months.january.at(row, column)].history = TableCell::History::hidden;

    const auto hidden = hide_cells(months.tables);

    REQUIRE(hidden);
    CHECK(cost_of(months.tables, *hidden) == 44);
    CHECK(published(months.tables, months.january, *hidden) == "6 * * 12; 5 7 9 21; 8 * * 18; 19 13 19 51");
    CHECK(published(months.tables, months.february, *hidden) == "9 5 7 21; 6 8 4 18; 5 6 10 21; 20 19 21 60");
    CHECK(published(months.tables, months.both, *hidden) ==
          "15 * * 33; 11 15 13 39; 13 * * 39; 39 32 40 111");
    CHECK(interval_of(months.tables, *hidden, months.january.at(0, 1)) == Interval{0, 6});
}

TEST_CASE("a sum that was published in full leaves nothing to hide behind", "[disclosure]") {
    TwoMonths months;
    for (const auto& place : {months.february, months.both})
        for (std::size_t i = 0; i < place.size(); ++i)
            months.tables.cells[place.first + i].history = TableCell::History::shown;

    CHECK_FALSE(hide_cells(months.tables));
}

TEST_CASE("a business that knows its own figure does not learn another's", "[disclosure]") {
    Example example{{{20, 1, 5}, {8, 19, 7}, {17, 5, 1}}};

    const auto inside = hide_cells(example.tables);
    for (auto& cell : example.tables.cells) cell.insider = false;
    const auto outside = hide_cells(example.tables);

    REQUIRE(inside);
    REQUIRE(outside);
    CHECK(cost_of(example.tables, *outside) == 10);
    CHECK(published(example.tables, example.place, *outside) ==
          "20 * * 26; 8 19 7 34; 17 * * 23; 45 25 13 83");
    CHECK(cost_of(example.tables, *inside) == 36);
    CHECK(published(example.tables, example.place, *inside) == "20 * * 26; 8 * * 34; 17 * * 23; 45 25 13 83");
}
