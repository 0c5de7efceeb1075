#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "attacker.hpp"
#include "pattern.hpp"
#include "secrets.hpp"

namespace aka::disclosure {

/// Alternative tables found so far: each shows for many cells that an attacker cannot exclude values far from
/// theirs, also under later patterns that hide all it moves.
class Witnesses {
public:
    Witnesses(const Tables& tables, const std::vector<Insider>& insiders);

    void keep(Alternative table);
    /// From now on only what is possible under this pattern counts.
    void face(const Pattern& hidden);
    /// How far `cell` was seen to be moved.
    [[nodiscard]] double distance(std::size_t cell, Side side) const;
    /// Whether nothing was seen that moves `cell` by 1 and nothing that the insider knows.
    [[nodiscard]] bool undeceived(std::size_t insider, std::size_t cell) const;

private:
    using Bits = std::vector<std::uint64_t>;  ///< one for each insider
    struct Witness {
        Alternative table;
        Bits noticed;   ///< by whom: it moves what they know
        bool at_least;  ///< no cell is moved below its `least`
    };
    void count(const Witness& witness);

    const Tables& tables_;
    std::vector<std::vector<std::size_t>> knowing_;  ///< the insiders of each cell
    std::size_t words_;
    Pattern hidden_;
    std::vector<Witness> kept_;
    std::vector<double> up_;
    std::vector<double> down_;
    std::vector<Bits> undeceived_;  ///< for each cell
};

}  // namespace aka::disclosure
