#pragma once

#include <string>

#include "aka/network/network.hpp"
#include "aka/output/document.hpp"

namespace aka {

/// A day as in 1 Oct 2026.
std::string day_text(Date date);

/// As Næstved; its id when the network does not know it.
std::string name_of(const Network& network, const MunicipalityId& id);

/// The same, or "all municipalities" when `id` is empty.
std::string place_text(const Network& network, const MunicipalityId& id);

/// `part` of `whole`; null for a part of nothing.
Cell share_of(std::int64_t part, std::int64_t whole);

}  // namespace aka
