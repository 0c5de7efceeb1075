#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aka/service/cases.hpp"

namespace aka {

/// How all needs of a case ended in an older register.
struct PastEnding {
    Ending how;
    Date on{};
};

/// A line of an older register.
struct PastEnquiry {
    int line = 0;
    Enquiry enquiry;
    std::optional<PastEnding> ending;  ///< none: still open
};

/// Calls its argument for each line, in order.
using PastEnquiries = std::function<void(const std::function<void(const PastEnquiry&)>&)>;

/// A line that became a case.
struct TakenOver {
    int line = 0;
    CaseRef ref;
    CaseStatus status = CaseStatus::open;
};

/// A line that says the same as an earlier one.
struct Twice {
    int line = 0;
    int first = 0;
};

struct BadLine {
    int line = 0;
    std::string what;
};

struct ImportedCases {
    std::vector<TakenOver> added;
    int known = 0;  ///< recorded before
    std::vector<Twice> twice;
    std::vector<BadLine> bad;  ///< when there is one, nothing was stored
};

/// Records the lines of an older register, all or none, in one transaction. A line is known by its business
/// (CVR number, else folded name), the day it was received and its title: running it again changes nothing.
/// `source_hash` says in the audit chain which file it was. The closed ones close on their own day.
ImportedCases import_cases(const Desk& desk, const PastEnquiries& lines, const std::string& source_hash);

}  // namespace aka
