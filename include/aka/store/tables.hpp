#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aka/store/database.hpp"

namespace aka {

struct ColumnShape {
    std::string name;
    bool number = false;     ///< whole; a text otherwise
    bool required = false;   ///< never NULL
    std::string references;  ///< the table whose record it points to; empty: none
};

/// A table as it lies in the register.
struct TableShape {
    std::string name;
    std::vector<ColumnShape> columns;
    std::vector<std::string> key;  ///< the columns that tell its rows apart
};

/// Every table with records, by name; the search index is left out, it is made from them.
std::vector<TableShape> tables_of(Database& db);

/// Calls `row` for each row, in the order of the table's key.
void each_row(Database& db, const TableShape& table, const std::function<void(const Row&)>& row);

/// Adds a row as it stood elsewhere: `values` beside the table's columns.
void add_row(Database& db, const TableShape& table, const std::vector<Value>& values);

/// Until the transaction ends a record may point to one that is still to come.
void let_partners_come_later(Database& db);

}  // namespace aka
