#include "aka/disclosure/hide.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"
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

/// Adds what patterns near the relaxed one do not fulfil, and says how much of it the relaxed one does not.
std::size_t cut_off(const Relaxed& relaxed, Judge& judge, Master& master) {
    constexpr std::size_t many = 30;
    std::size_t added = 0;
    for (const double hidden_from : {0.001, 0.3}) {
        Pattern near;
        for (const double part : relaxed.hidden) near.push_back(part > hidden_from);
        for (const auto& cut : judge.cuts(near, relaxed.hidden)) {
            if (fulfilled(cut, relaxed) > 1 - 1e-3) continue;
            master.add(cut);
            ++added;
        }
        if (added >= many) break;
    }
    return added;
}

/// Cuts for as long as they raise the least cost that a pattern can have: cheaper than finding the cheapest
/// pattern again and again.
void prepare(Judge& judge, Master& master) {
    constexpr int patience = 6;
    double cost = 0;
    for (int idle = 0; idle < patience; ++idle) {
        const auto relaxed = master.relaxed();
        if (!relaxed || cut_off(*relaxed, judge, master) == 0) return;
        if (relaxed->cost > cost * 1.001) idle = -1;
        cost = relaxed->cost;
    }
}

/// Hides more until the pattern is safe, and says whether it was; what was missing is added to the master.
bool make_safe(Pattern& pattern, Judge& judge, Master& master) {
    bool was_safe = true;
    for (auto cuts = judge.cuts(pattern); !cuts.empty(); cuts = judge.cuts(pattern)) {
        was_safe = false;
        for (const auto& cut : cuts) master.add(cut);
        const auto grown = master.grown(pattern);
        if (!grown) throw Error{ErrorKind::failed, tr("which figures to hide cannot be computed")};
        pattern = *grown;
    }
    return was_safe;
}

/// How much dearer than the cheapest a pattern may be, in parts of its cost: in tables of many months the
/// last percents take minutes.
double accepted_excess(const Tables& tables) {
    constexpr std::size_t exact_up_to = 500;
    return tables.cells.size() <= exact_up_to ? 0 : 0.03;
}

/// Patterns that fulfil all cuts so far, as every safe one does, until the cheapest of them is safe itself or
/// hardly cheaper than a safe one that was found on the way. At first they need not be quite the cheapest.
std::optional<Pattern> cheapest_safe(Judge& judge, Master& master, double accepted) {
    std::optional<Pattern> best;
    double limit = std::numeric_limits<double>::max();
    for (double excess = 0.002;; excess = excess > 0.0002 ? excess / 2 : 0) {
        prepare(judge, master);
        auto pattern = master.cheapest(limit, excess);
        if (!pattern) return best;
        const double least = master.cost(*pattern) * (1 - excess);
        if (make_safe(*pattern, judge, master) && excess == 0) return pattern;
        if (master.cost(*pattern) < limit) {
            limit = master.cost(*pattern);
            best = std::move(pattern);
        }
        if (limit <= least * (1 + accepted)) return best;
    }
}

/// The number of each cell's part of the tables: parts share no relation, so that what is hidden in one tells
/// nothing of another.
std::vector<std::size_t> parts_of(const Tables& tables) {
    std::vector<std::size_t> part(tables.cells.size());
    std::iota(part.begin(), part.end(), std::size_t{0});
    const auto root = [&](std::size_t cell) {
        while (part[cell] != cell) cell = part[cell] = part[part[cell]];
        return cell;
    };
    for (const auto& relation : tables.relations)
        for (const auto cell : relation.parts) part[root(cell)] = root(relation.total);
    for (std::size_t cell = 0; cell < part.size(); ++cell) part[cell] = root(cell);
    return part;
}

std::optional<Pattern> hide_connected(const Tables& tables) {
    if (std::any_of(tables.cells.begin(), tables.cells.end(), was_given_away)) return std::nullopt;
    Judge judge{tables};
    if (!judge.is_safe(most(tables))) return std::nullopt;
    Master master{tables};
    const auto hidden = cheapest_safe(judge, master, accepted_excess(tables));
    // A solver that starts afresh has the last word.
    if (!hidden || !Judge{tables}.is_safe(*hidden))
        throw Error{ErrorKind::failed, tr("which figures to hide cannot be computed")};
    return hidden;
}

}  // namespace

std::optional<std::vector<bool>> hide_cells(const Tables& tables) {
    const auto part = parts_of(tables);
    std::map<std::size_t, Tables> parts;
    std::vector<std::size_t> places(tables.cells.size());
    for (std::size_t cell = 0; cell < part.size(); ++cell) {
        auto& one = parts[part[cell]];
        places[cell] = one.cells.size();
        one.cells.push_back(tables.cells[cell]);
        one.threshold = tables.threshold;
    }
    for (TableRelation relation : tables.relations) {
        auto& one = parts.at(part[relation.total]);
        relation.total = places[relation.total];
        for (auto& cell : relation.parts) cell = places[cell];
        one.relations.push_back(std::move(relation));
    }
    std::vector<bool> hidden(tables.cells.size());
    std::map<std::size_t, Pattern> patterns;
    for (const auto& [number, one] : parts) {
        auto pattern = hide_connected(one);
        if (!pattern) return std::nullopt;
        patterns.emplace(number, std::move(*pattern));
    }
    for (std::size_t cell = 0; cell < part.size(); ++cell)
        hidden[cell] = patterns.at(part[cell])[places[cell]];
    return hidden;
}

}  // namespace aka
