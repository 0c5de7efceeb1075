#pragma once

#include <string>
#include <vector>

#include "aka/model/date.hpp"

namespace aka {

/// Something due on a day.
struct CalendarEntry {
    std::string uid;  ///< the same whenever the entry is written, so that a calendar replaces it
    Date day{};
    std::string summary;
};

/// RFC 5545, each entry an event of the whole day; `now` is when it was written.
std::string write_calendar(const std::vector<CalendarEntry>& entries, Instant now);

}  // namespace aka
