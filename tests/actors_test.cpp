#include <algorithm>
#include <set>

#include "cli_world.hpp"

using namespace cli_world;

namespace {

Json lines(World& world, Texts options) {
    options.insert(options.begin(), {"actors", "list"});
    return json_of(world, options)["actors"];
}

std::set<std::string> ids(World& world, const Texts& options) {
    std::set<std::string> found;
    for (const auto& line : lines(world, options)) found.insert(line["actor"].get<std::string>());
    return found;
}

bool within(const std::set<std::string>& part, const std::set<std::string>& whole) {
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

}  // namespace

TEST_CASE("a list of actors takes the acting municipality and says so", "[actors]") {
    World world;

    const Json answer = json_of(world, {"actors", "list", "--topic", "amu"});

    CHECK(answer["title"] == "AMU vocational courses (videreuddannelse/amu), Næstved");
    CHECK(answer["notes"] == Json{"3 actors, by name"});
    CHECK(
        answer["actors"][1] ==
        Json::parse(
            R"json({"actor": "voksenuddannelse", "name": "VoksenUddannelse.dk (AMU-kurser og VEU-ansøgning)",
        "kind": "public_service", "cost": "free", "phone": null, "web": "voksenuddannelse.dk", "capacity": null, "checked": null})json"));
    CHECK(ids(world, {"--topic", "amu"}) ==
          std::set<std::string>{"euc-sjaelland", "voksenuddannelse", "zbc"});
}

TEST_CASE("the option -M chooses the municipality, and all leaves it out", "[actors]") {
    World world;

    const auto here = ids(world, {});
    const auto roskilde = ids(world, {"-M", "roskilde"});
    const auto all = ids(world, {"-M", "all"});

    CHECK(here.contains("jobcenter-naestved"));
    CHECK_FALSE(here.contains("jobcenter-roskilde"));
    CHECK(roskilde.contains("jobcenter-roskilde"));
    CHECK_FALSE(roskilde.contains("jobcenter-naestved"));
    CHECK(within(here, all));
    CHECK(within(roskilde, all));
    CHECK(json_of(world, {"actors", "list", "-M", "all", "--topic", "amu"})["title"] ==
          "AMU vocational courses (videreuddannelse/amu), the whole alliance");
    world.variables.erase("AKA_MUNICIPALITY");
    CHECK(ids(world, {}) == all);
}

TEST_CASE("a parent topic includes its leaves", "[actors]") {
    World world;

    const auto parent = ids(world, {"--topic", "videreuddannelse"});

    for (const char* leaf : {"amu", "certifikater", "tilskud", "fvu-dansk"}) {
        INFO(leaf);
        const auto some = ids(world, {"--topic", leaf});
        CHECK_FALSE(some.empty());
        CHECK(within(some, parent));
        CHECK(some.size() < parent.size());
    }
    CHECK(ids(world, {"--topic", "elev-lærling"}) == ids(world, {"--topic", "studerende/elev-laerling"}));
}

TEST_CASE("kind, size, scheme and words narrow the list", "[actors]") {
    World world;

    for (const auto& line : lines(world, {"--kind", "union"})) CHECK(line["kind"] == "union");
    CHECK(ids(world, {"--kind", "union"}).contains("3f"));
    CHECK(ids(world, {"--size", "10-49"}).contains("akademikerkampagnen"));
    CHECK_FALSE(ids(world, {"--size", "250+"}).contains("akademikerkampagnen"));
    CHECK(ids(world, {"METAL", "-M", "all"}).contains("metal-a-kasse"));
    CHECK_FALSE(ids(world, {"METAL", "-M", "all"}).contains("zbc"));
    CHECK(ids(world, {"naestved kommune"}) == std::set<std::string>{"jobcenter-naestved"});
    CHECK(ids(world, {"xyzzy"}).empty());
    const Json schemes = json_of(world, {"actors", "schemes"})["schemes"];
    for (const auto& scheme : schemes) {
        std::set<std::string> entrances;
        for (const auto& actor : scheme["actors"]) entrances.insert(actor.get<std::string>());
        if (entrances.empty()) continue;
        const auto listed = ids(world, {"--scheme", scheme["scheme"].get<std::string>(), "-M", "all"});
        INFO(scheme["scheme"]);
        CHECK_FALSE(listed.empty());
        CHECK(within(listed, entrances));
    }
}

TEST_CASE("an actor that ended is not listed, but was on its days", "[actors]") {
    World world;

    CHECK_FALSE(ids(world, {}).contains("sammen-om-job"));
    CHECK(ids(world, {"--today", "2023-12-31"}).contains("sammen-om-job"));
    CHECK_FALSE(ids(world, {"--today", "2024-01-01"}).contains("sammen-om-job"));
}

TEST_CASE("all that is known of an actor is shown, ended or not", "[actors]") {
    World world;

    const Json ended = json_of(world, {"actors", "show", "sammen-om-job"});
    const Json by_name = json_of(world, {"actors", "view", "ZBC (Zealand Business College)"});

    CHECK(ended["actor"]["valid_to"] == "2023-12-31");
    CHECK(ended["actor"]["municipalities"].size() == 8);
    CHECK(ended["actor"]["checked"].is_null());
    CHECK(ended["actor"]["example"] == true);
    CHECK(ended["actor_notes"] ==
          Json({"Nobody has checked the entry yet.", "Shipped as an example: check it before use."}));
    CHECK(by_name["actor"]["id"] == "zbc");
    bool amu = false;
    for (const auto& topic : by_name["topics"])
        amu = amu || (topic["topic"] == "videreuddannelse/amu" && topic["label"] == "AMU vocational courses");
    CHECK(amu);
}

TEST_CASE("an actor named as an argument that does not exist is not found", "[actors]") {
    World world;

    check_fails(world, {"actors", "show", "zcb"}, 5, "unknown actor \"zcb\"; did you mean zbc?");
    check_fails(world, {"actors", "show", "xyzzyxyzzy"}, 5,
                "unknown actor \"xyzzyxyzzy\"; see aka actors list");
    check_fails(world, {"actors", "show"}, 3, "ID is missing; see aka actors show --help");
}

TEST_CASE("a mistyped filter names what was meant", "[actors]") {
    World world;

    check_fails(world, {"actors", "list", "--topic", "elev-larling"}, 3,
                "unknown topic \"elev-larling\"; did you mean studerende/elev-laerling?");
    check_fails(world, {"actors", "list", "--topic", "xyzzyxyzzy"}, 3,
                "unknown topic \"xyzzyxyzzy\"; see aka actors topics");
    check_fails(world, {"actors", "list", "-M", "nastved"}, 3,
                "unknown municipality \"nastved\"; did you mean naestved?");
    check_fails(world, {"actors", "list", "-M", "odense"}, 3,
                "unknown municipality \"odense\"; it may be faxe, frederikssund, holbaek, kalundborg, "
                "naestved, ringsted, roskilde, stevns");
    check_fails(world, {"actors", "list", "--kind", "school"}, 3,
                "--kind: \"school\" is none of jobcentre, public_service, education, union, "
                "unemployment_fund, employer_org, "
                "recruitment_agency, campaign");
    check_fails(world, {"actors", "list", "--scheme", "fleksjop"}, 3,
                "unknown scheme \"fleksjop\"; did you mean fleksjob?");
}

TEST_CASE("topics are listed with the number of actors that cover them here", "[actors]") {
    World world;

    const Json answer = json_of(world, {"actors", "topics"});
    const Json everywhere = json_of(world, {"actors", "topics", "-M", "all"});

    CHECK(answer["title"] == "Topics, and how many actors cover them in Næstved");
    REQUIRE(answer["topics"].size() == everywhere["topics"].size());
    for (std::size_t i = 0; i < answer["topics"].size(); ++i) {
        const Json& topic = answer["topics"][i];
        INFO(topic.dump());
        CHECK(topic["actors"] <= everywhere["topics"][i]["actors"]);
        if (topic["topic"] != "videreuddannelse/amu") continue;
        CHECK(
            topic ==
            Json::parse(
                R"json({"topic": "videreuddannelse/amu", "en": "AMU vocational courses", "da": "AMU-kurser", "actors": 3})json"));
    }
    CHECK(answer["topics"].size() == 36);
}

TEST_CASE("schemes are those of the topic that are valid on the day", "[actors]") {
    World world;
    const auto schemes = [&](const Texts& options) {
        Texts arguments{"actors", "schemes"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        std::set<std::string> found;
        const Json answer = json_of(world, arguments);
        for (const auto& scheme : answer["schemes"]) found.insert(scheme["scheme"].get<std::string>());
        return found;
    };

    const auto all = schemes({});
    const auto apprentices = schemes({"--topic", "elev-laerling"});

    CHECK(all.contains("fleksjob"));
    CHECK_FALSE(apprentices.empty());
    CHECK_FALSE(apprentices.contains("fleksjob"));
    CHECK(within(apprentices, schemes({"--topic", "studerende"})));
    CHECK(within(schemes({"--topic", "studerende"}), all));
    CHECK_FALSE(all.contains("jobrotation"));
    CHECK(schemes({"--today", "2026-06-30"}).contains("jobrotation"));
}
