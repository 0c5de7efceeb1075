// The command line itself: version, help, what is mistyped, and how answers are written.
#include <algorithm>
#include <sstream>

#include "cli_world.hpp"
#include "places.hpp"

using namespace cli_world;

namespace {

Texts words_of(const std::string& path) {
    Texts words;
    std::istringstream in{path};
    for (std::string word; in >> word;) words.push_back(word);
    words.erase(words.begin());  // aka
    return words;
}

World with_case() {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "-t", "amu", "--title", "Kurser"});
    return world;
}

}  // namespace

TEST_CASE("the version is told", "[program]") {
    World world;

    for (const char* option : {"--version", "-V"}) {
        const auto told = world.aka({option});
        CHECK(told.status == 0);
        CHECK(told.out == "aka 0.1.0\n");
        CHECK(told.err.empty());
    }
}

TEST_CASE("every command has help, with examples first", "[program]") {
    World world;
    const auto commands = aka::all_commands();
    REQUIRE(commands.size() > 30);

    for (const auto& command : commands) {
        Texts arguments = words_of(command.path);
        arguments.emplace_back("--help");
        const auto help = world.aka(arguments);
        INFO(command.path);
        CHECK(help.status == 0);
        CHECK(help.err.empty());
        const auto examples = help.out.find("\nExamples:\n  aka ");
        const auto usage = help.out.find("\nUsage:\n  " + command.path);
        CHECK(examples != std::string::npos);
        CHECK(usage != std::string::npos);
        CHECK((examples == std::string::npos || examples < usage));
        for (const auto& option : command.options) CHECK(help.out.find(option) != std::string::npos);
    }
}

TEST_CASE("help is shown whatever else is missing, and needs no register", "[program]") {
    World world;
    world.variables = {{"HOME", "/nonexistent"}};

    CHECK(world.aka({"-h"}).out == world.aka({"--help"}).out);
    CHECK(world.aka({"case", "show", "-h"})
              .out.starts_with("Show all of a case.\n\nExamples:\n  aka case show 143\n"));
    CHECK(world.aka({}).out == world.aka({"--help"}).out);
    CHECK(world.aka({"case"}).out == world.aka({"case", "--help"}).out);
}

TEST_CASE("no line of help is wider than the terminal", "[program]") {
    World world;

    for (const auto& command : aka::all_commands()) {
        Texts arguments = words_of(command.path);
        arguments.emplace_back("--help");
        std::istringstream lines{world.must(arguments)};
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("  aka ") || line.find("--") != std::string::npos)
                continue;  // examples and names are not broken
            INFO(command.path << ": " << line);
            CHECK(line.size() <= 80);
        }
    }
}

TEST_CASE("a mistyped word is answered with what was meant", "[program]") {
    World world = with_case();

    check_fails(world, {"csae", "new"}, 3, "unknown command \"csae\"; did you mean aka case new?");
    check_fails(world, {"case", "nwe"}, 3, "unknown command \"nwe\"; did you mean aka case new?");
    check_fails(world, {"-M", "faxe", "case", "lsit"}, 3,
                "unknown command \"lsit\"; did you mean aka case list?");
    check_fails(world, {"qqqqqq"}, 3,
                "unknown command \"qqqqqq\"; aka has case, refer, actors, report, status, config, data, "
                "completion, help");
    check_fails(world, {"case", "list", "--staus", "open"}, 3,
                "unknown option --staus; did you mean --status?");
    check_fails(world, {"case", "list", "--qqqqqqqq"}, 3,
                "unknown option --qqqqqqqq; see aka case list --help");
    check_fails(world, {"case", "new", "--municpality=faxe"}, 3,
                "unknown option --municpality; did you mean --municipality?");
    check_fails(world, {"case", "list", "a", "b"}, 3,
                "\"b\" is one argument too many; see aka case list --help");
    check_fails(world, {"case", "new", "A", "-t", "elev-larling"}, 3,
                "unknown topic \"elev-larling\"; did you mean studerende/elev-laerling?");
    check_fails(world, {"case", "list", "-M", "nastved"}, 3,
                "unknown municipality \"nastved\"; did you mean naestved?");
    check_fails(world, {"case", "list", "--actor", "zcb"}, 3, "unknown actor \"zcb\"; did you mean zbc?");
    check_fails(world, {"case", "list", "--cvr", "99999919"}, 3,
                "\"99999919\" is no CVR number: eight digits that pass the check, as 99 99 99 18");
    check_fails(world, {"case", "list", "--since", "31/2"}, 3,
                "--since: \"31/2\" is no date; write 2026-11-21, 21-11-2026, monday, week 47, +5d or +5wd "
                "(working days)");
    check_fails(world, {"case", "list", "--today", "xx"}, 3,
                "--today: \"xx\" is no date; write 2026-11-21 or 21-11-2026");
    check_fails(world, {"case", "list", "--status", "opne"}, 3,
                "--status: \"opne\" is none of open, waiting, closed, all; did you mean open?");
    check_fails(world, {"case", "list", "-O", "pdf"}, 3,
                "--format: \"pdf\" is none of table, tsv, csv, csv-excel, json, md, html, xlsx");
    check_fails(
        world, {"report", "month", "2026-13"}, 3,
        "\"2026-13\" is no period; write 2026-10, 2026-Q3, 2026, 2026-07..2026-10, lastmonth or thisyear");
}

