// Sending: to whom, what is shared, and under which consent.
#include <algorithm>

#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// A case that holds a value for every field that can be shared.
World with_everything(const char* topic = "amu") {
    World world;
    world.input = "To er gået på pension";
    world.must({"case",
                "new",
                "Fjordglas ApS",
                "--cvr",
                "99999918",
                "--pno",
                "1012345678",
                "--size",
                "10-49",
                "--contact",
                "Ida Prøve",
                "--phone",
                "55771234",
                "--email",
                "ida@fjordglas.example",
                "-t",
                topic,
                "--title",
                "Mangler glarmestre",
                "--occupation",
                "glarmester",
                "--positions",
                "3",
                "-F",
                "-"});
    world.input = "Kun til os selv";
    world.must({"case", "note", "1", "-F", "-"});
    return world;
}

void give(World& world, const char* scope) {
    world.must({"case", "consent", "1", "--give", scope, "--via", "phone"});
}

/// What the referral keeps as shared.
Json shared(World& world, const char* number = "1") {
    return Json::parse(
        texts(world, std::string{"SELECT shared_text FROM referral WHERE number = "} + number).at(0));
}

const Json anonymous = Json::parse(
    R"json({"topic": "AMU vocational courses", "topic_id": "videreuddannelse/amu", "municipality": "Næstved", "size": "10-49",
    "occupation": "glarmester", "posts": "3"})json");
const Json contact = Json::parse(
    R"json({"company": "Fjordglas ApS", "cvr": "99999918", "pno": "1012345678", "contact": "Ida Prøve",
    "phone": "55 77 12 34", "email": "ida@fjordglas.example"})json");
const Json full = Json::parse(R"json({"title": "Mangler glarmestre", "text": "To er gået på pension"})json");

Json joined_with(Json fields, const Json& more) {
    fields.update(more);
    return fields;
}

/// The drawn order of the only need, all places.
Texts order(World& world) {
    return texts(world, "SELECT actor FROM draw_place ORDER BY place");
}

}  // namespace

TEST_CASE("a referral without consent is refused", "[refer]") {
    World world;
    world.aka({"case", "new", "--company", "Fjordglas ApS", "-t", "rekruttering", "-M", "kalundborg"});

    const auto sent = world.aka({"refer", "send", "KAL-26-0001", "--pick", "draw", "-M", "kalundborg"});

    CHECK(sent.status == 4);
    CHECK(sent.err == "aka: KAL-26-0001 has no consent to share with a third party; see aka case consent\n");
    CHECK(texts(world, "SELECT count(*) FROM referral") == Texts{"0"});
}

TEST_CASE("each scope shares exactly its fields, and never the notes", "[refer]") {
    const std::vector<std::pair<const char*, Json>> scopes{
        {"anonymous", anonymous},
        {"contact", joined_with(anonymous, contact)},
        {"full", joined_with(joined_with(anonymous, contact), full)}};
    for (const auto& [scope, fields] : scopes) {
        World world = with_everything();
        give(world, scope);

        world.must({"refer", "send", "1", "--pick", "draw"});

        INFO(scope);
        CHECK(shared(world) == fields);
    }
}

TEST_CASE("sending answers with the referral and says what was shared", "[refer]") {
    World world = with_everything();
    give(world, "contact");

    const auto sent = world.aka({"refer", "send", "1", "--actor", "zbc"});

    CHECK(sent.out == "NAE-26-0001.1\n");
    CHECK(sent.err ==
          "NAE-26-0001 Fjordglas ApS: NAE-26-0001.1 -> ZBC (Zealand Business College), zbc.dk\n"
          "shared: topic,municipality,size,occupation,posts,company,cvr,pno,contact,phone,email; answer by "
          "Mon 30 Nov\n"
          "warning: nobody has checked the entry zbc yet\n");
    CHECK(json_of(world, {"refer", "show", "1.1"})["referral"] == Json::parse(R"json({
        "ref": "NAE-26-0001.1", "state": "sent", "company": "Fjordglas ApS", "topic": "videreuddannelse/amu", "actor": "zbc",
        "actor_name": "ZBC (Zealand Business College)", "chosen_by": "draw", "choice_reason": null,
        "shared": ["topic", "municipality", "size", "occupation", "posts", "company", "cvr", "pno", "contact", "phone", "email"], "sent_on": "2026-11-23",
        "deadline": "2026-11-30", "answered_on": null, "reason": null, "outcome": null, "hires": null, "ended_on": null})json"));
}

TEST_CASE("the option --share narrows what is shared, and cannot widen it", "[refer]") {
    World world = with_everything();
    give(world, "anonymous");

    check_fails_unstored(world, {"refer", "send", "1", "--actor", "zbc", "--share", "topic,company"}, 4,
                         "the consent for zbc is anonymous; it does not cover company, which needs contact");
    check_fails_unstored(world, {"refer", "send", "1", "--actor", "zbc", "--share", "title"}, 4,
                         "the consent for zbc is anonymous; it does not cover title, which needs full");
    check_fails_unstored(world, {"refer", "send", "1", "--actor", "zbc", "--share", "topic,notes"}, 3,
                         "--share: \"notes\" is none of topic, municipality, size, occupation, posts, "
                         "company, cvr, pno, contact, phone, "
                         "email, title, text");
    world.must({"refer", "send", "1", "--actor", "zbc", "--share", "posts, topic"});

    CHECK(
        shared(world) ==
        Json::parse(
            R"json({"posts": "3", "topic": "AMU vocational courses", "topic_id": "videreuddannelse/amu"})json"));
}

