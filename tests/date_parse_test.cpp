#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "aka/model/calendar.hpp"
#include "aka/model/date.hpp"
#include "aka/model/period.hpp"

using namespace aka;
using std::chrono::days;

namespace {

Date day(const std::string& iso) {
    return parse_iso_date(iso).value();
}

/// As ISO 8601, or "none".
std::string parsed(std::string_view text, Towards towards, const std::string& today = "2026-11-23") {
    const auto date = parse_date(text, day(today), Calendar{}, towards);
    return date ? to_iso(*date) : "none";
}

std::string past(std::string_view text) {
    return parsed(text, Towards::past);
}
std::string future(std::string_view text) {
    return parsed(text, Towards::future);
}

/// As "name: first to last", or "none".
std::string shown(const std::optional<Period>& period) {
    return period ? period->name + ": " + to_iso(period->first) + " to " + to_iso(period->last) : "none";
}

std::string period(std::string_view text, const std::string& today = "2026-11-23") {
    return shown(parse_period(text, day(today)));
}

std::string before(std::string_view text) {
    return shown(previous_period(parse_period(text, day("2026-11-23")).value()));
}

std::string last_year(std::string_view text) {
    return shown(year_before(parse_period(text, day("2026-11-23")).value()));
}

}  // namespace

TEST_CASE("a date with its year means the same in both directions", "[date]") {
    for (const char* text : {"21-11-2026", "21.11.2026", "21/11-2026", "21/11/2026", "21.11.26", "21-11-26",
                             "2026-11-21", " 21-11-2026 "}) {
        CHECK(past(text) == "2026-11-21");
        CHECK(future(text) == "2026-11-21");
    }
    CHECK(past("1.2.2027") == "2027-02-01");
    CHECK(future("29-02-2024") == "2024-02-29");
}

TEST_CASE("a date without its year is the nearest in the direction asked for", "[date]") {
    CHECK(past("21/11") == "2026-11-21");
    CHECK(future("21/11") == "2027-11-21");
    CHECK(past("24/12") == "2025-12-24");
    CHECK(future("24/12") == "2026-12-24");
    CHECK(past("24.12.") == "2025-12-24");
    CHECK(future("24-12") == "2026-12-24");
    CHECK(past("23/11") == "2026-11-23");
    CHECK(future("23/11") == "2026-11-23");
}

TEST_CASE("a week is its Monday, in Danish and in English", "[date]") {
    for (const char* text : {"uge 47", "uge47", "UGE 47", "week 47", "week47", "w47"}) {
        CHECK(past(text) == "2026-11-16");
        CHECK(future(text) == "2027-11-22");
    }
    CHECK(past("uge 48") == "2026-11-23");
    CHECK(future("uge 48") == "2026-11-23");
    CHECK(past("uge 49") == "2025-12-01");
    CHECK(future("uge 1") == "2027-01-04");
}

TEST_CASE("week 53 is found where the year has one", "[date]") {
    CHECK(future("uge 53") == "2026-12-28");
    CHECK(past("uge 53") == "none");
    CHECK(parsed("uge 53", Towards::past, "2027-01-02") == "2026-12-28");
    CHECK(parsed("uge 53", Towards::past, "2027-01-15") == "2026-12-28");
    CHECK(parsed("uge 53", Towards::future, "2027-01-15") == "none");
    CHECK(parsed("uge 1", Towards::future, "2026-12-30") == "2027-01-04");
}

TEST_CASE("days are named in Danish and in English", "[date]") {
    for (const char* text : {"i dag", "idag", "I DAG", "today"}) CHECK(past(text) == "2026-11-23");
    for (const char* text : {"i morgen", "imorgen", "tomorrow"}) CHECK(future(text) == "2026-11-24");
    for (const char* text : {"i går", "igår", "i gaar", "i ga\u030Ar", "yesterday"})
        CHECK(past(text) == "2026-11-22");
    CHECK(future("i overmorgen") == "2026-11-25");
    CHECK(past("i forgårs") == "2026-11-21");
}

