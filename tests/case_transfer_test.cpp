#include "cli_world.hpp"

using namespace cli_world;

namespace {

World with_twins() {
    World world;
    world.must({"case", "new", "Holmely", "--cvr", "99999918", "-t", "amu", "--title", "Kurser", "--consent",
                "contact"});
    world.must({"case", "new", "Holmely", "--cvr", "99999918", "-t", "amu", "-t", "faglaert", "--title",
                "Svejsere", "--positions", "2", "--consent", "contact"});
    world.must({"refer", "send", "1", "--pick", "draw"});
    world.must({"refer", "send", "2", "--pick", "draw", "--topic", "faglaert"});
    world.input = "Ringede igen.\n";
    world.must({"case", "note", "2", "-F", "-"});
    return world;
}

}  // namespace

TEST_CASE("two cases of one enquiry become one, and the old references lead there", "[case][transfer]") {
    World world = with_twins();

    const Json merged = json_of(world, {"case", "merge", "2", "--into", "1"});

    CHECK(merged["case"]["ref"] == "NAE-26-0001");
    REQUIRE(merged["needs"].size() == 2);
    CHECK(merged["needs"][0]["topic"] == "videreuddannelse/amu");
    CHECK(merged["needs"][0]["positions"] == 2);
    CHECK(merged["needs"][1]["topic"] == "rekruttering/faglaert");
    CHECK(merged["notes"].size() == 2);  // its own, and that its title was another
    CHECK(merged["referrals"].size() == 2);
    CHECK(texts(world, "SELECT count(*) FROM case_file") == Texts{"1"});
    CHECK(json_of(world, {"case", "show", "2"})["case"]["ref"] == "NAE-26-0001");
    CHECK(json_of(world, {"refer", "show", "2.1"})["referral"]["ref"] == "NAE-26-0001.2");
    CHECK(json_of(world, {"refer", "show", "2.1"})["referral"]["topic"] == "rekruttering/faglaert");
    CHECK(world.must({"case", "list", "ringede", "--count"}) == "1\n");
    CHECK(world.aka({"data", "check"}).status == 0);
    world.must({"case", "new", "Skovbo", "-t", "amu"});
    CHECK(world.must({"case", "show", "3", "--json=ref"}).find("NAE-26-0003") != std::string::npos);
}

TEST_CASE("a case that was merged twice is found by its first reference", "[case][transfer]") {
    World world = with_twins();
    world.must({"case", "new", "Holmely", "--cvr", "99999918", "-t", "amu"});
    world.must({"case", "merge", "2", "--into", "1"});
    world.must({"case", "merge", "1", "--into", "3"});

    CHECK(json_of(world, {"case", "show", "2"})["case"]["ref"] == "NAE-26-0003");
    CHECK(json_of(world, {"refer", "show", "2.1"})["referral"]["ref"] == "NAE-26-0003.2");
    CHECK(world.aka({"data", "check"}).status == 0);
}

TEST_CASE("the draw of the case that stays is the draw of its need", "[case][transfer]") {
    World world = with_twins();
    const Json before = json_of(world, {"refer", "suggest", "1"})["draw"];

    world.must({"case", "merge", "2", "--into", "1"});
    const Json after = json_of(world, {"refer", "suggest", "1", "--topic", "amu"})["draw"];

    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i) CHECK(after[i]["actor"] == before[i]["actor"]);
}

TEST_CASE("what is no double is not merged", "[case][transfer]") {
    World world = with_twins();
    world.must({"case", "new", "Skovbo", "--cvr", "99999926", "-t", "amu"});

    check_fails_unstored(world, {"case", "merge", "1", "--into", "1"}, 3,
                         "NAE-26-0001 cannot be merged into itself");
    check_fails_unstored(world, {"case", "merge", "3", "--into", "1"}, 4,
                         "NAE-26-0003 is of Skovbo and NAE-26-0001 of Holmely: two businesses; correct one "
                         "with aka case edit --company or --cvr first");
    check_fails_unstored(world, {"case", "merge", "2"}, 3, "say which case stays: --into CASE");
    world.must({"case", "close", "2", "--outcome", "met"});
    CHECK(world.aka({"case", "merge", "2", "--into", "1"}).status == 4);
}

