#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/model/case.hpp"
#include "aka/model/code.hpp"
#include "aka/model/date.hpp"
#include "aka/model/key.hpp"

namespace aka {

/// How much of a case may be shared; each scope includes the one before. `none` records a refusal.
enum class Scope { none, anonymous, contact, full };
template <>
struct Codes<Scope> {
    static constexpr std::array<std::pair<Scope, const char*>, 4> list{{{Scope::none, "none"},
                                                                        {Scope::anonymous, "anonymous"},
                                                                        {Scope::contact, "contact"},
                                                                        {Scope::full, "full"}}};
};

enum class ConsentVia { phone, mail, paper };
template <>
struct Codes<ConsentVia> {
    static constexpr std::array<std::pair<ConsentVia, const char*>, 3> list{
        {{ConsentVia::phone, "phone"}, {ConsentVia::mail, "mail"}, {ConsentVia::paper, "paper"}}};
};

enum class Purpose { referral, story };
template <>
struct Codes<Purpose> {
    static constexpr std::array<std::pair<Purpose, const char*>, 2> list{
        {{Purpose::referral, "referral"}, {Purpose::story, "story"}}};
};

/// What a referral can tell an actor.
enum class SharedField {
    topic,
    municipality,
    size,
    occupation,
    posts,
    company,
    cvr,
    pno,
    contact,
    phone,
    email,
    title,
    text
};
template <>
struct Codes<SharedField> {
    static constexpr std::array<std::pair<SharedField, const char*>, 13> list{
        {{SharedField::topic, "topic"},
         {SharedField::municipality, "municipality"},
         {SharedField::size, "size"},
         {SharedField::occupation, "occupation"},
         {SharedField::posts, "posts"},
         {SharedField::company, "company"},
         {SharedField::cvr, "cvr"},
         {SharedField::pno, "pno"},
         {SharedField::contact, "contact"},
         {SharedField::phone, "phone"},
         {SharedField::email, "email"},
         {SharedField::title, "title"},
         {SharedField::text, "text"}}};
};

/// The least scope that lets a field be shared. The title is full: it may name the business.
Scope scope_of(SharedField field);

/// All that a scope lets be shared, in the order of the enumeration.
std::vector<SharedField> fields_within(Scope scope);

/// An express, specific and withdrawable consent (forvaltningsloven § 28), or its refusal.
struct Consent {
    Id<struct ConsentTag> id;
    Key key;
    CaseId case_id;
    Purpose purpose = Purpose::referral;
    Scope scope = Scope::none;
    ActorId recipient;  ///< empty: any eligible actor
    ConsentVia via = ConsentVia::phone;
    std::string taken_by;  ///< initials
    Date given_on{};
    std::optional<Date> until;  ///< the last day it holds
    std::optional<Date> withdrawn_on;
    Instant recorded{};
    bool operator==(const Consent&) const = default;
};

/// The last consent given for referrals that speaks of `actor`, whether it holds or not: a later one replaces
/// an earlier.
const Consent* last_consent(const std::vector<Consent>& consents, const ActorId& actor);

/// Whether a consent may be relied on, and why not. A later one for the same purpose and recipients replaces
/// an earlier.
enum class ConsentStanding { holds, refused, withdrawn, ran_out, replaced };
template <>
struct Codes<ConsentStanding> {
    static constexpr std::array<std::pair<ConsentStanding, const char*>, 5> list{
        {{ConsentStanding::holds, "holds"},
         {ConsentStanding::refused, "refused"},
         {ConsentStanding::withdrawn, "withdrawn"},
         {ConsentStanding::ran_out, "ran-out"},
         {ConsentStanding::replaced, "replaced"}}};
};
ConsentStanding standing_of(const std::vector<Consent>& consents, const Consent& consent, Date day);

/// The consent under which the case may be shared with `actor` on `day`.
/// Refused, saying why and the way out, when there is none, it was refused, withdrawn or has run out.
const Consent& require_consent(const std::vector<Consent>& consents, const CaseRef& ref, const ActorId& actor,
                               Date day);

}  // namespace aka
