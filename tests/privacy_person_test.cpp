// Erasing a person across cases, and what was kept as long as it may be.
#include <cctype>
#include <fstream>
#include <set>

#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// A register on the disk: Ida is the contact of two cases of a company and stands in a note of a third.
struct Office {
    Folder folder;
    World world;

    Office() {
        world.variables["AKA_DB"] = folder / "aka.db";
        world.input = "Ida Kvistholm ringer selv.\n";
        world.must({"case",
                    "new",
                    "Fjordglas ApS",
                    "--cvr",
                    "99999918",
                    "--form",
                    "aps",
                    "--contact",
                    "Ida Kvistholm",
                    "--phone",
                    "55667788",
                    "--email",
                    "ida@kvistpost.dk",
                    "-t",
                    "faglaert",
                    "--title",
                    "Svejser",
                    "--consent",
                    "full",
                    "-F",
                    "-"});
        world.must({"refer", "send", "1", "--pick", "draw"});
        world.must({"case", "new", "--cvr", "99999918", "-t", "amu", "--title", "Kurser til Ida"});
        world.must({"case", "new", "Holmely", "--contact", "Ole Bak", "-t", "amu"});
        world.input = "Hør Ida Kvistholm, 55 66 77 88.\n";
        world.must({"case", "note", "3", "-F", "-"});
    }

    Outcome erase(const Texts& key) {
        Texts call{"data", "erase"};
        call.insert(call.end(), key.begin(), key.end());
        call.insert(call.end(), {"--confirm", key.back()});
        return world.aka(call);
    }

    bool holds(const std::string& word) const {
        std::string bytes = content(folder / "aka.db") + content(folder / "aka.db-journal");
        for (char& c : bytes) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        return bytes.find(word) != std::string::npos;
    }
};

}  // namespace

TEST_CASE("a contact is taken out of all cases, which stay", "[privacy][erase]") {
    Office office;
    for (const char* word : {"kvistholm", "kvistpost", "55667788", "55 66 77 88"})
        REQUIRE(office.holds(word));

    const Outcome erased = office.erase({"--phone", "55667788"});

    CHECK(erased.status == 0);
    CHECK(erased.err.find("NAE-26-0002: a text may still name the person") != std::string::npos);
    for (const char* word : {"kvistholm", "kvistpost", "55667788", "55 66 77 88"}) {
        INFO(word);
        CHECK_FALSE(office.holds(word));
    }
    World& world = office.world;
    CHECK(json_of(world, {"case", "show", "1"})["case"]["company"] == "Fjordglas ApS");
    CHECK(json_of(world, {"case", "show", "3"})["notes"][0]["text"] == "Hør […], […].");
    CHECK(json_of(world, {"case", "show", "3"})["case"]["contact"] == "Ole Bak");
    CHECK(world.aka({"refer", "show", "1.1"}).status == 0);
    CHECK(world.aka({"data", "audit", "--verify"}).status == 0);
    CHECK(json_of(world, {"data", "subject", "--phone", "55667788"})["held"].empty());
}

TEST_CASE("a company is no person, a sole proprietor goes with the cases", "[privacy][erase]") {
    Office office;
    World& world = office.world;
    CHECK(office.erase({"--cvr", "99999918"}).status == 4);
    world.must(
        {"case", "new", "Kvistbo", "--cvr", "99999926", "--form", "enk", "--phone", "44556677", "-t", "amu"});
    CHECK(office.erase({"--cvr", "99999926"}).status == 4);  // open
    world.must({"case", "close", "4", "--outcome", "met"});

    CHECK(office.erase({"--phone", "44556677"}).status == 0);

    CHECK_FALSE(office.holds("kvistbo"));
    CHECK_FALSE(office.holds("99999926"));
    CHECK(world.must({"case", "list", "--status", "all", "--count"}) == "4\n");
    CHECK(world.aka({"data", "audit", "--verify"}).status == 0);
    CHECK(office.erase({"--cvr", "99999926"}).status == 5);
}

TEST_CASE("erasing a person is confirmed", "[privacy][erase]") {
    World world;
    world.must({"case", "new", "Holmely", "--phone", "55667788", "-t", "amu"});

    check_fails_unstored(world, {"data", "erase", "--phone", "55667788"}, 3,
                         "nothing brings it back once it is erased; if it shall go, add --confirm 55667788");
    check_fails_unstored(world, {"data", "erase", "--phone", "55667788", "--confirm", "55667789"}, 3,
                         "--confirm names another than 55667788; nothing was erased");
}

namespace {

/// A world whose alliance lets Næstved keep cases for 24 months; with a legal basis or without.
World with_retention(const Folder& folder, const std::string& basis) {
    World world;
    const std::string config = folder / "config";
    fs::copy(AKA_SOURCE_DIR "/config", config, fs::copy_options::recursive);
    const std::string file = config + "/municipalities/naestved.toml";
    std::string text = content(file);
    text.insert(text.find("[office]"), "[retention]\nmonths = 24\n" + basis + "\n");
    std::ofstream{file} << text;
    world.variables["AKA_CONFIG"] = config;
    move_to(world, "2024-11-20");
    world.must({"case", "new", "Holmely", "-t", "amu", "--title", "Gammel"});
    world.must({"case", "close", "1", "--outcome", "met"});
    world.must({"case", "new", "Skovbo", "-t", "amu", "--title", "Omtalt"});
    world.must({"case", "close", "2", "--outcome", "met"});
    world.must({"case", "new", "Vibely", "-t", "amu", "--title", "Stadig i gang"});
    move_to(world, "2024-11-25");
    world.input = "Ringede.\n";
    world.must({"case", "note", "2", "-F", "-"});
    move_to(world, "2026-11-23");
    return world;
}

Texts left(World& world) {
    return texts(world, "SELECT title FROM case_file ORDER BY id");
}

}  // namespace

TEST_CASE("what was kept as long as it may be is erased, counted from the last contact",
          "[privacy][retention]") {
    const Folder folder;
    World world = with_retention(folder, "basis = \"Art. 6(1)(e)\"");

    CHECK(world.must({"data", "retention", "--dry-run"}) == "NAE-24-0001\t2024-11-20\tGammel\t0\n");
    CHECK(left(world) == Texts{"Gammel", "Omtalt", "Stadig i gang"});
    CHECK(world.aka({"data", "retention"}).status == 3);  // nobody can be asked
    CHECK(left(world) == Texts{"Gammel", "Omtalt", "Stadig i gang"});
    world.must({"data", "retention", "--yes"});
    CHECK(left(world) == Texts{"", "Omtalt", "Stadig i gang"});
    CHECK(world.must({"data", "retention", "--yes"}).empty());
    CHECK(world.aka({"data", "audit", "--verify"}).status == 0);
}

TEST_CASE("without a legal basis what is due is only listed", "[privacy][retention]") {
    const Folder folder;
    World world = with_retention(folder, "");

    const Outcome listed = world.aka({"data", "retention", "--yes"});

    CHECK(listed.status == 0);
    CHECK(listed.out == "NAE-24-0001\t2024-11-20\tGammel\t0\n");
    CHECK(listed.err.find("nothing is erased: Næstved states no legal basis") != std::string::npos);
    CHECK(left(world) == Texts{"Gammel", "Omtalt", "Stadig i gang"});
}
