#include <algorithm>
#include <cctype>

#include "aka/output/writers.hpp"
#include "chart_places.hpp"
#include "charts.hpp"
#include "html_page.hpp"

namespace aka {
namespace {

constexpr const char* unknown_mark = "-";

std::string element(std::string_view tag, std::string_view text) {
    return text.empty() ? std::string{} : fmt::format("<{}>{}</{}>\n", tag, escape_html_lines(text), tag);
}

/// A cell as read, on as many lines as it has; a difference with its sign.
std::string shown(const Cell& cell, const Column& column) {
    const auto* number = std::get_if<std::int64_t>(&cell);
    return (column.change && number != nullptr && *number > 0 ? "+" : "") + people_text(cell, {});
}

std::string cell_text(const Cell& cell, const Column& column) {
    const std::string text = shown(cell, column);
    return column.layout == Layout::wrap ? escape_html(trim(text)) : escape_html(one_line(text));
}

std::string_view style_of(const Table& table, std::size_t column, const Cell& cell) {
    if (is_numeric_column(table, column)) return " class=\"n\"";
    if (std::holds_alternative<Date>(cell)) return " class=\"d\"";
    return table.columns[column].layout == Layout::wrap ? " class=\"lines\"" : "";
}

std::string head_html(const Table& table) {
    std::string out = "<thead>\n<tr>";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        out += fmt::format("<th scope=\"col\"{}>{}</th>", is_numeric_column(table, i) ? " class=\"n\"" : "",
                           escape_html(one_line(table.columns[i].heading)));
    return out + "</tr>\n</thead>\n";
}

std::string row_html(const Table& table, std::size_t place) {
    const auto& row = table.rows[place];
    const bool sum = std::find(table.sums.begin(), table.sums.end(), place) != table.sums.end();
    std::string out = sum ? "<tr class=\"sum\">" : "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string text = cell_text(row[i], table.columns[i]);
        const auto style = style_of(table, i, row[i]);
        out += i == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", style, text)
                      : fmt::format("<td{}>{}</td>", style, text);
    }
    return out + "</tr>\n";
}

/// One thing with its properties, downwards; what has nothing to show is left out.
std::string record_html(const Table& table) {
    std::string out = "<tbody>\n";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Cell& cell = table.rows.front().at(i);
        if (is_blank(cell)) continue;
        out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n",
                           escape_html(one_line(table.columns[i].heading)),
                           escape_html_lines(trim(shown(cell, table.columns[i]))));
    }
    return out + "</tbody>\n";
}

/// In a box of its own, which scrolls where the screen is narrower; `name` is what the table is about.
std::string table_html(const Section& section, const std::string& name) {
    const auto& table = section.table;
    const std::string about = escape_html(one_line(name));
    std::string out = fmt::format(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
        "aria-label=\"{}\">\n<table{}>\n<caption>{}</caption>\n",
        about, section.record ? " class=\"record\"" : "", about);
    if (section.record) {
        out += record_html(table);
    } else {
        out += head_html(table) + "<tbody>\n";
        for (std::size_t row = 0; row < table.rows.size(); ++row) out += row_html(table, row);
        out += "</tbody>\n";
    }
    return out + "</table>\n</div>\n";
}

/// Cards for the figures that matter most; the table has them all.
std::string cards_html(const Section& section) {
    const auto places = find_chart(section);
    if (!places || section.chart.kind != ChartKind::cards) return {};
    const auto& columns = section.table.columns;
    std::string out = "<ul class=\"cards\">\n";
    for (const auto row : places->rows) {
        const auto& cells = section.table.rows[row];
        std::vector<std::string> rest;
        for (std::size_t i = 1; i < places->values.size(); ++i) {
            const auto at = places->values[i];
            if (!std::holds_alternative<std::nullptr_t>(cells[at]))
                rest.push_back(one_line(columns[at].heading + ' ' + shown(cells[at], columns[at])));
        }
        const auto first = places->values.front();
        out += fmt::format("<li><span class=\"name\">{}</span><strong>{}</strong>",
                           escape_html(one_line(people_text(cells[places->label], {}))),
                           cell_text(cells[first], columns[first]));
        for (const auto& figure : rest)
            out += fmt::format("<span class=\"rest\">{}</span> ", escape_html(figure));
        out += "</li>\n";
    }
    return out + "</ul>\n";
}

std::string notes_html(const std::vector<std::string>& notes, std::string_view tag) {
    std::string out;
    for (const auto& note : notes) out += element("p", note);
    return out.empty() ? out : fmt::format("<{} class=\"notes\">\n{}</{}>\n", tag, out, tag);
}

