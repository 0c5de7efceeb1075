#pragma once

#include <map>
#include <memory>
#include <vector>

#include "aka/modules/solver.hpp"

namespace aka::disclosure {

/// Factors by column.
using Row = std::map<int, double>;

/// Throws when its module is not there.
const solver::Library& solver_library();

/// As the solver's answer; memory that it lacked is thrown.
solver::Ended told(solver::Ended ended);

/// The solver's linear program, freed with it.
class Linear {
public:
    /// Every row is 0.
    void load(const std::vector<Row>& rows, const std::vector<double>& low, const std::vector<double>& high);

    void bound(std::size_t column, double low, double high) {
        solver_->bound(problem_.get(), static_cast<int>(column), low, high);
    }
    void aim(std::size_t column, double factor) {
        solver_->aim(problem_.get(), static_cast<int>(column), factor);
    }
    solver::Ended improve(bool keep) { return told(solver_->improve(problem_.get(), keep)); }
    solver::Ended solve() { return told(solver_->solve_linear(problem_.get())); }

    // NOLINTBEGIN(*-pointer-arithmetic): the solver hands out arrays
    [[nodiscard]] double low(std::size_t column) const { return solver_->lows(problem_.get())[column]; }
    [[nodiscard]] double high(std::size_t column) const { return solver_->highs(problem_.get())[column]; }
    [[nodiscard]] double value(std::size_t column) const { return solver_->values(problem_.get())[column]; }
    [[nodiscard]] double price(std::size_t row) const { return solver_->prices(problem_.get())[row]; }
    // NOLINTEND(*-pointer-arithmetic)

private:
    const solver::Library* solver_ = &solver_library();
    std::unique_ptr<solver::Linear, void (*)(solver::Linear*)> problem_{nullptr, solver_->free_linear};
};

}  // namespace aka::disclosure
