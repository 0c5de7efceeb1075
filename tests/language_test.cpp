// How days and numbers are written in a letter.
#include "aka/model/language.hpp"

#include <catch2/catch.hpp>

using aka::Language;
using aka::written_date;
using aka::written_number;

TEST_CASE("a day is written out in both languages", "[language]") {
    const aka::Date day = *aka::parse_iso_date("2026-11-23");
    const aka::Date first = *aka::parse_iso_date("2027-05-01");

    CHECK(written_date(day, Language::da) == "23. november 2026");
    CHECK(written_date(day, Language::en) == "23 November 2026");
    CHECK(written_date(first, Language::da) == "1. maj 2027");
    CHECK(written_date(first, Language::en) == "1 May 2027");
}

TEST_CASE("every month has its name", "[language]") {
    const std::vector<std::string> danish{"januar",    "februar", "marts",    "april",
                                          "maj",       "juni",    "juli",     "august",
                                          "september", "oktober", "november", "december"};
    for (unsigned month = 1; month <= 12; ++month) {
        const aka::Date day = std::chrono::year{2026} / static_cast<int>(month) / 9;
        CHECK(written_date(day, Language::da) == "9. " + danish.at(month - 1) + " 2026");
    }
}

TEST_CASE("a number has a comma in Danish and never a minus before zero", "[language]") {
    CHECK(written_number(1.25, Language::da) == "1,25");
    CHECK(written_number(1.25, Language::en) == "1.25");
    CHECK(written_number(-0.001, Language::da) == "0,00");
    CHECK(written_number(0.666666, Language::en) == "0.67");
}
