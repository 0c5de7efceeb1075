// Files: answers written, registers checked and copied; the day's status and the month's report.
#include "cli_world.hpp"

using namespace cli_world;

namespace {

World with_case() {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "-t", "amu", "--title", "Kurser"});
    return world;
}

/// A world whose register is a file with one case.
World with_register(const Folder& folder) {
    World world;
    world.variables["AKA_DB"] = folder / "aka.db";
    world.must({"case", "new", "Fjordglas ApS", "-t", "amu"});
    return world;
}

}  // namespace

TEST_CASE("an answer is written to a file, in the format of its ending, for its owner alone", "[program]") {
    World world = with_case();
    const Folder folder;
    umask(022);  // not main()'s care: an answer is its owner's whatever the mask
    const std::vector<std::pair<const char*, const char*>> endings{
        {"a.json", "json"}, {"a.csv", "csv"}, {"a.md", "md"}, {"a.tsv", "tsv"}};

    for (const auto& [ending, format] : endings) {
        const auto written = world.aka({"case", "list", "-o", folder / ending});
        INFO(ending);
        CHECK(written.status == 0);
        CHECK(written.out.empty());
        CHECK(content(folder / ending) == world.must({"case", "list", "-O", format}));
        CHECK(mode(folder / ending) == 0600);
    }
    world.must({"case", "list", "-o", folder / "a.dat", "-O", "csv-excel"});
    CHECK(content(folder / "a.dat") == world.must({"case", "list", "-O", "csv-excel"}));
    CHECK(std::distance(fs::directory_iterator{folder.path()}, {}) == 5);
}

TEST_CASE("a writing command's answer is written to the file too", "[program]") {
    World world;
    const Folder folder;

    for (const char* ending : {"a.json", "a.md", "a.tsv", "a.txt"}) {
        const auto recorded = world.aka({"case", "new", "Fjordglas", "-t", "amu", "-o", folder / ending});
        INFO(ending);
        CHECK(recorded.status == 0);
        CHECK(recorded.out.empty());
        CHECK(content(folder / ending).find("NAE-26-000") != std::string::npos);
    }
}

TEST_CASE("an ending that names no format is refused before anything is done", "[program]") {
    World world = with_case();
    const Folder folder;
    const std::string file = folder / "a.doc";
    const std::string refusal = "--output: the ending of " + file +
                                " names no format; add -O table|tsv|csv|csv-excel|json|md|html|xlsx";

    check_fails(world, {"case", "list", "-o", file}, 3, refusal);
    check_fails_unstored(world, {"case", "new", "Holmely", "-t", "amu", "-o", file}, 3, refusal);
    check_fails_unstored(world, {"case", "followup", "1", "--done", "-o", file}, 3, refusal);
}

TEST_CASE("an answer that cannot be written is told, and what was recorded is stored", "[program]") {
    World world = with_case();

    check_fails(world, {"case", "list", "-o", "/nonexistent/a.json"}, 9,
                "cannot write /nonexistent/a.json: No such file or directory");
    const auto recorded = world.aka({"case", "new", "Holmely", "-t", "amu", "-o", "/nonexistent/a.json"});

    CHECK(recorded.status == 9);
    CHECK(texts(world, "SELECT count(*) FROM case_file") == Texts{"2"});
}

TEST_CASE("without a register there is nothing to read, and the way out is named", "[data]") {
    World world;
    const Folder folder;
    world.variables["AKA_DB"] = folder / "aka.db";
    const std::string none =
        "no register at " + (folder / "aka.db") + " yet; the first aka case new makes it";

    for (const Texts& call :
         {Texts{"case", "list"}, Texts{"status"}, Texts{"refer", "list"}, Texts{"report", "month"},
          Texts{"data", "check"}, Texts{"data", "backup"}, Texts{"case", "close", "1", "--outcome", "met"}})
        check_fails(world, call, 7, none);
    world.must({"case", "new", "Fjordglas", "-t", "amu", "--dry-run"});
    CHECK_FALSE(fs::exists(folder / "aka.db"));
}

