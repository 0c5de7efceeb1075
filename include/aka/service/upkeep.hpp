#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "aka/model/date.hpp"
#include "aka/model/error.hpp"
#include "aka/store/sqlite.hpp"

namespace aka {

/// Something found wrong, with the way out.
struct Finding {
    std::string what;
    std::string way_out;
};

/// What an error says of itself: errors end with the way out.
std::vector<Finding> findings_of(const Error& error);

/// Damage, missing partners and the audit chain.
std::vector<Finding> check_history(SqliteRegister& db);

/// Looks through the whole register: its history, its tables, every record and figure against the events, the
/// search index against the cases, the running fair-share ledger against the stored draws, the permissions of
/// file and folder.
std::vector<Finding> check_register(SqliteRegister& db, const std::filesystem::path& file);

/// What is wrong around the register: whose its folder is, who may read it, what interrupted work left
/// behind, drafts in the folder `drafts` that nobody finished.
std::vector<Finding> check_place(const std::filesystem::path& file, const std::filesystem::path& drafts,
                                 Instant now);

/// The backups beside the register, known by their names: `findings` when what was recorded has waited too
/// long for one, `notes` tells the newest.
struct BackupState {
    std::vector<Finding> findings;
    std::vector<std::string> notes;
};
BackupState check_backups(SqliteRegister& db, const std::filesystem::path& file, Instant now);

enum class Encryption { encrypted, plain, unknown };

/// Whether a file lies on a disk that is encrypted as a whole (LUKS, dm-crypt), where the machine tells.
Encryption encryption_of(const std::filesystem::path& path);

/// The same of a block device by its numbers, "254:0", told by the files below `sys`.
Encryption encryption_of_device(const std::string& numbers, const std::filesystem::path& sys);

/// "aka.db" becomes "aka-2026-11-21T130509Z.db" in the same folder, with `mark` before the moment.
std::filesystem::path name_with_moment(const std::filesystem::path& file, const std::string& mark,
                                       Instant now);

struct Backup {
    std::filesystem::path file;
    std::string head_hash;  ///< of the audit chain: what a later check can be held against
    std::int64_t cases = 0;
};

/// Writes what stands in the first file, encrypted, into the second, which does not exist yet; throws when it
/// cannot.
using Seal = std::function<void(const std::filesystem::path&, const std::filesystem::path&)>;

/// Writes a whole copy of the register, checked before it gets its name, mode 0600. Refused when `target`
/// exists. With `seal` only the encrypted copy lies at `target` or beside it: the open one lies in `folder`
/// meanwhile.
Backup back_up(SqliteRegister& db, const std::filesystem::path& target, const Seal& seal = {},
               const std::filesystem::path& folder = {});

}  // namespace aka
