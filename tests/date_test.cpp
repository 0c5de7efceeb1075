#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <array>
#include <ctime>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "aka/model/calendar.hpp"
#include "aka/model/date.hpp"
#include "places.hpp"

using namespace aka;
using std::chrono::days;

namespace {

Date day(const std::string& iso) {
    return parse_iso_date(iso).value();
}

struct SpecialDay {
    std::string week;  ///< as 2024-W01-1
    std::string kind;
};

std::map<std::string, SpecialDay> read_holidays() {
    std::map<std::string, SpecialDay> found;
    std::ifstream file{source_dir() + "/tests/data/holidays.csv"};
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::vector<std::string> cells{""};
        for (const char c : line) {
            if (c == ';')
                cells.emplace_back();
            else if (c != '\r')
                cells.back() += c;
        }
        // A closed day may fall on a holiday: 5 June 2028 is both.
        auto& entry = found[cells.at(0)];
        if (entry.kind != "helligdag") entry = {cells.at(1), cells.at(3)};
    }
    return found;
}

bool is_weekend(Date date) {
    return std::chrono::weekday{date}.iso_encoding() > 5;
}

std::string week_text(Date date) {
    const IsoWeek week = iso_week(date);
    return fmt::format("{:04}-W{:02}-{}", week.year, week.week, std::chrono::weekday{date}.iso_encoding());
}

/// The same by the C library.
std::string strftime_week(Date date) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(date);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 16> text{};
    std::strftime(text.data(), text.size(), "%G-W%V-%u", &parts);
    return text.data();
}

}  // namespace

TEST_CASE("the calendar's holidays are those of the published table, no more and no less", "[date]") {
    const auto table = read_holidays();
    const Calendar calendar;
    REQUIRE(table.size() == 90);

    for (Date date = day("2024-01-01"); date <= day("2030-12-31"); date += days{1}) {
        INFO(to_iso(date));
        const auto entry = table.find(to_iso(date));
        const bool listed = entry != table.end();

        CHECK(Calendar::is_holiday(date) == (listed && entry->second.kind == "helligdag"));
        CHECK(calendar.is_working_day(date) == (!listed && !is_weekend(date)));
    }
}

TEST_CASE("the weeks of the holidays are those of the published table", "[date]") {
    for (const auto& [iso, entry] : read_holidays()) CHECK(week_text(day(iso)) == entry.week);
}

TEST_CASE("ISO weeks are those of the C library", "[date]") {
    for (Date date = day("1970-01-01"); date <= day("2100-12-31"); date += days{1}) {
        const std::string expected = strftime_week(date);
        if (week_text(date) != expected)
            FAIL(to_iso(date) << " is " << expected << ", not " << week_text(date));
    }
}

TEST_CASE("2026 has a week 53", "[date]") {
    CHECK(weeks_in(2026) == 53);
    CHECK(iso_week(day("2026-12-27")) == IsoWeek{2026, 52});
    CHECK(iso_week(day("2026-12-28")) == IsoWeek{2026, 53});
    CHECK(iso_week(day("2027-01-03")) == IsoWeek{2026, 53});
    CHECK(iso_week(day("2027-01-04")) == IsoWeek{2027, 1});
    CHECK(to_iso(monday_of({2026, 53})) == "2026-12-28");
    CHECK(to_iso(sunday_after(day("2026-12-28"))) == "2027-01-03");
}

TEST_CASE("only the long years have 53 weeks", "[date]") {
    std::vector<int> long_years;
    for (int year = 2000; year <= 2040; ++year)
        if (weeks_in(year) == 53) long_years.push_back(year);

    CHECK(long_years == std::vector<int>{2004, 2009, 2015, 2020, 2026, 2032, 2037});
}

TEST_CASE("a week begins on its Monday and ends on its Sunday", "[date]") {
    for (Date date = day("2019-12-20"); date <= day("2033-01-10"); date += days{1}) {
        const Date monday = monday_of(iso_week(date));

        CHECK(monday <= date);
        CHECK(sunday_after(date) == monday + days{6});
    }
}

TEST_CASE("Easter falls where it fell and will fall", "[date]") {
    for (const char* sunday :
         {"1818-03-22", "1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19", "2000-04-23", "2008-03-23",
          "2011-04-24", "2024-03-31", "2038-04-25", "2049-04-18", "2285-03-22"})
        CHECK(to_iso(easter(year_of(day(sunday)))) == sunday);
}

TEST_CASE("store bededag was a holiday until 2023", "[date]") {
    CHECK(Calendar::is_holiday(day("2022-05-13")));
    CHECK(Calendar::is_holiday(day("2023-05-05")));
    CHECK_FALSE(Calendar::is_holiday(day("2024-04-26")));
    CHECK_FALSE(Calendar::is_holiday(day("2026-05-01")));
}

TEST_CASE("the days that offices keep closed are configured", "[date]") {
    const Calendar busy{{}};
    const Calendar lazy{{{11, 23}}};

    CHECK(busy.is_working_day(day("2026-06-05")));
    CHECK(busy.is_working_day(day("2026-12-24")));
    CHECK_FALSE(busy.is_working_day(day("2026-12-25")));
    CHECK_FALSE(lazy.is_working_day(day("2026-11-23")));
    CHECK(lazy.is_working_day(day("2026-12-24")));
}

