// Notes, follow-ups and consents.
#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// Fjordglas asked on 20 November; the follow-up is on 30 November.
World with_case() {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "-t", "amu", "--received", "2026-11-20"});
    return world;
}

Json part_of(World& world, const char* part) {
    return json_of(world, {"case", "show", "1"})[part];
}

Texts followups(World& world) {
    return texts(world,
                 "SELECT kind || ' ' || due || ' ' || coalesce(done_on, '-') FROM followup ORDER BY id");
}

const std::string name = "NAE-26-0001 Fjordglas ApS: ";

}  // namespace

TEST_CASE("a note is kept with its day, its author and the time it took", "[case]") {
    World world = with_case();
    world.input = "Ringede.\nVil tænke over det.\n";

    const auto noted =
        world.aka({"case", "note", "1", "-F", "-", "--minutes", "15", "--on", "i går", "--as", "JB"});

    CHECK(noted.status == 0);
    CHECK(noted.out.empty());
    CHECK(noted.err == name + "note added\n");
    CHECK(
        part_of(world, "notes") ==
        Json::parse(
            R"json([{"on": "2026-11-22", "author": "JB", "minutes": 15, "text": "Ringede.\nVil tænke over det."}])json"));
}

TEST_CASE("a note that cannot be is refused", "[case]") {
    World world = with_case();
    world.input = "Notat";

    check_fails_unstored(world, {"case", "note", "1", "-F", "-", "--minutes", "0"}, 3,
                         "--minutes: \"0\" is no number from 1 to 1440");
    check_fails_unstored(world, {"case", "note", "1", "-F", "-", "--on", "2026-11-24"}, 3,
                         "--on: 2026-11-24 lies ahead; a note tells what has happened");
    check_fails_unstored(world, {"case", "note", "1", "-F", "-", "--on", "2026-11-19"}, 4,
                         "NAE-26-0001 was received on 2026-11-20; a note cannot be older");
    check_fails_unstored(world, {"case", "note", "1"}, 3,
                         "no text: give it with --file FILE, --file - for standard input, or --editor");
    world.input = " \n";
    check_fails_unstored(world, {"case", "note", "1", "-F", "-"}, 3, "the note is empty; nothing was saved");
}

TEST_CASE("a person at a terminal is asked for the note, up to a line with a dot", "[case]") {
    World world = with_case();
    world.terminal = true;
    world.input = "Første linje\nAnden linje\n.\nikke med\n";

    const auto noted = world.aka({"case", "note", "1"});

    CHECK(noted.err ==
          "Note for NAE-26-0001 (end with a line that holds only a dot):\n" + name + "note added\n");
    CHECK(texts(world, "SELECT text FROM note") == Texts{"Første linje\nAnden linje"});
    world.input = "";
    CHECK(world.aka({"case", "note", "1"}).status != 0);
    CHECK(texts(world, "SELECT count(*) FROM note") == Texts{"1"});
}

TEST_CASE("a follow-up is moved, and one that is overdue ends late instead", "[case]") {
    World world = with_case();

    const auto moved = world.aka({"case", "followup", "1", "--on", "2026-12-02"});
    CHECK(moved.err == name + "follow-up Wed 2 Dec\n");
    CHECK(followups(world) == Texts{"agreed 2026-12-02 -"});
    move_to(world, "2026-12-03");
    world.must({"case", "followup", "1", "--on", "+5wd"});

    CHECK(followups(world) == Texts{"agreed 2026-12-02 2026-12-03", "agreed 2026-12-10 -"});
}

TEST_CASE("the follow-up due first is the one that is done", "[case]") {
    World world = with_case();

    const auto done = world.aka({"case", "followup", "1", "--done"});

    CHECK(done.err == name + "follow-up of Mon 30 Nov done\n");
    CHECK(followups(world) == Texts{"agreed 2026-11-30 2026-11-23"});
    check_fails_unstored(
        world, {"case", "followup", "1", "--done"}, 4,
        "NAE-26-0001 has no follow-up to be done; set one with aka case followup NAE-26-0001 --on DATE");
    world.must({"case", "followup", "1", "--on", "uge 50"});
    CHECK(followups(world).back() == "agreed 2026-12-07 -");
}

TEST_CASE("a follow-up wants one thing said, and lies ahead", "[case]") {
    World world = with_case();

    check_fails_unstored(world, {"case", "followup", "1"}, 3, "say one of --on DATE and --done");
    check_fails_unstored(world, {"case", "followup", "1", "--done", "--on", "+1d"}, 3,
                         "say one of --on DATE and --done");
    check_fails_unstored(world, {"case", "followup", "1", "--on", "2026-11-22"}, 3,
                         "--on: 2026-11-22 is past; a follow-up lies ahead");
    check_fails_unstored(world, {"case", "followup", "1", "--on", "snart"}, 3,
                         "--on: \"snart\" is no date; write 2026-11-21, 21-11-2026, monday, week 47, +5d or "
                         "+5wd (working days)");
}

