#pragma once

#include <vector>

#include "aka/model/case.hpp"
#include "aka/store/database.hpp"

namespace aka {

/// A closed case with the last day on which anything happened in it.
struct DueCase {
    Case file;
    Date last_contact{};
    bool waiting = false;  ///< one of its referrals has not ended
};

/// Those of an office without contact on `day` or later, the longest silent first. What counts as contact:
/// the enquiry, its end, a note, a follow-up done, an actor's answer or end, a consent given or withdrawn, a
/// question about satisfaction.
std::vector<DueCase> silent_cases(Database& db, const MunicipalityId& owner, Date day);

}  // namespace aka
