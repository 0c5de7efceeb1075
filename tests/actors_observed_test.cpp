#include "cli_world.hpp"

using namespace cli_world;

namespace {

Texts drawn(World& world, const std::string& ref) {
    Texts actors;
    const Json suggested = json_of(world, {"refer", "suggest", ref});
    for (const auto& place : suggested["draw"]) actors.push_back(place["actor"].get<std::string>());
    return actors;
}

bool holds(const Texts& texts, const std::string& text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

TEST_CASE("an actor that is closed is not eligible until it opens again", "[actors][capacity]") {
    World world;
    world.must({"actors", "capacity", "zbc", "closed", "--until", "2026-12-31"});
    world.must({"case", "new", "Holmely", "-t", "amu"});
    CHECK_FALSE(holds(drawn(world, "1"), "zbc"));
    const Json explained = json_of(world, {"refer", "suggest", "1", "--explain"});
    bool told = false;
    for (const auto& out : explained["left_out"])
        told = told || (out["actor"] == "zbc" && out["why"] == "closed");
    CHECK(told);

    world.must({"actors", "capacity", "zbc", "open"});
    world.must({"case", "new", "Skovbo", "-t", "amu"});
    CHECK(holds(drawn(world, "2"), "zbc"));

    world.must({"actors", "capacity", "zbc", "closed", "--until", "2026-11-30"});
    move_to(world, "2026-12-01");
    world.must({"case", "new", "Strandbo", "-t", "amu"});
    CHECK(holds(drawn(world, "3"), "zbc"));
}

TEST_CASE("capacity may be said of one topic", "[actors][capacity]") {
    World world;
    world.must({"actors", "capacity", "zbc", "closed", "--topic", "amu"});
    world.must({"case", "new", "Holmely", "-t", "amu"});
    world.must({"case", "new", "Holmely", "-t", "elev-laerling"});

    CHECK_FALSE(holds(drawn(world, "1"), "zbc"));
    CHECK(holds(drawn(world, "2"), "zbc"));
    check_fails_unstored(world, {"actors", "capacity", "zbc", "ajar"}, 3,
                         "STATE: \"ajar\" is none of open, limited, closed");
    check_fails_unstored(world, {"actors", "capacity", "zbc", "closed", "--until", "2026-11-22"}, 3,
                         "--until: 2026-11-22 is past; name the last day it holds");
    check_fails_unstored(world, {"actors", "capacity", "zcb", "open"}, 5,
                         "unknown actor \"zcb\"; did you mean zbc?");
}

TEST_CASE("a proposal that closed meanwhile is passed over by the draw", "[actors][capacity]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--consent", "contact"});
    const Texts order = drawn(world, "1");
    world.must({"actors", "capacity", order[0], "closed"});

    world.must({"refer", "send", "1", "--pick", "draw"});

    CHECK(texts(world, "SELECT actor FROM referral") == Texts{order[1]});
}

TEST_CASE("when all are closed the cause suggested is capacity", "[actors][capacity]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "egu-fgu"});
    for (const auto& actor : drawn(world, "1")) world.must({"actors", "capacity", actor, "closed"});

    world.must({"-y", "case", "close", "1", "--outcome", "unmet"});

    CHECK(texts(world, "SELECT cause FROM need") == Texts{"no-capacity"});
}

TEST_CASE("an entry that was checked waits no longer, for six months", "[actors][verify]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--consent", "contact"});
    const std::string first = drawn(world, "1").front();
    const auto stale = [&] {
        const Json listed = json_of(world, {"actors", "list", "--stale", "-M", "all"});
        for (const auto& actor : listed["actors"])
            if (actor["actor"] == first) return true;
        return false;
    };
    CHECK(stale());

    world.must({"actors", "verify", first});

    CHECK_FALSE(stale());
    CHECK(json_of(world, {"actors", "show", first})["actor"]["checked"] == "2026-11-23");
    CHECK(world.aka({"refer", "send", "1", "--pick", "draw"}).err.find("warning") == std::string::npos);
    move_to(world, "2027-05-24");
    CHECK(stale());
    check_fails_unstored(world, {"actors", "verify", first, "--on", "2027-06-01"}, 3,
                         "--on: 2027-06-01 lies ahead; an entry was checked today or before");
}

TEST_CASE("coverage tells where nobody can help and where all rests on one", "[actors][coverage]") {
    World world;
    const Json all = json_of(world, {"actors", "coverage", "-M", "all"})["coverage"];
    CHECK(all.size() == 8 * 32);
    std::size_t gaps = 0;
    for (const auto& cell : all)
        if (cell["actors"] == 0) ++gaps;
    CHECK(json_of(world, {"actors", "coverage", "--gaps", "-M", "all"})["coverage"].size() == gaps);
    world.must({"case", "new", "Holmely", "-t", "egu-fgu"});
    for (const auto& actor : drawn(world, "1")) world.must({"actors", "capacity", actor, "closed"});

    const Json here = json_of(world, {"actors", "coverage", "--gaps"})["coverage"];

    bool gap = false;
    for (const auto& cell : here) gap = gap || cell["topic"] == "studerende/egu-fgu";
    CHECK(gap);
}

TEST_CASE("in drawn order those furthest below their share come first", "[actors]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "faglaert"});
    const Texts proposed = texts(world, "SELECT actor FROM draw_place WHERE place <= 3");

    const Json listed = json_of(world, {"actors", "list", "-t", "faglaert", "--order", "draw"})["actors"];

    REQUIRE(listed.size() > 3);
    CHECK_FALSE(holds(proposed, listed[0]["actor"].get<std::string>()));
    CHECK(holds(proposed, listed[listed.size() - 1]["actor"].get<std::string>()));
}

TEST_CASE("proposals that closed since are told apart from those that were tried", "[actors][capacity]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--consent", "contact"});
    const Texts order = drawn(world, "1");
    for (const auto& actor : order) world.must({"actors", "capacity", actor, "closed"});

    const Json suggested = json_of(world, {"refer", "suggest", "1"});
    CHECK(suggested["draw"][0]["now"] == "closed");
    check_fails_unstored(
        world, {"refer", "send", "1", "--pick", "draw"}, 4,
        "nobody is left in the draw for videreuddannelse/amu in NAE-26-0001: all were referred "
        "to already, or are not eligible now; see aka refer suggest NAE-26-0001 --explain");
    const auto chosen = world.aka({"refer", "send", "1", "--actor", order[0]});
    CHECK(chosen.status == 3);
    CHECK(chosen.err.find("was proposed, but is not eligible now") != std::string::npos);
    const auto verified = world.aka({"actors", "verify", "zbc"});
    CHECK(verified.status == 0);
    CHECK(world.aka({"actors", "verify", "zbc", "--on", "2026-10-01"}).err.find("a later check stands") !=
          std::string::npos);
}

TEST_CASE("after a handover the draw of the other office is not used unsaid", "[actors]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--consent", "contact"});
    world.must({"case", "handover", "1", "--to", "faxe"});

    const auto sent = world.aka({"-M", "faxe", "refer", "send", "NAE-26-0001", "--pick", "draw"});

    CHECK(sent.err.find("the draw was made for other criteria than hold now") != std::string::npos);
}
