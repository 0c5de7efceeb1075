// What becomes of a referral, and finding it again.
#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// One referral to ZBC, sent on Monday 23 November and to be answered by 30 November.
World with_referral() {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "-t", "amu", "--consent", "contact"});
    world.must({"refer", "send", "1", "--actor", "zbc"});
    return world;
}

Texts update(const char* status, const Texts& more = {}) {
    Texts arguments{"refer", "update", "1.1", "--status", status};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

Json referral(World& world) {
    return json_of(world, {"refer", "show", "1.1"})["referral"];
}

/// References of a list, without the municipality and the year.
std::string refs(World& world, Texts options) {
    Texts arguments{"refer", "list", "--json=ref"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    std::string all;
    const Json answer = Json::parse(world.must(arguments));
    for (const auto& line : answer["referrals"])
        all += (all.empty() ? "" : " ") + line["ref"].get<std::string>().substr(9);
    return all;
}

const std::string name = "NAE-26-0001.1 Fjordglas ApS: ZBC (Zealand Business College) ";
const std::string next = "next: aka refer send 1 --pick draw\n";

}  // namespace

TEST_CASE("a referral is accepted, worked on and done", "[refer]") {
    World world = with_referral();

    const auto accepted = world.aka(update("accepted", {"--on", "2026-11-23"}));
    move_to(world, "2026-11-25");
    world.must(update("active"));
    move_to(world, "2026-12-09");
    const auto done =
        world.aka({"refer", "done", "1.1", "--outcome", "helped", "--hires", "2", "--on", "i går"});

    CHECK(accepted.out.empty());
    CHECK(accepted.err == name + "accepted\n");
    CHECK(done.err == name + "done\n");
    const Json shown = referral(world);
    CHECK(shown["state"] == "done");
    CHECK(shown["answered_on"] == "2026-11-23");
    CHECK(shown["ended_on"] == "2026-12-08");
    CHECK(shown["outcome"] == "helped");
    CHECK(shown["hires"] == 2);
    CHECK(json_of(world, {"refer", "show", "1.1", "--timeline"})["timeline"] == Json::parse(R"json([
        {"on": "2026-11-23", "recorded": "2026-11-23T09:00:00Z", "state": "sent", "by": "us", "reason": null},
        {"on": "2026-11-23", "recorded": "2026-11-23T09:00:00Z", "state": "accepted", "by": "actor", "reason": null},
        {"on": "2026-11-25", "recorded": "2026-11-25T09:00:00Z", "state": "active", "by": "actor", "reason": null},
        {"on": "2026-12-08", "recorded": "2026-12-09T09:00:00Z", "state": "done", "by": "actor", "reason": "helped"}])json"));
}

TEST_CASE("a refusal wants a reason, and the next command follows", "[refer]") {
    World world = with_referral();
    const std::string reasons =
        "no-capacity|no-candidates|not-eligible|wrong-topic|unreachable|changed-mind|other";

    check_fails_unstored(world, update("declined"), 3,
                         "say why NAE-26-0001.1 was declined: --reason " + reasons);
    const auto declined = world.aka(update("declined", {"--reason", "no-candidates"}));

    CHECK(declined.err.starts_with(name + "declined\nnext in the draw: "));
    CHECK(ends_with(declined.err, "\n" + next));
    CHECK(referral(world)["reason"] == "no-candidates");
    CHECK(referral(world)["ended_on"] == "2026-11-23");
}

TEST_CASE("no answer is said after the deadline", "[refer]") {
    World world = with_referral();
    move_to(world, "2026-11-30");

    check_fails_unstored(
        world, update("no-answer"), 4,
        "NAE-26-0001.1 may be answered until 2026-11-30; no-answer can be recorded after that day");
    move_to(world, "2026-12-01");
    const auto silent = world.aka(update("no-answer"));

    CHECK(silent.err.starts_with(name + "no-answer\nnext in the draw: "));
    CHECK(ends_with(silent.err, "\n" + next));
    CHECK(referral(world)["answered_on"].is_null());
    CHECK(referral(world)["ended_on"] == "2026-12-01");
}

TEST_CASE("the next command names the need where several are open", "[refer]") {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "-t", "amu", "-t", "faglaert", "--consent", "contact"});
    world.must({"refer", "send", "1", "--actor", "zbc", "--topic", "amu"});

    const auto declined = world.aka(update("declined", {"--reason", "other"}));

    CHECK(ends_with(declined.err, "\nnext: aka refer send 1 --pick draw --topic videreuddannelse/amu\n"));
}

