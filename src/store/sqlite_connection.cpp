#include "sqlite_connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <thread>

#include "aka/model/error.hpp"
#include "aka/text/long_work.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;
using Names = std::shared_ptr<const std::vector<std::string>>;

constexpr int many_statements = 2000;
constexpr const char* larger_cache = "PRAGMA cache_size = -8000";  ///< KiB; SQLite's own is 2000
constexpr int steps_between_ticks = 100000;                        ///< of SQLite's machine: some milliseconds

int tick(void* /*nothing*/) {
    tick_work();
    return 0;  // go on
}

/// SQLite would count its memory, under a lock of its own, with each piece it asks for; nobody asks how much.
/// It takes this before it is used for the first time, and refuses it later, which does no harm.
void leave_memory_uncounted() {
    static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);  // NOLINT(*-vararg)
    static_cast<void>(told);
}

/// SQLite numbers $1, $2, ... as it meets them: their names count, not their order.
int place_of(sqlite3_stmt* statement, std::vector<int>& places, std::size_t parameter) {
    if (places.size() == parameter)
        places.push_back(sqlite3_bind_parameter_index(statement, fmt::format("${}", parameter + 1).c_str()));
    return places[parameter];
}

[[noreturn]] void fail(sqlite3_stmt* statement, int code) {
    throw SQLite::Exception(sqlite3_db_handle(statement), code);
}

void bind(sqlite3_stmt* statement, int place, const Value& value) {
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        code = sqlite3_bind_int64(statement, place, *number);
    else if (const auto* text = std::get_if<std::string>(&value))
        code = sqlite3_bind_text64(statement, place, text->data(), text->size(),
                                   SQLITE_STATIC,  // the parameters outlive the statement's run
                                   SQLITE_UTF8);
    else
        code = sqlite3_bind_null(statement, place);
    if (code != SQLITE_OK) fail(statement, code);
}

/// Whether there is another row.
bool step(sqlite3_stmt* statement) {
    const int code = sqlite3_step(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail(statement, code);
    return code == SQLITE_ROW;
}

Names column_names(sqlite3_stmt* statement) {
    auto names = std::make_shared<std::vector<std::string>>();
    for (int i = 0; i < sqlite3_column_count(statement); ++i)
        names->emplace_back(sqlite3_column_name(statement, i));
    return names;
}

std::string read_text(sqlite3_stmt* statement, int column) {
    const void* const bytes = sqlite3_column_blob(statement, column);  // first: it may change the size
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    return bytes == nullptr ? std::string{} : std::string{static_cast<const char*>(bytes), size};
}

std::vector<Value> read_values(sqlite3_stmt* statement) {
    const int columns = sqlite3_column_count(statement);
    std::vector<Value> values;
    values.reserve(static_cast<std::size_t>(columns));
    for (int i = 0; i < columns; ++i) {
        switch (sqlite3_column_type(statement, i)) {
            case SQLITE_NULL:
                values.emplace_back(nullptr);
                break;
            case SQLITE_INTEGER:
                values.emplace_back(sqlite3_column_int64(statement, i));
                break;
            default:
                values.emplace_back(read_text(statement, i));
        }
    }
    return values;
}

/// What is wrong with the disk is wrong with that of the copy, unless it could not be read.
[[noreturn]] void translate_copy_fault(const SQLite::Exception& fault, const fs::path& file,
                                       const fs::path& copy) {
    const std::string path = copy.string();
    const auto name = fmt::arg("file", path);
    const int code = fault.getErrorCode();
    if (code == SQLITE_FULL)
        throw Error{
            ErrorKind::failed,
            tr("the disk is full, and {file} was not written; make room there, then try again", name)};
    const bool reading = fault.getExtendedErrorCode() == SQLITE_IOERR_READ ||
                         fault.getExtendedErrorCode() == SQLITE_IOERR_SHORT_READ;
    if ((code == SQLITE_IOERR && !reading) || code == SQLITE_CANTOPEN)
        throw Error{ErrorKind::failed, tr("cannot write {file}: {why}", name, fmt::arg("why", fault.what()))};
    translate_fault(fault, file);
}

/// Takes `query_only` away for as long as it lives.
class Writable {
public:
    explicit Writable(Connection& owner) : owner_(owner), before_(owner.pragma("query_only")) {
        owner_.exec("PRAGMA query_only = OFF");
    }
    Writable(const Writable&) = delete;
    Writable& operator=(const Writable&) = delete;
    ~Writable() {
        try {
            owner_.exec(fmt::format("PRAGMA query_only = {}", before_));
        } catch (const std::exception&) {
            // Nothing was written meanwhile, and nothing will be.
        }
    }

private:
    Connection& owner_;
    int before_;
};

}  // namespace

