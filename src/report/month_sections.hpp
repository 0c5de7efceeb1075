#pragma once

#include <numeric>

#include "aka/network/network.hpp"
#include "aka/output/document.hpp"
#include "aka/report/month.hpp"
#include "aka/report/month_figures.hpp"
#include "words.hpp"

namespace aka {

/// The breakdowns of a summary: the one asked for, or all but occupations.
std::vector<Section> month_breakdowns(Database& db, const Network& network, const Frame& frame,
                                      const MonthFigures& figures, std::optional<MonthBy> by);

/// The sum of `number` over the groups that `fits`.
template <class Group, class Fits>
std::int64_t sum_where(const std::vector<Group>& groups, std::int64_t Group::*number, Fits fits) {
    return std::accumulate(
        groups.begin(), groups.end(), std::int64_t{0},
        [&](std::int64_t sum, const Group& group) { return fits(group) ? sum + group.*number : sum; });
}

template <class Group>
std::int64_t sum_all(const std::vector<Group>& groups, std::int64_t Group::*number) {
    return sum_where(groups, number, [](const Group&) { return true; });
}

}  // namespace aka
