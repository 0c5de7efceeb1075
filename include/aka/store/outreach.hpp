#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aka/model/business.hpp"
#include "aka/model/case.hpp"
#include "aka/model/prospect.hpp"
#include "aka/store/database.hpp"

namespace aka {

struct OutreachFilter {
    MunicipalityId owner;  ///< empty: all
    MunicipalityId own;    ///< when all: whose contacts and lists may be shown
    Date silent_since{};   ///< without contact on this day or later is silent
    std::int64_t limit = 50;
};

/// A business worth a call.
struct OutreachLine {
    OutreachReason reason = OutreachReason::silent;
    std::string business;
    std::string cvr;
    std::string phone;
    std::optional<Date> last_contact;  ///< none: never a case
    std::optional<CaseRef> last_ref;
    std::vector<std::string> topics;  ///< of the last case, or of its needs that were not met
    std::string about;                ///< why it is on the list, or why the needs were not met
    MunicipalityId owner;
};

struct OutreachCount {
    OutreachReason reason;
    std::int64_t businesses;
};

struct Outreach {
    std::vector<OutreachLine> lines;    ///< the first so many
    std::vector<OutreachCount> counts;  ///< of all, of each reason that has any
};

/// Each business once: those with an unmet need, those on a list, those silent; within each the one last in
/// touch first, then in the order they were recorded. A contact is a case received or closed, a note, a
/// follow-up done. A business with an open case is in touch, and listed only when it stands on a list.
Outreach list_outreach(Database& db, const OutreachFilter& filter);

}  // namespace aka
