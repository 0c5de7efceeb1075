#include "attacker.hpp"

#include <CoinPackedMatrix.hpp>

#include <algorithm>
#include <cmath>
#include <map>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka::disclosure {
namespace {

/// The relation as a row: the total less its parts.
std::map<int, double> row_of(const TableRelation& relation) {
    std::map<int, double> row;
    row[static_cast<int>(relation.total)] += 1;
    for (const auto part : relation.parts) row[static_cast<int>(part)] -= 1;
    return row;
}

CoinPackedMatrix matrix_of(const Tables& tables) {
    CoinPackedMatrix matrix{false, 0, 0};
    matrix.setDimensions(0, static_cast<int>(tables.cells.size()));
    for (const auto& relation : tables.relations) {
        std::vector<int> cells;
        std::vector<double> signs;
        for (const auto& [cell, sign] : row_of(relation)) {
            cells.push_back(cell);
            signs.push_back(sign);
        }
        matrix.appendRow(static_cast<int>(cells.size()), cells.data(), signs.data());
    }
    return matrix;
}

/// Duals of such relations are fractions with small denominators: what is left of them in floating point
/// would count as a pull on a cell that has none.
double plain(double dual) {
    constexpr double denominators = 720720;  // lcm(1..14)
    return std::round(dual * denominators) / denominators;
}

}  // namespace

Attacker::Attacker(const Tables& tables)
    : tables_(tables), hidden_(tables.cells.size()), known_(tables.cells.size()) {
    lp_.setLogLevel(0);
    const std::vector<double> nothing(std::max(tables.cells.size(), tables.relations.size()) + 1);
    lp_.loadProblem(matrix_of(tables), nothing.data(), nothing.data(), nothing.data(), nothing.data(),
                    nothing.data());
}

void Attacker::bound(std::size_t cell) {
    const bool open = hidden_[cell] && !known_[cell];
    const double below = open ? -static_cast<double>(tables_.cells[cell].value) : 0;
    lp_.setColumnBounds(static_cast<int>(cell), below, open ? COIN_DBL_MAX : 0);
}

void Attacker::face(const Pattern& hidden) {
    hidden_ = hidden;
    for (std::size_t cell = 0; cell < hidden_.size(); ++cell) bound(cell);
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
    const int column = static_cast<int>(cell);
    lp_.setObjectiveCoefficient(column, side == Side::up ? -1 : 1);
    const double below = lp_.getColLower()[cell];
    const double above = lp_.getColUpper()[cell];
    lp_.setColumnBounds(column, std::max(below, -need), std::min(above, need));
    lp_.primal();
    if (!lp_.isProvenOptimal()) lp_.initialSolve();
    if (!lp_.isProvenOptimal())
        throw Error{ErrorKind::failed, tr("what could be told from these tables cannot be computed")};
    Reach found{std::abs(lp_.getColSolution()[cell]), {}, pull_on(cell, side)};
    for (std::size_t other = 0; other < hidden_.size(); ++other)
        if (const double moved = lp_.getColSolution()[other]; std::abs(moved) > tiny)
            found.table.emplace_back(other, moved);
    lp_.setObjectiveCoefficient(column, 0);
    lp_.setColumnBounds(column, below, above);
    return found;
}

std::vector<double> Attacker::pull_on(std::size_t cell, Side side) const {
    std::vector<double> pull(hidden_.size());
    pull[cell] = side == Side::up ? 1 : -1;
    for (std::size_t i = 0; i < tables_.relations.size(); ++i) {
        const double dual = plain(lp_.getRowPrice()[i]);  // of the smallest: the greatest has its negative
        if (dual == 0) continue;
        pull[tables_.relations[i].total] += dual;
        for (const auto part : tables_.relations[i].parts) pull[part] -= dual;
    }
    return pull;
}

void Attacker::add_shares(const Reach& reach, double need, std::vector<double>& shares) const {
    for (std::size_t cell = 0; cell < shares.size(); ++cell) {
        if (known_[cell] || std::abs(reach.pull[cell]) < tiny) continue;
        if (reach.pull[cell] > 0)
            shares[cell] = 1;  // upwards a hidden cell can be moved without limit
        else
            shares[cell] -= static_cast<double>(tables_.cells[cell].value) * reach.pull[cell] / need;
    }
}

Cut Attacker::cut(const std::vector<Reach>& reaches, double need) const {
    std::vector<double> shares(hidden_.size());
    for (const auto& reach : reaches) add_shares(reach, need, shares);
    double reached = 0;
    Cut cut;
    for (std::size_t cell = 0; cell < shares.size(); ++cell) {
        shares[cell] = std::min(shares[cell], 1.0);
        if (shares[cell] > 0) cut.shares.emplace_back(cell, shares[cell]);
        if (hidden_[cell]) reached += shares[cell];
    }
    // The master takes a row for fulfilled that is short of it by its own tolerance.
    return reached < 1 - 1e-4 ? cut : cover(shares);
}

/// One of the cells that are shown now has to be hidden: as long as they are shown nothing changes.
Cut Attacker::cover(const std::vector<double>& shares) const {
    Cut cut;
    for (std::size_t cell = 0; cell < shares.size(); ++cell)
        if (shares[cell] > 0 && !hidden_[cell]) cut.shares.emplace_back(cell, 1);
    return cut;
}

}  // namespace aka::disclosure
