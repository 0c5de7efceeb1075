// What a person reads in Danish, and what stays the same whatever a person reads.
#include <sstream>

#include "aka/text/utf8.hpp"
#include "cli_world.hpp"
#include "english_pieces.hpp"

using namespace cli_world;
using english_pieces::english_in;
using english_pieces::is_in_capitals;

namespace {

World danish_world() {
    World world;
    world.variables["AKA_LANG"] = "da";
    return world;
}

void check_danish(const std::string& text, const std::string& call) {
    INFO("aka " << call << "\n" << text);
    CHECK(english_in(text) == Texts{});
}

/// Two offices, a month of cases: met, unmet, referred, declined, waiting.
void fill(World& world) {
    const auto go = [&](const std::string& line) {
        Texts words;
        std::istringstream all{line};
        for (std::string word; all >> word;) words.push_back(word);
        const auto outcome = world.aka(words);
        INFO("aka " << line << "\n" << outcome.err);
        REQUIRE(outcome.status == 0);
        if (world.variables.contains("AKA_LANG")) check_danish(outcome.err, line);
    };
    move_to(world, "2026-10-05");
    go("case new Fjordglas --cvr 99999918 --phone 22334455 -t faglaert --title Montør --positions 2 "
       "--occupation tømrer");
    go("case consent 1 --give contact --via phone");
    go("refer send 1 --pick draw");
    go("refer update 1.1 --status declined --reason no-candidates");
    go("refer send 1 --pick draw");
    go("case close 1 --outcome partly --reason declined --filled 1");
    go("case feedback 1 --score 4 --recommend yes");
    go("case new Havblik -t amu -t trivsel --outreach --obstacle hours --title Kurser --size 10-49");
    go("case followup 2 --on +5wd");
    go("case consent 2 --give anonymous --via mail");
    go("case consent 2 --withdraw");
    go("case new Skovbo -t elev-laerling --title Elev");
    go("case close 3 --outcome unmet --reason no-actor");
    go("case reopen 3 --reason mistake");
    go("case handover 3 --to faxe");
    move_to(world, "2026-11-23");
    go("actors verify zbc");
    go("actors capacity zbc limited --until 2026-12-24");
}

const Texts shown{"case list --status all",
                  "case show 1 --timeline",
                  "case show 2",
                  "case outreach",
                  "refer suggest 2 --topic amu --explain",
                  "refer list",
                  "refer show 1.1 --timeline",
                  "status --week",
                  "actors list",
                  "actors show zbc",
                  "actors topics",
                  "actors schemes",
                  "actors coverage --gaps",
                  "report month 2026-10",
                  "report month 2026-10 --by topic",
                  "report month 2026-Q4",
                  "report unmet 2026-10",
                  "report followup 2026-10",
                  "report satisfaction 2026-10",
                  "report shortage 2026-10",
                  "report coverage 2026-10",
                  "report impartiality 2026",
                  "report funder region-sjaelland 2026-10",
                  "config show --origin",
                  "config check",
                  "data audit",
                  "data audit --verify",
                  "data subject --cvr 99999918",
                  "data retention --dry-run"};

const Texts wrong{"csae",
                  "case nwe",
                  "case show",
                  "case show 99",
                  "case show x",
                  "case list --topic nonsense",
                  "case list --status nonsense",
                  "case list --sort nonsense",
                  "case new",
                  "case new Ny -t amu --cvr 123",
                  "case new Ny -t amu --received 2027-01-01",
                  "case new 12345",
                  "case close 2",
                  "case close 2 --outcome unmet",
                  "case close 2 --topic amu --outcome met --filled 5 --other-profile x",
                  "refer send 2",
                  "refer send 2 --pick draw",
                  "refer update 1.1 --status accepted",
                  "case followup 2 --on nonsense",
                  "report month nonsense",
                  "report publish month 2026-10",
                  "report publish month 2026-12 --audience public",
                  "case erase 1",
                  "case note 2",
                  "actors show nonsense",
                  "actors list -M nonsense",
                  "status --lang fr",
                  "case list -O xlsx --limit"};

Texts words_of_line(const std::string& line) {
    Texts words;
    std::istringstream all{line};
    for (std::string word; all >> word;) words.push_back(word);
    return words;
}

/// Keys and numbers as they are, texts for people left out.
Json without_texts(const Json& value) {
    static const std::set<std::string> for_people{"label", "unit",   "name",    "title", "lines",
                                                  "notes", "target", "meaning", "what",  "category_label"};
    if (value.is_object()) {
        Json kept = Json::object();
        for (const auto& [key, inner] : value.items())
            kept[key] =
                for_people.contains(key) || key.ends_with("_notes") ? Json("text") : without_texts(inner);
        return kept;
    }
    if (!value.is_array()) return value;
    Json kept = Json::array();
    for (const auto& inner : value) kept.push_back(without_texts(inner));
    return kept;
}

}  // namespace

