#include <random>

#include "cli_world.hpp"

using namespace cli_world;

TEST_CASE("a consent withdrawn cancels what waits and names who got data", "[consent]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--consent", "contact"});
    world.must({"refer", "send", "1", "--pick", "draw"});
    world.must({"refer", "send", "1", "--pick", "draw"});
    world.must({"refer", "update", "1.1", "--status", "accepted"});

    const auto outcome = world.aka({"case", "consent", "1", "--withdraw", "-O", "json"});
    const Json told = Json::parse(outcome.out);

    REQUIRE(told["notices"].size() == 2);
    CHECK(told["notices"][0]["state"] == "accepted");
    CHECK(told["notices"][1]["state"] == "cancelled");
    CHECK(outcome.err.find(
              "to delete topic,municipality,company: aka refer letter NAE-26-0001.2 writes the notice\n") !=
          std::string::npos);
    CHECK(texts(world, "SELECT state FROM referral ORDER BY number") == Texts{"accepted", "cancelled"});
    CHECK(texts(world, "SELECT reason FROM referral_step WHERE state = 'cancelled'") ==
          Texts{"changed-mind"});
    CHECK(world.aka({"refer", "send", "1", "--pick", "draw"}).status == 4);
}

// Whatever is done in whatever order: each referral was covered, on the day it was sent, by the last consent
// that spoke of its actor. Worked out from the rows alone.
TEST_CASE("no history leads to a referral without a consent that covers it", "[consent][property]") {
    constexpr int histories = 25;
    constexpr int steps = 40;
    int sent = 0;
    int refused = 0;
    for (unsigned seed = 1; seed <= histories; ++seed) {
        World world;
        std::mt19937 random{seed};
        const auto pick = [&](std::vector<std::string> words) { return words[random() % words.size()]; };
        aka::Date day = *aka::parse_iso_date("2026-11-02");
        move_to(world, aka::to_iso(day).c_str());
        world.must({"case", "new", "Holmely", "--cvr", "99999918", "-t", "amu", "--title", "Hemmelig titel"});
        const Texts actors = texts(world, "SELECT actor FROM draw_place ORDER BY place");
        for (int step = 0; step < steps; ++step) {
            day += std::chrono::days{random() % 3};
            move_to(world, aka::to_iso(day).c_str());
            world.now += std::chrono::seconds{step};  // what is done later is recorded later
            Texts call;
            switch (random() % 8) {
                case 0:
                case 1:
                    call = {"case",
                            "consent",
                            "1",
                            "--via",
                            "phone",
                            "--give",
                            pick({"none", "anonymous", "contact", "full"})};
                    if (random() % 2 == 0) call.insert(call.end(), {"--to", pick(actors)});
                    if (random() % 2 == 0)
                        call.insert(call.end(),
                                    {"--until", aka::to_iso(day + std::chrono::days{random() % 6})});
                    if (random() % 5 == 0) call.insert(call.end(), {"--purpose", "story"});
                    break;
                case 2:
                    if (random() % 3 == 0) call = {"case", "consent", "1", "--withdraw"};
                    break;
                case 3:
                    call = {"refer",      "update",   "1." + std::to_string(1 + random() % 5),
                            "--status",   "declined", "--reason",
                            "no-capacity"};
                    break;
                case 4:
                    call = {"refer", "send", "1", "--pick", "draw"};
                    break;
                case 5:
                    call = {"case", "edit", "1", "--change-topic", pick({"amu", "certifikater"})};
                    break;
                default:
                    call = {"refer", "send", "1", "--actor", pick(actors), "--reason", "company-wish"};
                    if (random() % 3 == 0)
                        call.insert(call.end(), {"--share", pick({"topic", "company", "title"})});
            }
            if (call.empty()) continue;
            const auto outcome = world.aka(call);
            if (call[0] == "refer" && call[1] == "send") (outcome.status == 0 ? sent : refused) += 1;
        }
        for (const auto& row : world.db->query("SELECT id, actor, sent_on, shared, recorded FROM referral")) {
            // Taken back, if ever, by a later call of the same day or later: as of `recorded` it held.
            const auto covering = world.db->query(
                "SELECT scope, until, withdrawn_on FROM consent WHERE purpose = 'referral'\n"
                "AND (recipient IS NULL OR recipient = $1)\n"
                "AND recorded <= $2 ORDER BY id DESC LIMIT 1",
                {row.text("actor"), row.text("recorded")});
            REQUIRE(covering.size() == 1);
            const std::string scope = covering[0].text("scope");
            INFO("seed " << seed << ", " << row.text("actor") << " on " << row.text("sent_on"));
            CHECK(scope != "none");
            if (const auto until = covering[0].optional_text("until"); !until.empty())
                CHECK(row.text("sent_on") <= until);
            if (const auto withdrawn = covering[0].optional_text("withdrawn_on"); !withdrawn.empty())
                CHECK(row.text("sent_on") <= withdrawn);
            const std::string shared = ',' + row.text("shared") + ',';
            if (scope == "anonymous") CHECK(shared.find(",company,") == std::string::npos);
            if (scope != "full") CHECK(shared.find(",title,") == std::string::npos);
        }
    }
    CHECK(sent > 50);
    CHECK(refused > 50);
}

