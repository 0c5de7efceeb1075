#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/model/date.hpp"

namespace aka {

/// Whole days, both ends included.
struct Period {
    Date first;
    Date last;
    std::string name;  ///< as 2026-10, 2026-Q3, 2026, 2026-07..2026-10
    bool operator==(const Period&) const = default;
};

/// 2026-10, 2026-Q3, 2026, 2026-07..2026-10, lastmonth, thismonth, lastyear, thisyear; none when it is no
/// period.
std::optional<Period> parse_period(std::string_view text, Date today);

/// Periods that are likely to be asked for on that day, as they are typed, words first.
std::vector<std::string> period_words(Date today);

/// The last complete month before `today`.
Period last_month(Date today);

/// The period of the same length just before: a month's previous month, a quarter's previous quarter, a
/// year's previous year.
Period previous_period(const Period& period);

/// The same months a year earlier.
Period year_before(const Period& period);

}  // namespace aka
