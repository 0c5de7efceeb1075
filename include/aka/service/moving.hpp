#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "aka/model/date.hpp"
#include "aka/store/events.hpp"
#include "aka/store/sqlite.hpp"
#include "aka/text/leftover.hpp"

namespace aka {

/// How much a register holds.
struct Holding {
    std::int64_t cases = 0;
    std::int64_t changes = 0;  ///< events of the audit chain
    std::string head_hash;
};

/// A register that may take the place of the one in use: beside it under a passing name, checked and brought
/// up to date. Gone with the object unless it got its place.
class PreparedRegister {
public:
    /// A register beside `file` is still to be made at `part()`.
    explicit PreparedRegister(std::filesystem::path file);
    PreparedRegister(const PreparedRegister&) = delete;
    PreparedRegister& operator=(const PreparedRegister&) = delete;
    ~PreparedRegister();

    [[nodiscard]] const std::filesystem::path& part() const { return part_; }
    [[nodiscard]] const Holding& holding() const { return holding_; }

    /// Brings it up to date and looks through it: damage, missing partners, the audit chain. A storage error
    /// names what was found.
    void check();

    /// Records in it that it was put back: an event with what the backup held. Nothing is recorded by an
    /// import.
    void record_restore(const Author& author, Instant now);

    /// Gives it its place. Returns what the register that stood there is called now, if there was one.
    std::optional<std::filesystem::path> finish(Instant now, std::chrono::seconds patience,
                                                const std::function<void(SqliteRegister&)>& agree = {});

private:
    std::filesystem::path file_;
    std::filesystem::path part_;
    Leftover left_part_;
    Leftover left_journal_;
    Holding holding_;
};

/// A checked copy of the backup `source`, which stays as it is, to take the place of `file`.
std::unique_ptr<PreparedRegister> prepare_backup(const std::filesystem::path& source,
                                                 const std::filesystem::path& file);

/// What putting a backup in the place of a register would change.
struct Difference {
    bool readable = true;             ///< whether the register could be read
    bool related = true;              ///< whether it went on from where the backup ends
    std::int64_t later_changes = 0;   ///< those it holds that the backup does not; of a related one
    std::int64_t later_erasures = 0;  ///< and which of them are erasures
    std::string fault;                ///< why it could not be read
};
Difference compare_with(const std::filesystem::path& file, const Holding& backup);

struct Export {
    std::filesystem::path folder;
    std::int64_t tables = 0;
    std::int64_t rows = 0;
    std::string head_hash;
};

/// Writes all of the register into a folder of its own: JSON Lines, one file a table, with README.md and
/// schema.json that tell what they hold. All or nothing; refused when `folder` exists.
Export export_register(SqliteRegister& db, const std::filesystem::path& folder, Instant now);

/// A register made of what `export_register` wrote, of this version or an older one, to take the place of
/// `file`. A failed error names file and line of what is wrong.
std::unique_ptr<PreparedRegister> prepare_import(const std::filesystem::path& folder,
                                                 const std::filesystem::path& file);

/// Refuses a register that holds anything: what an import would take the place of.
void require_empty(SqliteRegister& db);

}  // namespace aka
