#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// Every field that can be said of an enquiry.
const Texts whole_enquiry{"case",
                          "new",
                          "Fjordglas ApS",
                          "--cvr",
                          "99 99 99 18",
                          "--pno",
                          "1012345678",
                          "--form",
                          "aps",
                          "--size",
                          "10-49",
                          "--contact",
                          "Ida Prøve",
                          "--phone",
                          "+45 55771234",
                          "--email",
                          "Ida@Fjordglas.Example",
                          "-t",
                          "faglaert",
                          "--topic",
                          "amu",
                          "--title",
                          "Mangler glarmestre",
                          "--occupation",
                          "glarmester",
                          "--positions",
                          "3",
                          "--obstacle",
                          "no-applicants",
                          "--channel",
                          "meeting",
                          "--outreach",
                          "--received",
                          "20-11-2026",
                          "--followup",
                          "fredag",
                          "--consent",
                          "contact",
                          "--via",
                          "paper",
                          "-F",
                          "-"};

const Json whole_case = Json::parse(R"json({
  "schema": "aka/1",
  "case": {"ref": "NAE-26-0001", "status": "open", "company": "Fjordglas ApS", "cvr": "99999918", "pno": "1012345678",
           "form": "aps", "size": "10-49", "contact": "Ida Prøve", "phone": "55 77 12 34", "email": "ida@fjordglas.example",
           "title": "Mangler glarmestre", "text": "To er gået på pension.\nDer er prøvet et opslag.", "channel": "meeting",
           "direction": "outreach", "received_on": "2026-11-20", "received_in": "naestved", "owner": "naestved",
           "consultant": "MK", "closed_on": null},
  "needs": [
    {"topic": "rekruttering/faglaert", "occupation": "glarmester", "positions": 3, "obstacle": "no-applicants",
     "outcome": null, "cause": null, "filled": null, "other_profile": null, "closed_on": null},
    {"topic": "videreuddannelse/amu", "occupation": null, "positions": null, "obstacle": null,
     "outcome": null, "cause": null, "filled": null, "other_profile": null, "closed_on": null}],
  "consents": [{"scope": "contact", "purpose": "referral", "recipient": "any", "via": "paper", "given_on": "2026-11-23",
                "until": null, "withdrawn_on": null, "taken_by": "MK"}],
  "referrals": [],
  "followups": [{"due": "2026-11-27", "kind": "agreed", "done_on": null}],
  "feedback": [],
  "notes": []})json");

Json case_of(World& world, const std::string& ref) {
    return json_of(world, {"case", "show", ref})["case"];
}

}  // namespace

TEST_CASE("an enquiry keeps everything that was said of it", "[case]") {
    World world;
    world.input = "To er gået på pension.\r\nDer er prøvet et opslag.\n";

    const auto recorded = world.aka(whole_enquiry);

    CHECK(recorded.status == 0);
    CHECK(recorded.out == "NAE-26-0001\n");
    CHECK(json_of(world, {"case", "show", "1"}) == whole_case);
}

TEST_CASE("recording answers with the whole case when a program asks", "[case]") {
    World world;
    world.input = "To er gået på pension.\nDer er prøvet et opslag.\n";

    CHECK(json_of(world, whole_enquiry) == whole_case);
}

TEST_CASE("a name and a topic are enough", "[case]") {
    World world;

    const auto recorded = world.aka({"case", "new", "Holmely", "-t", "amu"});

    CHECK(recorded.status == 0);
    CHECK(recorded.out == "NAE-26-0001\n");
    const Json shown = case_of(world, "1");
    CHECK(shown["company"] == "Holmely");
    CHECK(shown["channel"] == "phone");
    CHECK(shown["direction"] == "incoming");
    CHECK(shown["received_on"] == "2026-11-23");
    CHECK(shown["form"].is_null());
}

