// What was kept as long as it may be, each kind with its period and its legal basis.
#include <fstream>

#include "cli_world.hpp"
#include "places.hpp"

using namespace cli_world;

namespace {

/// A world in which Næstved has a table of that content under [retention].
World with_retention(const Folder& folder, const std::string& table) {
    World world;
    const std::string config = folder / "config";
    fs::copy(source_dir() + "/config", config, fs::copy_options::recursive);
    const std::string file = config + "/municipalities/naestved.toml";
    std::string text = content(file);
    text.insert(text.find("[office]"), "[retention]\n" + table + "\n");
    std::ofstream{file} << text;
    world.variables["AKA_CONFIG"] = config;
    return world;
}

/// The same with two cases closed in November 2024, one that was talked about since, and one open.
World with_old_cases(const Folder& folder, const std::string& basis) {
    World world = with_retention(folder, "months = 24\n" + basis);
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

constexpr const char* old_case = "cases\tNAE-24-0001\t2024-11-20\tGammel\t0\n";

/// A world with answers of January and of October, and two lists of those days.
World with_answers(const Folder& folder, const std::string& bases) {
    World world = with_retention(folder, "lists_months = 6\n" + bases);
    move_to(world, "2026-01-12");
    world.input = "virksomhed;grund\nVibely ApS;Kvistgrund\n";
    world.must({"case", "outreach", "--import", "-"});
    for (const char* business : {"Holmely", "Skovbo"})
        world.must({"case", "new", business, "-t", "amu", "--title", "Kurser"});
    for (const char* number : {"1", "2"}) world.must({"case", "close", number, "--outcome", "met"});
    move_to(world, "2026-01-20");
    world.input = "Tak, kvistsvar.\n";
    world.must({"case", "feedback", "1", "--score", "4", "--recommend", "yes", "-F", "-"});
    world.must({"case", "feedback", "2", "--asked"});
    move_to(world, "2026-10-05");
    world.input = "virksomhed;grund\nNyby ApS;Ny\n";
    world.must({"case", "outreach", "--import", "-"});
    world.must({"case", "new", "Nyby ApS", "-t", "amu", "--title", "Nyt"});
    world.must({"case", "close", "3", "--outcome", "met"});
    world.input = "Nyt kvistsvar.\n";
    world.must({"case", "feedback", "3", "--score", "5", "-F", "-"});
    move_to(world, "2026-11-23");
    return world;
}

const std::string answers_basis = "answers_basis = \"Art. 5(1)(e)\"\n";
const std::string lists_basis = "lists_basis = \"Art. 5(1)(e)\"\n";

Json satisfaction(World& world) {
    Json all = Json::array();
    for (const char* period : {"2026-01", "2026-Q1", "2026", "2026-10"})
        all.push_back(json_of(world, {"report", "satisfaction", period}));
    return all;
}

}  // namespace

TEST_CASE("cases kept as long as they may be are erased, counted from the last contact",
          "[privacy][retention]") {
    const Folder folder;
    World world = with_old_cases(folder, "basis = \"Art. 6(1)(e)\"");

    CHECK(world.must({"data", "retention", "--dry-run"}) == old_case);
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
    World world = with_old_cases(folder, answers_basis + lists_basis);

    const Outcome listed = world.aka({"data", "retention", "--yes"});

    CHECK(listed.status == 0);
    CHECK(listed.out == old_case);
    CHECK(listed.err.find("they stay: basis states no legal basis") != std::string::npos);
    CHECK(left(world) == Texts{"Gammel", "Omtalt", "Stadig i gang"});
}

TEST_CASE("of an old answer only what is counted is left, and the figures stay", "[privacy][retention]") {
    const Folder folder;
    World world = with_answers(folder, answers_basis);
    const Json before = satisfaction(world);
    const Json to_ask = json_of(world, {"case", "list", "--to-ask", "--today", "2026-01-21"});

    const Outcome done = world.aka({"data", "retention", "--yes"});

    CHECK(done.status == 0);
    CHECK(done.out ==
          "answers\tNAE-26-0001\tclosing\t2026-01-20\t1\nanswers\tNAE-26-0002\tclosing\t2026-01-20\t0\n"
          "prospects\tVibely ApS\t2026-01-12\t\n");
    CHECK(
        texts(world,
              "SELECT wave || ' ' || response || ' ' || asked_on || ' ' || COALESCE(answered_on, '-') || ' ' "
              "|| COALESCE(score, '-') || ' ' || COALESCE(recommend, '-') || ' ' || COALESCE(text, '-') || ' "
              "' || recorded FROM feedback ORDER BY id") ==
        Texts{"closing answered 2026-01-12 2026-01-12 4 1 - 2026-01-01T00:00:00Z",
              "closing asked 2026-01-12 - - - - 2026-01-01T00:00:00Z",
              "closing answered 2026-10-05 2026-10-05 5 - Nyt kvistsvar. 2026-10-05T09:00:00Z"});
    for (const auto& body : texts(world, "SELECT body FROM event_body"))
        CHECK(body.find("Tak, kvistsvar") == std::string::npos);
    CHECK(satisfaction(world) == before);
    CHECK(json_of(world, {"case", "list", "--to-ask", "--today", "2026-01-21"}) == to_ask);
    CHECK(world.aka({"data", "audit", "--verify"}).status == 0);
    CHECK(json_of(world, {"data", "retention", "--yes"})["answers"].empty());
    CHECK(texts(world, "SELECT name FROM prospect") == Texts{"Vibely ApS", "Nyby ApS"});
}

TEST_CASE("lists of businesses to be called go when their time is over", "[privacy][retention]") {
    const Folder folder;
    World world = with_answers(folder, lists_basis);

    const Outcome done = world.aka({"data", "retention", "--yes"});

    CHECK(done.status == 0);
    CHECK(done.err.find("they stay: answers_basis states no legal basis") != std::string::npos);
    CHECK(texts(world, "SELECT name FROM prospect") == Texts{"Nyby ApS"});
    CHECK(texts(world, "SELECT text FROM feedback WHERE id = 1") == Texts{"Tak, kvistsvar."});
    for (const auto& body : texts(world, "SELECT body FROM event_body"))
        CHECK(body.find("Kvistgrund") == std::string::npos);
    CHECK(world.aka({"data", "audit", "--verify"}).status == 0);
}

TEST_CASE("an erasure stands though the file could not be written anew, which can be done later",
          "[privacy][erase]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu"});
    world.must({"case", "close", "1", "--outcome", "met"});
    Outcome erased;
    Outcome again;

    // SQLite writes no file anew while a statement runs.
    bool first = true;
    world.db->each("SELECT 1 AS n UNION ALL SELECT 2", {}, [&](const aka::Row&) {
        if (!first) return;
        first = false;
        erased = world.aka({"case", "erase", "1", "--reason", "mistake", "--confirm", "1"});
        again = world.aka({"data", "compact"});
    });

    CHECK(erased.status == 9);
    CHECK(erased.err.find("NAE-26-0001: erased; what the reports count stays") != std::string::npos);
    CHECK(erased.err.find(
              "aka: done and stored, but then: :memory: could not be written anew and may still hold "
              "what was erased: ") != std::string::npos);
    CHECK(ends_with(erased.err, "; then aka data compact\n"));
    CHECK(again.status == 7);
    CHECK(texts(world, "SELECT count(*) FROM business") == Texts{"0"});
    CHECK(world.aka({"data", "compact"}).status == 0);
    CHECK(world.aka({"data", "compact", "--dry-run"}).err.find("would write :memory: anew") == 0);
}
