// What `aka __complete` answers while a line is typed, and that it leaves everything as it is.
#include "aka/store/newest.hpp"
#include "cli_world.hpp"
#include "places.hpp"

using namespace cli_world;

namespace {

/// The lines of the answer; nothing is ever said on standard error, and nothing fails.
Texts lines_of(World& world, Texts words) {
    words.insert(words.begin(), "__complete");
    const Outcome outcome = world.aka(words);
    INFO("aka " << joined(words));
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    Texts lines;
    std::istringstream in{outcome.out};
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// What stands before the tab.
Texts values_of(World& world, const Texts& words) {
    Texts values = lines_of(world, words);
    for (auto& value : values) value = value.substr(0, value.find('\t'));
    return values;
}

bool holds(const Texts& values, const std::string& value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

World busy_world() {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "-t", "rekruttering", "--title", "Mangler folk"});
    world.must({"case", "new", "Holmely \"$(reboot)\" A/S", "-t", "amu", "--as", "JB"});
    world.must({"case", "new", "Kajkanten ApS", "-t", "amu", "-M", "faxe"});
    world.must({"case", "new", "Solbakken ApS", "-t", "amu"});
    world.must({"case", "close", "3", "--outcome", "met"});
    return world;
}

}  // namespace

TEST_CASE("commands are completed, with what they do", "[completion]") {
    World world;

    CHECK(values_of(world, {"ca"}) == Texts{"case"});
    CHECK(lines_of(world, {"case", "sh"}) == Texts{"show\tShow all of a case"});
    CHECK(values_of(world, {"case", "vi"}) == Texts{"view"});
    CHECK(holds(values_of(world, {""}), "completion"));
    CHECK_FALSE(holds(values_of(world, {""}), "__complete"));
    CHECK(values_of(world, {"-M", "faxe", "refer", "su"}) == Texts{"suggest"});
    CHECK(values_of(world, {"--municipality=faxe", "refer", "su"}) == Texts{"suggest"});
    CHECK(values_of(world, {"help", "da"}) == Texts{"data", "dates"});
    CHECK(values_of(world, {"help", "case", "sh"}) == Texts{"show"});
    CHECK(values_of(world, {"nonsense", "x"}).empty());
}

TEST_CASE("an erasure is completed with cases that it takes", "[completion]") {
    World world = busy_world();

    CHECK(values_of(world, {"case", "erase", ""}) == values_of(world, {"case", "reopen", ""}));
    CHECK(values_of(world, {"case", "erase", ""}) == Texts{"3"});
}

TEST_CASE("options are completed, each once unless it may be repeated", "[completion]") {
    World world;

    CHECK(lines_of(world, {"case", "list", "--ov"}) ==
          Texts{"--overdue\tWith a follow-up or an actor's answer that is overdue"});
    CHECK(values_of(world, {"case", "list", "--overdue", "--ov"}).empty());
    CHECK(values_of(world, {"case", "new", "-t", "amu", "--top"}) == Texts{"--topic"});
    CHECK(values_of(world, {"case", "new", "-t"}) == Texts{"-t"});
    CHECK(holds(values_of(world, {"case", "list", "-"}), "--municipality"));
    CHECK(values_of(world, {"case", "list", "--", "--ov"}).empty());
    CHECK(holds(values_of(world, {"case", "new", ""}), "--company"));
    CHECK(values_of(world, {"case", "new", "Fjord"}).empty());
}

