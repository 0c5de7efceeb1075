#include <atomic>
#include <catch2/catch.hpp>
#include <future>
#include <stdexcept>
#include <string>

#include "aka/store/sqlite.hpp"
#include "fault.hpp"
#include "records.hpp"

using namespace aka;
using namespace records;

namespace {

void add_counter(Database& db, const char* municipality) {
    db.query("INSERT INTO counter (municipality, year, last) VALUES ($1, 2026, 1)",
             {std::string{municipality}});
}

std::int64_t counters(Database& db) {
    return db.number("SELECT count(*) AS n FROM counter");
}

}  // namespace

TEST_CASE("a transaction stands as a whole or not at all", "[store]") {
    const auto db = open_sqlite(":memory:", OpenFor::creating);

    db->transaction([&] {
        CHECK(db->in_transaction());
        add_counter(*db, "faxe");
        add_counter(*db, "stevns");
    });
    CHECK_FALSE(db->in_transaction());
    CHECK(counters(*db) == 2);

    const Fault fault = fault_of([&] {
        db->transaction([&] {
            add_counter(*db, "ringsted");
            add_counter(*db, "faxe");  // is there already
        });
    });
    CHECK(fault.kind == ErrorKind::storage);
    CHECK_FALSE(db->in_transaction());
    CHECK_FALSE(db->commit_was_uncertain());
    CHECK(counters(*db) == 2);
}

TEST_CASE("what work throws comes out of its transaction unchanged", "[store]") {
    const auto db = open_sqlite(":memory:", OpenFor::creating);

    CHECK_THROWS_AS(db->transaction([&] {
        add_counter(*db, "faxe");
        throw std::length_error("ours");
    }),
                    std::length_error);
    CHECK(counters(*db) == 0);
}

TEST_CASE("a dry run does everything and leaves nothing", "[store]") {
    const auto db = open_sqlite(":memory:", OpenFor::creating);
    std::int64_t during = 0;

    db->transaction(
        [&] {
            add_counter(*db, "faxe");
            during = counters(*db);
        },
        Finish::rollback);

    CHECK(during == 1);
    CHECK(counters(*db) == 0);
    CHECK_FALSE(db->in_transaction());
}

TEST_CASE("a transaction inside another is a part of it", "[store]") {
    const auto db = open_sqlite(":memory:", OpenFor::creating);
    const auto nested = [&](const char* municipality) {
        db->transaction([&] { add_counter(*db, municipality); });
    };

    db->transaction([&] {
        nested("faxe");
        CHECK(db->in_transaction());
        nested("stevns");
    });
    CHECK(counters(*db) == 2);

    CHECK_THROWS_AS(db->transaction([&] {
        nested("holbaek");
        throw std::length_error("ours");
    }),
                    std::length_error);
    db->transaction([&] { nested("ringsted"); }, Finish::rollback);
    CHECK(counters(*db) == 2);
}

TEST_CASE("a second writer waits until the first is done", "[store]") {
    const Folder folder;
    const auto first = open_sqlite(folder / "aka.db", OpenFor::creating);
    std::atomic<bool> begun = false;
    std::future<void> second;
    std::future_status while_first_writes{};

    first->transaction([&] {
        add_counter(*first, "faxe");
        second = std::async(std::launch::async, [&] {
            const auto db = open_sqlite(folder / "aka.db", OpenFor::writing);
            begun = true;
            db->transaction([&] { add_counter(*db, "stevns"); });
        });
        while_first_writes = second.wait_for(std::chrono::milliseconds{300});
    });
    second.get();

    CHECK(begun);
    CHECK(while_first_writes == std::future_status::timeout);
    CHECK(counters(*first) == 2);
}

TEST_CASE("a register that stays locked is given up after the patience, not before", "[store]") {
    const Folder folder;
    const auto first = open_sqlite(folder / "aka.db", OpenFor::creating);
    const auto second = open_sqlite(folder / "aka.db", OpenFor::writing, std::chrono::seconds{1});
    Fault fault;
    std::chrono::steady_clock::duration waited{};

    first->transaction([&] {
        add_counter(*first, "faxe");
        const auto begin = std::chrono::steady_clock::now();
        fault = fault_of([&] { second->transaction([&] { add_counter(*second, "stevns"); }); });
        waited = std::chrono::steady_clock::now() - begin;
    });

    CHECK(fault == Fault{ErrorKind::storage, "the register " + (folder / "aka.db").string() +
                                                 " is locked by another program; try again when it is done"});
    CHECK(waited >= std::chrono::seconds{1});
    CHECK(waited < std::chrono::seconds{10});
    CHECK(counters(*second) == 1);
    second->transaction([&] { add_counter(*second, "stevns"); });
    CHECK(counters(*first) == 2);
}

TEST_CASE("a writer waits for those who read together, and what they read stays the same", "[store]") {
    const Folder folder;
    const auto writer = open_sqlite(folder / "aka.db", OpenFor::creating, std::chrono::seconds{1});
    const auto reader = open_sqlite(folder / "aka.db", OpenFor::reading);
    std::int64_t before = -1;
    std::int64_t after = -1;
    Fault fault;

    reader->read_together([&] {
        before = counters(*reader);
        fault = fault_of([&] { writer->transaction([&] { add_counter(*writer, "faxe"); }); });
        after = counters(*reader);
    });

    CHECK(fault.kind == ErrorKind::storage);
    CHECK(before == 0);
    CHECK(after == 0);
    CHECK_FALSE(reader->in_transaction());
    writer->transaction([&] { add_counter(*writer, "faxe"); });
    CHECK(counters(*reader) == 1);
}

TEST_CASE("a commit that failed for a reader's sake is reported as uncertain, and can be done again",
          "[store]") {
    const Folder folder;
    const auto writer = open_sqlite(folder / "aka.db", OpenFor::creating, std::chrono::seconds{1});
    const auto reader = open_sqlite(folder / "aka.db", OpenFor::reading);

    reader->read_together([&] {
        CHECK(counters(*reader) == 0);
        CHECK(fault_of([&] { writer->transaction([&] { add_counter(*writer, "faxe"); }); }).kind ==
              ErrorKind::storage);
    });
    CHECK(writer->commit_was_uncertain());
    CHECK_FALSE(writer->in_transaction());
    CHECK(counters(*writer) == 0);

    writer->transaction([&] { add_counter(*writer, "faxe"); });
    CHECK_FALSE(writer->commit_was_uncertain());
    CHECK(counters(*reader) == 1);
}
