#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "linear.hpp"
#include "published.hpp"

namespace aka::disclosure {

/// Two measures of which every month and municipality has at least as much of the one as of the other.
struct Contained {
    const char* whole;
    const char* part;
};
constexpr std::array contained{Contained{"needs needs", "enquiries enquiries"},
                               Contained{"needs needs", "labour needs"}};

/// The counts that published figures are sums of, as far as the figures tell them apart, and what they can
/// be. Of two measures that belong together the total of one is part of the other's.
class Atoms {
public:
    /// A hidden figure is `least` or more.
    Atoms(const std::vector<const PublishedFigure*>& figures, int least);

    /// Whether there are counts that all that is shown can be the sums of.
    [[nodiscard]] bool possible() const { return possible_; }
    /// The least and the greatest value of one of the figures; infinite when nothing limits it.
    std::pair<double, double> limits(const PublishedFigure& figure);

private:
    struct Dimension {
        std::string measure;
        std::string name;  ///< empty: the totals
        auto operator<=>(const Dimension&) const = default;
    };
    /// What a figure is the sum of, whoever published it.
    struct Sum {
        Dimension dimension;
        Region region;
        Names codes;
        auto operator<=>(const Sum&) const = default;
    };
    /// Months and municipalities that are part of the same sums, with the codes there are in them.
    struct Block {
        std::vector<std::size_t> sums;
        std::vector<std::pair<Dimension, Names>> dimensions;  ///< but for the totals
        auto operator<=>(const Block&) const = default;
    };

    static Sum sum_of(const PublishedFigure& figure) {
        return {{figure.measure, figure.dimension}, figure.region, figure.codes};
    }
    void collect(const std::vector<const PublishedFigure*>& figures, int least);
    [[nodiscard]] std::vector<Block> blocks() const;
    void add(const Block& block);
    Row add_codes(const Dimension& dimension, const Names& codes, const Block& block);
    int add_count();
    double furthest(std::size_t sum, double direction);
    void build();

    std::map<Sum, std::size_t> places_;
    std::vector<Sum> sums_;
    std::vector<double> low_;  ///< of the sums and the counts that make them up
    std::vector<double> high_;
    std::vector<Row> rows_;  ///< all of them 0; the first ones say what each sum consists of
    Linear lp_;
    bool possible_ = true;
};

}  // namespace aka::disclosure