TEST_CASE("a consultant is told the case, the follow-up, three who can help and the next commands",
          "[case]") {
    World world;

    const auto recorded = world.aka({"case", "new", "Holmely", "-t", "amu"});

    CHECK(recorded.err ==
          "NAE-26-0001 Holmely (new business)\n"
          "follow-up Mon 30 Nov\n"
          "videreuddannelse/amu: 3 of 3 who can help, in drawn order\n"
          "  1. ZBC (Zealand Business College) (zbc)  zbc.dk\n"
          "  2. VoksenUddannelse.dk (AMU-kurser og VEU-ansøgning) (voksenuddannelse)  voksenuddannelse.dk\n"
          "  3. EUC Sjælland (euc-sjaelland)  eucsj.dk\n"
          "next: aka case consent 1 --give contact --via phone\n"
          "then: aka refer send 1 --pick draw\n");
    CHECK(world.aka({"case", "new", "Vibely", "-t", "amu", "--quiet"}).err.empty());
}

TEST_CASE("the next command is not to ask for a consent that was given", "[case]") {
    World world;

    const auto agreed = world.aka({"case", "new", "Holmely", "-t", "amu", "--consent", "contact"});
    const auto refused = world.aka({"case", "new", "Vibely", "-t", "amu", "--consent", "none"});

    CHECK(agreed.err.find("next: aka case consent") == std::string::npos);
    CHECK(ends_with(agreed.err, "\nthen: aka refer send 1 --pick draw\n"));
    CHECK(refused.err.find("next: aka case consent 2 --give contact --via phone\n") != std::string::npos);
}

TEST_CASE("with two needs the command to copy names the topic", "[case]") {
    World world;

    const auto recorded = world.aka({"case", "new", "Holmely", "-t", "amu", "-t", "faglaert"});

    CHECK(ends_with(recorded.err, "\nthen: aka refer send 1 --pick draw --topic videreuddannelse/amu\n"));
}

TEST_CASE("a consent came by the channel of the enquiry unless said otherwise", "[case]") {
    World world;

    world.must({"case", "new", "A", "-t", "amu", "--consent", "full"});
    world.must({"case", "new", "B", "-t", "amu", "--consent", "full", "--channel", "mail"});
    check_fails_unstored(world, {"case", "new", "C", "-t", "amu", "--consent", "full", "--channel", "web"}, 3,
                         "say how the consent was given: --via phone|mail|paper");

    CHECK(texts(world, "SELECT via FROM consent ORDER BY id") == Texts{"phone", "mail"});
}

TEST_CASE("the option --via without a consent is not dropped silently", "[case]") {
    World world;

    const auto recorded = world.aka({"case", "new", "A", "-t", "amu", "--via", "paper"});

    CHECK(recorded.status == 3);
    CHECK(texts(world, "SELECT ref FROM case_file").empty());
}

TEST_CASE("the first follow-up is five working days ahead, around Christmas and Easter too", "[case]") {
    World world;
    const auto first_followup = [&](const char* today) {
        move_to(world, today);
        const auto ref = world.must({"case", "new", "Holmely", "-t", "amu", "--force-new", "-q"});
        return json_of(world, {"case", "show", ref.substr(0, ref.size() - 1)})["followups"][0]["due"]
            .get<std::string>();
    };

    CHECK(first_followup("2026-11-23") == "2026-11-30");
    CHECK(first_followup("2026-11-28") == "2026-12-04");  // a Saturday
    CHECK(first_followup("2026-12-23") == "2027-01-05");  // closed on 24, 25 and 31 December and 1 January
    CHECK(first_followup("2027-03-23") == "2027-04-02");  // Easter is 28 March 2027
}

TEST_CASE("a follow-up lies ahead or is left out", "[case]") {
    World world;

    world.must({"case", "new", "A", "-t", "amu", "--followup", "none"});
    world.must({"case", "new", "B", "-t", "amu", "--followup", "ingen"});
    world.must({"case", "new", "C", "-t", "amu", "--followup", "+3ad"});
    check_fails_unstored(world, {"case", "new", "D", "-t", "amu", "--followup", "2026-11-22"}, 3,
                         "--followup: 2026-11-22 is past; a follow-up lies ahead");

    CHECK(texts(world, "SELECT case_id || ' ' || due FROM followup") == Texts{"3 2026-11-26"});
}

TEST_CASE("an enquiry of last year is counted and numbered there", "[case]") {
    World world;
    move_to(world, "2027-01-04");

    CHECK(world.must({"case", "new", "A", "-t", "amu", "--received", "30-12-2026"}) == "NAE-26-0001\n");
    CHECK(world.must({"case", "new", "B", "-t", "amu"}) == "NAE-27-0001\n");
    CHECK(world.must({"case", "new", "C", "-t", "amu"}) == "NAE-27-0002\n");
    check_fails_unstored(world, {"case", "new", "D", "-t", "amu", "--received", "2027-01-05"}, 3,
                         "2027-01-05 lies ahead; an enquiry was received today or before");
}

