// A backup in the place of the register: only a sound one, and nothing that stood there is lost.
#include <SQLiteCpp/SQLiteCpp.h>

#include "aka/store/sqlite.hpp"
#include "fault.hpp"
#include "restore_office.hpp"

using namespace restore_office;

namespace {

void meddle(const std::string& file, const char* sql) {
    SQLite::Database{file, SQLite::OPEN_READWRITE}.exec(sql);
}

}  // namespace

TEST_CASE("a backup takes the place of the register, which is kept beside it", "[data]") {
    Office office;
    const std::string kept = office.folder / "aka-replaced-2026-11-23T090000Z.db";

    const auto restored = office.restore();

    CHECK(restored.status == 0);
    CHECK(restored.out == office.file + "\n");
    CHECK(
        restored.err.starts_with("1 change that the register holds is not in the backup\n1 case, checked; "));
    CHECK(ends_with(restored.err,
                    "\nwhat stood there is kept as " + kept + "; delete it when it is no longer needed\n"));
    CHECK(office.cases() == "1\n");
    CHECK(office.files() == Texts{"aka-replaced-2026-11-23T090000Z.db", "aka.db", "copy.db"});
    CHECK(mode(office.file) == 0600);
    office.world.variables["AKA_DB"] = kept;
    CHECK(office.cases() == "2\n");
}

TEST_CASE("erasures that a backup does not know of are told before it is restored", "[data]") {
    Office office;
    office.world.must({"case", "close", "1", "--outcome", "withdrawn"});
    office.world.must({"case", "erase", "1", "--reason", "mistake", "--confirm", "1"});

    const auto restored = office.restore();

    CHECK(restored.status == 0);
    CHECK(restored.err.find("\n1 of them erased somebody: do it again, or they are back\n") !=
          std::string::npos);
}

TEST_CASE("a restored register goes on where the backup ended", "[data]") {
    Office office;
    REQUIRE(office.restore().status == 0);

    CHECK(office.world.must({"case", "new", "Kalklund", "-t", "amu"}) == "NAE-26-0002\n");
    CHECK(office.world.aka({"data", "check"}).status == 0);
}

TEST_CASE("a backup is restored where there is no register yet", "[data]") {
    Office office;
    fs::remove(office.file);

    const auto restored = office.restore({});

    CHECK(restored.status == 0);
    CHECK(office.cases() == "1\n");
    CHECK(office.files() == Texts{"aka.db", "copy.db"});
}

TEST_CASE("a register is only replaced when its name is said", "[data]") {
    Office office;

    const auto unnamed = office.restore({});
    const auto misnamed = office.restore({"--confirm", "other.db"});

    CHECK(unnamed.status == 3);
    CHECK(ends_with(unnamed.err, "aka: " + office.file + " would be replaced; add --confirm aka.db\n"));
    CHECK(misnamed.status == 3);
    CHECK(ends_with(misnamed.err,
                    "aka: --confirm: the register that would be replaced is called aka.db, not "
                    "other.db; nothing was changed\n"));
    CHECK(office.cases() == "2\n");
    CHECK(office.files() == Texts{"aka.db", "copy.db"});
}

TEST_CASE("at the terminal the name is asked for", "[data]") {
    Office office;
    office.world.terminal = true;
    office.world.input = "no\n";
    CHECK(office.restore({}).status == 2);
    CHECK(office.files() == Texts{"aka.db", "copy.db"});

    office.world.input = "aka.db\n";
    CHECK(office.restore({}).status == 0);
    CHECK(office.files().size() == 3);
}

TEST_CASE("a dry run checks the backup and changes nothing", "[data]") {
    Office office;

    const auto tried = office.restore({"-n"});

    CHECK(tried.status == 0);
    CHECK(ends_with(tried.err, "would put 1 case into " + office.file + "\ndry run: nothing was changed\n"));
    CHECK(office.cases() == "2\n");
    CHECK(office.files() == Texts{"aka.db", "copy.db"});
}

