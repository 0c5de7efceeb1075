#pragma once

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

    /// What the pattern does not fulfil: none when it is safe, and of what insiders find out only when others
    /// find out nothing.
    std::vector<Cut> broken(const Pattern& hidden);

private:
    std::vector<Cut> broken_by_outsiders();
    std::vector<Cut> broken_by_insiders();
    void ask(std::size_t cell, Side side, double need, std::vector<Cut>& cuts);
    void ask_insider(std::size_t cell, std::vector<Cut>& cuts);

    std::vector<Secret> secrets_;
    std::vector<Insider> insiders_;
    Attacker attacker_;
    Witnesses witnesses_;
};

}  // namespace aka::disclosure