TEST_CASE("an option without its value, and one given twice, are named", "[program]") {
    World world;

    check_fails(world, {"case", "list", "--since"}, 3, "--since wants a value");
    check_fails(world, {"case", "list", "--since", "today", "--since", "today"}, 3,
                "--since is given more than once");
    check_fails(world, {"case", "show"}, 3, "CASE is missing; see aka case show --help");
}

TEST_CASE("an option with nothing behind the equals sign takes no other word", "[program]") {
    World world = with_case();

    check_fails(world, {"case", "new", "Alfa ApS", "-t", "amu", "--contact=", "--outreach"}, 3,
                "--contact wants a value");
    check_fails(world, {"case", "list", "--topic=", "--count"}, 3, "--topic wants a value");
    CHECK(world.must({"case", "list", "--count", "--", "--topic="}) == "0\n");
    CHECK(Json::parse(world.must({"--json=", "case", "list"}))["cases"].size() == 1);
}

TEST_CASE("a flag takes no value", "[program]") {
    World world = with_case();

    check_fails(world, {"case", "list", "--count=no"}, 3, "--count takes no value");
    check_fails(world, {"case", "note", "1", "--dry-run=no"}, 3, "--dry-run takes no value");
}

TEST_CASE("a number alone is an answer, not something stored", "[program]") {
    World world = with_case();

    check_fails(world, {"case", "list", "--count", "--json=ref"}, 3, "no field ref; fields: cases");
    CHECK(world.must({"case", "list", "-n", "--count"}) == "1\n");
    CHECK(world.must({"config", "path", "-n"}) == world.must({"config", "path"}));
}

TEST_CASE("an argument that is no text is refused by number and byte", "[program]") {
    World world;

    check_fails(world, {"case", "new", "Fjord\xffglas"}, 3, "argument 3: broken UTF-8 at byte 5");
    check_fails(world, {"case", "new", "a", "--title", "\x1b[31m"}, 3,
                "argument 5: a control character (U+001B) at byte 0");
}

TEST_CASE("the option --json does not swallow what follows", "[program]") {
    World world = with_case();

    const auto shown = world.aka({"case", "show", "--json", "1"});

    CHECK(shown.status == 0);
    CHECK(Json::parse(shown.out)["case"]["ref"] == "NAE-26-0001");
}

TEST_CASE("the option --json takes only the fields it is given, in their order", "[program]") {
    World world = with_case();

    CHECK(world.must({"case", "list", "--json=title,ref"}) ==
          "{\n  \"schema\": \"aka/1\",\n  \"cases\": [\n    {\n      \"title\": \"Kurser\",\n      \"ref\": "
          "\"NAE-26-0001\"\n    }\n  ]\n}\n");
    check_fails(world, {"case", "list", "--json=ref,titel"}, 3,
                "no field titel; did you mean title? fields: ref, received_on, company, title, topics, "
                "status, followup, consultant");
    check_fails(
        world, {"case", "list", "--json=qqqqqqqq"}, 3,
        "no field qqqqqqqq; fields: ref, received_on, company, title, topics, status, followup, consultant");
}

TEST_CASE("a terminal gets a table, a pipe gets plain lines", "[program]") {
    World world = with_case();

    CHECK(world.must({"case", "list", "--json=ref", "-O", "tsv"}).starts_with("{"));
    CHECK(world.must({"case", "list"}) ==
          "NAE-26-0001\t2026-11-23\tFjordglas ApS\tKurser\tvidereuddannelse/amu\topen\t2026-11-30\tMK\n");
    world.terminal = true;
    CHECK(world.must({"case", "list", "--color", "never"}) ==
          "CASE         RECEIVED  COMPANY        TITLE   TOPICS  STATUS  FOLLOW-UP  BY\n"
          "NAE-26-0001  23 Nov    Fjordglas ApS  Kurser  amu     open    30 Nov     MK\n");
}

