#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <random>
#include <utility>

namespace aka::bench {

/// Chance that is the same with every compiler for the same seed: what std::*_distribution gives is left to
/// the library. One call a statement: the order in which C++ evaluates arguments is open too.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}

    /// From `low` to `high`, both included. The remainder's bias is far below what a figure shows.
    int between(int low, int high) {
        return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1));
    }

    bool percent(int share) { return between(1, 100) <= share; }

    std::size_t index(std::size_t size) { return static_cast<std::size_t>(engine_() % size); }

    template <class Range>
    const auto& one_of(const Range& range) {
        return std::data(range)[index(std::size(range))];
    }

    /// One of the values, each as often as its weight says.
    template <class T>
    T pick(std::initializer_list<std::pair<T, int>> weighted) {
        int all = 0;
        for (const auto& [value, weight] : weighted) all += weight;
        int left = between(1, all);
        for (const auto& [value, weight] : weighted)
            if ((left -= weight) <= 0) return value;
        return weighted.begin()->first;
    }

    /// The place of one of the weights.
    template <class Weights>
    std::size_t place(const Weights& weights) {
        int all = 0;
        for (const int weight : weights) all += weight;
        int left = between(1, all);
        std::size_t at = 0;
        for (const int weight : weights) {
            if ((left -= weight) <= 0) break;
            ++at;
        }
        return at;
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace aka::bench
