// Moving house: all of a register in open formats, and a register made of them.
#include <sys/stat.h>

#include <SQLiteCpp/SQLiteCpp.h>

#include "aka/store/sqlite.hpp"
#include "aka/store/tables.hpp"
#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// A register with a little of everything, and its export.
struct House {
    Folder folder;
    World world;
    std::string out = folder / "out";
    std::string fresh = folder / "new/aka.db";

    House() {
        world.variables["AKA_DB"] = folder / "aka.db";
        world.must({"case", "new", "Fjordglas ApS", "--cvr", "99999918", "-t", "amu", "-t", "rekruttering",
                    "--title", "Mangler \"to\" smede\\", "--consent", "contact", "--contact", "Ida Prøve",
                    "--phone", "55771234"});
        world.input = "Ringede: nås bedst\tom morgenen\nog igen";
        world.must({"case", "note", "1", "-F", "-"});
        world.must({"refer", "send", "1", "--topic", "amu", "--pick", "draw"});
        world.must({"refer", "update", "1.1", "--status", "accepted"});
        world.must({"case", "new", "Holmely", "-t", "amu"});
        world.must({"case", "close", "2", "--outcome", "withdrawn"});
        world.must({"data", "export", out});
    }
    Outcome import() { return World{world}.aka({"--db", fresh, "data", "import", out}); }
    void replace(const std::string& name, const std::string& what, const std::string& with) const {
        std::string text = content(out + "/" + name);
        REQUIRE(text.find(what) != std::string::npos);
        text.replace(text.find(what), what.size(), with);
        std::ofstream{out + "/" + name, std::ios::binary} << text;
    }
    /// Every row of every table as SQL literals, the search index with them.
    static Texts rows_of(const std::string& file) {
        World world;
        world.db = aka::open_sqlite(file, aka::OpenFor::reading);
        Texts rows = all_rows(world);
        std::erase_if(rows, [](const std::string& row) { return row.starts_with("case_search_"); });
        std::sort(rows.begin(), rows.end());
        return rows;
    }
};

}  // namespace

TEST_CASE("a register made of an export holds what the first one held", "[data]") {
    House house;

    const auto imported = house.import();

    INFO(imported.err);
    CHECK(imported.status == 0);
    CHECK(imported.out == house.fresh + "\n");
    CHECK(mode(house.fresh) == 0600);
    CHECK(House::rows_of(house.fresh) == House::rows_of(house.folder / "aka.db"));
    const auto asked = [&](const std::string& file, Texts arguments) {
        arguments.insert(arguments.begin(), {"--db", file});
        return house.world.must(arguments);
    };
    for (const Texts& call : {Texts{"case", "show", "1", "--timeline"}, Texts{"case", "list", "smede"},
                              Texts{"refer", "list"}, Texts{"report", "month", "2026-11", "-O", "json"},
                              Texts{"report", "impartiality", "2026-11", "-O", "json"}})
        CHECK(asked(house.fresh, call) == asked(house.folder / "aka.db", call));
    CHECK(asked(house.fresh, {"case", "list", "smede", "--count"}) == "1\n");
    CHECK(house.world.aka({"--db", house.fresh, "data", "check"}).status == 0);
}

TEST_CASE("an export of the same register is the same but for its moment", "[data]") {
    House house;
    REQUIRE(house.import().status == 0);

    house.world.must({"--db", house.fresh, "data", "export", house.folder / "again"});

    for (const auto& entry : fs::directory_iterator{house.out}) {
        INFO(entry.path());
        CHECK(content(entry.path()) ==
              content((house.folder / "again") + "/" + entry.path().filename().string()));
    }
}

TEST_CASE("an export tells what is in it", "[data]") {
    House house;
    const Json schema = Json::parse(content(house.out + "/schema.json"));
    const auto db = aka::open_sqlite(house.folder / "aka.db", aka::OpenFor::reading);
    const std::string readme = content(house.out + "/README.md");

    CHECK(schema["schema"] == "aka-export/1");
    CHECK(schema["version"] == aka::newest_schema());
    CHECK(schema["made"] == "2026-11-23T09:00:00Z");
    REQUIRE(schema["tables"].size() == 24);
    for (const auto& table : schema["tables"]) {
        const auto name = table["name"].get<std::string>();
        INFO(name);
        CHECK_FALSE(table["holds"].get<std::string>().empty());
        CHECK(readme.find("| " + name + ".jsonl | " + std::to_string(table["rows"].get<int>()) + " | ") !=
              std::string::npos);
        CHECK(table["rows"] == db->number("SELECT count(*) AS n FROM " + name));
        std::istringstream lines{content(house.out + "/" + name + ".jsonl")};
        int rows = 0;
        for (std::string line; std::getline(lines, line); ++rows) {
            const Json row = Json::parse(line);
            CHECK(row.size() == table["columns"].size());
            for (const auto& column : table["columns"])
                CHECK(row.contains(column["name"].get<std::string>()));
        }
        CHECK(rows == table["rows"]);
    }
    CHECK(mode(house.out) == 0700);
    CHECK(mode(house.out + "/event_body.jsonl") == 0600);
}

TEST_CASE("an export is made once, in a folder of its own", "[data]") {
    House house;

    check_fails(house.world, {"data", "export", house.out}, 3,
                house.out + " exists; name a folder that is still to be made");
    check_fails(house.world, {"data", "export", house.folder / "no/out"}, 3,
                "no folder " + (house.folder / "no") + " to make the export in");
    CHECK(house.world.aka({"data", "export", house.folder / "dry", "-n"}).err ==
          "would write " + (house.folder / "dry") + "\ndry run: nothing was changed\n");
    CHECK_FALSE(fs::exists(house.folder / "dry"));
}

