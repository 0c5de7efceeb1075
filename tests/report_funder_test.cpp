#include "aka/output/document.hpp"
#include "cli_world.hpp"
#include "places.hpp"

using namespace cli_world;

namespace {

/// The value of an indicator of the headline.
Json value(const Json& report, const std::string& indicator) {
    for (const auto& row : report["headline"])
        if (row["indicator"] == indicator) return row["value"];
    return "not told";
}

Texts indicators(const Json& report) {
    Texts codes;
    for (const auto& row : report["headline"]) codes.push_back(row["indicator"]);
    return codes;
}

/// Enquiries in three municipalities, one of them outside Region Sjælland, and one case that crosses between.
World with_enquiries() {
    World world;
    move_to(world, "2026-10-05");
    world.must({"case", "new", "Holmely", "--cvr", "99999918", "-t", "faglaert"});
    world.must({"-M", "faxe", "case", "new", "Holmely", "--cvr", "99999918", "-t", "amu", "--force-new"});
    world.must({"-M", "faxe", "case", "new", "Skovbo", "-t", "amu", "--outreach"});
    world.must({"-M", "frederikssund", "case", "new", "Fjordbo", "-t", "amu"});
    world.must({"-M", "faxe", "case", "handover", "2", "--to", "frederikssund"});
    move_to(world, "2026-10-20");
    world.must({"-y", "case", "close", "1", "--outcome", "unmet", "--reason", "no-actor"});
    world.must({"-M", "frederikssund", "-y", "case", "close", "FAX-26-0002", "--outcome", "met"});
    move_to(world, "2026-11-02");
    return world;
}

/// The shipped configuration with other funders.
class Funders {
public:
    Funders(World& world, const std::string& toml) {
        for (const auto& entry : fs::directory_iterator{source_dir() + "/config"})
            if (entry.path().filename() != "funders.toml")
                fs::create_symlink(entry.path(), folder_.path() / entry.path().filename());
        std::ofstream{folder_ / "funders.toml"} << toml;
        world.variables["AKA_CONFIG"] = folder_.path();
    }
    [[nodiscard]] std::string file() const { return folder_ / "funders.toml"; }

private:
    Folder folder_;
};

std::string funder(const std::string& id, const std::string& more) {
    return "[[funder]]\nid = \"" + id + "\"\nname = \"Fonden " + id + "\"\n" + more + "\n";
}

}  // namespace

TEST_CASE("a funder is told of its municipalities together, each case and business once",
          "[report][funder]") {
    World world = with_enquiries();

    const Json report = json_of(world, {"report", "funder", "region-sjaelland", "2026-10"});

    CHECK(report["title"] == "Report for Region Sjælland, 2026-10 (1 Oct 2026 to 31 Oct 2026)");
    CHECK(value(report, "enquiries") == 3);
    CHECK(value(report, "enquiries_outreach") == 1);
    CHECK(value(report, "businesses") == 2);
    CHECK(value(report, "needs") == 3);
    CHECK(value(report, "cases_closed") == 1);
    CHECK(value(report, "needs_ended") == 1);
    CHECK(value(report, "needs_unmet") == 1);
    CHECK(value(report, "unmet_share") == 1.0);
    CHECK(report["causes"][0]["needs"] == 1);
    CHECK(report["report"]["schema"] == "aka.funder.1");
    CHECK(report["report"]["municipalities"] ==
          Json{"faxe", "holbaek", "kalundborg", "naestved", "ringsted", "roskilde", "stevns"});
    CHECK(report["report"]["not_covered"] == Json{"frederikssund"});

    const Json other = json_of(world, {"report", "funder", "hovedstaden", "2026-10"});
    CHECK(value(other, "enquiries") == 1);
    CHECK(value(other, "cases_closed") == 1);
    const Json all = json_of(world, {"-M", "all", "report", "month", "2026-10"});
    for (const char* counted : {"enquiries", "cases_closed", "needs", "needs_ended"})
        CHECK(value(report, counted).get<int>() + value(other, counted).get<int>() == value(all, counted));
}

