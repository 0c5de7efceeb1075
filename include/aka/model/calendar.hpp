#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/model/date.hpp"

namespace aka {

/// Western Easter Sunday. Source: the anonymous Gregorian computus.
Date easter(int year);

/// When Danish offices work.
class Calendar {
public:
    struct YearlyDay {
        unsigned month;
        unsigned day;
        bool operator==(const YearlyDay&) const = default;
    };

    /// `closed`: days offices keep closed every year besides the public holidays.
    explicit Calendar(std::vector<YearlyDay> closed = {{6, 5}, {12, 24}, {12, 31}})
        : closed_(std::move(closed)) {}

    [[nodiscard]] const std::vector<YearlyDay>& closed_days() const { return closed_; }
    bool operator==(const Calendar&) const = default;

    /// A public holiday by Danish law; store bededag was one until 2023.
    [[nodiscard]] static bool is_holiday(Date date);

    /// Monday to Friday, no public holiday, no day that offices keep closed.
    [[nodiscard]] bool is_working_day(Date date) const;

    /// The `count`-th working day after `from`; with 0 `from` itself or the next one that is; negative counts
    /// go back.
    [[nodiscard]] Date add_working_days(Date from, int count) const;

    /// Working days from `from` (excluded) to `to` (included); negative when `to` is earlier.
    [[nodiscard]] int working_days(Date from, Date to) const;

private:
    std::vector<YearlyDay> closed_;
};

enum class Towards { past, future };  ///< which of two days is meant by "monday" or "21/11"

/// A date as Danes and the English type it: 21-11-2026, 21.11.2026, 21/11-2026, 21.11.26, 21/11, 2026-11-21,
/// uge 47, i dag, i morgen, mandag, +5d, -2d, +5ad (working days), week 47, today, monday, +5wd. A week is
/// its Monday. None when it is no date.
std::optional<Date> parse_date(std::string_view text, Date today, const Calendar& calendar, Towards towards);

/// The words without a blank that it takes in a language, "da" or "en": days, weekdays, and examples of
/// counts.
std::vector<std::string> date_words(std::string_view language);

}  // namespace aka
