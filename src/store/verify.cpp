#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "aka/store/audit.hpp"
#include "aka/text/tr.hpp"
#include "told.hpp"

namespace aka {
namespace {

using Json = nlohmann::json;

bool same(const Json& told, const Value& stored) {
    if (const auto* number = std::get_if<std::int64_t>(&stored))
        return told.is_number_integer() && told.get<std::int64_t>() == *number;
    if (const auto* text = std::get_if<std::string>(&stored))
        return told.is_string() && told.get_ref<const std::string&>() == *text;
    return told.is_null();
}

/// The records that an event has told of: a bit for each that is there, however many there are.
class ToldOf {
public:
    /// Whether this is the first word on it; `id` of the record, when it is there and has one.
    bool first(std::string_view table, const std::string& key, std::optional<std::int64_t> id) {
        if (!id || !has_bit(*id)) return others_.insert(name(table, key)).second;
        auto& rows = rows_[std::string{table}];
        const auto place = static_cast<std::size_t>(*id);
        if (place >= rows.size()) rows.resize(place + 1 + rows.size() / 2);
        const bool first = !rows[place];
        rows[place] = true;
        return first;
    }
    [[nodiscard]] bool holds(std::string_view table, const std::string& key,
                             std::optional<std::int64_t> id) const {
        if (!id || !has_bit(*id)) return others_.count(name(table, key)) > 0;
        const auto rows = rows_.find(table);
        const auto place = static_cast<std::size_t>(*id);
        return rows != rows_.end() && place < rows->second.size() && rows->second[place];
    }

private:
    /// We count from 1; where somebody else wrote an id, it may be any number.
    static bool has_bit(std::int64_t id) { return id > 0 && id < (std::int64_t{1} << 27U); }
    static std::string name(std::string_view table, std::string_view key) {
        return fmt::format("{} {}", table, key);
    }
    std::map<std::string, std::vector<bool>, std::less<>> rows_;  ///< by table and id
    std::set<std::string, std::less<>> others_;                   ///< what went, and what has no such id
};

/// Holds the records against what the events tell, the newest first: only the first word on a record counts.
class RecordCheck {
public:
    explicit RecordCheck(Database& db) : db_(db) {}

    void take(std::int64_t seq, const std::string& body) {
        const auto rows = told_rows(body);
        std::for_each(rows.rbegin(), rows.rend(),
                      [&](const ToldRow& told) { take(seq, told.table, told.row); });
    }

    /// What stands in the tables and was told by no event.
    void take_untold() {
        for (const char* table : record_tables)
            db_.each(fmt::format("SELECT id, key FROM {} ORDER BY id", table), {}, [&](const Row& row) {
                if (!told_.holds(table, row.text("key"), row.integer("id")))
                    found_.push_back(tr("{table} {key}: no event tells of it", fmt::arg("table", table),
                                        fmt::arg("key", row.text("key"))));
            });
    }

    /// References of cases that went; the other rows without a key are made with the register or by counting.
    void take_untold_merged() {
        db_.each("SELECT ref FROM merged_case ORDER BY ref", {}, [&](const Row& row) {
            const std::string& ref = row.text("ref");
            if (!told_.holds("merged_case", ref, std::nullopt))
                found_.push_back(tr("{table} {key}: no event tells of it", fmt::arg("table", "merged_case"),
                                    fmt::arg("key", ref)));
        });
    }

    [[nodiscard]] std::vector<std::string> found() { return std::move(found_); }

private:
    std::optional<std::int64_t> id_of(std::string_view table, const std::string& key) {
        const auto row = db_.find(fmt::format("SELECT id FROM {} WHERE key = $1", table), {key});
        return row ? std::optional{row->integer("id")} : std::nullopt;
    }

    void take(std::int64_t seq, const std::string& table, const Json& row) {
        if (table == "draw_place") return take_places(seq, row);
        if (table == "published_figure") return take_figures(seq, row);
        if (const auto* plain = plain_table(table)) return take_plain(seq, *plain, row);
        if (!is_record_table(table) || !row.contains("key") || !row["key"].is_string()) return;
        const std::string key = row["key"];
        const auto id = id_of(table, key);
        if (!told_.first(table, key, id)) return;
        const auto stored =
            id ? db_.find(fmt::format("SELECT * FROM {} WHERE id = $1", table), {*id}) : std::nullopt;
        if (row.contains("removed")) {
            if (stored)
                found_.push_back(tr("{table} {key}: event {seq} took it out, and it is there",
                                    fmt::arg("table", table), fmt::arg("key", key), fmt::arg("seq", seq)));
            return;
        }
        compare(seq, table, key, stored, row);
    }

    /// A row of an earlier aka is told without all of its columns, and may have changed since.
    void take_plain(std::int64_t seq, const PlainTable& plain, const Json& row) {
        const Value first = value_of(row, plain.first);
        const Value second = value_of(row, plain.second);
        const std::string key = to_text(first) + (*plain.second == '\0' ? "" : " " + to_text(second));
        const std::string table{plain.name};
        if (!told_.first(table, key, std::nullopt)) return;
        if (table == "merged_case" && !row.contains("key")) return;
        compare(seq, table, key, find_plain(db_, table, first, second), row);
    }

    void compare(std::int64_t seq, const std::string& table, const std::string& key,
                 const std::optional<Row>& stored, const Json& row) {
        if (!stored) {
            found_.push_back(tr("{table} {key}: event {seq} tells of it, and it is gone",
                                fmt::arg("table", table), fmt::arg("key", key), fmt::arg("seq", seq)));
            return;
        }
        std::string columns;
        for (const auto& [column, value] : row.items())
            if (!holds(*stored, column, value)) columns += (columns.empty() ? "" : ", ") + column;
        if (!columns.empty()) add_difference(seq, table, key, columns);
    }

    void add_difference(std::int64_t seq, const std::string& table, const std::string& key,
                        const std::string& columns) {
        found_.push_back(tr("{table} {key}: {columns} not as event {seq} tells", fmt::arg("table", table),
                            fmt::arg("key", key), fmt::arg("columns", columns), fmt::arg("seq", seq)));
    }

    void take_places(std::int64_t seq, const Json& row) {
        const std::string key = row.value("draw", "");
        if (!told_.first("draw_place", key, id_of("draw", key))) return;
        if (told_actors(db_, key) != row.value("actors", "")) add_difference(seq, "draw_place", key, "actor");
    }

    void take_figures(std::int64_t seq, const Json& row) {
        const std::string key = row.value("publication", "");
        if (!told_.first("published_figure", key, id_of("publication", key))) return;
        if (told_figures(db_, key) != row.value("hash", ""))
            add_difference(seq, "published_figure", key, "value");
    }

    static bool holds(const Row& stored, const std::string& column, const Json& told) {
        const auto place = std::find(stored.names().begin(), stored.names().end(), column);
        if (place == stored.names().end()) return true;  // a column that a newer register has no more
        return same(told, stored.values()[static_cast<std::size_t>(place - stored.names().begin())]);
    }

    Database& db_;
    ToldOf told_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> verify_records(Database& db) {
    RecordCheck check{db};
    db.each("SELECT seq, body FROM event_body ORDER BY seq DESC", {},
            [&](const Row& row) { check.take(row.integer("seq"), row.text("body")); });
    check.take_untold();
    check.take_untold_merged();
    return check.found();
}

}  // namespace aka
