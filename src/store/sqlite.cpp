#include "aka/store/sqlite.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <thread>

#include "aka/model/error.hpp"
#include "aka/store/sqlite_migrations.hpp"
#include "aka/text/crypto.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

constexpr int application_id = 0x616B6131;  // "aka1": marks the file as ours

[[noreturn]] void storage_error(const std::string& message) {
    throw Error{ErrorKind::storage, message};
}

/// SQLite's fault in the words of aka, with the way out.
[[noreturn]] void translate_fault(const SQLite::Exception& fault, const fs::path& file) {
    const std::string path = file.string();
    const auto name = fmt::arg("file", path);
    switch (fault.getErrorCode()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            storage_error(
                tr("the register {file} is locked by another program; try again when it is done", name));
        case SQLITE_READONLY:
            storage_error(tr(
                "the register {file} is read-only; check the permissions of the file and its folder", name));
        case SQLITE_FULL:
            throw Error{ErrorKind::failed, tr("the disk is full; nothing was saved in {file}", name)};
        case SQLITE_NOTADB:
            storage_error(tr("{file} is no register of aka; choose another file with --db", name));
        case SQLITE_CORRUPT:
            storage_error(
                tr("the register {file} is damaged; see aka data check, and restore a backup", name));
        case SQLITE_CANTOPEN:
            storage_error(tr("cannot open the register {file}: {why}", name, fmt::arg("why", fault.what())));
        default:
            storage_error(tr("the register {file}: {why}", name, fmt::arg("why", fault.what())));
    }
}

/// Waits of random length: SQLite's own waiting is not fair to those who came first.
struct Patience {
    std::chrono::milliseconds limit;
    std::chrono::steady_clock::time_point since;
    std::minstd_rand random{std::random_device{}()};

    static int wait(void* self, int tries) {
        auto& patience = *static_cast<Patience*>(self);
        const auto now = std::chrono::steady_clock::now();
        if (tries == 0) patience.since = now;
        if (now - patience.since > patience.limit) return 0;
        std::this_thread::sleep_for(
            std::chrono::milliseconds{std::uniform_int_distribution<int>{1, 12}(patience.random)});
        return 1;
    }
};

class Sqlite final : public SqliteRegister {
public:
    Sqlite(fs::path file, int flags, std::chrono::milliseconds patience)
        : file_(std::move(file)), patience_{patience, {}} {
        guarded([&] {
            db_ = std::make_unique<SQLite::Database>(file_.string(), flags);
            sqlite3_busy_handler(db_->getHandle(), &Patience::wait, &patience_);
            sqlite3_extended_result_codes(db_->getHandle(), 0);
        });
    }

    void each(std::string_view sql, const Parameters& parameters,
              const std::function<void(const Row&)>& row) override {
        guarded([&] {
            const Lease lease{*this, sql};
            auto& [statement, names, places] = lease.prepared();
            for (std::size_t i = 0; i < parameters.size(); ++i)
                bind(statement, place_of(statement, places, i), parameters[i]);
            while (statement.executeStep()) {
                if (!names) names = column_names(statement);
                row(Row{names, read_values(statement)});
            }
        });
    }

    void transaction(const std::function<void()>& work, Finish finish) override {
        if (in_transaction()) return work();
        uncertain_ = false;
        guarded([&] { db_->exec("BEGIN IMMEDIATE"); });
        try {
            work();
        } catch (...) {
            roll_back();
            throw;
        }
        if (finish == Finish::rollback) return roll_back();
        try {
            guarded([&] { db_->exec("COMMIT"); });
        } catch (...) {
            uncertain_ = true;
            roll_back();
            throw;
        }
    }

    void read_together(const std::function<void()>& work) override {
        if (in_transaction()) return work();
        guarded([&] { db_->exec("BEGIN DEFERRED"); });
        try {
            work();
        } catch (...) {
            roll_back();
            throw;
        }
        roll_back();  // nothing was written
    }

    [[nodiscard]] bool in_transaction() const override {
        return sqlite3_get_autocommit(db_->getHandle()) == 0;
    }

    [[nodiscard]] bool commit_was_uncertain() const override { return uncertain_; }

