#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/model/consent.hpp"
#include "aka/model/referral.hpp"
#include "aka/service/cases.hpp"
#include "aka/service/desk.hpp"
#include "aka/service/draws.hpp"
#include "aka/service/sharing.hpp"

namespace aka {

/// What to send, and to whom.
struct Sending {
    std::vector<ActorId> actors;  ///< empty: the draw picks
    std::optional<ChoiceReason> reason;
    std::optional<std::vector<SharedField>> share;  ///< none: all that the consent allows and the case holds
    std::optional<Date> deadline;
};

/// A referral as it would be, or was, sent.
struct Sent {
    Referral referral;
    ReferralRef ref;
    const Actor* actor;
    std::vector<SharedValue> shared;
    bool stale = false;  ///< nobody has checked the actor's entry for long
    std::optional<Date> checked;
};

/// A referral with its case and steps.
struct ReferralFile {
    CaseFile case_file;
    Referral referral;
    ReferralRef ref;
    std::vector<ReferralStep> steps;
};

/// What a consultant does with referrals. Every call is one transaction and one event, at the desk it was
/// made for.
class Referrals {
public:
    explicit Referrals(const Desk& desk) : desk_(desk) {}

    /// The need's draw: the stored one, or made and stored now.
    Draw suggest(const Case& file, const Need& need) const;
    /// A new draw with a reason; the old one still counts.
    Draw suggest_again(const Case& file, const Need& need, RedrawReason reason) const;

    /// Refers the need to each of the actors. Refused, and nothing is sent, when one is not covered by a
    /// consent, has ended, waits for an answer already, or lies outside the draw's proposals without a
    /// reason; when the fields asked for exceed the consent; and when nobody is left to pick.
    std::vector<Sent> send(const Case& file, const Need& need, const Sending& sending) const;

    Referral update(const ReferralFile& file, const Answer& answer) const;
    Referral finish(const ReferralFile& file, ReferralOutcome outcome, std::optional<int> hires,
                    Date on) const;

    /// Whom the draw would pick next, as things stand; none when nobody is left, or nothing was drawn.
    [[nodiscard]] const Actor* next_in_draw(const CaseFile& file, const Need& need) const;

    [[nodiscard]] ReferralFile find(std::string_view typed, ForWhat what) const;

private:
    struct Choice;
    struct NextPlace {
        const DrawPlace* place;  ///< none: all are used up
        std::vector<ActorId> passed_over;
    };
    [[nodiscard]] NextPlace next_place(const Directory& directory, const CaseFile& whole, const Need& need,
                                       const Draw& draw) const;
    [[nodiscard]] Choice pick_from_draw(Change& change, const Directory& directory, const CaseFile& whole,
                                        const Need& need, const Draw& draw) const;
    [[nodiscard]] Choice choose(const Directory& directory, const CaseFile& whole, const Need& need,
                                const Draw& draw, const Actor& actor, const Sending& sending) const;
    [[nodiscard]] Sent send_one(Change& change, const Directory& directory, const CaseFile& whole,
                                const Need& need, const Choice& choice, const Sending& sending) const;
    void keep_step(Change& change, const ReferralFile& file, const Referral& changed, Party by,
                   Date on) const;
    const Desk& desk_;
};

/// Keeps the step that brought a referral to its state.
void insert_step(Change& change, const Referral& referral, Party by, const std::string& reason, Date on);

}  // namespace aka
