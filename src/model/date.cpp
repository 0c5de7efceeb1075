#include "aka/model/date.hpp"

#include <fmt/format.h>

#include <array>

#include "aka/text/tr.hpp"

namespace aka {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

/// Day and month in short, and with the year: whole messages, as other languages put points and long names
/// there.
struct MonthTexts {
    const char* in_short;
    const char* full;
};

MonthTexts month_texts(year_month_day ymd) {
    constexpr std::array<MonthTexts, 12> months{
        {{to_translate("{day} Jan"), to_translate("{day} Jan {year}")},
         {to_translate("{day} Feb"), to_translate("{day} Feb {year}")},
         {to_translate("{day} Mar"), to_translate("{day} Mar {year}")},
         {to_translate("{day} Apr"), to_translate("{day} Apr {year}")},
         {to_translate("{day} May"), to_translate("{day} May {year}")},
         {to_translate("{day} Jun"), to_translate("{day} Jun {year}")},
         {to_translate("{day} Jul"), to_translate("{day} Jul {year}")},
         {to_translate("{day} Aug"), to_translate("{day} Aug {year}")},
         {to_translate("{day} Sep"), to_translate("{day} Sep {year}")},
         {to_translate("{day} Oct"), to_translate("{day} Oct {year}")},
         {to_translate("{day} Nov"), to_translate("{day} Nov {year}")},
         {to_translate("{day} Dec"), to_translate("{day} Dec {year}")}}};
    return months.at(static_cast<unsigned>(ymd.month()) - 1);
}

/// Monday 0 to Sunday 6.
int weekday_index(Date date) {
    return static_cast<int>(std::chrono::weekday{date}.iso_encoding()) - 1;
}

/// Two digits, by hand: every record has some days and moments.
void write_two(std::string& text, std::size_t at, unsigned number) {
    text[at] = static_cast<char>('0' + number / 10);
    text[at + 1] = static_cast<char>('0' + number % 10);
}

std::optional<unsigned> digits(std::string_view text) {
    unsigned value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value;
}

}  // namespace

std::string to_iso(Date date) {
    const year_month_day ymd{date};
    if (const int year = static_cast<int>(ymd.year()); year >= 0 && year <= 9999) {
        std::string text = "0000-00-00";
        write_two(text, 0, static_cast<unsigned>(year) / 100);
        write_two(text, 2, static_cast<unsigned>(year) % 100);
        write_two(text, 5, static_cast<unsigned>(ymd.month()));
        write_two(text, 8, static_cast<unsigned>(ymd.day()));
        return text;
    }
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                       static_cast<unsigned>(ymd.day()));
}

std::string to_iso(const std::optional<Date>& date) {
    return date ? to_iso(*date) : std::string{};
}

std::string to_iso(Instant instant) {
    const auto day = std::chrono::floor<days>(instant);
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(instant - day)};
    std::string text = to_iso(day) + "T00:00:00Z";
    const auto behind_day = text.size() - 9;
    write_two(text, behind_day, static_cast<unsigned>(time.hours().count()));
    write_two(text, behind_day + 3, static_cast<unsigned>(time.minutes().count()));
    write_two(text, behind_day + 6, static_cast<unsigned>(time.seconds().count()));
    return text;
}

std::optional<Date> parse_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const year_month_day ymd{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                             std::chrono::day{*day}};
    if (!ymd.ok()) return std::nullopt;
    return Date{ymd};
}

std::string to_readable(Date date, Date today) {
    constexpr std::array weekdays{to_translate("Mon"), to_translate("Tue"), to_translate("Wed"),
                                  to_translate("Thu"), to_translate("Fri"), to_translate("Sat"),
                                  to_translate("Sun")};
    const year_month_day ymd{date};
    std::string text = translate(weekdays.at(static_cast<std::size_t>(weekday_index(date)))) + ' ' +
                       tr(month_texts(ymd).in_short, fmt::arg("day", static_cast<unsigned>(ymd.day())));
    if (year_of(date) != year_of(today)) text += fmt::format(" {}", year_of(date));
    return text;
}

std::string to_full(Date date) {
    const year_month_day ymd{date};
    return tr(month_texts(ymd).full, fmt::arg("day", static_cast<unsigned>(ymd.day())),
              fmt::arg("year", year_of(date)));
}

int year_of(Date date) {
    return static_cast<int>(year_month_day{date}.year());
}

Date add_months(Date date, int months) {
    const auto ymd = std::chrono::year_month_day{date} + std::chrono::months{months};
    return ymd.ok() ? Date{ymd} : Date{ymd.year() / ymd.month() / std::chrono::last};
}

Date first_of_year(int year) {
    return Date{std::chrono::year{year} / 1 / 1};
}

Date first_of_month(Date date) {
    const std::chrono::year_month_day day{date};
    return Date{day.year() / day.month() / 1};
}

IsoWeek iso_week(Date date) {
    const Date thursday = date + days{3 - weekday_index(date)};
    const int year = year_of(thursday);
    return {year, static_cast<int>((thursday - first_of_year(year)).count() / 7) + 1};
}

Date monday_of(IsoWeek week) {
    const Date january4 = first_of_year(week.year) + days{3};
    return january4 - days{weekday_index(january4)} + days{7 * (week.week - 1)};
}

int weeks_in(int year) {
    return iso_week(first_of_year(year + 1) - days{4}).week;
}

Date sunday_after(Date date) {
    return date + days{6 - weekday_index(date)};
}

}  // namespace aka
