// The letter to an actor: what was shared, and nothing else.
#include "letter_world.hpp"

using namespace cli_world;

namespace {

const Texts of_anonymous{"AMU vocational courses", "Næstved", "10-49", "glarmester", "Posts:        3"};
const Texts of_contact{"Zebrafirma ApS", "99 99 99 18", "1012345678",
                       "Zenobia K",      "55 77 99 11", "z@mailord.example"};
const Texts of_full{"Titelord", "Beskrivelsesord om glas"};

/// The letter in every format, one after the other.
std::string everywhere(World& world, const std::string& language) {
    std::string all;
    for (const char* format : {"txt", "md", "html", "json"})
        all += world.must({"refer", "letter", "1.1", "--lang", language, "-O", format});
    return all;
}

}  // namespace

TEST_CASE("a letter holds what the consent covers and nothing else", "[letter]") {
    for (const auto& [scope, level] :
         std::vector<std::pair<const char*, int>>{{"anonymous", 0}, {"contact", 1}, {"full", 2}}) {
        World world = planted_case();
        give(world, scope);
        send(world);

        const std::string letter = world.must({"refer", "letter", "1.1", "--lang", "en"});
        const std::string all = everywhere(world, "en") + everywhere(world, "da");

        INFO(scope << "\n" << letter);
        for (const auto& value : of_anonymous)
            CHECK((has(letter, value) || has(letter, value.substr(0, value.find(':')))));
        for (const auto& value : of_contact) {
            CHECK(has(letter, value) == (level >= 1));
            CHECK(has(all, value) == (level >= 1));
        }
        for (const auto& value : of_full) {
            CHECK(has(letter, value) == (level >= 2));
            CHECK(has(all, value) == (level >= 2));
        }
        CHECK(has(all, "NAE-26-0001") == (level >= 1));
        CHECK(has(all, "99999918") == false);
        CHECK_FALSE(has(all, "Noteord"));
    }
}

TEST_CASE("where little of a wide consent was shared, the letter is anonymous", "[letter]") {
    World world = planted_case();
    give(world, "full");
    send(world, {"--share", "topic,municipality"});

    const std::string all = everywhere(world, "da");

    CHECK_FALSE(has(all, "NAE-26"));
    CHECK_FALSE(has(all, "Zebrafirma"));
    CHECK(has(all, "AMU-kurser"));
    CHECK(json_of(world, {"refer", "letter", "1.1"}).at("letter").at("anonymous") == true);
}

TEST_CASE("the letter is Danish where the alliance is", "[letter]") {
    World world = planted_case();
    const Alliance alliance{world};
    give(world, "contact");
    send(world);

    CHECK(world.must({"refer", "letter", "1.1"}) ==
          R"(  Fra:  Næstved Erhverv
  Til:  ZBC (Zealand Business College)
  Dato: 23. november 2026
  Emne: Henvisning NAE-26-0001.1: AMU-kurser

Kære ZBC (Zealand Business College)

En virksomhed har henvendt sig til os og har brug for hjælp. Den har
givet samtykke til, at I får disse oplysninger:

  Emne:             AMU-kurser
  Kommune:          Næstved
  Antal ansatte:    10-49
  Stilling:         glarmester
  Antal stillinger: 3
  Virksomhed:       Zebrafirma ApS
  CVR-nr.:          99 99 99 18
  P-nr.:            1012345678
  Kontaktperson:    Zenobia K
  Telefon:          55 77 99 11
  E-mail:           z@mailord.example

I er velkomne til at kontakte virksomheden direkte.

Svar senest 30. november 2026
-----------------------------

Giv Næstved Erhverv besked, om I tager imod henvisningen:

Ja, vi hjælper virksomheden.

Nej, det kan vi ikke. Nævn den grund, der passer bedst:

  - Vi har ikke tid eller plads lige nu.
  - Vi har ingen kandidater at foreslå.
  - Virksomheden eller stillingen opfylder ikke betingelserne.
  - Det er ikke noget, vi tager os af.
  - Vi kan ikke få fat i virksomheden.
  - Virksomheden ønsker det ikke længere.
  - Andet; skriv gerne kort hvorfor.

Skriv henvisningens nummer, NAE-26-0001.1, i jeres svar.

Fortroligt
----------

Oplysningerne er fortrolige og må kun bruges til denne henvisning. Giv
dem ikke videre, og slet dem, når I ikke længere har brug for dem.
Virksomheden kan når som helst trække sit samtykke tilbage; så giver vi
jer besked.

Fortrolig betyder ikke, at oplysningerne er hemmelige efter loven:
offentlighedslovens og forvaltningslovens regler om aktindsigt gælder.

Med venlig hilsen
Næstved Erhverv
Telefon 55 77 12 00
kontor@naestved.example
naestvederhverv.dk
En del af ArbejdskraftAlliancen
)");
}

TEST_CASE("a letter tells what was sent, whatever the case holds by now", "[letter]") {
    World world = planted_case();
    give(world, "full");
    send(world);
    world.must({"case", "edit", "1", "--title", "Nyere overskrift", "--contact", "Nyere K", "--topic", "amu",
                "--positions", "9"});

    const std::string letter = world.must({"refer", "letter", "1.1"});

    CHECK(has(letter, "Titelord"));
    CHECK(has(letter, "Zenobia K"));
    CHECK(has(letter, "Antal stillinger: 3"));
    CHECK_FALSE(has(letter, "Nyere"));
}

TEST_CASE("no letter is written of a referral that has ended", "[letter]") {
    World world = planted_case();
    give(world, "contact");
    send(world);
    world.must({"refer", "update", "1.1", "--status", "declined", "--reason", "no-capacity"});

    check_fails(world, {"refer", "letter", "1.1"}, 4,
                "NAE-26-0001.1 ended on 2026-11-23 (declined); no letter is written of what has ended; see "
                "aka refer show NAE-26-0001.1");
}

