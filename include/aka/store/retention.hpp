#pragma once

#include <vector>

#include "aka/model/case.hpp"
#include "aka/model/feedback.hpp"
#include "aka/model/prospect.hpp"
#include "aka/store/database.hpp"

namespace aka {

/// A closed case with the last day on which anything happened in it; not its texts, as there may be many.
struct DueCase {
    CaseId id;
    CaseRef ref;
    std::string title;
    Date last_contact{};
    bool waiting = false;  ///< one of its referrals has not ended
};

/// Those of an office without contact on `day` or later, the longest silent first. What counts as contact:
/// the enquiry, its end, a note, a follow-up done, an actor's answer or end, a consent given or withdrawn, a
/// question about satisfaction.
std::vector<DueCase> silent_cases(Database& db, const MunicipalityId& owner, Date day);

/// What a business answered, or did not, about a case.
struct DueAnswer {
    Feedback feedback;
    CaseRef ref;
    std::optional<Date> closed_on;
};

/// Those of an office that were answered before `day` or, without an answer, asked before it, and still hold
/// more than is counted, the oldest first.
std::vector<DueAnswer> old_answers(Database& db, const MunicipalityId& owner, Date day);

/// What is counted of an answer: its wave, how it was met, its points, whether it recommends, and the month;
/// no text and no day. Never before the day its case was closed, if it was not: else it would be asked again.
Feedback counted(Feedback feedback, std::optional<Date> closed_on);

/// Those on the lists of an office that were listed, and called if they were, before `day`; the oldest first.
std::vector<Prospect> old_prospects(Database& db, const MunicipalityId& owner, Date day);

}  // namespace aka