void storage_error(const std::string& message) {
    throw Error{ErrorKind::storage, message};
}

void translate_fault(const SQLite::Exception& fault, const fs::path& file) {
    const std::string path = file.string();
    const auto name = fmt::arg("file", path);
    switch (fault.getErrorCode()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            storage_error(
                tr("the register {file} is locked by another program; try again when it is done", name));
        case SQLITE_READONLY:
            if (fault.getExtendedErrorCode() == SQLITE_READONLY_DBMOVED)
                storage_error(tr(
                    "the register {file} was replaced by another one meanwhile; nothing was saved, try again",
                    name));
            storage_error(tr(
                "the register {file} is read-only; check the permissions of the file and its folder", name));
        case SQLITE_FULL:
            throw Error{ErrorKind::failed, tr("the disk is full; nothing was saved in {file}", name)};
        case SQLITE_NOTADB:
            storage_error(tr("{file} is no register of aka; choose another file with --db", name));
        case SQLITE_CORRUPT:
            storage_error(
                tr("the register {file} is damaged; put a backup in its place, or ask for help before "
                   "anything else is done with it",
                   name));
        case SQLITE_CANTOPEN:
            storage_error(tr("cannot open the register {file}: {why}", name, fmt::arg("why", fault.what())));
        default:
            storage_error(tr("the register {file}: {why}", name, fmt::arg("why", fault.what())));
    }
}

int Patience::wait(void* self, int tries) {
    auto& patience = *static_cast<Patience*>(self);
    const auto now = std::chrono::steady_clock::now();
    if (tries == 0) patience.since = now;
    if (now - patience.since > patience.limit) return 0;
    if (!patience.random) patience.random.emplace(std::random_device{}());
    std::this_thread::sleep_for(
        std::chrono::milliseconds{std::uniform_int_distribution<int>{1, 12}(*patience.random)});
    return 1;
}