TEST_CASE("a field named twice is shared once, and an empty list does not share all", "[refer]") {
    World world = with_everything();
    give(world, "full");

    world.must({"refer", "send", "1", "--actor", "zbc", "--share", "topic,topic"});
    const auto nothing = world.aka({"refer", "send", "1", "--actor", "euc-sjaelland", "--share", ""});

    CHECK(texts(world, "SELECT shared FROM referral WHERE number = 1") == Texts{"topic"});
    CHECK(nothing.status == 3);
}

TEST_CASE("a preview shows the letter's fields and stores nothing", "[refer]") {
    World world = with_everything();
    check_fails_unstored(world, {"refer", "send", "1", "--actor", "zbc", "--preview"}, 4,
                         "NAE-26-0001 has no consent to share with a third party; see aka case consent");
    give(world, "anonymous");
    const Texts before = all_rows(world);

    const Json preview = json_of(world, {"refer", "send", "1", "--actor", "zbc", "--preview"});

    CHECK(preview["title"] == "Preview: nothing was sent or stored");
    CHECK(preview["referrals"][0]["shared"] ==
          Json({"topic", "municipality", "size", "occupation", "posts"}));
    CHECK(preview["shared"][4] ==
          Json::parse(R"json({"ref": "NAE-26-0001.1", "field": "posts", "value": "3"})json"));
    CHECK(preview.dump().find("Fjordglas") == std::string::npos);
    CHECK(changed_rows(world, before) == Texts{});
}

TEST_CASE("a consent that was refused, withdrawn, ran out or is another's does not cover", "[refer]") {
    World world = with_everything();
    const Texts send{"refer", "send", "1", "--actor", "zbc"};

    world.must({"case", "consent", "1", "--give", "full", "--via", "mail", "--purpose", "story"});
    world.must({"case", "consent", "1", "--give", "full", "--via", "mail", "--to", "euc-sjaelland"});
    check_fails_unstored(world, send, 4,
                         "NAE-26-0001 has no consent to share with a third party; see aka case consent");
    world.must({"case", "consent", "1", "--give", "full", "--via", "mail", "--until", "2026-11-24"});
    move_to(world, "2026-11-25");
    check_fails_unstored(world, send, 4,
                         "NAE-26-0001 has a consent that ran out on 2026-11-24; see aka case consent");
    give(world, "full");
    world.must({"case", "consent", "1", "--withdraw"});
    check_fails_unstored(world, send, 4,
                         "NAE-26-0001 has a consent that was withdrawn on 2026-11-25; see aka case consent");
    give(world, "none");
    check_fails_unstored(
        world, send, 4,
        "NAE-26-0001 is not to be shared: the business refused consent on 2026-11-25; see aka case consent");
}

TEST_CASE("a consent for one actor goes before that for all, when it is later", "[refer]") {
    World world = with_everything();
    give(world, "anonymous");
    world.must({"case", "consent", "1", "--give", "full", "--via", "mail", "--to", "zbc"});

    world.must({"refer", "send", "1", "--actor", "zbc", "--actor", "euc-sjaelland"});

    CHECK(shared(world, "1").contains("text"));
    CHECK(shared(world, "2") == anonymous);
}

TEST_CASE("an actor outside the proposals wants a reason", "[refer]") {
    World world = with_everything("faglaert");
    give(world, "contact");
    const std::string fourth = order(world).at(3);
    const std::string actor_name = json_of(world, {"actors", "show", fourth})["actor"]["name"];

    check_fails_unstored(
        world, {"refer", "send", "1", "--actor", fourth}, 3,
        actor_name +
            " is not among the proposals for rekruttering/faglaert; say why it was chosen: --reason "
            "company-wish|language|prior-relation|conflict|only-one|urgent");
    world.must({"refer", "send", "1", "--actor", order(world).at(1)});
    world.must({"refer", "send", "1", "--actor", fourth, "--reason", "prior-relation"});

    CHECK(texts(world,
                "SELECT actor || ' ' || chosen_by || ' ' || coalesce(choice_reason, '-') FROM referral ORDER "
                "BY number") == Texts{order(world).at(1) + " draw -", fourth + " outside prior-relation"});
}

