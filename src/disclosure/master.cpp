#include "master.hpp"

#include <algorithm>
#include <new>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka::disclosure {
namespace {

constexpr double unpriced_in_all = 0.1;

bool is_free(const TableCell& cell) {
    return !cell.primary && cell.history == TableCell::History::none;
}

}  // namespace

Master::Master(const Tables& tables) : columns_(tables.cells.size(), -1), fixed_(tables.cells.size()) {
    if (!problem_) throw std::bad_alloc{};
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
        columns_[i] = static_cast<int>(costs_.size());
        costs_.push_back(cost);
        if (!solver_.add_column(problem_.get(), cost)) throw std::bad_alloc{};
    }
}

void Master::add(const Cut& cut) {
    double wanted = 1;
    for (const auto& [cell, share] : cut.shares)
        if (fixed_[cell]) wanted -= share;
    if (wanted < tiny) return;
    std::vector<int> columns;
    std::vector<double> factors;
    for (const auto& [cell, share] : cut.shares) {
        if (columns_[cell] < 0) continue;
        columns.push_back(columns_[cell]);
        factors.push_back(std::min(1.0, share / wanted));
    }
    if (columns.empty()) {
        impossible_ = true;
        return;
    }
    if (!solver_.add_row(problem_.get(), static_cast<int>(columns.size()), columns.data(), factors.data()))
        throw std::bad_alloc{};
    has_rows_ = true;
}

std::optional<Relaxed> Master::relaxed() {
    if (impossible_) return std::nullopt;
    Relaxed found{std::vector<double>(fixed_.begin(), fixed_.end()), 0};
    std::vector<double> values(costs_.size());
    if (told(solver_.relax(problem_.get(), values.data(), &found.cost)) != solver::Ended::optimal)
        return std::nullopt;
    for (std::size_t i = 0; i < found.hidden.size(); ++i)
        if (columns_[i] >= 0) found.hidden[i] = values[static_cast<std::size_t>(columns_[i])];
    return found;
}

double Master::cost(const Pattern& hidden) const {
    double sum = 0;
    for (std::size_t i = 0; i < hidden.size(); ++i)
        if (columns_[i] >= 0 && hidden[i]) sum += costs_[static_cast<std::size_t>(columns_[i])];
    return sum;
}

std::optional<Pattern> Master::cheapest(double limit, double excess) {
    return solve(limit, excess);
}

std::optional<Pattern> Master::grown(const Pattern& hidden) {
    for (std::size_t i = 0; i < hidden.size(); ++i)
        if (columns_[i] >= 0 && hidden[i]) solver_.require(problem_.get(), columns_[i], true);
    auto found = solve(solver::unlimited, 0);
    for (const auto column : columns_)
        if (column >= 0) solver_.require(problem_.get(), column, false);
    return found;
}

std::optional<Pattern> Master::solve(double limit, double excess) {
    if (impossible_) return std::nullopt;
    if (!has_rows_) return fixed_;
    std::vector<double> values(costs_.size());
    bool found = false;
    const auto ended = told(solver_.cover(problem_.get(), limit, excess, values.data(), &found));
    if (ended == solver::Ended::infeasible) return std::nullopt;
    if (ended != solver::Ended::optimal)
        throw Error{ErrorKind::failed, tr("which figures to hide cannot be computed")};
    if (!found) return std::nullopt;
    Pattern hidden = fixed_;
    for (std::size_t i = 0; i < hidden.size(); ++i)
        if (columns_[i] >= 0) hidden[i] = values[static_cast<std::size_t>(columns_[i])] > 0.5;
    return hidden;
}

}  // namespace aka::disclosure
