#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <tuple>
#include <vector>

#include "aka/store/sqlite.hpp"
#include "aka/store/sqlite_migrations.hpp"
#include "fault.hpp"
#include "records.hpp"

using namespace aka;
using namespace records;
namespace fs = std::filesystem;

namespace {

/// What a fault in the file or another program could have done.
void meddle(const fs::path& file, const char* sql) {
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec(sql);
}

void add_case(Database& db) {
    db.transaction([&] {
        auto change = change_in(db);
        auto shop = business("Fjordglas ApS", "99999918");
        change.insert(shop);
        auto file = open_case(1, "Mangler to smede");
        file.business = shop.id;
        change.insert(file);
        change.record("case new", "case:" + file.key, day("2026-11-23"));
    });
}

}  // namespace

TEST_CASE("a copy is a whole register of its own", "[store]") {
    const Folder folder;
    const auto db = open_sqlite(folder / "aka.db", OpenFor::creating);
    add_case(*db);

    db->copy_to(folder / "copy.db");
    db->query("DELETE FROM case_file");

    const auto copy = open_sqlite(folder / "copy.db", OpenFor::writing);
    CHECK(find_case(*copy, {"NAE", 2026, 1})->title == "Mangler to smede");
    CHECK(copy->find_damage() == std::vector<std::string>{});
    CHECK(copy->number("PRAGMA user_version") == newest_schema());
    CHECK(copy->find("SELECT key FROM register")->text("key") ==
          db->find("SELECT key FROM register")->text("key"));
}

TEST_CASE("a copy is made of a register opened for reading too", "[store]") {
    const Folder folder;
    add_case(*open_sqlite(folder / "aka.db", OpenFor::creating));

    const Fault fault =
        fault_of([&] { open_sqlite(folder / "aka.db", OpenFor::reading)->copy_to(folder / "copy.db"); });

    CHECK(fault == Fault{});
    CHECK(fs::exists(folder / "copy.db"));
}

TEST_CASE("a copy never writes over what is there", "[store]") {
    const Folder folder;
    const auto db = open_sqlite(folder / "aka.db", OpenFor::creating);
    std::ofstream{folder / "target"} << "important";

    CHECK(fault_of([&] { db->copy_to(folder / "target"); }).kind == ErrorKind::storage);

    std::string content;
    std::ifstream{folder / "target"} >> content;
    CHECK(content == "important");
}

TEST_CASE("a name with quotes is only a name", "[store]") {
    const Folder folder;
    const auto db = open_sqlite(folder / "it's \"aka\".db", OpenFor::creating);

    db->copy_to(folder / "o'copy; --.db");

    CHECK(open_sqlite(folder / "o'copy; --.db", OpenFor::reading)->find_damage().empty());
}

TEST_CASE("no damage is found in a sound register", "[store]") {
    const auto db = open_sqlite(":memory:", OpenFor::creating);
    add_case(*db);

    CHECK(db->find_damage() == std::vector<std::string>{});
}

TEST_CASE("a record whose partner is gone is found", "[store]") {
    const Folder folder;
    add_case(*open_sqlite(folder / "aka.db", OpenFor::creating));
    meddle(folder / "aka.db", "PRAGMA foreign_keys = OFF; DELETE FROM business");

    CHECK(open_sqlite(folder / "aka.db", OpenFor::reading)->find_damage() ==
          std::vector<std::string>{"case_file row 1 points to a missing business"});
}

TEST_CASE("a value that no rule allows is found", "[store]") {
    const Folder folder;
    add_case(*open_sqlite(folder / "aka.db", OpenFor::creating));
    meddle(folder / "aka.db", "PRAGMA ignore_check_constraints = ON; UPDATE case_file SET status = 'asleep'");

    const auto db = open_sqlite(folder / "aka.db", OpenFor::reading);
    CHECK(db->find_damage() == std::vector<std::string>{"CHECK constraint failed in case_file"});
    CHECK(
        fault_of([&] {
            find_case(*db, {"NAE", 2026, 1});
        }) ==
        Fault{
            ErrorKind::storage,
            "the register is damaged: column status holds something else than expected; see aka data check"});
}

