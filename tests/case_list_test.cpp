// Finding cases: references, lists, and what is shown of another office's.
#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// References, newest first or as asked, joined by a space.
std::string refs(World& world, Texts options) {
    Texts arguments{"case", "list", "--json=ref"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    std::string all;
    const Json answer = Json::parse(world.must(arguments));
    for (const auto& line : answer["cases"])
        all += (all.empty() ? "" : " ") + line["ref"].get<std::string>().substr(4);
    return all;
}

/// Four cases of Næstved and one of Faxe; 0002 waits for an actor, 0003 is closed with a need half met.
void fill(World& world) {
    world.must({"case", "new", "Ærø Smedje", "--cvr", "99999918", "-t", "faglaert", "--title", "To svejsere",
                "--received", "2026-10-01", "--followup", "2026-11-24"});
    world.must({"case", "new", "Holmely", "-t", "amu", "--received", "2026-11-02", "--consent", "full",
                "--followup", "none", "--as", "JB"});
    world.must({"refer", "send", "2", "--actor", "zbc"});
    world.must({"case", "new", "Vibely", "-t", "certifikater", "-t", "trivsel", "--received", "2026-11-10"});
    world.must(
        {"case", "close", "3", "--topic", "trivsel", "--outcome", "partly", "--reason", "no-capacity"});
    world.must({"case", "close", "3", "--outcome", "met"});
    world.must({"case", "new", "Fjordglas", "-t", "rekruttering", "--followup", "2026-11-26"});
    world.must({"case", "new", "Kalklund", "-t", "amu", "-M", "faxe"});
}

}  // namespace

TEST_CASE("a list holds the office's open cases, newest first", "[case]") {
    World world;
    fill(world);

    CHECK(world.must({"case", "list"}) ==
          "NAE-26-0004\t2026-11-23\tFjordglas\t\trekruttering\topen\t2026-11-26\tMK\n"
          "NAE-26-0002\t2026-11-02\tHolmely\t\tvidereuddannelse/amu\twaiting\t\tJB\n"
          "NAE-26-0001\t2026-10-01\tÆrø Smedje\tTo svejsere\trekruttering/faglaert\topen\t2026-11-24\tMK\n");
    CHECK(world.must({"case", "ls"}) == world.must({"case", "list"}));
    CHECK(world.must({"case", "list", "-M", "stevns"}).empty());
}

TEST_CASE("the option -M all lists the whole register and names the office", "[case]") {
    World world;
    fill(world);

    const Json all = json_of(world, {"case", "list", "-M", "all", "-L", "1"});

    CHECK(
        all["cases"] ==
        Json::parse(
            R"json([{"ref": "FAX-26-0001", "received_on": "2026-11-23", "company": "Kalklund", "title": null,
        "topics": ["videreuddannelse/amu"], "status": "open", "followup": "2026-11-30", "consultant": "MK", "owner": "faxe"}])json"));
}

TEST_CASE("every filter of the list narrows it", "[case]") {
    World world;
    fill(world);

    CHECK(refs(world, {"--status", "all"}) == "26-0004 26-0003 26-0002 26-0001");
    CHECK(refs(world, {"--status", "closed"}) == "26-0003");
    CHECK(refs(world, {"--status", "waiting"}) == "26-0002");
    CHECK(refs(world, {"--topic", "amu"}) == "26-0002");
    CHECK(refs(world, {"--topic", "rekruttering"}) == "26-0004 26-0001");
    CHECK(refs(world, {"--topic", "videreuddannelse", "--status", "all"}) == "26-0003 26-0002");
    CHECK(refs(world, {"--cvr", "99 99 99 18"}) == "26-0001");
    CHECK(refs(world, {"--actor", "zbc"}) == "26-0002");
    CHECK(refs(world, {"--mine"}) == "26-0004 26-0001");
    CHECK(refs(world, {"--mine", "--as", "JB"}) == "26-0002");
    CHECK(refs(world, {"--since", "2026-11-02"}) == "26-0004 26-0002");
    CHECK(refs(world, {"--until", "2026-11-02"}) == "26-0002 26-0001");
    CHECK(refs(world, {"--due", "2026-11-25"}) == "26-0001");
    CHECK(refs(world, {"--unmet", "--status", "all"}) == "26-0003");
    CHECK(refs(world, {"--unmet"}).empty());
    CHECK(refs(world, {"--overdue"}).empty());
    CHECK(refs(world, {"--overdue", "--today", "2026-11-25"}) == "26-0001");
    CHECK(refs(world, {"--overdue", "--today", "2026-12-01"}) == "26-0004 26-0002 26-0001");
}

