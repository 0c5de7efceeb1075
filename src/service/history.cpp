#include "aka/service/history.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace aka {
namespace {

using Json = nlohmann::json;

/// The columns that tell what became of a record, by table, in the order they are read.
constexpr std::array<std::pair<const char*, std::array<const char*, 6>>, 9> telling{
    {{"need", {"topic", "positions", "outcome", "cause", "filled", "other_profile"}},
     {"referral", {"number", "actor", "state", "reason", "outcome", "hires"}},
     {"consent", {"purpose", "scope", "recipient", "via", "until", "withdrawn_on"}},
     {"followup", {"kind", "due", "done_on", nullptr, nullptr, nullptr}},
     {"feedback", {"wave", "response", "score", "recommend", nullptr, nullptr}},
     {"note", {"minutes", nullptr, nullptr, nullptr, nullptr, nullptr}},
     {"draw", {"topic", "municipality", "reason", nullptr, nullptr, nullptr}},
     {"case_file", {"received_on", "received_in", "owner", "status", "closed_on", nullptr}},
     {"merged_case", {"ref", nullptr, nullptr, nullptr, nullptr, nullptr}}}};

std::string to_word(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string describe(const std::string& table, const Json& row) {
    for (const auto& [name, columns] : telling) {
        if (table != name) continue;
        std::string words = table;
        for (const char* column : columns) {
            if (column == nullptr || !row.contains(column) || row.at(column).is_null()) continue;
            words += ' ' + std::string{column} + '=' + to_word(row.at(column));
        }
        return row.contains("removed") ? words + " removed" : words;
    }
    return {};
}

}  // namespace

std::vector<std::string> what_was_written(const Event& event) {
    std::vector<std::string> written;
    const Json body = Json::parse(event.body, nullptr, false);
    if (body.is_discarded() || !body.contains("records")) return written;
    for (const auto& record : body.at("records"))
        if (auto words = describe(record.at("table").get<std::string>(), record.at("row")); !words.empty())
            written.push_back(std::move(words));
    return written;
}

}  // namespace aka
