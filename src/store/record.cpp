#include "aka/store/record.hpp"

#include <fmt/format.h>

#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/text/tr.hpp"

namespace aka {

Instant read_instant(const Row& row, std::string_view column) {
    const std::string& text = row.text(column);
    const auto day = parse_iso_date(std::string_view{text}.substr(0, 10));
    if (!day || text.size() != 20 || text[10] != 'T' || text[19] != 'Z')
        throw Error{ErrorKind::storage,
                    tr("the register is damaged: column {column} holds no time; see aka data check",
                       fmt::arg("column", column))};
    const auto part = [&](std::size_t at) {
        return parse_count(std::string_view{text}.substr(at, 2), 0, 60).value_or(0);
    };
    return Instant{*day} + std::chrono::hours{part(11)} + std::chrono::minutes{part(14)} +
           std::chrono::seconds{part(17)};
}

std::optional<int> read_optional_int(const Row& row, std::string_view column) {
    const auto value = row.optional_integer(column);
    return value ? std::optional{static_cast<int>(*value)} : std::nullopt;
}

std::int64_t insert_row(Database& db, const char* table, const Fields& fields) {
    std::string sql;
    sql.reserve(512);  // the longest table's
    sql.append("INSERT INTO ").append(table);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        sql += i == 0 ? " (" : ", ";
        sql += fields[i].first;
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        sql += i == 0 ? ") VALUES ($" : ", $";
        sql += std::to_string(i + 1);
    }
    sql += ')';
    return db.insert(sql, fields);
}

void update_row(Database& db, const char* table, std::int64_t id, const Fields& fields) {
    std::string sets;
    Parameters parameters;
    const auto set = [&](const char* column, const Value& value) {
        parameters.push_back(value);
        sets.append(sets.empty() ? "" : ", ")
            .append(column)
            .append(" = $")
            .append(std::to_string(parameters.size()));
    };
    // Only what is otherwise than it stands there: each column that is set renews the indexes it stands in.
    db.each(std::string{"SELECT * FROM "} + table + " WHERE id = $1", {id}, [&](const Row& row) {
        for (const auto& [column, value] : fields)
            if (row.value(column) != value) set(column, value);
    });
    if (parameters.empty()) return;
    parameters.emplace_back(id);
    db.query(fmt::format("UPDATE {} SET {} WHERE id = ${}", table, sets, parameters.size()), parameters);
}

void delete_row(Database& db, const char* table, std::int64_t id) {
    db.query(fmt::format("DELETE FROM {} WHERE id = $1", table), {id});
}

}  // namespace aka