    void copy_to(const fs::path& target) override {
        const int only_reading = pragma("query_only");
        exec("PRAGMA query_only = OFF");  // SQLite counts a copy as writing
        const auto restore = [&](int*) {
            sqlite3_exec(db_->getHandle(), fmt::format("PRAGMA query_only = {}", only_reading).c_str(),
                         nullptr, nullptr, nullptr);
        };
        int afterwards = 0;
        const std::unique_ptr<int, decltype(restore)> guard{&afterwards, restore};
        each("VACUUM INTO $1", {target.string()}, [](const Row&) {});
    }

    std::vector<std::string> find_damage() override {
        std::vector<std::string> found;
        each("PRAGMA integrity_check", {}, [&](const Row& row) {
            if (row.text("integrity_check") != "ok") found.push_back(row.text("integrity_check"));
        });
        each("PRAGMA foreign_key_check", {}, [&](const Row& row) {
            found.push_back(tr("{table} row {row} points to a missing {parent}",
                               fmt::arg("table", row.text("table")),
                               fmt::arg("row", row.optional_integer("rowid").value_or(0)),
                               fmt::arg("parent", row.text("parent"))));
        });
        return found;
    }

    void exec(const std::string& sql) {
        guarded([&] { db_->exec(sql); });
    }

    [[nodiscard]] int pragma(const char* name) {
        return static_cast<int>(number(fmt::format("PRAGMA {}", name)));
    }

private:
    using Names = std::shared_ptr<const std::vector<std::string>>;

    struct Prepared {
        SQLite::Statement statement;
        Names names;              ///< of its columns, once it has answered
        std::vector<int> places;  ///< SQLite's own numbers of $1, $2, ...
    };
    using Cache = std::map<std::string, Prepared, std::less<>>;

    /// A prepared statement, taken out of the cache while it runs: the same SQL may be needed again
    /// meanwhile.
    class Lease {
    public:
        Lease(Sqlite& owner, std::string_view sql) : owner_(owner) {
            auto found = owner.idle_.find(sql);
            if (found == owner.idle_.end())
                found =
                    owner.idle_
                        .emplace(sql, Prepared{SQLite::Statement{*owner.db_, std::string{sql}}, nullptr, {}})
                        .first;
            node_ = owner.idle_.extract(found);
        }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease() {
            if (prepared().statement.tryReset() == SQLITE_OK) {
                prepared().statement.clearBindings();
                owner_.idle_.insert(std::move(node_));
            }
        }
        [[nodiscard]] Prepared& prepared() const { return node_.mapped(); }

    private:
        Sqlite& owner_;
        Cache::node_type node_;
    };

    template <class Work>
    void guarded(Work work) {
        try {
            work();
        } catch (const SQLite::Exception& fault) {
            translate_fault(fault, file_);
        }
    }

    /// SQLite numbers $1, $2, ... as it meets them: their names count, not their order.
    static int place_of(const SQLite::Statement& statement, std::vector<int>& places, std::size_t parameter) {
        if (places.size() == parameter)
            places.push_back(statement.getIndex(fmt::format("${}", parameter + 1).c_str()));
        return places[parameter];
    }

    static void bind(SQLite::Statement& statement, int place, const Value& value) {
        if (const auto* number = std::get_if<std::int64_t>(&value))
            statement.bind(place, *number);
        else if (const auto* text = std::get_if<std::string>(&value))
            statement.bindNoCopy(place, *text);  // the parameters outlive the statement's run
        else
            statement.bind(place);
    }

    static Names column_names(const SQLite::Statement& statement) {
        auto names = std::make_shared<std::vector<std::string>>();
        for (int i = 0; i < statement.getColumnCount(); ++i) names->emplace_back(statement.getColumnName(i));
        return names;
    }

    static std::vector<Value> read_values(SQLite::Statement& statement) {
        std::vector<Value> values;
        values.reserve(static_cast<std::size_t>(statement.getColumnCount()));
        for (int i = 0; i < statement.getColumnCount(); ++i) {
            const SQLite::Column column = statement.getColumn(i);
            switch (column.getType()) {
                case SQLITE_NULL:
                    values.emplace_back(nullptr);
                    break;
                case SQLITE_INTEGER:
                    values.emplace_back(column.getInt64());
                    break;
                default:
                    values.emplace_back(column.getString());
            }
        }
        return values;
    }

