#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "attacker.hpp"
#include "pattern.hpp"
#include "secrets.hpp"
#include "witnesses.hpp"

namespace aka::disclosure {

/// Says what a pattern gives away.
class Judge {
public:
    explicit Judge(const Tables& tables);

    /// Whether it gives nothing away.
    bool is_safe(const Pattern& hidden);
    /// What the pattern does not fulfil, nor its neighbours: none when it is safe, and of what insiders find
    /// out only when others find out nothing. `partly` is how much is hidden by a pattern that hides cells in
    /// part, if the cuts are to tell against that too.
    std::vector<Cut> cuts(const Pattern& hidden, const std::vector<double>& partly = {});

private:
    /// What is found out, and with whose knowledge.
    struct Leak {
        std::size_t cell = 0;
        std::vector<Side> sides;
        double need = 0;
        std::optional<std::size_t> insider;
        Cut cut;
        /// That a hidden cell is not 0 must not help to tell that another is small; that it is not 0 itself
        /// is known then.
        [[nodiscard]] bool by_least() const { return insider || sides.front() == Side::up; }
    };
    std::vector<Leak> leaks(const Pattern& hidden);
    std::vector<Leak> leaks_to_outsiders();
    void look_for_leaks(Side side, std::vector<Leak>& found);
    std::vector<Leak> leaks_to_insiders();
    /// Asks how far the sides can be reached in all, and tells when that is less than the leak's need.
    bool is_leak(Leak& leak);
    [[nodiscard]] std::vector<double> left_open(const Pattern& hidden,
                                                const std::vector<double>& partly) const;
    std::optional<Cut> sharper(const Leak& leak);

    const Tables& tables_;
    std::vector<Secret> secrets_;
    std::vector<Insider> insiders_;
    Witnesses witnesses_;
    Attacker attacker_;
    Attacker doubtful_;  ///< for whom something of what is shown is left open
};

}  // namespace aka::disclosure
