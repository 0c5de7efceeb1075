#pragma once

#include <optional>

#include "aka/model/reference.hpp"
#include "aka/store/database.hpp"

namespace aka {

/// The case that was probably meant by a reference that does not exist: of the same prefix, with two
/// neighbouring digits the other way round, or of another year, newest first. None when there is none.
std::optional<CaseRef> near_case(Database& db, const CaseRef& ref);

/// The last case of a municipality's year; none when there is none.
std::optional<CaseRef> last_case(Database& db, const std::string& prefix, int year);

}  // namespace aka
