#pragma once

#include <string>

#include "aka/cli/session.hpp"
#include "aka/network/directory.hpp"
#include "aka/output/document.hpp"

namespace aka {

/// The municipality a list of actors is for: the acting one, unless all are wanted or nobody said.
const Municipality* listed_municipality(const Session& session);

/// An actor named as an argument that does not exist is not found; in an option it would be wrong usage.
const Actor& named_actor(const Network& network, const std::string& typed);

/// The network with what people observed of it, where there is a register.
Directory known_directory(const Session& session);

/// All that is known of an actor.
Document actor_document(const Session& session, const Actor& actor);

}  // namespace aka
