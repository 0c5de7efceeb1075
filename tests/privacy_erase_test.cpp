// Erasing a case: what stays is counted, and what goes is nowhere in the file.
#include <cctype>
#include <set>

#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// A word for each field in which a person can write, found nowhere else.
const Texts words{"kvistfirma", "kvistkontakt", "kvistpost", "kvisttitel", "kvisttekst",
                  "kvistnote",  "kvistsvejser", "kvistsvar", "kvistgrund", "kvistrettet",
                  "99999918",   "55667788",     "1000000018"};

/// A register on the disk with a case that has everything, its file written on closing.
struct Office {
    Folder folder;
    World world;

    Office() {
        world.variables["AKA_DB"] = folder / "aka.db";
        world.input = "virksomhed;cvr;telefon;grund\nKvistfirma ApS;99999918;55667788;kvistgrund\n";
        world.must({"case", "outreach", "--import", "-"});
        world.input = "Der mangler kvisttekst.\n";
        world.must({"case",
                    "new",
                    "Kvistfirma ApS",
                    "--cvr",
                    "99999918",
                    "--pno",
                    "1000000018",
                    "--size",
                    "10-49",
                    "--contact",
                    "Ida Kvistkontakt",
                    "--phone",
                    "55667788",
                    "--email",
                    "ida@kvistpost.dk",
                    "-t",
                    "faglaert",
                    "-t",
                    "amu",
                    "--title",
                    "Kvisttitel",
                    "--occupation",
                    "kvistsvejser",
                    "--positions",
                    "3",
                    "--obstacle",
                    "transport",
                    "--consent",
                    "full",
                    "-F",
                    "-"});
        world.input = "Sagde kvistnote.\n";
        world.must({"case", "note", "1", "-F", "-", "--minutes", "10"});
        world.must({"case", "edit", "1", "--title", "Kvisttitel kvistrettet"});
        world.must({"case", "edit", "1", "--title", "Kvisttitel"});
        world.must({"refer", "send", "1", "--pick", "draw", "--topic", "faglaert"});
        move_to(world, "2026-11-26");
        world.must({"refer", "update", "1.1", "--status", "declined", "--reason", "no-candidates"});
        world.must({"case", "close", "1", "--topic", "faglaert", "--outcome", "partly", "--reason",
                    "declined", "--filled", "1"});
        world.must({"case", "close", "1", "--topic", "amu", "--outcome", "met"});
        world.input = "Tak, kvistsvar.\n";
        world.must({"case", "feedback", "1", "--score", "4", "-F", "-"});
    }

    Outcome erase(const Texts& more = {}) {
        Texts arguments{"case", "erase", "1", "--reason", "subject-request", "--confirm", "1"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return world.aka(arguments);
    }

    /// Those of the words that stand in the register's file or its journal, whatever their case.
    std::set<std::string> on_disk() const {
        std::string bytes = content(folder / "aka.db") + content(folder / "aka.db-journal");
        for (char& c : bytes) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        std::set<std::string> found;
        for (const auto& word : words)
            if (bytes.find(word) != std::string::npos) found.insert(word);
        return found;
    }
};

}  // namespace

TEST_CASE("what was written about an erased case is nowhere in the file", "[privacy][erase]") {
    Office office;
    REQUIRE(office.on_disk() == std::set<std::string>(words.begin(), words.end()));

    const Outcome erased = office.erase();

    CHECK(erased.status == 0);
    CHECK(office.on_disk() == std::set<std::string>{});
    CHECK(office.world.aka({"data", "audit", "--verify"}).status == 0);
    CHECK(office.world.aka({"data", "check"}).status == 0);
}

TEST_CASE("a dry run of an erasure erases nothing", "[privacy][erase]") {
    Office office;

    CHECK(office.erase({"--dry-run"}).status == 0);

    CHECK(office.on_disk() == std::set<std::string>(words.begin(), words.end()));
}

TEST_CASE("what the reports count of an erased case stays as it was", "[privacy][erase]") {
    Office office;
    move_to(office.world, "2026-12-01");
    const Json before = json_of(office.world, {"report", "month", "2026-11"});

    office.erase();

    const Json after = json_of(office.world, {"report", "month", "2026-11"});
    std::set<std::string> changed;
    for (const auto& [section, value] : before.items())
        if (section != "headline" && after[section] != value) changed.insert(section);
    CHECK(changed == std::set<std::string>{});
    // The business, the follow-ups and the days are gone.
    std::set<std::string> indicators;
    for (std::size_t i = 0; i < before["headline"].size(); ++i)
        if (after["headline"][i] != before["headline"][i])
            indicators.insert(before["headline"][i]["indicator"].get<std::string>());
    CHECK(indicators == std::set<std::string>{"businesses", "businesses_year", "businesses_new",
                                              "businesses_new_share", "answer_time", "followups",
                                              "followups_settled", "followups_on_time",
                                              "followups_on_time_share"});
}

