// Which business is meant, and which case: known businesses, references, corrections.
#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// Fjordglas is known with a contact; its first case is NAE-26-0001.
void record_fjordglas(World& world) {
    world.must({"case", "new", "Fjordglas ApS", "--cvr", "99999918", "--size", "10-49", "--contact",
                "Ida Prøve", "--phone", "55771234", "--email", "ida@fjordglas.example", "-t", "amu",
                "--title", "Kurser"});
}

/// Business and contact of a case, as its page shows them.
Texts known_of(World& world, const std::string& ref) {
    const Json shown = json_of(world, {"case", "show", ref})["case"];
    Texts known;
    for (const char* key : {"company", "cvr", "size", "contact", "phone", "email"})
        known.push_back(shown[key].is_null() ? "" : shown[key].get<std::string>());
    return known;
}

const Texts fjordglas{"Fjordglas ApS", "99999918",    "10-49",
                      "Ida Prøve",     "55 77 12 34", "ida@fjordglas.example"};

Texts businesses(World& world) {
    return texts(world, "SELECT owner || ' ' || name FROM business ORDER BY id");
}

}  // namespace

TEST_CASE("a known business is found by CVR number, phone, mail or name and fills the rest", "[case]") {
    const std::vector<Texts> ways{{"99 99 99 18"},
                                  {"DK99999918"},
                                  {"--cvr", "99999918"},
                                  {"55 77 12 34"},
                                  {"--phone", "+4555771234"},
                                  {"--email", "IDA@fjordglas.example"},
                                  {"fjordglas aps"},
                                  {"--company", "Fjordglas ApS"}};
    for (const auto& way : ways) {
        World world;
        record_fjordglas(world);
        Texts arguments{"case", "new", "-t", "faglaert"};
        arguments.insert(arguments.end(), way.begin(), way.end());

        const auto recorded = world.aka(arguments);

        INFO(joined(way));
        CHECK(recorded.out == "NAE-26-0002\n");
        CHECK(recorded.err.starts_with("NAE-26-0002 Fjordglas ApS (known business)\n"));
        CHECK(known_of(world, "2") == fjordglas);
        CHECK(businesses(world) == Texts{"naestved Fjordglas ApS"});
    }
}

TEST_CASE("an open case of the same business is named on entry", "[case]") {
    World world;
    record_fjordglas(world);

    const auto open = world.aka({"case", "new", "99999918", "-t", "faglaert", "-q"});
    world.must({"case", "close", "1", "--outcome", "met"});
    world.must({"case", "close", "2", "--outcome", "met"});
    const auto closed = world.aka({"case", "new", "99999918", "-t", "faglaert", "-q"});

    CHECK(open.err == "open already for this business: NAE-26-0001 Kurser\n");
    CHECK(closed.err.empty());
}

TEST_CASE("the option --force-new records another business and does not speak of the other's cases",
          "[case]") {
    World world;
    record_fjordglas(world);

    const auto recorded =
        world.aka({"case", "new", "Fjordglas ApS", "--phone", "55771234", "-t", "amu", "--force-new"});

    CHECK(recorded.err.starts_with("NAE-26-0002 Fjordglas ApS (new business)\n"));
    CHECK(recorded.err.find("open already") == std::string::npos);
    CHECK(known_of(world, "2") == Texts{"Fjordglas ApS", "", "", "", "55 77 12 34", ""});
    CHECK(businesses(world) == Texts{"naestved Fjordglas ApS", "naestved Fjordglas ApS"});
}

TEST_CASE("the same CVR number is the same business, forced or not", "[case]") {
    World world;
    record_fjordglas(world);

    world.must({"case", "new", "Fjordglas ApS", "--cvr", "99999918", "-t", "amu", "--force-new"});

    CHECK(businesses(world) == Texts{"naestved Fjordglas ApS"});
}

TEST_CASE("another CVR number or P-number is another business of the same name", "[case]") {
    World world;
    record_fjordglas(world);

    world.must({"case", "new", "Fjordglas ApS", "--cvr", "99999926", "-t", "amu"});
    world.must({"case", "new", "Skolebod", "--pno", "1000000001", "-t", "amu"});
    world.must({"case", "new", "Skolebod", "--pno", "1000000002", "-t", "amu"});

    CHECK(texts(world, "SELECT name || ' ' || coalesce(cvr, pno) FROM business ORDER BY id") ==
          Texts{"Fjordglas ApS 99999918", "Fjordglas ApS 99999926", "Skolebod 1000000001",
                "Skolebod 1000000002"});
}

