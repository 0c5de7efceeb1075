#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "aka/disclosure/hide.hpp"
#include "linear.hpp"
#include "pattern.hpp"

namespace aka::disclosure {

/// How much of each cell is hidden, and what that costs.
struct Relaxed {
    std::vector<double> hidden;
    double cost = 0;
};

/// The cheapest pattern that fulfils all cuts so far.
class Master {
public:
    explicit Master(const Tables& tables);

    void add(const Cut& cut);
    /// The cheapest way to fulfil them when parts of a cell may be hidden; none when there is no way.
    std::optional<Relaxed> relaxed();
    /// At most `excess` dearer than the cheapest one; none when no pattern below the cost `limit` fulfils
    /// them.
    std::optional<Pattern> cheapest(double limit, double excess);
    /// The cheapest pattern that hides all that `hidden` does, and more.
    std::optional<Pattern> grown(const Pattern& hidden);
    [[nodiscard]] double cost(const Pattern& hidden) const;

private:
    std::optional<Pattern> solve(double limit, double excess);

    std::vector<int> columns_;  ///< of the cells that are free to be hidden or not; -1 for the others
    Pattern fixed_;
    std::vector<double> costs_;  ///< of the columns
    const solver::Library& solver_ = solver_library();
    std::unique_ptr<solver::Covering, void (*)(solver::Covering*)> problem_{solver_.make_covering(),
                                                                            solver_.free_covering};
    bool has_rows_ = false;
    bool impossible_ = false;
};

}  // namespace aka::disclosure
