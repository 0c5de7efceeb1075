#include "aka/store/audit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "aka/store/conditions.hpp"
#include "aka/store/record.hpp"
#include "aka/text/crypto.hpp"

namespace aka {
namespace {

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

/// Only bound values: the subjects come from keys, but a key is a text too. Found first, or SQLite goes
/// through the whole log from its end.
void add_subjects(Conditions& where, const std::vector<std::string>& subjects) {
    if (subjects.empty()) return;
    where.add("e.seq IN (SELECT seq FROM event WHERE subject IN ({p}", subjects.front());
    for (std::size_t i = 1; i < subjects.size(); ++i) where.extend(", {p}", subjects[i]);
    where.extend(", {p}))", subjects.front());
}

}  // namespace

bool is_record_table(std::string_view table) {
    return std::find(record_tables.begin(), record_tables.end(), table) != record_tables.end();
}

const PlainTable* plain_table(std::string_view table) {
    const auto found = std::find_if(plain_tables.begin(), plain_tables.end(),
                                    [&](const PlainTable& plain) { return plain.name == table; });
    return found == plain_tables.end() ? nullptr : &*found;
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

std::string told_figures(Database& db, const Key& publication) {
    std::vector<std::string> values;
    db.each(
        "SELECT f.* FROM published_figure f JOIN publication p ON p.id = f.publication_id WHERE p.key = $1 "
        "ORDER BY f.place",
        {publication}, [&](const Row& row) {
            for (std::size_t i = 0; i < row.names().size(); ++i)
                if (row.names()[i] != "id") values.push_back(to_text(row.values()[i]));
        });
    return values.empty() ? std::string{} : sha256_parts({values.begin(), values.end()});
}

std::optional<Row> find_plain(Database& db, std::string_view table, const Value& first, const Value& second) {
    const auto* plain = plain_table(table);
    if (plain == nullptr) return std::nullopt;
    const std::string more = *plain->second == '\0' ? "" : fmt::format(" AND {} = $2", plain->second);
    Parameters names{first};
    if (!more.empty()) names.push_back(second);
    return db.find(fmt::format("SELECT * FROM {} WHERE {} = $1{}", table, plain->first, more), names);
}

void tell_plain(Change& change, std::string_view table, const Value& first, const Value& second) {
    const auto row = find_plain(change.db(), table, first, second);
    if (!row) return;
    Fields fields;
    for (std::size_t i = 0; i < row->names().size(); ++i)
        fields.emplace_back(row->names()[i].c_str(), row->values()[i]);
    change.tell(table, fields);
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
