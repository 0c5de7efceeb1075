#pragma once

#include "aka/network/network.hpp"
#include "aka/output/document.hpp"
#include "aka/report/month.hpp"
#include "aka/report/month_figures.hpp"
#include "words.hpp"

namespace aka {

/// The breakdowns of a summary: the one asked for, or all but occupations.
std::vector<Section> month_breakdowns(Database& db, const Network& network, const Frame& frame,
                                      const MonthFigures& figures, std::optional<MonthBy> by);

}  // namespace aka
