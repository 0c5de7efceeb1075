#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "aka/network/network.hpp"

namespace aka {

/// Reads alliance.toml, topics.toml, schemes.toml, occupations.toml, funders.toml, municipalities/*.toml and
/// actors/*.toml of `directory`. Throws one configuration error that names everything found wrong, a line
/// each: `file:line:column: what, and the way out`.
Network load_network(const std::filesystem::path& directory);

/// A remark that does not stop the program, as `naestved x rekruttering/faglaert: 17 actors`.
struct SetSize {
    TopicId topic;
    MunicipalityId municipality;
    int actors;
};

/// How many actors are valid on `day` and eligible for each leaf topic in each municipality, in the network's
/// order.
std::vector<SetSize> eligible_set_sizes(const Network& network, Date day);

}  // namespace aka
