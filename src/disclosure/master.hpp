#pragma once

#include <OsiClpSolverInterface.hpp>

#include <optional>
#include <vector>

#include "aka/disclosure/hide.hpp"
#include "pattern.hpp"

namespace aka::disclosure {

/// The cheapest pattern that fulfils all cuts so far.
class Master {
public:
    explicit Master(const Tables& tables);

    void add(const Cut& cut);
    /// None when no pattern fulfils them.
    std::optional<Pattern> cheapest();

private:
    std::vector<int> columns_;  ///< of the cells that are free to be hidden or not; -1 for the others
    Pattern fixed_;
    OsiClpSolverInterface problem_;
    bool impossible_ = false;
};

}  // namespace aka::disclosure
