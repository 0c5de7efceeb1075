// What is typed: personal numbers, unfit text, where text comes from, questions at a terminal, dry runs.
#include "cli_world.hpp"

using namespace cli_world;

namespace {

std::string cpr_refusal(const std::string& field) {
    return field + ": 010190-xxxx looks like a personal number (CPR); it must not be kept, so remove it";
}

/// A terminal where a person types those lines.
World at_terminal(const std::string& typed) {
    World world;
    world.terminal = true;
    world.input = typed;
    return world;
}

/// What the questions and answers left of a case.
std::string stored(World& world) {
    return texts(world,
                 "SELECT c.ref || ' ' || b.name || ' ' || n.topic || ' ' || c.title FROM case_file c JOIN "
                 "business b ON "
                 "b.id = c.business_id JOIN need n ON n.case_id = c.id")
        .at(0);
}

}  // namespace

TEST_CASE("a personal number is refused in every text of a new case, masked, and nothing is kept", "[case]") {
    const std::vector<std::pair<std::string, Texts>> fields{
        {"title", {"--title", "Bo 010190-1234"}},
        {"company", {"--company", "010190 1234"}},
        {"contact", {"--contact", "Bo 0101901234"}},
        {"email", {"--email", "010190-1234@fjordglas.example"}},
        {"occupation", {"--occupation", "smed 010190-1234"}},
        {"text", {"-F", "-"}}};
    for (const auto& [field, options] : fields) {
        World world;
        world.input = "Svend 010190-1234\n";
        Texts arguments{"case", "new", "-t", "amu"};
        if (field != "company") arguments.emplace_back("Fjordglas");
        arguments.insert(arguments.end(), options.begin(), options.end());

        check_fails_unstored(world, arguments, 4, cpr_refusal(field));
    }
}

TEST_CASE("a personal number is refused as name, initials, note, new text and reason", "[case]") {
    World world;
    world.must({"case", "new", "Fjordglas", "-t", "amu"});
    world.input = "010190-1234";

    check_fails_unstored(world, {"case", "new", "010190-1234", "-t", "amu"}, 4, cpr_refusal("company"));
    check_fails_unstored(world, {"case", "new", "Holmely", "-t", "amu", "--as", "010190-1234"}, 4,
                         cpr_refusal("--as"));
    check_fails_unstored(world, {"case", "note", "1", "-F", "-"}, 4, cpr_refusal("note"));
    check_fails_unstored(world, {"case", "edit", "1", "-F", "-"}, 4, cpr_refusal("text"));
    check_fails_unstored(world, {"case", "edit", "1", "--title", "010190-1234"}, 4, cpr_refusal("title"));
    check_fails_unstored(world, {"case", "edit", "1", "--occupation", "010190-1234"}, 4,
                         cpr_refusal("occupation"));
    world.must({"case", "close", "1", "--outcome", "met"});
    check_fails_unstored(world, {"case", "reopen", "1", "--reason", "mistake", "-F", "-"}, 4,
                         cpr_refusal("text"));
}

TEST_CASE("a personal number typed as another number is not printed", "[case]") {
    World world;

    for (const char* option : {"--cvr", "--phone", "--pno"}) {
        const auto refused = world.aka({"case", "new", "Fjordglas", "-t", "amu", option, "010190-1234"});
        INFO(option);
        CHECK(refused.status != 0);
        CHECK(refused.err.find("1234") == std::string::npos);
    }
}

TEST_CASE("numbers that only look like a personal number are kept", "[case]") {
    World world;

    world.must({"case", "new", "Fjordglas", "-t", "amu", "--pno", "1011121234", "--title",
                "P-nr. 1011121234, tlf 55 77 12 34, uge 47"});

    CHECK(texts(world, "SELECT title FROM case_file") == Texts{"P-nr. 1011121234, tlf 55 77 12 34, uge 47"});
}

TEST_CASE("words of health and punishment are pointed out, and kept", "[case]") {
    World world;
    const std::string warning =
        ": health or punishment of a person who can be recognised does not belong here (GDPR art. 9 and "
        "10)\n";
    world.input = "Han er straffet og har kræft";

    const auto recorded =
        world.aka({"case", "new", "Fjordglas", "-t", "amu", "--title", "To sygemeldte", "-q"});
    const auto noted = world.aka({"case", "note", "1", "-F", "-", "-q"});
    const auto english = world.aka({"case", "edit", "1", "--title", "Two on sick leave", "-q"});

    CHECK(recorded.err == "warning: sygemeldte" + warning);
    CHECK(noted.err == "warning: straffet, kræft" + warning);
    CHECK(english.err == "warning: sick leave" + warning);
    CHECK(texts(world, "SELECT title FROM case_file") == Texts{"Two on sick leave"});
}

