#include "aka/store/sqlite.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "aka/text/crypto.hpp"
#include "fault.hpp"
#include "records.hpp"

using namespace aka;
using namespace records;
namespace fs = std::filesystem;

namespace {

Fault fault_of_opening(const fs::path& file, OpenFor purpose) {
    return fault_of([&] { open_sqlite(file, purpose, std::chrono::seconds{1}); });
}

void make_register(const fs::path& file) {
    open_sqlite(file, OpenFor::creating);
}

/// Something another program wrote.
void make_foreign(const fs::path& file, const char* sql) {
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}.exec(sql);
}

/// The hash of what stands in a file: to be compared, and short when shown.
std::string content_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return sha256_hex(std::string{std::istreambuf_iterator<char>{in}, {}});
}

unsigned mode_of(const fs::path& path) {
    struct stat status {};
    REQUIRE(lstat(path.c_str(), &status) == 0);
    return status.st_mode & 0777U;
}

void add_counter(Database& db, const char* municipality) {
    db.query("INSERT INTO counter (municipality, year, last) VALUES ($1, 2026, 1)",
             {std::string{municipality}});
}

std::int64_t counters(Database& db) {
    return db.number("SELECT count(*) AS n FROM counter");
}

constexpr std::array purposes{OpenFor::reading, OpenFor::writing, OpenFor::creating};

}  // namespace

TEST_CASE("a register that is not there is only made when creating", "[store]") {
    const Folder folder;
    const fs::path file = folder / "aka.db";

    for (const auto purpose : {OpenFor::reading, OpenFor::writing}) {
        CHECK(fault_of_opening(file, purpose) ==
              Fault{ErrorKind::storage,
                    "no register at " + file.string() + " yet; the first aka case new makes it"});
        CHECK_FALSE(fs::exists(file));
    }
    CHECK(fault_of_opening(file, OpenFor::creating) == Fault{});
    for (const auto purpose : purposes) CHECK(fault_of_opening(file, purpose) == Fault{});
}

TEST_CASE("an empty file is no register yet", "[store]") {
    const Folder folder;
    const fs::path file = folder / "aka.db";
    std::ofstream{file};

    CHECK(fault_of_opening(file, OpenFor::reading).message ==
          "no register at " + file.string() + " yet; the first aka case new makes it");
    CHECK(fault_of_opening(file, OpenFor::writing).kind == ErrorKind::storage);
    CHECK(fs::file_size(file) == 0);
    CHECK(fault_of_opening(file, OpenFor::creating) == Fault{});
}

TEST_CASE("a symbolic link is refused, wherever it leads", "[store]") {
    const Folder folder;
    make_register(folder / "aka.db");
    fs::create_symlink(folder / "aka.db", folder / "link.db");
    fs::create_symlink(folder / "nothing", folder / "dangling.db");

    for (const auto purpose : purposes) {
        for (const char* name : {"link.db", "dangling.db"}) {
            const fs::path file = folder / name;
            CHECK(fault_of_opening(file, purpose) ==
                  Fault{ErrorKind::storage, file.string() + " is a symbolic link; name the register itself"});
        }
    }
    CHECK_FALSE(fs::exists(folder / "nothing"));
}

TEST_CASE("a folder or a pipe is no register", "[store]") {
    const Folder folder;
    fs::create_directory(folder / "sub");
    REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);

    for (const auto purpose : purposes)
        for (const char* name : {"sub", "pipe"})
            CHECK(fault_of_opening(folder / name, purpose) ==
                  Fault{ErrorKind::storage,
                        (folder / name).string() + " is not a file; choose another with --db"});
}

TEST_CASE("another program's database is refused and left as it was", "[store]") {
    const Folder folder;
    make_foreign(folder / "table.db", "CREATE TABLE t (x)");
    make_foreign(folder / "marked.db", "CREATE TABLE t (x); PRAGMA application_id = 252006673");
    make_foreign(folder / "version.db", "PRAGMA user_version = 1");

    for (const char* name : {"table.db", "marked.db", "version.db"}) {
        const fs::path file = folder / name;
        const std::string before = content_of(file);
        for (const auto purpose : purposes) {
            INFO(name);
            CHECK(fault_of_opening(file, purpose) ==
                  Fault{ErrorKind::storage,
                        file.string() + " is no register of aka; choose another file with --db"});
        }
        CHECK(content_of(file) == before);
    }
}