TEST_CASE("an ended actor gets no referral, and nobody gets the same twice", "[refer]") {
    World world = with_everything();
    give(world, "contact");
    const auto send = [](const char* actor) {
        return Texts{"refer", "send", "1", "--reason", "company-wish", "--actor", actor};
    };

    check_fails_unstored(
        world, send("sammen-om-job"), 4,
        "Sammen om job (8 a-kasser) is not valid on 2026-11-23; see aka actors show sammen-om-job");
    world.must(send("zbc"));
    check_fails_unstored(
        world, send("zbc"), 4,
        "NAE-26-0001 is with ZBC (Zealand Business College) already; see aka refer list --actor zbc");
    check_fails_unstored(
        world, {"refer", "send", "1", "--actor", "euc-sjaelland", "--actor", "zbc"}, 4,
        "NAE-26-0001 is with ZBC (Zealand Business College) already; see aka refer list --actor zbc");
    world.must({"refer", "update", "1.1", "--status", "declined", "--reason", "no-capacity"});
    world.must(send("zbc"));
    CHECK(texts(world, "SELECT state FROM referral ORDER BY number") == Texts{"declined", "sent"});
}

TEST_CASE("picking goes down the proposals, then proposes the next, until all were asked", "[refer]") {
    World world = with_everything("faglaert");
    give(world, "contact");
    const Texts drawn = order(world);
    REQUIRE(drawn.size() > 3);

    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const std::string ref = "1." + std::to_string(i + 1);
        CHECK(world.must({"refer", "send", "1", "--pick", "draw"}) ==
              "NAE-26-0001." + std::to_string(i + 1) + "\n");
        world.must({"refer", "update", ref, "--status", "declined", "--reason", "no-candidates"});
    }

    CHECK(texts(world, "SELECT actor FROM referral ORDER BY number") == drawn);
    CHECK(texts(world, "SELECT DISTINCT chosen_by FROM referral") == Texts{"draw"});
    CHECK(texts(world, "SELECT sum(proposals) FROM ledger") == Texts{std::to_string(drawn.size())});
    CHECK(texts(world, "SELECT count(*) FROM extra_proposal") == Texts{std::to_string(drawn.size() - 3)});
    check_fails_unstored(
        world, {"refer", "send", "1", "--pick", "draw"}, 4,
        "nobody is left in the draw for rekruttering/faglaert in NAE-26-0001: all were referred to "
        "already, or are not eligible now; see aka refer suggest NAE-26-0001 --explain");
    CHECK(world.aka({"data", "check"}).status == 0);
}

TEST_CASE("sending wants to know to whom, and until when", "[refer]") {
    World world = with_everything();
    give(world, "contact");
    const std::string whom = "say to whom: --pick draw, or --actor ID";

    check_fails_unstored(world, {"refer", "send", "1"}, 3, whom);
    check_fails_unstored(world, {"refer", "send", "1", "--pick", "draw", "--actor", "zbc"}, 3, whom);
    check_fails_unstored(world, {"refer", "send", "1", "--pick", "first"}, 3,
                         "--pick: \"first\" is not draw");
    check_fails_unstored(world, {"refer", "send", "1", "--actor", "zcb"}, 3,
                         "unknown actor \"zcb\"; did you mean zbc?");
    check_fails_unstored(world, {"refer", "send", "1", "--actor", "zbc", "--deadline", "2026-11-22"}, 3,
                         "--deadline: 2026-11-22 is past; an answer is due on a day that lies ahead");
    world.must({"refer", "send", "1", "--actor", "zbc", "--deadline", "+2wd"});

    CHECK(texts(world, "SELECT deadline FROM referral") == Texts{"2026-11-25"});
}

TEST_CASE("the draw passes over an actor that the business does not want", "[refer]") {
    World world = with_everything();
    const std::string first =
        texts(world, "SELECT actor FROM draw_place ORDER BY draw_id, place LIMIT 1").front();
    give(world, "contact");
    world.must({"case", "consent", "1", "--give", "none", "--via", "phone", "--to", first});

    world.must({"refer", "send", "1", "--pick", "draw"});

    CHECK(texts(world, "SELECT actor FROM referral") ==
          texts(world, "SELECT actor FROM draw_place ORDER BY draw_id, place LIMIT 1 OFFSET 1"));
    check_fails_unstored(world, {"refer", "send", "1", "--actor", first}, 4,
                         "NAE-26-0001 is not to be shared with " + first +
                             ": the business refused consent on 2026-11-23; see aka case consent");
}

TEST_CASE("what is asked to be shared must be there", "[refer]") {
    World world;
    world.must({"case", "new", "Holmely", "-t", "amu", "--consent", "full"});

    check_fails_unstored(world, {"refer", "send", "1", "--pick", "draw", "--share", "company,text"}, 3,
                         "--share: NAE-26-0001 has no text; add it with aka case edit, or leave it out");
}

TEST_CASE("who hires was helped, and posts filled are no unmet need", "[refer]") {
    World world = with_everything();
    give(world, "contact");
    world.must({"refer", "send", "1", "--pick", "draw"});

    check_fails_unstored(world, {"refer", "done", "1.1", "--outcome", "not-helped", "--hires", "1"}, 3,
                         "NAE-26-0001.1: who hires was helped: --outcome helped or partly");
    CHECK(world.aka({"case", "close", "1", "--outcome", "unmet", "--reason", "declined", "--filled", "1"})
              .status == 3);
}
