#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "aka/store/database.hpp"

namespace aka {

enum class OpenFor {
    reading,   ///< nothing can be written through it
    glancing,  ///< the same, at once: one that is locked or older than the program is an error
    writing,
    creating,  ///< made when it does not exist, in a folder made for it
};

constexpr bool only_reads(OpenFor purpose) {
    return purpose == OpenFor::reading || purpose == OpenFor::glancing;
}

/// A register in one SQLite file; ":memory:" for one that lives as long as the object.
class SqliteRegister : public Database {
public:
    /// Writes a whole and consistent copy to `target`, which must not exist, mode 0600. An error calls it
    /// `named`.
    virtual void copy_to(const std::filesystem::path& target, const std::filesystem::path& named) = 0;
    void copy_to(const std::filesystem::path& target) { copy_to(target, target); }
    /// Writes the file anew without what was deleted. Not inside a transaction.
    virtual void compact() = 0;
    /// What SQLite finds wrong in the file: damage and foreign keys without a partner. Empty when all is
    /// well.
    virtual std::vector<std::string> find_damage() = 0;
    /// What is wrong in the search index's own storage. Where the file may not be written it is not looked
    /// at.
    virtual std::vector<std::string> find_index_damage() = 0;
    /// Whether the last transaction's commit reported an error; what was written may stand or not.
    [[nodiscard]] virtual bool commit_was_uncertain() const = 0;
    /// How many transactions were committed through it, the making of the register among them.
    [[nodiscard]] virtual std::int64_t commits() const = 0;
};

/// Opens a register and brings an older one up to date (after a backup beside it). A storage error when there
/// is none, or when it is a symbolic link, another user's, on a network file system, another program's,
/// damaged, locked for longer than `patience`, or newer than this program.
std::unique_ptr<SqliteRegister> open_sqlite(const std::filesystem::path& file, OpenFor purpose,
                                            std::chrono::seconds patience = std::chrono::seconds{20});

/// Opens a register that came from elsewhere, only to be read, and as it lies there: an older one is not
/// brought up to date. A storage error when it is none, holds other tables than a register of its version, is
/// a symbolic link or another user's, or is newer than this program.
std::unique_ptr<SqliteRegister> open_foreign(const std::filesystem::path& file);

/// Whether the tables are those of a register of its version, and nothing beside them: no trigger, no view.
bool has_own_tables(Database& db);

/// Puts `whole`, a register in the same folder that nobody has open, in the place of `file`, in one step.
/// What stood there becomes `kept`, and whoever has it open can no longer write to it. `agree` is called
/// under the lock of what stands there, and may still refuse by an error.
/// False when nothing stood there. A storage error when it is locked for longer than `patience`, a symbolic
/// link or another user's, or nothing that SQLite takes for a register of aka.
bool replace_register(const std::filesystem::path& file, const std::filesystem::path& whole,
                      const std::filesystem::path& kept, std::chrono::seconds patience,
                      const std::function<void(SqliteRegister&)>& agree = {});

/// Makes a folder for a register, with those above it, for this user alone; their names are on the disk.
void make_register_folder(const std::filesystem::path& folder);

/// A storage error when it is there, but as a symbolic link, no file, or another user's.
void require_own_file(const std::filesystem::path& file);

/// Fails with the system's reason, from errno.
[[noreturn]] void cannot_write(const std::filesystem::path& file);

/// Puts a folder, or a file that is no register in use, on the disk: what a crash could still take away.
void put_on_disk(const std::filesystem::path& path);

/// How many migration steps this program knows: the version it writes.
int newest_schema();

/// A new register of an older version: what an old export is put into, and for tests of migrations.
std::unique_ptr<SqliteRegister> make_old_register(const std::filesystem::path& file, int version);

/// Whether a file or folder lies on a network file system, where locks cannot be trusted.
bool on_network_file_system(const std::filesystem::path& path);

}  // namespace aka