TEST_CASE("what waits under a consent that ran out is overdue, until it is taken back", "[consent][status]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu"});
    world.must({"case", "consent", "1", "--give", "contact", "--via", "phone", "--until", "2026-11-24"});
    world.must({"refer", "send", "1", "--pick", "draw"});
    move_to(world, "2026-11-25");

    const Json agenda = json_of(world, {"status"});
    REQUIRE(agenda["agenda"].size() == 1);
    CHECK(agenda["agenda"][0]["task"] == "consent");
    CHECK(agenda["agenda"][0]["when"] == "overdue");
    CHECK(agenda["agenda"][0]["ref"] == "NAE-26-0001.1");
    CHECK(world.aka({"refer", "send", "1", "--pick", "draw"}).status == 4);
    world.must({"case", "consent", "1", "--withdraw"});

    CHECK(json_of(world, {"status"})["agenda"].empty());
    CHECK(texts(world, "SELECT state FROM referral") == Texts{"cancelled"});
}

TEST_CASE("the timeline tells what was written, without names and texts", "[case]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--consent", "contact", "--title", "Hemmelig titel",
                "--contact", "Anna Andersen"});
    world.must({"refer", "send", "1", "--actor", "zbc", "--reason", "company-wish"});
    world.must({"refer", "update", "1.1", "--status", "declined", "--reason", "no-capacity"});
    world.must({"case", "close", "1", "--outcome", "unmet", "--reason", "no-capacity"});

    const std::string told = world.must({"case", "show", "1", "--timeline", "-O", "json"});
    const Json timeline = Json::parse(told)["timeline"];

    REQUIRE(timeline.size() == 4);
    CHECK(timeline[2]["written"] == Json{"referral number=1 actor=zbc state=declined reason=no-capacity"});
    CHECK(timeline[3]["written"][0] == "need topic=videreuddannelse/amu outcome=unmet cause=no-capacity");
    CHECK(timeline.dump().find("Hemmelig") == std::string::npos);
    CHECK(timeline.dump().find("Anna") == std::string::npos);
}

TEST_CASE("the notice can still be written when less is agreed to anew", "[consent]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--consent", "contact"});
    world.must({"refer", "send", "1", "--actor", "zbc", "--reason", "company-wish"});
    world.now += std::chrono::minutes{5};
    check_fails_unstored(world, {"--today", "2026-11-22", "case", "consent", "1", "--withdraw"}, 4,
                         "NAE-26-0001: the consent was given on 2026-11-23; it cannot be withdrawn before");
    world.must({"case", "consent", "1", "--withdraw"});
    world.now += std::chrono::minutes{5};
    world.must({"case", "consent", "1", "--give", "anonymous", "--via", "phone"});

    const std::string notice = world.must({"refer", "letter", "1.1", "--lang", "en"});

    CHECK(notice.find("took back its consent") != std::string::npos);
    CHECK(notice.find("Holmely") != std::string::npos);
}

TEST_CASE("an anonymous referral that names the business is warned of", "[consent]") {
    World world;
    world.must({"case", "new", "Hemmelig Støberi A/S", "-t", "faglaert", "--occupation",
                "støber hos Hemmelig", "--consent", "anonymous"});

    const auto sent = world.aka({"refer", "send", "1", "--pick", "draw"});

    CHECK(sent.status == 0);
    CHECK(sent.err.find("the occupation holds a word of the business's name") != std::string::npos);
}