TEST_CASE("a case handed over is the other office's, and counts where it came", "[case][transfer]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--phone", "55112233", "--contact", "Anna Andersen"});

    const auto outcome = world.aka({"case", "handover", "1", "--to", "faxe", "--user", "LB"});

    CHECK(outcome.status == 0);
    CHECK(outcome.err.find("NAE-26-0001 Holmely: handed over to Faxe\n") != std::string::npos);
    CHECK(world.aka({"case", "note", "1", "-F", "-"}).status == 4);
    const Json there = json_of(world, {"-M", "faxe", "case", "show", "NAE-26-0001"});
    CHECK(there["case"]["owner"] == "faxe");
    CHECK(there["case"]["received_in"] == "naestved");
    CHECK(there["case"]["consultant"] == "LB");
    CHECK(there["case"]["contact"] == "Anna Andersen");
    CHECK(world.must({"-M", "faxe", "case", "list", "--count"}) == "1\n");
    CHECK(world.must({"case", "list", "--count"}) == "0\n");
    // Known there from now on, and no longer here.
    world.must({"-M", "faxe", "case", "new", "55112233", "-t", "senior"});
    CHECK(texts(world, "SELECT count(*) FROM business") == Texts{"1"});
    // Drawn again for the other municipality.
    world.must({"-M", "faxe", "refer", "suggest", "NAE-26-0001", "--redraw", "--reason", "criteria-changed"});
    CHECK(texts(world, "SELECT municipality FROM draw WHERE need_id = 1 ORDER BY id") ==
          Texts{"naestved", "faxe"});
}

TEST_CASE("a business with other cases here stays, and the other office gets a record of its own",
          "[case][transfer]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--phone", "55112233"});
    world.must({"case", "new", "Holmely", "-t", "senior"});

    world.must({"case", "handover", "1", "--to", "faxe"});

    CHECK(texts(world, "SELECT owner FROM business ORDER BY id") == Texts{"naestved", "faxe"});
    CHECK(texts(world, "SELECT owner FROM contact ORDER BY id") == Texts{"naestved", "faxe"});
    CHECK(json_of(world, {"case", "show", "2"})["case"]["phone"] == "55 11 22 33");
    check_fails_unstored(world, {"case", "handover", "2", "--to", "naestved"}, 4,
                         "NAE-26-0002 is with Næstved already");
    check_fails_unstored(world, {"case", "handover", "2"}, 3, "say who takes over: --to MUNICIPALITY");
}

TEST_CASE("what the case that goes said otherwise is kept", "[case][transfer]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--title", "Kort", "--positions", "1"});
    world.must({"case", "new", "Holmely", "-t", "amu", "--title", "Fire smede", "--positions", "4",
                "--outreach", "--channel", "mail", "--received", "2026-11-20"});

    const auto outcome = world.aka({"case", "merge", "2", "--into", "1"});

    CHECK(outcome.err.find("what it said otherwise is kept as a note\n") != std::string::npos);
    const Json kept = json_of(world, {"case", "show", "1"});
    // The earlier enquiry counts, with how it came.
    CHECK(kept["case"]["received_on"] == "2026-11-20");
    CHECK(kept["case"]["direction"] == "outreach");
    CHECK(kept["case"]["channel"] == "mail");
    REQUIRE(kept["notes"].size() == 1);
    const std::string note = kept["notes"][0]["text"];
    CHECK(note.find("title: Fire smede") != std::string::npos);
    CHECK(note.find("posts: 4") != std::string::npos);
    CHECK(world.must({"case", "list", "smede", "--count"}) == "1\n");
    // The doubled follow-up never was: it was not done on time.
    REQUIRE(kept["followups"].size() == 1);
    CHECK(kept["followups"][0]["done_on"] == nullptr);
}

TEST_CASE("the timeline of a merged case holds both histories", "[case][transfer]") {
    World world = with_twins();
    world.must({"case", "merge", "2", "--into", "1"});

    Texts acts;
    const Json shown = json_of(world, {"case", "show", "1", "--timeline"});
    for (const auto& event : shown["timeline"]) acts.push_back(event["what"].get<std::string>());

    CHECK(acts == Texts{"case new", "case new", "refer send", "refer send", "case note", "case merge"});
}

TEST_CASE("nothing is handed over before it came", "[case][transfer]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu"});

    check_fails_unstored(world, {"--today", "2026-11-01", "case", "handover", "1", "--to", "faxe"}, 4,
                         "NAE-26-0001 was received on 2026-11-23; it cannot be handed over before");
    check_fails_unstored(world, {"case", "handover", "1", "--to", "faxe", "--user", "Lars den lange"}, 3,
                         "--user: initials have at most 12 letters and no blanks");
}
