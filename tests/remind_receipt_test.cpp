// Reminders to actors that owe an answer, and the receipt of the business.
#include "letter_world.hpp"

using namespace cli_world;

namespace {

/// Three referrals that wait: two to ZBC, of which one is anonymous, and one to another actor, due later.
World three_waiting() {
    World world = planted_case();
    give(world, "contact");
    send(world);
    world.must({"case", "new", "Holmely ApS", "-t", "amu", "--cvr", "99999926"});
    world.must({"case", "consent", "2", "--give", "anonymous", "--via", "phone"});
    world.must({"refer", "send", "2", "--actor", "zbc", "--reason", "company-wish"});
    world.must({"refer", "send", "1", "--actor", "euc-sjaelland", "--reason", "company-wish", "--deadline",
                "2026-12-20"});
    return world;
}

Texts subjects(World& world, const Texts& arguments) {
    Texts found;
    const Json told = json_of(world, arguments);
    for (const auto& row : told.at("reminders")) found.push_back(row.at("subject"));
    return found;
}

/// Without the line breaks that wrapping made.
std::string flat(const std::string& text) {
    std::istringstream in{text};
    std::string line;
    for (std::string word; in >> word;) line += (line.empty() ? "" : " ") + word;
    return line;
}

}  // namespace

TEST_CASE("each actor gets one reminder of all that waits", "[remind]") {
    World world = three_waiting();
    const Alliance alliance{world};
    move_to(world, "2026-12-07");

    CHECK(world.must({"refer", "remind"}) ==
          R"(  Fra:  Næstved Erhverv
  Til:  EUC Sjælland
  Dato: 7. december 2026
  Emne: Påmindelse om en henvisning: NAE-26-0001.2

Kære EUC Sjælland

Vi venter på jeres svar på:

  - NAE-26-0001.2: AMU-kurser, Zebrafirma ApS, sendt 23. november 2026;
    svar senest 20. december 2026

Skriv til os, eller ring, og sig, om I tager imod. Sig det også, hvis
svaret er nej: så kan virksomheden få hjælp et andet sted.

Med venlig hilsen
Næstved Erhverv
Telefon 55 77 12 00
kontor@naestved.example
naestvederhverv.dk
En del af ArbejdskraftAlliancen

========================================================================

  Fra:  Næstved Erhverv
  Til:  ZBC (Zealand Business College)
  Dato: 7. december 2026
  Emne: Påmindelse om henvisninger

Kære ZBC (Zealand Business College)

Vi venter på jeres svar på:

  - NAE-26-0001.1: AMU-kurser, Zebrafirma ApS, sendt 23. november 2026;
    fristen var 30. november 2026
  - AMU-kurser, en anonym virksomhed, sendt 23. november 2026; fristen
    var 30. november 2026

Skriv til os, eller ring, og sig, om I tager imod. Sig det også, hvis
svaret er nej: så kan virksomheden få hjælp et andet sted.

Med venlig hilsen
Næstved Erhverv
Telefon 55 77 12 00
kontor@naestved.example
naestvederhverv.dk
En del af ArbejdskraftAlliancen
)");
}

TEST_CASE("only what is overdue is reminded of where that was asked", "[remind]") {
    World world = three_waiting();

    CHECK(world.aka({"refer", "remind", "--overdue"}).out.empty());
    CHECK(world.aka({"refer", "remind", "--overdue"}).err == "no answer is overdue\n");
    move_to(world, "2026-11-30");
    CHECK(world.aka({"refer", "remind", "--overdue"}).out.empty());
    move_to(world, "2026-12-01");
    CHECK(subjects(world, {"refer", "remind", "--overdue"}) == Texts{"Påmindelse om henvisninger"});
    CHECK(subjects(world, {"refer", "remind", "--lang", "en"}) ==
          Texts{"Reminder of a referral: NAE-26-0001.2", "Reminder of referrals"});
}

TEST_CASE("the referrals to remind of can be named", "[remind]") {
    World world = three_waiting();

    CHECK(subjects(world, {"refer", "remind", "1.1", "1.1"}) ==
          Texts{"Påmindelse om en henvisning: NAE-26-0001.1"});
    CHECK(subjects(world, {"refer", "remind", "2.1"}) == Texts{"Påmindelse om en henvisning"});
    world.must({"refer", "update", "1.1", "--status", "accepted"});
    check_fails(world, {"refer", "remind", "1.1"}, 4,
                "NAE-26-0001.1 waits for no answer: it is accepted; see aka refer show NAE-26-0001.1");
    CHECK(world.aka({"refer", "remind", "9.1"}).status == 5);
}

TEST_CASE("a mail holds the reminder to one actor", "[remind]") {
    World world = three_waiting();

    check_fails(world, {"refer", "remind", "-O", "eml"}, 3,
                "2 letters do not go into one mail; name the referrals of one actor");
    CHECK(has(world.must({"refer", "remind", "1.1", "-O", "eml"}), "Subject: "));
}

TEST_CASE("nobody is reminded of what is not agreed to any more", "[remind]") {
    World world = three_waiting();
    world.must({"case", "consent", "1", "--give", "none", "--via", "phone"});

    const Outcome all = world.aka({"refer", "remind"});

    CHECK(all.status == 0);
    CHECK_FALSE(has(all.out, "NAE-26-0001"));
    CHECK(has(all.err,
              "NAE-26-0001.1 left out: NAE-26-0001 is not to be shared: the business refused consent on "
              "2026-11-23"));
    CHECK(world.aka({"refer", "remind", "1.1"}).status == 4);
}