TEST_CASE("a healthy register passes its check", "[data]") {
    const Folder folder;
    World world = with_register(folder);

    const auto checked = world.aka({"data", "check"});

    CHECK(checked.status == 0);
    CHECK(checked.out.empty());
    CHECK(checked.err == (folder / "aka.db") + ": all is well\n");
    CHECK(mode(folder / "aka.db") == 0600);
}

TEST_CASE("a check finds what others may read and a ledger that was changed", "[data]") {
    const Folder folder;
    World world = with_register(folder);
    fs::permissions(folder / "aka.db", fs::perms{0644});
    aka::open_sqlite(folder / "aka.db", aka::OpenFor::writing)
        ->query("UPDATE ledger SET proposals = proposals + 1");

    const auto checked = world.aka({"data", "check"});

    CHECK(checked.status == 8);
    CHECK(checked.out ==
          "the fair-share ledger differs from the stored draws\trestore a backup: aka data backup made them\n"
          "others on this machine can read " +
              (folder / "aka.db") + "\tchmod 600 " + (folder / "aka.db") + "\n");
    CHECK(checked.err == "aka: 2 findings in " + (folder / "aka.db") + "\n");
}

TEST_CASE("a check finds a changed event", "[data]") {
    const Folder folder;
    World world = with_register(folder);
    aka::open_sqlite(folder / "aka.db", aka::OpenFor::writing)
        ->query("UPDATE event SET who = 'XX' WHERE seq = 1");

    const auto checked = world.aka({"data", "check"});

    CHECK(checked.status == 8);
    CHECK(checked.out.starts_with("audit chain: "));
}

TEST_CASE("a backup is a whole register, for its owner alone, and never overwrites", "[data]") {
    const Folder folder;
    World world = with_register(folder);

    const auto copied = world.aka({"data", "backup", folder / "copy.db"});
    const auto named = world.aka({"data", "backup"});

    CHECK(copied.status == 0);
    CHECK(copied.out == (folder / "copy.db") + "\n");
    CHECK(copied.err.starts_with("1 case, checked; head of the audit chain "));
    CHECK(ends_with(copied.err, "\nit is not encrypted: keep it where only you can read it\n"));
    CHECK(mode(folder / "copy.db") == 0600);
    CHECK(named.out == (folder / "aka-2026-11-23T090000Z.db") + "\n");
    check_fails(world, {"data", "backup", folder / "copy.db"}, 3,
                (folder / "copy.db") + " exists; choose another name for the backup");
    check_fails(world, {"data", "backup", folder / "no/copy.db"}, 3,
                "no folder " + (folder / "no") + " to write the backup to");
    CHECK(world.aka({"data", "backup", folder / "dry.db", "-n"}).err ==
          "would write " + (folder / "dry.db") + "\ndry run: nothing was changed\n");
    CHECK_FALSE(fs::exists(folder / "dry.db"));
    world.variables["AKA_DB"] = folder / "copy.db";
    CHECK(world.must({"case", "list", "--count"}) == "1\n");
}

TEST_CASE("status lists what is overdue and due today, and counts the rest of the week", "[status]") {
    World world;
    world.must({"case", "new", "Fjordglas", "-t", "amu", "--title", "Kurser", "--followup", "2026-11-24"});
    world.must({"case", "new", "Holmely", "-t", "amu", "--followup", "2026-11-25", "--consent", "contact"});
    world.must({"refer", "send", "2", "--actor", "zbc", "--deadline", "2026-11-27"});
    world.must({"case", "new", "Kalklund", "-t", "amu", "--followup", "2026-11-30"});
    move_to(world, "2026-11-25");
    const std::string today =
        "overdue\t2026-11-24\tfollowup\tNAE-26-0001\tFjordglas\tKurser\tMK\ntoday\t2026-11-25\tfollowup\tNAE-"
        "26-0002\tHolmely\t\tMK\n";

    const auto shown = world.aka({"status"});

    CHECK(shown.status == 0);
    CHECK(shown.out == today);
    CHECK(world.must({"status", "--week"}) ==
          today + "week\t2026-11-27\tanswer\tNAE-26-0002.1\tHolmely\tZBC (Zealand Business College)\tMK\n");
    const Json answer = json_of(world, {"status"});
    CHECK(answer["title"] == "Wed 25 Nov, Næstved");
    CHECK(answer["notes"] == Json{"1 overdue, 1 today, 1 later this week"});
    CHECK(json_of(world, {"status", "-M", "faxe"})["agenda"].empty());
    CHECK(json_of(world, {"status", "-M", "all"})["agenda"] == answer["agenda"]);
}

