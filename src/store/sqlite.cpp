#include "aka/store/sqlite.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

#include "aka/model/error.hpp"
#include "aka/store/mark.hpp"
#include "aka/store/sqlite_migrations.hpp"
#include "aka/text/crypto.hpp"
#include "aka/text/tr.hpp"
#include "sqlite_connection.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

constexpr int application_id = 0x616B6131;  // "aka1": marks the file as ours

enum class Existence { absent, empty, present };

/// Looks at the file without opening it: closing it would drop SQLite's locks.
Existence look_at(const fs::path& file) {
    struct stat status {};
    if (lstat(file.c_str(), &status) != 0) return Existence::absent;
    const std::string path = file.string();
    const auto name = fmt::arg("file", path);
    if (S_ISLNK(status.st_mode))
        storage_error(tr("{file} is a symbolic link; name the register itself", name));
    if (!S_ISREG(status.st_mode)) storage_error(tr("{file} is not a file; choose another with --db", name));
    if (status.st_uid != geteuid())
        storage_error(tr("{file} belongs to another user; each office keeps its own register", name));
    return status.st_size == 0 ? Existence::empty : Existence::present;
}

void require_local(const fs::path& path) {
    if (on_network_file_system(path))
        storage_error(
            tr("{file} lies on a network file system, where locks cannot be trusted; keep the register on "
               "this machine's own disk",
               fmt::arg("file", path.string())));
}

[[noreturn]] void no_register_yet(const fs::path& file) {
    storage_error(
        tr("no register at {file} yet; the first aka case new makes it", fmt::arg("file", file.string())));
}

void set_up(Connection& db, OpenFor purpose) {
    db.exec("PRAGMA foreign_keys = ON");  // off by default, and ignored inside a transaction
    if (only_reads(purpose)) return db.exec("PRAGMA query_only = ON");
    // Tried under simulated power loss: SQLite's defaults and WAL lose acknowledged records, these lose none.
    db.exec("PRAGMA journal_mode = TRUNCATE");
    db.exec("PRAGMA synchronous = EXTRA");
    db.exec("PRAGMA secure_delete = ON");
}

void migrate(Connection& db, const fs::path& file, int wanted) {
    const int before = db.pragma("user_version");
    if (before >= wanted) return;
    if (before > 0 && file != ":memory:") back_up_before_migration(db, file, before);
    db.transaction(
        [&] {
            // Again, under the lock: another aka may have been faster.
            for (int version = db.pragma("user_version"); version < wanted; ++version) {
                db.exec(std::string{migrations().at(static_cast<std::size_t>(version))});
                db.exec(fmt::format("PRAGMA user_version = {}", version + 1));
                db.exec(fmt::format("PRAGMA application_id = {}", application_id));
                if (version == 0)
                    db.exec(fmt::format(
                        "INSERT INTO register (id, key, municipalities, made) VALUES (1, '{}', '', '{}')",
                        random_hex(16),
                        to_iso(std::chrono::floor<std::chrono::milliseconds>(
                            std::chrono::system_clock::now()))));
            }
        },
        Finish::commit);
}

/// All that makes up the tables; what SQLite adds for itself left out.
std::vector<std::vector<Value>> schema_of(Database& db) {
    std::vector<std::vector<Value>> schema;
    db.each(
        "SELECT type, name, tbl_name, sql FROM sqlite_master\n"
        "WHERE name NOT GLOB 'sqlite_*' ORDER BY type, name",
        {}, [&](const Row& row) { schema.push_back(row.values()); });
    return schema;
}

std::unique_ptr<Connection> open_version(const fs::path& file, OpenFor purpose,
                                         std::chrono::milliseconds patience, int version) {
    const bool in_memory = file == ":memory:";
    if (!in_memory) {
        const auto existence = look_at(file);
        if (existence != Existence::present && purpose != OpenFor::creating) no_register_yet(file);
        if (existence == Existence::absent) make_register_folder(file.parent_path());
        if (existence == Existence::empty && chmod(file.c_str(), S_IRUSR | S_IWUSR) != 0)
            storage_error(tr("cannot keep {file} to yourself: {why}", fmt::arg("file", file.string()),
                             fmt::arg("why", std::generic_category().message(errno))));
        require_local(existence == Existence::absent ? file.parent_path() : file);
    }
    // Without SQLite's own locks: a register is used by one thread.
    // Even to read it must be written, where a call that was cut off left something to be undone.
    const int access = purpose == OpenFor::glancing ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE;
    const int flags =
        access | SQLite::OPEN_NOMUTEX | (purpose == OpenFor::creating ? SQLite::OPEN_CREATE : 0);
    auto db = std::make_unique<Connection>(file, flags, patience);
    const int found = require_ours(*db, file);
    if (found == 0 && purpose != OpenFor::creating) no_register_yet(file);
    if (found < version && purpose == OpenFor::glancing)
        storage_error(tr("{file} was written by an older aka; open it once to bring it up to date",
                         fmt::arg("file", file.string())));
    if (found < version) {
        set_up(*db, OpenFor::writing);
        migrate(*db, file, version);
    }
    set_up(*db, purpose);
    return db;
}

}  // namespace