void Connection::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Connection::Prepared Connection::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v2(db_->getHandle(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (code != SQLITE_OK) throw SQLite::Exception(db_->getHandle(), code);
    return {std::unique_ptr<sqlite3_stmt, Finalize>{statement}, nullptr, {}};
}

/// A long transaction changes more pages than SQLite's cache holds: it would write each many times over.
void Connection::count_statement() {
    if (++statements_run_ == many_statements && in_transaction()) db_->exec(larger_cache);
}

/// The prepared statement of the cache, for one run; another one while that runs: the same SQL may be needed
/// again meanwhile.
class Connection::Lease {
public:
    Lease(Connection& owner, std::string_view sql) {
        auto found = owner.statements_.find(sql);
        if (found == owner.statements_.end())
            found = owner.statements_.emplace(sql, owner.prepare(sql)).first;
        kept_ = &found->second;
        if (kept_->runs) own_ = owner.prepare(sql);
        prepared().runs = true;
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() {
        sqlite3_reset(prepared().statement.get());
        sqlite3_clear_bindings(prepared().statement.get());
        prepared().runs = false;
    }
    [[nodiscard]] Prepared& prepared() { return own_.statement ? own_ : *kept_; }

private:
    Prepared* kept_;  // stays where it is, however many more there come to be
    Prepared own_{};
};

template <class Work>
void Connection::guarded(Work work) {
    try {
        work();
    } catch (const SQLite::Exception& fault) {
        translate_fault(fault, file_);
    }
}

Connection::Connection(fs::path file, int flags, std::chrono::milliseconds patience)
    : file_(std::move(file)), patience_{patience, {}, {}} {
    leave_memory_uncounted();
    guarded([&] {
        db_ = std::make_unique<SQLite::Database>(file_.string(), flags);
        sqlite3_busy_handler(db_->getHandle(), &Patience::wait, &patience_);
        sqlite3_progress_handler(db_->getHandle(), steps_between_ticks, &tick, nullptr);
        sqlite3_extended_result_codes(db_->getHandle(), 0);
    });
    harden();
}

void Connection::each(std::string_view sql, const Parameters& parameters,
                      const std::function<void(const Row&)>& row) {
    guarded([&] {
        count_statement();
        Lease lease{*this, sql};
        auto& [kept, names, places, runs] = lease.prepared();
        sqlite3_stmt* const statement = kept.get();
        for (std::size_t i = 0; i < parameters.size(); ++i)
            bind(statement, place_of(statement, places, i), parameters[i]);
        while (step(statement)) {
            if (!names) names = column_names(statement);
            row(Row{names, read_values(statement)});
        }
    });
}

std::int64_t Connection::insert(std::string_view sql, const Fields& fields) {
    // Without RETURNING: that makes SQLite open a savepoint, for which the search index writes what it holds.
    guarded([&] {
        count_statement();
        Lease lease{*this, sql};
        auto& [kept, names, places, runs] = lease.prepared();
        sqlite3_stmt* const statement = kept.get();
        for (std::size_t i = 0; i < fields.size(); ++i)
            bind(statement, place_of(statement, places, i), fields[i].second);
        step(statement);
    });
    return sqlite3_last_insert_rowid(db_->getHandle());
}

void Connection::transaction(const std::function<void()>& work, Finish finish) {
    if (in_transaction()) return work();
    uncertain_ = false;
    statements_run_ = 0;
    guarded([&] { db_->exec("BEGIN IMMEDIATE"); });
    remember_chain_end({});
    try {
        work();
    } catch (...) {
        roll_back();
        throw;
    }
    if (finish == Finish::rollback) return roll_back();
    try {
        remember_chain_end({});
        guarded([&] { db_->exec("COMMIT"); });
        ++commits_;
    } catch (...) {
        uncertain_ = true;
        roll_back();
        throw;
    }
}

void Connection::read_together(const std::function<void()>& work) {
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

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(db_->getHandle()) == 0;
}

void Connection::copy_to(const fs::path& target, const fs::path& named) {
    const Writable writable{*this};  // SQLite counts a copy as writing
    try {
        SQLite::Statement copy{*db_, "VACUUM INTO $1"};
        copy.bind("$1", target.string());
        copy.exec();
    } catch (const SQLite::Exception& fault) {
        translate_copy_fault(fault, file_, named);
    }
}

void Connection::compact() {
    exec("VACUUM");
}

std::vector<std::string> Connection::find_damage() {
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

std::vector<std::string> Connection::find_index_damage() {
    std::vector<std::string> found;
    const Writable writable{*this};  // asking is an INSERT that writes nothing
    try {
        db_->exec("BEGIN IMMEDIATE");
        db_->exec("INSERT INTO case_search (case_search) VALUES ('integrity-check')");
    } catch (const SQLite::Exception& fault) {
        roll_back();
        if (fault.getErrorCode() == SQLITE_CORRUPT)
            found.push_back(tr("the search index is damaged"));
        else if (fault.getErrorCode() != SQLITE_READONLY && fault.getErrorCode() != SQLITE_CANTOPEN)
            translate_fault(fault, file_);
    }
    roll_back();
    return found;
}

void Connection::exec(const std::string& sql) {
    guarded([&] { db_->exec(sql); });
}

int Connection::pragma(const char* name) {
    return static_cast<int>(number(fmt::format("PRAGMA {}", name)));
}

void Connection::harden() {
    constexpr int longest_value = 64 << 20;  // bytes; the longest text is 256 kB, a change tells of many
    constexpr int deepest = 500;             // a case with many merged into it has as many subjects
    sqlite3* const handle = db_->getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);       // NOLINT(*-vararg)
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);  // NOLINT(*-vararg)
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);     // NOLINT(*-vararg)
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);  // NOLINT(*-vararg)
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, longest_value);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, deepest);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 1);  // a copy is made through one
    exec("PRAGMA cell_size_check = ON");
}

void Connection::roll_back() noexcept {
    remember_chain_end({});
    // After a full disk or an I/O fault SQLite may have rolled back by itself.
    if (in_transaction()) sqlite3_exec(db_->getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace aka