TEST_CASE("a weekday is the last or the next of its name", "[date]") {
    struct Named {
        std::vector<const char*> names;
        const char* past;
        const char* future;
    };
    const std::vector<Named> week{
        {{"mandag", "Mandag", "monday", "man", "mon"}, "2026-11-23", "2026-11-30"},
        {{"tirsdag", "tuesday", "tir", "tue"}, "2026-11-17", "2026-11-24"},
        {{"onsdag", "wednesday", "ons", "wed"}, "2026-11-18", "2026-11-25"},
        {{"torsdag", "thursday", "tor", "thu"}, "2026-11-19", "2026-11-26"},
        {{"fredag", "friday", "fre", "fri"}, "2026-11-20", "2026-11-27"},
        {{"lørdag", "LØRDAG", "loerdag", "saturday", "sat"}, "2026-11-21", "2026-11-28"},
        {{"søndag", "soendag", "sunday", "sun"}, "2026-11-22", "2026-11-29"},
    };

    for (const auto& named : week) {
        for (const char* name : named.names) {
            INFO(name);
            CHECK(past(name) == named.past);
            CHECK(future(name) == named.future);
        }
    }
}

TEST_CASE("Saturday and Sunday are shortened as the other days are", "[date]") {
    CHECK(past("lør") == "2026-11-21");
    CHECK(future("søn") == "2026-11-29");
}

TEST_CASE("days and working days are counted from today", "[date]") {
    CHECK(future("+5d") == "2026-11-28");
    CHECK(past("-2d") == "2026-11-21");
    CHECK(future("+0d") == "2026-11-23");
    CHECK(future("+5ad") == "2026-11-30");
    CHECK(future("+5wd") == "2026-11-30");
    CHECK(future("+5AD") == "2026-11-30");
    CHECK(past("-5ad") == "2026-11-16");
    CHECK(future("+25ad") == "2026-12-30");
    CHECK(parsed("+0ad", Towards::future, "2026-11-21") == "2026-11-23");
    CHECK(future("+3660d") == "2036-11-30");
}

TEST_CASE("days that do not exist are no dates", "[date]") {
    for (const char* text : {"29-02-2026", "29.2.26", "29/2", "2026-02-29", "31-04-2026", "32-01-2026",
                             "00-01-2026", "01-00-2026", "01-13-2026", "2026-13-01", "0001-01-01",
                             "1899-12-31", "uge 0", "uge 54", "uge -1"}) {
        INFO(text);
        CHECK(past(text) == "none");
        CHECK(future(text) == "none");
    }
}

