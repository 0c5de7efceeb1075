#pragma once

#include <OsiClpSolverInterface.hpp>

#include <optional>
#include <vector>

#include "aka/disclosure/hide.hpp"
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
    /// None when no pattern fulfils them.
    std::optional<Pattern> cheapest();

private:
    std::vector<int> columns_;  ///< of the cells that are free to be hidden or not; -1 for the others
    Pattern fixed_;
    OsiClpSolverInterface problem_;
    bool impossible_ = false;
};

}  // namespace aka::disclosure
