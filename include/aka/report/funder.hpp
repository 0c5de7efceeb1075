#pragma once

#include "aka/model/period.hpp"
#include "aka/network/network.hpp"
#include "aka/output/document.hpp"
#include "aka/store/database.hpp"

namespace aka {

struct FunderQuestion {
    Period period;
    Date made{};  ///< the day it is asked
};

/// What a funder is told: its indicators over its municipalities together, on the days of the period on which
/// it is valid. A usage error that names the funders valid then when it is not valid on any of them.
///
/// Counted as in `month_report`: an enquiry where it was received, an end where it was closed, a business
/// once in the whole set. Section `headline`: a row a figure, as there. Then `topics` (with the indicator
/// needs), `kinds` (referrals), `outcomes` and `causes` (unmet). Last, for machines: `report`, one record
/// with `schema`, `funder`, `period`, the days counted as `first` and `last`, `municipalities`, `not_covered`
/// and `made`.
Document funder_report(Database& db, const Network& network, const Funder& funder,
                       const FunderQuestion& question);

}  // namespace aka