TEST_CASE("values are completed behind a blank, an equals sign and the short name", "[completion]") {
    World world;

    CHECK(values_of(world, {"actors", "list", "--kind", "un"}) == Texts{"union", "unemployment_fund"});
    CHECK(values_of(world, {"actors", "list", "--kind=un"}) ==
          Texts{"--kind=union", "--kind=unemployment_fund"});
    CHECK(lines_of(world, {"status", "-M", "næ"}) == Texts{"naestved\tNæstved"});
    CHECK(values_of(world, {"case", "new", "-t", "elev-læ"}) == Texts{"elev-laerling"});
    CHECK(values_of(world, {"case", "new", "-t", "studerende/el"}) == Texts{"studerende/elev-laerling"});
    CHECK(values_of(world, {"case", "list", "--sort", "re"}) ==
          Texts{"received", "received:desc", "ref", "ref:desc"});
    CHECK(values_of(world, {"actors", "show", "zb"}) == Texts{"zbc"});
    CHECK(values_of(world, {"actors", "capacity", "zbc", ""}) == Texts{"open", "limited", "closed"});
    CHECK(values_of(world, {"case", "handover", "1", "--to", "fax"}) == Texts{"faxe"});
    CHECK(values_of(world, {"refer", "send", "1", "--pick", ""}) == Texts{"draw"});
    CHECK(values_of(world, {"refer", "send", "1", "--share", "topic,mu"}) == Texts{"topic,municipality"});
    CHECK(values_of(world, {"report", "publish", "s"}) == Texts{"shortage", "satisfaction"});
    CHECK(holds(values_of(world, {"report", "funder", ""}), "region-sjaelland"));
    CHECK(values_of(world, {"refer", "letter", "1.1", "-O", ""}) ==
          Texts{"txt", "md", "html", "eml", "json"});
    CHECK(values_of(world, {"completion", ""}) == Texts{"bash", "zsh", "fish"});
    CHECK(values_of(world, {"case", "new", "--title", ""}).empty());
    CHECK(values_of(world, {"case", "erase", "1", "--confirm", ""}).empty());
}

TEST_CASE("days and periods are completed in the words that are understood", "[completion]") {
    World world;

    CHECK(lines_of(world, {"case", "followup", "1", "--on", "tom"}) == Texts{"tomorrow\tTue 24 Nov"});
    CHECK(values_of(world, {"case", "followup", "1", "--on", "man"}) == Texts{"mandag"});
    CHECK(values_of(world, {"case", "followup", "1", "--on", "+"}) == Texts{"+7d", "+5wd", "+5ad"});
    CHECK(holds(values_of(world, {"case", "new", "--followup", ""}), "none"));
    CHECK(lines_of(world, {"report", "month", "2026-1"})[1] == "2026-10\t1 Oct 2026 to 31 Oct 2026");
    CHECK(values_of(world, {"report", "unmet", "--today", "2025-02-10", "last"}) ==
          Texts{"lastmonth", "lastyear"});
    CHECK(holds(values_of(world, {"report", "unmet", "--today", "2025-02-10", "2"}), "2024-Q4"));
    for (const auto& word : values_of(world, {"report", "month", ""})) {
        INFO(word);
        CHECK(world.aka({"report", "month", word}).status == 0);
    }
    for (const std::string language : {"en", "da"})
        for (const auto& word : values_of(world, {"--lang", language, "case", "list", "--due", ""})) {
            INFO(word);
            CHECK((word.starts_with("--") || world.aka({"case", "list", "--due", word}).status == 0));
        }
}

TEST_CASE("open cases are completed as they are named at home and elsewhere, the newest first",
          "[completion]") {
    World world = busy_world();

    CHECK(lines_of(world, {"case", "show", ""}) ==
          Texts{"2\tHolmely \"$(reboot)\" A/S", "1\tFjordglas ApS: Mangler folk"});
    CHECK(values_of(world, {"case", "show", "na"}) == Texts{"nae-26-0002", "nae-26-0001"});
    CHECK(values_of(world, {"-M", "faxe", "case", "show", ""}) == Texts{"1"});
    CHECK(values_of(world, {"-M", "all", "case", "show", "FAX"}) == Texts{"FAX-26-0001"});
    CHECK(values_of(world, {"case", "merge", "1", "--into", ""}) == Texts{"2", "1"});
    CHECK(values_of(world, {"case", "reopen", ""}) == Texts{"3"});
    CHECK(values_of(world, {"case", "show", "3"}) == Texts{"3"});  // closed, but typed
    CHECK(values_of(world, {"case", "list", "--as", ""}) == Texts{"JB", "MK"});
}