TEST_CASE("bytes overwritten in the file are damage, never a crash", "[store]") {
    const Folder folder;
    add_case(*open_sqlite(folder / "aka.db", OpenFor::creating));
    const auto size = static_cast<long>(fs::file_size(folder / "aka.db"));
    int found = 0;

    for (long page = 1; page < size / 4096; ++page) {
        fs::copy_file(folder / "aka.db", folder / "hurt.db", fs::copy_options::overwrite_existing);
        std::fstream file{folder / "hurt.db", std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(page * 4096) << std::string(64, '\xA5');
        file.close();
        std::vector<std::string> damage;
        const Fault fault =
            fault_of([&] { damage = open_sqlite(folder / "hurt.db", OpenFor::reading)->find_damage(); });

        CHECK((fault == Fault{} || fault.kind == ErrorKind::storage));
        if (fault.kind || !damage.empty()) ++found;
    }

    CHECK(found > 20);
}

TEST_CASE("a column that is missing or of another kind is a damaged register", "[store]") {
    const auto db = open_sqlite(":memory:", OpenFor::creating);
    const Row row = db->find("SELECT 7 AS number, 'x' AS text, NULL AS absent, '2026-02-30' AS date").value();
    const auto damage = [](const char* column) {
        return Fault{ErrorKind::storage, "the register is damaged: column " + std::string{column} +
                                             " holds something else than expected; see aka data check"};
    };

    CHECK(row.integer("number") == 7);
    CHECK(row.text("text") == "x");
    CHECK(row.is_null("absent"));
    CHECK(row.optional_text("absent").empty());
    CHECK(row.optional_integer("absent") == std::nullopt);
    CHECK(fault_of([&] { std::ignore = row.integer("text"); }) == damage("text"));
    CHECK(fault_of([&] { std::ignore = row.text("number"); }) == damage("number"));
    CHECK(fault_of([&] { std::ignore = row.text("absent"); }) == damage("absent"));
    CHECK(fault_of([&] { std::ignore = row.date("date"); }) == damage("date"));
    CHECK(fault_of([&] { std::ignore = row.text("other"); }) == damage("other"));
    CHECK(fault_of([&] { std::ignore = row.choice<CaseStatus>("text"); }) == damage("text"));
}

TEST_CASE("values are bound by their numbers, whatever order they stand in", "[store]") {
    const auto db = open_sqlite(":memory:", OpenFor::creating);
    const Row row = db->find("SELECT $2 AS b, $1 AS a, $2 AS again, $3 AS c",
                             {std::string{"'; DROP TABLE case_file; --"}, std::int64_t{2}, nullptr})
                        .value();

    CHECK(row.values() == std::vector<Value>{std::int64_t{2}, std::string{"'; DROP TABLE case_file; --"},
                                             std::int64_t{2}, nullptr});
    CHECK(db->number("SELECT count(*) AS n FROM case_file") == 0);
}

TEST_CASE("the same statement can be asked again while it answers", "[store]") {
    const auto db = open_sqlite(":memory:", OpenFor::creating);
    int seen = 0;
    const std::string sql = "SELECT 1 AS n UNION ALL SELECT 2";

    db->each(sql, {}, [&](const Row&) {
        db->each(sql, {}, [&](const Row& inner) { seen += static_cast<int>(inner.integer("n")); });
    });

    CHECK(seen == 6);
}

TEST_CASE("a register of any older version is brought up to date, with a copy of how it was", "[store]") {
    for (int version = 1; version < newest_schema(); ++version) {
        const Folder folder;
        make_old_register(folder / "aka.db", version);
        CHECK(SQLite::Database{(folder / "aka.db").string()}.execAndGet("PRAGMA user_version").getInt() ==
              version);

        CHECK(open_sqlite(folder / "aka.db", OpenFor::writing)->number("PRAGMA user_version") ==
              newest_schema());

        const fs::path backup = (folder / "aka.db.v").string() + std::to_string(version);
        CHECK(SQLite::Database{backup.string()}.execAndGet("PRAGMA user_version").getInt() == version);
    }
}

TEST_CASE("half a copy of an older register is replaced before it is brought up to date", "[store]") {
    for (const char* left : {"aka.db.v1", "aka.db.v1.part"}) {
        INFO(left);
        const Folder folder;
        make_old_register(folder / "aka.db", 1);
        std::ofstream{folder / left} << "half of it";
        std::ofstream{(folder / left).concat("-journal")} << "left by a crash";

        open_sqlite(folder / "aka.db", OpenFor::reading);

        CHECK(SQLite::Database{(folder / "aka.db.v1").string()}.execAndGet("PRAGMA user_version").getInt() ==
              1);
        CHECK(
            SQLite::Database{(folder / "aka.db.v1").string()}.execAndGet("PRAGMA quick_check").getString() ==
            "ok");
        CHECK_FALSE(fs::exists(folder / "aka.db.v1.part"));
    }
}

TEST_CASE("a copy of another older register stays when this one is brought up to date", "[store]") {
    const Folder folder;
    make_old_register(folder / "aka.db.v1", 1)
        ->query(
            "INSERT INTO event VALUES (1, '2026-11-23T09:00:00Z', '2026-11-23', 'x', 'x', 'MK', 'mk', 'x', "
            "'x')");
    add_case(*make_old_register(folder / "aka.db.v1.2", 1));
    make_old_register(folder / "aka.db", 1);
    const auto others = fs::file_size(folder / "aka.db.v1.2");

    open_sqlite(folder / "aka.db", OpenFor::writing);

    // The first broke the chain and is replaced; the second is whole and another.
    const auto events = [&](const char* name) {
        return SQLite::Database{(folder / name).string()}.execAndGet("SELECT count(*) FROM event").getInt();
    };
    CHECK(events("aka.db.v1") == 0);
    CHECK(events("aka.db.v1.2") == 1);
    CHECK(fs::file_size(folder / "aka.db.v1.2") == others);
}

TEST_CASE("a damaged register is not brought up to date", "[store]") {
    const Folder folder;
    add_case(*make_old_register(folder / "aka.db", 1));
    meddle(folder / "aka.db", "UPDATE event SET who = 'XX'");

    const Fault fault = fault_of([&] { open_sqlite(folder / "aka.db", OpenFor::writing); });

    CHECK(fault ==
          Fault{ErrorKind::storage,
                (folder / "aka.db").string() +
                    " does not pass its check and was not brought up to date: event 1 is not the one "
                    "that was recorded; put a backup in its place with aka data restore"});
    CHECK(SQLite::Database{(folder / "aka.db").string()}.execAndGet("PRAGMA user_version").getInt() == 1);
    CHECK_FALSE(fs::exists(folder / "aka.db.v1"));
    CHECK_FALSE(fs::exists(folder / "aka.db.v1.part"));
}

TEST_CASE("an old register and a new one have the same tables", "[store]") {
    const char* const schema =
        "SELECT group_concat(sql, ';') AS sql FROM (SELECT sql FROM sqlite_master WHERE sql IS NOT NULL "
        "ORDER BY name)";
    const auto fresh = open_sqlite(":memory:", OpenFor::creating)->find(schema)->text("sql");

    for (int version = 1; version <= newest_schema(); ++version) {
        const Folder folder;
        make_old_register(folder / "aka.db", version);
        CHECK(open_sqlite(folder / "aka.db", OpenFor::writing)->find(schema)->text("sql") == fresh);
    }
    CHECK(newest_schema() == static_cast<int>(migrations().size()));
}

TEST_CASE("a new register has a key of its own, made once", "[store]") {
    const Folder folder;
    const auto key = [](Database& db) { return db.find("SELECT key FROM register")->text("key"); };
    const std::string first = key(*open_sqlite(folder / "aka.db", OpenFor::creating));

    CHECK(first.size() == 32);
    CHECK(key(*open_sqlite(folder / "aka.db", OpenFor::creating)) == first);
    CHECK(key(*open_sqlite(folder / "other.db", OpenFor::creating)) != first);
}
