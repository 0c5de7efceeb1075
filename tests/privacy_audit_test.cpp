// The audit: what the events tell against what the tables hold, and the list of events.
#include <set>

#include "aka/store/audit.hpp"
#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// A case through most of its life, in a register where another has begun.
World lived() {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "--cvr", "99999918", "--contact", "Ida Holm", "-t", "amu",
                "-t", "faglaert", "--title", "Kurser", "--consent", "contact"});
    world.must({"case", "new", "Holmely", "-t", "amu"});
    world.must({"refer", "send", "1", "--pick", "draw", "--topic", "amu"});
    world.input = "Ringede igen.\n";
    world.must({"case", "note", "1", "-F", "-"});
    world.must({"case", "edit", "1", "--company", "Fjordglas Syd ApS"});
    return world;
}

Texts findings(World& world) {
    Texts found;
    const Outcome outcome = world.aka({"data", "audit", "--verify", "-O", "json"});
    const Json answer = Json::parse(outcome.out);
    for (const auto& finding : answer["findings"]) found.push_back(finding["what"]);
    CHECK(outcome.status == (found.empty() ? 0 : 8));
    return found;
}

/// What is found after somebody wrote past aka.
Texts after(const std::string& sql) {
    World world = lived();
    world.db->query(sql);
    return findings(world);
}

bool one_with(const Texts& found, const std::string& word) {
    INFO(joined(found));
    CHECK(found.size() == 1);
    return found.size() == 1 && found.front().find(word) != std::string::npos;
}

}  // namespace

TEST_CASE("a register that only aka wrote passes its audit", "[privacy][audit]") {
    World world = lived();
    CHECK(findings(world) == Texts{});
    world.must({"case", "new", "Holmely", "-t", "amu"});
    world.must({"case", "merge", "3", "--into", "2"});
    world.must({"case", "handover", "2", "--to", "faxe"});
    world.must({"refer", "update", "1.1", "--status", "accepted"});
    world.must({"refer", "done", "1.1", "--outcome", "helped"});
    world.must({"case", "close", "1", "--outcome", "met"});
    world.must({"case", "feedback", "1", "--score", "4"});
    world.must({"actors", "verify", "zbc"});
    world.must({"actors", "capacity", "zbc", "limited"});
    CHECK(findings(world) == Texts{});
    CHECK(world.aka({"data", "audit", "--verify"}).err.find("every record is as its events tell") !=
          std::string::npos);
}

TEST_CASE("a record changed, taken away or added behind the events is found", "[privacy][audit]") {
    CHECK(one_with(after("UPDATE need SET positions = 7 WHERE id = 1"), "positions not as event"));
    CHECK(one_with(after("UPDATE case_file SET title = 'Andet' WHERE id = 1"), "title not as event"));
    CHECK(one_with(after("UPDATE business SET name = 'Fjordglas ApS' WHERE id = 1"),
                   "name not as event 5 tells"));
    CHECK(one_with(after("UPDATE note SET minutes = 5"), "minutes not as event"));
    CHECK(one_with(after("DELETE FROM note"), "it is gone"));
    CHECK(one_with(
        after("INSERT INTO note (key, case_id, author, text, on_date, recorded) VALUES ('x', 1, 'MK', "
              "'Nej', '2026-11-23', '2026-11-23T09:00:00Z')"),
        "no event tells of it"));
    CHECK(one_with(after("UPDATE draw_place SET actor = 'x' WHERE place = 1 AND draw_id = 1"),
                   "actor not as event"));
}

TEST_CASE("every table whose rows have a key is held against the events", "[privacy][audit]") {
    World world;
    std::set<std::string> keyed;
    for (const auto& table : texts(world, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        if (texts(world, "SELECT name FROM pragma_table_info('" + table + "') WHERE name = 'key'").size() ==
            1)
            keyed.insert(table);
    keyed.erase("register");     // the register's own name
    keyed.erase("merged_case");  // the key is that of a case that went

    CHECK(keyed == std::set<std::string>(aka::record_tables.begin(), aka::record_tables.end()));
}

TEST_CASE("a missing body is found, unless a later erasure names it", "[privacy][audit]") {
    const Texts found = after("DELETE FROM event_body WHERE seq = 4");

    REQUIRE(found.size() == 2);
    CHECK(found[0] == "the body of event 4 is missing");
    CHECK(ends_with(found[1], ": no event tells of it"));  // the note, of which only that body told
}

TEST_CASE("a head that no event has is refused", "[privacy][audit]") {
    World world = lived();
    const std::string before = texts(world, "SELECT hash FROM event WHERE seq = 3").front();
    const std::string other(64, 'a');

    CHECK(world.aka({"data", "audit", "--expect-head", before}).status == 0);
    CHECK(world.aka({"data", "audit", "--expect-head", std::string(64, '0')}).status == 0);
    CHECK(world.aka({"data", "audit", "--expect-head", other}).status == 4);
    CHECK(world.aka({"data", "audit", "--expect-head", "abc"}).status == 3);
    CHECK(world.aka({"data", "audit", "--expect-head", before.substr(1) + "G"}).status == 3);
}

TEST_CASE("the list of events tells who did what when, the newest last", "[privacy][audit]") {
    World world = lived();
    move_to(world, "2026-11-25");
    world.must({"case", "edit", "2", "--title", "Nyt", "--as", "LB"});

    const Json events = json_of(world, {"data", "audit"})["events"];
    REQUIRE(events.size() == 6);
    CHECK(events[0]["kind"] == "case new");
    CHECK(events[0]["case_ref"] == "NAE-26-0001");
    CHECK(events[0]["os_user"] == "tester");
    CHECK(events[0]["erased"] == false);
    CHECK(events[5]["kind"] == "case edit");
    CHECK(events[5]["recorded"] == "2026-11-25T09:00:00Z");
    CHECK(json_of(world, {"data", "audit", "--who", "LB"})["events"].size() == 1);
    CHECK(json_of(world, {"data", "audit", "--case", "2"})["events"].size() == 2);
    CHECK(json_of(world, {"data", "audit", "--since", "2026-11-25"})["events"].size() == 1);
    CHECK(json_of(world, {"data", "audit", "--until", "2026-11-23"})["events"].size() == 5);
    CHECK(json_of(world, {"data", "audit", "-L", "2"})["events"][0]["seq"] == 5);
    CHECK(world.aka({"data", "audit", "-L", "0"}).status == 3);
}
