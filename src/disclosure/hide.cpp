#include "aka/disclosure/hide.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

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
