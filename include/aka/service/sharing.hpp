#pragma once

#include <string>
#include <vector>

#include "aka/model/consent.hpp"
#include "aka/model/referral.hpp"
#include "aka/network/network.hpp"
#include "aka/service/cases.hpp"

namespace aka {

/// A field of a referral with its value, as the actor reads it.
struct SharedValue {
    SharedField field;
    std::string value;
};

/// What a referral shared, as it was kept when it was sent.
struct Shared {
    std::vector<SharedValue> values;
    TopicId topic;  ///< for its label in another language; empty when the topic was not shared
    /// Whether nothing was shared that could tell who the business is.
    [[nodiscard]] bool anonymous() const;
    [[nodiscard]] std::string value(SharedField field) const;  ///< empty when it was not shared
};

/// What the case holds for each of the fields; empty values are left out.
std::vector<SharedValue> values_of(const Network& network, const CaseFile& file, const Need& need,
                                   const std::vector<SharedField>& fields);

/// The value for people: the topic under its label in their language.
std::string readable_value(const Network& network, const TopicId& topic, const SharedValue& shared);

/// Into the referral, and out of it: never from the case again.
void keep_shared(Referral& referral, const Shared& shared);
Shared read_shared(const Referral& referral);

/// What is to be sent now must still be agreed to. Refused, with the way out, when the consent under which
/// the referral was sent was withdrawn, refused since, has run out, or covers less by now.
void require_still_agreed(const std::vector<Consent>& consents, const ReferralRef& ref,
                          const Referral& referral, Date today);

}  // namespace aka
