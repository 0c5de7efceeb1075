// What whoever reads all that was published can tell of what was hidden.
#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

#include "aka/disclosure/audit.hpp"
#include "aka/model/error.hpp"

using namespace aka;

namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

/// A tidy CSV of rows as "2026-10;faxe;topic;amu;4": without topic and category a total, with "all" for
/// Faxe and Stevns, with the category "all-amu" for the codes amu and led.
std::string csv(const std::vector<std::string>& rows, const std::string& unit = "enquiries") {
    std::string text = "period,municipality,municipalities,measure,unit,dimension,category,covers,value\r\n";
    for (const auto& row : rows) {
        std::vector<std::string> cells(1);
        for (const char c : row)
            if (c == ';')
                cells.emplace_back();
            else
                cells.back() += c;
        const std::string where = cells[1] == "all" ? "faxe stevns" : cells[1];
        const std::string covers = cells[3] == "group" ? "amu led" : cells[3];
        text += cells[0] + "," + cells[1] + "," + where + ",needs," + unit + "," + cells[2] + "," + cells[3] +
                "," + covers + "," + cells[4] + "\r\n";
    }
    return text;
}

std::string message_of(const std::vector<std::string>& files) {
    try {
        what_can_be_told(files);
        return "none";
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::storage);
        return error.what();
    }
}

using Told = std::vector<HiddenFigure>;

/// Faxe 20 2 10, Stevns 8 19 7, with all totals but what is hidden.
std::string two_by_three(const std::vector<std::string>& six) {
    return csv({"2026-10;faxe;topic;amu;" + six[0], "2026-10;faxe;topic;led;" + six[1],
                "2026-10;faxe;topic;fvu;" + six[2], "2026-10;stevns;topic;amu;" + six[3],
                "2026-10;stevns;topic;led;" + six[4], "2026-10;stevns;topic;fvu;" + six[5],
                "2026-10;faxe;;;32", "2026-10;stevns;;;34", "2026-10;all;topic;amu;28",
                "2026-10;all;topic;led;21", "2026-10;all;topic;fvu;17", "2026-10;all;;;66"});
}

}  // namespace

TEST_CASE("a small figure hidden alone is known from the totals", "[disclosure]") {
    CHECK(what_can_be_told({two_by_three({"20", "*", "10", "8", "19", "7"})}) == Told{{0, 1, 2, 2}});
}

TEST_CASE("figures that hide one another leave an interval", "[disclosure]") {
    CHECK(what_can_be_told({two_by_three({"20", "*", "*", "8", "*", "*"})}) ==
          Told{{0, 1, 0, 12}, {0, 2, 0, 12}, {0, 4, 9, 21}, {0, 5, 5, 17}});
}

TEST_CASE("what nothing limits has no greatest value", "[disclosure]") {
    CHECK(what_can_be_told(
              {csv({"2026-10;faxe;;;*", "2026-10;faxe;topic;amu;3", "2026-10;faxe;topic;led;*"})}) ==
          Told{{0, 0, 3, unlimited}, {0, 2, 0, unlimited}});
}

TEST_CASE("months hidden alone are known from the quarter", "[disclosure]") {
    const auto month = [](const std::string& period, const std::string& value) {
        return csv({period + ";faxe;topic;amu;" + value, period + ";faxe;topic;led;9"});
    };
    const auto quarter = csv({"2026-Q4;faxe;topic;amu;20", "2026-Q4;faxe;topic;led;27"});

    CHECK(what_can_be_told({month("2026-10", "8"), month("2026-11", "*"), month("2026-12", "10")}) ==
          Told{{1, 0, 0, unlimited}});
    CHECK(what_can_be_told({month("2026-10", "8"), month("2026-11", "*"), month("2026-12", "10"), quarter}) ==
          Told{{1, 0, 2, 2}});
    CHECK(what_can_be_told({month("2026-10", "8"), month("2026-11", "*"), month("2026-12", "*"), quarter}) ==
          Told{{1, 0, 0, 12}, {2, 0, 0, 12}});
}

TEST_CASE("a year without its last months says no more than it holds", "[disclosure]") {
    CHECK(what_can_be_told({csv({"2026;faxe;;;30"}), csv({"2026-Q1;faxe;;;12"}),
                            csv({"2026-Q2;faxe;;;*"})}) == Told{{2, 0, 0, 18}});
}

TEST_CASE("one municipality is known from all and from the other", "[disclosure]") {
    CHECK(what_can_be_told({csv({"2026-10;all;;;14"}), csv({"2026-10;faxe;;;*", "2026-10;stevns;;;12"})}) ==
          Told{{1, 0, 2, 2}});
}

TEST_CASE("a code is known from its group", "[disclosure]") {
    CHECK(what_can_be_told({csv({"2026-10;faxe;topic;group;9", "2026-10;faxe;topic;amu;*"}),
                            csv({"2026-10;faxe;topic;led;8"})}) == Told{{0, 1, 1, 1}});
}

