// Businesses worth a call.
#include "cli_world.hpp"

using namespace cli_world;

namespace {

Json listed(World& world, Texts options = {}) {
    Texts arguments{"case", "outreach"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return json_of(world, arguments)["outreach"];
}

/// "reason company" of each line, joined.
std::string reasons(World& world, Texts options = {}) {
    std::string all;
    for (const auto& line : listed(world, options))
        all += (all.empty() ? "" : ", ") + line["reason"].get<std::string>() + ' ' +
               line["company"].get<std::string>();
    return all;
}

void add_case(World& world, const std::string& company, const std::string& received, Texts options = {}) {
    Texts arguments{"case", "new", "--company", company, "-t", "amu", "--received", received};
    arguments.insert(arguments.end(), options.begin(), options.end());
    world.must(arguments);
}

/// Puts the rows below the usual headings on the list.
Outcome import_list(World& world, const std::string& rows, Texts options = {}) {
    world.input = "Virksomhed;CVR;Telefon;Årsag\n" + rows;
    Texts arguments{"case", "outreach", "--import", "-"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return world.aka(arguments);
}

}  // namespace

TEST_CASE("a business with an unmet need is worth a call until somebody has been in touch", "[outreach]") {
    World world;
    add_case(world, "Holmely", "2026-11-02", {"--cvr", "99999918", "--phone", "55771234", "-t", "trivsel"});
    world.must({"case", "close", "1", "--topic", "trivsel", "--outcome", "met"});
    CHECK(listed(world) == Json::array());

    world.must({"case", "close", "1", "--outcome", "unmet", "--reason", "no-capacity"});
    CHECK(listed(world) == Json::parse(R"json([{"reason": "unmet", "company": "Holmely", "cvr": "99999918",
      "phone": "55 77 12 34", "last_contact": "2026-11-23", "last_ref": "NAE-26-0001", "topics": ["videreuddannelse/amu"],
      "about": "no-capacity"}])json"));

    move_to(world, "2026-11-25");
    world.input = "Ringede: de søger stadig.";
    world.must({"case", "note", "1", "-F", "-"});
    CHECK(listed(world) == Json::array());
}

TEST_CASE("a follow-up done after the end, or a new case, is being in touch", "[outreach]") {
    World world;
    for (const char* company : {"Holmely", "Vibely", "Solbakken"}) add_case(world, company, "2026-11-02");
    for (const char* ref : {"1", "2", "3"})
        world.must({"case", "close", ref, "--outcome", "partly", "--reason", "declined"});
    CHECK(reasons(world) == "unmet Holmely, unmet Vibely, unmet Solbakken");

    move_to(world, "2026-11-25");
    world.must({"case", "followup", "1", "--done"});
    add_case(world, "Vibely", "2026-11-24");

    CHECK(reasons(world) == "unmet Solbakken");
}

TEST_CASE("a business without contact for a year is silent, unless a case is open", "[outreach]") {
    World world;
    add_case(world, "Holmely", "2026-01-05");
    add_case(world, "Vibely", "2026-01-05");
    world.must({"case", "close", "1", "--outcome", "met"});
    move_to(world, "2027-11-23");
    CHECK(listed(world) == Json::array());  // a year to the day

    move_to(world, "2027-11-24");
    CHECK(listed(world) ==
          Json::parse(R"json([{"reason": "silent", "company": "Holmely", "cvr": null, "phone": null,
      "last_contact": "2026-11-23", "last_ref": "NAE-26-0001", "topics": ["videreuddannelse/amu"], "about": null}])json"));
}

TEST_CASE(
    "a list of businesses to be called is imported once, and each stands on it until a case is recorded",
    "[outreach]") {
    World world;
    const std::string rows =
        "Fjordglas ApS;99 99 99 18;55 77 12 34;Vækst 2026\nHolmely;;;\nHOLMELY;;;igen\nVibely;99999926;;\n";

    const Outcome first = import_list(world, rows);
    CHECK(first.status == 0);
    CHECK(first.out == "lines\t4\nadded\t3\nknown\t0\ncalled\t0\ntwice\t1\nstored\t1\n");
    CHECK(first.err ==
          "standard input:4: the same business as line 3, counted once\nstandard input: 3 new, 0 known\n");
    CHECK(reasons(world) == "prospect Fjordglas ApS, prospect Holmely, prospect Vibely");
    CHECK(listed(world, {"-L", "1"}) == Json::parse(R"json([{"reason": "prospect", "company": "Fjordglas ApS",
      "cvr": "99999918", "phone": "55 77 12 34", "last_contact": null, "last_ref": null, "topics": [], "about": "Vækst 2026"}])json"));

    world.must({"case", "new", "--company", "Fjordglas Nord", "--cvr", "99999918", "-t", "amu"});
    world.must({"case", "new", "holmely", "-t", "amu", "--outreach"});
    CHECK(reasons(world) == "prospect Vibely");
    CHECK(texts(world, "SELECT name || ' ' || coalesce(done_on, '-') FROM prospect ORDER BY id") ==
          Texts{"Fjordglas ApS 2026-11-23", "Holmely 2026-11-23", "Vibely -"});
    CHECK(texts(world, "SELECT direction FROM case_file ORDER BY id") == Texts{"incoming", "outreach"});

    const Texts before = all_rows(world);
    CHECK(import_list(world, rows).out == "lines\t4\nadded\t0\nknown\t3\ncalled\t2\ntwice\t1\nstored\t0\n");
    CHECK(changed_rows(world, before) == Texts{});
}

