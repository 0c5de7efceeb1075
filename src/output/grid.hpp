#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/output/document.hpp"

namespace aka {

/// A text and the columns that it takes.
struct Shown {
    std::string text;
    int width = 0;
};

constexpr int grid_gap = 2;  ///< columns between columns

/// A column of a table as a terminal can show it.
struct GridColumn {
    std::string heading;
    std::vector<Shown> cells;
    std::vector<Shown> briefs;  ///< a day without its weekday, a path without what leads to it
    bool numeric = false;       ///< set to the right
    bool can_cut = false;  ///< a text in words: half of it tells something, half a number or code does not
    bool wraps = false;
    bool keep = false;
    bool blank = false;  ///< nothing in any row
    Tone (*tone)(std::string_view) = nullptr;
};

/// Which columns are shown, and how.
struct Grid {
    std::vector<std::size_t> columns;
    std::vector<int> widths;
    bool brief = false;
};

/// The columns of a table, its texts made harmless.
std::vector<GridColumn> grid_columns(const Table& table, Date today);

/// As much of the columns as goes into `available`: headings take several lines, then texts their brief form,
/// then texts are cut; then columns go, those that are blank before others, the last first. None when what
/// must stay does not fit.
std::optional<Grid> fit_grid(const std::vector<GridColumn>& columns, int available);

Shown shown_line(std::string_view text);

}  // namespace aka
