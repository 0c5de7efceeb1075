#include "aka/store/observed.hpp"

namespace aka {

Fields Stored<ActorCapacity>::fields(const ActorCapacity& capacity) {
    return {{"key", capacity.key},
            {"actor", to_value(capacity.actor)},
            {"topic", null_if_empty(capacity.topic.text)},
            {"state", to_value(capacity.state)},
            {"from_on", to_value(capacity.from_on)},
            {"until", to_value(capacity.until)},
            {"by", capacity.by},
            {"recorded", to_value(capacity.recorded)}};
}

ActorCapacity Stored<ActorCapacity>::read(const Row& row) {
    return {{row.integer("id")},           row.text("key"),
            {row.text("actor")},           {row.optional_text("topic")},
            row.choice<Capacity>("state"), row.date("from_on"),
            row.optional_date("until"),    row.text("by"),
            read_instant(row, "recorded")};
}

Fields Stored<ActorCheck>::fields(const ActorCheck& check) {
    return {{"key", check.key},
            {"actor", to_value(check.actor)},
            {"on_date", to_value(check.on)},
            {"by", check.by},
            {"recorded", to_value(check.recorded)}};
}

ActorCheck Stored<ActorCheck>::read(const Row& row) {
    return {{row.integer("id")}, row.text("key"), {row.text("actor")},
            row.date("on_date"), row.text("by"),  read_instant(row, "recorded")};
}

Observed read_observed(Database& db) {
    return {read_all<ActorCapacity>(db, "SELECT * FROM actor_capacity ORDER BY id", {}),
            read_all<ActorCheck>(db, "SELECT * FROM actor_check ORDER BY id", {})};
}

}  // namespace aka
