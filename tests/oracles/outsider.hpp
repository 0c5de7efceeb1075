#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "aka/disclosure/hide.hpp"

/// What can be told of hidden cells, by a simplex method of its own on a few columns: it shares nothing with
/// the library that aka uses, nor with how aka puts the question.
namespace aka::test {

/// Largest c.x for A x <= b with b >= 0 and x >= 0, by Bland's rule; infinity when there is none.
class SmallSimplex {
public:
    using Matrix = std::vector<std::vector<double>>;
    SmallSimplex(Matrix a, std::vector<double> b, std::vector<double> c)
        : a_(std::move(a)), b_(std::move(b)), c_(std::move(c)), outside_(c_.size()), inside_(b_.size()) {
        std::iota(outside_.begin(), outside_.end(), std::size_t{0});
        std::iota(inside_.begin(), inside_.end(), outside_.size());
    }

    double largest() {
        for (;;) {
            const auto enter = entering();
            if (enter == c_.size()) return value_;
            const auto leave = leaving(enter);
            if (leave == b_.size()) return std::numeric_limits<double>::infinity();
            pivot(leave, enter);
        }
    }

private:
    static constexpr double nothing = 1e-9;

    std::size_t entering() const {
        std::size_t best = c_.size();
        for (std::size_t i = 0; i < c_.size(); ++i)
            if (c_[i] > nothing && (best == c_.size() || outside_[i] < outside_[best])) best = i;
        return best;
    }

    std::size_t leaving(std::size_t enter) const {
        std::size_t best = b_.size();
        for (std::size_t r = 0; r < b_.size(); ++r) {
            if (a_[r][enter] <= nothing) continue;
            if (best == b_.size()) {
                best = r;
                continue;
            }
            const double longer = b_[best] / a_[best][enter] - b_[r] / a_[r][enter];
            if (longer > nothing || (longer > -nothing && inside_[r] < inside_[best])) best = r;
        }
        return best;
    }

    static void clear(std::vector<double>& row, std::size_t enter, const std::vector<double>& by) {
        const double factor = row[enter];
        if (factor == 0) return;
        row[enter] = 0;
        for (std::size_t i = 0; i < row.size(); ++i) row[i] -= factor * by[i];
    }

    /// The leaving variable takes the column of the entering one.
    void pivot(std::size_t leave, std::size_t enter) {
        auto& row = a_[leave];
        const double by = std::exchange(row[enter], 1);
        for (auto& entry : row) entry /= by;
        b_[leave] /= by;
        for (std::size_t r = 0; r < a_.size(); ++r) {
            if (r == leave) continue;
            b_[r] -= a_[r][enter] * b_[leave];
            clear(a_[r], enter, row);
        }
        value_ += c_[enter] * b_[leave];
        clear(c_, enter, row);
        std::swap(outside_[enter], inside_[leave]);
    }

    Matrix a_;
    std::vector<double> b_;
    std::vector<double> c_;
    std::vector<std::size_t> outside_;  ///< the variables that are 0, and
    std::vector<std::size_t> inside_;   ///< those that are not
    double value_ = 0;
};

/// Somebody who knows the relations and all cells but these.
class Outsider {
public:
    Outsider(const Tables& tables, const std::vector<bool>& unknown) : tables_(tables) {
        for (std::size_t i = 0; i < unknown.size(); ++i)
            if (unknown[i]) cells_.push_back(i);
        solve_relations();
    }

    /// How far the true value can be exceeded, or fallen short of; 0 for what is known.
    double above(std::size_t cell) const { return furthest(cell, 1); }
    double below(std::size_t cell) const { return furthest(cell, -1); }

private:
    using Row = std::vector<double>;

    /// All tables that agree with what is known are the true one and any mix of `moves_`.
    void solve_relations() {
        std::vector<Row> rows;
        for (const auto& relation : tables_.relations) {
            Row row(cells_.size());
            for (std::size_t i = 0; i < cells_.size(); ++i) {
                if (cells_[i] == relation.total) row[i] += 1;
                for (const auto part : relation.parts)
                    if (cells_[i] == part) row[i] -= 1;
            }
            rows.push_back(row);
        }
        std::vector<std::size_t> leading;
        for (std::size_t column = 0; column < cells_.size(); ++column) {
            std::size_t pivot = leading.size();
            while (pivot < rows.size() && std::abs(rows[pivot][column]) < 1e-9) ++pivot;
            if (pivot == rows.size()) {
                free_.push_back(column);
                continue;
            }
            std::swap(rows[pivot], rows[leading.size()]);
            reduce(rows, leading.size(), column);
            leading.push_back(column);
        }
        for (std::size_t i = 0; i < cells_.size(); ++i) moves_.emplace_back(free_.size());
        for (std::size_t f = 0; f < free_.size(); ++f) {
            moves_[free_[f]][f] = 1;
            for (std::size_t r = 0; r < leading.size(); ++r) moves_[leading[r]][f] = -rows[r][free_[f]];
        }
    }

    static void reduce(std::vector<Row>& rows, std::size_t pivot, std::size_t column) {
        const double by = rows[pivot][column];
        for (auto& entry : rows[pivot]) entry /= by;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const double factor = rows[r][column];
            if (r == pivot || factor == 0) continue;
            for (std::size_t i = 0; i < rows[r].size(); ++i) rows[r][i] -= factor * rows[pivot][i];
        }
    }

    double furthest(std::size_t cell, double sign) const {
        SmallSimplex::Matrix a;
        std::vector<double> b;
        std::vector<double> c(2 * free_.size());
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            Row row(2 *
                    free_.size());  // a move and its reverse: what is free of sign in columns that are not
            for (std::size_t f = 0; f < free_.size(); ++f) {
                row[2 * f] = -moves_[i][f];
                row[2 * f + 1] = moves_[i][f];
                if (cells_[i] != cell) continue;
                c[2 * f] = sign * moves_[i][f];
                c[2 * f + 1] = -sign * moves_[i][f];
            }
            a.push_back(row);
            b.push_back(static_cast<double>(tables_.cells[cells_[i]].value));
        }
        return SmallSimplex{std::move(a), std::move(b), std::move(c)}.largest();
    }

    const Tables& tables_;
    std::vector<std::size_t> cells_;
    std::vector<std::size_t> free_;  ///< columns whose value can be chosen
    std::vector<Row> moves_;         ///< for each cell what a free one that rises by 1 does to it
};

}  // namespace aka::test