TEST_CASE("an erased case is shown without what went, and nothing more is recorded of it",
          "[privacy][erase]") {
    Office office;
    office.erase();
    World& world = office.world;

    const Json shown = json_of(world, {"case", "show", "1", "--timeline"});
    CHECK(shown["case"]["ref"] == "NAE-26-0001");
    CHECK(shown["case"]["company"] == nullptr);
    CHECK(shown["case"]["received_on"] == "2026-11-01");
    CHECK(shown["notes"].empty());
    CHECK(shown["referrals"].size() == 1);
    CHECK(world.aka({"refer", "show", "1.1"}).status == 0);
    for (const Texts& call : {Texts{"case", "receipt", "1"}, Texts{"case", "edit", "1", "--title", "Nyt"},
                              Texts{"case", "reopen", "1", "--reason", "mistake"},
                              Texts{"case", "erase", "1", "--reason", "mistake", "--confirm", "1"}})
        check_fails(world, call, 4, "NAE-26-0001 was erased; only what the reports count is left of it");
    world.must({"case", "new", "Holmely", "-t", "amu"});
    CHECK(world.must({"case", "list", "--status", "all", "--count"}) == "2\n");
}

TEST_CASE("a business that another case needs stays, with the contact it names", "[privacy][erase]") {
    Office office;
    World& world = office.world;
    world.must({"case", "new", "--cvr", "99999918", "-t", "ledelse", "--title", "Anden"});

    const Outcome erased = office.erase();

    CHECK(erased.err.find("Kvistfirma ApS stays: another case needs it") != std::string::npos);
    CHECK(json_of(world, {"case", "show", "2"})["case"]["company"] == "Kvistfirma ApS");
    CHECK(office.on_disk() == std::set<std::string>{"kvistfirma", "kvistkontakt", "kvistpost", "kvistgrund",
                                                    "99999918", "55667788", "1000000018"});
    CHECK(world.aka({"data", "audit", "--verify"}).status == 0);
    world.must({"case", "close", "2", "--outcome", "withdrawn"});
    world.must({"case", "erase", "2", "--reason", "retention", "--confirm", "NAE-26-0002"});
    CHECK(office.on_disk() == std::set<std::string>{});
    CHECK(world.aka({"data", "audit", "--verify"}).status == 0);
}

TEST_CASE("the events of an erased case stay in the chain without what they wrote", "[privacy][erase]") {
    Office office;
    const Json before = json_of(office.world, {"data", "audit", "--case", "1"})["events"];

    office.erase();

    const Json after = json_of(office.world, {"data", "audit", "--case", "1"})["events"];
    REQUIRE(after.size() == before.size() + 1);
    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK(after[i]["hash"] == before[i]["hash"]);
        CHECK(after[i]["erased"] == true);
    }
    CHECK(after.back()["kind"] == "erase");
    CHECK(after.back()["erased"] == false);
}

TEST_CASE("copies beside the register are named when something is erased", "[privacy][erase]") {
    Office office;
    office.world.must({"data", "backup"});
    office.world.must({"data", "backup", office.folder / "aka.db.v1"});

    const std::string said = office.erase({"--quiet"}).err;

    CHECK(said.find(office.folder / "aka-2026-11-26T090000Z.db may still hold it") != std::string::npos);
    CHECK(said.find(office.folder / "aka.db.v1 may still hold it") != std::string::npos);
    CHECK(said.find(office.folder / "aka.db may") == std::string::npos);
}

TEST_CASE("an erasure is confirmed, has a reason, and waits for what is open", "[privacy][erase]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--consent", "contact"});
    world.must({"case", "new", "Skovbo", "-t", "amu"});
    world.must({"refer", "send", "1", "--pick", "draw"});

    const auto refused = [&](const Texts& more, int status, const std::string& message) {
        Texts call{"case", "erase", "1"};
        call.insert(call.end(), more.begin(), more.end());
        check_fails_unstored(world, call, status, message);
    };
    refused({"--confirm", "1"}, 3, "say why: --reason subject-request|retention|mistake");
    refused({"--reason", "mistake"}, 3,
            "nothing brings NAE-26-0001 back once it is erased; if it shall go, add --confirm NAE-26-0001");
    refused({"--reason", "mistake", "--confirm", "2"}, 3,
            "--confirm names another case than NAE-26-0001; nothing was erased");
    refused({"--reason", "mistake", "--confirm", "1"}, 4,
            "NAE-26-0001 is open: nobody could end it once it is erased; first aka case close NAE-26-0001 "
            "--outcome withdrawn");
    world.must({"case", "close", "1", "--outcome", "withdrawn"});
    refused({"--reason", "mistake", "--confirm", "1"}, 4,
            "NAE-26-0001.1 has not ended; first aka refer update NAE-26-0001.1 --status cancelled");
    world.must({"refer", "update", "1.1", "--status", "cancelled", "--reason", "changed-mind"});
    CHECK(world.aka({"case", "erase", "1", "--reason", "mistake", "--confirm", "1"}).status == 0);
}
