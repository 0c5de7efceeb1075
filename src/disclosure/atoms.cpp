#include "atoms.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka::disclosure {
namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

/// Without what a solver's arithmetic adds to whole numbers.
double whole_if_near(double value) {
    const double whole = std::round(value);
    return std::abs(value - whole) < 1e-6 ? whole : value;
}

}  // namespace

Atoms::Atoms(const std::vector<const PublishedFigure*>& figures, int least) {
    collect(figures, least);
    for (const auto& block : blocks()) add(block);
    build();
}

void Atoms::collect(const std::vector<const PublishedFigure*>& figures, int least) {
    for (const auto* figure : figures) {
        const auto [place, is_new] = places_.try_emplace(sum_of(*figure), sums_.size());
        if (is_new) {
            sums_.push_back(place->first);
            low_.push_back(0);
            high_.push_back(unlimited);
        }
        auto& low = low_[place->second];
        auto& high = high_[place->second];
        low = std::max(low, static_cast<double>(figure->value.value_or(least)));
        if (figure->value) high = std::min(high, static_cast<double>(*figure->value));
        if (low > high) possible_ = false;
    }
    for (std::size_t sum = 0; sum < sums_.size(); ++sum) rows_.push_back({{static_cast<int>(sum), -1.0}});
}

std::vector<Atoms::Block> Atoms::blocks() const {
    std::map<std::pair<int, std::string>, std::vector<std::size_t>> sums_at;
    std::map<std::pair<Dimension, int>, Names> codes_in;
    for (std::size_t sum = 0; sum < sums_.size(); ++sum) {
        const auto& [dimension, region, codes] = sums_[sum];
        for (const int month : region.months) {
            for (const auto& municipality : region.municipalities)
                sums_at[{month, municipality}].push_back(sum);
            codes_in[{dimension, month}].insert(codes.begin(), codes.end());
        }
    }
    std::set<Block> found;
    for (const auto& [place, sums] : sums_at) {
        Block block{sums, {}};
        std::set<Dimension> dimensions;
        for (const auto sum : sums) dimensions.insert(sums_[sum].dimension);
        for (const auto& dimension : dimensions)
            if (!dimension.name.empty())
                block.dimensions.emplace_back(dimension, codes_in.at({dimension, place.first}));
        found.insert(std::move(block));
    }
    return {found.begin(), found.end()};
}

int Atoms::add_count() {
    low_.push_back(0);
    high_.push_back(unlimited);
    return static_cast<int>(low_.size()) - 1;
}

/// The total of a measure in the block, as part of the sums that are totals, is the sum of the counts of each
/// dimension.
void Atoms::add(const Block& block) {
    std::map<std::string, int> totals;
    for (const auto sum : block.sums) {
        const auto& [measure, name] = sums_[sum].dimension;
        const auto [total, is_new] = totals.try_emplace(measure);
        if (is_new) total->second = add_count();
        if (name.empty()) rows_[sum][total->second] = 1;
    }
    for (const auto& [dimension, codes] : block.dimensions) {
        Row row = add_codes(dimension, codes, block);
        row[totals.at(dimension.measure)] = -1;
        rows_.push_back(std::move(row));
    }
    for (const auto& [whole, part] : contained)
        if (totals.count(whole) == 1 && totals.count(part) == 1)
            rows_.push_back({{totals[whole], 1.0}, {totals[part], -1.0}, {add_count(), -1.0}});
}

/// One count for the codes that are part of the same sums.
Row Atoms::add_codes(const Dimension& dimension, const Names& codes, const Block& block) {
    std::map<std::vector<std::size_t>, int> counts;
    for (const auto& code : codes) {
        std::vector<std::size_t> covering;
        for (const auto sum : block.sums)
            if (sums_[sum].dimension == dimension && sums_[sum].codes.count(code) == 1)
                covering.push_back(sum);
        if (counts.count(covering) == 0) counts[covering] = add_count();
    }
    Row row;
    for (const auto& [covering, count] : counts) {
        row[count] = 1;
        for (const auto sum : covering) rows_[sum][count] = 1;
    }
    return row;
}

void Atoms::build() {
    if (!possible_) return;
    for (auto& high : high_) high = std::min(high, solver::unlimited);
    lp_.load(rows_, low_, high_);
    possible_ = lp_.solve() == solver::Ended::optimal;
}

std::pair<double, double> Atoms::limits(const PublishedFigure& figure) {
    const auto sum = places_.at(sum_of(figure));
    if (low_[sum] == high_[sum]) return {low_[sum], high_[sum]};
    return {furthest(sum, 1), furthest(sum, -1)};
}

double Atoms::furthest(std::size_t sum, double direction) {
    using solver::Ended;
    lp_.aim(sum, direction);
    auto ended = lp_.improve(false);
    if (ended != Ended::optimal && ended != Ended::unlimited) ended = lp_.solve();
    lp_.aim(sum, 0);
    if (ended == Ended::unlimited) return unlimited;
    if (ended != Ended::optimal)
        throw Error{ErrorKind::failed, tr("what the published figures tell cannot be computed")};
    return whole_if_near(lp_.value(sum));
}

}  // namespace aka::disclosure
