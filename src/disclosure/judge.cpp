#include "judge.hpp"

#include <algorithm>
#include <limits>

namespace aka::disclosure {

Judge::Judge(const Tables& tables)
    : tables_(tables),
      secrets_(secrets_of(tables)),
      insiders_(insiders_of(tables)),
      witnesses_(tables, insiders_),
      attacker_(tables),
      doubtful_(tables) {}

bool Judge::is_safe(const Pattern& hidden) {
    return leaks(hidden).empty();
}

std::vector<Cut> Judge::cuts(const Pattern& hidden, const std::vector<double>& partly) {
    std::vector<Cut> cuts;
    const auto found = leaks(hidden);
    doubtful_.face(hidden, left_open(hidden, partly));
    for (const auto& leak : found) {
        cuts.push_back(leak.cut);
        if (auto sharp = sharper(leak)) cuts.push_back(std::move(*sharp));
    }
    return cuts;
}

std::vector<Judge::Leak> Judge::leaks(const Pattern& hidden) {
    attacker_.face(hidden);
    witnesses_.face(hidden);
    auto found = leaks_to_outsiders();
    return found.empty() ? leaks_to_insiders() : found;
}

std::vector<Judge::Leak> Judge::leaks_to_outsiders() {
    std::vector<Leak> found;
    look_for_leaks(Side::down, found);
    look_for_leaks(Side::up, found);
    return found;
}

void Judge::look_for_leaks(Side side, std::vector<Leak>& found) {
    for (const auto& secret : secrets_) {
        const double need = side == Side::up ? secret.up : secret.down;
        if (reaches(witnesses_.distance(secret.cell, side), need)) continue;
        Leak leak{secret.cell, {side}, need, std::nullopt, {}};
        if (is_leak(leak)) found.push_back(std::move(leak));
    }
}

std::vector<Judge::Leak> Judge::leaks_to_insiders() {
    constexpr double width = 1;
    std::vector<Leak> found;
    for (std::size_t i = 0; i < insiders_.size(); ++i) {
        attacker_.learn(insiders_[i].cells);
        for (const auto cell : insiders_[i].secrets) {
            if (!witnesses_.undeceived(i, cell)) continue;
            Leak leak{cell, {Side::up, Side::down}, width, i, {}};
            if (is_leak(leak)) found.push_back(std::move(leak));
        }
        attacker_.forget();
    }
    return found;
}

bool Judge::is_leak(Leak& leak) {
    attacker_.take_for_least(leak.by_least());
    std::vector<Reach> asked;
    double distance = 0;
    for (const auto side : leak.sides) {
        asked.push_back(attacker_.reach(leak.cell, side, leak.need));
        distance += asked.back().distance;
        witnesses_.keep(asked.back().table);
        if (reaches(distance, leak.need)) return false;
    }
    leak.cut = attacker_.cut(asked, leak.need).value_or(attacker_.cover(asked));
    return true;
}

/// A little of everything, more of what is cheap: what then still holds an attacker back are few cells, and
/// dear ones, of which the pattern has to hide one.
std::vector<double> Judge::left_open(const Pattern& hidden, const std::vector<double>& partly) const {
    constexpr double little = 0.001;
    constexpr double cheap = 10;
    std::vector<double> open(hidden.size());
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        const auto& cell = tables_.cells[i];
        if (hidden[i] || cell.history == TableCell::History::shown) continue;
        open[i] = little * cheap / (cheap + static_cast<double>(cell.cost));
        if (!partly.empty()) open[i] += partly[i];
    }
    return open;
}

std::optional<Cut> Judge::sharper(const Leak& leak) {
    doubtful_.take_for_least(leak.by_least());
    if (leak.insider) doubtful_.learn(insiders_[*leak.insider].cells);
    std::vector<Reach> asked;
    for (const auto side : leak.sides)
        asked.push_back(doubtful_.reach(leak.cell, side, std::numeric_limits<double>::max()));
    auto cut = doubtful_.cut(asked, leak.need);
    doubtful_.forget();
    return cut;
}

}  // namespace aka::disclosure
