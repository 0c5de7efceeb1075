#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "aka/service/cases.hpp"

// The steps in which a case is recorded and ended: of one that comes in now, and of one from an older
// register.
namespace aka {

/// What an enquiry says, looked at: of its business in its stored form, and the day it came.
struct Said {
    BusinessFacts facts;
    Date received{};
};

/// A usage error when an enquiry of that day and those needs cannot be recorded.
void require_recordable(const Desk& desk, const Enquiry& enquiry, Date received);

/// The business meant, if it is known; `facts` in their stored form.
std::optional<Business> find_business(const Desk& desk, const BusinessFacts& facts, KnownBusiness how);

/// Who asked, as they are known from now on.
struct Caller {
    Business business;
    std::optional<Contact> contact;
};
/// A usage error when the business is not known and has no name.
Caller settle_caller(Change& change, const Desk& desk, const Enquiry& enquiry, const Said& said,
                     const std::optional<Business>& known);

/// The case with its reference, still to be stored.
Case make_case(Change& change, const Desk& desk, const Enquiry& enquiry, const Said& said,
               const Caller& caller);
/// A need of it in that place, still to be stored.
Need make_need(const NeedFacts& facts, int place);

/// A business that stands on a list of businesses to be called was called. An enquiry from before the list
/// says nothing of that.
void end_prospects(Change& change, const Enquiry& enquiry, const Business& business, Date received,
                   Date today);

/// Stored.
Followup make_followup(Change& change, const Case& file, Date due, FollowupKind kind);
Followup make_first_followup(Change& change, const Desk& desk, const Case& file, std::optional<Date> due);
Consent make_consent(Change& change, const Desk& desk, const Case& file, const ConsentFacts& facts);

/// A usage error when the day lies ahead.
void require_closed_by(Date day, Date today);

/// A usage error when posts were filled and it is not clear which of so many needs they belong to.
void require_clear_posts(const Case& file, std::ptrdiff_t needs, const Ending& ending);

/// The follow-up three months after a case closed, stored; none when all was withdrawn, or that is past.
std::optional<Followup> plan_second_wave(Change& change, const Desk& desk, const Case& closed,
                                         const std::vector<Need>& needs);

}  // namespace aka