int require_ours(Connection& db, const fs::path& file) {
    int version = 0;
    int owner = 0;
    bool blank = true;
    // At one moment: another aka may be making the register just now.
    db.read_together([&] {
        version = db.pragma("user_version");
        owner = db.pragma("application_id");
        blank = owner == 0 && version == 0 && db.number("SELECT count(*) AS n FROM sqlite_master") == 0;
    });
    const std::string path = file.string();
    const auto name = fmt::arg("file", path);
    if (owner != application_id && !blank)
        storage_error(tr("{file} is no register of aka; choose another file with --db", name));
    if (version > newest_schema())
        storage_error(
            tr("{file} was written by a newer aka (version {version}, this one knows {known}); upgrade aka",
               name, fmt::arg("version", version), fmt::arg("known", newest_schema())));
    return version;
}

bool on_network_file_system(const fs::path& path) {
    struct statfs status {};
    const fs::path place = path.empty() ? fs::path{"."} : path;
    if (statfs(place.c_str(), &status) != 0) return false;
    // NFS, SMB, SMB2, CIFS, AFS, Coda, 9P; numbers from linux/magic.h and statfs(2).
    constexpr std::array<std::uint32_t, 7> remote{0x6969,     0x517B,     0xFE534D42, 0xFF534D42,
                                                  0x5346414F, 0x73757245, 0x01021997};
    return std::find(remote.begin(), remote.end(), static_cast<std::uint32_t>(status.f_type)) != remote.end();
}

int newest_schema() {
    return static_cast<int>(migrations().size());
}

std::unique_ptr<SqliteRegister> open_sqlite(const fs::path& file, OpenFor purpose,
                                            std::chrono::seconds patience) {
    return open_version(file, purpose, patience, newest_schema());
}

std::unique_ptr<SqliteRegister> open_foreign(const fs::path& file) {
    constexpr std::chrono::seconds patience{20};
    const std::string path = file.string();
    const auto name = fmt::arg("file", path);
    if (look_at(file) != Existence::present) storage_error(tr("{file} is no register; name a backup", name));
    auto db = std::make_unique<Connection>(file, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, patience);
    db->exec("PRAGMA query_only = ON");
    require_ours(*db, file);
    if (!has_own_tables(*db))
        storage_error(
            tr("{file} holds other tables than a register of aka; nothing was taken from it", name));
    return db;
}

bool has_register_mark(const fs::path& file) {
    constexpr std::string_view magic = "SQLite format 3";
    constexpr std::size_t place = 68;  // of the application id, most significant byte first
    std::array<char, place + 4> head{};
    if (!std::ifstream{file, std::ios::binary}.read(head.data(), head.size())) return false;
    unsigned id = 0;
    for (std::size_t i = place; i < head.size(); ++i)
        id = (id << 8U) | static_cast<unsigned char>(head.at(i));
    return std::string_view{head.data(), magic.size()} == magic && id == application_id;
}

bool has_own_tables(Database& db) {
    const auto version = static_cast<int>(db.number("PRAGMA user_version"));
    return version >= 1 && version <= newest_schema() &&
           schema_of(db) == schema_of(*make_old_register(":memory:", version));
}

void make_register_folder(const fs::path& folder) {
    if (folder.empty()) return;
    if (!fs::exists(folder)) {
        make_register_folder(folder.parent_path());
        if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST)
            storage_error(tr("cannot make the folder {folder}: {why}", fmt::arg("folder", folder.string()),
                             fmt::arg("why", std::generic_category().message(errno))));
    }
    // Of a folder that was there too: who made it may have been cut off before its name was on the disk.
    const fs::path above = fs::absolute(folder / "").parent_path().parent_path();
    if (access(above.c_str(), R_OK) == 0) put_on_disk(above);  // others' folders cannot always be opened
}

void require_own_file(const fs::path& file) {
    static_cast<void>(look_at(file));
}

std::unique_ptr<SqliteRegister> make_old_register(const fs::path& file, int version) {
    return open_version(file, OpenFor::creating, std::chrono::seconds{1}, version);
}

}  // namespace aka
