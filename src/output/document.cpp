#include "aka/output/document.hpp"

#include <algorithm>
#include <stdexcept>

#include "aka/model/error.hpp"
#include "aka/output/cell.hpp"
#include "aka/output/writers.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

std::vector<std::string> column_keys(const Table& table) {
    std::vector<std::string> keys;
    for (const auto& column : table.columns) keys.push_back(column.key);
    return keys;
}

[[noreturn]] void refuse_field(const std::string& field, const std::vector<std::string>& keys) {
    const std::string shown = one_line(field);
    const std::string all = fmt::format("{}", fmt::join(keys, ", "));
    const auto suggestion = closest(field, keys);
    throw Error{
        ErrorKind::usage,
        suggestion
            ? tr("no field {field}; did you mean {suggestion}? fields: {fields}", fmt::arg("field", shown),
                 fmt::arg("suggestion", *suggestion), fmt::arg("fields", all))
            : tr("no field {field}; fields: {fields}", fmt::arg("field", shown), fmt::arg("fields", all))};
}

/// Places of the columns named, each once.
std::vector<std::size_t> find_columns(const Table& table, const std::vector<std::string>& fields) {
    const auto keys = column_keys(table);
    std::vector<std::size_t> places;
    for (const auto& field : fields) {
        const auto found = std::find(keys.begin(), keys.end(), field);
        if (found == keys.end()) refuse_field(field, keys);
        const auto place = static_cast<std::size_t>(found - keys.begin());
        if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
    }
    return places;
}

}  // namespace

void keep_columns(Table& table, const std::vector<std::string_view>& keys) {
    for (auto& column : table.columns)
        if (std::find(keys.begin(), keys.end(), column.key) != keys.end()) column.keep = true;
}

void select_fields(Document& document, const std::vector<std::string>& fields) {
    if (fields.empty()) return;
    const Table table = document.sections.empty() ? Table{} : document.sections.front().table;
    const auto places = find_columns(table, fields);
    Table selected;
    selected.sums = table.sums;
    for (const auto place : places) selected.columns.push_back(table.columns[place]);
    for (const auto& row : table.rows) {
        auto& kept = selected.rows.emplace_back();
        for (const auto place : places) kept.push_back(row.at(place));
    }
    document.sections.front().table = std::move(selected);
}

namespace {

/// With only the columns that such readers want.
Table for_readers(const Table& table, const std::vector<ForWhom>& readers) {
    Table shown;
    shown.sums = table.sums;
    shown.rows.resize(table.rows.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (std::find(readers.begin(), readers.end(), table.columns[i].readers) == readers.end()) continue;
        shown.columns.push_back(table.columns[i]);
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            shown.rows[row].push_back(table.rows[row][i]);
    }
    return shown;
}

Document for_readers(Document document, const std::vector<ForWhom>& readers) {
    std::erase_if(
        document.sections, [&](const Section& section) {  // what has something to say to others alone
            return !section.table.columns.empty() && for_readers(section.table, readers).columns.empty();
        });
    for (auto& section : document.sections) section.table = for_readers(section.table, readers);
    return document;
}

Document for_people(const Document& document) {
    return for_readers(document, {ForWhom::all, ForWhom::users});
}

Document for_strangers(const Document& document) {
    return for_readers(document, {ForWhom::all});
}

}  // namespace

const std::vector<Format>& document_formats() {
    static const std::vector<Format> formats{Format::table, Format::tsv,      Format::csv,  Format::csv_excel,
                                             Format::json,  Format::markdown, Format::html, Format::xlsx};
    return formats;
}

std::string render(const Document& document, Format format, const Style& style) {
    switch (format) {
        case Format::table:
            return write_terminal(for_people(document), style);
        case Format::tsv:
            return write_tsv(document);
        case Format::csv:
            return write_csv(document);
        case Format::csv_excel:
            return write_csv_excel(document);
        case Format::json:
            return write_json(document);
        case Format::markdown:
            return write_markdown(for_people(document));
        case Format::html:
            return write_html(for_strangers(document));
        case Format::xlsx:
            return write_xlsx(for_people(document), style.today);
        case Format::text:
        case Format::mail:
        case Format::calendar:
            break;
    }
    throw std::logic_error{"no format of a document"};
}

}  // namespace aka
