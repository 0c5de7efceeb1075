#include "aka/model/consent.hpp"

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka {

Scope scope_of(SharedField field) {
    if (field <= SharedField::posts) return Scope::anonymous;
    return field <= SharedField::email ? Scope::contact : Scope::full;
}

std::vector<SharedField> fields_within(Scope scope) {
    std::vector<SharedField> fields;
    for (const auto& [field, word] : Codes<SharedField>::list)
        if (scope_of(field) <= scope) fields.push_back(field);
    return fields;
}

const Consent* last_consent(const std::vector<Consent>& consents, const ActorId& actor) {
    const Consent* last = nullptr;
    for (const auto& consent : consents) {
        if (consent.purpose != Purpose::referral ||
            (!consent.recipient.empty() && consent.recipient != actor))
            continue;
        if (last == nullptr || last->id < consent.id) last = &consent;
    }
    return last;
}

ConsentStanding standing_of(const std::vector<Consent>& consents, const Consent& consent, Date day) {
    if (consent.withdrawn_on) return ConsentStanding::withdrawn;
    const bool replaced = std::any_of(consents.begin(), consents.end(), [&](const Consent& other) {
        return consent.id < other.id && other.purpose == consent.purpose &&
               (other.recipient.empty() || other.recipient == consent.recipient);
    });
    if (replaced) return ConsentStanding::replaced;
    if (consent.scope == Scope::none) return ConsentStanding::refused;
    return consent.until && *consent.until < day ? ConsentStanding::ran_out : ConsentStanding::holds;
}

const Consent& require_consent(const std::vector<Consent>& consents, const CaseRef& ref, const ActorId& actor,
                               Date day) {
    const auto refuse = [&](const std::string& why) {
        throw Error{ErrorKind::refused, tr("{ref} {why}; see aka case consent", fmt::arg("ref", ref.text()),
                                           fmt::arg("why", why))};
    };
    const Consent* consent = last_consent(consents, actor);
    if (consent == nullptr) {
        refuse(tr("has no consent to share with a third party"));
    } else if (consent->withdrawn_on) {
        refuse(
            tr("has a consent that was withdrawn on {day}", fmt::arg("day", to_iso(*consent->withdrawn_on))));
    } else if (consent->scope == Scope::none) {
        refuse(consent->recipient.empty()
                   ? tr("is not to be shared: the business refused consent on {day}",
                        fmt::arg("day", to_iso(consent->given_on)))
                   : tr("is not to be shared with {actor}: the business refused consent on {day}",
                        fmt::arg("actor", actor.text), fmt::arg("day", to_iso(consent->given_on))));
    } else if (consent->until && *consent->until < day) {
        refuse(tr("has a consent that ran out on {day}", fmt::arg("day", to_iso(*consent->until))));
    }
    return *consent;
}

}  // namespace aka
