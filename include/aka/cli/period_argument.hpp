#pragma once

#include <string>

#include "aka/cli/session.hpp"
#include "aka/model/period.hpp"
#include "aka/text/tr.hpp"

namespace aka {

inline constexpr const char* period_help =
    to_translate("2026-10, 2026-Q3, 2026, 2026-07..2026-10, lastmonth, thisyear");

/// The period a person means, the last complete month when nothing was typed. A usage error that tells how
/// periods are written.
Period read_period(const Session& session, const std::string& typed);

}  // namespace aka
