// The module that knows Clp and Cbc. Nothing that it calls may let an exception out of it.
#include "aka/modules/solver.hpp"

#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <ClpSimplex.hpp>
#include <CoinPackedMatrix.hpp>
#include <CoinPackedVector.hpp>
#include <OsiClpSolverInterface.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <memory>
#include <new>
#include <vector>

#include "aka/modules/module.hpp"
#include "aka/modules/without_memory.hpp"

namespace aka::solver {

struct Linear {
    ClpSimplex problem{};
    bool lost = false;  ///< memory ran out while it was changed
};

struct Covering {
    OsiClpSolverInterface problem{};
};

namespace {

/// What `work` returns; `otherwise` when the libraries throw anything.
template <class Result, class Work>
Result guarded(Result otherwise, Work work) noexcept {
    try {
        return work();
    } catch (...) {
        return otherwise;
    }
}

Ended end_of(const ClpSimplex& problem) {
    if (problem.isProvenOptimal()) return Ended::optimal;
    if (problem.isProvenDualInfeasible()) return Ended::unlimited;
    return problem.isProvenPrimalInfeasible() ? Ended::infeasible : Ended::undecided;
}

/// A call that solves: without memory it ends as that, after any other fault undecided.
template <class Work>
Ended solved(Work work) noexcept {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return Ended::without_memory;
    } catch (...) {
        return Ended::undecided;
    }
}

CoinPackedMatrix matrix_of(int columns, const Rows& rows) {
    CoinPackedMatrix matrix{false, 0, 0};
    matrix.setDimensions(0, columns);
    for (int row = 0; row < rows.count; ++row) {
        const int begin = rows.begins[row];
        matrix.appendRow(rows.begins[row + 1] - begin, rows.columns + begin, rows.factors + begin);
    }
    return matrix;
}

Linear* make_linear(int columns, const Rows* rows, const double* low, const double* high) {
    std::set_terminate(end_without_memory);
    return guarded<Linear*>(nullptr, [&] {
        auto made = std::make_unique<Linear>();
        const std::vector<double> nothing(static_cast<std::size_t>(std::max(columns, rows->count)) + 1);
        made->problem.setLogLevel(0);
        made->problem.loadProblem(matrix_of(columns, *rows), low, high, nothing.data(), nothing.data(),
                                  nothing.data());
        return made.release();
    });
}

void free_linear(Linear* problem) {
    delete problem;
}

void bound(Linear* problem, int column, double low, double high) {
    problem->lost = !guarded(false, [&] {
        problem->problem.setColumnBounds(column, low, high);
        return !problem->lost;
    });
}

void aim(Linear* problem, int column, double factor) {
    problem->lost = !guarded(false, [&] {
        problem->problem.setObjectiveCoefficient(column, factor);
        return !problem->lost;
    });
}

/// Of ClpSimplex: work areas and factorization stay.
constexpr int keep_working = 1 + 2;

Ended improve(Linear* problem, bool keep) {
    if (problem->lost) return Ended::without_memory;
    return solved([&] {
        problem->problem.primal(0, keep ? keep_working : 0);
        return end_of(problem->problem);
    });
}

Ended solve_linear(Linear* problem) {
    if (problem->lost) return Ended::without_memory;
    return solved([&] {
        problem->problem.initialSolve();
        return end_of(problem->problem);
    });
}

Covering* make_covering() {
    std::set_terminate(end_without_memory);
    return guarded<Covering*>(nullptr, [] {
        auto made = std::make_unique<Covering>();
        made->problem.messageHandler()->setLogLevel(0);
        made->problem.getModelPtr()->setLogLevel(0);
        return made.release();
    });
}

void free_covering(Covering* problem) {
    delete problem;
}

bool add_column(Covering* problem, double cost) {
    return guarded(false, [&] {
        const int column = problem->problem.getNumCols();
        problem->problem.addCol(CoinPackedVector{}, 0, 1, cost);
        problem->problem.setInteger(column);
        return true;
    });
}

bool add_row(Covering* problem, int count, const int* columns, const double* factors) {
    return guarded(false, [&] {
        problem->problem.addRow(CoinPackedVector{count, columns, factors}, 1, COIN_DBL_MAX);
        return true;
    });
}

void require(Covering* problem, int column, bool required) {
    problem->problem.setColLower(column, required ? 1 : 0);
}

Ended relax(Covering* problem, double* values, double* cost) {
    return solved([&] {
        problem->problem.resolve();
        if (!problem->problem.isProvenOptimal()) return Ended::infeasible;
        *cost = problem->problem.getObjValue();
        std::copy_n(problem->problem.getColSolution(), problem->problem.getNumCols(), values);
        return Ended::optimal;
    });
}

int go_on(CbcModel*, int) {
    return 0;
}

/// Solved to the optimum, silently, by one thread: the same problem has the same solution.
void run(CbcModel& model, double excess) {
    CbcSolverUsefulData settings;
    CbcMain0(model, settings);
    model.setLogLevel(0);
    std::array<char, 32> part{};
    // NOLINTNEXTLINE(*-vararg): the locale is C for numbers, and this file needs nothing else of formatting
    std::snprintf(part.data(), part.size(), "%.6f", excess);
    std::array<const char*, 11> words{"aka", "-log",  "0",  "-ratio", part.data(), "-allow",
                                      "0.5", "-zero", "on", "-solve", "-quit"};
    CbcMain1(static_cast<int>(words.size()), words.data(), model, go_on, settings);
}

/// Two patterns that differ in cost differ by 1 at least, but for what is added to those that cost nothing.
constexpr double least_step = 0.3;

Ended cover(Covering* problem, double limit, double excess, double* values, bool* found) {
    return solved([&] {
        *found = false;
        CbcModel model{problem->problem};
        if (limit < unlimited) model.setCutoff(limit - least_step);
        run(model, excess);
        if (model.isProvenInfeasible()) return Ended::infeasible;
        if (!model.isProvenOptimal()) return Ended::undecided;
        *found = model.bestSolution() != nullptr;
        if (*found) std::copy_n(model.bestSolution(), problem->problem.getNumCols(), values);
        return Ended::optimal;
    });
}

constexpr Library functions{
    .make_linear = make_linear,
    .free_linear = free_linear,
    .bound = bound,
    .aim = aim,
    .improve = improve,
    .solve_linear = solve_linear,
    .lows = [](const Linear* problem) { return problem->problem.getColLower(); },
    .highs = [](const Linear* problem) { return problem->problem.getColUpper(); },
    .values = [](const Linear* problem) { return problem->problem.getColSolution(); },
    .prices = [](const Linear* problem) { return problem->problem.getRowPrice(); },
    .make_covering = make_covering,
    .free_covering = free_covering,
    .add_column = add_column,
    .add_row = add_row,
    .require = require,
    .relax = relax,
    .cover = cover,
};

}  // namespace
}  // namespace aka::solver

AKA_MODULE(aka::solver::functions);