TEST_CASE("unfit text is refused by field and byte", "[case]") {
    World world;
    const auto with_text = [&](const std::string& text) {
        world.input = text;
        return Texts{"case", "new", "Fjordglas", "-t", "amu", "-F", "-"};
    };

    check_fails_unstored(world, with_text("abc\xff"), 3, "text: broken UTF-8 at byte 3; remove it");
    check_fails_unstored(world, with_text("æ\x1b[31m"), 3,
                         "text: a control character (U+001B) at byte 2; remove it");
    check_fails_unstored(
        world, with_text("abc\xe2\x80\xae"), 3,
        "text: a character that turns the direction of writing (U+202E) at byte 3; remove it");
    check_fails_unstored(world, {"case", "new", "Fjordglas", "-t", "amu", "--title", "to\nlinjer"}, 3,
                         "title: a control character (U+000A) at byte 2; remove it");
    check_fails_unstored(world, {"case", "new", "Fjordglas", "-t", "amu", "--title", std::string(501, 'x')},
                         3, "title: 501 bytes are too many; at most 500");
    check_fails_unstored(world, with_text(std::string(1024 * 1024 + 1, 'x')), 3,
                         "standard input is larger than 1 MiB; a text is shorter");
}

TEST_CASE("text is composed before it is kept", "[case]") {
    World world;

    world.must({"case", "new",
                "Fa\xcc\x8a"
                "borg",
                "-t", "amu", "--title", "  Kurser  "});

    CHECK(texts(world, "SELECT name FROM business") == Texts{"F\xc3\xa5"
                                                             "borg"});
    CHECK(texts(world, "SELECT title FROM case_file") == Texts{"Kurser"});
}

TEST_CASE("text comes from a file, with the line ends of any system", "[case]") {
    World world;
    const Folder folder;
    std::ofstream{folder / "text.txt"} << "En linje\r\nto linjer\r\n";

    world.must({"case", "new", "Fjordglas", "-t", "amu", "-F", folder / "text.txt"});

    CHECK(texts(world, "SELECT text FROM case_file") == Texts{"En linje\nto linjer"});
    check_fails(world, {"case", "note", "1", "-F", folder / "none.txt"}, 3,
                "cannot read " + (folder / "none.txt") + ": No such file or directory");
    check_fails(world, {"case", "note", "1", "-F", folder.path()}, 3,
                folder.path() + " is a folder; name a file");
    check_fails(world, {"case", "note", "1", "-F", folder / "text.txt", "-e"}, 3,
                "--file and --editor do not go together; choose one");
}

TEST_CASE("text is written in an editor, and the lines of help are dropped", "[case]") {
    World world;
    world.edited = "# hjælp\n\nSkrevet her.\n# mere hjælp\nOg her.\n";

    world.must({"case", "new", "Fjordglas", "-t", "amu", "-e"});
    world.must({"case", "note", "1", "--editor"});

    CHECK(texts(world, "SELECT text FROM case_file") == Texts{"Skrevet her.\nOg her."});
    CHECK(texts(world, "SELECT text FROM note") == Texts{"Skrevet her.\nOg her."});
    CHECK(world.edited_from ==
          "\n# Note for NAE-26-0001\n# Lines beginning with # are dropped; an empty text cancels.\n");
}

TEST_CASE("an empty text, a failing editor and no person each end without a case", "[case]") {
    World world;
    world.variables["EDITOR"] = "aka-no-such-editor --wait";
    const Texts arguments{"case", "new", "Fjordglas", "-t", "amu", "-e"};

    check_fails_unstored(world, arguments, 1, "the editor aka-no-such-editor failed; nothing was saved");
    world.edited = "# kun hjælp\n";
    check_fails_unstored(world, arguments, 2, "the text is empty; nothing was saved");
    Texts nobody = arguments;
    nobody.emplace_back("--no-input");
    check_fails_unstored(world, nobody, 3, "--editor asks a person; use --file with --no-input");
}

TEST_CASE("topics are suggested with the words that led there, and not chosen", "[case]") {
    World world;
    world.input = "En elektriker søges";

    check_fails_unstored(
        world, {"case", "new", "Fjordglas", "--title", "Mangler smede", "-F", "-"}, 3,
        "what is it about? name a topic with --topic; see aka actors topics\nthe words suggest:\n"
        "  rekruttering/faglaert  Skilled workers (smede, elektriker)");
    check_fails_unstored(world, {"case", "new", "Fjordglas", "--title", "Xyzzy"}, 3,
                         "what is it about? name a topic with --topic; see aka actors topics");
}

TEST_CASE("a person at a terminal is asked for what is missing", "[case]") {
    World world = at_terminal("Fjordglas ApS\nMangler smede\n.\n\n.\n");

    const auto recorded = world.aka({"case", "new"});

    CHECK(recorded.status == 0);
    CHECK(recorded.out == "NAE-26-0001\n");
    CHECK(recorded.err.starts_with(
        "Business (name, CVR number or phone): What is needed, in one line: "
        "More about it (end with a line that holds only a dot):\nthe words suggest:\n"
        "  rekruttering/faglaert  Skilled workers (smede)\n"
        "Topic (Tab lists them) [rekruttering/faglaert]: "));
    CHECK(stored(world) == "NAE-26-0001 Fjordglas ApS rekruttering/faglaert Mangler smede");
}