TEST_CASE("a consent is a record of scope, recipient, purpose, way, day and end", "[case]") {
    World world = with_case();

    const auto given = world.aka({"case", "consent", "1", "--give", "full", "--via", "mail", "--to", "zbc",
                                  "--until", "2026-12-31", "--as", "JB"});
    const auto story =
        world.aka({"case", "consent", "1", "--give", "contact", "--via", "paper", "--purpose", "story"});

    CHECK(given.err == name + "consent full by mail, for ZBC (Zealand Business College)\n");
    CHECK(story.err == name + "consent to be told as a story, by paper\n");
    CHECK(part_of(world, "consents") == Json::parse(R"json([
        {"scope": "full", "purpose": "referral", "recipient": "zbc", "via": "mail", "given_on": "2026-11-23", "until": "2026-12-31",
         "withdrawn_on": null, "taken_by": "JB"},
        {"scope": "contact", "purpose": "story", "recipient": "any", "via": "paper", "given_on": "2026-11-23", "until": null,
         "withdrawn_on": null, "taken_by": "MK"}])json"));
}

TEST_CASE("withdrawing ends every consent of the case, but not a refusal", "[case]") {
    World world = with_case();
    world.must({"case", "consent", "1", "--give", "none", "--via", "phone"});
    check_fails_unstored(world, {"case", "consent", "1", "--withdraw"}, 4,
                         "NAE-26-0001 has no consent to withdraw");
    world.must({"case", "consent", "1", "--give", "full", "--via", "phone"});
    world.must({"case", "consent", "1", "--give", "contact", "--via", "phone", "--to", "zbc"});
    move_to(world, "2026-11-25");

    const auto withdrawn = world.aka({"case", "consent", "1", "--withdraw"});

    CHECK(withdrawn.err == name + "2 consents withdrawn\n");
    CHECK(texts(world, "SELECT scope || ' ' || coalesce(withdrawn_on, '-') FROM consent ORDER BY id") ==
          Texts{"none -", "full 2026-11-25", "contact 2026-11-25"});
    check_fails_unstored(world, {"case", "consent", "1", "--withdraw"}, 4,
                         "NAE-26-0001 has no consent to withdraw");
}

TEST_CASE("a consent that is not clear is not recorded", "[case]") {
    World world = with_case();
    const std::string one = "say one of --give SCOPE and --withdraw";

    check_fails_unstored(world, {"case", "consent", "1"}, 3, one);
    check_fails_unstored(world, {"case", "consent", "1", "--give", "full", "--withdraw"}, 3, one);
    check_fails_unstored(world, {"case", "consent", "1", "--give", "full"}, 3,
                         "say how the consent was given: --via phone|mail|paper");
    check_fails_unstored(world, {"case", "consent", "1", "--give", "all", "--via", "mail"}, 3,
                         "--give: \"all\" is none of none, anonymous, contact, full");
    check_fails_unstored(world,
                         {"case", "consent", "1", "--give", "full", "--via", "mail", "--until", "2026-11-22"},
                         3, "--until: 2026-11-22 is past; a consent runs until a day that lies ahead");
    check_fails_unstored(world, {"case", "consent", "1", "--give", "full", "--via", "mail", "--to", "zcb"}, 3,
                         "unknown actor \"zcb\"; did you mean zbc?");
    world.must({"case", "consent", "1", "--give", "full", "--via", "mail"});
    check_fails_unstored(world, {"case", "consent", "1", "--withdraw", "--via", "mail"}, 3,
                         "--withdraw ends all consents of the case; it takes no other option");
}

TEST_CASE("a writing command answers with the case when a program asks", "[case]") {
    World world = with_case();
    world.input = "Notat";

    CHECK(json_of(world, {"case", "note", "1", "-F", "-"})["notes"][0]["text"] == "Notat");
    CHECK(json_of(world, {"case", "followup", "1", "--done"})["followups"][0]["done_on"] == "2026-11-23");
    CHECK(json_of(world, {"case", "consent", "1", "--give", "full", "--via",
                          "mail"})["consents"][0]["scope"] == "full");
    CHECK(json_of(world, {"case", "edit", "1", "--title", "Kurser"})["case"]["title"] == "Kurser");
    CHECK(json_of(world, {"case", "close", "1", "--outcome", "met"})["case"]["status"] == "closed");
    CHECK(json_of(world, {"case", "reopen", "1", "--reason", "other"})["case"]["status"] == "open");
}