TEST_CASE("a closed case is not to be referred again", "[refer]") {
    World world = with_referral();
    world.must({"case", "close", "1", "--outcome", "met"});

    CHECK(world.aka(update("declined", {"--reason", "other"})).err == name + "declined\n");
}

TEST_CASE("what ended stays ended", "[refer]") {
    for (const Texts& end : {update("cancelled"), update("error"), update("declined", {"--reason", "other"}),
                             Texts{"refer", "done", "1.1", "--outcome", "partly"}}) {
        World world = with_referral();
        world.must(end);
        const std::string state = referral(world)["state"];

        check_fails_unstored(
            world, update("accepted"), 4,
            "NAE-26-0001.1 ended as " + state + " on 2026-11-23; send a new referral instead");
        check_fails_unstored(
            world, {"refer", "done", "1.1", "--outcome", "helped"}, 4,
            "NAE-26-0001.1 ended as " + state + " on 2026-11-23; send a new referral instead");
    }
}

TEST_CASE("a referral does not go back", "[refer]") {
    World world = with_referral();
    world.must(update("accepted"));

    check_fails_unstored(world, update("no-answer"), 4,
                         "NAE-26-0001.1 is accepted and cannot become no-answer; possible: active, done, "
                         "declined, cancelled, error");
    world.must(update("active"));
    check_fails_unstored(
        world, update("accepted"), 4,
        "NAE-26-0001.1 is active and cannot become accepted; possible: done, declined, cancelled, error");
}

TEST_CASE("each state is for its party to say", "[refer]") {
    World world = with_referral();

    check_fails_unstored(world, update("accepted", {"--by", "us"}), 4,
                         "NAE-26-0001.1: accepted is not for us to say, but for actor");
    check_fails_unstored(world, update("declined", {"--by", "company", "--reason", "other"}), 4,
                         "NAE-26-0001.1: declined is not for company to say, but for actor");
    check_fails_unstored(world, update("cancelled", {"--by", "actor"}), 4,
                         "NAE-26-0001.1: cancelled is not for actor to say, but for company, us");
    check_fails_unstored(world, update("error", {"--by", "actor"}), 4,
                         "NAE-26-0001.1: error is not for actor to say, but for us");
    world.must(update("cancelled", {"--by", "us"}));

    CHECK(texts(world, "SELECT state || ' ' || by FROM referral_step ORDER BY id") ==
          Texts{"sent us", "cancelled us"});
}

TEST_CASE("nothing happens before it was sent or after today", "[refer]") {
    World world = with_referral();

    check_fails_unstored(world, update("accepted", {"--on", "2026-11-22"}), 4,
                         "NAE-26-0001.1 was sent on 2026-11-23; nothing can have happened before");
    check_fails_unstored(world, update("accepted", {"--on", "2026-11-24"}), 3,
                         "--on: 2026-11-24 lies ahead; an answer came today or before");
    check_fails_unstored(world, {"refer", "done", "1.1", "--outcome", "helped", "--on", "2026-11-24"}, 3,
                         "--on: 2026-11-24 lies ahead; an answer came today or before");
}

TEST_CASE("an update or an end that is not clear is not recorded", "[refer]") {
    World world = with_referral();

    check_fails_unstored(
        world, {"refer", "update", "1.1"}, 3,
        "say what is said of it: --status accepted|active|declined|cancelled|no-answer|error");
    for (const char* state : {"done", "sent"})
        check_fails_unstored(world, update(state), 3,
                             "--status: \"" + std::string{state} +
                                 "\" is none of accepted, active, declined, cancelled, no-answer, error");
    check_fails_unstored(world, update("acepted"), 3,
                         "--status: \"acepted\" is none of accepted, active, declined, cancelled, no-answer, "
                         "error; did you mean accepted?");
    check_fails_unstored(world, {"refer", "done", "1.1"}, 3,
                         "say what came of it: --outcome helped|partly|not-helped");
    check_fails_unstored(world, {"refer", "done", "1.1", "--outcome", "helped", "--hires", "two"}, 3,
                         "--hires: \"two\" is no number from 0 to 9999");
}