TEST_CASE("a dry run of a list, and one with a bad line, store nothing", "[outreach]") {
    World world;
    const Texts before = all_rows(world);

    CHECK(import_list(world, "Holmely;;;\n", {"-n"}).status == 0);
    const Outcome bad = import_list(world, "Holmely;12345678;123;010190-1234\n;99999918;;\nVibely;;;\n");

    CHECK(bad.status == 1);
    CHECK(bad.err ==
          "standard input:2: CVR: \"12345678\" is no CVR number: eight digits that pass the check, as 99 99 "
          "99 18\n"
          "standard input:2: Telefon: \"123\" is no Danish phone number: eight digits, +45 before them if "
          "you like\n"
          "standard input:2: Årsag: 010190-xxxx looks like a personal number (CPR); it must not be kept, so "
          "remove it\n"
          "standard input:3: Virksomhed: empty; a business to be called needs a name\n"
          "aka: standard input: 2 bad lines, 1 good; nothing was stored\n");
    CHECK(changed_rows(world, before) == Texts{});
}

TEST_CASE("a case from before the list does not take a business off it when it is imported", "[outreach]") {
    World world;
    import_list(world, "Holmely;;;\nVibely;;;\n");
    world.input =
        "Virksomhed;Emne;Titel;Modtaget;Afsluttet;Udfald\nHolmely;amu;Kursus;01-10-2026;02-10-2026;opfyldt\n"
        "Vibely;amu;Kursus;23-11-2026;;\n";

    world.must({"case", "import", "-"});

    CHECK(reasons(world) == "prospect Holmely");
    CHECK(listed(world)[0]["last_contact"] == "2026-10-02");
    CHECK(listed(world)[0]["last_ref"] == "NAE-26-0001");
}

TEST_CASE("each business stands once, what is listed before what is silent, and the limit is said",
          "[outreach]") {
    World world;
    for (const char* company : {"Holmely", "Vibely", "Solbakken"}) add_case(world, company, "2025-01-05");
    for (const char* ref : {"NAE-25-0001", "NAE-25-0002"})
        world.must({"case", "close", ref, "--outcome", "met"});
    world.must({"case", "close", "NAE-25-0003", "--outcome", "unmet", "--reason", "declined"});
    move_to(world, "2028-01-10");
    import_list(world, "Vibely;;;Vækst\n");

    CHECK(reasons(world) == "unmet Solbakken, prospect Vibely, silent Holmely");
    const Outcome short_list = world.aka({"case", "outreach", "-L", "1"});
    CHECK(short_list.err == "1 of 3 shown (1 unmet, 1 prospect, 1 silent); more with --limit\n");
    check_fails(world, {"case", "outreach", "-L", "0"}, 3, "--limit: \"0\" is no number from 1 to 1000000");
}

TEST_CASE("the outreach of another office is listed with -M all, without its phones and lists",
          "[outreach]") {
    World world;
    add_case(world, "Kalklund", "2026-11-02", {"-M", "faxe", "--phone", "55771234"});
    world.must({"case", "close", "FAX-26-0001", "--outcome", "unmet", "--reason", "declined", "-M", "faxe"});
    import_list(world, "Fakse Kager;;55881234;Fortrolig grund\n", {"-M", "faxe"});

    CHECK(listed(world) == Json::array());
    CHECK(listed(world, {"-M", "all"}) == Json::parse(R"json([
      {"reason": "unmet", "company": "Kalklund", "cvr": null, "phone": null, "last_contact": "2026-11-23",
       "last_ref": "FAX-26-0001", "topics": ["videreuddannelse/amu"], "about": "declined", "owner": "faxe"},
      {"reason": "prospect", "company": "Fakse Kager", "cvr": null, "phone": null, "last_contact": null,
       "last_ref": null, "topics": [], "about": null, "owner": "faxe"}])json"));
    CHECK(listed(world, {"-M", "faxe"})[1]["about"] == "Fortrolig grund");
}

TEST_CASE("the audit chain tells of a list without naming a business in its subjects", "[outreach]") {
    World world;
    import_list(world, "Fjordglas ApS;99999918;;\n");

    CHECK(texts(world,
                "SELECT kind || ' ' || (subject = 'prospect:' || (SELECT key FROM prospect)) FROM event") ==
          Texts{"outreach import 1"});
    CHECK(world.aka({"data", "check"}).status == 0);
}
