#include <algorithm>
#include <numeric>

#include "aka/output/cell.hpp"
#include "aka/output/writers.hpp"

namespace aka {
namespace {

constexpr int gap = 2;  ///< columns between columns

enum class Weight { plain, heading };

class Terminal {
public:
    explicit Terminal(const Style& style) : style_(style) {}

    void line(std::string& block, std::string text, Weight weight = Weight::plain) const {
        text.erase(text.find_last_not_of(' ') + 1);
        block += weight == Weight::heading ? bold(text) : text;
        block += '\n';
    }

    void lines(std::string& block, const std::vector<std::string>& texts) const {
        for (const auto& text : texts)
            for (const auto& part : split_lines(safe_text(text))) line(block, part);
    }

    [[nodiscard]] std::string bold(const std::string& text) const {
        return style_.color && !text.empty() ? "\x1b[1m" + text + "\x1b[0m" : text;
    }

    [[nodiscard]] std::string show(const Cell& cell) const { return people_text(cell, style_.today); }

    /// Several texts each on a line of their own.
    [[nodiscard]] std::string show_lines(const Cell& cell) const {
        const auto* texts = std::get_if<std::vector<std::string>>(&cell);
        return texts != nullptr ? fmt::format("{}", fmt::join(*texts, "\n")) : show(cell);
    }

    [[nodiscard]] int width() const { return style_.width; }

private:
    Style style_;
};

struct Shown {
    std::string text;
    int width;
};

struct GridColumn {
    bool numeric;
    bool can_shrink;
    bool wraps;
    int width;
};

using GridRow = std::vector<Shown>;

std::string spaces(int count) {
    return fmt::format("{:{}}", "", std::max(count, 0));
}

Shown show_line(std::string_view text) {
    std::string line = one_line(text);
    const int width = display_width(line);
    return {std::move(line), width};
}

/// With its line ends; as wide as its longest line.
Shown show_text(std::string_view text) {
    std::string lines = replace_all(safe_text(trim(text)), "\t", " ");
    int width = 0;
    for (const auto& line : split_lines(lines)) width = std::max(width, display_width(line));
    return {std::move(lines), width};
}

/// The headings, then the rows.
std::vector<GridRow> show_rows(const Terminal& terminal, const Table& table) {
    std::vector<GridRow> rows(1);
    for (const auto& column : table.columns) rows.front().push_back(show_line(column.heading));
    for (const auto& row : table.rows) {
        auto& shown = rows.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i)
            shown.push_back(table.columns[i].layout == Layout::wrap ? show_text(terminal.show_lines(row[i]))
                                                                    : show_line(terminal.show(row[i])));
    }
    return rows;
}

std::vector<GridColumn> measure(const Table& table, const std::vector<GridRow>& rows) {
    std::vector<GridColumn> columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool numeric = is_numeric_column(table, i);
        const bool texts = std::any_of(table.rows.begin(), table.rows.end(),
                                       [&](const auto& row) { return is_text(row.at(i)); });
        int width = 0;
        for (const auto& row : rows) width = std::max(width, row.at(i).width);
        // The first column tells the rows apart and is what one types next; half a number or date is a wrong
        // one.
        const bool wraps = table.columns[i].layout == Layout::wrap && i > 0 && i + 1 == table.columns.size();
        columns.push_back({numeric, texts && !numeric && i > 0, wraps, width});
    }
    return columns;
}

/// Takes from the widest text column, one step at a time, until all fit or none can give.
void fit(std::vector<GridColumn>& columns, int available) {
    int total = std::accumulate(columns.begin(), columns.end(), -gap,
                                [](int sum, const GridColumn& column) { return sum + column.width + gap; });
    for (; total > available; --total) {
        GridColumn* widest = nullptr;
        for (auto& column : columns)
            if (column.can_shrink && column.width > narrowest_column &&
                (widest == nullptr || column.width >= widest->width))
                widest = &column;
        if (widest == nullptr) return;
        --widest->width;
    }
}

/// A text that wraps, beside what stands before it.
std::string wrapped(const std::vector<GridColumn>& columns, std::string_view text) {
    int before = 0;
    for (std::size_t i = 0; i + 1 < columns.size(); ++i) before += columns[i].width + gap;
    std::string lines;
    for (const auto& line : split_lines(text)) {
        if (!lines.empty()) lines += '\n' + spaces(before);
        lines += wrap_text(line, before + columns.back().width, before);
    }
    return lines;
}

std::string grid_line(const std::vector<GridColumn>& columns, const GridRow& row) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].wraps) {
            line += spaces(gap) + wrapped(columns, row[i].text);
            break;
        }
        const bool cut = row[i].width > columns[i].width;
        const std::string text = cut ? cut_to_width(row[i].text, columns[i].width) : row[i].text;
        const std::string padding = spaces(columns[i].width - (cut ? display_width(text) : row[i].width));
        if (i > 0) line += spaces(gap);
        line += columns[i].numeric ? padding + text : text + padding;
    }
    return line;
}

void add_table(std::string& block, const Terminal& terminal, const Table& table) {
    const auto rows = show_rows(terminal, table);
    auto columns = measure(table, rows);
    fit(columns, terminal.width());
    auto weight = Weight::heading;
    for (const auto& row : rows) {
        terminal.line(block, grid_line(columns, row), weight);
        weight = Weight::plain;
    }
}

struct Property {
    Shown label;
    std::vector<std::string> lines;
};

std::vector<Property> show_properties(const Terminal& terminal, const Table& table) {
    std::vector<Property> properties;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Cell& cell = table.rows.front().at(i);
        if (is_blank(cell)) continue;
        const std::string value = replace_all(safe_text(trim(terminal.show(cell))), "\t", " ");
        properties.push_back({show_line(table.columns[i].heading + ":"), split_lines(value)});
    }
    return properties;
}

void add_record(std::string& block, const Terminal& terminal, const Table& table) {
    const auto properties = show_properties(terminal, table);
    int width = 0;
    for (const auto& property : properties) width = std::max(width, property.label.width);
    for (const auto& [label, lines] : properties) {
        std::string before = terminal.bold(label.text) + spaces(width - label.width + gap);
        for (const auto& text : lines) {
            terminal.line(block, before + text);
            before = spaces(width + gap);
        }
    }
}

}  // namespace

std::string write_terminal(const Document& document, const Style& style) {
    const Terminal terminal{style};
    std::string out;
    if (!document.title.empty()) terminal.line(out, one_line(document.title), Weight::heading);
    terminal.lines(out, document.lines);
    for (const auto& section : document.sections) {
        std::string body;
        std::string notes;
        if (!is_empty(section.table))
            (section.record ? add_record : add_table)(body, terminal, section.table);
        terminal.lines(notes, section.notes);
        std::string heading;
        // Among several sections the notes of an empty one would be read as those of the one before.
        const bool named = !body.empty() || (!notes.empty() && document.sections.size() > 1);
        if (named && !section.heading.empty())
            terminal.line(heading, one_line(section.heading), Weight::heading);
        add_block(out, body.empty() ? heading + notes : heading + body);
        if (!body.empty()) add_block(out, notes);
    }
    return out;
}

}  // namespace aka
