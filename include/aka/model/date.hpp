#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace aka {

using Date = std::chrono::sys_days;
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// ISO 8601, as 2026-11-21.
std::string to_iso(Date date);
std::string to_iso(const std::optional<Date>& date);  ///< empty when there is none

/// ISO 8601 in UTC to the second, as 2026-11-21T13:05:09Z.
std::string to_iso(Instant instant);

/// Strictly 2026-11-21, a day that exists.
std::optional<Date> parse_iso_date(std::string_view text);

/// As a person reads it in English: Mon 23 Nov, with the year when it is not that of `today`.
std::string to_readable(Date date, Date today);

/// As 2 Dec 2026, on whatever day it is read.
std::string to_full(Date date);

int year_of(Date date);
Date first_of_year(int year);
Date first_of_month(Date date);

/// The same day so many months on, or back; the month's last day when it has no such day.
Date add_months(Date date, int months);

struct IsoWeek {
    int year;
    int week;  ///< 1-53
    bool operator==(const IsoWeek&) const = default;
};
IsoWeek iso_week(Date date);
Date monday_of(IsoWeek week);
/// 52 or 53; 2026 has 53.
int weeks_in(int year);
Date sunday_after(Date date);  ///< the last day of the date's ISO week, itself on a Sunday

}  // namespace aka
