#pragma once

#include <optional>

#include "aka/model/observed.hpp"
#include "aka/service/desk.hpp"

namespace aka {

/// A human held the actor's entry against the actor itself on that day; not ahead.
ActorCheck verify_actor(const Desk& desk, const Actor& actor, Date on);

/// Whether the actor takes more businesses for the topic (empty: all) from today on; `until` the last day.
ActorCapacity set_capacity(const Desk& desk, const Actor& actor, const TopicId& topic, Capacity state,
                           std::optional<Date> until);

}  // namespace aka
