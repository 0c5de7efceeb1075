#include "secrets.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace aka::disclosure {
namespace {

/// Cells in groups that do not overlap.
class Groups {
public:
    explicit Groups(std::size_t cells) : parent_(cells) { std::iota(parent_.begin(), parent_.end(), 0U); }
    std::size_t of(std::size_t cell) {
        while (parent_[cell] != cell) cell = parent_[cell] = parent_[parent_[cell]];
        return cell;
    }
    void join(std::size_t left, std::size_t right) { parent_[of(left)] = of(right); }

private:
    std::vector<std::size_t> parent_;
};

}  // namespace

std::vector<Secret> secrets_of(const Tables& tables) {
    std::vector<Secret> secrets;
    for (std::size_t i = 0; i < tables.cells.size(); ++i) {
        const auto& cell = tables.cells[i];
        if (!cell.primary) continue;
        const auto up = std::max<std::int64_t>(1, tables.threshold - cell.value);
        secrets.push_back({i, static_cast<double>(cell.value), static_cast<double>(up)});
    }
    return secrets;
}

std::vector<Insider> insiders_of(const Tables& tables) {
    Groups connected{tables.cells.size()};
    Groups same_business{tables.cells.size()};
    for (const auto& relation : tables.relations)
        for (const auto part : relation.parts) {
            connected.join(part, relation.total);
            if (tables.cells[part].insider && tables.cells[relation.total].insider)
                same_business.join(part, relation.total);
        }
    std::map<std::size_t, Insider> insiders;
    for (std::size_t i = 0; i < tables.cells.size(); ++i)
        if (tables.cells[i].insider) insiders[same_business.of(i)].cells.push_back(i);
    std::vector<Insider> found;
    for (auto& [group, insider] : insiders) {
        for (std::size_t i = 0; i < tables.cells.size(); ++i) {
            const bool own = tables.cells[i].insider && same_business.of(i) == group;
            if (tables.cells[i].primary && !own && connected.of(i) == connected.of(group))
                insider.secrets.push_back(i);
        }
        found.push_back(std::move(insider));
    }
    return found;
}

}  // namespace aka::disclosure
