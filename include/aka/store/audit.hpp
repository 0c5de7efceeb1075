#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/model/key.hpp"
#include "aka/store/events.hpp"
#include "aka/store/record.hpp"

namespace aka {

/// The kind of the event that an erasure leaves; its body names the bodies that went.
constexpr const char* erase_kind = "erase";
/// The table under which it names them.
constexpr const char* body_table = "event_body";

/// The tables whose rows have a key of their own, and of which every change is told by an event.
constexpr std::array<const char*, 16> record_tables{
    "business", "contact",     "case_file",      "need",       "note",          "followup",
    "consent",  "draw",        "extra_proposal", "referral",   "referral_step", "feedback",
    "prospect", "actor_check", "actor_capacity", "publication"};
bool is_record_table(std::string_view table);

/// The columns of a row without its `id`, as an event tells them. They live as long as `row`.
Fields told_fields(const Row& row);

/// The eligible actors of a draw in their order, joined by a comma: as an event tells them.
std::string told_actors(Database& db, const Key& draw);

/// Where a record is otherwise than the newest event that tells of it says: changed, gone, back again, or
/// told by none. Empty when all is well.
std::vector<std::string> verify_records(Database& db);

struct EventFilter {
    std::vector<std::string> subjects;  ///< empty: all
    std::string who;                    ///< initials; empty: all
    std::optional<Date> since;          ///< recorded on this day (UTC) or later
    std::optional<Date> until;
    std::int64_t limit = 50;  ///< the newest so many
};

/// An event as a list shows it.
struct EventLine {
    Event event;  ///< without its body
    std::string hash;
    std::string case_ref;  ///< empty: it is about no case that is still known
    bool erased = false;   ///< its body is gone
};

/// The newest last.
std::vector<EventLine> list_events(Database& db, const EventFilter& filter);

}  // namespace aka
