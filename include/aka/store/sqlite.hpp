#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "aka/store/database.hpp"

namespace aka {

enum class OpenFor {
    reading,  ///< nothing can be written through it
    writing,
    creating,  ///< made when it does not exist, in a folder made for it
};

/// A register in one SQLite file; ":memory:" for one that lives as long as the object.
class SqliteRegister : public Database {
public:
    /// Writes a whole and consistent copy to `target`, which must not exist, mode 0600.
    virtual void copy_to(const std::filesystem::path& target) = 0;
    /// Writes the file anew without what was deleted. Not inside a transaction.
    virtual void compact() = 0;
    /// What SQLite finds wrong in the file: damage and foreign keys without a partner. Empty when all is
    /// well.
    virtual std::vector<std::string> find_damage() = 0;
    /// Whether the last transaction's commit reported an error; what was written may stand or not.
    [[nodiscard]] virtual bool commit_was_uncertain() const = 0;
};

/// Opens a register and brings an older one up to date (after a backup beside it). A storage error when there
/// is none, or when it is a symbolic link, another user's, on a network file system, another program's,
/// damaged, locked for longer than `patience`, or newer than this program.
std::unique_ptr<SqliteRegister> open_sqlite(const std::filesystem::path& file, OpenFor purpose,
                                            std::chrono::seconds patience = std::chrono::seconds{20});

/// How many migration steps this program knows: the version it writes.
int newest_schema();

/// For tests of migrations: a new register of an older version.
std::unique_ptr<SqliteRegister> make_old_register(const std::filesystem::path& file, int version);

/// Whether a file or folder lies on a network file system, where locks cannot be trusted.
bool on_network_file_system(const std::filesystem::path& path);

}  // namespace aka