TEST_CASE("nothing English is left in what the commands say in Danish", "[danish]") {
    World world = danish_world();
    world.screen = true;
    fill(world);

    for (const auto& line : shown) {
        const auto said = world.aka(words_of_line(line));
        CHECK(said.status == 0);
        check_danish(said.out + said.err, line);
    }
    for (const auto& line :
         {"report month 2026-10 -O html", "report month 2026 -O md", "report impartiality 2026 -O html"})
        check_danish(world.must(words_of_line(line)), line);
}

TEST_CASE("errors are told in Danish", "[danish]") {
    World world = danish_world();
    fill(world);

    for (const auto& line : wrong) {
        const auto said = world.aka(words_of_line(line));
        INFO("aka " << line);
        CHECK(said.status != 0);
        check_danish(said.err, line);
    }
}

TEST_CASE("help is in Danish, and no line of it is wider than the terminal", "[danish]") {
    World world = danish_world();

    for (const auto& command : aka::all_commands()) {
        Texts arguments = words_of_line(command.path);
        arguments.erase(arguments.begin());
        arguments.emplace_back("--help");
        const auto help = world.must(arguments);
        Texts english = english_in(help);
        std::erase_if(english, is_in_capitals);  // arguments are named alike in both
        INFO(help);
        CHECK(english == Texts{});
        std::istringstream lines{help};
        for (std::string line; std::getline(lines, line);) {
            INFO(line);
            if (!line.starts_with("  aka ") && line.find("--") == std::string::npos)
                CHECK(aka::display_width(line) <= 80);
        }
    }
}

TEST_CASE("the search for English finds it", "[danish]") {
    World world;
    world.screen = true;
    fill(world);

    for (const auto& line : shown) {
        INFO("aka " << line);
        const auto said = world.aka(words_of_line(line));
        CHECK(english_in(said.out + said.err) != Texts{});
    }
    CHECK(english_in(world.must({"case", "close", "--help"})) != Texts{});
    CHECK(english_in(world.aka({"case", "show", "FAX-26-0099"}).err) ==
          Texts{" no case ", " see aka case list --status all "});
}

TEST_CASE("what machines read is the same in both languages", "[danish]") {
    World english;
    fill(english);
    World danish = danish_world();
    fill(danish);

    for (const std::string line :
         {"case list --status all", "refer list", "actors list", "status --week", "case show 2"})
        for (const std::string format : {"tsv", "csv", "csv-excel"}) {
            INFO(line << " -O " << format);
            const auto words = words_of_line(line + " -O " + format);
            CHECK(danish.must(words) == english.must(words));
        }
    for (const auto& line : shown) {
        INFO("aka " << line);
        if (line.starts_with("data") || line.ends_with("--origin") || line.ends_with("--timeline")) continue;
        CHECK(without_texts(json_of(danish, words_of_line(line))) ==
              without_texts(json_of(english, words_of_line(line))));
    }
}

TEST_CASE("a summary written in Danish is summed up as one in English is", "[danish]") {
    World english;
    fill(english);
    World danish = danish_world();
    fill(danish);
    const Folder folder;
    const Texts month = words_of_line("report month 2026-10 -M naestved -O json");
    std::ofstream{folder / "english.json"} << english.must(month);
    std::ofstream{folder / "danish.json"} << danish.must(month);

    CHECK(content(folder / "danish.json") != content(folder / "english.json"));
    CHECK(english.must({"report", "merge", "--partial", "-O", "json", folder / "danish.json"}) ==
          english.must({"report", "merge", "--partial", "-O", "json", folder / "english.json"}));
}
