#include "aka/model/calendar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <string>

#include "aka/text/fold.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr int store_bededag_last_year = 2023;  // abolished by law no. 214 of 6 March 2023

std::optional<int> number(std::string_view text) {
    int value = 0;
    if (text.empty() || text.size() > 5) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<Date> day_of(int year, int month, int day) {
    if (year < 1900 || year > 9999 || month < 1 || day < 1) return std::nullopt;
    const year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                             std::chrono::day{static_cast<unsigned>(day)}};
    if (!ymd.ok()) return std::nullopt;
    return Date{ymd};
}

/// 21-11-2026, 21.11.26, 21/11-2026, 21/11.
std::optional<Date> parse_numeric(std::string_view text, Date today, Towards towards) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] != '-' && text[i] != '.' && text[i] != '/') continue;
        parts.push_back(text.substr(begin, i - begin));
        begin = i + 1;
    }
    if (parts.size() == 3 && parts[2].empty()) parts.pop_back();  // "21.11."
    if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
    const auto day = number(parts[0]);
    const auto month = number(parts[1]);
    if (!day || !month || parts[0].size() > 2 || parts[1].size() > 2) return std::nullopt;
    if (parts.size() == 3) {
        const auto year = number(parts[2]);
        if (!year || (parts[2].size() != 4 && parts[2].size() != 2)) return std::nullopt;
        return day_of(parts[2].size() == 2 ? 2000 + *year : *year, *month, *day);
    }
    const auto this_year = day_of(year_of(today), *month, *day);
    if (towards == Towards::future && this_year && *this_year < today)
        return day_of(year_of(today) + 1, *month, *day);
    if (towards == Towards::past && this_year && *this_year > today)
        return day_of(year_of(today) - 1, *month, *day);
    return this_year;
}

/// +5d, -2d, +5ad, +5wd.
std::optional<Date> parse_offset(std::string_view text, Date today, const Calendar& calendar) {
    if (text.size() < 3 || (text[0] != '+' && text[0] != '-') || text.back() != 'd') return std::nullopt;
    const bool working = text.ends_with("ad") || text.ends_with("wd");
    const auto count = number(text.substr(1, text.size() - (working ? 3 : 2)));
    if (!count || *count < 0 || *count > 3660) return std::nullopt;
    const int steps = text[0] == '-' ? -*count : *count;
    return working ? calendar.add_working_days(today, steps) : today + days{steps};
}

struct DayWord {
    const char* word;
    int days;  ///< from today
};

constexpr std::array day_words{DayWord{"today", 0},   DayWord{"tomorrow", 1},     DayWord{"yesterday", -1},
                               DayWord{"i dag", 0},   DayWord{"idag", 0},         DayWord{"i morgen", 1},
                               DayWord{"imorgen", 1}, DayWord{"i overmorgen", 2}, DayWord{"i går", -1},
                               DayWord{"igår", -1},   DayWord{"i forgårs", -2}};

constexpr std::size_t english_day_words = 3;  ///< of them, the first

constexpr std::array weekday_words{"mandag",   "tirsdag", "onsdag",   "torsdag", "fredag",
                                   "lørdag",   "søndag",  "monday",   "tuesday", "wednesday",
                                   "thursday", "friday",  "saturday", "sunday"};
constexpr std::size_t days_a_week = 7;

std::optional<Date> parse_word(std::string_view text, Date today, Towards towards) {
    for (const auto& known : day_words)
        if (text == fold(known.word)) return today + days{known.days};
    for (std::size_t i = 0; i < weekday_words.size(); ++i) {
        const std::string name = fold(weekday_words.at(i));
        const std::size_t shortest = name.substr(1, 2) == "oe" ? 4 : 3;  // lør and søn, folded
        if (text != name && (text.size() != shortest || !name.starts_with(text))) continue;
        const auto wanted = static_cast<int>(i % days_a_week) + 1;
        const auto now = static_cast<int>(std::chrono::weekday{today}.iso_encoding());
        const int ahead = (wanted - now + 7) % 7;
        if (towards == Towards::future) return today + days{ahead == 0 ? 7 : ahead};
        return today - days{(7 - ahead) % 7};
    }
    return std::nullopt;
}