TEST_CASE("a figure that is hidden here and shown there is known", "[disclosure]") {
    CHECK(what_can_be_told({csv({"2026-10;faxe;;;*"}), csv({"2026-10;faxe;;;3"})}) == Told{{0, 0, 3, 3}});
}

TEST_CASE("two dimensions have the same total", "[disclosure]") {
    CHECK(what_can_be_told({csv({"2026-10;faxe;topic;amu;7", "2026-10;faxe;topic;led;6"}),
                            csv({"2026-10;faxe;size;0-9;11", "2026-10;faxe;size;10-49;*"})}) ==
          Told{{1, 1, 2, 2}});
}

TEST_CASE("a code that came later is no part of earlier months", "[disclosure]") {
    CHECK(what_can_be_told(
              {csv({"2026-10;faxe;;;13", "2026-10;faxe;topic;amu;11", "2026-10;faxe;topic;led;*"}),
               csv({"2027-01;faxe;topic;amu;11", "2027-01;faxe;topic;led;9", "2027-01;faxe;topic;fvu;8"})}) ==
          Told{{0, 2, 2, 2}});
}

TEST_CASE("measures and what is no sum are not linked", "[disclosure]") {
    CHECK(what_can_be_told({csv({"2026-10;faxe;;;*"}), csv({"2026-10;faxe;;;3"}, "posts")}) ==
          Told{{0, 0, 0, unlimited}});
    for (const std::string unit : {"days", "businesses", "percent"})
        CHECK(what_can_be_told({csv({"2026-10;faxe;;;*", "2026-10;stevns;;;7.5"}, unit)}).empty());
}

TEST_CASE("a publication that contradicts a newer one is not linked with it", "[disclosure]") {
    const auto october = csv({"2026-10;faxe;topic;amu;5", "2026-10;faxe;topic;led;*", "2026-10;faxe;;;8"});
    const auto again = csv({"2026-10;faxe;topic;amu;6", "2026-10;faxe;topic;led;*", "2026-10;faxe;;;10"});
    const auto stevns = csv({"2026-10;stevns;;;9"});
    const auto all = csv({"2026-10;all;;;19", "2026-10;all;topic;amu;*"});

    CHECK(what_can_be_told({october, stevns, again, all}) == Told{{0, 1, 3, 3}, {2, 1, 4, 4}, {3, 1, 6, 15}});
}

TEST_CASE("what is no publication is refused", "[disclosure]") {
    const auto good = csv({"2026-10;faxe;;;3"});
    const auto broken = [&](const std::string& row) { return message_of({good, csv({row})}); };
    const std::string in_row = "publication 2 is damaged: line 2 is not what a publication holds";

    CHECK(message_of({good}) == "none");
    CHECK(message_of({""}) == "publication 1 is damaged: line 1 is not what a publication holds");
    CHECK(message_of({"period,value\r\n2026,3\r\n"}) ==
          "publication 1 is damaged: line 1 is not what a publication holds");
    CHECK(message_of({good + "2026-10,faxe\r\n"}) ==
          "publication 1 is damaged: line 3 is not what a publication holds");
    for (const std::string period :
         {"2026-13", "2026-00", "2026-Q5", "2026-Q0", "26", "2026-1x", "2026-10-01", ""}) {
        INFO(period);
        CHECK(broken(period + ";faxe;;;3") == in_row);
    }
    for (const std::string value : {"-3", "3.5", "", "**"}) {
        INFO(value);
        CHECK(broken("2026-10;faxe;;;" + value) == in_row);
    }
    CHECK(broken("2026-10;;;;3") == in_row);
    CHECK(broken("2026-10;faxe;topic;;3") == in_row);
    CHECK(message_of({good, csv({"2026-10;faxe;;;8", "2026-10;faxe;topic;amu;9"})}) ==
          "the figures of publication 2 contradict each other");
}

TEST_CASE("every enquiry has a need, which limits what is hidden of either", "[disclosure]") {
    const std::string header =
        "period,municipality,municipalities,measure,unit,dimension,category,covers,value\r\n";
    const std::string enquiries = header + "2026-10,all,faxe stevns,enquiries,enquiries,,,,9\r\n" +
                                  "2026-10,faxe,faxe,enquiries,enquiries,,,,*\r\n" +
                                  "2026-10,stevns,stevns,enquiries,enquiries,,,,*\r\n";
    const std::string needs = header + "2026-10,faxe,faxe,needs,needs,,,,3\r\n";

    CHECK(what_can_be_told({enquiries}) == Told{{0, 1, 0, 9}, {0, 2, 0, 9}});
    CHECK(what_can_be_told({enquiries, needs}) == Told{{0, 1, 0, 3}, {0, 2, 6, 9}});
    CHECK(what_can_be_told({enquiries, needs}, 1) == Told{{0, 1, 1, 3}, {0, 2, 6, 8}});
}
