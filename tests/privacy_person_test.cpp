// Erasing a person across cases.
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

    std::string title(std::int64_t number) const {
        const auto db = aka::open_sqlite(folder / "aka.db", aka::OpenFor::reading);
        return db->query("SELECT title FROM case_file WHERE number = $1", {number}).front().text("title");
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

TEST_CASE("a person is taken out however the name and number are spelled, others are left",
          "[privacy][erase]") {
    Office office;
    auto& world = office.world;
    world.must({"case", "edit", "2", "--title", "KVISTHOLM, IDA: 55-66-77-88 og 155667788"});
    world.must(
        {"case", "new", "Kalklund", "-t", "amu", "--title", "Mail IDA@KVISTPOST.DK, ikke xida@kvistpost.dk"});
    world.must({"case", "new", "Tystrup", "-t", "amu", "--title", "Mød Ida Kvistholm"});

    const auto erased = office.erase({"--email", "ida@kvistpost.dk"});

    CHECK(erased.status == 0);
    CHECK(office.title(2) == "[…]: […] og 155667788");
    CHECK(office.title(4) == "Mail […], ikke xida@kvistpost.dk");
    // Somebody else may have that name.
    CHECK(office.title(5) == "Mød Ida Kvistholm");
    CHECK(erased.err.find("NAE-26-0005: a text may still name the person") != std::string::npos);
    check_fails(world, {"data", "erase", "--email", "ida@kvistpost.dk", "--confirm", "ida@kvistpost.dk"}, 5,
                "nothing is held here about ida@kvistpost.dk; see aka data subject");
}

TEST_CASE("somebody who only stands in texts is taken out of them", "[privacy][erase]") {
    Office office;
    office.world.must(
        {"case", "new", "Kalklund", "-t", "amu", "--title", "Ring 20-30-40-77, ikke 120304077"});

    CHECK(office.erase({"--phone", "20304077"}).status == 0);

    CHECK(office.title(4) == "Ring […], ikke 120304077");
    CHECK_FALSE(office.holds("20-30-40-77"));
    CHECK(office.world.aka({"data", "audit", "--verify"}).status == 0);
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

TEST_CASE("a person goes off the lists, and the name out of the business's other cases", "[privacy][erase]") {
    Office office;
    World& world = office.world;
    world.input =
        "virksomhed;telefon;grund\nVibely ApS;55667788;Ida Kvistholm bad om det\n"
        "Skovbo ApS;44556677;Kendt af Ida Kvistholm\n";
    world.must({"case", "outreach", "--import", "-"});
    world.must({"case", "edit", "2", "--title", "Kurser til Ida Kvistholm"});

    const Outcome erased = office.erase({"--email", "ida@kvistpost.dk"});

    CHECK(erased.status == 0);
    CHECK(erased.err.find("NAE-26-0001.1 told ") != std::string::npos);
    CHECK_FALSE(office.holds("kvistholm"));
    CHECK_FALSE(office.holds("55667788"));
    CHECK(json_of(world, {"case", "outreach"})["outreach"].size() == 1);
    CHECK(json_of(world, {"case", "show", "2"})["case"]["title"] == "Kurser til […]");
    CHECK(world.aka({"data", "audit", "--verify"}).status == 0);
}

TEST_CASE("drafts of a person who is erased go, those of others stay", "[privacy][erase]") {
    Office office;
    World& world = office.world;
    const std::string drafts = office.folder / "aka";
    world.variables["XDG_STATE_HOME"] = office.folder.path();
    fs::create_directories(drafts);
    std::ofstream{drafts + "/mail"} << "Svar til IDA@KVISTPOST.DK.";
    std::ofstream{drafts + "/number"} << "Ring 5566 7788 i morgen";
    std::ofstream{drafts + "/other"} << "Ole Bak, 5566 7789, ida@kvistposten.dk";

    CHECK(office.erase({"--phone", "55667788"}).status == 0);

    Texts left;
    for (const auto& entry : fs::directory_iterator{drafts}) left.push_back(entry.path().filename());
    CHECK(left == Texts{"other"});
}
