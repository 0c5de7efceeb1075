#pragma once

#include "aka/cli/session.hpp"
#include "aka/service/privacy.hpp"

namespace aka {

/// What an erasure took away, and where it may still be: the copies beside the register, by name, and what
/// left the register before.
void tell_erasure(const Session& session, const Erasure& erasure);

/// The same for programs.
Document erasure_document(const Erasure& erasure);

}  // namespace aka
