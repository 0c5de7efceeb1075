#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "aka/store/database.hpp"

namespace aka {

/// A column of a row as an event tells it; NULL when it tells something else or nothing.
inline Value value_of(const nlohmann::json& row, const char* column) {
    const auto found = row.find(column);
    if (found == row.end()) return nullptr;
    if (found->is_number_integer()) return found->get<std::int64_t>();
    if (found->is_string()) return found->get<std::string>();
    return nullptr;
}

/// A row that the body of an event tells of.
struct ToldRow {
    std::string table;
    nlohmann::json row;  ///< an object
};
/// In the order they were told; what is no such row is left out, of broken JSON all.
std::vector<ToldRow> told_rows(const std::string& body);

/// Appends what `told_rows` reads: a table's row as an object.
void append_told(std::string& body, std::string_view table, const Fields& fields);

}  // namespace aka
