#include "master.hpp"

#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <CoinPackedVector.hpp>

#include <algorithm>
#include <array>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka::disclosure {
namespace {

/// Two patterns that differ in cost differ by 1 at least, but for what is added to those that cost nothing.
constexpr double least_step = 0.3;
constexpr double unpriced_in_all = 0.1;

int go_on(CbcModel*, int) {
    return 0;
}

/// Solved to the optimum, silently, by one thread: the same problem has the same solution.
void run(CbcModel& model, double excess) {
    CbcSolverUsefulData settings;
    CbcMain0(model, settings);
    model.setLogLevel(0);
    const auto part = fmt::format("{:.6f}", excess);
    std::array words{"aka", "-log",  "0",  "-ratio", part.c_str(), "-allow",
                     "0.5", "-zero", "on", "-solve", "-quit"};
    CbcMain1(static_cast<int>(words.size()), words.data(), model, go_on, settings);
}

bool is_free(const TableCell& cell) {
    return !cell.primary && cell.history == TableCell::History::none;
}

}  // namespace

Master::Master(const Tables& tables) : columns_(tables.cells.size(), -1), fixed_(tables.cells.size()) {
    problem_.messageHandler()->setLogLevel(0);
    problem_.getModelPtr()->setLogLevel(0);
    const auto unpriced = std::count_if(tables.cells.begin(), tables.cells.end(), [](const TableCell& cell) {
        return is_free(cell) && cell.cost == 0;
    });
    for (std::size_t i = 0; i < tables.cells.size(); ++i) {
        const auto& cell = tables.cells[i];
        fixed_[i] = cell.primary || cell.history == TableCell::History::hidden;
        if (!is_free(cell)) continue;
        // What costs nothing is not hidden for nothing; together this is less than any cost.
        const double cost =
            cell.cost > 0 ? static_cast<double>(cell.cost) : unpriced_in_all / static_cast<double>(unpriced);
        columns_[i] = problem_.getNumCols();
        problem_.addCol(CoinPackedVector{}, 0, 1, cost);
        problem_.setInteger(columns_[i]);
    }
}

void Master::add(const Cut& cut) {
    double wanted = 1;
    for (const auto& [cell, share] : cut.shares)
        if (fixed_[cell]) wanted -= share;
    if (wanted < tiny) return;
    CoinPackedVector row;
    for (const auto& [cell, share] : cut.shares)
        if (columns_[cell] >= 0) row.insert(columns_[cell], std::min(1.0, share / wanted));
    if (row.getNumElements() == 0)
        impossible_ = true;
    else
        problem_.addRow(row, 1, COIN_DBL_MAX);
}

std::optional<Relaxed> Master::relaxed() {
    if (impossible_) return std::nullopt;
    problem_.resolve();
    if (!problem_.isProvenOptimal()) return std::nullopt;
    Relaxed found{std::vector<double>(fixed_.begin(), fixed_.end()), problem_.getObjValue()};
    for (std::size_t i = 0; i < found.hidden.size(); ++i)
        if (columns_[i] >= 0) found.hidden[i] = problem_.getColSolution()[columns_[i]];
    return found;
}

double Master::cost(const Pattern& hidden) const {
    double sum = 0;
    for (std::size_t i = 0; i < hidden.size(); ++i)
        if (columns_[i] >= 0 && hidden[i]) sum += problem_.getObjCoefficients()[columns_[i]];
    return sum;
}

std::optional<Pattern> Master::cheapest(double limit, double excess) {
    return solve(limit, excess);
}

std::optional<Pattern> Master::grown(const Pattern& hidden) {
    for (std::size_t i = 0; i < hidden.size(); ++i)
        if (columns_[i] >= 0 && hidden[i]) problem_.setColLower(columns_[i], 1);
    auto found = solve(COIN_DBL_MAX, 0);
    for (const auto column : columns_)
        if (column >= 0) problem_.setColLower(column, 0);
    return found;
}

std::optional<Pattern> Master::solve(double limit, double excess) {
    if (impossible_) return std::nullopt;
    if (problem_.getNumRows() == 0) return fixed_;
    CbcModel model{problem_};
    if (limit < COIN_DBL_MAX) model.setCutoff(limit - least_step);
    run(model, excess);
    if (model.isProvenInfeasible()) return std::nullopt;
    if (!model.isProvenOptimal())
        throw Error{ErrorKind::failed, tr("which figures to hide cannot be computed")};
    if (model.bestSolution() == nullptr) return std::nullopt;
    Pattern hidden = fixed_;
    for (std::size_t i = 0; i < hidden.size(); ++i)
        if (columns_[i] >= 0) hidden[i] = model.bestSolution()[columns_[i]] > 0.5;
    return hidden;
}

}  // namespace aka::disclosure