TEST_CASE("colour is for terminals, unless it is asked for or turned off", "[program]") {
    World world = with_case();
    const auto bold = [&](const Texts& options) {
        Texts arguments{"case", "list", "-O", "table"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return world.must(arguments).find("\x1b[1m") != std::string::npos;
    };

    CHECK_FALSE(bold({}));
    CHECK(bold({"--color", "always"}));
    world.terminal = true;
    CHECK(bold({}));
    CHECK_FALSE(bold({"--color", "never"}));
    world.variables["NO_COLOR"] = "1";
    CHECK_FALSE(bold({}));
    world.variables["CLICOLOR_FORCE"] = "1";
    CHECK_FALSE(bold({}));
    world.variables.erase("NO_COLOR");
    world.terminal = false;
    CHECK(bold({}));
    world.variables["TERM"] = "dumb";
    CHECK_FALSE(bold({}));
    world.terminal = true;
    world.variables = {{"CLICOLOR", "0"},
                       {"HOME", "/nonexistent"},
                       {"AKA_DB", ":memory:"},
                       {"AKA_CONFIG", world.variables["AKA_CONFIG"]},
                       {"AKA_MUNICIPALITY", "naestved"}};
    CHECK_FALSE(bold({}));
    CHECK(bold({"--color", "always"}));
}

TEST_CASE("a spreadsheet in Excel gets semicolons, a mark, and cells that do not run", "[program]") {
    World world = with_case();
    world.must({"case", "edit", "1", "--title", "=HYPERLINK(\"x\"; 1)"});

    CHECK(world.must({"case", "list", "-O", "csv-excel"}) ==
          "\xEF\xBB\xBFref;received_on;company;title;topics;status;followup;consultant\r\n"
          "NAE-26-0001;2026-11-23;Fjordglas ApS;\"'=HYPERLINK(\"\"x\"\"; "
          "1)\";videreuddannelse/amu;open;2026-11-30;MK\r\n");
    CHECK(world.must({"case", "list", "-O", "csv"}) ==
          "ref,received_on,company,title,topics,status,followup,consultant\r\n"
          "NAE-26-0001,2026-11-23,Fjordglas ApS,\"'=HYPERLINK(\"\"x\"\"; "
          "1)\",videreuddannelse/amu,open,2026-11-30,MK\r\n");
}

TEST_CASE("the option --verbose tells which files are used, --quiet says nothing that was not asked for",
          "[program]") {
    World world = with_case();
    world.input = "Notat";

    CHECK(world.aka({"case", "list", "-v"}).err ==
          "register: :memory: (AKA_DB)\nconfiguration: " + source_dir() + "/config (AKA_CONFIG)\n");
    CHECK(world.aka({"case", "note", "1", "-F", "-", "-q"}).err.empty());
}

TEST_CASE("control characters in the register never reach the terminal", "[program]") {
    World world = with_case();
    world.must({"case", "consent", "1", "--give", "full", "--via", "mail"});
    world.must({"case", "followup", "1", "--on", "2026-11-24"});
    world.db->query("UPDATE business SET name = 'Fjord' || char(27) || ']0;x' || char(7)");
    world.db->query(
        "UPDATE case_file SET title = 'a' || char(27) || '[31mb' || char(0x9b) || '2J' || char(0x202e), text "
        "= char(27) || 'c'");
    const auto harmless = [](const std::string& text) {
        return text.find('\x1b') == std::string::npos && text.find('\a') == std::string::npos &&
               text.find("\xc2\x9b") == std::string::npos && text.find("\xe2\x80\xae") == std::string::npos;
    };

    for (const bool terminal : {false, true}) {
        world.terminal = terminal;
        for (const char* format : {"table", "tsv", "csv", "csv-excel", "json", "md"})
            for (const Texts& read :
                 {Texts{"case", "list"}, Texts{"case", "show", "1"}, Texts{"status", "--week"},
                  Texts{"refer", "send", "1", "--actor", "zbc", "--preview"}}) {
                Texts arguments = read;
                arguments.insert(arguments.end(), {"--color", "never", "-O", format});
                const auto shown = world.aka(arguments);
                INFO(joined(arguments) << shown.out);
                CHECK(shown.status == 0);
                CHECK(shown.out.find("Fjord") != std::string::npos);
                CHECK(harmless(shown.out));
            }
    }
    CHECK(harmless(world.aka({"case", "followup", "1", "--done"}).err));
    CHECK(harmless(world.aka({"case", "new", "--company", "Holmely", "-t", "amu"}).err));
    world.db->query("UPDATE business SET name = 'Holmely', name_folded = 'holmely' WHERE id = 1");
    const auto again = world.aka({"case", "new", "Holmely", "-t", "amu"});
    CHECK(again.err.find("open already for this business") != std::string::npos);
    CHECK(harmless(again.err));
}
