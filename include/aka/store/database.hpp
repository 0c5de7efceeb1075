#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "aka/model/code.hpp"
#include "aka/model/date.hpp"

namespace aka {

using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;
using Parameters = std::vector<Value>;

/// A record as its table's columns, without `id`.
using Fields = std::vector<std::pair<const char*, Value>>;

/// A number in digits; NULL is empty.
std::string to_text(const Value& value);

/// One row of an answer, its columns read by name. A missing column, or a value of another kind, is a damaged
/// register: a storage error.
class Row {
public:
    Row(std::shared_ptr<const std::vector<std::string>> names, std::vector<Value> values)
        : names_(std::move(names)), values_(std::move(values)) {}

    [[nodiscard]] std::int64_t integer(std::string_view column) const;
    [[nodiscard]] const std::string& text(std::string_view column) const;
    [[nodiscard]] Date date(std::string_view column) const;
    [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view column) const;
    [[nodiscard]] std::string optional_text(std::string_view column) const;  ///< empty when NULL
    [[nodiscard]] std::optional<Date> optional_date(std::string_view column) const;

    template <class Enum>
    [[nodiscard]] Enum choice(std::string_view column) const {
        const auto value = find_code<Enum>(text(column));
        if (!value) damaged(column);
        return *value;
    }
    template <class Enum>
    [[nodiscard]] std::optional<Enum> optional_choice(std::string_view column) const {
        return is_null(column) ? std::nullopt : std::optional{choice<Enum>(column)};
    }

    [[nodiscard]] bool is_null(std::string_view column) const;
    [[nodiscard]] const Value& value(std::string_view column) const;
    [[nodiscard]] const std::vector<std::string>& names() const { return *names_; }
    [[nodiscard]] const std::vector<Value>& values() const { return values_; }

private:
    [[noreturn]] static void damaged(std::string_view column);
    std::shared_ptr<const std::vector<std::string>> names_;
    std::vector<Value> values_;
    mutable std::size_t next_ = 0;  ///< behind the column read last: readers go from left to right
};

enum class Finish { commit, rollback };

/// The newest event of the audit chain.
struct ChainEnd {
    std::int64_t seq = 0;
    std::string hash;
};

/// The seam to the database engine. Statements are SQL that SQLite and PostgreSQL both understand, with `$1`,
/// `$2`, ... for the parameters. Faults are storage errors that name the way out.
class Database {
public:
    Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    virtual ~Database() = default;

    /// Runs one statement and calls `row` for each row of the answer as it comes.
    virtual void each(std::string_view sql, const Parameters& parameters,
                      const std::function<void(const Row&)>& row) = 0;

    /// Runs one statement and returns its rows; for answers known to be short.
    std::vector<Row> query(std::string_view sql, const Parameters& parameters = {});

    /// The same for a statement that answers at most one row.
    std::optional<Row> find(std::string_view sql, const Parameters& parameters = {});

    /// The same for a statement that answers one number.
    std::int64_t number(std::string_view sql, const Parameters& parameters = {});

    /// Runs an INSERT of one row, `$1` and so on the values of `fields` in their order, and returns the `id`
    /// that the row was given.
    virtual std::int64_t insert(std::string_view sql, const Fields& fields);

    /// Runs `work` in a transaction: committed when it returns, rolled back when it throws or when `finish`
    /// says so. Inside another transaction it becomes a part of that one.
    virtual void transaction(const std::function<void()>& work, Finish finish = Finish::commit) = 0;

    /// Runs `work`, which only reads, on the register as it stands now: nothing that is recorded meanwhile is
    /// seen by a part of it.
    virtual void read_together(const std::function<void()>& work) = 0;

    [[nodiscard]] virtual bool in_transaction() const = 0;

    /// The event that the transaction under way has written last: nobody else can have written one since.
    /// Empty before the first, and outside a transaction.
    [[nodiscard]] const std::optional<ChainEnd>& chain_end() const { return chain_end_; }
    void remember_chain_end(std::optional<ChainEnd> end) { chain_end_ = std::move(end); }

private:
    std::optional<ChainEnd> chain_end_;
};

}  // namespace aka
