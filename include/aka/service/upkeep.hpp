#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "aka/store/sqlite.hpp"

namespace aka {

/// Something found wrong, with the way out.
struct Finding {
    std::string what;
    std::string way_out;
};

/// Looks through the whole register: damage, missing partners, the audit chain, the running fair-share ledger
/// against the stored draws, the permissions of file and folder.
std::vector<Finding> check_register(SqliteRegister& db, const std::filesystem::path& file);

struct Backup {
    std::filesystem::path file;
    std::string head_hash;  ///< of the audit chain: what a later check can be held against
    std::int64_t cases = 0;
};

/// Writes a whole copy of the register, checked before it gets its name, mode 0600. Refused when `target`
/// exists.
Backup back_up(SqliteRegister& db, const std::filesystem::path& target);

}  // namespace aka
