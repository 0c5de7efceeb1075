// The draw: who can help, in which order and why.
#include <algorithm>

#include "cli_world.hpp"

using namespace cli_world;

namespace {

World with_case(const char* topic = "faglaert") {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "-t", topic, "--consent", "contact"});
    return world;
}

Texts column(const Json& rows, const char* key) {
    Texts values;
    for (const auto& row : rows) values.push_back(row[key].get<std::string>());
    return values;
}

Texts ledger(World& world) {
    return texts(world, "SELECT actor || ' ' || credit || ' ' || proposals FROM ledger ORDER BY actor");
}

}  // namespace

TEST_CASE("a draw lists all who are eligible, and proposes three", "[refer]") {
    World world = with_case("amu");

    const Json answer = json_of(world, {"refer", "suggest", "1"});

    CHECK(answer["title"] == "NAE-26-0001: who can help with videreuddannelse/amu in Næstved");
    CHECK(answer["draw_notes"] ==
          Json{"Drawn on 2026-11-23 among 3; 3 of them proposed. The business chooses."});
    CHECK(answer["draw"][0] ==
          Json::parse(
              R"json({"place": 1, "actor": "zbc", "name": "ZBC (Zealand Business College)", "proposed": true,
        "referred": null, "now": null, "cost": "unknown", "phone": null, "web": "zbc.dk"})json"));
    CHECK(column(answer["draw"], "actor") == Texts{"zbc", "voksenuddannelse", "euc-sjaelland"});
}

TEST_CASE("a draw is the same ever after, on another day and by another consultant", "[refer]") {
    World world = with_case();
    const Json first = json_of(world, {"refer", "suggest", "1"});
    world.must({"case", "new", "Holmely", "-t", "faglaert"});
    const Texts after = ledger(world);
    move_to(world, "2026-12-14");

    const Json again = json_of(world, {"refer", "suggest", "1", "--as", "JB"});

    CHECK(again["draw"] == first["draw"]);
    CHECK(ledger(world) == after);
    CHECK(texts(world, "SELECT count(*) FROM draw WHERE case_ref = 'NAE-26-0001'") == Texts{"1"});
}

TEST_CASE("asking for a stored draw writes nothing", "[refer]") {
    World world = with_case();
    const Texts before = all_rows(world);

    world.must({"refer", "suggest", "1", "--explain"});

    CHECK(changed_rows(world, before) == Texts{});
}

TEST_CASE("ties of the first draw go by the hash of case, topic and actor", "[refer]") {
    World world = with_case();

    const Json answer = json_of(world, {"refer", "suggest", "1", "--explain"});

    const Json& order = answer["order"];
    REQUIRE(order.size() > 3);
    CHECK(order.size() == answer["draw"].size());
    Texts hashes = column(order, "hash");
    CHECK(std::is_sorted(hashes.begin(), hashes.end()));
    CHECK(order[0]["tie"] == "NAE-26-0001:rekruttering/faglaert:" + order[0]["actor"].get<std::string>());
    // printf %s NAE-26-0001:rekruttering/faglaert:moment | sha256sum
    CHECK(order[0]["hash"] == "36876631f5284455de5ccf54fa04474243d7c73fe523361a9e73cf9de04bbbd6");
    for (const auto& line : order) CHECK(line["difference"] == 0);
}

TEST_CASE("who was not proposed comes first in the next draw", "[refer]") {
    World world = with_case();
    const Texts first = column(json_of(world, {"refer", "suggest", "1"})["draw"], "actor");
    world.must({"case", "new", "Holmely", "-t", "faglaert"});

    const Json next = json_of(world, {"refer", "suggest", "2", "--explain"});

    const Texts order = column(next["draw"], "actor");
    for (std::size_t i = 0; i < 3; ++i) {
        INFO(first[i]);
        CHECK(std::find(order.end() - 3, order.end(), first[i]) != order.end());
    }
    CHECK(next["order"][0]["difference"].get<double>() ==
          Approx(3.0 / static_cast<double>(order.size())).margin(1e-6));
    CHECK(next["order"].back()["difference"].get<double>() ==
          Approx(3.0 / static_cast<double>(order.size()) - 1).margin(1e-6));
}

TEST_CASE("the explanation tells who was left out and why", "[refer]") {
    World world;
    world.must({"case", "new", "Fjordglas", "-t", "rekruttering/ufaglaert", "--size", "250+"});

    const Json left_out = json_of(world, {"refer", "suggest", "1", "--explain"})["left_out"];

    Json ended;
    Json elsewhere;
    for (const auto& line : left_out) {
        if (line["actor"] == "sammen-om-job") ended = line["why"];
        if (line["actor"] == "jobcenter-roskilde") elsewhere = line["why"];
        CHECK(line["actor"] != "jobcenter-naestved");
    }
    CHECK(ended == "not-valid");
    CHECK(elsewhere == "other-municipality");
}

