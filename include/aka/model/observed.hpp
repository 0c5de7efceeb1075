#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/model/code.hpp"
#include "aka/model/date.hpp"
#include "aka/model/key.hpp"

namespace aka {

/// Whether an actor takes more businesses, as people experience it.
enum class Capacity { open, limited, closed };
template <>
struct Codes<Capacity> {
    static constexpr std::array<std::pair<Capacity, const char*>, 3> list{
        {{Capacity::open, "open"}, {Capacity::limited, "limited"}, {Capacity::closed, "closed"}}};
};

struct ActorCapacity {
    Id<struct ActorCapacityTag> id;
    Key key;
    ActorId actor;
    TopicId topic;  ///< a parent includes its leaves; empty: all
    Capacity state = Capacity::open;
    Date from_on{};
    std::optional<Date> until;  ///< the last day it holds; then what was said before holds again
    std::string by;             ///< initials
    Instant recorded{};
    bool operator==(const ActorCapacity&) const = default;
};

/// A human held an actor's entry against the actor itself.
struct ActorCheck {
    Id<struct ActorCheckTag> id;
    Key key;
    ActorId actor;
    Date on{};
    std::string by;  ///< initials
    Instant recorded{};
    bool operator==(const ActorCheck&) const = default;
};

/// What people of the offices saw of the actors; what is declared of them stands in the configuration.
struct Observed {
    std::vector<ActorCapacity> capacities;  ///< in the order recorded
    std::vector<ActorCheck> checks;         ///< in the order recorded
};

}  // namespace aka
