#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/model/letter.hpp"
#include "aka/service/referrals.hpp"

namespace aka {

/// A reason an actor can give for declining, as the letter has it.
struct ReasonText {
    RefusalReason reason;
    std::string text;
};

/// What an actor is told of a referral.
struct ReferralLetter {
    Letter letter;
    std::optional<ReferralRef> ref;   ///< none: the business stays anonymous, and so does its case
    std::vector<LetterFact> shared;   ///< label and value, as they stand in the letter
    std::vector<SharedField> fields;  ///< of each of these
    std::vector<ReasonText> reasons;
    Date deadline{};
};

/// The letter to the actor: only what was shared when the referral was sent. Where the business took its
/// consent back, that it did, and what to delete. Refused when the referral has
/// ended, and when what was shared is not agreed to any more.
ReferralLetter referral_letter(const Desk& desk, const ReferralFile& file, Language language);

/// A referral that waits for its answer.
struct WaitingReferral {
    ReferralRef ref;
    Referral referral;
};

/// What an actor is reminded of.
struct ReminderLine {
    std::optional<ReferralRef> ref;  ///< none: an anonymous business
    std::string topic;               ///< in the letter's language; empty: it was not shared
    std::string company;             ///< empty: it was not shared
    Date sent_on{};
    Date deadline{};
};

struct Reminder {
    ActorId actor;
    Letter letter;
    std::vector<ReminderLine> lines;  ///< by deadline
};

/// The acting municipality's referrals that wait for an answer; `overdue_only`: those whose deadline has
/// passed.
std::vector<WaitingReferral> waiting_referrals(const Desk& desk, bool overdue_only);

/// The same, of the referral named. Refused when it does not wait.
WaitingReferral waiting_referral(const Desk& desk, std::string_view typed);

/// Why a referral's actor must not be written to any more; none when it may.
std::optional<std::string> why_not_agreed(const Desk& desk, const WaitingReferral& waiting);

/// One for each actor, in Danish order of their names.
std::vector<Reminder> reminders(const Desk& desk, std::vector<WaitingReferral> waiting, Language language);

}  // namespace aka
