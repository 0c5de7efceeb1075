#pragma once

#include <filesystem>

namespace aka {

/// Whether a file begins as a register does, also a damaged one. Not for one that this program has open:
/// closing it would drop SQLite's locks.
bool has_register_mark(const std::filesystem::path& file);

}  // namespace aka