TEST_CASE("a backup that is not sound is refused, and nothing is changed", "[data]") {
    struct Harm {
        const char* sql;
        const char* said;
    };
    const std::vector<Harm> harms{
        {"UPDATE event SET who = 'XX' WHERE seq = 1",
         "audit chain: event 1 is not the one that was recorded"},
        {"UPDATE event_body SET body = '{}' WHERE seq = 1", "audit chain: the body of event 1 was changed"},
        {"PRAGMA foreign_keys = OFF; DELETE FROM business", "case_file row 1 points to a missing business"},
        {"PRAGMA ignore_check_constraints = ON; UPDATE case_file SET status = 'asleep'",
         "CHECK constraint failed in case_file"},
        {"PRAGMA user_version = 99", "was written by a newer aka"},
        {"UPDATE case_file SET title = 'Noget andet'", "title not as event"},
        {"UPDATE need SET topic = 'findes-ikke'", "topic not as event"},
        {"PRAGMA application_id = 7", "is no register of aka"},
        {"CREATE TABLE more (a)", "holds other tables than a register of aka"},
        {"CREATE TRIGGER more AFTER INSERT ON note BEGIN DELETE FROM event; END",
         "holds other tables than a register of aka"}};
    for (const auto& fault : harms) {
        INFO(fault.sql);
        Office office;
        meddle(office.backup, fault.sql);

        const auto restored = office.restore();

        CHECK(restored.status == 7);
        CHECK(restored.err.find(fault.said) != std::string::npos);
        CHECK(office.cases() == "2\n");
        CHECK(office.files() == Texts{"aka.db", "copy.db"});
    }
}

TEST_CASE("a damaged file is refused as a backup, whatever page is hurt", "[data]") {
    const std::size_t pages = content(Office{}.backup).size() / 4096;
    int refused = 0;
    for (std::size_t page = 0; page < pages; page += 9) {
        INFO("page " << page);
        Office office;
        std::string hurt = content(office.backup);
        hurt.replace(page * 4096, 512, 512, '\xA5');
        std::ofstream{office.backup, std::ios::binary} << hurt;

        const auto restored = office.restore();

        CHECK((restored.status == 0 || restored.status == 7));
        if (restored.status == 7) ++refused;
        CHECK(office.cases() == (restored.status == 7 ? "2\n" : "1\n"));  // whole, or not at all
        CHECK(office.files().size() == (restored.status == 7 ? 2 : 3));
    }
    CHECK(refused > 3);
}

TEST_CASE("a link, a folder, a missing file and the register itself are no backups", "[data]") {
    Office office;
    fs::create_symlink(office.backup, office.folder / "link.db");
    const auto refused = [&](const std::string& name, int status) {
        const auto outcome = office.world.aka({"data", "restore", name, "--confirm", "aka.db"});
        INFO(outcome.err);
        CHECK(outcome.status == status);
        CHECK(office.cases() == "2\n");
    };

    refused(office.folder / "link.db", 7);
    refused(office.folder.path(), 7);
    refused(office.folder / "none.db", 7);
    refused(office.file, 3);
}

TEST_CASE("a symbolic link in the place of the register is not replaced", "[data]") {
    Office office;
    fs::create_symlink(office.file, office.folder / "link.db");
    office.world.variables["AKA_DB"] = office.folder / "link.db";

    const auto restored = office.restore({"--confirm", "link.db"});

    CHECK(restored.status == 7);
    CHECK(fs::is_symlink(office.folder / "link.db"));
}

TEST_CASE("an older backup is brought up to date and stays as it is", "[data]") {
    const Folder folder;
    World world;
    world.variables["AKA_DB"] = folder / "aka.db";
    aka::make_old_register(folder / "old.db", 1);
    const std::string before = content(folder / "old.db");

    world.must({"data", "restore", folder / "old.db"});

    CHECK(aka::open_sqlite(folder / "aka.db", aka::OpenFor::reading)->number("PRAGMA user_version") ==
          aka::newest_schema());
    CHECK(content(folder / "old.db") == before);
    CHECK_FALSE(fs::exists(folder / "old.db.v1"));
    CHECK(std::distance(fs::directory_iterator{folder.path()}, {}) <= 3);  // with a journal that is empty
}

TEST_CASE("a damaged register is replaced, and no journal of its own meets the new one", "[data]") {
    Office office;
    std::string bytes = content(office.file);
    bytes.replace(100, 400, 400, '\xA5');  // behind the header: what lists the tables
    std::ofstream{office.file, std::ios::binary} << bytes;
    std::ofstream{office.file + "-journal", std::ios::binary} << "what a crash left";

    const auto restored = office.restore();

    CHECK(restored.status == 0);
    CHECK(restored.err.starts_with("the register cannot be read: "));
    CHECK(office.cases() == "1\n");
    CHECK(content(office.folder / "aka-replaced-2026-11-23T090000Z.db") == bytes);
    CHECK(content(office.file + "-journal").empty());
}

