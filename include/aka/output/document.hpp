#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "aka/model/code.hpp"
#include "aka/model/date.hpp"

namespace aka {

/// What stands in a table for a figure that may not be shown.
constexpr const char* hidden_mark = "*";

/// A share in 0..1, shown as percent.
struct Share {
    double value;
    bool operator==(const Share&) const = default;
};

/// Nothing known, a text, a whole number, a number with decimals, a share, a day, or several texts (a JSON
/// array; joined by ", " elsewhere).
using Cell = std::variant<std::nullptr_t, std::string, std::int64_t, double, Share, Date, bool,
                          std::vector<std::string>>;

/// machines: only in TSV, CSV and JSON. users: those who type commands; a code whose name stands beside it,
/// left out of HTML.
enum class ForWhom { all, users, machines };

/// Of a text that is wider than the window. wrap: on several lines, for a last column. path: the parts before
/// the last "/" go first.
enum class Layout { cut, wrap, path };

enum class Tone { plain, alarm, waiting, done };  ///< colours beside what a word says already

struct Column {
    std::string key;      ///< stable, ASCII snake_case: the contract of JSON and CSV
    std::string heading;  ///< for people, translated
    ForWhom readers = ForWhom::all;
    Layout layout = Layout::cut;
    bool change = false;  ///< a difference: with its sign, where the format knows how
    bool keep = false;    ///< stays in a window that is too narrow for all columns
    Tone (*tone)(std::string_view word) = nullptr;  ///< of a state
};

/// What a command has to say, before anyone decides how it looks.
struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;  ///< each as long as `columns`
    std::vector<std::size_t> sums{};      ///< places of the rows that sum up others: set apart where one can
};

/// cards: few figures, large. bars: a row each. lines: a column each, over the rows. funnel: rows that are
/// parts of the row before.
enum class ChartKind { none, cards, bars, lines, funnel };

/// What of a table is worth seeing at a glance; the table stays beside it. Formats without pictures leave it
/// out.
struct Chart {
    ChartKind kind = ChartKind::none;
    std::string label{};                ///< key of the column that names the rows
    std::vector<std::string> values{};  ///< keys of the columns drawn; of a card the first is the large one
    std::vector<std::size_t> rows{};    ///< those drawn, without sums of others; none: all
};

/// A part of a document.
struct Section {
    std::string key;      ///< stable, ASCII snake_case: the name in JSON and CSV
    std::string heading;  ///< for people; empty: none is shown
    Table table;
    bool record = false;  ///< one thing with properties: exactly one row, shown downwards, a JSON object
    std::vector<std::string> notes;  ///< sentences below it: units, what is not known
    Chart chart{};
};

/// One answer of aka, in whatever format it is written.
struct Document {
    std::string title;               ///< empty: none is shown
    std::vector<std::string> lines;  ///< sentences below the title
    std::vector<Section> sections;   ///< the first is the main one
};

/// Of a document: table to xlsx. Of a letter: markdown, html, text, mail. Of an agenda: calendar.
enum class Format { table, tsv, csv, csv_excel, json, markdown, html, xlsx, text, mail, calendar };

template <>
struct Codes<Format> {
    static constexpr std::array<std::pair<Format, const char*>, 11> list{{{Format::table, "table"},
                                                                          {Format::tsv, "tsv"},
                                                                          {Format::csv, "csv"},
                                                                          {Format::csv_excel, "csv-excel"},
                                                                          {Format::json, "json"},
                                                                          {Format::markdown, "md"},
                                                                          {Format::html, "html"},
                                                                          {Format::xlsx, "xlsx"},
                                                                          {Format::text, "txt"},
                                                                          {Format::mail, "eml"},
                                                                          {Format::calendar, "ics"}}};
};

struct Style {
    int width = 80;  ///< columns of the terminal
    bool color = false;
    Date today{};  ///< decides whether a date is shown with its year; when a workbook says it was made
};

/// Marks columns by their keys as such that stay in a narrow window.
void keep_columns(Table& table, const std::vector<std::string_view>& keys);

/// The formats that any document can be written in.
const std::vector<Format>& document_formats();

/// Keeps only the columns of the first section named in `fields`, in that order.
/// Throws a usage error that lists all columns when one is unknown.
void select_fields(Document& document, const std::vector<std::string>& fields);

/// The document as bytes; a text always ends with a newline unless it is empty. The same document gives the
/// same bytes. `format` is one of `document_formats()`.
std::string render(const Document& document, Format format, const Style& style);

}  // namespace aka