TEST_CASE("what was changed in an export is noticed, and no register is made", "[data]") {
    struct Fault {
        const char* file;
        const char* what;
        const char* with;
        const char* said;
    };
    const std::vector<Fault> faults{
        {"event.jsonl", "\"who\":\"MK\"", "\"who\":\"XX\"", "event 1 is not the one that was recorded"},
        {"event_body.jsonl", "Mangler", "Mangles", "the body of event 1 was changed"},
        {"note.jsonl", "\"case_id\":1", "\"case_id\":77", "points to a missing case_file"},
        {"note.jsonl", "\"case_id\":1", "\"case_id\":\"1\"", "note.jsonl:1: case_id holds something else"},
        {"note.jsonl", "\"case_id\":1,", "", "note.jsonl:1: case_id is missing"},
        {"note.jsonl", "\"case_id\":1", "\"case_id\":1,\"more\":1", "note.jsonl:1: more is no column"},
        {"case_file.jsonl", "\"status\":\"closed\"", "\"status\":\"asleep\"", "case_file.jsonl:2: "},
        {"note.jsonl", "{", "[", "note.jsonl:1: "},
        {"schema.json", "aka-export/1", "aka-export/9", "schema.json:1: this is no schema of an export"},
        {"schema.json", "\"head_hash\": \"", "\"head_hash\": \"0", "does not end as schema.json says"},
        {"schema.json", "\"version\": ", "\"version\": 9", "was written by a newer aka"}};
    House house;
    fs::copy(house.out, house.folder / "whole");
    for (const auto& fault : faults) {
        INFO(fault.file << ": " << fault.with);
        fs::remove_all(house.out);
        fs::copy(house.folder / "whole", house.out);
        house.replace(fault.file, fault.what, fault.with);

        const auto imported = house.import();

        INFO(imported.err);
        CHECK((imported.status == 1 || imported.status == 7));
        CHECK(imported.err.find(fault.said) != std::string::npos);
        CHECK_FALSE(fs::exists(house.fresh));
        if (fs::exists(house.folder / "new")) CHECK(fs::is_empty(house.folder / "new"));
    }
}

TEST_CASE("a missing file or table stops an import", "[data]") {
    House house;
    fs::remove(house.out + "/consent.jsonl");

    const auto imported = house.import();

    CHECK(imported.status == 3);
    CHECK(imported.err ==
          "aka: cannot read " + house.out + "/consent.jsonl; name a folder that aka data export made\n");
    CHECK_FALSE(fs::exists(house.fresh));
}

TEST_CASE("a pipe or a link among the tables is not waited for, a table cut short is noticed", "[data]") {
    House house;
    const std::string notes = house.out + "/note.jsonl";
    const std::string kept = house.out + "/kept";
    fs::rename(notes, kept);
    const std::string refused = "aka: cannot read " + notes + "; name a folder that aka data export made\n";

    REQUIRE(mkfifo(notes.c_str(), 0600) == 0);
    CHECK(house.import().err == refused);
    fs::remove(notes);
    fs::create_symlink(kept, notes);
    CHECK(house.import().err == refused);
    fs::remove(notes);
    std::ofstream{notes};  // empty
    const auto imported = house.import();
    CHECK(imported.status == 7);
    CHECK(imported.err.find("tells of it, and it is gone") != std::string::npos);
    CHECK_FALSE(fs::exists(house.fresh));
}

TEST_CASE("an import takes the place of nothing that holds something", "[data]") {
    House house;

    check_fails(house.world, {"data", "import", house.out}, 4,
                "the register holds records; an import makes a new one, so name another with --db");

    aka::open_sqlite(house.fresh, aka::OpenFor::creating);
    CHECK(house.import().status == 0);
    CHECK(House::rows_of(house.fresh) == House::rows_of(house.folder / "aka.db"));
    for (const auto& entry : fs::directory_iterator{house.folder / "new"})
        CHECK((entry.path() == house.fresh || entry.path() == house.fresh + "-journal"));
}

TEST_CASE("an export of an older register is imported as an older one would be opened", "[data]") {
    const Folder folder;
    World world;
    aka::make_old_register(folder / "old.db", 1);
    fs::create_directory(folder / "out");
    const auto old = aka::make_old_register(folder / "old.db", 1);
    for (const auto& table : aka::tables_of(*old)) {
        std::ofstream file{(folder / "out/") + table.name + ".jsonl"};
        aka::each_row(*old, table, [&](const aka::Row& row) {
            REQUIRE(table.name == "register");
            file << R"({"id":1,"key":")" << row.text("key") << R"(","municipalities":"","made":")"
                 << row.text("made") << "\"}\n";
        });
    }
    std::ofstream{folder / "out/schema.json"} << R"({"schema":"aka-export/1","version":1,"head_hash":")"
                                              << std::string(64, '0') << "\"}\n";

    world.must({"--db", folder / "new.db", "data", "import", folder / "out"});

    CHECK(aka::open_sqlite(folder / "new.db", aka::OpenFor::reading)->number("PRAGMA user_version") ==
          aka::newest_schema());
    CHECK_FALSE(fs::exists(folder / "new.db.v1"));
}