TEST_CASE("no letter is written of what is not agreed to any more", "[letter]") {
    World world = planted_case();
    give(world, "contact");
    send(world);

    SECTION("withdrawn") {
        world.must({"case", "consent", "1", "--withdraw"});
        const std::string notice = world.must({"refer", "letter", "1.1", "--lang", "en"});
        CHECK(notice.find("Consent withdrawn: NAE-26-0001.1") != std::string::npos);
        CHECK(notice.find("took back its consent") != std::string::npos);
        CHECK(world.must({"refer", "letter", "1.1"}).find("Samtykke trukket tilbage") != std::string::npos);
    }
    SECTION("narrower by now") {
        give(world, "anonymous");
        check_fails(
            world, {"refer", "letter", "1.1"}, 4,
            "NAE-26-0001.1 shared company, but the consent is anonymous by now; take it back with aka "
            "refer update NAE-26-0001.1 --status cancelled");
    }
    SECTION("run out") {
        world.must({"case", "consent", "1", "--give", "contact", "--via", "phone", "--until", "2026-11-24"});
        world.must({"refer", "letter", "1.1"});
        move_to(world, "2026-11-25");
        CHECK(world.aka({"refer", "letter", "1.1"}).status == 4);
    }
}

TEST_CASE("only the office of the case writes its letters", "[letter]") {
    World world = planted_case();
    give(world, "contact");
    send(world);

    CHECK(world.aka({"refer", "letter", "NAE-26-0001.1", "-M", "faxe"}).status == 4);
    CHECK(world.aka({"case", "receipt", "NAE-26-0001", "-M", "faxe"}).status == 4);
}

TEST_CASE("a letter stores nothing", "[letter]") {
    World world = planted_case();
    give(world, "contact");
    send(world);
    const Texts before = all_rows(world);

    world.must({"refer", "letter", "1.1"});
    world.must({"refer", "remind"});
    world.must({"case", "receipt", "1"});

    CHECK(changed_rows(world, before) == Texts{});
}

TEST_CASE("a letter's format is text, or what its file ends with", "[letter]") {
    World world = planted_case();
    const Alliance alliance{world};
    give(world, "contact");
    send(world);

    CHECK(world.must({"refer", "letter", "1.1", "-O", "txt"}) == world.must({"refer", "letter", "1.1"}));
    world.screen = true;
    CHECK(world.must({"refer", "letter", "1.1", "-O", "txt"}) == world.must({"refer", "letter", "1.1"}));
    for (const auto& [ending, begin] :
         std::vector<std::pair<std::string, std::string>>{{"txt", "  Fra:"},
                                                          {"md", "# Henvisning"},
                                                          {"html", "<!DOCTYPE html>"},
                                                          {"eml", "From: "},
                                                          {"json", "{\n"}}) {
        const std::string file = alliance.path(("letter." + ending).c_str());
        const Outcome outcome = world.aka({"refer", "letter", "1.1", "-o", file});
        INFO(ending);
        CHECK(outcome.status == 0);
        CHECK(outcome.err.empty());
        CHECK(content(file).starts_with(begin));
        CHECK(mode(file) == 0600);
    }
    check_fails(world, {"refer", "letter", "1.1", "-O", "csv"}, 3,
                "--format: \"csv\" is none of txt, md, html, eml, json");
    check_fails(world, {"refer", "letter", "1.1", "-o", "letter.xlsx"}, 3,
                "--output: the ending of letter.xlsx names no format; add -O txt|md|html|eml|json");
}

TEST_CASE("a letter that cannot be answered is warned of", "[letter]") {
    World world = planted_case();
    give(world, "contact");
    send(world);

    CHECK(world.aka({"refer", "letter", "1.1"}).err ==
          "warning: neither mail nor phone of Næstved Erhverv is configured; see aka-config(5)\n");
    CHECK(has(
        world.aka({"refer", "letter", "1.1", "-O", "eml"}).err,
        "no mail address of ZBC (Zealand Business College) is configured: fill it in in the mail program\n"));
}

TEST_CASE("a letter as data tells the same", "[letter]") {
    World world = planted_case();
    const Alliance alliance{world};
    give(world, "contact");
    send(world);

    const Json told = json_of(world, {"refer", "letter", "1.1", "--lang", "en"});

    CHECK(told.at("schema") == "aka/1");
    const Json& letter = told.at("letter");
    CHECK(letter.at("ref") == "NAE-26-0001.1");
    CHECK(letter.at("from_mail") == "kontor@naestved.example");
    CHECK(letter.at("to_mail") == "henvisning@zbc.example");
    CHECK(letter.at("deadline") == "2026-11-30");
    const std::string text = world.must({"refer", "letter", "1.1", "--lang", "en"});
    CHECK(ends_with(text, letter.at("body").get<std::string>()));
    CHECK(told.at("shared").size() == 11);
    CHECK(told.at("shared").at(6) == Json{{"field", "cvr"}, {"label", "CVR no."}, {"value", "99 99 99 18"}});
    CHECK(told.at("reasons").size() == 7);
}

TEST_CASE("a mail address of the configuration must be one", "[letter]") {
    World world;
    const Alliance alliance{world};
    alliance.add("actors/campaign.toml", "id = \"klapjob\"\n", "mail = \"a@b.example, c@d.example\"\n");

    const Outcome outcome = world.aka({"config", "check"});

    CHECK(outcome.status == 6);
    CHECK(has(outcome.err,
              "mail is \"a@b.example, c@d.example\"; it may be a mail address, as kontakt@kontor.example"));
}
