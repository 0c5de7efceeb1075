#include <catch2/catch.hpp>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "aka/store/audit.hpp"
#include "aka/store/events.hpp"
#include "aka/text/crypto.hpp"
#include "fault.hpp"
#include "records.hpp"

using namespace aka;
using namespace records;

namespace {

using Found = std::vector<std::string>;
using Texts = std::vector<std::string>;

/// Three acts on one case.
struct World {
    std::unique_ptr<SqliteRegister> db = open_sqlite(":memory:", OpenFor::creating);
    Case file = open_case(1, "Mangler to smede");

    World() {
        auto change = change_in(*db);
        change.insert(file);
        change.record("case new", "case:" + file.key, day("2026-11-23"));
        for (const char* text : {"Ringet", "Mødt"}) {
            auto said = note(file.id, text);
            change.insert(said);
            change.record("case note", "case:" + file.key, day("2026-11-20"));
        }
    }

    Found after(const char* sql) {
        db->query(sql);
        return verify_chain(*db);
    }
};

/// As "seq recorded happened kind subject who os_user".
std::string shown(const Event& event) {
    return std::to_string(event.seq) + ' ' + to_iso(event.recorded) + ' ' + to_iso(event.happened) + ' ' +
           event.kind + ' ' + event.subject + ' ' + event.author.who + ' ' + event.author.os_user;
}

}  // namespace

TEST_CASE("an untouched chain verifies, an empty one too", "[audit]") {
    const World world;

    CHECK(verify_chain(*world.db) == Found{});
    CHECK(verify_chain(*open_sqlite(":memory:", OpenFor::creating)) == Found{});
    CHECK(head_hash(*open_sqlite(":memory:", OpenFor::creating)) == std::string(64, '0'));
}

TEST_CASE("an event tells who did what to which record, and when", "[audit]") {
    const World world;
    const auto events = events_of(*world.db, "case:" + world.file.key);

    REQUIRE(events.size() == 3);
    CHECK(shown(events[0]) ==
          "1 2026-11-23T09:00:07Z 2026-11-23 case new case:" + world.file.key + " MK tester");
    CHECK(shown(events[1]) ==
          "2 2026-11-23T09:00:07Z 2026-11-20 case note case:" + world.file.key + " MK tester");
    CHECK(events_of(*world.db, "case:other").empty());
}

TEST_CASE("an event's body holds what was written to the tables", "[audit]") {
    const World world;
    const auto body = world.db->find("SELECT body FROM event_body WHERE seq = 3")->text("body");

    CHECK(body.find(R"("table":"note")") != std::string::npos);
    CHECK(body.find(R"("text":"Mødt")") != std::string::npos);
    CHECK(body.find("Ringet") == std::string::npos);
    CHECK(body.find("today_moved_to") == std::string::npos);
}

TEST_CASE("a moved today stands in the event, and recorded stays the real clock", "[audit]") {
    World world;
    Change moved{*world.db, {"MK", "tester"}, morning(), true};
    moved.record("case edit", "case:x", day("2025-01-01"));

    CHECK(world.db->find("SELECT body FROM event_body WHERE seq = 4")->text("body") ==
          R"({"records":[],"today_moved_to":"2025-01-01"})");
    CHECK(shown(events_of(*world.db, "case:x").at(0)) ==
          "4 2026-11-23T09:00:07Z 2025-01-01 case edit case:x MK tester");
}

TEST_CASE("the head is the hash of the last event, over its parts and the hash before", "[audit]") {
    World world;
    const std::string before = head_hash(*world.db);
    const std::string hash = append_event(
        *world.db, {0, morning(), day("2026-11-22"), "case close", "case:x", {"MK", "tester"}, "{}"});
    const Row event = world.db->find("SELECT * FROM event WHERE seq = 4").value();
    const Row body = world.db->find("SELECT * FROM event_body WHERE seq = 4").value();

    CHECK(event.text("commitment") == sha256_parts({body.text("salt"), "{}"}));
    CHECK(hash == sha256_parts({"4", "2026-11-23T09:00:07Z", "2026-11-22", "case close", "case:x", "MK",
                                "tester", event.text("commitment"), before}));
    CHECK(head_hash(*world.db) == hash);
    CHECK(event.text("hash") == hash);
    CHECK(has_event(*world.db, hash));
    CHECK(has_event(*world.db, before));
    CHECK_FALSE(has_event(*world.db, std::string(64, '0')));
}

