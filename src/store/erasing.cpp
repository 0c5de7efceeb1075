#include "aka/store/erasing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "aka/store/audit.hpp"
#include "aka/store/prospects.hpp"
#include "aka/text/fold.hpp"
#include "told.hpp"

namespace aka {
namespace {

using Json = nlohmann::json;

struct PlainRow {
    PlainTable table;
    Value first;
    Value second;
};

/// What stands in bodies that go and has to be told again.
struct Carried {
    std::set<std::pair<std::string, Key>> records;  ///< table and key
    std::set<std::string> draws;                    ///< keys: of their places
    std::set<std::string> publications;             ///< keys: of their figures
    std::map<std::string, PlainRow> plain;          ///< by table and what names the row
    std::set<std::int64_t> bodies;                  ///< that an earlier erasure named

    void take(const std::string& body) {
        for (const auto seq : erased_bodies(body)) bodies.insert(seq);
        for (const auto& [table, row] : told_rows(body)) take(table, row);
    }

private:
    void take(const PlainRow& row) {
        plain.emplace(fmt::format("{} {} {}", row.table.name, to_text(row.first), to_text(row.second)), row);
    }

    void take(const std::string& table, const Json& row) {
        if (is_record_table(table)) records.emplace(table, row.value("key", ""));
        if (table == "draw_place") draws.insert(row.value("draw", ""));
        if (table == "published_figure") publications.insert(row.value("publication", ""));
        if (const auto* known = plain_table(table))
            take({*known, value_of(row, known->first), value_of(row, known->second)});
    }
};

void tell_again(Change& change, const Carried& carried) {
    Database& db = change.db();
    for (const auto& [table, key] : carried.records)
        if (const auto row = db.find(fmt::format("SELECT * FROM {} WHERE key = $1", table), {key}))
            change.tell(table, told_fields(*row));
    for (const auto& key : carried.draws)
        if (const auto actors = told_actors(db, key); !actors.empty())
            change.tell("draw_place", {{"draw", key}, {"actors", actors}});
    for (const auto& key : carried.publications)
        if (const auto hash = told_figures(db, key); !hash.empty())
            change.tell("published_figure", {{"publication", key}, {"hash", hash}});
    for (const auto& [name, row] : carried.plain) tell_plain(change, row.table.name, row.first, row.second);
}

}  // namespace

std::set<std::int64_t> bodies_under(Database& db, const std::vector<std::string>& subjects) {
    std::set<std::int64_t> events;
    for (const auto& subject : subjects)
        db.each("SELECT b.seq FROM event e JOIN event_body b ON b.seq = e.seq WHERE e.subject = $1",
                {subject}, [&](const Row& row) { events.insert(row.integer("seq")); });
    return events;
}

std::set<std::int64_t> bodies_telling_of(Database& db, const std::set<Key>& keys) {
    constexpr std::string_view before = R"("key":")";  // in a text it would be escaped
    constexpr std::size_t key_digits = 32;
    std::set<std::int64_t> events;
    db.each("SELECT seq, body FROM event_body ORDER BY seq", {}, [&](const Row& row) {
        const std::string& body = row.text("body");
        for (auto at = body.find(before); at != std::string::npos; at = body.find(before, at + 1))
            if (keys.count(body.substr(at + before.size(), key_digits)) != 0) {
                events.insert(row.integer("seq"));
                return;
            }
    });
    return events;
}

std::set<std::int64_t> bodies_with(Database& db, const Mentions& person,
                                   const std::set<std::int64_t>& among) {
    std::set<std::int64_t> events;
    db.each("SELECT seq, body FROM event_body ORDER BY seq", {}, [&](const Row& row) {
        if (among.count(row.integer("seq")) == 0) return;
        std::string words = row.text("body");
        for (auto at = words.find("\\n"); at != std::string::npos; at = words.find("\\n", at))
            words.replace(at, 2, " ");  // as JSON writes the end of a line
        if (person.stand_in(words)) events.insert(row.integer("seq"));
    });
    return events;
}

void erase_bodies(Change& change, const std::set<std::int64_t>& events) {
    Carried carried;
    for (const auto seq : events)
        if (const auto row = change.db().find("SELECT body FROM event_body WHERE seq = $1", {seq}))
            carried.take(row->text("body"));
    tell_again(change, carried);
    carried.bodies.insert(events.begin(), events.end());
    for (const auto seq : carried.bodies)
        change.tell(body_table, {{"seq", seq}, {"removed", std::int64_t{1}}});
    for (const auto seq : events) change.db().query("DELETE FROM event_body WHERE seq = $1", {seq});
}

std::vector<Prospect> prospects_of(Database& db, const Business& business) {
    return read_all<Prospect>(
        db,
        "SELECT * FROM prospect WHERE owner = $1 AND (cvr = $2 OR (name_folded = $3 AND "
        "(cvr IS NULL OR $2 = ''))) ORDER BY id",
        {business.owner.text, business.cvr, fold(business.name)});
}

}  // namespace aka
