#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include "aka/model/error.hpp"
#include "aka/service/moving.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/events.hpp"
#include "aka/store/search.hpp"
#include "aka/store/tables.hpp"
#include "aka/text/json_reader.hpp"
#include "aka/text/tr.hpp"
#include "moving_tables.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_line = 64UL << 20U;  // bytes; an event may tell of a whole imported register
constexpr std::size_t longest_schema = 1UL << 20U;

[[noreturn]] void wrong(const fs::path& file, int line, const std::string& what) {
    throw Error{ErrorKind::failed,
                tr("{file}:{line}: {what}; nothing was imported", fmt::arg("file", file.string()),
                   fmt::arg("line", line), fmt::arg("what", what))};
}

JsonObject read_object(const std::string& text, const fs::path& file, int line) {
    auto read = read_json(text);
    if (const auto* fault = std::get_if<JsonFault>(&read)) wrong(file, line + fault->line - 1, fault->what);
    auto* object = std::get_if<JsonObject>(&std::get<JsonValue>(read).data);
    if (object == nullptr) wrong(file, line, tr("this is no JSON object"));
    return std::move(*object);
}

std::ifstream open_part(const fs::path& file) {
    std::ifstream in;
    if (fs::is_regular_file(fs::symlink_status(file))) in.open(file, std::ios::binary);  // a pipe would wait
    if (!in.is_open())
        throw Error{ErrorKind::usage, tr("cannot read {file}; name a folder that aka data export made",
                                         fmt::arg("file", file.string()))};
    return in;
}

/// What an import must know before it begins.
struct Told {
    int version = 0;
    std::string head_hash;
};

Told read_schema(const fs::path& folder) {
    const fs::path file = folder / "schema.json";
    auto in = open_part(file);
    if (fs::file_size(file) > longest_schema) wrong(file, 1, tr("this is larger than any schema"));
    const auto schema = read_object({std::istreambuf_iterator<char>{in}, {}}, file, 1);
    const auto* form = schema.find("schema");
    const auto* version = schema.find("version");
    const auto* hash = schema.find("head_hash");
    if (form == nullptr || form->as<std::string>() == nullptr || *form->as<std::string>() != export_form ||
        version == nullptr || version->as<std::int64_t>() == nullptr || hash == nullptr ||
        hash->as<std::string>() == nullptr)
        wrong(file, 1, tr("this is no schema of an export"));
    const std::int64_t number = *version->as<std::int64_t>();
    if (number < 1 || number > newest_schema())
        throw Error{ErrorKind::storage,
                    tr("{folder} was written by a newer aka (version {version}, this one knows {known}); "
                       "upgrade aka",
                       fmt::arg("folder", folder.string()), fmt::arg("version", number),
                       fmt::arg("known", newest_schema()))};
    return {static_cast<int>(number), *hash->as<std::string>()};
}

Value to_value(const JsonValue& value, const ColumnShape& column, const fs::path& file, int line) {
    if (const auto* number = value.as<std::int64_t>(); number != nullptr && column.number) return *number;
    if (const auto* text = value.as<std::string>(); text != nullptr && !column.number) return *text;
    if (value.as<std::nullptr_t>() != nullptr && !column.required) return nullptr;
    wrong(file, line, tr("{column} holds something else than expected", fmt::arg("column", column.name)));
}

std::vector<Value> read_row(const std::string& text, const TableShape& table, const fs::path& file,
                            int line) {
    const auto object = read_object(text, file, line);
    std::vector<Value> values;
    for (const auto& column : table.columns) {
        const auto* value = object.find(column.name);
        if (value == nullptr) wrong(file, line, tr("{column} is missing", fmt::arg("column", column.name)));
        values.push_back(to_value(*value, column, file, line));
    }
    for (const auto& [key, value] : object.entries)
        if (std::none_of(table.columns.begin(), table.columns.end(),
                         [&key = key](const ColumnShape& column) { return column.name == key; }))
            wrong(file, line, tr("{column} is no column of this table", fmt::arg("column", key)));
    return values;
}

