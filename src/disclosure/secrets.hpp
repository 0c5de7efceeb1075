#pragma once

#include <cstddef>
#include <vector>

#include "aka/disclosure/hide.hpp"

namespace aka::disclosure {

/// A primary cell and how far its interval must reach from its value.
struct Secret {
    std::size_t cell = 0;
    double down = 0;
    double up = 0;
};

std::vector<Secret> secrets_of(const Tables& tables);

/// A business that alone is behind some cells, and what it must not find out.
struct Insider {
    std::vector<std::size_t> cells;    ///< its own, which it knows
    std::vector<std::size_t> secrets;  ///< cells of others that hang together with its own
};

/// The cells of insiders that are parts of one another are the same business's.
std::vector<Insider> insiders_of(const Tables& tables);

}  // namespace aka::disclosure