TEST_CASE("a file that is no register is never replaced", "[data]") {
    Office office;
    std::ofstream{office.folder / "letter.txt"} << "Dear all, this is long enough to be something else.\n";
    SQLite::Database{office.folder / "other.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}.exec(
        "CREATE TABLE t (a); PRAGMA application_id = 7");
    for (const char* name : {"letter.txt", "other.db"}) {
        INFO(name);
        office.world.variables["AKA_DB"] = office.folder / name;
        const std::string before = content(office.folder / name);

        const auto restored = office.restore({"--confirm", name});

        CHECK(restored.status == 7);
        CHECK(ends_with(restored.err, "aka: " + (office.folder / name) +
                                          " is no register of aka; choose another file with --db\n"));
        CHECK(content(office.folder / name) == before);
    }
    CHECK(office.files() == Texts{"aka.db", "copy.db", "letter.txt", "other.db"});
}

TEST_CASE("who writes while a register is replaced loses nothing unnoticed", "[data]") {
    Office office;
    const auto other = aka::open_sqlite(office.file, aka::OpenFor::writing, std::chrono::seconds{1});
    CHECK(other->number("SELECT count(*) AS n FROM case_file") == 2);
    REQUIRE(office.restore().status == 0);

    const Fault late =
        fault_of([&] { other->transaction([&] { other->query("UPDATE case_file SET title = 'late'"); }); });

    CHECK(late == Fault{aka::ErrorKind::storage,
                        "the register " + office.file +
                            " was replaced by another one meanwhile; nothing was saved, try again"});
    CHECK(office.world.aka({"data", "check"}).status == 0);
}

TEST_CASE("a register that somebody writes to is not replaced", "[data]") {
    Office office;
    SQLite::Database writer{office.file, SQLite::OPEN_READWRITE};
    writer.exec("BEGIN IMMEDIATE");

    CHECK_THROWS_AS(
        aka::replace_register(office.file, office.backup, office.folder / "kept.db", std::chrono::seconds{0}),
        aka::Error);

    writer.exec("ROLLBACK");
    CHECK(office.files() == Texts{"aka.db", "copy.db"});
    CHECK(office.cases() == "2\n");
}

TEST_CASE("a backup of another register is told apart", "[data]") {
    Office office;
    fs::remove(office.file);
    office.world.must({"case", "new", "Kalklund", "-t", "amu"});

    const auto restored = office.restore();

    CHECK(restored.status == 0);
    CHECK(restored.err.starts_with(
        "the backup is not one of this register as it stands: its changes are others\n"));
}

TEST_CASE("two restores within a second keep both registers that stood there", "[data]") {
    Office office;
    REQUIRE(office.restore().status == 0);

    const auto again = office.restore();

    CHECK(again.status == 0);
    CHECK(again.err.starts_with(
        "1 change that the register holds is not in the backup\n"));  // the first restore
    CHECK(office.files() == Texts{"aka-replaced-2-2026-11-23T090000Z.db",
                                  "aka-replaced-2026-11-23T090000Z.db", "aka.db", "copy.db"});
}

TEST_CASE("the audit log tells when a register was put back, by whom, and where it went on from", "[data]") {
    Office office;
    const std::string head = Json::parse(
        office.world.must({"data", "backup", office.folder / "b.db", "-O", "json"}))["backup"]["head_hash"];
    office.world.must({"case", "new", "Vibely", "-t", "amu"});

    office.world.must({"data", "restore", office.folder / "b.db", "--confirm", "aka.db"});

    const auto db = aka::open_sqlite(office.file, aka::OpenFor::reading);
    const auto last = db->find(
        "SELECT e.*, b.body FROM event e JOIN event_body b ON b.seq = e.seq ORDER BY e.seq DESC LIMIT 1");
    CHECK(last->text("kind") == "data restore");
    CHECK(last->text("subject") == "register:" + db->find("SELECT key FROM register")->text("key"));
    CHECK(last->text("who") == "MK");
    CHECK(last->text("happened") == "2026-11-23");
    CHECK(Json::parse(last->text("body"))["records"] ==
          Json::parse(R"([{"table": "restored", "row": {"changes": 2, "head_hash": ")" + head + "\"}}]"));
    CHECK(office.world.aka({"data", "audit", "--verify", "--expect-head", head}).status == 0);
    CHECK(office.world.aka({"data", "check"}).status == 0);
}

TEST_CASE("a register is put back without initials and without a configuration", "[data]") {
    Office office;
    office.world.variables.erase("AKA_USER");
    office.world.variables["AKA_CONFIG"] = office.folder / "none";

    CHECK(office.restore().status == 0);
}