TEST_CASE("equal bodies have different commitments", "[audit]") {
    World world;
    for (int i = 0; i < 2; ++i)
        append_event(*world.db, {0, morning(), day("2026-11-22"), "k", "s", {"MK", "tester"}, "{}"});

    CHECK(world.db->number("SELECT count(DISTINCT commitment) AS n FROM event WHERE kind = 'k'") == 2);
}

TEST_CASE("a changed body is found", "[audit]") {
    CHECK(World{}.after("UPDATE event_body SET body = replace(body, 'Ringet', 'Skrevet') WHERE seq = 2") ==
          Found{"the body of event 2 was changed"});
    CHECK(World{}.after("UPDATE event_body SET salt = 'x' WHERE seq = 2") ==
          Found{"the body of event 2 was changed"});
}

TEST_CASE("a change of anything in an event is found", "[audit]") {
    const Found found{"event 2 is not the one that was recorded"};

    CHECK(World{}.after("UPDATE event SET kind = 'case close' WHERE seq = 2") == found);
    CHECK(World{}.after("UPDATE event SET recorded = '2026-11-24T09:00:07Z' WHERE seq = 2") == found);
    CHECK(World{}.after("UPDATE event SET happened = '2026-11-21' WHERE seq = 2") == found);
    CHECK(World{}.after("UPDATE event SET subject = 'case:x' WHERE seq = 2") == found);
    CHECK(World{}.after("UPDATE event SET who = 'XX' WHERE seq = 2") == found);
    CHECK(World{}.after("UPDATE event SET os_user = 'root' WHERE seq = 2") == found);
    CHECK(World{}.after("UPDATE event SET kind = kind || subject, subject = '' WHERE seq = 2") == found);
    CHECK(World{}.after("UPDATE event SET hash = 'x' WHERE seq = 2") ==
          Found{found[0], "event 3 is not the one that was recorded"});
    CHECK(World{}.after("UPDATE event SET commitment = 'x' WHERE seq = 2") ==
          Found{found[0], "the body of event 2 was changed"});
}

TEST_CASE("a missing body is found", "[audit]") {
    CHECK(World{}.after("DELETE FROM event_body WHERE seq = 2") == Found{"the body of event 2 is missing"});
}

TEST_CASE("a missing event is found", "[audit]") {
    World middle;
    middle.db->query("DELETE FROM event_body WHERE seq = 2");
    CHECK(middle.after("DELETE FROM event WHERE seq = 2") ==
          Found{"event 2 is missing", "event 3 is not the one that was recorded"});

    World first;
    first.db->query("DELETE FROM event_body WHERE seq = 1");
    CHECK(first.after("DELETE FROM event WHERE seq = 1") ==
          Found{"event 1 is missing", "event 2 is not the one that was recorded"});
}

TEST_CASE("two events that changed places are found", "[audit]") {
    World world;
    world.db->query("PRAGMA foreign_keys = OFF");
    for (const char* table : {"event", "event_body"})
        for (const char* step :
             {" SET seq = 9 WHERE seq = 2", " SET seq = 2 WHERE seq = 3", " SET seq = 3 WHERE seq = 9"})
            world.db->query(std::string{"UPDATE "} + table + step);

    CHECK(verify_chain(*world.db) ==
          Found{"event 2 is not the one that was recorded", "event 3 is not the one that was recorded"});
}

TEST_CASE("an event whose body still stands cannot be deleted", "[audit]") {
    World world;

    CHECK(fault_of([&] { world.db->query("DELETE FROM event WHERE seq = 3"); }).kind == ErrorKind::storage);
    CHECK(verify_chain(*world.db) == Found{});
}

TEST_CASE("what is rolled back leaves no event", "[audit]") {
    World world;
    const std::string before = head_hash(*world.db);

    world.db->transaction(
        [&] {
            append_event(*world.db, {0, morning(), day("2026-11-22"), "k", "s", {"MK", "tester"}, "{}"});
        },
        Finish::rollback);

    CHECK(head_hash(*world.db) == before);
    CHECK(verify_chain(*world.db) == Found{});
}

