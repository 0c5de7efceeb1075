#include "aka/disclosure/linking.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace aka {
namespace {

using Words = std::vector<std::string>;  // in order, each once

bool covers(const Words& whole, const Words& part) {
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

Words without(const Words& whole, const Words& part) {
    Words rest;
    std::set_difference(whole.begin(), whole.end(), part.begin(), part.end(), std::back_inserter(rest));
    return rest;
}

bool overlap(const Words& one, const Words& other) {
    return without(one, other).size() < one.size();
}

/// Those inside the whole that lie in no other part of it.
std::vector<Words> greatest_parts(const Words& whole, const std::vector<Words>& all) {
    std::vector<Words> inside;
    for (const auto& part : all)
        if (!part.empty() && part != whole && covers(whole, part)) inside.push_back(part);
    std::vector<Words> greatest;
    for (const auto& part : inside)
        if (std::none_of(inside.begin(), inside.end(),
                         [&](const Words& other) { return other != part && covers(other, part); }))
            greatest.push_back(part);
    return greatest;
}

/// The same in groups that do not overlap: outcomes are one way to divide what ended, causes another.
std::vector<std::vector<Words>> divisions(const Words& whole, const std::vector<Words>& all) {
    std::vector<std::vector<Words>> groups;
    for (const auto& part : greatest_parts(whole, all)) {
        auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& taken) {
            return std::none_of(taken.begin(), taken.end(),
                                [&](const Words& one) { return overlap(one, part); });
        });
        if (group == groups.end()) group = groups.insert(group, std::vector<Words>{});
        group->push_back(part);
    }
    return groups;
}

/// Along what figures add up.
struct Axis {
    Words FigureKey::*words;
    bool of_codes;  ///< the leaves of a dimension, of which a total has all
};
constexpr std::array axes{Axis{&FigureKey::months, false}, Axis{&FigureKey::municipalities, false},
                          Axis{&FigureKey::covers, true}};

constexpr std::int64_t cost_of_zero = 1000;
constexpr std::int64_t times_for_a_sum = 10;
constexpr double dominant_part = 0.85;

class Builder {
public:
    explicit Builder(const Linking& linking) : linking_(linking) { tables_.threshold = linking.threshold; }

    /// Of a rest nothing tells that it is hidden, and not 0.
    void add_rest(const FigureKey& key) { add(key, TableCell::History::hidden, false); }

    void add(const FigureKey& key, TableCell::History history, bool is_figure = true) {
        if (!places_.try_emplace(key, keys_.size()).second) return;
        keys_.push_back(key);
        const Behind behind = linking_.count(key);
        const bool out = history == TableCell::History::shown;  // what is told cannot be kept any more
        tables_.cells.push_back({behind.value, behind.value == 0 ? cost_of_zero : behind.value,
                                 !out && is_small(behind, linking_.threshold), behind.businesses == 1,
                                 history, is_figure && behind.value > 0 ? 1 : 0});
    }

    /// Relates all that is there along the axis; rests that come to light are added.
    void relate(const Axis& axis) {
        std::map<FigureKey, std::vector<std::size_t>> lines;
        for (std::size_t i = 0; i < keys_.size(); ++i)
            for (const auto& line : lines_through(keys_[i], axis)) lines[line].push_back(i);
        for (const auto& [line, places] : lines) relate_line(axis, line, places);
    }

    /// Totals of measures that are parts of another.
    void relate_measures() {
        const auto keys = keys_;
        for (const auto& [whole, part, rest] : linking_.parted)
            for (FigureKey key : keys) {
                if (key.measure != part || !key.dimension.empty()) continue;
                const auto part_place = places_.at(key);
                key.measure = whole;
                add_rest(key);
                const auto whole_place = places_.at(key);
                key.measure = rest;
                add_rest(key);
                relate(whole_place, {part_place, places_.at(key)});
            }
    }

    [[nodiscard]] std::size_t size() const { return keys_.size(); }

    Tables finish() {
        std::set<std::size_t> totals;
        for (const auto& [total, parts] : relations_) {
            if (totals.insert(total).second) tables_.cells[total].cost *= times_for_a_sum;
            tables_.relations.push_back({total, parts});
        }
        return std::move(tables_);
    }

private:
    /// What the keys of a line have in common; a total lies on the line of every dimension of its measure.
    [[nodiscard]] std::vector<FigureKey> lines_through(FigureKey key, const Axis& axis) const {
        key.*axis.words = {};
        if (!axis.of_codes || !key.dimension.empty()) return {key};
        std::vector<FigureKey> lines;
        for (const auto& other : keys_)
            if (!other.dimension.empty() && other.measure == key.measure && other.months == key.months &&
                other.municipalities == key.municipalities) {
                key.dimension = other.dimension;
                if (std::find(lines.begin(), lines.end(), key) == lines.end()) lines.push_back(key);
            }
        return lines;
    }

    [[nodiscard]] Words words_at(const Axis& axis, const FigureKey& line, std::size_t place) const {
        const FigureKey& key = keys_[place];
        return axis.of_codes && key.dimension.empty() ? linking_.leaves(line) : key.*axis.words;
    }

    void relate_line(const Axis& axis, const FigureKey& line, const std::vector<std::size_t>& places) {
        std::vector<Words> all;
        std::map<Words, std::size_t> place_of;
        for (const auto place : places) {
            all.push_back(words_at(axis, line, place));
            place_of.try_emplace(all.back(), place);
        }
        for (const auto& whole : std::set<Words>{all.begin(), all.end()})
            for (const auto& parts : divisions(whole, all)) {
                Words rest = whole;
                std::vector<std::size_t> cells;
                for (const auto& part : parts) {
                    rest = without(rest, part);
                    cells.push_back(place_of.at(part));
                }
                if (!rest.empty()) {
                    FigureKey key = line;
                    key.*axis.words = rest;
                    add_rest(key);
                    cells.push_back(places_.at(key));
                }
                relate(place_of.at(whole), std::move(cells));
            }
    }

    void relate(std::size_t total, std::vector<std::size_t> parts) {
        std::sort(parts.begin(), parts.end());
        relations_.emplace(total, std::move(parts));
    }

    const Linking& linking_;
    Tables tables_;
    std::vector<FigureKey> keys_;
    std::map<FigureKey, std::size_t> places_;
    std::set<std::pair<std::size_t, std::vector<std::size_t>>> relations_;  // total, parts
};

}  // namespace

bool is_small(const Behind& behind, std::int64_t threshold) {
    if (behind.value == 0 || behind.businesses == 0) return false;
    return behind.businesses < threshold ||
           static_cast<double>(behind.largest) > dominant_part * static_cast<double>(behind.value);
}

Tables link_figures(const std::vector<LinkedFigure>& figures, const Linking& linking) {
    Builder builder{linking};
    for (const auto& [key, history] : figures) builder.add(key, history);
    for (std::size_t before = 0;
         before != builder.size();) {  // a rest along one axis adds up along the others
        before = builder.size();
        for (const auto& axis : axes) builder.relate(axis);
        builder.relate_measures();
    }
    return builder.finish();
}

}  // namespace aka
