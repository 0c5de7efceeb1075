#pragma once

#include "aka/cli/session.hpp"
#include "aka/service/privacy.hpp"

namespace aka {

/// Clears the drafts of what was erased, then tells what an erasure took away, and where it may still be: the
/// copies beside the register, by name, and what left the register before. An output error when the file
/// could not be written anew.
void tell_erasure(const Session& session, const Erasure& erasure);

/// The same for programs.
Document erasure_document(const Erasure& erasure);

}  // namespace aka