TEST_CASE("who types the beginning of a whole reference finds older cases too", "[completion]") {
    World world;
    const Folder folder;
    world.variables["AKA_DB"] = folder / "aka.db";
    for (const char* day : {"2026-03-01", "2026-02-01", "2026-01-01"})
        world.must({"case", "new", "Fjordglas", "--force-new", "-t", "amu", "--received", day});
    const auto db = aka::open_sqlite(folder / "aka.db", aka::OpenFor::reading);
    aka::NewestFilter filter;
    filter.prefix = "NAE";
    filter.year = 2026;
    filter.among = 1;
    const auto called = [&](const char* typed, aka::CaseScope scope) {
        filter.typed = typed;
        filter.scope = scope;
        const auto marks = aka::cases_called(*db, filter);
        return marks.empty() ? "" : marks.front().ref.text();
    };

    CHECK(aka::newest_cases(*db, filter).front().ref.text() == "NAE-26-0001");
    CHECK(called("nae-26-0003", aka::CaseScope::open) == "NAE-26-0003");
    CHECK(called("NAE-26-00", aka::CaseScope::all) == "NAE-26-0003");  // the latest of those
    CHECK(called("NAE-26-0003", aka::CaseScope::closed).empty());
    CHECK(called("NAE-25", aka::CaseScope::open).empty());
    filter.owner = {"faxe"};
    CHECK(called("NAE-26-0003", aka::CaseScope::open).empty());
}

TEST_CASE("of many references those that begin as was typed are offered, each in its shorter form",
          "[completion]") {
    World world;
    for (int number = 1; number <= 12; ++number)
        world.must({"case", "new", "Fjordglas", "--force-new", "-t", "amu", "--consent", "anonymous"});
    world.must({"case", "new", "Fjordglas", "--force-new", "-t", "amu", "--received", "2025-12-01"});
    world.must({"case", "consent", "NAE-25-0001", "--give", "anonymous", "--via", "phone"});
    for (const char* ref : {"NAE-26-0001", "2", "11", "NAE-25-0001"})
        world.must({"refer", "send", ref, "--actor", "zbc", "--reason", "company-wish"});

    CHECK(values_of(world, {"case", "show", "1"}) == Texts{"12", "11", "10", "1"});
    CHECK(values_of(world, {"case", "show", "12"}) == Texts{"12"});
    CHECK(values_of(world, {"case", "show", "13"}).empty());
    CHECK(values_of(world, {"case", "show", "NAE-25"}) == Texts{"NAE-25-0001"});
    CHECK(values_of(world, {"case", "show", "Næ-25"}) == Texts{"NAE-25-0001"});
    CHECK(values_of(world, {"case", "show", "nae-26-001"}) ==
          Texts{"nae-26-0012", "nae-26-0011", "nae-26-0010"});
    CHECK(values_of(world, {"-M", "all", "case", "show", "nae-25-0001"}) == Texts{"nae-25-0001"});
    CHECK(values_of(world, {"refer", "show", "1"}) == Texts{"11.1", "1.1"});
    CHECK(values_of(world, {"refer", "show", "1."}) == Texts{"1.1"});
    CHECK(values_of(world, {"refer", "show", "NAE-25"}) == Texts{"NAE-25-0001.1"});
    CHECK(values_of(world, {"refer", "show", "NAE-26-0002.1"}) == Texts{"NAE-26-0002.1"});
    CHECK(values_of(world, {"refer", "show", "2.2"}).empty());
}

TEST_CASE("referrals that wait for an answer are completed with actor and business", "[completion]") {
    World world = busy_world();
    world.must({"case", "consent", "1", "--give", "contact", "--via", "phone"});
    world.must({"refer", "send", "1", "--pick", "draw"});

    const Texts offered = lines_of(world, {"refer", "update", ""});
    REQUIRE(offered.size() == 1);
    CHECK(offered.front().starts_with("1.1\t"));
    CHECK(ends_with(offered.front(), " <- Fjordglas ApS"));
    CHECK(values_of(world, {"refer", "remind", "1.1", "NAE"}) == Texts{"NAE-26-0001.1"});
}

TEST_CASE("what was recorded does no harm on the terminal or to the line", "[completion]") {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "-t", "amu"});
    world.db->transaction([&] {
        world.db->query("UPDATE business SET name = $1", {std::string{"Fjord\x1b[31m\tglas\n$(reboot)"}});
        world.db->query("UPDATE case_file SET consultant = $1", {std::string{"$(reboot)"}});
    });

    CHECK(lines_of(world, {"case", "show", ""}) == Texts{"1\tFjord\\x1b[31m glas $(reboot)"});
    CHECK(values_of(world, {"case", "list", "--as", ""}).empty());
}

