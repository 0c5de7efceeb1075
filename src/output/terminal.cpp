#include <algorithm>

#include "aka/output/cell.hpp"
#include "aka/output/writers.hpp"
#include "grid.hpp"

namespace aka {
namespace {

constexpr int narrowest_window = 16;  ///< nobody reads in a narrower one
constexpr int narrowest_value = 20;   ///< beside its label; else it stands below

class Terminal {
public:
    explicit Terminal(const Style& style) : style_(style) {}

    static void line(std::string& block, std::string text) {
        text.erase(text.find_last_not_of(' ') + 1);
        block += text + '\n';
    }

    /// A title or heading, on as many lines as it needs.
    void heading(std::string& block, const std::string& text) const {
        for (const auto& part : wrap_lines(one_line(text), width())) line(block, bold(part));
    }

    void sentences(std::string& block, const std::vector<std::string>& texts) const {
        for (const auto& text : texts)
            for (const auto& whole : split_lines(safe_text(text)))
                for (const auto& part : wrap_lines(whole, width())) line(block, part);
    }

    [[nodiscard]] std::string bold(const std::string& text) const { return marked(text, "1"); }

    [[nodiscard]] std::string toned(const std::string& text, Tone tone) const {
        switch (tone) {
            case Tone::alarm:
                return marked(text, "31");
            case Tone::waiting:
                return marked(text, "33");
            case Tone::done:
                return marked(text, "2");
            case Tone::plain:
                break;
        }
        return text;
    }

    [[nodiscard]] Date today() const { return style_.today; }
    [[nodiscard]] int width() const { return std::max(style_.width, narrowest_window); }

private:
    [[nodiscard]] std::string marked(const std::string& text, const char* mark) const {
        return style_.color && !text.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", mark, text) : text;
    }

