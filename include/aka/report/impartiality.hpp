#pragma once

#include "aka/model/key.hpp"
#include "aka/model/period.hpp"
#include "aka/network/network.hpp"
#include "aka/output/document.hpp"
#include "aka/store/database.hpp"

namespace aka {

/// Of fewer referrals than these nobody can tell: in simulated periods of 200 requests a favourite pushed in
/// 30 % of the cases that it would have missed was found in 18 of 60, in those of 2,000 in all.
inline constexpr std::int64_t least_referrals = 200;

/// An actor is tested when the variance of what chance would give it is at least this: then it is expected to
/// be chosen, and not to be, at least five times each, and a normal distribution tells how often.
inline constexpr double least_variance = 5;

struct ImpartialityQuestion {
    Period period;
    MunicipalityId municipality;  ///< that owned the case when it was drawn; empty: the whole register
    TopicId topic;                ///< a parent includes its leaves; empty: all
    Date made{};                  ///< the day it is asked
};

/// Whether the draws of a period were fair and what was chosen leans towards nobody. Never by consultant.
///
/// A draw belongs to the period by its day, and takes with it what was proposed and referred in it later.
/// Section `actors`: a row an actor, in the network's order, then those it does not know. `proposals` and
/// `fair_share` (k/n of each draw it was eligible in, 1/n of each extra proposal; `fair_share_exact` as a
/// fraction), `difference` (how far below its share). `chosen` counts the draws in which it was referred to,
/// `of` the choices made in the draws it was eligible in, `expected` the sum of m/n over these, with m the
/// actors referred to of n eligible; `share` is `chosen` of `of`, `share_low` and `share_high` its 95 %
/// interval. `z`, `p`, `p_holm` and `stands_out` (more, less, no) are null where too little is expected to
/// tell. `overrides` counts the referrals to it outside the proposals.
///
/// Then `period`, what this rests on; `overrides` and `redraws` by reason; `ledger`, the running one of the
/// whole register; `draws`, how many of all stored ones come out the same when they are made again, and
/// `wrong_draws`, those that do not.
Document impartiality_report(Database& db, const Network& network, const ImpartialityQuestion& question);

}  // namespace aka