TEST_CASE("two businesses behind one phone stay two", "[case]") {
    World world;
    world.must({"case", "new", "Fjordglas", "--phone", "55771234", "-t", "amu"});

    world.must({"case", "new", "Holmely", "--phone", "55771234", "-t", "amu"});
    world.must({"case", "new", "Vibely", "--cvr", "99999926", "--phone", "55771234", "-t", "amu"});

    CHECK(businesses(world) == Texts{"naestved Fjordglas", "naestved Holmely", "naestved Vibely"});
}

TEST_CASE("another office's business is not known here", "[case]") {
    World world;
    record_fjordglas(world);

    check_fails_unstored(
        world, {"case", "new", "99999918", "-t", "amu", "-M", "faxe"}, 3,
        "which business? a name, a known CVR number or phone is enough: aka case new BUSINESS --topic ID");
    world.must({"case", "new", "Fjordglas ApS", "--cvr", "99999918", "-t", "amu", "-M", "faxe"});

    CHECK(businesses(world) == Texts{"naestved Fjordglas ApS", "faxe Fjordglas ApS"});
    CHECK(texts(world, "SELECT count(*) FROM contact WHERE owner = 'faxe'") == Texts{"0"});
}

TEST_CASE("one enquiry has one business", "[case]") {
    World world;

    check_fails_unstored(world, {"case", "new", "Fjordglas", "--company", "Holmely", "-t", "amu"}, 3,
                         "\"Fjordglas\" and --company \"Holmely\" are two businesses; name one");
}

TEST_CASE("what is said now corrects what was known", "[case]") {
    World world;
    record_fjordglas(world);

    world.must({"case", "new", "Fjordglas A/S", "--cvr", "99999918", "--contact", "Ida Prøve", "--phone",
                "55771235", "-t", "amu"});

    CHECK(known_of(world, "2") ==
          Texts{"Fjordglas A/S", "99999918", "10-49", "Ida Prøve", "55 77 12 35", "ida@fjordglas.example"});
    CHECK(texts(world, "SELECT count(*) FROM contact") == Texts{"1"});
}

TEST_CASE("a business that got another name is found by it in all its cases", "[case]") {
    World world;
    record_fjordglas(world);
    world.must({"case", "new", "99999918", "-t", "faglaert"});

    world.must({"case", "edit", "2", "--company", "Gammelholm A/S"});

    CHECK(world.must({"case", "list", "gammelholm", "--count", "-O", "tsv"}) == "2\n");
    CHECK(world.must({"case", "list", "fjordglas", "--count", "-O", "tsv"}) == "0\n");
}

TEST_CASE("the company form is read from the name unless it is said", "[case]") {
    World world;

    for (const char* name : {"Fjordglas ApS", "Fjordglas A/S", "Fjordglas"})
        world.must({"case", "new", name, "-t", "amu"});
    world.must({"case", "new", "Holmely ApS", "--form", "enk", "-t", "amu"});

    CHECK(texts(world, "SELECT coalesce(form, '-') FROM business ORDER BY id") ==
          Texts{"aps", "as", "-", "enk"});
}

TEST_CASE("editing changes the fields named and no others", "[case]") {
    World world;
    record_fjordglas(world);
    world.input = "Ny tekst";

    const auto edited = world.aka({"case", "edit", "1", "--title", "Svejsekurser", "--channel", "mail",
                                   "--direction", "outreach", "--received", "2026-11-19", "--occupation",
                                   "svejser", "--positions", "4", "--obstacle", "hours", "-F", "-"});

    CHECK(edited.status == 0);
    CHECK(edited.out.empty());
    CHECK(edited.err == "NAE-26-0001 Fjordglas ApS: changed\n");
    const Json shown = json_of(world, {"case", "show", "1"});
    CHECK(known_of(world, "1") == fjordglas);
    CHECK(shown["case"]["title"] == "Svejsekurser");
    CHECK(shown["case"]["text"] == "Ny tekst");
    CHECK(shown["case"]["channel"] == "mail");
    CHECK(shown["case"]["direction"] == "outreach");
    CHECK(shown["case"]["received_on"] == "2026-11-19");
    CHECK(shown["needs"][0]["occupation"] == "svejser");
    CHECK(shown["needs"][0]["positions"] == 4);
    CHECK(shown["needs"][0]["obstacle"] == "hours");
}

