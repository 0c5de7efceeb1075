#include "aka/disclosure/hide.hpp"

#include <algorithm>

#include "judge.hpp"
#include "master.hpp"

namespace aka {
namespace {

using disclosure::Cut;
using disclosure::Judge;
using disclosure::Master;
using disclosure::Pattern;
using disclosure::Relaxed;

bool was_given_away(const TableCell& cell) {
    return cell.primary && cell.history == TableCell::History::shown;
}

/// All that the history lets be hidden.
Pattern most(const Tables& tables) {
    Pattern hidden;
    for (const auto& cell : tables.cells) hidden.push_back(cell.history != TableCell::History::shown);
    return hidden;
}

double fulfilled(const Cut& cut, const Relaxed& relaxed) {
    double sum = 0;
    for (const auto& [cell, share] : cut.shares) sum += share * relaxed.hidden[cell];
    return sum;
}

/// Adds what is broken by patterns near the relaxed one, and says how much of it the relaxed one breaks too.
std::size_t cut_off(const Relaxed& relaxed, Judge& judge, Master& master) {
    constexpr std::size_t many = 30;
    std::size_t added = 0;
    for (const double hidden_from : {0.001, 0.3, 0.5}) {
        Pattern near;
        for (const double part : relaxed.hidden) near.push_back(part > hidden_from);
        for (const auto& cut : judge.broken(near)) {
            if (fulfilled(cut, relaxed) > 1 - 1e-3) continue;
            master.add(cut);
            ++added;
        }
        if (added >= many) break;
    }
    return added;
}

/// Cuts for as long as they raise the least cost that a pattern can have: cheaper than finding the cheapest
/// patterns again and again.
void prepare(Judge& judge, Master& master) {
    constexpr int patience = 3;
    double cost = 0;
    for (int idle = 0; idle < patience; ++idle) {
        const auto relaxed = master.relaxed();
        if (!relaxed || cut_off(*relaxed, judge, master) == 0) return;
        if (relaxed->cost > cost * 1.001) idle = -1;
        cost = relaxed->cost;
    }
}

}  // namespace

std::optional<std::vector<bool>> hide_cells(const Tables& tables) {
    if (std::any_of(tables.cells.begin(), tables.cells.end(), was_given_away)) return std::nullopt;
    Judge judge{tables};
    if (!judge.broken(most(tables)).empty()) return std::nullopt;
    Master master{tables};
    prepare(judge, master);
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
