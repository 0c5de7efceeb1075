#include <map>
#include <set>

#include "aka/output/cell.hpp"
#include "aka/output/writers.hpp"

namespace aka {
namespace {

constexpr Plain tsv_cells{'.', ","};

std::string tsv_cell(const Cell& cell) {
    // Backslashes first: those that the other escapes bring must stay single.
    const std::string safe = escape_controls(replace_all(plain_text(cell, tsv_cells), "\\", "\\\\"));
    return replace_all(replace_all(safe, "\t", "\\t"), "\n", "\\n");
}

void add_tsv(std::string& out, const std::string& prefix, const Section& section) {
    for (const auto& row : section.table.rows) {
        std::vector<std::string> cells;
        cells.reserve(row.size());
        for (const auto& cell : row) cells.push_back(tsv_cell(cell));
        if (!section.record) {
            out += fmt::format("{}{}\n", prefix, fmt::join(cells, "\t"));
            continue;
        }
        for (std::size_t i = 0; i < cells.size(); ++i)
            out += fmt::format("{}{}\t{}\n", prefix, section.table.columns.at(i).key, cells[i]);
    }
}

struct Dialect {
    char separator = ',';
    Plain plain{};
};

constexpr Dialect csv{',', {'.', ", "}};
constexpr Dialect csv_excel{';', {',', ", "}};

std::string csv_cell(const Cell& cell, const Dialect& dialect) {
    const std::string text = plain_text(cell, dialect.plain);
    // A spreadsheet would run it: whatever the dialect, a double click opens the file there.
    const bool runs =
        !text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos;
    return (is_text(cell) && runs ? "'" : "") + safe_text(text);
}

std::string quote(const std::string& text, char separator) {
    if (text.find_first_of("\"\r\n") == std::string::npos && text.find(separator) == std::string::npos)
        return text;
    return '"' + replace_all(text, "\"", "\"\"") + '"';
}

void add_csv_line(std::string& out, const std::vector<std::string>& fields, const Dialect& dialect) {
    std::string line;
    for (const auto& field : fields) {
        if (&field != &fields.front()) line += dialect.separator;
        line += quote(field, dialect.separator);
    }
    if (line.empty()) line = "\"\"";  // one empty field, not an empty line, which readers skip
    out += line + "\r\n";
}

void add_wide(std::string& out, const Table& table, const Dialect& dialect) {
    if (table.columns.empty()) return;
    std::vector<std::string> fields;
    for (const auto& column : table.columns) fields.push_back(column.key);
    add_csv_line(out, fields, dialect);
    for (const auto& row : table.rows) {
        fields.clear();
        for (const auto& cell : row) fields.push_back(csv_cell(cell, dialect));
        add_csv_line(out, fields, dialect);
    }
}

/// Names that tell rows apart: a name seen before gets #2, #3 ...
class Labels {
public:
    std::string make(const std::string& name) {
        std::string label = name;
        while (!used_.insert(label).second)
            label = fmt::format("{}#{}", name, ++times_.try_emplace(name, 1).first->second);
        return label;
    }

private:
    std::set<std::string> used_;
    std::map<std::string, int> times_;
};

void add_long(std::string& out, const Section& section, const Dialect& dialect) {
    const auto& columns = section.table.columns;
    // The first column is the row's label; where there is no other it is the value too, or the row would be
    // lost.
    const std::size_t first = section.record || columns.size() == 1 ? 0 : 1;
    Labels labels;
    for (const auto& row : section.table.rows) {
        const std::string label =
            section.record || row.empty() ? "" : labels.make(csv_cell(row.front(), dialect));
        for (std::size_t i = first; i < row.size(); ++i)
            add_csv_line(out, {section.key, label, columns.at(i).key, csv_cell(row[i], dialect)}, dialect);
    }
}

std::string write_separated(const Document& document, const Dialect& dialect) {
    std::string out;
    if (document.sections.size() == 1) {
        add_wide(out, document.sections.front().table, dialect);
    } else if (!document.sections.empty()) {
        add_csv_line(out, {"section", "row", "column", "value"}, dialect);
        for (const auto& section : document.sections) add_long(out, section, dialect);
    }
    return out;
}

}  // namespace

std::string write_tsv(const Document& document) {
    std::string out;
    for (const auto& section : document.sections)
        add_tsv(out, document.sections.size() > 1 ? section.key + '\t' : "", section);
    return out;
}

std::string write_csv(const Document& document) {
    return write_separated(document, csv);
}

std::string write_csv_excel(const Document& document) {
    const std::string body = write_separated(document, csv_excel);
    return body.empty() ? body : "\xEF\xBB\xBF" + body;  // without the mark Excel takes it for Windows-1252
}

}  // namespace aka
