#include "aka/store/change.hpp"

#include <fmt/format.h>

#include "aka/store/audit.hpp"
#include "aka/text/crypto.hpp"
#include "told.hpp"

namespace aka {
Key make_key(Instant now) {
    return fmt::format("{:012x}{}",
                       static_cast<std::uint64_t>(now.time_since_epoch().count()) & 0xFFFFFFFFFFFF,
                       random_hex(10));
}

Change::Change(Database& db, Author author, Instant now, bool today_was_moved)
    : db_(db), author_(std::move(author)), now_(now), today_was_moved_(today_was_moved) {}

void Change::tell(std::string_view table, const Fields& fields) {
    if (!told_.empty()) told_ += ',';
    append_told(told_, table, fields);
}

void Change::record(std::string_view kind, std::string_view subject, Date happened) {
    if (!db_.chain_end() && !db_.find("SELECT seq FROM event LIMIT 1"))
        tell_plain(*this, "register", std::int64_t{1});
    std::string body = "{\"records\":[" + std::exchange(told_, {}) + ']';
    if (today_was_moved_) body += ",\"today_moved_to\":\"" + to_iso(happened) + '"';
    body += '}';
    last_hash_ = append_event(
        db_, {0, now_, happened, std::string{kind}, std::string{subject}, author_, std::move(body)});
}

}  // namespace aka
