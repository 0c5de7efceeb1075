#pragma once

#include "aka/output/document.hpp"
#include "aka/report/month_figures.hpp"

namespace aka {

/// How far the needs of the enquiries received in the period have come: each row but the first is a part of
/// the one before.
Section loop_section(Database& db, const Frame& frame);

/// What happened in each month of the period that has begun; none of a period within one month.
std::optional<Section> months_section(Database& db, const Frame& frame);

}  // namespace aka