std::optional<Date> parse_week(std::string_view text, Date today, Towards towards) {
    for (const std::string_view prefix : {"uge", "week", "w"}) {
        if (!text.starts_with(prefix)) continue;
        const auto week = number(trim(text.substr(prefix.size())));
        if (!week || *week < 1) return std::nullopt;
        int year = iso_week(today).year;
        if (towards == Towards::future && *week < iso_week(today).week) ++year;
        if (towards == Towards::past && *week > iso_week(today).week) --year;
        if (*week > weeks_in(year)) return std::nullopt;
        return monday_of({year, *week});
    }
    return std::nullopt;
}

}  // namespace

Date easter(int year) {
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int month_day = h + l - 7 * m + 114;
    return Date{std::chrono::year{year} / (month_day / 31) / (month_day % 31 + 1)};
}

bool Calendar::is_holiday(Date date) {
    const year_month_day ymd{date};
    const YearlyDay day{static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day())};
    constexpr std::array fixed{YearlyDay{1, 1}, YearlyDay{12, 25}, YearlyDay{12, 26}};
    if (std::find(fixed.begin(), fixed.end(), day) != fixed.end()) return true;
    const int year = static_cast<int>(ymd.year());
    const auto offset = (date - easter(year)).count();
    if (offset == 26 && year <= store_bededag_last_year) return true;
    constexpr std::array movable{-3, -2, 0, 1, 39, 49, 50};
    return std::find(movable.begin(), movable.end(), offset) != movable.end();
}

bool Calendar::is_working_day(Date date) const {
    if (std::chrono::weekday{date}.iso_encoding() > 5 || is_holiday(date)) return false;
    const year_month_day ymd{date};
    const YearlyDay day{static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day())};
    return std::find(closed_.begin(), closed_.end(), day) == closed_.end();
}

Date Calendar::add_working_days(Date from, int count) const {
    const days step{count < 0 ? -1 : 1};
    Date date = from;
    if (count == 0) {
        while (!is_working_day(date)) date += step;
        return date;
    }
    for (int left = std::abs(count); left > 0;) {
        date += step;
        if (is_working_day(date)) --left;
    }
    return date;
}

int Calendar::working_days(Date from, Date to) const {
    int count = 0;
    for (Date date = to; date < from; date += days{1})
        if (is_working_day(date)) --count;
    for (Date date = from + days{1}; date <= to; date += days{1})
        if (is_working_day(date)) ++count;
    return count;
}

std::vector<std::string> date_words(std::string_view language) {
    const bool danish = language == "da";
    std::vector<std::string> words;
    for (std::size_t i = 0; i < day_words.size(); ++i) {
        const std::string word = day_words.at(i).word;
        if ((i >= english_day_words) == danish && word.find(' ') == std::string::npos) words.push_back(word);
    }
    for (std::size_t i = 0; i < weekday_words.size(); ++i)
        if ((i < days_a_week) == danish) words.emplace_back(weekday_words.at(i));
    words.emplace_back("+7d");
    words.emplace_back(danish ? "+5ad" : "+5wd");
    return words;
}

std::optional<Date> parse_date(std::string_view text, Date today, const Calendar& calendar, Towards towards) {
    if (const auto date = parse_iso_date(trim(text)))
        return day_of(year_of(*date), 1, 1) ? date : std::nullopt;
    const std::string typed = fold(trim(text));
    if (typed.size() > 32) return std::nullopt;
    if (const auto date = parse_offset(typed, today, calendar)) return date;
    if (const auto date = parse_week(typed, today, towards)) return date;
    if (const auto date = parse_word(typed, today, towards)) return date;
    return parse_numeric(typed, today, towards);
}

}  // namespace aka
