#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aka/model/fair_share.hpp"
#include "aka/model/referral.hpp"
#include "aka/report/impartiality.hpp"

namespace aka {

/// How much more, or less, an actor was chosen than chance would have it.
struct Leaning {
    double z = 0;
    double p = 0;         ///< two-sided
    double adjusted = 0;  ///< among all actors tested
    [[nodiscard]] bool stands_out() const { return adjusted <= 0.05; }
};

struct ActorFigures {
    std::int64_t proposals = 0;
    Credit fair_share;
    std::int64_t chosen = 0;         ///< draws in which it was referred to
    std::int64_t choices = 0;        ///< made in the draws it was eligible in
    Credit expected;                 ///< of these, were each eligible actor as likely
    double variance = 0;             ///< of the same
    std::int64_t overrides = 0;      ///< referrals to it outside the proposals
    std::optional<Leaning> leaning;  ///< none where too little is expected to tell
};

/// Referrals outside the proposals.
struct Overrides {
    std::int64_t eligible = 0;      ///< to actors of the draw
    std::int64_t not_eligible = 0;  ///< to others
};

struct ImpartialityFigures {
    std::int64_t draws = 0;
    std::int64_t extra_proposals = 0;
    std::int64_t referrals = 0;
    std::int64_t counted = 0;  ///< of these: to eligible actors, the first to each in a draw
    std::map<ActorId, ActorFigures> actors;
    std::map<std::optional<ChoiceReason>, Overrides> overrides;
    std::map<std::string, std::int64_t> redraws;  ///< by the code of their reason

    [[nodiscard]] std::int64_t tested() const;
    [[nodiscard]] std::int64_t standing_out() const;
};

ImpartialityFigures read_impartiality(Database& db, const ImpartialityQuestion& question);

}  // namespace aka