TEST_CASE("the receipt tells the draw so that anyone can check it", "[receipt]") {
    World world = planted_case();
    const Texts order = texts(world, "SELECT actor FROM draw_place ORDER BY place");

    const std::string receipt = world.must({"case", "receipt", "1", "--lang", "en"});

    REQUIRE(order.size() == 3);
    std::size_t at = 0;
    for (const auto& actor : order) {  // sha256sum of the text above it, computed elsewhere
        const auto found = receipt.find("     NAE-26-0001:videreuddannelse/amu:" + actor + "\n", at);
        INFO(actor);
        REQUIRE(found != std::string::npos);
        at = found;
    }
    CHECK(has(receipt,
              "     NAE-26-0001:videreuddannelse/amu:zbc\n"
              "     839f4d9064c240d9bbf12d97794025f6562e8e6d69434721f59d923e8bb54457\n"));
    CHECK(has(receipt, "A draw was made on 23 November 2026. 3 actors could help; 3 were\nproposed."));
    CHECK(has(
        receipt,
        "  1. ZBC (Zealand Business College): proposed; level with its share. Ask\n     what it costs.\n"));
    CHECK(has(receipt, "You were not referred to anyone."));
    CHECK(has(receipt, "You have not consented to our sharing anything."));
}

TEST_CASE("the receipt tells who was chosen, why, what was shared and which consents hold", "[receipt]") {
    World world = planted_case();
    const Alliance alliance{world};
    world.must({"case", "consent", "1", "--give", "contact", "--via", "phone", "--to", "moment"});
    world.must(
        {"refer", "send", "1", "--actor", "moment", "--reason", "company-wish", "--share", "topic,company"});
    give(world, "anonymous");
    world.must({"case", "consent", "1", "--give", "full", "--via", "paper", "--purpose", "story", "--until",
                "2026-12-31"});

    const std::string receipt = world.must({"case", "receipt", "1"});

    INFO(receipt);
    CHECK(has(receipt,
              "NAE-26-0001.1: I blev henvist til Moment den 23. november 2026 uden for\n"
              "lodtrækningen. Begrundelse: virksomhedens eget ønske. Venter på svar.\n"));
    CHECK(has(receipt,
              "Delt med Moment den 23. november 2026:\n\n  Emne:       AMU-kurser\n  Virksomhed: Zebrafirma "
              "ApS\n"));
    CHECK(has(receipt, "Det er afløst af et senere."));
    CHECK(has(receipt, "Det gælder.\n"));
    CHECK(has(flat(receipt), "Det gælder til og med den 31. december 2026."));
    CHECK(has(receipt, "Kontakt Næstved Erhverv; det kan I gøre når som helst"));
    CHECK(has(receipt, "Uvildig, fortrolig og gratis\n"));
    CHECK_FALSE(has(receipt, "Noteord"));
    CHECK_FALSE(has(receipt, "MK"));
}

TEST_CASE("a draw made again is told with its reason, the old one too", "[receipt]") {
    World world = planted_case();
    world.must({"refer", "suggest", "1", "--redraw", "--reason", "mistake"});

    const std::string receipt = world.must({"case", "receipt", "1", "--lang", "en"});

    CHECK(has(receipt, "     NAE-26-0001:videreuddannelse/amu:zbc\n"));
    CHECK(has(receipt, "     NAE-26-0001#2:videreuddannelse/amu:zbc\n"));
    CHECK(has(receipt, "A draw was made again. Reason: a mistake. What was drawn before still\ncounts."));
}

TEST_CASE("the receipt as data holds the order, the referrals and the consents", "[receipt]") {
    World world = planted_case();
    give(world, "contact");
    send(world);
    world.must({"case", "consent", "1", "--withdraw"});

    const Json told = json_of(world, {"case", "receipt", "1"});

    CHECK(told.at("receipt").at("ref") == "NAE-26-0001");
    CHECK(told.at("order").size() == 3);
    CHECK(told.at("order").at(0).at("hash") ==
          "839f4d9064c240d9bbf12d97794025f6562e8e6d69434721f59d923e8bb54457");
    CHECK(told.at("referrals").at(0).at("chosen_by") == "draw");
    CHECK(told.at("shared").size() == 11);
    CHECK(told.at("consents").at(0).at("standing") == "withdrawn");
    CHECK(has(flat(told.at("receipt").at("body").get<std::string>()),
              "Det blev trukket tilbage den 23. november 2026."));
}

TEST_CASE("a need that nobody can help with has its place on the receipt", "[receipt]") {
    World world;
    const Alliance alliance{world};
    alliance.add("topics.toml", "none is needed at present.\n",
                 "[[topic]]\nid = \"studerende/nyt\"\nda = \"Noget nyt\"\nen = \"Something new\"\n");
    world.must({"case", "new", "Fjordglas ApS", "-t", "nyt"});

    CHECK(
        has(world.must({"case", "receipt", "1"}),
            "Behov: Noget nyt\n----------------\n\nDer er ikke trukket lod: ingen aktør i netværket opfyldte "
            "betingelserne.\n\nI er ikke blevet henvist til nogen.\n"));
}
