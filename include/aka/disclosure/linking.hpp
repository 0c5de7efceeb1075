#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aka/disclosure/hide.hpp"
#include "aka/model/publication.hpp"

namespace aka {

/// What stands behind a figure.
struct Behind {
    std::int64_t value = 0;
    std::int64_t businesses = 0;  ///< different ones
    std::int64_t largest = 0;     ///< of a sum: the part of the business that has the most; 0 of a count
};

struct LinkedFigure {
    FigureKey key;
    TableCell::History history = TableCell::History::none;
};

/// A measure of which another is a part, and what the part leaves: known of every month and municipality.
struct PartedMeasure {
    std::string whole;
    std::string part;
    std::string rest;
};

struct Linking {
    std::int64_t threshold = 5;  ///< fewer businesses are small
    /// What stands behind any key, as the register now tells it.
    std::function<Behind(const FigureKey&)> count;
    /// All leaves of a measure's dimension, in order.
    std::function<std::vector<std::string>(const FigureKey&)> leaves;
    std::vector<PartedMeasure> parted;
};

/// A figure with so few businesses behind it, or so much of it from one, that it must not become known.
bool is_small(const Behind& behind, std::int64_t threshold);

/// The figures as cells, the first of the tables in their order, with every relation among them: months add
/// up to quarters and years, municipalities to the alliance and to a funder's set, codes to groups and
/// totals. What is missing from such a sum becomes a further cell, hidden at no cost: a rest that can be
/// computed gives a business away like any figure. A figure that is not 0 is not taken for 0 when it is
/// hidden, as zeros hardly ever are. The keys must differ, and each stand for what
/// `Linking::count` says.
Tables link_figures(const std::vector<LinkedFigure>& figures, const Linking& linking);

}  // namespace aka
