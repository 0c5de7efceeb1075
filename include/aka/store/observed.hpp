#pragma once

#include "aka/model/observed.hpp"
#include "aka/store/record.hpp"

namespace aka {

template <>
struct Stored<ActorCapacity> {
    static constexpr const char* table = "actor_capacity";
    static Fields fields(const ActorCapacity& capacity);
    static ActorCapacity read(const Row& row);
};
template <>
struct Stored<ActorCheck> {
    static constexpr const char* table = "actor_check";
    static Fields fields(const ActorCheck& check);
    static ActorCheck read(const Row& row);
};

Observed read_observed(Database& db);

}  // namespace aka
