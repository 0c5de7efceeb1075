#pragma once

#include <ClpSimplex.hpp>

#include <cstddef>
#include <vector>

#include "aka/disclosure/hide.hpp"
#include "pattern.hpp"

namespace aka::disclosure {

/// Which way a cell is moved from its true value.
enum class Side { up, down };

/// How far a cell can be moved, and what holds it back.
struct Reach {
    double distance = 0;       ///< at most the one asked for
    Alternative table;         ///< that moves it so far
    std::vector<double> pull;  ///< for each cell what its moving one up adds to the distance
};

/// Somebody who knows the relations and what is shown, and asks how far a hidden cell can be from its true
/// value.
class Attacker {
public:
    explicit Attacker(const Tables& tables);

    /// From now on these cells are hidden, the others shown.
    void face(const Pattern& hidden);
    /// From now on these cells are known, until `forget`.
    void learn(const std::vector<std::size_t>& cells);
    void forget();
    /// How far `cell` can be moved, asked up to `need`.
    Reach reach(std::size_t cell, Side side, double need);

    /// The distances that `reaches` found, as what a pattern has to hide so that they add up to `need`. The
    /// shares fall short of 1 for the pattern faced.
    [[nodiscard]] Cut cut(const std::vector<Reach>& reaches, double need) const;

private:
    void bound(std::size_t cell);
    [[nodiscard]] std::vector<double> pull_on(std::size_t cell, Side side) const;
    void add_shares(const Reach& reach, double need, std::vector<double>& shares) const;
    [[nodiscard]] Cut cover(const std::vector<double>& shares) const;

    const Tables& tables_;
    Pattern hidden_;
    std::vector<bool> known_;
    std::vector<std::size_t> learnt_;
    ClpSimplex lp_;
};

}  // namespace aka::disclosure