TEST_CASE("working days jump over weekends, holidays and closed days", "[date]") {
    const Calendar calendar;

    CHECK(to_iso(calendar.add_working_days(day("2026-11-23"), 5)) == "2026-11-30");
    CHECK(to_iso(calendar.add_working_days(day("2026-11-27"), 1)) == "2026-11-30");
    CHECK(to_iso(calendar.add_working_days(day("2026-12-23"), 1)) == "2026-12-28");
    CHECK(to_iso(calendar.add_working_days(day("2026-12-30"), 1)) == "2027-01-04");
    CHECK(to_iso(calendar.add_working_days(day("2026-04-01"), 1)) == "2026-04-07");
    CHECK(to_iso(calendar.add_working_days(day("2026-11-23"), -1)) == "2026-11-20");
    CHECK(to_iso(calendar.add_working_days(day("2027-01-04"), -1)) == "2026-12-30");
}

TEST_CASE("no working days on is the day itself or the next that is one", "[date]") {
    const Calendar calendar;

    CHECK(to_iso(calendar.add_working_days(day("2026-11-23"), 0)) == "2026-11-23");
    CHECK(to_iso(calendar.add_working_days(day("2026-11-21"), 0)) == "2026-11-23");
    CHECK(to_iso(calendar.add_working_days(day("2026-12-24"), 0)) == "2026-12-28");
}

TEST_CASE("working days are counted without the first and with the last", "[date]") {
    const Calendar calendar;

    CHECK(calendar.working_days(day("2026-11-23"), day("2026-11-23")) == 0);
    CHECK(calendar.working_days(day("2026-11-23"), day("2026-11-24")) == 1);
    CHECK(calendar.working_days(day("2026-11-20"), day("2026-11-23")) == 1);
    CHECK(calendar.working_days(day("2026-11-20"), day("2026-11-22")) == 0);
    CHECK(calendar.working_days(day("2026-12-23"), day("2027-01-04")) == 4);
    CHECK(calendar.working_days(day("2026-11-24"), day("2026-11-23")) == -1);
}

TEST_CASE("counting working days undoes adding them", "[date]") {
    const Calendar calendar;
    std::mt19937 random{2026};
    std::uniform_int_distribution<int> any_day{0, 365 * 30};
    std::uniform_int_distribution<int> some{1, 60};

    for (int i = 0; i < 3000; ++i) {
        const Date from = day("2015-01-01") + days{any_day(random)};
        const int count = some(random);
        const Date to = calendar.add_working_days(from, count);
        INFO(to_iso(from) << " + " << count);

        REQUIRE(calendar.is_working_day(to));
        REQUIRE(calendar.working_days(from, to) == count);
    }
}

TEST_CASE("counting working days backwards undoes taking them away", "[date]") {
    const Calendar calendar;
    std::mt19937 random{2027};
    std::uniform_int_distribution<int> any_day{0, 365 * 30};
    std::uniform_int_distribution<int> some{1, 60};

    for (int i = 0; i < 3000; ++i) {
        const Date from = day("2015-01-01") + days{any_day(random)};
        const int count = some(random);
        const Date to = calendar.add_working_days(from, -count);
        INFO(to_iso(from) << " - " << count << " is " << to_iso(to));

        REQUIRE(calendar.is_working_day(to));
        REQUIRE(calendar.working_days(from, to) == -count);
    }
}

TEST_CASE("days are written and read as ISO 8601", "[date]") {
    for (Date date = day("1999-12-25"); date <= day("2001-03-05"); date += days{1})
        CHECK(parse_iso_date(to_iso(date)) == date);
    CHECK(to_iso(std::optional<Date>{}).empty());
    CHECK(to_iso(std::optional{day("2026-11-21")}) == "2026-11-21");
    CHECK(to_iso(Instant{day("2026-11-21")} + std::chrono::milliseconds{47'109'999}) ==
          "2026-11-21T13:05:09Z");
}

TEST_CASE("leap days exist in leap years only", "[date]") {
    CHECK(parse_iso_date("2024-02-29").has_value());
    CHECK(parse_iso_date("2000-02-29").has_value());
    CHECK_FALSE(parse_iso_date("2026-02-29").has_value());
    CHECK_FALSE(parse_iso_date("1900-02-29").has_value());
    CHECK_FALSE(parse_iso_date("2100-02-29").has_value());
    CHECK_FALSE(parse_iso_date("2024-02-30").has_value());
}

TEST_CASE("only ten strict characters are an ISO date", "[date]") {
    for (const char* text :
         {"", "2026-11-2", "2026-11-211", "2026/11/21", "2026-1-021", "20261-1-21", "-026-11-21",
          "2026-+1-21", " 026-11-21", "2026-00-10", "2026-13-10", "2026-11-00", "2026-11-31", "2026-11-2x"})
        CHECK_FALSE(parse_iso_date(text).has_value());
}

TEST_CASE("a day is shown with its year only when it is another", "[date]") {
    CHECK(to_readable(day("2026-11-23"), day("2026-01-01")) == "Mon 23 Nov");
    CHECK(to_readable(day("2027-01-03"), day("2026-12-31")) == "Sun 3 Jan 2027");
    CHECK(to_readable(day("2025-02-28"), day("2026-02-28")) == "Fri 28 Feb 2025");
}

TEST_CASE("a day and a moment are written as the C library writes them", "[date]") {
    for (Date date = day("0001-01-01"); date < day("2400-01-01"); date += days{13}) {
        const Instant moment{
            date + std::chrono::seconds{(date.time_since_epoch().count() * 7919 % 86400 + 86400) % 86400}};
        const std::time_t seconds =
            std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count();
        std::tm parts{};
        gmtime_r(&seconds, &parts);
        const std::string expected =
            fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                        parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
        if (to_iso(moment) != expected || to_iso(date) != expected.substr(0, 10)) {
            CHECK(to_iso(moment) == expected);
            CHECK(to_iso(date) == expected.substr(0, 10));
        }
    }
    CHECK(to_iso(day("9999-12-31") + days{1}) == "10000-01-01");
}
