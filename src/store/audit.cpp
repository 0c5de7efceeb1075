#include "aka/store/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "aka/store/conditions.hpp"
#include "aka/store/record.hpp"
#include "aka/text/tr.hpp"

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

/// Holds the records against what the events tell, the newest first: only the first word on a record counts.
class RecordCheck {
public:
    explicit RecordCheck(Database& db) : db_(db) {}

    void take(std::int64_t seq, const std::string& body) {
        const Json told = Json::parse(body, nullptr, false);
        if (!told.is_object() || !told.contains("records") || !told["records"].is_array()) return;
        const auto& records = told["records"];
        for (auto record = records.rbegin(); record != records.rend(); ++record)
            if (record->is_object() && record->contains("table") && record->contains("row"))
                take(seq, record->value("table", ""), (*record)["row"]);
    }

    /// What stands in the tables and was told by no event.
    void take_untold() {
        for (const char* table : record_tables)
            db_.each(fmt::format("SELECT key FROM {} ORDER BY id", table), {}, [&](const Row& row) {
                const std::string& key = row.text("key");
                if (seen_.count(name(table, key)) == 0)
                    found_.push_back(tr("{table} {key}: no event tells of it", fmt::arg("table", table),
                                        fmt::arg("key", key)));
            });
    }

    [[nodiscard]] std::vector<std::string> found() { return std::move(found_); }

private:
    static std::string name(std::string_view table, std::string_view key) {
        return fmt::format("{} {}", table, key);
    }

    void take(std::int64_t seq, const std::string& table, const Json& row) {
        if (table == "draw_place") return take_places(seq, row);
        if (!is_record_table(table) || !row.contains("key") || !row["key"].is_string()) return;
        const std::string key = row["key"];
        if (!seen_.insert(name(table, key)).second) return;
        const auto stored = db_.find(fmt::format("SELECT * FROM {} WHERE key = $1", table), {key});
        if (row.contains("removed")) {
            if (stored)
                found_.push_back(tr("{table} {key}: event {seq} took it out, and it is there",
                                    fmt::arg("table", table), fmt::arg("key", key), fmt::arg("seq", seq)));
            return;
        }
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
        if (!seen_.insert(name("draw_place", key)).second) return;
        if (told_actors(db_, key) != row.value("actors", "")) add_difference(seq, "draw_place", key, "actor");
    }

    static bool holds(const Row& stored, const std::string& column, const Json& told) {
        const auto place = std::find(stored.names().begin(), stored.names().end(), column);
        if (place == stored.names().end()) return true;  // a column that a newer register has no more
        return same(told, stored.values()[static_cast<std::size_t>(place - stored.names().begin())]);
    }

    Database& db_;
    std::set<std::string, std::less<>> seen_;
    std::vector<std::string> found_;
};

EventLine read_line(const Row& row) {
    return {{row.integer("seq"),
             read_instant(row, "recorded"),
             row.date("happened"),
             row.text("kind"),
             row.text("subject"),
             {row.text("who"), row.text("os_user")},
             {}},
            row.text("hash"),
            row.optional_text("case_ref"),
            row.is_null("body_seq")};
}

/// Only bound values: the subjects come from keys, but a key is a text too.
void add_subjects(Conditions& where, const std::vector<std::string>& subjects) {
    if (subjects.empty()) return;
    where.add("(e.subject = {p}", subjects.front());
    for (std::size_t i = 1; i < subjects.size(); ++i) where.extend(" OR e.subject = {p}", subjects[i]);
    where.extend(" OR e.subject = {p})", subjects.front());
}

}  // namespace

bool is_record_table(std::string_view table) {
    return std::find(record_tables.begin(), record_tables.end(), table) != record_tables.end();
}

Fields told_fields(const Row& row) {
    Fields fields;
    for (std::size_t i = 0; i < row.names().size(); ++i)
        if (row.names()[i] != "id") fields.emplace_back(row.names()[i].c_str(), row.values()[i]);
    return fields;
}

std::string told_actors(Database& db, const Key& draw) {
    std::string actors;
    db.each(
        "SELECT p.actor FROM draw_place p JOIN draw d ON d.id = p.draw_id WHERE d.key = $1 ORDER BY p.place",
        {draw}, [&](const Row& row) { actors += (actors.empty() ? "" : ",") + row.text("actor"); });
    return actors;
}

std::vector<std::string> verify_records(Database& db) {
    RecordCheck check{db};
    db.each("SELECT seq, body FROM event_body ORDER BY seq DESC", {},
            [&](const Row& row) { check.take(row.integer("seq"), row.text("body")); });
    check.take_untold();
    return check.found();
}

std::vector<EventLine> list_events(Database& db, const EventFilter& filter) {
    Conditions where;
    add_subjects(where, filter.subjects);
    if (!filter.who.empty()) where.add("e.who = {p}", filter.who);
    if (filter.since) where.add("e.recorded >= {p}", to_iso(*filter.since));
    if (filter.until) where.add("e.recorded < {p}", to_iso(*filter.until + std::chrono::days{1}));
    where.parameters().emplace_back(filter.limit);
    std::vector<EventLine> lines;
    db.each(fmt::format("SELECT e.*, b.seq AS body_seq, COALESCE(c.ref, m.ref) AS case_ref FROM event e\n"
                        "LEFT JOIN event_body b ON b.seq = e.seq\n"
                        "LEFT JOIN case_file c ON c.key = substr(e.subject, 6)\n"
                        "LEFT JOIN merged_case m ON m.key = substr(e.subject, 6)\n"
                        "{}\nORDER BY e.seq DESC LIMIT ${}",
                        where.text(), where.parameters().size()),
            where.parameters(), [&](const Row& row) { lines.push_back(read_line(row)); });
    std::reverse(lines.begin(), lines.end());
    return lines;
}

}  // namespace aka
