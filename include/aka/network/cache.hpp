#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "aka/model/date.hpp"
#include "aka/network/network.hpp"

namespace aka {

/// Where the compact form of a network is kept between calls.
struct NetworkCache {
    std::filesystem::path folder;  ///< the user's own; empty: nothing is kept
    std::string program;           ///< which program asks; another one's is not read
};

/// The network of `directory`, as load_network reads it. Its compact form is taken instead where the same
/// program kept it and every file, and which files there are, is as it was; otherwise the files are read, and
/// it is kept anew. What was changed less than two seconds before `now` is not kept: a file system tells such
/// changes apart by ticks of up to two seconds only, and a second change in the same tick would go unseen.
/// Nothing of the cache is an error: what cannot be read is passed over, what cannot be written is left out.
Network load_network(const std::filesystem::path& directory, const NetworkCache& cache, Instant now);

/// The compact form, for this machine alone.
std::string encode_network(const Network& network);
/// None when it is no compact form; whatever the bytes are. With a `keeper` that holds the bytes, which were
/// checked, its late lists are read when they are looked at.
std::optional<Network> decode_network(std::string_view bytes, std::shared_ptr<const void> keeper = nullptr);

}  // namespace aka
