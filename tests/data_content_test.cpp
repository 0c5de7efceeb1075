// Whatever is changed behind aka's back, the check finds it: every column of every table, the index, the
// schema.
#include <SQLiteCpp/SQLiteCpp.h>

#include "aka/store/sqlite.hpp"
#include "aka/store/tables.hpp"
#include "full_house.hpp"

using namespace cli_world;

namespace {

struct House : FullHouse {
    /// Whether the check finds something once that was done to the file.
    bool finds(const std::string& sql) {
        fs::copy_file(whole, hurt, fs::copy_options::overwrite_existing);
        SQLite::Database file{hurt, SQLite::OPEN_READWRITE};
        file.exec("PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON");
        file.exec(sql);
        return world.aka({"--db", hurt, "data", "check"}).status == 8;
    }
};

/// Another value of the same kind in the first row.
std::string change(const aka::TableShape& table, const aka::ColumnShape& column) {
    const std::string& name = column.name;
    const std::string& key = table.key.front();
    return "UPDATE " + table.name + " SET " + name + " = " +
           (column.number ? "coalesce(" + name + " + 1000, 1)" : "coalesce(" + name + " || 'x', 'x')") +
           " WHERE " + key + " = (SELECT min(" + key + ") FROM " + table.name + ")";
}

}  // namespace

TEST_CASE("a change in any column of any table is found", "[data]") {
    House house;
    REQUIRE(house.world.aka({"data", "check"}).status == 0);
    const auto db = aka::open_sqlite(house.whole, aka::OpenFor::reading);
    Texts missed;

    for (const auto& table : aka::tables_of(*db)) {
        INFO(table.name);
        REQUIRE(db->number("SELECT count(*) AS n FROM " + table.name) > 0);
        for (const auto& column : table.columns)
            if (column.name != "id")  // where a row stands: SQLite's indexes tell, and what points to it
                if (!house.finds(change(table, column))) missed.push_back(table.name + '.' + column.name);
    }

    CHECK(missed == Texts{});
}

TEST_CASE("what was changed in the search index or the tables' shape is found", "[data]") {
    House house;

    CHECK_FALSE(house.finds("SELECT 1"));
    CHECK(house.finds("UPDATE case_search SET title = 'andet' WHERE rowid = 1"));
    CHECK(house.finds("DELETE FROM case_search WHERE rowid = 2"));
    CHECK(house.finds("INSERT INTO case_search (rowid, title) VALUES (99, 'spoegelse')"));
    CHECK(house.finds("UPDATE case_search_content SET c1 = 'andet' WHERE id = 1"));
    CHECK(house.finds("DELETE FROM case_search_data WHERE id > 10"));
    CHECK(house.finds("CREATE TABLE more (a)"));
    CHECK(house.finds("CREATE TRIGGER more AFTER INSERT ON note BEGIN DELETE FROM event; END"));
    CHECK(house.finds("CREATE VIEW more AS SELECT * FROM note"));
    CHECK(house.finds("DROP INDEX note_case"));
}

TEST_CASE("a row that no event told of is found", "[data]") {
    House house;

    CHECK(house.finds("INSERT INTO merged_case VALUES ('NAE-26-0077', 'x', 1, 0)"));
    CHECK(house.finds("DELETE FROM merged_case WHERE ref = 'NAE-26-0004'"));
    CHECK(house.finds("DELETE FROM published_figure WHERE place = 1"));
    CHECK(house.finds("DELETE FROM counter"));
    CHECK(house.finds("DELETE FROM ledger"));
}

TEST_CASE("what an erasure leaves passes the check", "[data]") {
    House house;
    house.world.must({"case", "new", "Vibely", "-t", "amu"});
    house.world.must({"case", "close", "5", "--outcome", "met"});

    for (const char* ref : {"1", "5"})
        house.world.must({"case", "erase", ref, "--reason", "subject-request", "--confirm", ref});

    const auto checked = house.world.aka({"data", "check", "-O", "json"});
    INFO(checked.out);
    CHECK(checked.status == 0);
}
