#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace aka::disclosure {

using Names = std::set<std::string>;

/// Months by municipalities.
struct Region {
    std::set<int> months;  ///< counted from the year 0
    Names municipalities;
    auto operator<=>(const Region&) const = default;
};

/// A row of a tidy CSV.
struct PublishedFigure {
    std::size_t file = 0;
    std::size_t row = 0;    ///< from 0, the header not counted
    std::string measure;    ///< with its unit
    std::string dimension;  ///< empty for a total
    Region region;
    Names codes;                        ///< that it covers; empty for a total
    std::optional<std::int64_t> value;  ///< none when hidden
};

/// The additive rows of a tidy CSV. Throws storage when it is none; `file` is its place among the files.
std::vector<PublishedFigure> read_published(std::size_t file, const std::string& text);

}  // namespace aka::disclosure
