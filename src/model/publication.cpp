#include "aka/model/publication.hpp"

#include <fmt/format.h>

namespace aka {
namespace {

std::string month_text(Date day) {
    return to_iso(day).substr(0, 7);
}

}  // namespace

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

std::vector<std::string> months_of(const Period& period) {
    std::vector<std::string> months;
    for (Date day = period.first; day <= period.last; day = add_months(day, 1))
        months.push_back(month_text(day));
    return months;
}

std::optional<PeriodKind> kind_of(const Period& period) {
    const std::chrono::year_month_day first{period.first};
    const auto months = months_of(period).size();
    const Date next = period.last + std::chrono::days{1};
    if (first.day() != std::chrono::day{1} || std::chrono::year_month_day{next}.day() != std::chrono::day{1})
        return std::nullopt;
    const unsigned place = static_cast<unsigned>(first.month()) - 1;
    if (months == 1) return PeriodKind::month;
    if (months == 3 && place % 3 == 0) return PeriodKind::quarter;
    if (months == 12 && place == 0) return PeriodKind::year;
    return std::nullopt;
}

}  // namespace aka
