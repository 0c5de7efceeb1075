#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/model/case.hpp"
#include "aka/model/code.hpp"
#include "aka/model/consent.hpp"
#include "aka/model/date.hpp"
#include "aka/model/key.hpp"

namespace aka {

enum class ReferralState { sent, accepted, active, done, declined, cancelled, no_answer, error };
template <>
struct Codes<ReferralState> {
    static constexpr std::array<std::pair<ReferralState, const char*>, 8> list{
        {{ReferralState::sent, "sent"},
         {ReferralState::accepted, "accepted"},
         {ReferralState::active, "active"},
         {ReferralState::done, "done"},
         {ReferralState::declined, "declined"},
         {ReferralState::cancelled, "cancelled"},
         {ReferralState::no_answer, "no-answer"},
         {ReferralState::error, "error"}}};
};

/// Who says so.
enum class Party { actor, company, us };
template <>
struct Codes<Party> {
    static constexpr std::array<std::pair<Party, const char*>, 3> list{
        {{Party::actor, "actor"}, {Party::company, "company"}, {Party::us, "us"}}};
};

enum class RefusalReason {
    no_capacity,
    no_candidates,
    not_eligible,
    wrong_topic,
    unreachable,
    changed_mind,
    other
};
template <>
struct Codes<RefusalReason> {
    static constexpr std::array<std::pair<RefusalReason, const char*>, 7> list{
        {{RefusalReason::no_capacity, "no-capacity"},
         {RefusalReason::no_candidates, "no-candidates"},
         {RefusalReason::not_eligible, "not-eligible"},
         {RefusalReason::wrong_topic, "wrong-topic"},
         {RefusalReason::unreachable, "unreachable"},
         {RefusalReason::changed_mind, "changed-mind"},
         {RefusalReason::other, "other"}}};
};

/// Why a draw is made again.
enum class RedrawReason { criteria_changed, company_wish, mistake, other };
template <>
struct Codes<RedrawReason> {
    static constexpr std::array<std::pair<RedrawReason, const char*>, 4> list{
        {{RedrawReason::criteria_changed, "criteria-changed"},
         {RedrawReason::company_wish, "company-wish"},
         {RedrawReason::mistake, "mistake"},
         {RedrawReason::other, "other"}}};
};

/// Why an actor outside the proposals was chosen.
enum class ChoiceReason { company_wish, language, prior_relation, conflict, only_one, urgent };
template <>
struct Codes<ChoiceReason> {
    static constexpr std::array<std::pair<ChoiceReason, const char*>, 6> list{
        {{ChoiceReason::company_wish, "company-wish"},
         {ChoiceReason::language, "language"},
         {ChoiceReason::prior_relation, "prior-relation"},
         {ChoiceReason::conflict, "conflict"},
         {ChoiceReason::only_one, "only-one"},
         {ChoiceReason::urgent, "urgent"}}};
};

enum class ReferralOutcome { helped, partly, not_helped };
template <>
struct Codes<ReferralOutcome> {
    static constexpr std::array<std::pair<ReferralOutcome, const char*>, 3> list{
        {{ReferralOutcome::helped, "helped"},
         {ReferralOutcome::partly, "partly"},
         {ReferralOutcome::not_helped, "not-helped"}}};
};

/// Whether the actor was one of those the draw proposed.
enum class ChosenBy { draw, outside };
template <>
struct Codes<ChosenBy> {
    static constexpr std::array<std::pair<ChosenBy, const char*>, 2> list{
        {{ChosenBy::draw, "draw"}, {ChosenBy::outside, "outside"}}};
};

using ReferralId = Id<struct ReferralTag>;
using DrawId = Id<struct DrawTag>;

struct Referral {
    ReferralId id;
    Key key;
    CaseId case_id;
    NeedId need;
    int number = 0;  ///< within the case, from 1
    ActorId actor;
    std::string actor_name;  ///< as it was when sent
    std::optional<DrawId> draw;
    ChosenBy chosen_by = ChosenBy::draw;
    std::optional<ChoiceReason> choice_reason;
    std::string shared;       ///< the codes of the fields shared, joined by a comma
    std::string shared_text;  ///< what was shared, field by field as JSON
    Date sent_on{};
    Date deadline{};  ///< of the answer
    ReferralState state = ReferralState::sent;
    std::optional<RefusalReason> reason;
    std::optional<Date> answered_on;  ///< the actor's first answer
    std::optional<ReferralOutcome> outcome;
    std::optional<int> hires;
    std::optional<Date> ended_on;
    Instant recorded{};
    bool operator==(const Referral&) const = default;
    [[nodiscard]] bool ended() const { return ended_on.has_value(); }
    [[nodiscard]] bool waiting() const { return state == ReferralState::sent; }
};

/// One step of a referral's life.
struct ReferralStep {
    Id<struct ReferralStepTag> id;
    Key key;
    ReferralId referral;
    ReferralState state = ReferralState::sent;
    Party by = Party::us;
    std::string reason;  ///< a code, or empty
    Date on{};
    Instant recorded{};
    bool operator==(const ReferralStep&) const = default;
};

/// What is said of a referral.
struct Answer {
    ReferralState state;
    std::optional<Party> by;  ///< none: the one who usually says so
    std::optional<RefusalReason> reason;
    Date on;
};

/// Who says so when nobody is named; the first who may.
Party usual_party(ReferralState state);

/// The referral after `answer`. Refused when the step is not legal from its state or not that party's to
/// take, saying what is legal; also before it was sent, and "no answer" before the deadline has passed. A
/// usage error when a refusal has no reason.
Referral update_referral(Referral referral, const ReferralRef& ref, const Answer& answer);

/// The referral when its work is done; from any state that has not ended. An outcome is an answer, when none
/// was recorded before.
Referral finish_referral(Referral referral, const ReferralRef& ref, ReferralOutcome outcome,
                         std::optional<int> hires, Date day);

/// The cause that the ends of a need's referrals suggest for its staying unmet; none when they suggest
/// nothing. `eligible` is how many actors there were to choose from, `closed` how many more there would be
/// had they capacity.
std::optional<Cause> suggested_cause(const std::vector<Referral>& of_the_need, int eligible, int closed);

}  // namespace aka
