// What a check of the register finds around it, each with its way out.
#include <sys/time.h>

#include "aka/service/upkeep.hpp"
#include "aka/store/sqlite.hpp"
#include "cli_world.hpp"

using namespace cli_world;

namespace {

struct Office {
    Folder folder;
    World world;
    std::string file = folder / "aka.db";

    Office() {
        world.variables["AKA_DB"] = file;
        world.variables["XDG_STATE_HOME"] = folder / "state";
        world.must({"case", "new", "Fjordglas ApS", "-t", "amu"});
    }
    /// What is found, with the ways out; the folder's name left out.
    Texts findings() {
        const auto outcome = world.aka({"data", "check", "-O", "json"});
        Texts lines;
        const auto findings = Json::parse(outcome.out)["findings"];
        for (const auto& finding : findings) {
            std::string line =
                finding["what"].get<std::string>() + " | " + finding["way_out"].get<std::string>();
            for (auto at = line.find(folder.path() + "/"); at != std::string::npos;
                 at = line.find(folder.path() + "/"))
                line.erase(at, folder.path().size() + 1);
            lines.push_back(line);
        }
        CHECK(outcome.status == (lines.empty() ? 0 : 8));
        return lines;
    }
    /// As if it had last been written then.
    void age(const std::string& name, const char* day) const {
        const auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(aka::parse_iso_date(day)->time_since_epoch());
        const timeval then{seconds.count(), 0};
        const std::array<timeval, 2> times{then, then};
        REQUIRE(utimes(name.c_str(), times.data()) == 0);
    }
};

/// Below a folder that stands for /sys: a block device.
void make_device(const std::string& sys, const std::string& numbers, const std::string& path,
                 const std::string& uuid, const Texts& slaves = {}) {
    fs::create_directories(sys + "/dev/block");
    fs::create_directories(sys + "/devices/" + path + "/slaves");
    fs::create_directory_symlink(sys + "/devices/" + path, sys + "/dev/block/" + numbers);
    if (!uuid.empty()) {
        fs::create_directories(sys + "/devices/" + path + "/dm");
        std::ofstream{sys + "/devices/" + path + "/dm/uuid"} << uuid << '\n';
    }
    for (const auto& slave : slaves)
        fs::create_directory_symlink(sys + "/devices/" + slave, sys + "/devices/" + path + "/slaves/" +
                                                                    fs::path{slave}.filename().string());
}

}  // namespace

TEST_CASE("changes that wait too long for a backup are found", "[data]") {
    Office office;
    CHECK(office.findings() == Texts{});
    move_to(office.world, "2026-11-30");
    CHECK(office.findings() == Texts{});

    move_to(office.world, "2026-12-01");
    CHECK(office.findings() ==
          Texts{"1 change, 8 days old, is in no backup beside the register | aka data backup; keep a "
                "copy on another machine or stick"});
    office.world.must({"data", "backup"});
    CHECK(office.findings() == Texts{});

    move_to(office.world, "2027-02-01");
    CHECK(office.findings() == Texts{});  // all of it is in the backup, however old
    office.world.must({"case", "new", "Holmely", "-t", "amu"});
    move_to(office.world, "2027-02-20");
    CHECK(office.findings().size() == 1);
}

TEST_CASE("the notes tell the newest backup", "[data]") {
    Office office;
    const auto notes = [&] { return office.world.must({"data", "check", "-O", "md"}); };
    CHECK(notes().find("No backup lies beside the register.") != std::string::npos);

    office.world.must({"data", "backup"});
    std::ofstream{office.folder / "aka-2099-99-99T000000Z.db"} << "no day";
    std::ofstream{office.folder / "aka-before.db"} << "no moment";
    move_to(office.world, "2026-11-26");

    CHECK(notes().find("The newest backup beside the register is 3 days old: ") != std::string::npos);
    std::ofstream{office.folder / "aka-2026-11-25T120000Z.db.age"} << "encrypted";
    CHECK(notes().find("The newest backup beside the register is 1 day old: ") != std::string::npos);
}

