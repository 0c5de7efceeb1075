#include "aka/store/search.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "aka/store/cases.hpp"
#include "fault.hpp"
#include "records.hpp"

using namespace aka;
using namespace records;

namespace {

using Numbers = std::vector<int>;

/// Three cases, two of them with a business.
struct World {
    std::unique_ptr<SqliteRegister> db = open_sqlite(":memory:", OpenFor::creating);
    Change change = change_in(*db);
    Case first = open_case(1, "Mangler CNC-operatører");
    Case second = open_case(2, "Elev til kontoret");
    Case third = open_case(3, "Sygefravær");

    World() {
        Business smithy = business("Næstved Smedje ApS", "99999918");
        Business farm = business("A\u030Alega\u030Arden I/S", "99999926");
        change.insert(smithy);
        change.insert(farm);
        first.business = smithy.id;
        second.business = farm.id;
        second.text = "Ligger i Sønder Broby, \"den gule gård\"";
        for (auto* file : {&first, &second, &third}) change.insert(*file);
        Note said = note(third.id, "Talt med mester om 50 % og §56");
        change.insert(said);
        for (const auto* file : {&first, &second, &third}) index_case(*db, *file);
    }

    Numbers search(const std::string& words) {
        CaseFilter filter;
        filter.owner = {"naestved"};
        filter.words = words;
        filter.sort = CaseSort::ref;
        filter.descending = false;
        Numbers numbers;
        for (const auto& line : list_cases(*db, filter)) numbers.push_back(line.ref.number);
        CHECK(count_cases(*db, filter) == static_cast<std::int64_t>(numbers.size()));
        return numbers;
    }
};

}  // namespace

TEST_CASE("a name is found however it is spelled", "[search]") {
    World world;

    for (const char* words :
         {"Næstved", "næstved", "NÆSTVED", "naestved", "NAESTVED", "Nästved", "næst", "naest"})
        CHECK(world.search(words) == Numbers{1});
    for (const char* words :
         {"Ålegården", "ÅLEGÅRDEN", "aalegaarden", "A\u030Alega\u030Arden", "a\u030Ale", "Aale"})
        CHECK(world.search(words) == Numbers{2});
    for (const char* words : {"sønder", "SOENDER", "So\u0308nder"}) CHECK(world.search(words) == Numbers{2});
}

TEST_CASE("business, number, title, text and notes are searched", "[search]") {
    World world;

    CHECK(world.search("smedje") == Numbers{1});
    CHECK(world.search("99999926") == Numbers{2});
    CHECK(world.search("operatører") == Numbers{1});
    CHECK(world.search("broby") == Numbers{2});
    CHECK(world.search("mester") == Numbers{3});
    CHECK(world.search("56") == Numbers{3});
}

TEST_CASE("all words must occur, each as the beginning of a word", "[search]") {
    World world;

    CHECK(world.search("elev broby") == Numbers{2});
    CHECK(world.search("bro ele") == Numbers{2});
    CHECK(world.search("elev smedje").empty());
    CHECK(world.search("roby").empty());
    CHECK(world.search("m") == Numbers{1, 3});
    CHECK(world.search("CNC-operatør") == Numbers{1});
    CHECK(world.search("operatør-cnc").size() <= 1);
}

TEST_CASE("whatever is typed is only ever words", "[search]") {
    World world;

    CHECK(world.search("\"elev\"") == Numbers{2});
    CHECK(world.search("'elev'") == Numbers{2});
    CHECK(world.search("elev*") == Numbers{2});
    CHECK(world.search("(elev) + {broby}") == Numbers{2});
    CHECK(world.search("^elev") == Numbers{2});
    CHECK(world.search("title:elev").empty());
    CHECK(world.search("elev AND broby").empty());
    CHECK(world.search("elev OR smedje").empty());
    CHECK(world.search("elev NOT smedje").empty());
    CHECK(world.search("NEAR(elev broby)").empty());
    CHECK(world.search("a-b") == Numbers{2});
    CHECK(world.search("elev-smedje").empty());
    CHECK(world.search("AND").empty());
    CHECK(world.search("'; DROP TABLE case_file; --").empty());
    CHECK(world.search("smedje\n\tnæstved") == Numbers{1});
}

TEST_CASE("a search without a word finds nothing and never fails", "[search]") {
    World world;

    for (const char* words :
         {"\"", "'", "*", "-", " ", "\"\"", "()", "^", ":", "%", "\\", "\t\n", "--", "{}", "$1", "?"}) {
        INFO(words);
        CHECK(world.search(words).empty());
    }
}

TEST_CASE("garbage finds nothing and never fails", "[search]") {
    World world;

    for (const auto& words :
         std::vector<std::string>{"\xFF", "\xC3", "\xED\xA0\x80", "\x01\x1B[31m", "–", "…", "👍", "\u0300",
                                  "日本", std::string(100'000, 'x'), std::string(5'000, '"')}) {
        CHECK(world.search(words).empty());
    }
    CHECK(world.search("elev – broby") == Numbers{2});
    std::string many;
    for (int i = 0; i < 500; ++i) many += "elev ";
    CHECK(world.search(many) == Numbers{2});
}

TEST_CASE("a case is found by what it says now, not by what it said", "[search]") {
    World world;
    world.second.title = "Lærling til værkstedet";
    world.change.update(world.second);
    Note said = note(world.second.id, "Ringet forgæves");
    world.change.insert(said);
    index_case(*world.db, world.second);

    CHECK(world.search("kontoret").empty());
    CHECK(world.search("lærling") == Numbers{2});
    CHECK(world.search("forgaeves") == Numbers{2});
    CHECK(world.db->number("SELECT count(*) AS n FROM case_search") == 3);
}

TEST_CASE("a case without a business is found by its own words", "[search]") {
    World world;

    CHECK(world.search("sygefravær") == Numbers{3});
}

TEST_CASE("the engine's expression quotes every word", "[search]") {
    CHECK(match_expression("Næstved CNC-fræser") == R"("naestved"* "cnc"* "fraeser"*)");
    CHECK(match_expression("AND \" OR") == R"("and"* "or"*)");
    CHECK(match_expression("").find_first_not_of('"') == std::string::npos);
}
