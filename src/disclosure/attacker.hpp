#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "aka/disclosure/hide.hpp"
#include "linear.hpp"
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

    /// From now on these cells are hidden, the others shown; but of those that are shown so much of each is
    /// left open. What holds an attacker back then is what is shown of the cells that were left open least.
    void face(const Pattern& hidden, const std::vector<double>& open = {});
    /// From now on a hidden cell is taken for its `least` at least, or only for 0.
    void take_for_least(bool least);
    /// From now on these cells are known, until `forget`.
    void learn(const std::vector<std::size_t>& cells);
    void forget();
    /// How far `cell` can be moved, asked up to `need`.
    Reach reach(std::size_t cell, Side side, double need);

    /// What a pattern has to hide so that the distances of `reaches` add up to `need`, by what held them
    /// back; none when the pattern faced would do.
    [[nodiscard]] std::optional<Cut> cut(const std::vector<Reach>& reaches, double need) const;
    /// The same for a pattern that falls short by less than the cut can tell, nothing being left open: one of
    /// the cells that held back has to be hidden too.
    [[nodiscard]] Cut cover(const std::vector<Reach>& reaches) const;

private:
    void bound(std::size_t cell);
    [[nodiscard]] double room_below(std::size_t cell) const;
    [[nodiscard]] std::vector<double> pull_on(std::size_t cell, Side side) const;

    const Tables& tables_;
    Pattern hidden_;
    std::vector<double> open_;
    bool least_ = false;
    std::vector<bool> known_;
    std::vector<std::size_t> learnt_;
    Linear lp_;
};

}  // namespace aka::disclosure