TEST_CASE("what is not in a funder's figures is said", "[report][funder]") {
    World world = with_enquiries();

    CHECK(json_of(world, {"report", "funder", "region-sjaelland", "2026-10"})["notes"] ==
          Json{"Made on 2 Nov 2026.",
               "Covers Faxe, Holbæk, Kalundborg, Næstved, Ringsted, Roskilde, Stevns; not Frederikssund.",
               "This register holds no case of Holbæk, Kalundborg, Ringsted, Roskilde, Stevns.",
               "The figures are exact: small numbers are not hidden, and may tell which business is meant. "
               "What is handed on is made by aka report publish funder."});
    const Json cut = json_of(world, {"report", "funder", "region-sjaelland", "2026-07..2027-03"});
    CHECK(cut["title"] == "Report for Region Sjælland, 2026-07..2027-03 (1 Jul 2026 to 31 Dec 2026)");
    CHECK(cut["notes"][3] ==
          "Region Sjælland is a funder until 31 Dec 2026 only: left out are 1 Jan 2027 to 31 Mar 2027.");
    CHECK(cut["report"]["last"] == "2026-12-31");
    const Json next = json_of(world, {"report", "funder", "oestdanmark", "2026-07..2027-03"});
    CHECK(next["notes"][2] ==
          "Covers every municipality: Faxe, Frederikssund, Holbæk, Kalundborg, Næstved, "
          "Ringsted, Roskilde, Stevns.");
    CHECK(next["notes"][3] ==
          "Region Østdanmark is a funder from 1 Jan 2027 only: left out are 1 Jul 2026 to 31 Dec 2026.");
    CHECK(value(next, "enquiries") == 0);
}

TEST_CASE("days outside a funder's are not counted, within a month too", "[report][funder]") {
    World world = with_enquiries();
    const Funders config{world, funder("a", "municipalities = [\"*\"]\nvalid_to = 2026-10-04") +
                                    funder("b",
                                           "municipalities = [\"*\"]\nvalid_from = 2026-10-05\n"
                                           "valid_to = 2026-10-19") +
                                    funder("c", "municipalities = [\"*\"]\nvalid_from = 2026-10-20")};

    const auto told = [&](const char* name, const char* what) {
        return value(json_of(world, {"report", "funder", name, "2026-10"}), what);
    };
    CHECK(told("a", "enquiries") == 0);
    CHECK(told("b", "enquiries") == 4);
    CHECK(told("b", "needs_ended") == 0);
    CHECK(told("c", "enquiries") == 0);
    CHECK(told("c", "needs_ended") == 2);
}

TEST_CASE("a period without the funder names who it was then", "[report][funder]") {
    World world = with_enquiries();

    check_fails(world, {"report", "funder", "region-sjaelland", "2027-01"}, 3,
                "Region Sjælland was a funder until 31 Dec 2026; in 2027-01 it was Region Østdanmark "
                "(region-oestdanmark)");
    check_fails(world, {"report", "funder", "region-oestdanmark", "2026"}, 3,
                "Region Østdanmark is a funder from 1 Jan 2027; in 2026 it was Region Sjælland "
                "(region-sjaelland), Region Hovedstaden (region-hovedstaden)");
    const Funders config{world, funder("a", "municipalities = [\"*\"]\nvalid_to = 2025-12-31")};
    check_fails(world, {"report", "funder", "a", "2026"}, 3,
                "Fonden a was a funder until 31 Dec 2025; in 2026 nobody was");
}