TEST_CASE("status shows the latest so many, and counts them all", "[status]") {
    World world;
    for (const char* due :
         {"2026-11-24", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-28", "2026-11-29"})
        world.must({"case", "new", "Fjordglas", "--force-new", "-t", "amu", "--followup", due, "--consent",
                    "contact"});
    for (const char* ref : {"1", "3", "5"})
        world.must({"refer", "send", ref, "--actor", "zbc", "--deadline", "2026-11-27"});
    for (const char* ref : {"2", "4"}) {
        world.must({"case", "consent", ref, "--give", "contact", "--via", "phone", "--until", "2026-11-25"});
        world.must({"refer", "send", ref, "--actor", "zbc", "--deadline", "2026-11-26"});
    }
    move_to(world, "2026-11-26");

    for (const bool week : {false, true}) {
        const Texts words = week ? Texts{"status", "--week"} : Texts{"status"};
        const Json whole = json_of(world, words);
        const auto& all = whole["agenda"];
        REQUIRE(all.size() == (week ? 13 : 8));
        for (std::size_t limit = 1; limit <= all.size(); ++limit) {
            CAPTURE(week, limit);
            Texts limited = words;
            limited.insert(limited.end(), {"--limit", std::to_string(limit), "-O", "json"});
            const Outcome outcome = world.aka(limited);
            const Json answer = Json::parse(outcome.out);

            CHECK(answer["notes"] == Json{"5 overdue, 3 today, 5 later this week"});
            CHECK(answer["agenda"] == Json(all.end() - static_cast<std::ptrdiff_t>(limit), all.end()));
            CHECK(outcome.err == (limit == all.size() ? ""
                                                      : fmt::format("{} of {} shown; more with --limit\n",
                                                                    limit, all.size())));
        }
    }
    CHECK(world.aka({"status", "--limit", "1", "--exit-code"}).err ==
          "1 of 8 shown; more with --limit\naka: 5 are overdue\n");
    CHECK(world.must({"status", "--limit", "1", "-O", "ics"}) == world.must({"status", "-O", "ics"}));
}

TEST_CASE("status tells a script that something is overdue", "[status]") {
    World world;
    world.must({"case", "new", "Fjordglas", "-t", "amu"});

    CHECK(world.aka({"status", "--exit-code"}).status == 0);
    move_to(world, "2026-12-01");
    const auto overdue = world.aka({"status", "--exit-code"});

    CHECK(overdue.status == 8);
    CHECK(overdue.err == "aka: 1 is overdue\n");
    CHECK(overdue.out == "overdue\t2026-11-30\tfollowup\tNAE-26-0001\tFjordglas\t\tMK\n");
    CHECK(world.aka({"status"}).status == 0);
}

TEST_CASE("the month's report comes in every format, the same bytes each time", "[report]") {
    World world;
    world.must({"case", "new", "Fjordglas", "--cvr", "99999918", "-t", "amu", "--received", "2026-10-05"});
    const auto report = [&](const char* format) { return world.must({"report", "month", "-O", format}); };

    for (const char* format : {"table", "tsv", "csv", "csv-excel", "json", "md"}) {
        INFO(format);
        CHECK(report(format) == report(format));
        CHECK(report(format).size() > 200);
    }
    CHECK(Json::parse(report("json"))["schema"] == "aka/1");
    CHECK(Json::parse(report("json"))["title"] ==
          "Monthly summary 2026-10, Næstved (1 Oct 2026 to 31 Oct 2026)");
    CHECK(report("csv-excel").starts_with("\xEF\xBB\xBF"));
    CHECK(report("md") == world.must({"report", "month", "2026-10", "-O", "md"}));
    CHECK(report("md") != world.must({"report", "month", "2026-09", "-O", "md"}));
    CHECK(report("md") != world.must({"report", "month", "-M", "all", "-O", "md"}));
}
