#pragma once

#include <vector>

#include "aka/model/letter.hpp"
#include "aka/service/cases.hpp"
#include "aka/store/draws.hpp"

namespace aka {

/// A need with all draws made for it, the oldest first.
struct DrawnNeed {
    Need need;
    std::vector<Draw> draws;
};

/// What a business is told of its case.
struct Receipt {
    Letter letter;
    CaseFile file;
    std::vector<DrawnNeed> needs;
};

/// Who could help, in which order and why; who was referred to; what was shared, with whom and when; which
/// consents hold, and how to withdraw them. Notes are never told.
Receipt case_receipt(const Desk& desk, const Case& file, Language language);

}  // namespace aka