TEST_CASE("words are found in business, title, text and notes, however they are written", "[case]") {
    World world;
    fill(world);
    world.input = "Vil helst høre om Øresund";
    world.must({"case", "note", "4", "-F", "-"});

    CHECK(refs(world, {"AEROE"}) == "26-0001");
    CHECK(refs(world, {"svejs smed"}) == "26-0001");
    CHECK(refs(world, {"øresund"}) == "26-0004");
    CHECK(refs(world, {"vibely"}).empty());
    CHECK(refs(world, {"vibely", "--status", "closed"}) == "26-0003");
    CHECK(refs(world, {"99999918"}) == "26-0001");
    check_fails(world, {"case", "list", "--", "-!-"}, 3, "\"-!-\" holds no word to search for");
}

TEST_CASE("a list can be sorted, cut and counted", "[case]") {
    World world;
    fill(world);

    CHECK(refs(world, {"--sort", "received"}) == "26-0001 26-0002 26-0004");
    CHECK(refs(world, {"--sort", "ref:desc"}) == "26-0004 26-0002 26-0001");
    CHECK(refs(world, {"--sort", "followup"}) == "26-0001 26-0004 26-0002");
    CHECK(refs(world, {"--sort", "followup:desc"}) == "26-0004 26-0001 26-0002");
    CHECK(world.must({"case", "list", "--count"}) == "3\n");
    CHECK(world.must({"case", "list", "--count", "--topic", "amu"}) == "1\n");
    CHECK(world.aka({"case", "list", "-L", "2"}).err == "2 of 3 shown; more with --limit\n");
    CHECK(world.aka({"case", "list", "-L", "3"}).err.empty());
    check_fails(world, {"case", "list", "--limit", "0"}, 3, "--limit: \"0\" is no number from 1 to 1000000");
    check_fails(world, {"case", "list", "--sort", "name"}, 3,
                "--sort: \"name\" is none of received, followup, ref, each with :desc if you like");
    check_fails(world, {"case", "list", "--sort", "ref:down"}, 3,
                "--sort: \"ref:down\" is none of received, followup, ref, each with :desc if you like");
}

TEST_CASE("a case can be written in several ways", "[case]") {
    World world;
    fill(world);

    for (const char* typed : {"1", "0001", "26-1", "2026-1", "NAE-26-0001", "nae-26-1"})
        CHECK(json_of(world, {"case", "show", typed})["case"]["ref"] == "NAE-26-0001");
    check_fails(world, {"case", "show", "99"}, 5,
                "no case 99; the last one is NAE-26-0004, see aka case list --status all");
    check_fails(world, {"case", "show", "NAE-25-0001"}, 5, "no case NAE-25-0001; did you mean NAE-26-0001?");
    check_fails(world, {"case", "show", "1.1"}, 3, "\"1.1\" is no case reference; write 143 or NAE-26-0143");
    check_fails(world, {"case", "show", "Holmely"}, 3,
                "\"Holmely\" is no case reference; write 143 or NAE-26-0143");
}

TEST_CASE("a number alone is this year's case, else last year's", "[case]") {
    World world;
    world.must({"case", "new", "A", "-t", "amu"});
    world.must({"case", "new", "B", "-t", "amu"});
    move_to(world, "2027-01-04");
    const auto ref_of = [&](const char* typed) {
        return json_of(world, {"case", "show", typed})["case"]["ref"];
    };

    CHECK(ref_of("1") == "NAE-26-0001");
    world.must({"case", "new", "C", "-t", "amu"});

    CHECK(ref_of("1") == "NAE-27-0001");
    CHECK(ref_of("2") == "NAE-26-0002");
    move_to(world, "2028-01-03");
    check_fails(world, {"case", "show", "2"}, 5, "no case 2; did you mean NAE-26-0002?");
}

TEST_CASE("a number open in both years is not written to", "[case]") {
    World world;
    world.must({"case", "new", "A", "-t", "amu"});
    move_to(world, "2027-01-04");
    world.must({"case", "new", "B", "-t", "amu"});

    check_fails_unstored(world, {"case", "close", "1", "--outcome", "met"}, 4,
                         "1 may be NAE-27-0001 or NAE-26-0001, both open; write one in full");
    world.must({"case", "close", "NAE-26-0001", "--outcome", "met"});
    world.must({"case", "close", "1", "--outcome", "met"});

    CHECK(texts(world, "SELECT status FROM case_file") == Texts{"closed", "closed"});
}

