#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "aka/model/prospect.hpp"
#include "aka/service/desk.hpp"
#include "aka/service/import.hpp"
#include "aka/store/outreach.hpp"

namespace aka {

/// Businesses worth a call, at most `limit`: those the desk reads. Silent is who had no contact for a year.
Outreach find_outreach(const Desk& desk, std::int64_t limit);

/// A line of a list of businesses to be called.
struct ListedBusiness {
    int line = 0;
    std::string name;
    std::string cvr;
    std::string phone;
    std::string reason;
};

using ListedBusinesses = std::function<void(const std::function<void(const ListedBusiness&)>&)>;

struct ImportedProspects {
    int added = 0;
    int known = 0;   ///< on a list before
    int called = 0;  ///< of these: a case was recorded meanwhile
    std::vector<Twice> twice;
};

/// Puts businesses on the list of those to be called, in one transaction. One is known by its CVR number,
/// else folded name: running it again changes nothing.
ImportedProspects import_prospects(const Desk& desk, const ListedBusinesses& lines);

}  // namespace aka
