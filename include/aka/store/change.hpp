#pragma once

#include <string>
#include <string_view>

#include "aka/store/events.hpp"
#include "aka/store/record.hpp"

namespace aka {

/// A new key: the milliseconds of `now`, then 80 random bits.
Key make_key(Instant now);

/// What one act of a person writes: records, and the event that tells of them. Lives inside one transaction.
class Change {
public:
    Change(Database& db, Author author, Instant now, bool today_was_moved);
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;
    ~Change() = default;

    [[nodiscard]] Database& db() { return db_; }
    [[nodiscard]] Instant now() const { return now_; }

    /// Gives the record its key, unless it has one, and its id.
    template <class Record>
    void insert(Record& record) {
        if (record.key.empty()) record.key = make_key(now_);
        const auto fields = Stored<Record>::fields(record);
        record.id.value = insert_row(db_, Stored<Record>::table, fields);
        tell(Stored<Record>::table, fields);
    }

    template <class Record>
    void update(const Record& record) {
        const auto fields = Stored<Record>::fields(record);
        update_row(db_, Stored<Record>::table, record.id.value, fields);
        tell(Stored<Record>::table, fields);
    }

    /// Takes the record out of the register; the event tells that it did.
    template <class Record>
    void remove(const Record& record) {
        delete_row(db_, Stored<Record>::table, record.id.value);
        tell(Stored<Record>::table, {{"key", record.key}, {"removed", std::int64_t{1}}});
    }

    /// Adds to the event what was written to a table beside the records.
    void tell(std::string_view table, const Fields& fields);

    /// Writes the event of all that was told since the last. `kind` is the act, as "case close"; `subject`
    /// the record it is about, as "case:KEY".
    void record(std::string_view kind, std::string_view subject, Date happened);

    /// The hash of the last event written; empty when none was.
    [[nodiscard]] const std::string& last_hash() const { return last_hash_; }

private:
    Database& db_;
    Author author_;
    Instant now_;
    bool today_was_moved_;
    std::string told_;  ///< the records of the next event, as its body has them
    std::string last_hash_;
};

}  // namespace aka