TEST_CASE("a funder is named by id, name or a part of them", "[report][funder]") {
    World world = with_enquiries();
    const std::string all = "region-sjaelland, region-hovedstaden, region-oestdanmark";

    for (const char* name : {"region-sjaelland", "Region Sjælland", "REGION SJÆLLAND", "sjæl", "Sjaelland"})
        CHECK(json_of(world, {"report", "funder", name, "2026-10"})["report"]["funder"] ==
              "region-sjaelland");
    check_fails(world, {"report", "funder"}, 3, "which funder? it may be " + all);
    check_fails(world, {"report", "funder", " "}, 3, "which funder? it may be " + all);
    check_fails(world, {"report", "funder", "2026-10"}, 3, "unknown funder \"2026-10\"; it may be " + all);
    check_fails(world, {"report", "funder", "region"}, 3, "\"region\" may be " + all + "; write one of them");
    check_fails(world, {"report", "funder", "region-sjaeland"}, 3,
                "unknown funder \"region-sjaeland\"; did you mean region-sjaelland?");
    check_fails(world, {"-M", "faxe", "report", "funder", "sjæl"}, 3,
                "a funder's report covers the funder's municipalities together; leave -M out, or see aka "
                "report month");
    CHECK(world.aka({"-M", "all", "report", "funder", "sjæl", "2026-10"}).status == 0);
    const Funders config{world, ""};
    check_fails(world, {"report", "funder", "x"}, 3,
                "the configuration names no funder; see funders.toml in aka-config(5)");
}

TEST_CASE("a funder is told what it asks for, and nothing else", "[report][funder]") {
    World world = with_enquiries();
    const Funders config{
        world,
        funder("a", "municipalities = [\"faxe\"]\nindicators = [\"unmet\", \"enquiries\"]") +
            funder("b", "municipalities = [\"naestved\"]\nindicators = [\"followup\", \"referrals\"]") +
            funder("c", "municipalities = [\"stevns\"]\nindicators = [\"needs\", \"outcomes\"]") +
            funder("d", "municipalities = [\"holbaek\"]\nindicators = [\"businesses\"]")};
    const auto sections = [&](const char* name) {
        Texts keys;
        const Json report = json_of(world, {"report", "funder", name, "2026-10"});
        for (const auto& [key, part] : report.items())
            if (part.is_array() && key.find("notes") == std::string::npos) keys.push_back(key);
        return keys;
    };
    const auto told = [&](const char* name) {
        return indicators(json_of(world, {"report", "funder", name, "2026-10"}));
    };

    CHECK(told("a") == Texts{"enquiries", "enquiries_outreach", "outreach_share", "needs_unmet",
                             "needs_partly", "unmet_share"});
    CHECK(sections("a") == Texts{"causes", "headline"});
    CHECK(told("b") == Texts{"referrals", "referrals_answered", "answer_time", "referrals_across_borders",
                             "followups", "followups_on_time", "followups_settled", "followups_on_time_share",
                             "followups_open"});
    CHECK(sections("b") == Texts{"headline", "kinds"});
    CHECK(told("c") == Texts{"needs", "cases_closed", "needs_ended", "needs_with_posts", "posts_sought",
                             "posts_filled", "posts_other_profile", "unsuccessful_rate"});
    CHECK(sections("c") == Texts{"headline", "outcomes", "topics"});
    CHECK(told("d") == Texts{"businesses", "businesses_new", "businesses_new_share"});
    CHECK(sections("d") == Texts{"headline"});
}

TEST_CASE("two funders for one case are an error of the configuration", "[report][funder][config]") {
    World world = with_enquiries();
    const Funders config{world,
                         funder("a", "municipalities = [\"faxe\", \"stevns\"]\nvalid_to = 2026-06-30") +
                             funder("b", "municipalities = [\"*\"]\nvalid_from = 2026-06-30")};

    const auto answer = world.aka({"config", "check"});

    CHECK(answer.status == 6);
    CHECK(answer.err == "aka: " + config.file() + ":9:18: funders \"b\" and \"a\" (" + config.file() +
                            ":4:18) both cover faxe, stevns from 2026-06-30 to 2026-06-30; a case counts for "
                            "one funder only: end one with valid_to, or take these out of its set\n");
}

TEST_CASE("a funder's report has every format, with the same bytes for the same register",
          "[report][funder]") {
    World world = with_enquiries();
    for (const auto format : aka::document_formats()) {
        const std::string name{aka::code(format)};
        CAPTURE(name);
        const Texts call{"report", "funder", "sjæl", "2026-10", "-O", name};
        const std::string once = world.must(call);
        if (format != aka::Format::xlsx)  // compressed: read by documents.sh
            CHECK(once.find("Recruitment") != std::string::npos);
        CHECK(world.must(call) == once);
    }
}
