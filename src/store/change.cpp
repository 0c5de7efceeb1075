#include "aka/store/change.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "aka/store/audit.hpp"
#include "aka/text/crypto.hpp"

namespace aka {
namespace {

nlohmann::json to_json(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return nullptr;
}

}  // namespace

Key make_key(Instant now) {
    return fmt::format("{:012x}{}",
                       static_cast<std::uint64_t>(now.time_since_epoch().count()) & 0xFFFFFFFFFFFF,
                       random_hex(10));
}

struct Change::Told {
    nlohmann::json records = nlohmann::json::array();
};

Change::Change(Database& db, Author author, Instant now, bool today_was_moved)
    : db_(db),
      author_(std::move(author)),
      now_(now),
      today_was_moved_(today_was_moved),
      told_(std::make_unique<Told>()) {}

Change::~Change() = default;

void Change::tell(std::string_view table, const Fields& fields) {
    nlohmann::json row;
    for (const auto& [column, value] : fields) row[column] = to_json(value);
    told_->records.push_back({{"table", table}, {"row", std::move(row)}});
}

void Change::record(std::string_view kind, std::string_view subject, Date happened) {
    if (!db_.find("SELECT seq FROM event LIMIT 1")) tell_plain(*this, "register", std::int64_t{1});
    nlohmann::json body{{"records", std::move(told_->records)}};
    if (today_was_moved_) body["today_moved_to"] = to_iso(happened);
    told_->records = nlohmann::json::array();
    last_hash_ =
        append_event(db_, {0, now_, happened, std::string{kind}, std::string{subject}, author_, body.dump()});
}

}  // namespace aka
