#include "aka/store/draws.hpp"

#include <map>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

Credit read_credit(const Row& row, const char* column) {
    const auto credit = Credit::parse(row.text(column));
    if (!credit)
        throw Error{ErrorKind::storage,
                    tr("the register is damaged: a credit is no number; see aka data check")};
    return *credit;
}

LedgerEntry read_entry(const Row& row) {
    return {{row.text("actor")}, read_credit(row, "credit"), row.integer("proposals")};
}

std::vector<DrawPlace> read_places(Database& db, const Draw& draw) {
    std::vector<DrawPlace> places;
    db.each(
        "SELECT p.*, e.id AS extra FROM draw_place p LEFT JOIN extra_proposal e ON e.draw_id = p.draw_id AND "
        "e.place = p.place\n"
        "WHERE p.draw_id = $1 ORDER BY p.place",
        {draw.id.value}, [&](const Row& row) {
            const int place = read_int(row, "place");
            places.push_back({place,
                              {row.text("actor")},
                              read_credit(row, "credit_before"),
                              row.integer("proposed_before"),
                              place <= draw.proposals || !row.is_null("extra")});
        });
    return places;
}

std::map<DrawId, std::vector<ToldDraw::Extra>> read_extras(Database& db) {
    std::map<DrawId, std::vector<ToldDraw::Extra>> extras;
    db.each("SELECT draw_id, place, after_draw FROM extra_proposal ORDER BY id", {}, [&](const Row& row) {
        extras[{row.integer("draw_id")}].push_back({read_int(row, "place"), {row.integer("after_draw")}});
    });
    return extras;
}

}  // namespace

Fields Stored<Draw>::fields(const Draw& draw) {
    return {{"key", draw.key},
            {"need_id", to_value(draw.need)},
            {"round", to_value(draw.round)},
            {"reason", null_if_empty(draw.reason)},
            {"case_ref", draw.case_ref},
            {"topic", to_value(draw.topic)},
            {"municipality", to_value(draw.municipality)},
            {"size_band", to_value(draw.size_band)},
            {"proposals", to_value(draw.proposals)},
            {"day", to_value(draw.day)},
            {"recorded", to_value(draw.recorded)}};
}

Draw Stored<Draw>::read(const Row& row) {
    Draw draw;
    draw.id = {row.integer("id")};
    draw.key = row.text("key");
    draw.need = {row.integer("need_id")};
    draw.round = read_int(row, "round");
    draw.reason = row.optional_text("reason");
    draw.case_ref = row.text("case_ref");
    draw.topic = {row.text("topic")};
    draw.municipality = {row.text("municipality")};
    draw.size_band = row.optional_choice<SizeBand>("size_band");
    draw.proposals = read_int(row, "proposals");
    draw.day = row.date("day");
    draw.recorded = read_instant(row, "recorded");
    return draw;
}

Fields Stored<ExtraProposal>::fields(const ExtraProposal& extra) {
    return {{"key", extra.key},
            {"draw_id", to_value(extra.draw)},
            {"place", to_value(extra.place)},
            {"after_draw", to_value(extra.after_draw)},
            {"day", to_value(extra.day)},
            {"recorded", to_value(extra.recorded)}};
}

ExtraProposal Stored<ExtraProposal>::read(const Row& row) {
    return {
        {row.integer("id")},         row.text("key"), {row.integer("draw_id")},     read_int(row, "place"),
        {row.integer("after_draw")}, row.date("day"), read_instant(row, "recorded")};
}

std::optional<Draw> current_draw(Database& db, NeedId need) {
    auto draw = read_one<Draw>(
        db,
        "SELECT d.* FROM draw d JOIN need n ON n.id = d.need_id JOIN case_file c ON c.id = n.case_id\n"
        "WHERE d.need_id = $1\n"
        "ORDER BY CASE WHEN d.case_ref = c.ref THEN 0 ELSE 1 END, d.round DESC, d.id DESC LIMIT 1",
        {need.value});
    if (draw) draw->places = read_places(db, *draw);
    return draw;
}

std::vector<Draw> draws_of(Database& db, NeedId need) {
    auto draws = read_all<Draw>(db, "SELECT * FROM draw WHERE need_id = $1 ORDER BY id", {need.value});
    for (auto& draw : draws) draw.places = read_places(db, draw);
    return draws;
}

void insert_places(Database& db, const Draw& draw) {
    for (const auto& place : draw.places)
        db.query(
            "INSERT INTO draw_place (draw_id, place, actor, credit_before, proposed_before) VALUES ($1, $2, "
            "$3, $4, $5)",
            {draw.id.value, std::int64_t{place.place}, place.actor.text, place.credit_before.units(),
             place.proposed_before});
}

DrawId newest_draw(Database& db) {
    return {db.number("SELECT coalesce(max(id), 0) AS id FROM draw")};
}

std::vector<LedgerEntry> read_ledger(Database& db) {
    std::vector<LedgerEntry> entries;
    db.each("SELECT * FROM ledger ORDER BY actor", {},
            [&](const Row& row) { entries.push_back(read_entry(row)); });
    return entries;
}

LedgerEntry ledger_entry(Database& db, const ActorId& actor) {
    const auto row = db.find("SELECT * FROM ledger WHERE actor = $1", {actor.text});
    return row ? read_entry(*row) : LedgerEntry{actor, {}, 0};
}

void write_ledger(Database& db, const std::vector<LedgerEntry>& entries) {
    for (const auto& entry : entries)
        db.query(
            "INSERT INTO ledger (actor, credit, proposals) VALUES ($1, $2, $3) "
            "ON CONFLICT (actor) DO UPDATE SET credit = excluded.credit, proposals = excluded.proposals",
            {entry.actor.text, entry.credit.units(), entry.proposals});
}

namespace {

/// Apart from the draws, in whose rows each would repeat all that is told of its draw.
void read_told_places(Database& db, ToldDraw& draw) {
    db.each(
        "SELECT place, actor, credit_before, proposed_before FROM draw_place WHERE draw_id = $1 ORDER BY "
        "place",
        {draw.id.value}, [&](const Row& row) {
            draw.places.push_back(
                {read_int(row, "place"),
                 {{row.text("actor")}, read_credit(row, "credit_before"), row.integer("proposed_before")}});
        });
}

}  // namespace

ReplayedDraws replay_draws(Database& db) {
    auto extras = read_extras(db);
    ReplayedDraws replayed;
    DrawReplay replay;
    db.each("SELECT id, case_ref, round, topic, proposals FROM draw ORDER BY id", {}, [&](const Row& row) {
        ToldDraw draw{{row.integer("id")},
                      row.text("case_ref"),
                      read_int(row, "round"),
                      {row.text("topic")},
                      read_int(row, "proposals"),
                      {},
                      {}};
        read_told_places(db, draw);
        if (auto own = extras.extract(draw.id)) draw.extras = std::move(own.mapped());
        ++replayed.draws;
        if (auto faults = replay.add(draw); !faults.empty())
            replayed.wrong.push_back({draw.case_ref, draw.round, draw.topic, std::move(faults)});
    });
    replayed.ledger = replay.ledger();
    return replayed;
}

}  // namespace aka