TEST_CASE("each municipality counts its own cases", "[case]") {
    World world;

    CHECK(world.must({"case", "new", "A", "-t", "amu"}) == "NAE-26-0001\n");
    CHECK(world.must({"case", "new", "A", "-t", "amu", "-M", "kalundborg"}) == "KAL-26-0001\n");
    CHECK(world.must({"case", "new", "A", "-t", "amu", "-M", "0326"}) == "KAL-26-0002\n");
    check_fails_unstored(world, {"case", "new", "A", "-t", "amu", "-M", "all"}, 3,
                         "-M all only widens what is read; name the municipality that acts");
}

TEST_CASE("a need has one topic", "[case]") {
    World world;

    check_fails_unstored(world, {"case", "new", "A", "-t", "amu", "-t", "videreuddannelse/amu"}, 3,
                         "--topic videreuddannelse/amu is given twice; one need has one topic");
}

TEST_CASE("nobody acts without initials and a municipality", "[case]") {
    World world;
    world.variables.erase("AKA_USER");

    check_fails_unstored(world, {"case", "new", "A", "-t", "amu"}, 3,
                         "who acts? say so with --as INITIALS, AKA_USER or user in config.toml");
    world.must({"case", "new", "A", "-t", "amu", "--as", "JB"});
    CHECK(case_of(world, "1")["consultant"] == "JB");

    world.variables.erase("AKA_MUNICIPALITY");
    check_fails(world, {"case", "new", "A", "-t", "amu", "--as", "JB"}, 3,
                "which municipality acts? say so with -M, AKA_MUNICIPALITY or municipality in config.toml");
}

TEST_CASE("numbers that cannot be are refused by name", "[case]") {
    World world;
    const auto with = [](const char* option, const char* value) {
        return Texts{"case", "new", "A", "-t", "amu", option, value};
    };

    check_fails_unstored(world, with("--cvr", "99999919"), 3,
                         "\"99999919\" is no CVR number: eight digits that pass the check, as 99 99 99 18");
    check_fails_unstored(world, with("--pno", "2099999999"), 3,
                         "\"2099999999\" is no P-number: ten digits beginning with 10");
    check_fails_unstored(world, with("--phone", "1234567"), 3,
                         "\"1234567\" is no Danish phone number: eight digits, +45 before them if you like");
    check_fails_unstored(world, with("--email", "ida@fjordglas"), 3,
                         "\"ida@fjordglas\" is no mail address, as name@example.dk");
    check_fails_unstored(world, with("--positions", "0"), 3,
                         "--positions: \"0\" is no number from 1 to 9999");
    check_fails_unstored(world, with("--size", "12"), 3,
                         "--size: \"12\" is none of 0-9, 10-49, 50-249, 250+");
    check_fails_unstored(
        world, with("--obstacle", "weather"), 3,
        "--obstacle: \"weather\" is none of no-applicants, wrong-profile, pay, transport, language, hours");
    check_fails_unstored(world, with("--channel", "fax"), 3,
                         "--channel: \"fax\" is none of phone, mail, meeting, web, event");
    check_fails_unstored(world, with("--received", "31-02-2026"), 3,
                         "--received: \"31-02-2026\" is no date; write 2026-11-21, 21-11-2026, monday, week "
                         "47, +5d or +5wd (working days)");
}

TEST_CASE("a P-number needs no check digit", "[case]") {
    World world;

    world.must({"case", "new", "A", "-t", "amu", "--pno", "P-nr. 1000000001"});

    CHECK(case_of(world, "1")["pno"] == "1000000001");
}

TEST_CASE("a CVR number that is the phone number is pointed out", "[case]") {
    World world;

    const auto recorded =
        world.aka({"case", "new", "A", "-t", "amu", "--cvr", "99999918", "--phone", "99999918"});

    CHECK(recorded.status == 0);
    CHECK(recorded.err.find("\nwarning: the CVR number is also the phone number; is it right?\n") !=
          std::string::npos);
}
