#include "aka/model/language.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace aka {

std::string written_date(Date date, Language language) {
    constexpr std::array danish{"januar", "februar", "marts",     "april",   "maj",      "juni",
                                "juli",   "august",  "september", "oktober", "november", "december"};
    constexpr std::array english{"January", "February", "March",     "April",   "May",      "June",
                                 "July",    "August",   "September", "October", "November", "December"};
    const std::chrono::year_month_day day{date};
    const auto month = static_cast<unsigned>(day.month()) - 1;
    return language == Language::da ? fmt::format("{}. {} {}", static_cast<unsigned>(day.day()),
                                                  danish.at(month), static_cast<int>(day.year()))
                                    : fmt::format("{} {} {}", static_cast<unsigned>(day.day()),
                                                  english.at(month), static_cast<int>(day.year()));
}

std::string written_number(double value, Language language) {
    const double rounded = std::round(value * 100) / 100;
    std::string text = fmt::format("{:.2f}", rounded == 0 ? 0.0 : rounded);
    if (language == Language::da) std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

}  // namespace aka
