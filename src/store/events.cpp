#include "aka/store/events.hpp"

#include <map>

#include "aka/store/audit.hpp"
#include "aka/store/record.hpp"
#include "aka/text/crypto.hpp"
#include "aka/text/tr.hpp"
#include "told.hpp"

namespace aka {
namespace {

const std::string& first_hash() {
    static const std::string zeros(64, '0');
    return zeros;
}

struct Link {
    std::int64_t seq;
    std::string recorded;
    std::string happened;
    std::string kind;
    std::string subject;
    std::string who;
    std::string os_user;
    std::string commitment;
};

std::string hash_of(const Link& link, const std::string& previous) {
    return sha256_parts({std::to_string(link.seq), link.recorded, link.happened, link.kind, link.subject,
                         link.who, link.os_user, link.commitment, previous});
}

ChainEnd read_end_of_chain(Database& db) {
    const auto row = db.find("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1");
    return row ? ChainEnd{row->integer("seq"), row->text("hash")} : ChainEnd{0, first_hash()};
}

ChainEnd end_of_chain(Database& db) {
    return db.chain_end() ? *db.chain_end() : read_end_of_chain(db);
}

/// Each body that an erasure named, with the number of the event that named it last.
std::map<std::int64_t, std::int64_t> read_erased(Database& db) {
    std::map<std::int64_t, std::int64_t> erased;
    db.each(
        "SELECT e.seq, b.body FROM event e JOIN event_body b ON b.seq = e.seq WHERE e.kind = $1 ORDER BY "
        "e.seq",
        {std::string{erase_kind}}, [&](const Row& row) {
            for (const auto seq : erased_bodies(row.text("body"))) erased[seq] = row.integer("seq");
        });
    return erased;
}

}  // namespace

std::vector<std::int64_t> erased_bodies(const std::string& body) {
    std::vector<std::int64_t> erased;
    for (const auto& [table, row] : told_rows(body))
        if (table == body_table && row.contains("seq") && row["seq"].is_number_integer())
            erased.push_back(row["seq"]);
    return erased;
}

std::string head_hash(Database& db) {
    return read_end_of_chain(db).hash;
}

std::string append_event(Database& db, const Event& event) {
    const std::string salt = random_hex(16);
    const ChainEnd last = end_of_chain(db);
    const Link link{
        last.seq + 1,  to_iso(event.recorded), to_iso(event.happened), event.kind,
        event.subject, event.author.who,       event.author.os_user,   sha256_parts({salt, event.body})};
    const std::string hash = hash_of(link, last.hash);
    db.query(
        "INSERT INTO event (seq, recorded, happened, kind, subject, who, os_user, commitment, hash) VALUES "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {link.seq, link.recorded, link.happened, link.kind, link.subject, link.who, link.os_user,
         link.commitment, hash});
    db.query("INSERT INTO event_body (seq, salt, body) VALUES ($1, $2, $3)", {link.seq, salt, event.body});
    if (db.in_transaction()) db.remember_chain_end(ChainEnd{link.seq, hash});
    return hash;
}

std::vector<Event> events_of(Database& db, const std::string& subject) {
    std::vector<Event> events;
    db.each(
        "SELECT e.*, b.body FROM event e LEFT JOIN event_body b ON b.seq = e.seq WHERE e.subject = $1 ORDER "
        "BY e.seq",
        {subject}, [&](const Row& row) {
            events.push_back({row.integer("seq"),
                              read_instant(row, "recorded"),
                              row.date("happened"),
                              row.text("kind"),
                              row.text("subject"),
                              {row.text("who"), row.text("os_user")},
                              row.optional_text("body")});
        });
    return events;
}

bool has_event(Database& db, const std::string& hash) {
    return db.find("SELECT seq FROM event WHERE hash = $1 ORDER BY seq DESC LIMIT 1", {hash}).has_value();
}

std::vector<std::string> verify_chain(Database& db) {
    std::vector<std::string> found;
    std::string previous = first_hash();
    std::int64_t expected = 1;
    const auto erased = read_erased(db);
    db.each(
        "SELECT e.*, b.salt, b.body FROM event e LEFT JOIN event_body b ON b.seq = e.seq ORDER BY e.seq", {},
        [&](const Row& row) {
            const Link link{row.integer("seq"),  row.text("recorded"),  row.text("happened"),
                            row.text("kind"),    row.text("subject"),   row.text("who"),
                            row.text("os_user"), row.text("commitment")};
            const auto seq = fmt::arg("seq", link.seq);
            if (link.seq != expected)
                found.push_back(tr("event {expected} is missing", fmt::arg("expected", expected)));
            if (hash_of(link, previous) != row.text("hash"))
                found.push_back(tr("event {seq} is not the one that was recorded", seq));
            if (!row.is_null("body") && sha256_parts({row.text("salt"), row.text("body")}) != link.commitment)
                found.push_back(tr("the body of event {seq} was changed", seq));
            if (row.is_null("body")) {
                const auto named = erased.find(link.seq);
                if (named == erased.end() || named->second <= link.seq)
                    found.push_back(tr("the body of event {seq} is missing", seq));
            }
            previous = row.text("hash");
            expected = link.seq + 1;
        });
    return found;
}

}  // namespace aka
