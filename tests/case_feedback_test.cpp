#include "cli_world.hpp"

using namespace cli_world;

namespace {

World with_closed() {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu"});
    world.must({"case", "close", "1", "--outcome", "met"});
    return world;
}

}  // namespace

TEST_CASE("a closed case is asked about twice, and no longer once it was", "[case][feedback]") {
    World world = with_closed();
    CHECK(world.must({"case", "list", "--to-ask", "--count"}) == "1\n");

    world.must({"case", "feedback", "1", "--asked"});
    CHECK(world.must({"case", "list", "--to-ask", "--count"}) == "0\n");
    world.must({"case", "feedback", "1", "--score", "4", "--recommend", "yes"});
    move_to(world, "2027-02-23");
    CHECK(world.must({"case", "list", "--to-ask", "--count"}) == "1\n");
    world.must({"case", "feedback", "1", "--declined"});
    CHECK(world.must({"case", "list", "--to-ask", "--count"}) == "0\n");

    CHECK(texts(world,
                "SELECT wave || ' ' || response || ' ' || coalesce(score, '-') FROM feedback ORDER BY id") ==
          Texts{"closing answered 4", "three-months declined -"});
    move_to(world, "2027-05-24");
    CHECK(world.must({"case", "list", "--to-ask", "--count"}) == "0\n");
}

TEST_CASE("a day before the second wave it is still the first", "[case][feedback]") {
    World world = with_closed();
    move_to(world, "2027-02-22");

    world.must({"case", "feedback", "1", "--score", "dont-know"});

    CHECK(texts(world, "SELECT wave FROM feedback") == Texts{"closing"});
}

TEST_CASE("what was withdrawn is not asked about", "[case][feedback]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu"});
    world.must({"case", "close", "1", "--outcome", "withdrawn"});

    CHECK(world.must({"case", "list", "--to-ask", "--count"}) == "0\n");
}

TEST_CASE("feedback that does not fit is refused", "[case][feedback]") {
    World world = with_closed();
    world.must({"case", "new", "Skovbo", "-t", "amu"});
    const std::string one_of = "say one of --score 1|2|3|4|5|dont-know, --asked and --declined";

    check_fails_unstored(world, {"case", "feedback", "1"}, 3, one_of);
    check_fails_unstored(world, {"case", "feedback", "1", "--asked", "--declined"}, 3, one_of);
    check_fails_unstored(world, {"case", "feedback", "1", "--score", "6"}, 3,
                         "--score: \"6\" is none of 1, 2, 3, 4, 5, dont-know");
    check_fails_unstored(world, {"case", "feedback", "1", "--asked", "--recommend", "yes"}, 3,
                         "--recommend and --file go with --score");
    check_fails_unstored(world, {"case", "feedback", "2", "--score", "5"}, 4,
                         "NAE-26-0002 is open; satisfaction is asked for when it is closed");
    world.must({"case", "feedback", "1", "--score", "5"});
    check_fails_unstored(world, {"case", "feedback", "1", "--asked"}, 4,
                         "NAE-26-0001 was asked on 2026-11-23, and there is an answer");
    world.must({"case", "feedback", "1", "--score", "3"});
    CHECK(texts(world, "SELECT score FROM feedback") == Texts{"3"});
}

TEST_CASE("a story is found while its consent holds", "[case][story]") {
    World world = with_closed();
    world.must({"case", "consent", "1", "--give", "full", "--via", "mail", "--purpose", "story", "--until",
                "2026-12-31"});

    CHECK(world.must({"case", "list", "--story", "--count"}) == "1\n");
    move_to(world, "2027-01-01");
    CHECK(world.must({"case", "list", "--story", "--count"}) == "0\n");
    move_to(world, "2026-11-24");
    world.must({"case", "consent", "1", "--withdraw"});
    CHECK(world.must({"case", "list", "--story", "--count"}) == "0\n");
}

TEST_CASE("feedback is shown with the case, and asked for again after a new closing", "[case][feedback]") {
    World world = with_closed();
    world.input = "Det gik godt.\n";
    world.must({"case", "feedback", "1", "--score", "5", "--recommend", "yes", "-F", "-"});

    const Json shown = json_of(world, {"case", "show", "1"})["feedback"];
    REQUIRE(shown.size() == 1);
    CHECK(shown[0]["score"] == "5");
    CHECK(shown[0]["recommend"] == true);
    CHECK(shown[0]["text"] == "Det gik godt.");

    move_to(world, "2026-12-01");
    world.must({"case", "reopen", "1", "--reason", "new-need"});
    world.must({"case", "close", "1", "--outcome", "met"});
    CHECK(world.must({"case", "list", "--to-ask", "--count"}) == "1\n");
    world.must({"case", "feedback", "1", "--score", "2"});
    CHECK(texts(world, "SELECT score FROM feedback ORDER BY id") == Texts{"5", "2"});
}

TEST_CASE("feedback stands in the order of time", "[case][feedback]") {
    World world = with_closed();
    check_fails_unstored(world, {"case", "feedback", "1", "--wave", "three-months", "--score", "5"}, 4,
                         "NAE-26-0001 was closed on 2026-11-23; three months on it is asked again");
    check_fails_unstored(world, {"--today", "2026-11-22", "case", "feedback", "1", "--asked"}, 4,
                         "NAE-26-0001 was closed on 2026-11-23; nobody was asked before");
    move_to(world, "2026-11-25");
    world.must({"case", "feedback", "1", "--asked"});
    check_fails_unstored(world, {"--today", "2026-11-24", "case", "feedback", "1", "--score", "4"}, 4,
                         "NAE-26-0001 was asked on 2026-11-25; there was no answer before");
}
