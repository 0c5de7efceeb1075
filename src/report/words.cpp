#include "words.hpp"

#include <fmt/format.h>

#include <array>

#include "aka/text/tr.hpp"

namespace aka {

std::string day_text(Date date) {
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::year_month_day ymd{date};
    const auto month = static_cast<unsigned>(ymd.month());
    return tr("{day} {month} {year}", fmt::arg("day", static_cast<unsigned>(ymd.day())),
              fmt::arg("month", translate(months.at(month - 1))), fmt::arg("year", year_of(date)));
}

std::string name_of(const Network& network, const MunicipalityId& id) {
    const Municipality* found = network.find(id);
    return found != nullptr ? found->name : id.text;
}

std::string place_text(const Network& network, const MunicipalityId& id) {
    return id.empty() ? tr("all municipalities") : name_of(network, id);
}

Cell share_of(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return nullptr;
    return Share{static_cast<double>(part) / static_cast<double>(whole)};
}

}  // namespace aka