TEST_CASE("correcting the phone keeps the contact's name and mail", "[case]") {
    World world;
    record_fjordglas(world);

    world.must({"case", "edit", "1", "--phone", "55771235"});

    CHECK(known_of(world, "1") ==
          Texts{"Fjordglas ApS", "99999918", "10-49", "Ida Prøve", "55 77 12 35", "ida@fjordglas.example"});
}

TEST_CASE("a draw made for another topic or size is pointed out", "[case]") {
    World world;
    record_fjordglas(world);
    const std::string again = "--redraw --reason criteria-changed\n";

    const auto topic = world.aka({"case", "edit", "1", "--change-topic", "certifikater"});
    const auto title = world.aka({"case", "edit", "1", "--change-topic", "amu", "--title", "Kursus"});
    const auto size = world.aka({"case", "edit", "1", "--size", "250+"});

    CHECK(topic.err ==
          "NAE-26-0001 Fjordglas ApS: changed\nthe draw for videreuddannelse/certifikater no longer fits; "
          "make another with "
          "aka refer suggest 1 --topic videreuddannelse/certifikater " +
              again);
    CHECK(title.err == "NAE-26-0001 Fjordglas ApS: changed\n");
    CHECK(size.err ==
          "NAE-26-0001 Fjordglas ApS: changed\nthe draw for videreuddannelse/amu no longer fits; make "
          "another with "
          "aka refer suggest 1 --topic videreuddannelse/amu " +
              again);
}

TEST_CASE("a need more is drawn for at once, and no topic stands twice", "[case]") {
    World world;
    record_fjordglas(world);

    world.must({"case", "edit", "1", "--add-topic", "faglaert", "--add-topic", "elev-lærling"});

    check_fails_unstored(world, {"case", "edit", "1", "--add-topic", "amu"}, 4,
                         "NAE-26-0001 has an open need for videreuddannelse/amu already");
    check_fails_unstored(world, {"case", "edit", "1", "--topic", "amu", "--change-topic", "faglaert"}, 4,
                         "NAE-26-0001 has an open need for rekruttering/faglaert already");
    CHECK(texts(world, "SELECT topic FROM need ORDER BY place") ==
          Texts{"videreuddannelse/amu", "rekruttering/faglaert", "studerende/elev-laerling"});
    CHECK(texts(world, "SELECT topic FROM draw ORDER BY id") ==
          Texts{"videreuddannelse/amu", "rekruttering/faglaert", "studerende/elev-laerling"});
}

TEST_CASE("an edit that changes nothing or contradicts itself is refused", "[case]") {
    World world;
    record_fjordglas(world);

    check_fails_unstored(world, {"case", "edit", "1"}, 3, "nothing to change; see aka case edit --help");
    check_fails_unstored(
        world, {"case", "edit", "1", "--topic", "amu"}, 3,
        "--topic says which need is meant; say what changes, or add a need with --add-topic");
    check_fails_unstored(world, {"case", "edit", "1", "--outreach", "--direction", "incoming"}, 3,
                         "--outreach and --direction incoming contradict each other");
}

TEST_CASE("with several needs the new topic wants to know whose it is", "[case]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "-t", "faglaert"});

    check_fails_unstored(world, {"case", "edit", "1", "--change-topic", "certifikater"}, 3,
                         "NAE-26-0001 has several open needs; say which one gets the new topic with --topic");
    check_fails_unstored(
        world, {"case", "edit", "1", "--topic", "trivsel", "--positions", "1"}, 4,
        "NAE-26-0001 has no open need for tilknytning/trivsel; see aka case show NAE-26-0001");
    world.must({"case", "edit", "1", "--topic", "faglaert", "--positions", "2"});

    CHECK(texts(world, "SELECT coalesce(positions, 0) FROM need ORDER BY place") == Texts{"0", "2"});
}

