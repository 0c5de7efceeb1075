#pragma once

#include <cstddef>
#include <utility>
#include <vector>

/// What the parts of hide_cells speak of.
namespace aka::disclosure {

/// Which cells are hidden.
using Pattern = std::vector<bool>;

/// What every safe pattern fulfils: the shares of the cells it hides add up to 1 at least.
struct Cut {
    std::vector<std::pair<std::size_t, double>> shares;  ///< of cells, in (0, 1]
};

/// Another table that agrees with all that is shown, as differences from the true one; zeros left out.
using Alternative = std::vector<std::pair<std::size_t, double>>;

inline constexpr double tiny = 1e-7;  ///< what a difference is at least

/// Whether an attacker's interval is as wide as `need`, but for what the solver's arithmetic loses.
inline bool reaches(double value, double need) {
    return value >= need - 1e-6 - 1e-7 * need;
}

}  // namespace aka::disclosure
