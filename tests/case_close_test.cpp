// How needs and cases end, and how they are opened again.
#include "cli_world.hpp"

using namespace cli_world;

namespace {

World with_case(const Texts& more = {"-t", "amu"}) {
    World world;
    Texts arguments{"case", "new", "Fjordglas ApS"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    world.must(arguments);
    return world;
}

/// Topic, outcome, cause, posts filled as wanted and otherwise, day and place of each need.
Texts needs(World& world) {
    return texts(world,
                 "SELECT topic || ' ' || coalesce(outcome, '-') || ' ' || coalesce(cause, '-') || ' ' || "
                 "coalesce(filled, '-') || ' ' || "
                 "coalesce(other_profile, '-') || ' ' || coalesce(closed_on, '-') || ' ' || "
                 "coalesce(closed_in, '-') FROM need ORDER BY place");
}

Texts followups(World& world) {
    return texts(world,
                 "SELECT kind || ' ' || due || ' ' || coalesce(done_on, '-') FROM followup ORDER BY id");
}

Texts cases(World& world) {
    return texts(world, "SELECT status || ' ' || coalesce(closed_on, '-') FROM case_file");
}

const std::string name = "NAE-26-0001 Fjordglas ApS: ";
const std::string causes = "no-actor|no-capacity|not-eligible|declined|no-answer";

}  // namespace

TEST_CASE("a need ends in each of four ways", "[case]") {
    const std::vector<std::pair<Texts, std::string>> endings{
        {{"met", "--filled", "1", "--other-profile", "1"}, "met - 1 1"},
        {{"partly", "--reason", "no-capacity", "--filled", "1"}, "partly no-capacity 1 -"},
        {{"unmet", "--reason", "no-actor"}, "unmet no-actor - -"},
        {{"withdrawn"}, "withdrawn - - -"}};
    for (const auto& [ending, kept] : endings) {
        World world = with_case({"-t", "amu", "--positions", "2"});
        Texts arguments{"case", "close", "1", "--outcome"};
        arguments.insert(arguments.end(), ending.begin(), ending.end());

        const auto closed = world.aka(arguments);

        CHECK(closed.status == 0);
        CHECK(closed.out.empty());
        CHECK(closed.err.starts_with(name + "1 need " +
                                     (ending.front() == "partly" ? "partly met" : ending.front()) +
                                     ", case closed\n"));
        CHECK(needs(world) == Texts{"videreuddannelse/amu " + kept + " 2026-11-23 naestved"});
        CHECK(cases(world) == Texts{"closed 2026-11-23"});
    }
}

TEST_CASE("three months later the business is asked again, unless it withdrew", "[case]") {
    World met = with_case();
    World withdrawn = with_case();
    World winter = with_case({"-t", "amu", "--followup", "none"});
    move_to(winter, "2026-11-30");

    const auto closed = met.aka({"case", "close", "1", "--outcome", "met"});
    const auto ended = withdrawn.aka({"case", "close", "1", "--outcome", "withdrawn"});
    winter.must({"case", "close", "1", "--outcome", "met"});

    CHECK(closed.err == name + "1 need met, case closed\nask again Tue 23 Feb 2027\n");
    CHECK(followups(met) == Texts{"agreed 2026-11-30 2026-11-23", "three-months 2027-02-23 -"});
    CHECK(ended.err == name + "1 need withdrawn, case closed\n");
    CHECK(followups(withdrawn) == Texts{"agreed 2026-11-30 2026-11-23"});
    CHECK(followups(winter) == Texts{"three-months 2027-03-01 -"});  // 28 February 2027 is a Sunday
}

TEST_CASE("a case stays open until its last need is closed", "[case]") {
    World world = with_case({"-t", "amu", "-t", "faglaert", "-t", "trivsel"});

    const auto first = world.aka({"case", "close", "1", "--topic", "faglaert", "--outcome", "met"});
    CHECK(first.err == name + "1 need met, case stays open\n");
    CHECK(cases(world) == Texts{"open -"});
    CHECK(followups(world) == Texts{"agreed 2026-11-30 -"});
    check_fails_unstored(
        world, {"case", "close", "1", "--topic", "faglaert", "--outcome", "met"}, 4,
        "NAE-26-0001 has no open need for rekruttering/faglaert; see aka case show NAE-26-0001");
    move_to(world, "2026-11-24");
    const auto rest = world.aka({"case", "close", "1", "--outcome", "withdrawn"});

    CHECK(rest.err == name + "2 needs withdrawn, case closed\nask again Wed 24 Feb 2027\n");
    CHECK(needs(world) == Texts{"videreuddannelse/amu withdrawn - - - 2026-11-24 naestved",
                                "rekruttering/faglaert met - - - 2026-11-23 naestved",
                                "tilknytning/trivsel withdrawn - - - 2026-11-24 naestved"});
    check_fails_unstored(
        world, {"case", "close", "1", "--outcome", "met"}, 4,
        "NAE-26-0001 was closed on 2026-11-24; open it again with aka case reopen NAE-26-0001");
}

TEST_CASE("what stayed unmet wants a cause, and what was met has none", "[case]") {
    World world = with_case({"-t", "amu", "--positions", "2"});
    const auto close = [](const Texts& more) {
        Texts arguments{"case", "close", "1"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    };

    check_fails_unstored(world, close({}), 3, "say how it ended: --outcome met|partly|unmet|withdrawn");
    check_fails_unstored(world, close({"--outcome", "solved"}), 3,
                         "--outcome: \"solved\" is none of met, partly, unmet, withdrawn");
    check_fails_unstored(world, close({"--outcome", "unmet"}), 3,
                         "say why it was not met: --reason " + causes);
    check_fails_unstored(world, close({"--outcome", "partly"}), 3,
                         "say why it was not met: --reason " + causes);
    check_fails_unstored(world, close({"--outcome", "met", "--reason", "declined"}), 3,
                         "--reason tells why a need was not met; it does not go with --outcome met");
    check_fails_unstored(
        world, close({"--outcome", "unmet", "--reason", "rain"}), 3,
        "--reason: \"rain\" is none of no-actor, no-capacity, not-eligible, declined, no-answer");
    check_fails_unstored(world, close({"--outcome", "met", "--filled", "2", "--other-profile", "1"}), 3,
                         "3 posts filled, but only 2 were sought for videreuddannelse/amu; correct it with "
                         "aka case edit --positions");
    check_fails_unstored(world, close({"--outcome", "met", "--filled", "-1"}), 3,
                         "--filled: \"-1\" is no number from 0 to 9999");
}

TEST_CASE("posts filled are not counted once for each of several needs", "[case]") {
    World world = with_case({"-t", "amu", "-t", "faglaert"});

    CHECK(world.aka({"case", "close", "1", "--outcome", "met", "--filled", "2"}).status == 3);
    CHECK(cases(world) == Texts{"open -"});
}

TEST_CASE("the referrals suggest the cause and the consultant confirms it", "[case]") {
    World world = with_case({"-t", "amu", "--consent", "contact"});
    world.must({"refer", "send", "1", "--pick", "draw"});
    world.must({"refer", "update", "1.1", "--status", "declined", "--reason", "no-candidates"});

    check_fails_unstored(
        world, {"case", "close", "1", "--outcome", "unmet"}, 3,
        "say why it was not met: --reason " + causes + "; the referrals suggest no-capacity");
    world.terminal = true;
    world.input = "vejret\n\n";
    const auto closed = world.aka({"case", "close", "1", "--outcome", "unmet"});

    const std::string question =
        "Why was it not met (no-actor, no-capacity, not-eligible, declined, no-answer) [no-capacity]: ";
    CHECK(closed.err.starts_with(question + "aka: \"vejret\" is none of them\n" + question + name +
                                 "1 need unmet, case closed\n"));
    CHECK(needs(world) == Texts{"videreuddannelse/amu unmet no-capacity - - 2026-11-23 naestved"});
}

TEST_CASE("a person at a terminal is asked how it ended", "[case]") {
    World world = with_case();
    world.terminal = true;
    world.input = "met\n";
    World cancelled = with_case();
    cancelled.terminal = true;

    const auto closed = world.aka({"case", "close", "1"});
    const auto ended = cancelled.aka({"case", "close", "1"});

    CHECK(closed.err.starts_with("How did it end (met, partly, unmet, withdrawn): " + name +
                                 "1 need met, case closed\n"));
    CHECK(ended.status == 2);
    CHECK(cases(cancelled) == Texts{"open -"});
}

TEST_CASE("closing names the referrals that still wait for an answer", "[case]") {
    World world = with_case({"-t", "amu", "--consent", "contact"});
    world.must({"refer", "send", "1", "--actor", "zbc"});

    const auto closed = world.aka({"case", "close", "1", "--outcome", "met", "-q"});

    CHECK(closed.err == "still without an answer: NAE-26-0001.1 ZBC (Zealand Business College)\n");
}

TEST_CASE("reopening opens what was not met, with a reason, a note and a follow-up", "[case]") {
    World world = with_case({"-t", "amu", "-t", "faglaert"});
    world.must({"case", "close", "1", "--topic", "amu", "--outcome", "met", "--filled", "1"});
    world.must({"case", "close", "1", "--outcome", "unmet", "--reason", "declined"});
    move_to(world, "2026-12-01");
    world.input = "De ringede igen";

    const auto reopened = world.aka({"case", "reopen", "1", "--reason", "not-solved", "-F", "-"});

    CHECK(reopened.err == name + "open again\n");
    CHECK(cases(world) == Texts{"open -"});
    CHECK(needs(world) ==
          Texts{"videreuddannelse/amu met - 1 - 2026-11-23 naestved", "rekruttering/faglaert - - - - - -"});
    CHECK(followups(world) ==
          Texts{"agreed 2026-11-30 2026-11-23", "three-months 2027-02-23 2026-12-01", "agreed 2026-12-08 -"});
    CHECK(texts(world, "SELECT author || ' ' || on_date || ' ' || text FROM note") ==
          Texts{"MK 2026-12-01 reopened: not-solved\nDe ringede igen"});
    CHECK(world.must({"case", "list", "ringede", "--json=ref"}).find("NAE-26-0001") != std::string::npos);
}

TEST_CASE("where all was met, reopening opens all", "[case]") {
    World world = with_case();
    world.must({"case", "close", "1", "--outcome", "met", "--filled", "1"});

    world.must({"case", "reopen", "1", "--reason", "new-need"});

    CHECK(needs(world) == Texts{"videreuddannelse/amu - - - - - -"});
}

TEST_CASE("only a closed case is reopened, and with a reason", "[case]") {
    World world = with_case();

    check_fails_unstored(world, {"case", "reopen", "1", "--reason", "mistake"}, 4, "NAE-26-0001 is open");
    world.must({"case", "close", "1", "--outcome", "met"});
    check_fails_unstored(world, {"case", "reopen", "1"}, 3,
                         "say why: --reason not-solved|new-need|mistake|other");
}

TEST_CASE("a case is not closed before it was received", "[case]") {
    World world = with_case();

    check_fails_unstored(world, {"case", "close", "1", "--outcome", "met", "--today", "2026-11-20"}, 4,
                         "NAE-26-0001 was received on 2026-11-23; it cannot be closed before");
}