TEST_CASE("garbage and huge numbers are no dates", "[date]") {
    const std::vector<std::string> garbage{"",
                                           " ",
                                           "nonsense",
                                           "m",
                                           "ma",
                                           "mandagg",
                                           "uge",
                                           "uge x",
                                           "ugen",
                                           "week",
                                           "w",
                                           "+d",
                                           "+ad",
                                           "-d",
                                           "5d",
                                           "+-5d",
                                           "--5d",
                                           "+5.5d",
                                           "+5dd",
                                           "+3661d",
                                           "-3661ad",
                                           "1e5",
                                           "21",
                                           "1/1/1/1",
                                           "--",
                                           "..",
                                           "/",
                                           "21-11-026",
                                           "1-1-1",
                                           "121/1",
                                           "1/121",
                                           "21-x-26",
                                           "x-11-26",
                                           "21+11+26",
                                           "2026-11-2x",
                                           "21-11-2026x",
                                           "\xFF",
                                           "21\xFF/11",
                                           "٢١/١١",
                                           "21-11-10000",
                                           "+99999d",
                                           "uge 99999",
                                           "-1-11-26",
                                           "21--11",
                                           "21-11--26",
                                           "uge 99999999999999999999",
                                           "+99999999999999999999d",
                                           "99999999999999999999",
                                           "21-11-99999999999999999999"};

    for (const auto& text : garbage) {
        INFO(text);
        CHECK(past(text) == "none");
        CHECK(future(text) == "none");
    }
    CHECK(past(std::string(100'000, '9')) == "none");
    CHECK(past(std::string{"21\0/11", 6}) == "none");
}

TEST_CASE("a period is a month, a quarter, a year or a run of months", "[period]") {
    CHECK(period("2026-10") == "2026-10: 2026-10-01 to 2026-10-31");
    CHECK(period("2024-02") == "2024-02: 2024-02-01 to 2024-02-29");
    CHECK(period("2026-02") == "2026-02: 2026-02-01 to 2026-02-28");
    CHECK(period("2026-Q1") == "2026-Q1: 2026-01-01 to 2026-03-31");
    CHECK(period("2026-q3") == "2026-Q3: 2026-07-01 to 2026-09-30");
    CHECK(period("2026-Q4") == "2026-Q4: 2026-10-01 to 2026-12-31");
    CHECK(period("2026") == "2026: 2026-01-01 to 2026-12-31");
    CHECK(period("2026-07..2026-10") == "2026-07..2026-10: 2026-07-01 to 2026-10-31");
    CHECK(period("2025-11..2026-02") == "2025-11..2026-02: 2025-11-01 to 2026-02-28");
    CHECK(period("2026-Q1..2026-Q2") == "2026-01..2026-06: 2026-01-01 to 2026-06-30");
    CHECK(period(" 2026-10 ") == "2026-10: 2026-10-01 to 2026-10-31");
}

TEST_CASE("a run of months that is a quarter or a year is called so", "[period]") {
    CHECK(period("2026-07..2026-09") == "2026-Q3: 2026-07-01 to 2026-09-30");
    CHECK(period("2026-01..2026-12") == "2026: 2026-01-01 to 2026-12-31");
    CHECK(period("2026-08..2026-10") == "2026-08..2026-10: 2026-08-01 to 2026-10-31");
    CHECK(period("2026-02..2027-01") == "2026-02..2027-01: 2026-02-01 to 2027-01-31");
    CHECK(period("2026-10..2026-10") == "2026-10: 2026-10-01 to 2026-10-31");
}

TEST_CASE("last and this month and year count from today", "[period]") {
    CHECK(period("lastmonth") == "2026-10: 2026-10-01 to 2026-10-31");
    CHECK(period("thismonth") == "2026-11: 2026-11-01 to 2026-11-30");
    CHECK(period("thisyear") == "2026: 2026-01-01 to 2026-12-31");
    CHECK(period("lastyear") == "2025: 2025-01-01 to 2025-12-31");
    CHECK(period("lastmonth", "2027-01-31") == "2026-12: 2026-12-01 to 2026-12-31");
    CHECK(period("lastmonth", "2024-03-31") == "2024-02: 2024-02-01 to 2024-02-29");
    CHECK(shown(last_month(day("2026-03-01"))) == "2026-02: 2026-02-01 to 2026-02-28");
}

TEST_CASE("garbage is no period", "[period]") {
    for (const char* text : {"",
                             "x",
                             "26",
                             "202",
                             "20266",
                             "2026-",
                             "2026-1",
                             "2026-00",
                             "2026-13",
                             "2026-Q",
                             "2026-Q0",
                             "2026-Q5",
                             "2026-Q33",
                             "2026-QQ",
                             "2026--1",
                             "2026-+1",
                             "2026/10",
                             "2026-10-01",
                             "-026-10",
                             "0000",
                             "1899",
                             "9999",
                             "2026-10..",
                             "..2026-10",
                             "..",
                             "2026-10..2026-09",
                             "2026-10.2026-11",
                             "2026-10..2026-11..2026-12",
                             "2026-10...2026-11",
                             "nextmonth",
                             "99999999999999999999",
                             "\xFF\xFE\xFD\xFC",
                             "2026-1\xFF"}) {
        INFO(text);
        CHECK(period(text) == "none");
    }
}

TEST_CASE("the period before is as long and ends the day before", "[period]") {
    CHECK(before("2026-10") == "2026-09: 2026-09-01 to 2026-09-30");
    CHECK(before("2026-01") == "2025-12: 2025-12-01 to 2025-12-31");
    CHECK(before("2026-Q1") == "2025-Q4: 2025-10-01 to 2025-12-31");
    CHECK(before("2026") == "2025: 2025-01-01 to 2025-12-31");
    CHECK(before("2026-07..2026-10") == "2026-03..2026-06: 2026-03-01 to 2026-06-30");
}

TEST_CASE("a year earlier are the same months, leap days as they come", "[period]") {
    CHECK(last_year("2026-10") == "2025-10: 2025-10-01 to 2025-10-31");
    CHECK(last_year("2025-02") == "2024-02: 2024-02-01 to 2024-02-29");
    CHECK(last_year("2024-02") == "2023-02: 2023-02-01 to 2023-02-28");
    CHECK(last_year("2026-Q3") == "2025-Q3: 2025-07-01 to 2025-09-30");
    CHECK(last_year("2026") == "2025: 2025-01-01 to 2025-12-31");
    CHECK(last_year("2025-11..2026-02") == "2024-11..2025-02: 2024-11-01 to 2025-02-28");
}
