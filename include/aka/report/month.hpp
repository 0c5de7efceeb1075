#pragma once

#include <optional>

#include "aka/model/code.hpp"
#include "aka/model/period.hpp"
#include "aka/network/network.hpp"
#include "aka/output/document.hpp"
#include "aka/store/database.hpp"

namespace aka {

/// What a summary can be broken down by. Never by consultant: one consultant per municipality is normal, and
/// a league table of persons is none of a report's business.
enum class MonthBy { topic, municipality, kind, size, channel, outcome, occupation };
template <>
struct Codes<MonthBy> {
    static constexpr std::array<std::pair<MonthBy, const char*>, 7> list{
        {{MonthBy::topic, "topic"},
         {MonthBy::municipality, "municipality"},
         {MonthBy::kind, "kind"},  // of the actors referred to
         {MonthBy::size, "size"},
         {MonthBy::channel, "channel"},
         {MonthBy::outcome, "outcome"},
         {MonthBy::occupation, "occupation"}}};
};

enum class Compare { previous, lastyear };
template <>
struct Codes<Compare> {
    static constexpr std::array<std::pair<Compare, const char*>, 2> list{
        {{Compare::previous, "previous"}, {Compare::lastyear, "lastyear"}}};
};

/// Raised whenever what can be read from the JSON of a summary no longer means the same.
inline constexpr const char* month_schema = "aka.month.1";
inline constexpr const char* every_municipality = "all";

struct MonthQuestion {
    Period period;
    MunicipalityId municipality;     ///< empty: the whole register
    std::optional<MonthBy> by;       ///< only that breakdown; none: all but occupations
    std::optional<Compare> compare;  ///< none: both
    Date made{};                     ///< the day it is asked
};

/// The summary of a month, or of any other period.
///
/// Section `headline`: a row an indicator, columns `indicator` (a stable code, for machines), `label`,
/// `unit`, `value`, then `previous`, `change`, `lastyear`, or only the one of these compared with and
/// `change` against it (with both: against `previous`). Counts are whole numbers, shares in 0..1, medians
/// have decimals; null is what cannot be known, as a share of nothing. `change` is null for shares and
/// medians. Then, unless one breakdown is asked for, `loop`: how far the needs have come, each row but the
/// first a part of the one before; and of a period over a month `months`, what happened in each. Then the
/// breakdowns, whose first column is a stable code: `municipalities` (of the whole register, or when asked
/// for), `topics`, `kinds`, `outcomes`, `causes`, `sizes`, `channels`; `occupations` when asked for.
///
/// `followups_settled` is what the share on time is of. Last, for machines: `report`, one record that says
/// what this is: `schema` (`month_schema`), `period`, `first`, `last`, `municipality` (`every_municipality`
/// for the whole register), `made`.
///
/// The same register gives the same document.
Document month_report(Database& db, const Network& network, const MonthQuestion& question);

}  // namespace aka
