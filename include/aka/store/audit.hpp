#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/model/key.hpp"
#include "aka/store/change.hpp"
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

/// A table whose rows have no key of their own: what names one of them.
struct PlainTable {
    std::string_view name;
    const char* first;
    const char* second;  ///< empty: the first is enough
};
/// Those of which events tell all the same, always the whole row.
constexpr std::array<PlainTable, 3> plain_tables{
    {{"counter", "municipality", "year"}, {"merged_case", "ref", ""}, {"register", "id", ""}}};
const PlainTable* plain_table(std::string_view table);
std::optional<Row> find_plain(Database& db, std::string_view table, const Value& first, const Value& second);
/// Adds to the event what stands in such a row now, when it is there.
void tell_plain(Change& change, std::string_view table, const Value& first, const Value& second = nullptr);

/// The columns of a row without its `id`, as an event tells them. They live as long as `row`.
Fields told_fields(const Row& row);

/// The eligible actors of a draw in their order, joined by a comma: as an event tells them.
std::string told_actors(Database& db, const Key& draw);

/// A hash over all figures of a publication, as an event tells them; empty when there are none.
std::string told_figures(Database& db, const Key& publication);

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