TEST_CASE("an answer that will not do is asked for again", "[case]") {
    World world = at_terminal("\nFjordglas\nKurser 010190-1234\nr\n.\nblomster\namu\n.\n");

    const auto recorded = world.aka({"case", "new"});

    CHECK(recorded.status == 0);
    for (const std::string fault :
         {"aka: which business? a name is enough\n", "aka: unknown topic \"blomster\"",
          "010190-xxxx looks like a personal number (CPR); it must not be kept\n"}) {
        INFO(fault);
        CHECK(recorded.err.find(fault) != std::string::npos);
    }
    CHECK(stored(world) == "NAE-26-0001 Fjordglas videreuddannelse/amu Kurser");
}

TEST_CASE("a known business typed at the question fills the rest", "[case]") {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "--cvr", "99999918", "-t", "amu", "--title", "Kurser"});
    world.terminal = true;
    world.input = "99999918\n\nMere\n.\ntrivsel\n.\n";

    const auto recorded = world.aka({"case", "new"});

    CHECK(recorded.out == "NAE-26-0002\n");
    CHECK(recorded.err.find("NAE-26-0002 Fjordglas ApS (known business)\n") != std::string::npos);
}

TEST_CASE("the end of input cancels", "[case]") {
    World nothing = at_terminal("");
    World half = at_terminal("Fjordglas\nKurser\n");

    const auto at_once = nothing.aka({"case", "new"});
    const auto later = half.aka({"case", "new"});

    CHECK(at_once.status == 2);
    CHECK(ends_with(at_once.err, "aka: cancelled; nothing was saved\n"));
    CHECK(later.status == 2);
    CHECK(texts(half, "SELECT count(*) FROM event") == Texts{"0"});
}

TEST_CASE("nothing is asked when all is said, with --no-input, or where nobody sits", "[case]") {
    World complete = at_terminal("");
    World silent = at_terminal("Fjordglas\nKurser\namu\n");
    World pipe;
    pipe.input = "Fjordglas\nKurser\namu\n";
    const std::string no_business =
        "which business? a name, a known CVR number or phone is enough: aka case new BUSINESS --topic ID";

    CHECK(complete.must({"case", "new", "Fjordglas", "-t", "amu"}) == "NAE-26-0001\n");
    check_fails_unstored(silent, {"case", "new", "-t", "amu", "--no-input"}, 3, no_business);
    check_fails_unstored(silent, {"case", "new", "Fjordglas", "--no-input", "--yes"}, 3,
                         "what is it about? name a topic with --topic; see aka actors topics");
    check_fails_unstored(pipe, {"case", "new", "-t", "amu"}, 3, no_business);
}

TEST_CASE("a dry run of every writing command changes nothing", "[case]") {
    World world;
    world.must({"case", "new", "Fjordglas", "-t", "amu", "--consent", "full"});
    world.must({"refer", "send", "1", "--pick", "draw"});
    world.must({"case", "new", "Holmely", "-t", "amu"});
    world.must({"case", "close", "2", "--outcome", "met"});
    world.input = "Notat";
    const Texts before = all_rows(world);

    for (Texts write :
         std::vector<Texts>{{"case", "new", "Vibely", "-t", "amu", "--consent", "full"},
                            {"case", "edit", "1", "--company", "Kalklund", "--add-topic", "trivsel"},
                            {"case", "note", "1", "-F", "-"},
                            {"case", "followup", "1", "--done"},
                            {"case", "followup", "1", "--on", "+9d"},
                            {"case", "consent", "1", "--withdraw"},
                            {"case", "consent", "1", "--give", "none", "--via", "mail"},
                            {"case", "close", "1", "--outcome", "met"},
                            {"case", "reopen", "2", "--reason", "mistake"},
                            {"refer", "suggest", "1", "--redraw", "--reason", "mistake"},
                            {"refer", "send", "1", "--pick", "draw"},
                            {"refer", "update", "1.1", "--status", "accepted"},
                            {"refer", "done", "1.1", "--outcome", "helped"}}) {
        write.emplace_back("--dry-run");
        const auto tried = world.aka(write);
        INFO(joined(write) << tried.err);
        CHECK(tried.status == 0);
        CHECK(ends_with(tried.err, "dry run: nothing was changed\n"));
        CHECK(changed_rows(world, before) == Texts{});
    }
}

TEST_CASE("a reference that was not kept is not answered as one", "[case]") {
    World world;

    const auto tried = world.aka({"case", "new", "Fjordglas", "-t", "amu", "-n"});

    CHECK(tried.out.empty());
    CHECK(tried.err.starts_with("would be NAE-26-0001\n"));
}
