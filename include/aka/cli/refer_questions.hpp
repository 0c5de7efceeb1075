#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/cli/session.hpp"
#include "aka/service/referrals.hpp"

namespace aka {

/// What aka refer send is told, by options or at its questions.
struct SendOptions {
    std::string ref;
    std::string topic;
    std::vector<std::string> actors;
    std::string pick;
    std::optional<ChoiceReason> reason;
    std::string share;
    std::string deadline;
    bool preview = false;
};

/// Shows the drawn order and asks to whom the business wants to go; Enter is the draw's own pick. Asks why
/// when that is outside the draw.
void ask_whom(const Session& session, const Desk& desk, const CaseFile& file, const Need& need,
              SendOptions& options);

/// Where no consent covers the actors, asks what the business agreed to and records it. None, which is
/// assumed, records nothing: the referral is then refused.
void ask_for_consent(const Session& session, const Desk& desk, const CaseFile& file, const Need& need,
                     const SendOptions& options);

}  // namespace aka
