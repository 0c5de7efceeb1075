#include "attacker.hpp"

#include <algorithm>
#include <cmath>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka::disclosure {
namespace {

/// The relation as a row: the total less its parts.
Row row_of(const TableRelation& relation) {
    Row row;
    row[static_cast<int>(relation.total)] += 1;
    for (const auto part : relation.parts) row[static_cast<int>(part)] -= 1;
    return row;
}

/// Duals of such relations are fractions with small denominators: what is left of them in floating point
/// would count as a pull on a cell that has none.
double as_fraction(double dual) {
    constexpr double denominators = 720720;  // lcm(1..14)
    return std::round(dual * denominators) / denominators;
}

}  // namespace

Attacker::Attacker(const Tables& tables)
    : tables_(tables), hidden_(tables.cells.size()), open_(tables.cells.size()), known_(tables.cells.size()) {
    std::vector<Row> rows;
    for (const auto& relation : tables.relations) rows.push_back(row_of(relation));
    const std::vector<double> nothing(tables.cells.size());
    lp_.load(rows, nothing, nothing);
}

void Attacker::bound(std::size_t cell) {
    constexpr double some = 5;  // what a cell that is left open whole can be raised by
    const double open = known_[cell] ? 0 : hidden_[cell] ? 1 : open_[cell];
    const double below = open > 0 ? -open * room_below(cell) : 0;
    const double above = hidden_[cell] && open > 0 ? solver::unlimited : open * some;
    lp_.bound(cell, below, above);
}

void Attacker::face(const Pattern& hidden, const std::vector<double>& open) {
    hidden_ = hidden;
    open_ = open;
    open_.resize(hidden.size());
    for (std::size_t cell = 0; cell < hidden_.size(); ++cell) bound(cell);
}

double Attacker::room_below(std::size_t cell) const {
    return static_cast<double>(tables_.cells[cell].value - (least_ ? tables_.cells[cell].least : 0));
}

void Attacker::take_for_least(bool least) {
    if (least == least_) return;
    least_ = least;
    for (std::size_t cell = 0; cell < hidden_.size(); ++cell)
        if (tables_.cells[cell].least > 0) bound(cell);
}

void Attacker::learn(const std::vector<std::size_t>& cells) {
    for (const auto cell : cells) {
        known_[cell] = true;
        learnt_.push_back(cell);
        bound(cell);
    }
}

void Attacker::forget() {
    for (const auto cell : learnt_) {
        known_[cell] = false;
        bound(cell);
    }
    learnt_.clear();
}

Reach Attacker::reach(std::size_t cell, Side side, double need) {
    lp_.aim(cell, side == Side::up ? -1 : 1);
    const double below = lp_.low(cell);
    const double above = lp_.high(cell);
    lp_.bound(cell, std::max(below, -need), std::min(above, need));
    // The next question differs little.
    if (lp_.improve(true) != solver::Ended::optimal && lp_.solve() != solver::Ended::optimal)
        throw Error{ErrorKind::failed, tr("what could be told from these tables cannot be computed")};
    Reach found{std::abs(lp_.value(cell)), {}, pull_on(cell, side)};
    for (std::size_t other = 0; other < hidden_.size(); ++other)
        if (const double moved = lp_.value(other); std::abs(moved) > tiny)
            found.table.emplace_back(other, moved);
    lp_.aim(cell, 0);
    lp_.bound(cell, below, above);
    return found;
}

std::vector<double> Attacker::pull_on(std::size_t cell, Side side) const {
    std::vector<double> pull(hidden_.size());
    pull[cell] = side == Side::up ? 1 : -1;
    for (std::size_t i = 0; i < tables_.relations.size(); ++i) {
        const double dual = as_fraction(lp_.price(i));  // of the smallest: the greatest has its negative
        if (dual == 0) continue;
        pull[tables_.relations[i].total] += dual;
        for (const auto part : tables_.relations[i].parts) pull[part] -= dual;
    }
    return pull;
}

std::optional<Cut> Attacker::cut(const std::vector<Reach>& reaches, double need) const {
    Cut cut;
    double reached = 0;
    for (std::size_t cell = 0; cell < hidden_.size(); ++cell) {
        double share = 0;
        for (const auto& [distance, table, pull] : reaches) {
            if (known_[cell] || std::abs(pull[cell]) < tiny) continue;
            // Upwards a hidden cell can be moved without limit.
            share += pull[cell] > 0 ? 1 : -pull[cell] * room_below(cell) / need;
        }
        share = std::min(share, 1.0);
        if (share > 0) cut.shares.emplace_back(cell, share);
        if (hidden_[cell]) reached += share;
    }
    constexpr double visible = 1e-4;  // to the master, which has tolerances of its own
    if (reached > 1 - visible) return std::nullopt;
    return cut;
}

Cut Attacker::cover(const std::vector<Reach>& reaches) const {
    Cut cut;
    for (std::size_t cell = 0; cell < hidden_.size(); ++cell) {
        const bool holds_back = std::any_of(reaches.begin(), reaches.end(), [cell](const Reach& reach) {
            return std::abs(reach.pull[cell]) >= tiny;
        });
        if (holds_back && !hidden_[cell] && !known_[cell]) cut.shares.emplace_back(cell, 1);
    }
    return cut;
}

}  // namespace aka::disclosure
