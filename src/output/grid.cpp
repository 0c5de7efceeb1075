#include "grid.hpp"

#include <algorithm>
#include <numeric>

#include "aka/output/cell.hpp"

namespace aka {
namespace {

constexpr int narrowest_text = 12;       ///< a text is cut no narrower than this
constexpr int narrowest_first = 24;      ///< the first tells the rows apart
constexpr int narrowest_wrapped = 24;    ///< nor does one on several lines get less room
constexpr int comfortable_wrapped = 48;  ///< what it gets before anything else gives way

/// With its line ends; as wide as its longest line.
Shown shown_lines(std::string_view text) {
    std::string lines = replace_all(safe_text(trim(text)), "\t", " ");
    int width = 0;
    for (const auto& line : split_lines(lines)) width = std::max(width, display_width(line));
    return {std::move(lines), width};
}

/// Several texts each on a line of their own.
std::string text_on_lines(const Cell& cell, Date today) {
    const auto* texts = std::get_if<std::vector<std::string>>(&cell);
    return texts != nullptr ? fmt::format("{}", fmt::join(*texts, "\n")) : people_text(cell, today);
}

std::string last_part(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

/// An empty one where there is none.
std::string brief_text(const Cell& cell, Layout layout, Date today) {
    if (std::holds_alternative<Date>(cell)) {
        const std::string day = people_text(cell, today);
        return day.substr(day.find(' ') + 1);
    }
    if (layout != Layout::path) return {};
    if (const auto* text = std::get_if<std::string>(&cell)) return last_part(*text);
    std::vector<std::string> parts;
    if (const auto* texts = std::get_if<std::vector<std::string>>(&cell))
        for (const auto& text : *texts) parts.push_back(last_part(text));
    return fmt::format("{}", fmt::join(parts, ", "));
}

/// A reference, a state, an id: ASCII without a space.
bool is_code(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

GridColumn grid_column(const Table& table, std::size_t place, Date today) {
    const Column& column = table.columns[place];
    GridColumn shown{one_line(column.heading), {}, {}, is_numeric_column(table, place)};
    shown.wraps = column.layout == Layout::wrap && place + 1 == table.columns.size();
    shown.blank = std::all_of(table.rows.begin(), table.rows.end(),
                              [&](const auto& row) { return is_blank(row.at(place)); });
    shown.keep = place == 0 || column.layout == Layout::wrap || (column.keep && !shown.blank);
    shown.tone = column.tone;
    bool words = false;
    for (const auto& row : table.rows) {
        const Cell& cell = row.at(place);
        shown.cells.push_back(column.layout == Layout::wrap ? shown_lines(text_on_lines(cell, today))
                                                            : shown_line(people_text(cell, today)));
        const std::string brief = brief_text(cell, column.layout, today);
        shown.briefs.push_back(brief.empty() ? shown.cells.back() : shown_line(brief));
        words = words || (is_text(cell) && !is_code(shown.briefs.back().text));
    }
    shown.can_cut = words && !shown.numeric && column.layout != Layout::wrap;
    return shown;
}

int widest(const std::vector<Shown>& cells) {
    int width = 0;
    for (const auto& cell : cells) width = std::max(width, cell.width);
    return width;
}

int longest_word(const std::string& heading) {
    int width = 0;
    for (const auto& word : split_lines(replace_all(heading, " ", "\n")))
        width = std::max(width, display_width(word));
    return width;
}

/// Takes from the widest column that is above its floor, one step at a time, until all fit.
bool shrink(std::vector<int>& widths, const std::vector<int>& floors, int available) {
    int total = std::accumulate(widths.begin(), widths.end(), -grid_gap,
                                [](int sum, int width) { return sum + width + grid_gap; });
    for (; total > available; --total) {
        int* widest = nullptr;
        for (std::size_t i = 0; i < widths.size(); ++i)
            if (widths[i] > floors[i] && (widest == nullptr || widths[i] >= *widest)) widest = &widths[i];
        if (widest == nullptr) return false;
        --*widest;
    }
    return true;
}

/// How narrow a column may become in one step of giving way.
int floor_of(const GridColumn& column, bool first, int text, bool cut) {
    const int heading = longest_word(column.heading);
    if (column.wraps) return std::max(heading, std::min(text, cut ? narrowest_wrapped : comfortable_wrapped));
    if (!cut || !column.can_cut) return std::max(heading, text);
    return std::max(heading, std::min(text, first ? narrowest_first : narrowest_text));
}

bool fit_columns(const std::vector<GridColumn>& all, Grid& grid, int available) {
    for (const bool brief : {false, true}) {
        grid.brief = brief;
        std::vector<int> comfortable;
        std::vector<int> narrow;
        grid.widths.clear();
        for (const auto place : grid.columns) {
            const auto& column = all[place];
            const int text = widest(brief ? column.briefs : column.cells);
            grid.widths.push_back(std::max(text, display_width(column.heading)));
            comfortable.push_back(floor_of(column, place == 0, text, false));
            narrow.push_back(floor_of(column, place == 0, text, true));
        }
        if (shrink(grid.widths, comfortable, available)) return true;
        if (brief && shrink(grid.widths, narrow, available)) return true;
    }
    return false;
}

/// A table of which nobody said what must stay keeps its first figures, else its second column.
void keep_something(std::vector<GridColumn>& columns) {
    const auto kept = [](const GridColumn& column) { return column.keep; };
    if (columns.size() < 2 || std::any_of(columns.begin() + 1, columns.end(), kept)) return;
    const auto figures = std::find_if(columns.begin() + 1, columns.end(),
                                      [](const GridColumn& column) { return column.numeric; });
    (figures == columns.end() ? columns[1] : *figures).keep = true;
}

}  // namespace

Shown shown_line(std::string_view text) {
    std::string line = one_line(text);
    const int width = display_width(line);
    return {std::move(line), width};
}

std::vector<GridColumn> grid_columns(const Table& table, Date today) {
    std::vector<GridColumn> columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i) columns.push_back(grid_column(table, i, today));
    keep_something(columns);
    return columns;
}

std::optional<Grid> fit_grid(const std::vector<GridColumn>& columns, int available) {
    Grid grid;
    grid.columns.resize(columns.size());
    std::iota(grid.columns.begin(), grid.columns.end(), std::size_t{0});
    const auto last_that_goes = [&](bool blank) {
        return std::find_if(grid.columns.rbegin(), grid.columns.rend(), [&](std::size_t place) {
            return !columns[place].keep && (columns[place].blank || !blank);
        });
    };
    while (!fit_columns(columns, grid, available)) {
        auto last = last_that_goes(true);
        if (last == grid.columns.rend()) last = last_that_goes(false);
        if (last == grid.columns.rend()) return std::nullopt;
        grid.columns.erase(std::next(last).base());
    }
    return grid;
}

}  // namespace aka
