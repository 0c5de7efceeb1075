#pragma once

#include <optional>
#include <string>

#include "aka/model/code.hpp"
#include "aka/model/date.hpp"
#include "aka/model/key.hpp"

namespace aka {

/// A business on a list of those to be called.
struct Prospect {
    Id<struct ProspectTag> id;
    Key key;
    MunicipalityId owner;
    std::string cvr;  ///< eight digits, or empty
    std::string name;
    std::string phone;   ///< eight digits, or empty
    std::string reason;  ///< why it is on the list, in the list's own words
    Date imported_on{};
    std::optional<Date> done_on;  ///< when a case of the business was recorded
    Instant recorded{};
    bool operator==(const Prospect&) const = default;
};

/// Why a business is worth a call.
enum class OutreachReason {
    unmet,     ///< a need stayed unmet or partly so, and nobody has been in touch since
    prospect,  ///< on an imported list, not called yet
    silent,    ///< no contact for a year
};
template <>
struct Codes<OutreachReason> {
    static constexpr std::array<std::pair<OutreachReason, const char*>, 3> list{
        {{OutreachReason::unmet, "unmet"},
         {OutreachReason::prospect, "prospect"},
         {OutreachReason::silent, "silent"}}};
};

}  // namespace aka
