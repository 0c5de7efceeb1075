#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace aka {

/// A figure of tables that belong together.
struct TableCell {
    std::int64_t value = 0;  ///< what is published, >= 0
    std::int64_t cost = 0;   ///< of hiding it, >= 0; that of a primary cell counts for nothing
    bool primary = false;    ///< must not become known
    bool insider = false;    ///< one business alone is behind it, which knows it
    enum class History { none, shown, hidden } history = History::none;  ///< what was published stays so
    std::int64_t least = 0;  ///< what everybody takes it for at least when it is hidden, <= value
};

/// The parts add up to the total.
struct TableRelation {
    std::size_t total = 0;
    std::vector<std::size_t> parts;
};

struct Tables {
    std::vector<TableCell> cells;
    std::vector<TableRelation> relations;
    std::int64_t threshold = 5;  ///< of businesses: fewer behind a figure make it primary
};

/// Which cells to hide, at the least cost (within 3 % where more than 500 cells hang together), so that
/// whoever knows the relations and all that is shown finds for every primary cell an interval from 0 to the
/// threshold at least, and one unit above its value; that who takes every hidden cell for its `least` at
/// least finds one that reaches as high; and that the business behind an insider's cell, who does so too,
/// finds for every primary cell that is not its own at least two values. Cells of insiders that are parts of
/// one another have the same business behind them, which knows them all. None when the history forbids every
/// pattern; a primary cell that was shown does so too. The same tables give the same pattern. Source:
/// Fischetti and Salazar, Solving the cell suppression problem on tabular data with linear constraints,
/// Management Science 47 (2001).
std::optional<std::vector<bool>> hide_cells(const Tables& tables);

}  // namespace aka