TEST_CASE("a referral is written with or without its own number while there is only one", "[refer]") {
    World world = with_referral();
    world.must({"case", "new", "Holmely", "-t", "amu"});

    for (const char* typed : {"1.1", "1", "NAE-26-0001.1", "26-1.1"})
        CHECK(json_of(world, {"refer", "view", typed})["referral"]["ref"] == "NAE-26-0001.1");
    check_fails(world, {"refer", "show", "1.2"}, 5,
                "no referral NAE-26-0001.2; see aka case show NAE-26-0001");
    check_fails(world, {"refer", "show", "2"}, 5,
                "NAE-26-0002 has no referral; see aka refer suggest NAE-26-0002");
    check_fails(world, {"refer", "show", "9.1"}, 5,
                "no case 9; the last one is NAE-26-0002, see aka case list --status all");
    check_fails(world, {"refer", "show", "1.x"}, 3, "\"1.x\" is no referral; write 143.1 or NAE-26-0143.1");
    world.must({"refer", "send", "1", "--actor", "euc-sjaelland"});
    check_fails(
        world, {"refer", "show", "1"}, 3,
        "NAE-26-0001 has several referrals; write NAE-26-0001.1 or another; see aka case show NAE-26-0001");
}

TEST_CASE("a list of referrals is narrowed by each filter", "[refer]") {
    World world = with_referral();
    world.must(update("accepted"));
    world.must({"case", "new", "Holmely", "-t", "trivsel", "--consent", "contact"});
    move_to(world, "2026-11-25");
    world.must({"refer", "send", "2", "--pick", "draw"});
    world.must({"refer", "send", "1", "--actor", "euc-sjaelland"});
    world.must({"refer", "update", "1.2", "--status", "cancelled"});
    world.must({"case", "new", "Kalklund", "-t", "amu", "--consent", "contact", "-M", "faxe"});
    world.must({"refer", "send", "FAX-26-0001", "--pick", "draw", "-M", "faxe"});

    CHECK(refs(world, {}) == "01.2 02.1 01.1");
    CHECK(refs(world, {"--open"}) == "02.1 01.1");
    CHECK(refs(world, {"--actor", "zbc"}) == "01.1");
    CHECK(refs(world, {"--topic", "tilknytning"}) == "02.1");
    CHECK(refs(world, {"--topic", "amu"}) == "01.2 01.1");
    CHECK(refs(world, {"--status", "cancelled"}) == "01.2");
    CHECK(refs(world, {"--since", "2026-11-24"}) == "01.2 02.1");
    CHECK(refs(world, {"--overdue"}).empty());
    CHECK(refs(world, {"--overdue", "--today", "2026-12-03"}) == "02.1");
    CHECK(refs(world, {"-L", "1"}) == "01.2");
    CHECK(refs(world, {"-M", "all"}) == "01.1 01.2 02.1 01.1");
    check_fails(world, {"refer", "list", "--limit", "0"}, 3, "--limit: \"0\" is no number from 1 to 1000000");
}

TEST_CASE("a line of the list tells business, topic, actor, state and days", "[refer]") {
    World world = with_referral();

    CHECK(world.must({"refer", "ls"}) ==
          "NAE-26-0001.1\tFjordglas ApS\tvidereuddannelse/amu\tzbc\tZBC (Zealand Business "
          "College)\tsent\t2026-11-23\t2026-11-30\t\t\n");
}

TEST_CASE("an answering command answers with the referral when a program asks", "[refer]") {
    World world = with_referral();

    CHECK(json_of(world, update("accepted"))["referral"]["state"] == "accepted");
    CHECK(json_of(world, {"refer", "done", "1.1", "--outcome", "not-helped"})["referral"]["outcome"] ==
          "not-helped");
}