    Style style_;
};

std::string spaces(int count) {
    return fmt::format("{:{}}", "", std::max(count, 0));
}

/// Headings on several lines stand on the rows, as a heading of one line does.
void add_headings(std::string& block, const Terminal& terminal, const std::vector<GridColumn>& columns,
                  const Grid& grid) {
    std::vector<std::vector<std::string>> headings;
    std::size_t height = 1;
    for (std::size_t i = 0; i < grid.columns.size(); ++i) {
        headings.push_back(wrap_lines(columns[grid.columns[i]].heading, grid.widths[i]));
        height = std::max(height, headings.back().size());
    }
    for (std::size_t row = 0; row < height; ++row) {
        std::string line;
        for (std::size_t i = 0; i < headings.size(); ++i) {
            const std::size_t above = height - headings[i].size();
            const std::string text = row < above ? "" : headings[i][row - above];
            const std::string padding = spaces(grid.widths[i] - display_width(text));
            if (i > 0) line += spaces(grid_gap);
            line += columns[grid.columns[i]].numeric ? padding + text : text + padding;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        Terminal::line(block, terminal.bold(line));
    }
}

/// A text that wraps, beside what stands before it.
std::string wrapped(std::string_view text, int before, int width) {
    std::string lines;
    for (const auto& whole : split_lines(text))
        for (const auto& part : wrap_lines(whole, width))
            lines += (lines.empty() ? "" : '\n' + spaces(before)) + part;
    return lines;
}

std::string grid_line(const Terminal& terminal, const std::vector<GridColumn>& columns, const Grid& grid,
                      std::size_t row) {
    std::string line;
    int before = 0;
    for (std::size_t i = 0; i < grid.columns.size(); ++i) {
        const auto& column = columns[grid.columns[i]];
        const int width = grid.widths[i];
        const auto& cell = (grid.brief ? column.briefs : column.cells)[row];
        if (i > 0) line += spaces(grid_gap);
        if (column.wraps) return line + wrapped(cell.text, before, width);
        const bool cut = cell.width > width;
        const std::string text = cut ? cut_to_width(cell.text, width) : cell.text;
        const std::string padding = spaces(width - (cut ? display_width(text) : cell.width));
        const std::string shown =
            column.tone != nullptr ? terminal.toned(text, column.tone(cell.text)) : text;
        line += column.numeric ? padding + shown : shown + padding;
        before += width + grid_gap;
    }
    return line;
}

struct Property {
    Shown label;
    std::vector<std::string> lines;
    Tone tone = Tone::plain;
};

std::vector<Property> show_properties(const Terminal& terminal, const Table& table, std::size_t row) {
    std::vector<Property> properties;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto& column = table.columns[i];
        const Cell& cell = table.rows[row].at(i);
        if (is_blank(cell)) continue;
        const std::string value =
            replace_all(safe_text(trim(people_text(cell, terminal.today()))), "\t", " ");
        properties.push_back({shown_line(column.heading + ":"), split_lines(value),
                              column.tone != nullptr ? column.tone(value) : Tone::plain});
    }
    return properties;
}

/// One thing downwards: each property's name, and its value beside it or, in a narrow window, below.
void add_record(std::string& block, const Terminal& terminal, const Table& table, std::size_t row) {
    const auto properties = show_properties(terminal, table, row);
    int width = 0;
    for (const auto& property : properties) width = std::max(width, property.label.width);
    const bool beside = terminal.width() - width - grid_gap >= narrowest_value;
    const int before = beside ? width + grid_gap : grid_gap;
    for (const auto& [label, lines, tone] : properties) {
        std::string start = terminal.bold(label.text) + spaces(width - label.width + grid_gap);
        if (!beside) {
            for (const auto& part : wrap_lines(label.text, terminal.width()))
                Terminal::line(block, terminal.bold(part));
            start = spaces(before);
        }
        for (const auto& whole : lines)
            for (const auto& part : wrap_lines(whole, terminal.width() - before)) {
                Terminal::line(block, start + terminal.toned(part, tone));
                start = spaces(before);
            }
    }
}

/// Which columns went that say something, and how to see them.
void add_missing(std::string& block, const Terminal& terminal, const std::vector<GridColumn>& columns,
                 const Grid& grid) {
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!columns[i].blank && std::find(grid.columns.begin(), grid.columns.end(), i) == grid.columns.end())
            missing.push_back(columns[i].heading);
    if (missing.empty()) return;
    terminal.sentences(block, {tr("(no room for {columns}: a wider window or -O csv shows all)",
                                  fmt::arg("columns", fmt::to_string(fmt::join(missing, ", "))))});
}

void add_table(std::string& block, const Terminal& terminal, const Table& table) {
    const auto columns = grid_columns(table, terminal.today());
    const auto grid = fit_grid(columns, terminal.width());
    if (!grid) {
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            if (row > 0) block += '\n';
            add_record(block, terminal, table, row);
        }
        return;
    }
    add_headings(block, terminal, columns, *grid);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        Terminal::line(block, grid_line(terminal, columns, *grid, row));
    add_missing(block, terminal, columns, *grid);
}

void add_section(std::string& out, const Terminal& terminal, const Section& section, bool alone) {
    std::string body;
    std::string notes;
    if (!is_empty(section.table)) {
        if (section.record)
            add_record(body, terminal, section.table, 0);
        else
            add_table(body, terminal, section.table);
    }
    terminal.sentences(notes, section.notes);
    std::string heading;
    // Among several sections the notes of an empty one would be read as those of the one before.
    const bool named = !body.empty() || (!notes.empty() && !alone);
    if (named && !section.heading.empty()) terminal.heading(heading, section.heading);
    add_block(out, body.empty() ? heading + notes : heading + body);
    if (!body.empty()) add_block(out, notes);
}

}  // namespace

std::string write_terminal(const Document& document, const Style& style) {
    const Terminal terminal{style};
    std::string out;
    if (!document.title.empty()) terminal.heading(out, document.title);
    terminal.sentences(out, document.lines);
    for (const auto& section : document.sections)
        add_section(out, terminal, section, document.sections.size() == 1);
    return out;
}

}  // namespace aka
