#include "witnesses.hpp"

#include <algorithm>
#include <cmath>

namespace aka::disclosure {
namespace {

constexpr std::size_t word = 64;

std::uint64_t bit(std::size_t insider) {
    return std::uint64_t{1} << (insider % word);
}

}  // namespace

Witnesses::Witnesses(const Tables& tables, const std::vector<Insider>& insiders)
    : tables_(tables), knowing_(tables.cells.size()), words_((insiders.size() + word - 1) / word) {
    for (std::size_t i = 0; i < insiders.size(); ++i)
        for (const auto cell : insiders[i].cells) knowing_[cell].push_back(i);
    face(Pattern(tables.cells.size()));
}

void Witnesses::face(const Pattern& hidden) {
    hidden_ = hidden;
    up_.assign(hidden.size(), 0);
    down_.assign(hidden.size(), 0);
    undeceived_.assign(hidden.size(), Bits(words_, ~std::uint64_t{0}));
    for (const auto& witness : kept_) count(witness);
}

void Witnesses::keep(Alternative table) {
    Bits noticed(words_);
    for (const auto& [cell, moved] : table)
        for (const auto insider : knowing_[cell]) noticed[insider / word] |= bit(insider);
    const bool at_least = std::all_of(table.begin(), table.end(), [this](const auto& move) {
        const auto& cell = tables_.cells[move.first];
        return move.second >= static_cast<double>(cell.least - cell.value) - tiny;
    });
    kept_.push_back({std::move(table), std::move(noticed), at_least});
    count(kept_.back());
}

void Witnesses::count(const Witness& witness) {
    const bool possible = std::all_of(witness.table.begin(), witness.table.end(),
                                      [this](const auto& move) { return hidden_[move.first]; });
    if (!possible) return;
    for (const auto& [cell, moved] : witness.table) {
        if (moved > 0 && !witness.at_least) continue;
        auto& distance = moved > 0 ? up_[cell] : down_[cell];
        distance = std::max(distance, std::abs(moved));
        if (!witness.at_least || !reaches(std::abs(moved), 1)) continue;
        for (std::size_t i = 0; i < words_; ++i) undeceived_[cell][i] &= witness.noticed[i];
    }
}

double Witnesses::distance(std::size_t cell, Side side) const {
    return side == Side::up ? up_[cell] : down_[cell];
}

bool Witnesses::undeceived(std::size_t insider, std::size_t cell) const {
    return (undeceived_[cell][insider / word] & bit(insider)) != 0;
}

}  // namespace aka::disclosure