TEST_CASE("a command to copy never names a case that would be refused", "[case]") {
    World world;
    world.must({"case", "new", "A", "-t", "amu"});
    move_to(world, "2027-01-04");

    const auto recorded = world.aka({"case", "new", "B", "-t", "amu"});

    CHECK(ends_with(recorded.err,
                    "next: aka case consent NAE-27-0001 --give contact --via phone\n"
                    "then: aka refer send NAE-27-0001 --pick draw\n"));
}

TEST_CASE("of another office's case the contact, the text and the notes are not shown", "[case]") {
    World world;
    world.input = "Fortroligt";
    world.must({"case", "new", "Kalklund", "--cvr", "99999926", "--contact", "Bo Prøve", "--phone",
                "55771234", "-t", "amu", "--title", "Kurser", "-F", "-", "-M", "faxe"});
    world.must({"case", "note", "FAX-26-0001", "-F", "-", "-M", "faxe"});

    const Json shown = json_of(world, {"case", "show", "FAX-26-0001"});

    CHECK(shown["case"]["company"] == "Kalklund");
    CHECK(shown["case"]["contact"].is_null());
    CHECK(shown["case"]["phone"].is_null());
    CHECK(shown["case"]["text"].is_null());
    CHECK(shown["notes"].empty());
    CHECK(shown["case_notes"] == Json{"Another office's case: contact, text and notes are not shown."});
    CHECK(shown.dump().find("Fortroligt") == std::string::npos);
}

TEST_CASE("a search of the whole register does not tell what another office's notes and text hold",
          "[case]") {
    World world;
    world.input = "Fortroligt";
    world.must({"case", "new", "Kalklund", "-t", "amu", "-F", "-", "-M", "faxe"});
    world.must({"case", "note", "FAX-26-0001", "-F", "-", "-M", "faxe"});

    CHECK(refs(world, {"fortroligt", "-M", "all"}).empty());
    CHECK(refs(world, {"kalklund", "-M", "all"}) == "26-0001");
}

TEST_CASE("another office's case is not written to", "[case]") {
    World world;
    world.must({"case", "new", "Kalklund", "-t", "amu", "--consent", "full", "-M", "faxe"});
    world.must({"refer", "send", "FAX-26-0001", "--pick", "draw", "-M", "faxe"});
    const std::string refusal = "FAX-26-0001 belongs to Faxe; act for it with -M faxe";
    world.input = "x";

    for (const Texts& write :
         {Texts{"case", "edit", "FAX-26-0001", "--title", "x"},
          Texts{"case", "note", "FAX-26-0001", "-F", "-"}, Texts{"case", "followup", "FAX-26-0001", "--done"},
          Texts{"case", "consent", "FAX-26-0001", "--withdraw"},
          Texts{"case", "close", "FAX-26-0001", "--outcome", "met"},
          Texts{"case", "reopen", "FAX-26-0001", "--reason", "mistake"},
          Texts{"refer", "suggest", "FAX-26-0001"}, Texts{"refer", "send", "FAX-26-0001", "--pick", "draw"},
          Texts{"refer", "update", "FAX-26-0001.1", "--status", "accepted"},
          Texts{"refer", "done", "FAX-26-0001.1", "--outcome", "helped"}})
        check_fails_unstored(world, write, 4, refusal);
}

TEST_CASE("the timeline tells what happened, when it was recorded and by whom", "[case]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--received", "2026-11-20"});
    world.now += std::chrono::minutes{5};
    world.must({"case", "consent", "1", "--give", "full", "--via", "mail", "--as", "JB"});

    const Json shown = json_of(world, {"case", "view", "1", "--timeline"});

    CHECK(shown["timeline"] == Json::parse(R"json([
        {"on": "2026-11-20", "recorded": "2026-11-23T09:00:00Z", "by": "MK", "what": "case new", "written": [
            "case_file received_on=2026-11-20 received_in=naestved owner=naestved status=open", "need topic=videreuddannelse/amu",
            "draw topic=videreuddannelse/amu municipality=naestved", "followup kind=agreed due=2026-11-30"]},
        {"on": "2026-11-23", "recorded": "2026-11-23T09:05:00Z", "by": "JB", "what": "case consent",
         "written": ["consent purpose=referral scope=full via=mail"]}])json"));
}
