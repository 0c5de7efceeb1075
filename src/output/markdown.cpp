#include "aka/output/cell.hpp"
#include "aka/output/writers.hpp"

namespace aka {

std::string escape_markdown(std::string_view text) {
    const std::string safe = safe_text(text);
    std::string escaped;
    for (const char c : trim(safe)) {
        switch (c) {
            case '\n':
                escaped += "<br>";
                break;
            case '\t':
                escaped += ' ';
                break;
            // As entities: older readers know no \< and would take it for a tag.
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '&':
                escaped += "&amp;";
                break;
            default:
                if (std::string_view{"\\`*_[]|~#"}.find(c) != std::string_view::npos) escaped += '\\';
                escaped += c;
        }
    }
    return escaped;
}

std::string markdown_paragraph(std::string_view text) {
    std::string escaped = escape_markdown(text);
    const auto mark = escaped.find_first_not_of("0123456789");
    if (escaped.empty()) return escaped;
    if (mark == std::string::npos) return escaped;
    const std::string_view marks = mark == 0 ? "-+=" : ".)";
    if (marks.find(escaped[mark]) != std::string_view::npos) escaped.insert(mark, 1, '\\');
    return escaped;
}

namespace {

std::string paragraph(std::string_view text) {
    const std::string escaped = markdown_paragraph(text);
    return escaped.empty() ? escaped : escaped + '\n';
}

std::string cell_text(const Cell& cell) {
    return escape_markdown(people_text(cell, {}));
}

std::string pipe_line(const std::vector<std::string>& cells) {
    return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

std::string pipe_table(const Table& table) {
    std::vector<std::string> headings;
    std::vector<std::string> rules;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        headings.push_back(escape_markdown(table.columns[i].heading));
        rules.emplace_back(is_numeric_column(table, i) ? "---:" : "---");
    }
    std::string text = pipe_line(headings) + pipe_line(rules);
    for (const auto& row : table.rows) {
        std::vector<std::string> cells;
        cells.reserve(row.size());
        for (const auto& cell : row) cells.push_back(cell_text(cell));
        text += pipe_line(cells);
    }
    return text;
}

std::string pipe_record(const Table& table) {
    std::string text;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Cell& cell = table.rows.front().at(i);
        if (!is_blank(cell)) text += pipe_line({escape_markdown(table.columns[i].heading), cell_text(cell)});
    }
    return text.empty() ? text : pipe_line({"", ""}) + pipe_line({"---", "---"}) + text;
}

void add_section(std::string& out, const Section& section, bool alone) {
    std::string body;
    if (!is_empty(section.table))
        body = section.record ? pipe_record(section.table) : pipe_table(section.table);
    const bool named = !body.empty() || (!section.notes.empty() && !alone);
    if (named && !section.heading.empty()) add_block(out, "## " + escape_markdown(section.heading) + '\n');
    add_block(out, body);
    for (const auto& note : section.notes) add_block(out, paragraph(note));
}

}  // namespace

std::string write_markdown(const Document& document) {
    std::string out;
    if (!document.title.empty()) add_block(out, "# " + escape_markdown(document.title) + '\n');
    for (const auto& line : document.lines) add_block(out, paragraph(line));
    for (const auto& section : document.sections) add_section(out, section, document.sections.size() == 1);
    return out;
}

}  // namespace aka
