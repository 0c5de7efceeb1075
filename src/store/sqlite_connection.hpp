#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <chrono>
#include <optional>
#include <random>
#include <unordered_map>

#include "aka/store/sqlite.hpp"

struct sqlite3_stmt;

namespace aka {

[[noreturn]] void storage_error(const std::string& message);

/// SQLite's fault in the words of aka, with the way out.
[[noreturn]] void translate_fault(const SQLite::Exception& fault, const std::filesystem::path& file);

/// Waits of random length: SQLite's own waiting is not fair to those who came first.
struct Patience {
    std::chrono::milliseconds limit;
    std::chrono::steady_clock::time_point since;
    std::optional<std::minstd_rand> random;  ///< once there is something to wait for: a seed takes its time

    static int wait(void* self, int tries);
};

/// One open SQLite file: statements are prepared once, faults come out in the words of aka.
class Connection final : public SqliteRegister {
public:
    Connection(std::filesystem::path file, int flags, std::chrono::milliseconds patience);

    void each(std::string_view sql, const Parameters& parameters,
              const std::function<void(const Row&)>& row) override;
    std::int64_t insert(std::string_view sql, const Fields& fields) override;
    void transaction(const std::function<void()>& work, Finish finish) override;
    void read_together(const std::function<void()>& work) override;
    [[nodiscard]] bool in_transaction() const override;
    [[nodiscard]] bool commit_was_uncertain() const override { return uncertain_; }
    [[nodiscard]] std::int64_t commits() const override { return commits_; }
    void copy_to(const std::filesystem::path& target, const std::filesystem::path& named) override;
    void compact() override;
    std::vector<std::string> find_damage() override;
    std::vector<std::string> find_index_damage() override;

    void exec(const std::string& sql);
    [[nodiscard]] int pragma(const char* name);

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    struct Prepared {
        std::unique_ptr<sqlite3_stmt, Finalize> statement;
        std::shared_ptr<const std::vector<std::string>> names;  ///< of its columns, once it has answered
        std::vector<int> places;                                ///< SQLite's own numbers of $1, $2, ...
        bool runs = false;
    };
    struct TextHash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Cache = std::unordered_map<std::string, Prepared, TextHash, std::equal_to<>>;
    class Lease;

    [[nodiscard]] Prepared prepare(std::string_view sql);
    void count_statement();
    template <class Work>
    void guarded(Work work);
    /// Whoever made the file: nothing in it can run, or be written behind SQLite's back.
    void harden();
    void roll_back() noexcept;

    std::filesystem::path file_;
    Patience patience_;
    std::unique_ptr<SQLite::Database> db_;
    Cache statements_;
    bool uncertain_ = false;
    int statements_run_ = 0;  ///< in the transaction under way
    std::int64_t commits_ = 0;
};

/// A whole copy of a register of an older version beside it, as "aka.db.v1", checked before it gets that
/// name. One that is there already is left when it is whole and holds the same; half of one is replaced.
void back_up_before_migration(Connection& db, const std::filesystem::path& file, int version);

/// The version of its tables, 0 before it has any. A storage error when the file is another program's, or
/// newer than this program.
int require_ours(Connection& db, const std::filesystem::path& file);

}  // namespace aka
