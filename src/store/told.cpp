#include "told.hpp"

namespace aka {

std::vector<ToldRow> told_rows(const std::string& body) {
    std::vector<ToldRow> rows;
    auto told = nlohmann::json::parse(body, nullptr, false);
    if (!told.is_object() || !told.contains("records") || !told["records"].is_array()) return rows;
    for (auto& record : told["records"])
        if (record.is_object() && record.contains("table") && record.contains("row") &&
            record["table"].is_string() && record["row"].is_object())
            rows.push_back({record["table"], std::move(record["row"])});
    return rows;
}

}  // namespace aka
