#include <fmt/format.h>
#include <fmt/ranges.h>

#include "aka/store/tables.hpp"

namespace aka {
namespace {

std::string joined_names(const std::vector<ColumnShape>& columns) {
    std::vector<std::string> names;
    names.reserve(columns.size());
    for (const auto& column : columns) names.push_back(column.name);
    return fmt::format("{}", fmt::join(names, ", "));
}

TableShape shape_of(Database& db, const std::string& name) {
    TableShape table{name, {}, {}};
    db.each("SELECT name, type, \"notnull\" AS required, pk FROM pragma_table_info($1) ORDER BY cid", {name},
            [&](const Row& row) {
                const bool in_key = row.integer("pk") > 0;
                table.columns.push_back({row.text("name"),
                                         row.text("type") == "INTEGER",
                                         in_key || row.integer("required") != 0,
                                         {}});
                if (in_key) table.key.push_back(row.text("name"));
            });
    db.each("SELECT \"from\" AS name, \"table\" AS parent FROM pragma_foreign_key_list($1)", {name},
            [&](const Row& row) {
                for (auto& column : table.columns)
                    if (column.name == row.text("name")) column.references = row.text("parent");
            });
    return table;
}

}  // namespace

std::vector<TableShape> tables_of(Database& db) {
    std::vector<TableShape> tables;
    for (const auto& row : db.query("SELECT name FROM sqlite_master WHERE type = 'table'\n"
                                    "AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'case_search*'\n"
                                    "ORDER BY name"))
        tables.push_back(shape_of(db, row.text("name")));
    return tables;
}

void each_row(Database& db, const TableShape& table, const std::function<void(const Row&)>& row) {
    db.each(fmt::format("SELECT {} FROM {} ORDER BY {}", joined_names(table.columns), table.name,
                        fmt::join(table.key, ", ")),
            {}, row);
}

void add_row(Database& db, const TableShape& table, const std::vector<Value>& values) {
    std::string places;
    for (std::size_t i = 1; i <= values.size(); ++i) places += fmt::format("{}${}", i == 1 ? "" : ", ", i);
    db.query(fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, joined_names(table.columns), places),
             values);
}

void let_partners_come_later(Database& db) {
    db.query("PRAGMA defer_foreign_keys = ON");
}

}  // namespace aka