/// One line without its end; false at the end of the file.
bool next_line(std::istream& in, std::string& text, const fs::path& file, int line) {
    text.clear();
    for (char c = 0; in.get(c);) {
        if (c == '\n') return true;
        text += c;
        if (text.size() > longest_line) wrong(file, line, tr("this line is longer than any record"));
    }
    return !text.empty();
}

/// The columns of a table that a rule of the register speaks of, in the table's order.
std::vector<std::string> columns_in(const std::string& rule, const TableShape& table) {
    std::set<std::string> words;
    std::string word;
    bool quoted = false;
    for (const char c : rule + ' ') {
        if (c == '\'') quoted = !quoted;
        const bool in_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        if (in_word && !quoted)
            word += c;
        else
            words.insert(std::exchange(word, {}));
    }
    std::vector<std::string> columns;
    for (const auto& column : table.columns)
        if (words.count(column.name) > 0) columns.push_back(column.name);
    return columns;
}

/// What the register does not take, in words about the record rather than the engine's.
std::string told_refusal(const std::string& what, const TableShape& table) {
    const auto after = [&](std::string_view begin) {
        const auto at = what.find(begin);
        return at == std::string::npos ? std::vector<std::string>{}
                                       : columns_in(what.substr(at + begin.size()), table);
    };
    const auto joined = [](const std::vector<std::string>& columns) {
        return fmt::to_string(fmt::join(columns, ", "));
    };
    const auto checked = after("CHECK constraint failed: ");
    if (checked.size() == 1)
        return tr("{column} holds a value that it may not have", fmt::arg("column", checked.front()));
    if (!checked.empty()) return tr("{columns} do not go together", fmt::arg("columns", joined(checked)));
    if (const auto twice = after("UNIQUE constraint failed: "); !twice.empty())
        return tr("a record before it has the same {columns}", fmt::arg("columns", joined(twice)));
    return what;
}

void fill_table(Database& db, const TableShape& table, const fs::path& folder) {
    const fs::path file = folder / (table.name + ".jsonl");
    auto in = open_part(file);
    std::string text;
    for (int line = 1; next_line(in, text, file, line); ++line) {
        const auto values = read_row(text, table, file, line);
        try {
            add_row(db, table, values);
        } catch (const Error& error) {
            wrong(file, line, told_refusal(error.what(), table));
        }
    }
}

void fill(SqliteRegister& db, const fs::path& folder, const Told& told) {
    db.transaction([&] {
        let_partners_come_later(db);
        db.query("DELETE FROM register");  // the new register's own name
        for (const auto& table : tables_of(db)) fill_table(db, table, folder);
        if (const auto damage = db.find_damage(); !damage.empty())
            throw Error{ErrorKind::failed,
                        tr("{folder}: {what}; nothing was imported", fmt::arg("folder", folder.string()),
                           fmt::arg("what", damage.front()))};
        if (head_hash(db) != told.head_hash)
            throw Error{ErrorKind::failed,
                        tr("{folder}: the audit chain does not end as schema.json says; nothing was imported",
                           fmt::arg("folder", folder.string()))};
    });
}

void index_all(SqliteRegister& db) {
    db.transaction([&] {
        for (const auto& row : db.query("SELECT id FROM case_file ORDER BY id"))
            index_case(db, get_case(db, CaseId{row.integer("id")}));
    });
}

}  // namespace

std::unique_ptr<PreparedRegister> prepare_import(const fs::path& folder, const fs::path& file) {
    const Told told = read_schema(folder);
    auto prepared = std::make_unique<PreparedRegister>(file);
    fill(*make_old_register(prepared->part(), told.version), folder, told);
    index_all(*open_sqlite(prepared->part(), OpenFor::writing));
    prepared->check();
    return prepared;
}

void require_empty(SqliteRegister& db) {
    if (db.number("SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM case_file) AS n") > 0)
        throw Error{ErrorKind::refused,
                    tr("the register holds records; an import makes a new one, so name another with --db")};
}

}  // namespace aka
