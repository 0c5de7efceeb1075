#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <vector>

#include "aka/disclosure/hide.hpp"
#include "outsider.hpp"

/// What is safe and what is cheapest by trying all that can be tried.
namespace aka::test {

/// All the cells of the one business behind `cell`: with one business behind a total, it is behind its parts.
inline std::set<std::size_t> own_cells(const Tables& tables, std::size_t cell) {
    std::set<std::size_t> own{cell};
    for (std::size_t before = 0; before != own.size();) {
        before = own.size();
        for (const auto& relation : tables.relations)
            for (const auto part : relation.parts) {
                if (!tables.cells[part].insider || !tables.cells[relation.total].insider) continue;
                if (own.count(part) + own.count(relation.total) == 1) own.insert({part, relation.total});
            }
    }
    return own;
}

inline bool is_safe(const Tables& tables, const std::vector<bool>& hidden) {
    constexpr double rounding = 1e-6;
    const Outsider outsider{tables, hidden};
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        const auto& cell = tables.cells[i];
        if (!cell.primary) continue;
        const auto up = static_cast<double>(std::max<std::int64_t>(1, tables.threshold - cell.value));
        if (outsider.below(i) < static_cast<double>(cell.value) - rounding) return false;
        if (outsider.above(i) < up - rounding) return false;
    }
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        if (!tables.cells[i].insider) continue;
        const auto own = own_cells(tables, i);
        auto unknown = hidden;
        for (const auto cell : own) unknown[cell] = false;
        const Outsider insider{tables, unknown};
        for (std::size_t p = 0; p < hidden.size(); ++p)
            if (tables.cells[p].primary && own.count(p) == 0 &&
                insider.below(p) + insider.above(p) < 1 - rounding)
                return false;
    }
    return true;
}

/// The cells that may be hidden or shown.
inline std::vector<std::size_t> free_cells(const Tables& tables) {
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < tables.cells.size(); ++i)
        if (!tables.cells[i].primary && tables.cells[i].history == TableCell::History::none)
            free.push_back(i);
    return free;
}

/// The least cost of a safe pattern that is below `limit`; none when there is none. A pattern is not tried
/// when one that hides more, below the limit too, is not safe.
inline std::optional<std::int64_t> cheaper_than(const Tables& tables, std::int64_t limit) {
    std::vector<bool> least(tables.cells.size());
    for (std::size_t i = 0; i < least.size(); ++i) {
        const auto& cell = tables.cells[i];
        if (cell.primary && cell.history == TableCell::History::shown) return std::nullopt;
        least[i] = cell.primary || cell.history == TableCell::History::hidden;
    }
    const auto free = free_cells(tables);
    std::vector<bool> unsafe(std::size_t{1} << free.size());
    std::optional<std::int64_t> cheapest;
    for (std::size_t mask = unsafe.size(); mask-- > 0;) {
        auto hidden = least;
        std::int64_t cost = 0;
        for (std::size_t i = 0; i < free.size(); ++i) {
            if ((mask >> i & 1U) == 0) {
                if (unsafe[mask | std::size_t{1} << i]) unsafe[mask] = true;
                continue;
            }
            hidden[free[i]] = true;
            cost += tables.cells[free[i]].cost;
        }
        if (unsafe[mask] || cost >= limit || (cheapest && cost >= *cheapest)) continue;
        if (is_safe(tables, hidden))
            cheapest = cost;
        else
            unsafe[mask] = true;
    }
    return cheapest;
}

}  // namespace aka::test
