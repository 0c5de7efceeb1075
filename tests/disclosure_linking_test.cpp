#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "aka/disclosure/linking.hpp"

using namespace aka;

namespace {

using Words = std::vector<std::string>;
using History = TableCell::History;

FigureKey key(Words months, Words municipalities, Words covers = {}) {
    return {std::move(months), std::move(municipalities), "needs", covers.empty() ? "" : "topic", covers};
}

/// Every cell of month x municipality x topic holds `value`, of as many businesses.
Linking evenly(std::int64_t value) {
    Linking linking;
    linking.leaves = [](const FigureKey&) { return Words{"a", "b", "c"}; };
    linking.count = [value](const FigureKey& figure) {
        const auto topics = figure.covers.empty() ? 3 : figure.covers.size();
        const auto number =
            value * static_cast<std::int64_t>(figure.months.size() * figure.municipalities.size() * topics);
        return Behind{number, number, 0};
    };
    return linking;
}

/// Every relation holds among the values.
bool adds_up(const Tables& tables) {
    return std::all_of(tables.relations.begin(), tables.relations.end(), [&](const TableRelation& relation) {
        std::int64_t sum = 0;
        for (const auto part : relation.parts) sum += tables.cells[part].value;
        return sum == tables.cells[relation.total].value;
    });
}

}  // namespace

TEST_CASE("months that are not published are the rest of their quarter", "[linking]") {
    const Tables tables =
        link_figures({{key({"1"}, {"fax"}), History::shown}, {key({"1", "2", "3"}, {"fax"}), {}}}, evenly(1));
    REQUIRE(tables.cells.size() == 3);
    CHECK(tables.cells[0].history == History::shown);
    CHECK(tables.cells[1].history == History::none);
    CHECK(tables.cells[2].history == History::hidden);
    CHECK(tables.cells[2].value == 6);
    REQUIRE(tables.relations.size() == 1);
    CHECK(tables.relations[0].total == 1);
    CHECK(tables.relations[0].parts == std::vector<std::size_t>{0, 2});
}

TEST_CASE("a table has its rows, columns and total, each sum once", "[linking]") {
    std::vector<LinkedFigure> figures;
    for (const Words& municipalities : {Words{"fax"}, Words{"ste"}, Words{"fax", "ste"}})
        for (const Words& covers : {Words{"a"}, Words{"b"}, Words{"c"}, Words{}})
            figures.push_back({key({"1"}, municipalities, covers), {}});
    const Tables tables = link_figures(figures, evenly(2));
    CHECK(tables.cells.size() == 12);
    CHECK(tables.relations.size() == 3 + 4);  // rows; columns with the total's
    CHECK(adds_up(tables));
    CHECK(tables.cells[0].cost == 2);
    CHECK(tables.cells[11].cost == 120);  // sums are dearer
}

TEST_CASE("a total is divided in two ways at once", "[linking]") {
    // {a}, {b, c} is one way; {a, b}, {c} overlaps with it.
    const Tables tables = link_figures({{key({"1"}, {"fax"}), {}},
                                        {key({"1"}, {"fax"}, {"a"}), {}},
                                        {key({"1"}, {"fax"}, {"b", "c"}), {}},
                                        {key({"1"}, {"fax"}, {"a", "b"}), {}},
                                        {key({"1"}, {"fax"}, {"c"}), {}}},
                                       evenly(1));
    CHECK(adds_up(tables));
    std::map<std::size_t, int> ways;
    for (const auto& relation : tables.relations) ++ways[relation.total];
    CHECK(ways[0] == 2);
    CHECK(ways[2] == 1);  // b is the rest
    CHECK(ways[3] == 1);
}

TEST_CASE("a rest along one way adds up along the others", "[linking]") {
    // October of two municipalities and the alliance, the quarter of all: what the quarter leaves of each
    // adds up.
    std::vector<LinkedFigure> figures;
    for (const Words& municipalities : {Words{"fax"}, Words{"ste"}, Words{"fax", "ste"}}) {
        figures.push_back({key({"10"}, municipalities), History::shown});
        figures.push_back({key({"10", "11", "12"}, municipalities), {}});
    }
    const Tables tables = link_figures(figures, evenly(1));
    CHECK(tables.cells.size() == 9);
    CHECK(tables.relations.size() == 3 + 3);
    CHECK(adds_up(tables));
}

TEST_CASE("a measure that is part of another leaves a rest", "[linking]") {
    Linking linking = evenly(4);
    linking.count = [](const FigureKey& figure) {
        const std::int64_t number = figure.measure == "needs" ? 10 : figure.measure == "labour" ? 8 : 2;
        return Behind{number, number, 0};
    };
    linking.parted = {{"needs", "labour", "other_needs"}};
    FigureKey labour = key({"1"}, {"fax"});
    labour.measure = "labour";
    const Tables tables = link_figures({{key({"1"}, {"fax"}), {}}, {labour, {}}}, linking);
    REQUIRE(tables.cells.size() == 3);
    CHECK(tables.cells[2].primary);
    REQUIRE(tables.relations.size() == 1);
    CHECK(tables.relations[0].parts == std::vector<std::size_t>{1, 2});
}

TEST_CASE("small is few businesses, or most of a sum from one", "[linking]") {
    CHECK_FALSE(is_small({0, 0, 0}, 5));
    CHECK(is_small({40, 4, 0}, 5));
    CHECK_FALSE(is_small({5, 5, 0}, 5));
    CHECK(is_small({100, 9, 86}, 5));
    CHECK_FALSE(is_small({100, 9, 85}, 5));
}

TEST_CASE("what was told cannot be kept any more, and protects nothing", "[linking]") {
    const Tables tables = link_figures({{key({"1"}, {"fax"}), History::shown}}, evenly(1));
    CHECK_FALSE(tables.cells[0].primary);
    CHECK(link_figures({{key({"1"}, {"fax"}), {}}}, evenly(1)).cells[0].primary);
}