    void roll_back() noexcept {
        // After a full disk or an I/O fault SQLite may have rolled back by itself.
        if (in_transaction()) sqlite3_exec(db_->getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }

    fs::path file_;
    Patience patience_;
    std::unique_ptr<SQLite::Database> db_;
    Cache idle_;
    bool uncertain_ = false;
};

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

void make_folder(const fs::path& folder) {
    if (folder.empty() || fs::exists(folder)) return;
    make_folder(folder.parent_path());
    if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST)
        storage_error(tr("cannot make the folder {folder}: {why}", fmt::arg("folder", folder.string()),
                         fmt::arg("why", std::generic_category().message(errno))));
}

void set_up(Sqlite& db, OpenFor purpose) {
    db.exec("PRAGMA foreign_keys = ON");  // off by default, and ignored inside a transaction
    db.exec("PRAGMA trusted_schema = OFF");
    if (purpose == OpenFor::reading) return db.exec("PRAGMA query_only = ON");
    // Tried under simulated power loss: SQLite's defaults and WAL lose acknowledged records, these lose none.
    db.exec("PRAGMA journal_mode = TRUNCATE");
    db.exec("PRAGMA synchronous = EXTRA");
    db.exec("PRAGMA secure_delete = ON");
}

void require_ours(Sqlite& db, const fs::path& file) {
    const int version = db.pragma("user_version");
    const std::string path = file.string();
    const auto name = fmt::arg("file", path);
    const int owner = db.pragma("application_id");
    if (owner != application_id &&
        (owner != 0 || version != 0 || db.number("SELECT count(*) AS n FROM sqlite_master") != 0))
        storage_error(tr("{file} is no register of aka; choose another file with --db", name));
    if (version > newest_schema())
        storage_error(
            tr("{file} was written by a newer aka (version {version}, this one knows {known}); upgrade aka",
               name, fmt::arg("version", version), fmt::arg("known", newest_schema())));
}

void back_up_before_migration(Sqlite& db, const fs::path& file, int version) {
    if (version == 0 || file == ":memory:") return;
    const fs::path target = fmt::format("{}.v{}", file.string(), version);
    if (!fs::exists(target)) db.copy_to(target);
}

void migrate(Sqlite& db, const fs::path& file, int wanted) {
    const int before = db.pragma("user_version");
    if (before >= wanted) return;
    back_up_before_migration(db, file, before);
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

std::unique_ptr<Sqlite> open_version(const fs::path& file, OpenFor purpose,
                                     std::chrono::milliseconds patience, int version) {
    const bool in_memory = file == ":memory:";
    if (!in_memory) {
        const auto existence = look_at(file);
        if (existence != Existence::present && purpose != OpenFor::creating)
            storage_error(tr("no register at {file} yet; the first aka case new makes it",
                             fmt::arg("file", file.string())));
        if (existence == Existence::absent) make_folder(file.parent_path());
        require_local(existence == Existence::absent ? file.parent_path() : file);
    }
    // Without SQLite's own locks: a register is used by one thread.
    const int flags = SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX |
                      (purpose == OpenFor::creating ? SQLite::OPEN_CREATE : 0);
    auto db = std::make_unique<Sqlite>(file, flags, patience);
    require_ours(*db, file);
    const int found = db->pragma("user_version");
    if (found == 0 && purpose != OpenFor::creating)
        storage_error(tr("no register at {file} yet; the first aka case new makes it",
                         fmt::arg("file", file.string())));
    if (found < version) {
        set_up(*db, OpenFor::writing);
        migrate(*db, file, version);
    }
    set_up(*db, purpose);
    return db;
}

}  // namespace

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

std::unique_ptr<SqliteRegister> make_old_register(const fs::path& file, int version) {
    return open_version(file, OpenFor::creating, std::chrono::seconds{1}, version);
}

}  // namespace aka
