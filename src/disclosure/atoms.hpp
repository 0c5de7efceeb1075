#pragma once

#include <ClpSimplex.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "published.hpp"

namespace aka::disclosure {

/// The counts that published figures of one measure are sums of, as far as the figures tell them apart, and
/// what they can be.
class Atoms {
public:
    explicit Atoms(const std::vector<const PublishedFigure*>& figures);

    /// Whether there are counts that all that is shown can be the sums of.
    [[nodiscard]] bool possible() const { return possible_; }
    /// The least and the greatest value of one of the figures; infinite when nothing limits it.
    std::pair<double, double> limits(const PublishedFigure& figure);

private:
    /// What a figure is the sum of, whoever published it.
    using Sum = std::tuple<std::string, Region, Names>;
    /// Months and municipalities that are part of the same sums, with the codes there are in them.
    struct Block {
        std::vector<std::size_t> sums;
        std::vector<std::pair<std::string, Names>> dimensions;
        auto operator<=>(const Block&) const = default;
    };
    using Row = std::map<int, double>;

    static Sum sum_of(const PublishedFigure& figure) {
        return {figure.dimension, figure.region, figure.codes};
    }
    void collect(const std::vector<const PublishedFigure*>& figures);
    [[nodiscard]] std::vector<Block> blocks() const;
    void add(const Block& block);
    Row add_codes(const std::string& dimension, const Names& codes, const Block& block);
    int add_count();
    double furthest(std::size_t sum, double direction);
    void build();

    std::map<Sum, std::size_t> places_;
    std::vector<Sum> sums_;
    std::vector<double> low_;  ///< of the sums and the counts that make them up
    std::vector<double> high_;
    std::vector<Row> rows_;  ///< all of them 0; the first ones say what each sum consists of
    ClpSimplex lp_;
    bool possible_ = true;
};

}  // namespace aka::disclosure