TEST_CASE("another program's database is refused while it is still empty", "[store]") {
    const Folder folder;
    const fs::path file = folder / "marked.db";
    make_foreign(file, "PRAGMA application_id = 252006673");
    const std::string before = content_of(file);

    for (const auto purpose : purposes)
        CHECK(fault_of_opening(file, purpose) ==
              Fault{ErrorKind::storage,
                    file.string() + " is no register of aka; choose another file with --db"});
    CHECK(content_of(file) == before);
}

TEST_CASE("a text file is no register and is left as it was", "[store]") {
    const Folder folder;
    const fs::path file = folder / "notes.txt";

    for (const std::string& text :
         {std::string{"xy"}, std::string{"Ring til Fjordglas\n"}, std::string(10'000, 'a')}) {
        std::ofstream{file} << text;
        for (const auto purpose : purposes)
            CHECK(fault_of_opening(file, purpose) ==
                  Fault{ErrorKind::storage,
                        file.string() + " is no register of aka; choose another file with --db"});
        CHECK(content_of(file) == sha256_hex(text));
    }
}

TEST_CASE("a register newer than the program is refused, for reading too", "[store]") {
    const Folder folder;
    const fs::path file = folder / "aka.db";
    make_register(file);
    make_foreign(file, "PRAGMA user_version = 99");

    for (const auto purpose : purposes)
        CHECK(fault_of_opening(file, purpose) ==
              Fault{ErrorKind::storage, file.string() +
                                            " was written by a newer aka (version 99, this one knows " +
                                            std::to_string(newest_schema()) + "); upgrade aka"});
}

TEST_CASE("the register is its user's alone", "[store]") {
    const Folder folder;
    {
        const Umask program{077};
        make_register(folder / "data/aka/aka.db");
        open_sqlite(folder / "data/aka/aka.db", OpenFor::writing)->copy_to(folder / "copy.db");
    }
    const Umask loose{0};
    make_register(folder / "loose/aka/aka.db");

    CHECK(mode_of(folder / "data/aka/aka.db") == 0600);
    CHECK(mode_of(folder / "copy.db") == 0600);
    for (const char* made : {"data", "data/aka", "loose", "loose/aka"}) CHECK(mode_of(folder / made) == 0700);
}

TEST_CASE("a folder that cannot be made is a storage error", "[store]") {
    const Folder folder;
    std::ofstream{folder / "file"} << "x";

    CHECK(fault_of_opening(folder / "file/sub/aka.db", OpenFor::creating) ==
          Fault{ErrorKind::storage,
                "cannot make the folder " + (folder / "file/sub").string() + ": Not a directory"});
}

TEST_CASE("a read-only register is read, not written", "[store]") {
    if (geteuid() == 0) {
        WARN("root ignores the modes of files: not tried");
        return;
    }
    const Folder folder;
    const fs::path file = folder / "aka.db";
    make_register(file);
    fs::permissions(file, fs::perms::owner_read);

    CHECK(counters(*open_sqlite(file, OpenFor::reading)) == 0);
    CHECK(fault_of([&] { add_counter(*open_sqlite(file, OpenFor::writing), "faxe"); }) ==
          Fault{ErrorKind::storage, "the register " + file.string() +
                                        " is read-only; check the permissions of the file and its folder"});
}

TEST_CASE("nothing is written through a register opened for reading", "[store]") {
    const Folder folder;
    const fs::path file = folder / "aka.db";
    make_register(file);
    const auto db = open_sqlite(file, OpenFor::reading);

    CHECK(fault_of([&] { add_counter(*db, "faxe"); }).kind == ErrorKind::storage);
    CHECK(fault_of([&] { db->transaction([&] { add_counter(*db, "faxe"); }); }).kind == ErrorKind::storage);
    CHECK(fault_of([&] { db->query("DROP TABLE counter"); }).kind == ErrorKind::storage);
    CHECK(counters(*db) == 0);
    CHECK(db->number("PRAGMA query_only") == 1);
    CHECK(open_sqlite(file, OpenFor::writing)->number("PRAGMA query_only") == 0);
}

TEST_CASE("a register is opened so that nothing acknowledged is lost", "[store]") {
    const Folder folder;
    const fs::path file = folder / "aka.db";

    for (const auto purpose : {OpenFor::creating, OpenFor::writing}) {
        const auto db = open_sqlite(file, purpose);

        CHECK(db->find("PRAGMA journal_mode")->text("journal_mode") == "truncate");
        CHECK(db->number("PRAGMA synchronous") == 3);  // EXTRA
        CHECK(db->number("PRAGMA foreign_keys") == 1);
        CHECK(db->number("PRAGMA secure_delete") == 1);
        CHECK(db->number("PRAGMA trusted_schema") == 0);
        CHECK(db->number("PRAGMA user_version") == newest_schema());
    }
}
