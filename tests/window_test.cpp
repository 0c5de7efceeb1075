// What a person sees in a window: tables no wider than it, colours beside words, a pager for what is longer.
#include "cli_world.hpp"

using namespace cli_world;

namespace {

World with_cases(int count) {
    World world;
    for (int i = 1; i <= count; ++i)
        world.must({"case", "new",
                    "Østergaard & Brødrene Å. Æbelø Maskinfabrik " + std::to_string(i) + " ApS", "-t",
                    "elev-laerling", "--title", "Mangler to lærlinge til smedjen, helst før jul"});
    world.must({"case", "consent", "1", "--give", "full", "--via", "phone"});
    world.must({"refer", "send", "1", "--pick", "draw"});
    world.input = "company;reason\nHavblik Åhuse ApS;Vokser i år\n";
    world.must({"case", "outreach", "--import", "-"});
    move_to(world, "2026-12-15");
    return world;
}

/// Of letters that are a column each, as Danish ones are; what is none begins with 10 in UTF-8.
int letters(const std::string& line) {
    return static_cast<int>(std::count_if(
        line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

int longest_line(const std::string& text) {
    int longest = 0;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) longest = std::max(longest, letters(line));
    return longest;
}

}  // namespace

TEST_CASE("no list is wider than the window, in either language", "[window]") {
    World world = with_cases(3);
    world.screen = true;
    const std::vector<Texts> lists{{"case", "list"},
                                   {"case", "list", "-M", "all"},
                                   {"case", "show", "1"},
                                   {"case", "show", "1", "--timeline"},
                                   {"case", "outreach"},
                                   {"refer", "list"},
                                   {"refer", "suggest", "1", "--explain"},
                                   {"actors", "list"},
                                   {"actors", "topics"},
                                   {"actors", "schemes"},
                                   {"actors", "show", "zbc"},
                                   {"actors", "coverage"},
                                   {"status", "--week"},
                                   {"report", "month", "2026-11"},
                                   {"report", "impartiality", "2026-11"},
                                   {"report", "unmet", "2026-11"},
                                   {"data", "audit"},
                                   {"config", "show", "--origin"}};

    for (const auto& list : lists)
        for (const char* language : {"en", "da"})
            for (const int width : {20, 40, 60, 80, 120, 200}) {
                Texts call = list;
                call.insert(call.end(), {"--lang", language, "--color", "never"});
                world.width = width;
                const std::string shown = world.must(call);
                INFO("aka " << joined(call) << "at " << width << ":\n" << shown);
                CHECK(longest_line(shown) <= width);
                CHECK(shown.size() > 20);
            }
}

TEST_CASE("in a narrow window references, states and days are whole, and what went is named", "[window]") {
    World world = with_cases(1);
    world.screen = true;
    world.width = 60;

    CHECK(world.must({"case", "list", "--color", "never"}) ==
          "CASE         COMPANY        TITLE         STATUS   FOLLOW-UP\n"
          "NAE-26-0001  Østergaard &…  Mangler to …  waiting  30 Nov\n"
          "(no room for RECEIVED, TOPICS, BY: a wider window or -O csv\n"
          "shows all)\n");
}

TEST_CASE("a colour stands beside the word that says the same", "[window]") {
    World world = with_cases(1);
    world.screen = true;
    world.width = 120;

    CHECK(world.must({"status"}).find("\x1b[31moverdue\x1b[0m") != std::string::npos);
    CHECK(world.must({"case", "list"}).find("\x1b[33mwaiting\x1b[0m") != std::string::npos);
    CHECK(world.must({"case", "list", "-O", "csv"}).find('\x1b') == std::string::npos);
}

TEST_CASE("a file gets colours only when they are asked for", "[window]") {
    World world = with_cases(1);
    world.screen = true;
    const Folder folder;
    const std::string file = folder / "list.txt";

    world.variables["CLICOLOR_FORCE"] = "1";
    world.must({"case", "list", "-o", file});
    CHECK(content(file).find('\x1b') == std::string::npos);
    world.must({"case", "list", "-o", file, "--color", "always"});
    CHECK(content(file).find("\x1b[1m") != std::string::npos);
}

TEST_CASE("an answer longer than the window goes to the pager, as it would have been written", "[window]") {
    World world = with_cases(6);
    world.screen = true;
    world.variables["TERM"] = "xterm";
    std::vector<Texts> called;
    std::string paged;
    bool works = true;
    world.pager = [&](const Texts& command, const std::string& text) {
        called.push_back(command);
        paged = text;
        return works;
    };
    const Texts list{"case", "list"};
    const std::string whole = world.must(list);  // how high the window is is not known
    CHECK(called.empty());

    world.height = 40;
    CHECK(world.must(list) == whole);
    CHECK(called.empty());
    world.height = 6;
    CHECK(world.must(list).empty());
    CHECK(called == std::vector<Texts>{{"less", "-FRX"}});
    CHECK(paged == whole);

    world.variables["PAGER"] = "more -d";
    world.must(list);
    CHECK(called.back() == Texts{"more", "-d"});
    world.variables["AKA_PAGER"] = "most";
    world.must({"case", "new", "--help"});
    CHECK(called.back() == Texts{"most"});
    CHECK(paged.find("--company") != std::string::npos);
    called.clear();

    works = false;
    CHECK(world.must(list) == whole);  // nothing is lost with a pager that fails
    CHECK(called.size() == 1);
    works = true;
    for (const char* none : {"", "cat"}) {
        world.variables["AKA_PAGER"] = none;
        CHECK(world.must(list) == whole);
    }
    world.variables.erase("AKA_PAGER");
    CHECK(world.must({"case", "list", "--no-input"}) == whole);
    world.variables["TERM"] = "dumb";
    CHECK(world.must({"case", "list", "--color", "always"}) == whole);
    CHECK(called.size() == 1);
}

TEST_CASE("what records is not paged", "[window]") {
    World world = with_cases(2);
    world.screen = true;
    world.height = 2;
    world.variables["TERM"] = "xterm";
    bool called = false;
    world.pager = [&](const auto&, const auto&) { return called = true; };

    world.input = "Ringede.\n";
    CHECK_FALSE(world.must({"case", "note", "1", "-F", "-", "-O", "json"}).empty());
    CHECK_FALSE(called);
}