TEST_CASE("after what was rolled back the chain goes on from what stands", "[audit]") {
    World world;
    const Event event{0, morning(), day("2026-11-22"), "k", "s", {"MK", "tester"}, "{}"};

    world.db->transaction([&] { append_event(*world.db, event); }, Finish::rollback);
    CHECK_THROWS(world.db->transaction([&] {
        append_event(*world.db, event);
        throw std::runtime_error{"cut off"};
    }));
    world.db->transaction([&] {
        append_event(*world.db, event);
        append_event(*world.db, event);
    });
    append_event(*world.db, event);

    CHECK(verify_chain(*world.db) == Found{});
    CHECK(world.db->number("SELECT max(seq) AS n FROM event") == 6);
}

TEST_CASE("another's event between two transactions is not lost", "[audit]") {
    const Folder folder;
    const auto one = open_sqlite(folder / "aka.db", OpenFor::creating);
    const auto other = open_sqlite(folder / "aka.db", OpenFor::writing);
    const Event event{0, morning(), day("2026-11-22"), "k", "s", {"MK", "tester"}, "{}"};

    for (Database* db : std::vector<Database*>{one.get(), other.get(), one.get()})
        db->transaction([&] { append_event(*db, event); });

    CHECK(verify_chain(*one) == Found{});
    CHECK(one->number("SELECT max(seq) AS n FROM event") == 3);
}

TEST_CASE("whatever a text holds, the body tells it and is JSON", "[audit]") {
    World world;
    auto change = change_in(*world.db);
    const Texts texts{"",
                      "plain",
                      "a \"quoted\" word",
                      "back\\slash",
                      "two\nlines\tand a tab",
                      std::string{"\x01\x1f\x7f"},
                      "Søger smed – 😀",
                      "</script>"};
    Fields fields{{"none", nullptr}, {"number", std::numeric_limits<std::int64_t>::min()}};
    for (const auto& text : texts) fields.emplace_back("text", text);

    for (const auto& field : fields) change.tell("note", {field});
    change.record("k", "s", day("2026-11-22"));

    const auto body = nlohmann::json::parse(events_of(*world.db, "s").front().body);
    REQUIRE(body["records"].size() == fields.size());
    CHECK(body["records"][0] == nlohmann::json({{"table", "note"}, {"row", {{"none", nullptr}}}}));
    CHECK(body["records"][1]["row"]["number"] == std::numeric_limits<std::int64_t>::min());
    for (std::size_t i = 0; i < texts.size(); ++i) CHECK(body["records"][i + 2]["row"]["text"] == texts[i]);
}

TEST_CASE("what is no UTF-8 is not told", "[audit]") {
    World world;
    auto change = change_in(*world.db);

    CHECK_THROWS(change.tell("note", {{"text", std::string{"K\xF8ge"}}}));
}

TEST_CASE("an update writes what differs, and only that", "[audit]") {
    World world;
    auto change = change_in(*world.db);
    world.db->query("UPDATE case_file SET title = 'Skrevet af en anden', size_band = 'micro'");

    auto fields = Stored<Case>::fields(world.file);
    std::erase_if(fields, [](const auto& field) { return std::string_view{field.first} == "size_band"; });
    update_row(*world.db, "case_file", world.file.id.value, fields);

    const auto row = world.db->find("SELECT * FROM case_file");
    REQUIRE(row);
    CHECK(row->text("title") == world.file.title);
    CHECK(row->text("size_band") == "micro");
}

TEST_CASE("a record with any number is held against the events", "[audit]") {
    for (const char* number : {"-5", "0", "4000000000000000000", "9223372036854775807"}) {
        World world;
        world.db->query(std::string{"UPDATE note SET id = "} + number + " WHERE text = 'Ringet'");
        CHECK(verify_records(*world.db) == Found{});

        world.db->query("UPDATE note SET text = 'Ringede'");
        CHECK(verify_records(*world.db).size() == 2);
    }
}