TEST_CASE("a closed case cannot have been received later", "[case]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--received", "2026-11-20"});
    world.must({"case", "close", "1", "--outcome", "met"});
    move_to(world, "2026-11-30");

    check_fails_unstored(world, {"case", "edit", "1", "--received", "2026-11-24"}, 4,
                         "NAE-26-0001 was closed on 2026-11-23; it cannot have been received later");
    check_fails_unstored(world, {"case", "edit", "1", "--positions", "2"}, 4,
                         "NAE-26-0001 has no open need; reopen it with aka case reopen NAE-26-0001");
    check_fails_unstored(
        world, {"case", "edit", "1", "--add-topic", "trivsel"}, 4,
        "NAE-26-0001 was closed on 2026-11-23; open it again with aka case reopen NAE-26-0001");
}

TEST_CASE("a new number without a name is that of the person who is known", "[case]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--contact", "Anna Andersen", "--phone", "55440011",
                "--email", "anna@holmely.example"});
    world.must({"case", "new", "Holmely", "-t", "senior", "--phone", "55998877"});

    const Json file = json_of(world, {"case", "show", "2"})["case"];

    CHECK(file["contact"] == "Anna Andersen");
    CHECK(file["phone"] == "55 99 88 77");
    CHECK(file["email"] == "anna@holmely.example");
    CHECK(texts(world, "SELECT count(*) FROM contact") == Texts{"1"});
}

TEST_CASE("another business with the same number, mail or name is named", "[case]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--phone", "55112233"});
    const std::string twin = "warning: Holmely is another record with the same name, number or mail";

    const auto shared = world.aka({"case", "new", "Skovbo", "-t", "amu", "--phone", "55112233"});
    const auto renamed = world.aka({"case", "edit", "2", "--company", "Holmely"});
    const auto meant =
        world.aka({"case", "new", "Strandbo", "-t", "amu", "--phone", "55112233", "--force-new"});

    CHECK(shared.err.find(twin) != std::string::npos);
    CHECK(renamed.err.find(twin) != std::string::npos);
    CHECK(meant.err.find("warning") == std::string::npos);
}

TEST_CASE("a business that is called otherwise from now on is said to be", "[case]") {
    World world;
    world.must({"case", "new", "Holmely", "--cvr", "99999918", "-t", "amu"});

    const auto outcome = world.aka({"case", "new", "Skovbo", "--cvr", "99999918", "-t", "senior"});

    CHECK(outcome.err.find("the business was called Holmely until now, in all of its cases\n") !=
          std::string::npos);
}

TEST_CASE("an enquiry came before what was done for it", "[case]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--received", "2026-11-16", "--consent", "contact"});
    move_to(world, "2026-11-30");

    check_fails_unstored(world, {"case", "edit", "1", "--received", "2026-11-27"}, 4,
                         "NAE-26-0001: something was done for it on 2026-11-23 already; it cannot have been "
                         "received later");
    world.must({"case", "edit", "1", "--received", "2026-11-23"});
}

TEST_CASE("commands to copy name the register and the office that were named", "[case]") {
    World world;
    const auto elsewhere = world.aka({"-M", "faxe", "case", "new", "Holmely", "-t", "amu"});

    CHECK(elsewhere.err.find("next: aka -M faxe case consent 1 --give contact --via phone\n"
                             "then: aka -M faxe refer send 1 --pick draw\n") != std::string::npos);
}

TEST_CASE("case new -y takes the topic that the words suggest, and says so", "[case]") {
    World world;
    const auto taken = world.aka({"-y", "case", "new", "Holmely", "--title", "Vi vil gerne have en lærling"});

    CHECK(taken.status == 0);
    CHECK(taken.err.find("taken: studerende/elev-laerling\n") != std::string::npos);
    CHECK(texts(world, "SELECT topic FROM need") == Texts{"studerende/elev-laerling"});
}

TEST_CASE("a note is shown whole, line by line", "[case]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu"});
    world.input = "Talte med indkøbschefen i dag. De mangler to svejsere og en smed.\nRinger igen fredag.\n";
    world.must({"case", "note", "1", "-F", "-"});
    world.screen = true;

    const std::string shown = world.must({"case", "show", "1"});

    CHECK(shown.find("svejsere") != std::string::npos);
    CHECK(shown.find("Ringer igen fredag.") != std::string::npos);
}
