#pragma once

#include <string>

#include "aka/service/cases.hpp"

namespace aka {

/// Gives an open case to another office of the register: it works on it and answers for the record from now
/// on. Where the enquiry was received does not change. The business goes along, unless it has other cases
/// here: then the other office gets a record of its own. `consultant` takes over; empty: nobody is named yet.
CaseFile hand_over(const Desk& desk, const Case& file, const Municipality& to, const std::string& consultant);

struct Merged {
    CaseFile file;
    CaseRef gone;
    bool kept_as_note = false;  ///< what the other case said otherwise
    int referrals_before = 0;   ///< the other case's referral n is now n + this
};

/// Makes one of two open cases that were recorded for one enquiry: everything of `file` goes to `into`, and
/// its reference leads there from now on. Needs with the same topic become one. Refused when they are two
/// businesses. The earlier enquiry is the one that counts; what the other said otherwise stands in a note.
Merged merge_cases(const Desk& desk, const Case& file, const Case& into);

}  // namespace aka
