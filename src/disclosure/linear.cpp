#include "linear.hpp"

#include <new>

#include "aka/modules/module.hpp"

namespace aka::disclosure {

const solver::Library& solver_library() {
    return module_functions<solver::Library>("solver");
}

solver::Ended told(solver::Ended ended) {
    if (ended == solver::Ended::without_memory) throw std::bad_alloc{};
    return ended;
}

void Linear::load(const std::vector<Row>& rows, const std::vector<double>& low,
                  const std::vector<double>& high) {
    std::vector<int> begins{0};
    std::vector<int> columns;
    std::vector<double> factors;
    for (const auto& row : rows) {
        for (const auto& [column, factor] : row) {
            columns.push_back(column);
            factors.push_back(factor);
        }
        begins.push_back(static_cast<int>(columns.size()));
    }
    const solver::Rows all{static_cast<int>(rows.size()), begins.data(), columns.data(), factors.data()};
    problem_.reset(solver_->make_linear(static_cast<int>(low.size()), &all, low.data(), high.data()));
    if (!problem_) throw std::bad_alloc{};
}

}  // namespace aka::disclosure
