#pragma once

#include <nlohmann/json.hpp>

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

}  // namespace aka
