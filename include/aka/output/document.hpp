#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "aka/model/code.hpp"
#include "aka/model/date.hpp"

namespace aka {

/// A share in 0..1, shown as percent.
struct Share {
    double value;
    bool operator==(const Share&) const = default;
};

/// Nothing known, a text, a whole number, a number with decimals, a share, a day, or several texts (a JSON
/// array; joined by ", " elsewhere).
using Cell = std::variant<std::nullptr_t, std::string, std::int64_t, double, Share, Date, bool,
                          std::vector<std::string>>;

enum class ForWhom { all, machines };  ///< machines: only in TSV, CSV and JSON

enum class Layout { cut, wrap };  ///< of a text that is wider than the window; wrap for a last column

struct Column {
    std::string key;      ///< stable, ASCII snake_case: the contract of JSON and CSV
    std::string heading;  ///< for people, translated
    ForWhom readers = ForWhom::all;
    Layout layout = Layout::cut;
};

/// What a command has to say, before anyone decides how it looks.
struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;  ///< each as long as `columns`
};

/// A part of a document.
struct Section {
    std::string key;      ///< stable, ASCII snake_case: the name in JSON and CSV
    std::string heading;  ///< for people; empty: none is shown
    Table table;
    bool record = false;  ///< one thing with properties: exactly one row, shown downwards, a JSON object
    std::vector<std::string> notes;  ///< sentences below it: units, what is not known
};

/// One answer of aka, in whatever format it is written.
struct Document {
    std::string title;               ///< empty: none is shown
    std::vector<std::string> lines;  ///< sentences below the title
    std::vector<Section> sections;   ///< the first is the main one
};

/// Of a document: table to markdown. Of a letter: markdown, text, html, mail. Of an agenda: calendar.
enum class Format { table, tsv, csv, csv_excel, json, markdown, text, html, mail, calendar };

template <>
struct Codes<Format> {
    static constexpr std::array<std::pair<Format, const char*>, 10> list{{{Format::table, "table"},
                                                                          {Format::tsv, "tsv"},
                                                                          {Format::csv, "csv"},
                                                                          {Format::csv_excel, "csv-excel"},
                                                                          {Format::json, "json"},
                                                                          {Format::markdown, "md"},
                                                                          {Format::text, "txt"},
                                                                          {Format::html, "html"},
                                                                          {Format::mail, "eml"},
                                                                          {Format::calendar, "ics"}}};
};

struct Style {
    int width = 80;  ///< columns of the terminal
    bool color = false;
    Date today{};  ///< decides whether a date is shown with its year
};

/// The formats that any document can be written in.
const std::vector<Format>& document_formats();

/// Keeps only the columns of the first section named in `fields`, in that order.
/// Throws a usage error that lists all columns when one is unknown.
void select_fields(Document& document, const std::vector<std::string>& fields);

/// The document as bytes, always ending with a newline unless empty. The same document gives the same bytes.
/// `format` is one of `document_formats()`.
std::string render(const Document& document, Format format, const Style& style);

}  // namespace aka
