#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/model/referral.hpp"
#include "aka/store/record.hpp"

namespace aka {

template <>
struct Stored<Referral> {
    static constexpr const char* table = "referral";
    static Fields fields(const Referral& referral);
    static Referral read(const Row& row);
};
template <>
struct Stored<ReferralStep> {
    static constexpr const char* table = "referral_step";
    static Fields fields(const ReferralStep& step);
    static ReferralStep read(const Row& row);
};

std::optional<Referral> find_referral(Database& db, CaseId id, int number);
std::vector<Referral> referrals_of(Database& db, CaseId id);  ///< by number
std::vector<ReferralStep> steps_of(Database& db, ReferralId id);
int next_referral_number(Database& db, CaseId id);

struct ReferralFilter {
    MunicipalityId owner;  ///< of the case; empty: all
    bool open = false;     ///< not ended
    std::optional<Date> overdue_on;
    ActorId actor;
    TopicId topic;  ///< a parent includes its leaves
    std::optional<ReferralState> state;
    std::optional<Date> since;  ///< sent
    std::int64_t limit = 50;
};

/// A referral as a list shows it.
struct ReferralLine {
    ReferralRef ref;
    std::string business;
    TopicId topic;
    Referral referral;
};

/// Newest first.
std::vector<ReferralLine> list_referrals(Database& db, const ReferralFilter& filter);

}  // namespace aka
