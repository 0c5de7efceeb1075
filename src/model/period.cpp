#include "aka/model/period.hpp"

#include <fmt/format.h>

#include <charconv>

#include "aka/text/fold.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

/// Months since year 0; a period is a run of whole months.
struct Months {
    int first;
    int last;
};

int month_number(Date date) {
    const std::chrono::year_month_day ymd{date};
    return static_cast<int>(ymd.year()) * 12 + static_cast<int>(static_cast<unsigned>(ymd.month())) - 1;
}

Date first_day(int month) {
    return Date{std::chrono::year{month / 12} / std::chrono::month{static_cast<unsigned>(month % 12 + 1)} /
                1};
}

std::string month_name(int month) {
    return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
}

std::string name_of(Months months) {
    const int length = months.last - months.first + 1;
    if (length == 1) return month_name(months.first);
    if (length == 3 && months.first % 3 == 0)
        return fmt::format("{:04}-Q{}", months.first / 12, months.first % 12 / 3 + 1);
    if (length == 12 && months.first % 12 == 0) return fmt::format("{:04}", months.first / 12);
    return fmt::format("{}..{}", month_name(months.first), month_name(months.last));
}

Period to_period(Months months) {
    return {first_day(months.first), first_day(months.last + 1) - std::chrono::days{1}, name_of(months)};
}

Months months_of(const Period& period) {
    return {month_number(period.first), month_number(period.last)};
}

std::optional<int> number(std::string_view text, int low, int high) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < low || value > high)
        return std::nullopt;
    return value;
}

/// 2026, 2026-Q3 or 2026-10.
std::optional<Months> parse_simple(std::string_view text) {
    if (text.size() < 4) return std::nullopt;
    const auto year = number(text.substr(0, 4), 1900, 9998);
    if (!year) return std::nullopt;
    const int january = *year * 12;
    if (text.size() == 4) return Months{january, january + 11};
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    if (text[5] == 'q' || text[5] == 'k') {
        const auto quarter = number(text.substr(6), 1, 4);
        if (!quarter) return std::nullopt;
        return Months{january + (*quarter - 1) * 3, january + *quarter * 3 - 1};
    }
    const auto month = number(text.substr(5), 1, 12);
    if (!month) return std::nullopt;
    return Months{january + *month - 1, january + *month - 1};
}

}  // namespace

std::vector<std::string> period_words(Date today) {
    constexpr int months = 6;
    std::vector<std::string> words{"lastmonth", "thismonth", "lastyear", "thisyear"};
    const int now = month_number(today);
    for (int month = now; month > now - months; --month) words.push_back(month_name(month));
    const int quarter = now - now % 3;
    for (int first = quarter; first > quarter - 12; first -= 3) words.push_back(name_of({first, first + 2}));
    for (int year = now / 12; year > now / 12 - 3; --year) words.push_back(fmt::format("{:04}", year));
    return words;
}

std::optional<Period> parse_period(std::string_view text, Date today) {
    const std::string typed = fold(trim(text));
    const int now = month_number(today);
    const int january = now - now % 12;
    if (typed == "lastmonth") return last_month(today);
    if (typed == "thismonth") return to_period({now, now});
    if (typed == "thisyear") return to_period({january, january + 11});
    if (typed == "lastyear") return to_period({january - 12, january - 1});
    const auto dots = typed.find("..");
    const auto first = parse_simple(typed.substr(0, dots));
    if (!first || dots == std::string::npos) return first ? std::optional{to_period(*first)} : std::nullopt;
    const auto last = parse_simple(typed.substr(dots + 2));
    if (!last || last->last < first->first) return std::nullopt;
    return to_period({first->first, last->last});
}

Period last_month(Date today) {
    const int month = month_number(today) - 1;
    return to_period({month, month});
}

Period previous_period(const Period& period) {
    const auto months = months_of(period);
    const int length = months.last - months.first + 1;
    return to_period({months.first - length, months.last - length});
}

Period year_before(const Period& period) {
    const auto months = months_of(period);
    return to_period({months.first - 12, months.last - 12});
}

}  // namespace aka
