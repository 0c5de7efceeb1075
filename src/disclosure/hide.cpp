#include "aka/disclosure/hide.hpp"

#include <algorithm>

#include "judge.hpp"
#include "master.hpp"

namespace aka {
namespace {

using disclosure::Judge;
using disclosure::Master;
using disclosure::Pattern;

bool was_given_away(const TableCell& cell) {
    return cell.primary && cell.history == TableCell::History::shown;
}

/// All that the history lets be hidden.
Pattern most(const Tables& tables) {
    Pattern hidden;
    for (const auto& cell : tables.cells) hidden.push_back(cell.history != TableCell::History::shown);
    return hidden;
}

}  // namespace

std::optional<std::vector<bool>> hide_cells(const Tables& tables) {
    if (std::any_of(tables.cells.begin(), tables.cells.end(), was_given_away)) return std::nullopt;
    Judge judge{tables};
    if (!judge.broken(most(tables)).empty()) return std::nullopt;
    Master master{tables};
    for (auto pattern = master.cheapest(); pattern; pattern = master.cheapest()) {
        auto cuts = judge.broken(*pattern);
        // What the solvers took over from earlier patterns says nothing in the end.
        if (cuts.empty()) cuts = Judge{tables}.broken(*pattern);
        if (cuts.empty()) return pattern;
        for (const auto& cut : cuts) master.add(cut);
    }
    return std::nullopt;
}

}  // namespace aka