/// Sentences for the marks that stand in tables instead of a figure.
std::vector<std::string> mark_notes(const Document& document) {
    bool hidden = false;
    bool unknown = false;
    for (const auto& section : document.sections)
        for (const auto& row : section.table.rows)
            for (const auto& cell : row) {
                hidden = hidden || is_hidden(cell);
                // A record leaves out what is not known.
                unknown = unknown || (!section.record && people_text(cell, {}) == unknown_mark);
            }
    std::vector<std::string> notes;
    if (hidden) notes.push_back(tr("* stands for a figure that is hidden, so that it gives nobody away."));
    if (unknown) notes.push_back(tr("- stands for what is not known, or does not apply."));
    return notes;
}

/// Whether it wants the whole width of a wide screen.
bool is_wide(const Section& section, const std::string& drawing, bool alone) {
    if (alone || !drawing.empty() || section.chart.kind == ChartKind::cards ||
        section.table.columns.size() > 4)
        return true;
    return std::any_of(section.table.columns.begin(), section.table.columns.end(),
                       [](const Column& column) { return column.layout == Layout::wrap; });
}

/// What one series of bars counts; several are told apart by their legend.
std::string caption_html(const Section& section) {
    const auto places = find_chart(section);
    if (!places || section.chart.kind == ChartKind::funnel || places->values.size() > 1) return {};
    return element("figcaption", one_line(section.table.columns[places->values.front()].heading));
}

/// Whether its table wants the whole width, below the drawing: more columns than there is room for beside it.
bool is_below(const Section& section) {
    constexpr std::size_t most_beside = 6;
    return !section.record && section.table.columns.size() > most_beside;
}

std::string section_html(const Section& section, const std::string& id, const std::string& title,
                         bool alone) {
    constexpr std::size_t long_table = 20;  // rows that may be parted on paper
    const bool empty = is_empty(section.table);
    // As on the terminal: nothing is said of what is empty and has no notes.
    if (empty && section.notes.empty()) return {};
    const std::string drawing = chart_svg(section, id);
    const std::string name = section.heading.empty() ? title : section.heading;
    std::string classes = is_wide(section, drawing, alone) ? "wide" : "";
    if (section.table.rows.size() > long_table) classes += classes.empty() ? "long" : " long";
    std::string out =
        fmt::format("<section{}>\n", classes.empty() ? "" : fmt::format(" class=\"{}\"", classes));
    if (name != title) out += element("h2", one_line(name));
    out += cards_html(section);
    const std::string table = empty ? std::string{} : table_html(section, name);
    out += drawing.empty()
               ? table
               : fmt::format("<div class=\"{}\">\n<figure>\n", is_below(section) ? "above" : "beside") +
                     caption_html(section) + drawing + "</figure>\n" + table + "</div>\n";
    return out + notes_html(section.notes, "div") + "</section>\n";
}

/// What the page is called: its title, else what it shows first.
std::string title_of(const Document& document) {
    if (!document.title.empty()) return one_line(document.title);
    if (document.sections.empty()) return "aka";
    const auto& first = document.sections.front();
    if (!first.heading.empty()) return one_line(first.heading);
    if (first.record && !is_empty(first.table))
        return one_line(people_text(first.table.rows.front().front(), {}));
    std::string name = replace_all(first.key, "_", " ");
    if (!name.empty())
        name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    return name;
}

/// Whether it fits into half the width of a page on paper.
bool is_narrow(const Section& section) {
    const bool bars = section.chart.kind == ChartKind::none || section.chart.kind == ChartKind::bars;
    return bars && section.table.columns.size() < 7;
}

/// On paper, narrow sections that follow each other stand in two columns.
std::string sections_html(const Document& document, const std::string& title) {
    std::string out;
    std::optional<bool> narrow;
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
        const auto& section = document.sections[i];
        const bool alone = document.sections.size() == 1;
        const std::string html = section_html(section, fmt::format("s{}", i + 1), title, alone);
        if (html.empty()) continue;
        if (const bool now = is_narrow(section) && !alone; narrow != now) {
            if (narrow) out += "</div>\n";
            out += now ? "<div class=\"sections columns\">\n" : "<div class=\"sections\">\n";
            narrow = now;
        }
        out += html;
    }
    return narrow ? out + "</div>\n" : out;
}

}  // namespace

std::string write_html(const Document& document) {
    const std::string title = title_of(document);
    std::string body = "<main>\n<header>\n" + element("h1", title);
    for (const auto& line : document.lines) body += element("p", line);
    body += "</header>\n";
    const std::string sections = sections_html(document, title);
    body += sections.empty() ? element("p", tr("Nothing found.")) : sections;
    // In the language of the texts, which is itself one of them.
    return html_page(tr("en"), title, body + notes_html(mark_notes(document), "footer") + "</main>\n");
}

}  // namespace aka
