// A register that somebody else made: nothing in it runs, and what it holds is shown harmlessly or refused.
#include <SQLiteCpp/SQLiteCpp.h>

#include "aka/store/sqlite.hpp"
#include "aka/store/tables.hpp"
#include "full_house.hpp"

using namespace cli_world;

namespace {

const std::vector<Texts> readers{{"case", "list", "--status", "all"},
                                 {"case", "show", "1", "--timeline"},
                                 {"case", "show", "1", "-O", "json"},
                                 {"case", "list", "--status", "all", "-O", "csv"},
                                 {"case", "list", "--status", "all", "-O", "md"},
                                 {"case", "list", "--status", "all", "-O", "html"},
                                 {"case", "list", "smede"},
                                 {"case", "outreach"},
                                 {"refer", "list", "-O", "table"},
                                 {"report", "month", "2026-10", "-M", "all"},
                                 {"report", "impartiality", "2026-10", "-O", "json"},
                                 {"report", "published"},
                                 {"status"},
                                 {"data", "audit"},
                                 {"data", "subject", "--cvr", "99999918"},
                                 {"data", "check"}};

/// The first byte that a terminal may take for a command, or that turns the order of letters round.
std::string first_harm(const std::string& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool control = (byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r') || byte == 0x7F;
        const auto next = [&](std::size_t k) {
            return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
        };
        const bool c1 = byte == 0xC2 && next(1) >= 0x80 && next(1) < 0xA0;
        const bool bidi = byte == 0xE2 && ((next(1) == 0x80 && next(2) >= 0xAA && next(2) <= 0xAE) ||
                                           (next(1) == 0x81 && next(2) >= 0xA6 && next(2) <= 0xA9));
        if (control || c1 || bidi)
            return "byte " + std::to_string(i) + " after " + text.substr(i < 60 ? 0 : i - 60, 60);
    }
    return {};
}

struct Elsewhere : FullHouse {
    std::string crafted = folder / "crafted.db";

    void craft(const std::string& sql) {
        fs::copy_file(whole, crafted, fs::copy_options::overwrite_existing);
        SQLite::Database file{crafted, SQLite::OPEN_READWRITE};
        file.exec(
            "PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON; PRAGMA foreign_keys = OFF");
        file.exec(sql);
    }
    Outcome ask(Texts call) {
        call.insert(call.begin(), {"--db", crafted});
        return world.aka(call);
    }
    std::int64_t number(const std::string& sql) const {
        return SQLite::Database{crafted}.execAndGet(sql).getInt64();
    }
};

}  // namespace

TEST_CASE("a trigger in a register from elsewhere never runs", "[data][foreign]") {
    Elsewhere house;
    house.craft("CREATE TRIGGER t AFTER INSERT ON case_file BEGIN DELETE FROM note; END");
    REQUIRE(house.number("SELECT count(*) FROM note") == 1);

    CHECK(house.ask({"case", "new", "Vibely", "-t", "amu"}).status == 0);

    CHECK(house.number("SELECT count(*) FROM note") == 1);
    CHECK(house.ask({"data", "check"}).status == 8);
    CHECK(house.world.aka({"--db", house.folder / "new.db", "data", "restore", house.crafted}).status == 7);
    CHECK_FALSE(fs::exists(house.folder / "new.db"));
}

TEST_CASE("a view in the place of a table is refused", "[data][foreign]") {
    Elsewhere house;
    house.craft("ALTER TABLE note RENAME TO hidden; CREATE VIEW note AS SELECT * FROM hidden");

    const auto shown = house.ask({"case", "show", "1"});

    CHECK(shown.status == 7);
    CHECK(shown.out.empty());
    CHECK(shown.err.starts_with("aka: "));
    CHECK(house.ask({"data", "check"}).status == 8);
    CHECK(house.world.aka({"--db", house.folder / "new.db", "data", "restore", house.crafted}).status == 7);
}

TEST_CASE("a value larger than any of aka's is refused, not read", "[data][foreign]") {
    Elsewhere house;
    house.craft("UPDATE note SET text = CAST(zeroblob(80000000) AS TEXT)");

    for (const Texts& call : {Texts{"case", "show", "1"}, Texts{"data", "check"}}) {
        const auto outcome = house.ask(call);
        INFO(joined(call) << outcome.err);
        CHECK((outcome.status == 7 || outcome.status == 8));
        CHECK(outcome.out.size() < 10000);
    }
    CHECK(house.world.aka({"--db", house.folder / "new.db", "data", "restore", house.crafted}).status == 7);
}

TEST_CASE("escapes in every text of a register from elsewhere are shown harmlessly", "[data][foreign]") {
    Elsewhere house;
    const auto db = aka::open_sqlite(house.whole, aka::OpenFor::reading);
    const std::string evil = " || char(27) || '[31mX' || char(7, 155, 8238, 127, 8)";
    int shown = 0;
    const auto ask = [&](const Texts& call) {
        const auto outcome = house.ask(call);
        INFO("aka " << joined(call) << outcome.err);
        CHECK(first_harm(outcome.out).empty());
        CHECK(first_harm(outcome.err).empty());
        CHECK((outcome.status == 0 || outcome.status == 5 || outcome.status == 7 || outcome.status == 8));
        if (outcome.out.find("[31mX") != std::string::npos) ++shown;
    };

    // What a person writes: all of it at once, and read in every way.
    house.craft("UPDATE business SET name = name" + evil + ", industry_code = 'x'" + evil +
                "; UPDATE contact SET name = name" + evil + ", phone = phone" + evil + ", email = 'x'" +
                evil + "; UPDATE case_file SET title = title" + evil + ", text = 'x'" + evil +
                ", consultant = 'MK'" + evil + "; UPDATE note SET text = text" + evil +
                "; UPDATE referral SET actor_name = actor_name" + evil + "; UPDATE prospect SET name = name" +
                evil + ", reason = reason" + evil + "; UPDATE feedback SET text = text" + evil +
                "; UPDATE event SET who = who" + evil + ", os_user = os_user" + evil + ", kind = kind" +
                evil);
    for (const auto& call : readers) ask(call);
    CHECK(shown > 8);

    // Codes and days, each alone: where one is no more what it was, that is told.
    for (const auto& table : aka::tables_of(*db)) {
        for (const auto& column : table.columns) {
            if (column.number || table.key.front() == column.name) continue;
            INFO(table.name << '.' << column.name);
            house.craft("UPDATE OR IGNORE " + table.name + " SET " + column.name + " = coalesce(" +
                        column.name + ", '')" + evil);
            ask({"case", "show", "1", "--timeline"});
            ask({"data", "check"});
        }
    }
}
