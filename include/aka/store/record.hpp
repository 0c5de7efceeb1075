#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aka/model/code.hpp"
#include "aka/model/date.hpp"
#include "aka/model/key.hpp"
#include "aka/store/database.hpp"

namespace aka {

/// How a record lies in the register; specialised beside each record with
/// `static constexpr const char* table`, `static Fields fields(const Record&)` and `static Record read(const
/// Row&)`.
template <class Record>
struct Stored;

inline Value to_value(const std::string& text) {
    return text;
}
inline Value to_value(std::int64_t number) {
    return number;
}
inline Value to_value(int number) {
    return std::int64_t{number};
}
inline Value to_value(Date date) {
    return to_iso(date);
}
inline Value to_value(Instant instant) {
    return to_iso(instant);
}
template <class Tag>
Value to_value(const Name<Tag>& name) {
    return name.text;
}
template <class Tag>
Value to_value(Id<Tag> id) {
    return id.value;
}
template <class Enum, std::size_t = Codes<Enum>::list.size()>
Value to_value(Enum value) {
    return std::string{code(value)};
}
template <class T>
Value to_value(const std::optional<T>& value) {
    return value ? to_value(*value) : Value{nullptr};
}

/// Empty texts are kept as NULL where absence is normal.
inline Value null_if_empty(const std::string& text) {
    return text.empty() ? Value{nullptr} : Value{text};
}

/// The instant of a column written by `to_iso`.
Instant read_instant(const Row& row, std::string_view column);
std::optional<int> read_optional_int(const Row& row, std::string_view column);
inline int read_int(const Row& row, std::string_view column) {
    return static_cast<int>(row.integer(column));
}

/// Writes a new row, or the row `id` anew, from `fields`: each record is mapped to its table in one place,
/// and what is written is what the event tells.
std::int64_t insert_row(Database& db, const char* table, const Fields& fields);
void update_row(Database& db, const char* table, std::int64_t id, const Fields& fields);
void delete_row(Database& db, const char* table, std::int64_t id);

template <class Record>
std::vector<Record> read_all(Database& db, std::string_view sql, const Parameters& parameters) {
    std::vector<Record> records;
    db.each(sql, parameters, [&](const Row& row) { records.push_back(Stored<Record>::read(row)); });
    return records;
}

template <class Record>
std::optional<Record> read_one(Database& db, std::string_view sql, const Parameters& parameters) {
    std::optional<Record> record;
    db.each(sql, parameters, [&](const Row& row) {
        if (!record) record = Stored<Record>::read(row);
    });
    return record;
}

}  // namespace aka