TEST_CASE("files and folders are left to the shell", "[completion]") {
    World world;

    CHECK(lines_of(world, {"case", "note", "1", "-F", ""}) == Texts{":files"});
    CHECK(lines_of(world, {"report", "month", "--output=o"}) == Texts{":files"});
    CHECK(lines_of(world, {"data", "export", ""}) == Texts{":folders"});
    CHECK(lines_of(world, {"report", "merge", "a.json", "b"}) == Texts{":files"});
}

TEST_CASE("a line is parted into words as the shell does it", "[completion]") {
    World world = busy_world();
    const auto line = [&](const std::string& text, const std::string& breaks = "\"'@><=;|&(:") {
        return values_of(world, {"--line", text, breaks});
    };

    CHECK(line("aka ca") == Texts{"case"});
    CHECK(line("aka case new 'Ny \"A/S\"' --title \"it's $x\" --ob") == Texts{"--obstacle"});
    CHECK(line("aka actors list --kind=un") == Texts{"union", "unemployment_fund"});
    CHECK(line("aka actors list --kind=un", "") == Texts{"--kind=union", "--kind=unemployment_fund"});
    CHECK(line("aka case list --sort ref:") == Texts{"desc"});
    CHECK(line("aka case list --sort=ref:") == Texts{"desc"});
    CHECK(line("aka case list --sort ref:", "=") == Texts{"ref:desc"});
    CHECK(line("aka case show ").front() == "2");
    CHECK(line("aka case\\ x").empty());
}

TEST_CASE("what cannot be read gives fewer candidates and no error", "[completion]") {
    World world;
    const Folder folder;
    const std::string file = folder / "aka.db";
    world.variables["AKA_DB"] = file;

    CHECK(values_of(world, {"case", "show", ""}).empty());
    CHECK_FALSE(fs::exists(file));
    CHECK(values_of(world, {"-C", folder / "none", "actors", "show", ""}).empty());
    CHECK(values_of(world, {"-C", folder / "none", "actors", "sh"}) == Texts{"show"});
    CHECK(values_of(world, {"-M", "nowhere", "case", "show", ""}).empty());
    CHECK(values_of(world, {"--today", "never", "report", "month", ""}).empty());
    CHECK(values_of(world, {"--lang", "xx", "actors", "sh"}) == Texts{"show"});
    CHECK(values_of(world, {"case", "show", "\xff"}).empty());
    CHECK(lines_of(world, {}).size() > 5);
    world.variables.erase("AKA_MUNICIPALITY");
    CHECK(values_of(world, {"case", "show", ""}).empty());
}

TEST_CASE("an older register is left as it is", "[completion]") {
    World world;
    const Folder folder;
    const std::string file = folder / "aka.db";
    world.variables["AKA_DB"] = file;
    aka::make_old_register(file, aka::newest_schema() - 1);
    const std::string before = content(file);
    const auto files = [&] { return std::distance(fs::directory_iterator{folder.path()}, {}); };
    const auto files_before = files();

    CHECK(values_of(world, {"case", "show", ""}).empty());

    CHECK(content(file) == before);
    CHECK(files() == files_before);
}

TEST_CASE("a register that is being written gives no candidates, at once", "[completion]") {
    World world;
    const Folder folder;
    const std::string file = folder / "aka.db";
    world.variables["AKA_DB"] = file;
    world.must({"case", "new", "Fjordglas ApS", "-t", "amu"});
    const auto writer = aka::open_sqlite(file, aka::OpenFor::writing);
    CHECK(values_of(world, {"case", "show", ""}) == Texts{"1"});
    writer->query("PRAGMA locking_mode = EXCLUSIVE");
    writer->transaction([&] { writer->query("UPDATE business SET name = 'Holmely'"); });

    CHECK(values_of(world, {"case", "show", ""}).empty());
}

TEST_CASE("each shell has its script", "[completion]") {
    World world;

    CHECK(world.must({"completion", "bash"}).find("complete -F _aka aka\n") != std::string::npos);
    CHECK(world.must({"completion", "zsh"}).starts_with("#compdef aka\n"));
    CHECK(world.must({"completion", "fish"}).find("complete -c aka ") != std::string::npos);
    check_fails(world, {"completion", "zhs"}, 3,
                "SHELL: \"zhs\" is none of bash, zsh, fish; did you mean zsh?");
}