TEST_CASE("drafts and what was cut off are found once they are old", "[data]") {
    Office office;
    fs::create_directories(office.folder / "state/aka");
    for (const char* name : {"state/aka/draft.toml", "aka.db.0a1b2c.part", "other.part"}) {
        std::ofstream{office.folder / name} << "text";
        office.age(office.folder / name, "2026-11-22");
    }
    office.age(office.folder / "state/aka/draft.toml", "2026-11-17");
    CHECK(office.findings() ==
          Texts{"aka.db.0a1b2c.part was left behind by work that was cut off, and may hold what the register "
                "holds | rm aka.db.0a1b2c.part"});

    office.age(office.folder / "aka.db.0a1b2c.part", "2026-11-23");
    office.age(office.folder / "state/aka/draft.toml", "2026-11-15");

    CHECK(office.findings() ==
          Texts{"a draft has waited for 8 days: state/aka/draft.toml | record what is in it, "
                "then delete it"});
}

TEST_CASE("a register that cannot be opened is a finding", "[data]") {
    Office office;
    fs::create_symlink(office.file, office.folder / "link.db");
    office.world.variables["AKA_DB"] = office.folder / "link.db";
    CHECK(office.findings() == Texts{"link.db is a symbolic link | name the register itself"});

    office.world.variables["AKA_DB"] = office.file;
    aka::open_sqlite(office.file, aka::OpenFor::writing)->query("PRAGMA user_version = 99");
    CHECK(office.findings() == Texts{"aka.db was written by a newer aka (version 99, this one knows " +
                                     std::to_string(aka::newest_schema()) + ") | upgrade aka"});
}

TEST_CASE("no register is no finding but an error", "[data]") {
    World world;
    world.variables["AKA_DB"] = "/nonexistent/aka.db";
    check_fails(world, {"data", "check"}, 7,
                "no register at /nonexistent/aka.db yet; the first aka case new makes it");
}

TEST_CASE("a broken configuration is found, and the register is looked through all the same", "[data]") {
    Office office;
    fs::create_directories(office.folder / "config");
    std::ofstream{office.folder / "config/alliance.toml"} << "name = \n";
    office.world.variables["AKA_CONFIG"] = office.folder / "config";
    fs::permissions(office.file, fs::perms{0644});

    const Texts found = office.findings();

    REQUIRE(found.size() >= 2);
    CHECK(found.front() == "others on this machine can read aka.db | chmod 600 aka.db");
    CHECK(found[1].find("alliance.toml:1:") != std::string::npos);
}

TEST_CASE("an encrypted disk is told by what lies below the file system", "[data]") {
    using aka::Encryption;
    const Folder folder;
    const std::string sys = folder / "sys";
    make_device(sys, "8:0", "sda", "");
    make_device(sys, "8:1", "sda/sda1", "");
    std::ofstream{sys + "/devices/sda/sda1/partition"} << "1\n";
    make_device(sys, "253:0", "dm-0", "CRYPT-LUKS2-0123-home", {"sda/sda1"});
    make_device(sys, "253:1", "dm-1", "LVM-abc", {"dm-0"});
    make_device(sys, "253:2", "dm-2", "LVM-def", {"sda/sda1"});
    make_device(sys, "9:0", "md0", "", {"dm-0", "sda"});
    const auto of = [&](const char* numbers) { return aka::encryption_of_device(numbers, sys); };

    CHECK(of("8:1") == Encryption::plain);
    CHECK(of("253:0") == Encryption::encrypted);
    CHECK(of("253:1") == Encryption::encrypted);
    CHECK(of("253:2") == Encryption::plain);
    CHECK(of("9:0") == Encryption::plain);
    CHECK(of("7:7") == Encryption::unknown);
}
