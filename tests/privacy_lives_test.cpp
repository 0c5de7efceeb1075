// Erasing a case after what may have happened to it: merged, handed over, reopened, published.
#include <cctype>

#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// A register on the disk; each case in it holds a word of its own.
struct Office {
    Folder folder;
    World world;

    Office() { world.variables["AKA_DB"] = folder / "aka.db"; }

    void record(const std::string& business, const std::string& word, const Texts& more = {}) {
        world.input = "Sagde " + word + ".\n";
        Texts call{"case", "new", business, "-t", "amu", "--title", "Titel " + word, "-F", "-"};
        call.insert(call.end(), more.begin(), more.end());
        world.must(call);
    }

    void note(const std::string& number, const std::string& word) {
        world.input = "Noterede " + word + ".\n";
        world.must({"case", "note", number, "-F", "-"});
    }

    Outcome erase(const std::string& number, const Texts& more = {}) {
        Texts call{"case", "erase", number, "--reason", "mistake", "--confirm", number};
        call.insert(call.end(), more.begin(), more.end());
        return world.aka(call);
    }

    bool holds(const std::string& word) const {
        std::string bytes = content(folder / "aka.db") + content(folder / "aka.db-journal");
        for (char& c : bytes) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        return bytes.find(word) != std::string::npos;
    }

    void check_whole() { CHECK(world.aka({"data", "audit", "--verify"}).status == 0); }
};

}  // namespace

TEST_CASE("erasing a case takes what was merged into it", "[privacy][erase]") {
    Office office;
    office.record("Kvistfirma ApS", "kvistene");
    office.record("Kvistfirma ApS", "kvisttoer", {"--force-new", "--contact", "Ida Kvistholm"});
    office.note("2", "kvistnote");
    office.world.must({"case", "merge", "2", "--into", "1"});
    CHECK(json_of(office.world, {"case", "show", "1"})["case"]["contact"] == "Ida Kvistholm");
    office.world.must({"case", "close", "1", "--outcome", "met"});
    REQUIRE(office.holds("kvisttoer"));

    CHECK(office.erase("1").status == 0);

    CHECK_FALSE(office.holds("kvist"));
    CHECK(json_of(office.world, {"case", "show", "2"})["case"]["ref"] == "NAE-26-0001");
    office.check_whole();
}

TEST_CASE("a case that was handed over is erased by the office that has it", "[privacy][erase]") {
    Office office;
    office.record("Kvistfirma ApS", "kvistene", {"--cvr", "99999918", "--contact", "Ida Kvistholm"});
    office.record("Kvistfirma ApS", "kvisttoer", {"--cvr", "99999918"});
    office.world.must({"case", "handover", "1", "--to", "faxe"});
    office.world.must({"case", "close", "NAE-26-0001", "--outcome", "met", "-M", "faxe"});

    CHECK(office.erase("NAE-26-0001").status == 4);
    CHECK(office.erase("NAE-26-0001", {"-M", "faxe"}).status == 0);

    CHECK_FALSE(office.holds("kvistene"));
    // The office that handed it over has a case of its own of the same business.
    CHECK(json_of(office.world, {"case", "show", "2"})["case"]["company"] == "Kvistfirma ApS");
    CHECK(office.holds("kvisttoer"));
    office.check_whole();
    office.world.must({"case", "close", "2", "--outcome", "met"});
    CHECK(office.erase("2").status == 0);
    CHECK_FALSE(office.holds("kvist"));
    CHECK_FALSE(office.holds("99999918"));
    office.check_whole();
}

TEST_CASE("a case that was reopened is erased with its first life", "[privacy][erase]") {
    Office office;
    office.record("Kvistfirma ApS", "kvistene");
    office.world.must({"case", "close", "1", "--outcome", "met"});
    office.world.input = "Tak, kvistsvar.\n";
    office.world.must({"case", "feedback", "1", "--score", "2", "-F", "-"});
    office.world.input = "Fordi kvistgrund.\n";
    office.world.must({"case", "reopen", "1", "--reason", "not-solved", "-F", "-"});
    CHECK(office.erase("1").status == 4);
    office.world.must({"case", "close", "1", "--outcome", "met"});

    CHECK(office.erase("1").status == 0);

    CHECK_FALSE(office.holds("kvist"));
    office.check_whole();
}

TEST_CASE("of two cases of one business the other keeps it, with its own words", "[privacy][erase]") {
    Office office;
    office.record("Kvistfirma ApS", "kvistene", {"--cvr", "99999918", "--contact", "Ida Kvistholm"});
    office.record("Kvistfirma ApS", "kvisttoer", {"--cvr", "99999918", "--contact", "Ole Bak"});
    office.world.must({"case", "close", "1", "--outcome", "met"});

    CHECK(office.erase("1").err.find("Kvistfirma ApS stays: another case needs it") != std::string::npos);

    CHECK_FALSE(office.holds("kvistene"));
    CHECK_FALSE(office.holds("kvistholm"));
    CHECK(office.holds("kvisttoer"));
    const Json shown = json_of(office.world, {"case", "show", "2", "--timeline"});
    CHECK(shown["case"]["contact"] == "Ole Bak");
    CHECK_FALSE(shown["timeline"].empty());
    CHECK(office.world.must({"case", "list", "kvisttoer", "--count"}) == "1\n");
    CHECK(office.world.must({"case", "list", "kvistene", "--status", "all", "--count"}) == "0\n");
    office.check_whole();
}

TEST_CASE("what was published stays as it was when its cases are erased", "[privacy][publish]") {
    World world;
    move_to(world, "2026-10-05");
    for (int i = 1; i <= 18; ++i) {
        world.must({"case", "new", "Test " + std::to_string(i) + " ApS", "-t", "amu", "--no-input"});
        world.must({"case", "close", std::to_string(i), "--outcome", "met"});
        world.must({"case", "feedback", std::to_string(i), "--score", "4"});
    }
    move_to(world, "2026-11-23");
    Json before = Json::array();
    const std::vector<Texts> reports{
        {"report", "publish", "month", "2026-10", "--audience", "public"},
        {"report", "publish", "satisfaction", "2026-10", "--audience", "public"}};
    for (const auto& report : reports) before.push_back(json_of(world, report));
    const std::string counted = json_of(world, {"report", "month", "2026-10"})["outcomes"].dump();

    for (int i = 1; i <= 8; ++i)
        world.must(
            {"case", "erase", std::to_string(i), "--reason", "retention", "--confirm", std::to_string(i)});

    Json after = Json::array();
    for (const auto& report : reports) after.push_back(json_of(world, report));
    CHECK(after == before);
    CHECK(texts(world, "SELECT count(*) FROM publication WHERE restates = 1") == Texts{"0"});
    CHECK(json_of(world, {"report", "month", "2026-10"})["outcomes"].dump() == counted);
    CHECK(world.must({"report", "publish", "satisfaction", "2026-10", "--audience", "public", "-O", "md"})
              .find("changed since") == std::string::npos);
    // A real correction is still told.
    move_to(world, "2026-10-06");
    for (int i = 19; i <= 33; ++i)
        world.must({"case", "new", "Test " + std::to_string(i) + " ApS", "-t", "amu", "--no-input"});
    move_to(world, "2026-11-24");
    CHECK(json_of(world, reports.front())["restated"].front()["value"] == 33);
    CHECK(world.aka({"data", "audit", "--verify"}).status == 0);
}
