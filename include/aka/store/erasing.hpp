#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "aka/model/business.hpp"
#include "aka/model/mention.hpp"
#include "aka/model/prospect.hpp"
#include "aka/store/change.hpp"

namespace aka {

/// The events filed under one of the subjects whose bodies are still there.
std::set<std::int64_t> bodies_under(Database& db, const std::vector<std::string>& subjects);

/// The events that tell of one of the records, by their keys.
std::set<std::int64_t> bodies_telling_of(Database& db, const std::set<Key>& keys);

/// Those of the events in whose bodies the person stands.
std::set<std::int64_t> bodies_with(Database& db, const Mentions& person, const std::set<std::int64_t>& among);

/// Takes the bodies away and tells of it: which they were, those too that an erasure among them had named,
/// and anew each record that only they told of and that is still there. Called when all records are as they
/// shall be, and before `record`.
void erase_bodies(Change& change, const std::set<std::int64_t>& events);

/// The prospects of the business's office that mean it: of the same CVR number or, where one of the two has
/// none, of the same folded name; called or not.
std::vector<Prospect> prospects_of(Database& db, const Business& business);

}  // namespace aka