TEST_CASE("a business too large for an actor is not drawn to it", "[refer]") {
    World small;
    World large;
    small.must({"case", "new", "Fjordglas", "-t", "videregaaende", "--size", "0-9"});
    large.must({"case", "new", "Fjordglas", "-t", "videregaaende", "--size", "250+"});
    const auto has = [](World& world, const char* part) {
        const Texts actors = column(json_of(world, {"refer", "suggest", "1", "--explain"})[part], "actor");
        return std::find(actors.begin(), actors.end(), "akademikerkampagnen") != actors.end();
    };

    CHECK(has(small, "draw"));
    CHECK_FALSE(has(large, "draw"));
    CHECK(has(large, "left_out"));
}

TEST_CASE("a redraw wants a reason, and the old draw still counts", "[refer]") {
    World world = with_case();
    const std::string reasons = "criteria-changed|company-wish|mistake|other";
    const Texts first = column(json_of(world, {"refer", "suggest", "1"})["draw"], "actor");

    check_fails_unstored(world, {"refer", "suggest", "1", "--redraw"}, 3,
                         "--redraw and --reason go together: --redraw --reason " + reasons);
    check_fails_unstored(world, {"refer", "suggest", "1", "--reason", "mistake"}, 3,
                         "--redraw and --reason go together: --redraw --reason " + reasons);
    const Texts second = column(
        json_of(world, {"refer", "suggest", "1", "--redraw", "--reason", "company-wish"})["draw"], "actor");

    CHECK(std::find(second.begin(), second.begin() + 3, first[0]) == second.begin() + 3);
    CHECK(column(json_of(world, {"refer", "suggest", "1"})["draw"], "actor") == second);
    CHECK(texts(world, "SELECT round || ' ' || coalesce(reason, '-') FROM draw ORDER BY id") ==
          Texts{"1 -", "2 company-wish"});
    CHECK(texts(world, "SELECT sum(proposals) FROM ledger") == Texts{"6"});
}

TEST_CASE("a draw that is only tried is marked as none, and stores nothing", "[refer]") {
    World world = with_case();
    const Texts before = all_rows(world);
    const std::string mark = "Not a draw: nothing was stored, and the order may be another when it is.";

    const Json tried =
        json_of(world, {"refer", "suggest", "1", "--redraw", "--reason", "criteria-changed", "--dry-run"});

    CHECK(tried["notes"] == Json{mark});
    CHECK(changed_rows(world, before) == Texts{});
    CHECK_FALSE(json_of(world, {"refer", "suggest", "1"}).contains("notes"));
}

TEST_CASE("a stored draw that is looked at with --dry-run is still the draw", "[refer]") {
    World world = with_case();

    const Json looked = json_of(world, {"refer", "suggest", "1", "--dry-run"});

    CHECK(looked["draw"] == json_of(world, {"refer", "suggest", "1"})["draw"]);
    CHECK_FALSE(looked.contains("notes"));
}

TEST_CASE("a draw whose criteria changed says so and is drawn again on demand", "[refer]") {
    World world = with_case("amu");
    world.must({"case", "edit", "1", "--change-topic", "certifikater"});
    const std::string stale =
        "the draw was made for other criteria than hold now; draw again with aka refer suggest "
        "NAE-26-0001 --topic videreuddannelse/certifikater --redraw --reason criteria-changed\n";

    CHECK(world.aka({"refer", "suggest", "1"}).err == stale);
    const auto again = world.aka({"refer", "suggest", "1", "--redraw", "--reason", "criteria-changed"});

    CHECK(again.status == 0);
    CHECK(again.err.empty());
    CHECK(texts(world, "SELECT topic FROM draw ORDER BY round") ==
          Texts{"videreuddannelse/amu", "videreuddannelse/certifikater"});
}

TEST_CASE("with several needs a referral wants to know for which", "[refer]") {
    World world;
    world.must({"case", "new", "Fjordglas", "-t", "amu", "-t", "faglaert", "--consent", "contact"});
    const std::string which =
        "NAE-26-0001 has several open needs; say which with --topic: videreuddannelse/amu, "
        "rekruttering/faglaert";

    check_fails_unstored(world, {"refer", "suggest", "1"}, 3, which);
    check_fails_unstored(world, {"refer", "send", "1", "--pick", "draw"}, 3, which);
    check_fails_unstored(
        world, {"refer", "send", "1", "--pick", "draw", "--topic", "trivsel"}, 4,
        "NAE-26-0001 has no open need for tilknytning/trivsel; see aka case show NAE-26-0001");
    world.must({"refer", "send", "1", "--pick", "draw", "-t", "faglært"});
    world.must({"case", "close", "1", "--topic", "amu", "--outcome", "met"});

    CHECK(json_of(world, {"refer", "suggest", "1"})["title"] ==
          "NAE-26-0001: who can help with rekruttering/faglaert in Næstved");
    CHECK(json_of(world, {"refer", "show", "1.1"})["referral"]["topic"] == "rekruttering/faglaert");
}

TEST_CASE("for a closed case the way out is to reopen it", "[refer]") {
    World world = with_case();
    world.must({"case", "close", "1", "--outcome", "met"});
    const std::string closed =
        "NAE-26-0001 was closed on 2026-11-23; open it again with aka case reopen NAE-26-0001";

    check_fails_unstored(world, {"refer", "suggest", "1"}, 4, closed);
    check_fails_unstored(world, {"refer", "send", "1", "--pick", "draw"}, 4, closed);
}
