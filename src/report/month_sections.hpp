#pragma once

#include "aka/network/network.hpp"
#include "aka/output/document.hpp"
#include "aka/report/month.hpp"
#include "aka/report/month_figures.hpp"
#include "headline.hpp"
#include "words.hpp"

namespace aka {

/// The breakdowns of a summary: the one asked for, or all but occupations.
std::vector<Section> month_breakdowns(Database& db, const Network& network, const Frame& frame,
                                      const MonthFigures& figures, std::optional<MonthBy> by);

/// The figures of the headline, in its order.
std::vector<Figure> month_indicators(const MonthFigures& figures, const Network& network);

Section municipality_section(const Network& network, const Frame& frame, const MonthFigures& figures);
Section topic_section(const Network& network, const std::map<TopicId, std::int64_t>& needs);

/// The breakdowns `kinds`, `outcomes`, `causes`, `sizes` and `channels`.
std::vector<Section> figure_sections(const Network& network, const MonthFigures& figures);

}  // namespace aka
