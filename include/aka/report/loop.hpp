#pragma once

#include "aka/network/network.hpp"
#include "aka/output/document.hpp"
#include "aka/report/month_figures.hpp"
#include "aka/store/database.hpp"

namespace aka {

// Reports on whether the loop was closed. Each answers for a period and, unless it is empty, a municipality;
// never by consultant. First columns are stable codes, counts are whole numbers, shares lie in 0..1, null is
// what cannot be known. The same register gives the same document.

/// Needs that ended unmet or partly met in the period, where they were closed. Sections: `headline`; `causes`
/// (the five kept apart); `topics` by cause; `answers`, the referrals sent in the period by how they ended
/// and why.
Document unmet_report(Database& db, const Network& network, const Frame& frame);

/// Whether what was promised was done in time. Sections: `headline` (follow-ups due, answers of the actors,
/// loops closed); `municipalities`, the same by office; `completeness`, how much of what a case can tell was
/// recorded.
Document followup_report(Database& db, const Network& network, const Frame& frame);

/// What businesses asked in the period say, by wave. Sections: `headline` (asked, answered, `satisfied`: the
/// two best of five points, with a 95 % Wilson interval; would recommend); `scores`.
Document satisfaction_report(Database& db, const Network& network, const Frame& frame);

/// The labour that businesses cannot find: needs with an occupation, posts or an obstacle. Sections:
/// `headline`; `occupations` by DISCO-08 group; `obstacles`; `over_time` by month.
Document shortage_report(Database& db, const Network& network, const Frame& frame);

/// Where demand meets no actor, or only one. Sections: `headline`; `demand`, topic by municipality, most
/// asked for first, with the actors eligible on the day the report is made.
Document coverage_report(Database& db, const Network& network, const Frame& frame);

}  // namespace aka
