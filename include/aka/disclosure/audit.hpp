#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace aka {

/// What an attacker can tell of a hidden value.
struct HiddenFigure {
    std::size_t file = 0;  ///< its place among the files, from 0
    std::size_t row = 0;   ///< from 0, the header not counted
    double low = 0;
    double high = 0;  ///< infinite when nothing limits it
    bool operator==(const HiddenFigure&) const = default;
};

/// `files` are everything published, the newest last: tidy CSVs. A hidden figure is `least` or more. For each
/// hidden figure the least and the greatest value that all other figures leave, in the files' order. Additive
/// rows only; percentages, days and distinct businesses are passed over. The figures of a measure are sums of
/// counts per month, municipality and code of a dimension, none of them negative; its dimensions have the
/// same total in every month and municipality, where there are at least as many needs as enquiries, and as
/// needs for labour. The codes of a dimension in a month are those that rows of the month cover, in any of
/// the files. Files whose figures of a measure cannot all be true at once, because the register was changed
/// between them, are not linked in that measure: files are taken newest first, one that contradicts those
/// taken is left out; what a file left out hides is told from it and from the others that agree with it,
/// newest first again. Throws storage for a file that is no tidy CSV, or whose own figures contradict each
/// other.
std::vector<HiddenFigure> what_can_be_told(const std::vector<std::string>& files, int least = 0);

}  // namespace aka
