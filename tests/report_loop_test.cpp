#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// The value of an indicator of the headline, in a column.
Json value(const Json& report, const std::string& indicator, const char* column = "value") {
    for (const auto& row : report["headline"])
        if (row["indicator"] == indicator) return row[column];
    return "no such indicator";
}

/// The row of a section whose column holds a word.
Json row_of(const Json& report, const char* section, const char* column, const std::string& word) {
    for (const auto& row : report[section])
        if (row[column] == word) return row;
    return nullptr;
}

/// Enquiries of one month, told by hand: what comes of them can be counted on the fingers.
World with_month() {
    World world;
    move_to(world, "2026-10-05");
    world.must({"case", "new", "Holmely", "--cvr", "99999918", "-t", "faglaert", "--occupation", "svejser",
                "--positions", "4", "--obstacle", "no-applicants", "--consent", "contact", "--size",
                "10-49"});
    world.must({"case", "new", "Skovbo", "-t", "amu", "--consent", "contact"});
    world.must({"case", "new", "Strandbo", "-t", "faglaert", "--occupation", "Rumskibspilot", "--positions",
                "1", "--obstacle", "wrong-profile"});
    world.must({"-M", "faxe", "case", "new", "Faxebo", "-t", "amu"});
    world.must({"refer", "send", "1", "--pick", "draw"});
    world.must({"refer", "send", "2", "--pick", "draw"});
    move_to(world, "2026-10-07");
    world.must({"refer", "update", "1.1", "--status", "accepted"});
    world.must({"refer", "update", "2.1", "--status", "declined", "--reason", "no-capacity"});
    move_to(world, "2026-10-09");
    world.must({"refer", "done", "1.1", "--outcome", "partly", "--hires", "1"});
    world.must({"case", "close", "1", "--outcome", "partly", "--reason", "no-capacity", "--filled", "1",
                "--other-profile", "1"});
    world.must({"-y", "case", "close", "2", "--outcome", "unmet"});
    world.must({"case", "close", "3", "--outcome", "withdrawn"});
    return world;
}

}  // namespace

TEST_CASE("unmet needs are told with their causes apart", "[report][unmet]") {
    World world = with_month();

    const Json report = json_of(world, {"report", "unmet", "2026-10"});

    CHECK(value(report, "needs_ended") == 2);
    CHECK(value(report, "needs_unmet") == 1);
    CHECK(value(report, "needs_partly") == 1);
    CHECK(value(report, "unmet_share") == 1.0);
    CHECK(report["causes"].size() == 5);
    CHECK(row_of(report, "causes", "cause", "no-capacity")["needs"] == 2);
    CHECK(row_of(report, "causes", "cause", "declined")["needs"] == 0);
    CHECK(row_of(report, "topics", "topic", "videreuddannelse/amu")["no_capacity"] == 1);
    REQUIRE(report["answers"].size() == 1);
    CHECK(report["answers"][0]["state"] == "declined");
    CHECK(report["answers"][0]["reason"] == "no-capacity");
    CHECK(value(json_of(world, {"report", "unmet", "2026-09"}), "needs_ended") == 0);
    CHECK(value(json_of(world, {"-M", "faxe", "report", "unmet", "2026-10"}), "needs_ended") == 0);
}

TEST_CASE("follow-up tells what was done in time, by office", "[report][followup]") {
    World world = with_month();
    world.must({"-M", "faxe", "case", "followup", "1", "--done"});

    const Json report = json_of(world, {"report", "followup", "2026-10"});
    CHECK(value(report, "referrals") == 2);
    CHECK(value(report, "referrals_answered") == 2);
    CHECK(value(report, "answered_in_time_share") == 1.0);
    CHECK(value(report, "answer_time") == 2.0);
    CHECK(value(report, "referrals_ended_share") == 1.0);
    CHECK(value(report, "cases") == 3);
    CHECK(value(report, "cases_closed") == 3);
    CHECK(report["municipalities"].size() == 1);

    const Json all = json_of(world, {"report", "followup", "2026-10", "-M", "all"});
    CHECK(value(all, "cases") == 4);
    CHECK(all["municipalities"].size() == 8);
    CHECK(row_of(all, "municipalities", "municipality", "faxe")["followups"] == 1);
    CHECK(row_of(all, "municipalities", "municipality", "faxe")["followups_on_time_share"] == 1.0);
    CHECK(row_of(all, "municipalities", "municipality", "stevns")["followups_on_time_share"] == nullptr);
    const Json recorded = row_of(all, "completeness", "municipality", "naestved");
    CHECK(recorded["cvr"].get<double>() == Approx(1.0 / 3).epsilon(0.001));
    CHECK(recorded["consent"].get<double>() == Approx(2.0 / 3).epsilon(0.001));
}

TEST_CASE("an answer after the deadline, and none at all, are not in time", "[report][followup]") {
    World world;
    move_to(world, "2026-10-05");
    for (const char* name : {"Holmely", "Skovbo"}) {
        world.must({"case", "new", name, "-t", "amu", "--consent", "contact"});
    }
    world.must({"refer", "send", "1", "--pick", "draw", "--deadline", "2026-10-06"});
    world.must({"refer", "send", "2", "--pick", "draw", "--deadline", "2026-10-06"});
    move_to(world, "2026-10-07");
    world.must({"refer", "update", "1.1", "--status", "accepted"});

    const Json report = json_of(world, {"report", "followup", "2026-10"});

    CHECK(value(report, "answered_in_time_share") == 0.0);
    CHECK(value(report, "referrals_ended") == 0);
}

// Wilson's interval of 2 of 3: 0.2077 to 0.9385, from a table.
TEST_CASE("satisfaction tells n, the two best boxes, and between which shares", "[report][satisfaction]") {
    World world = with_month();
    world.must({"case", "feedback", "1", "--score", "5", "--recommend", "yes"});
    world.must({"case", "feedback", "2", "--score", "2", "--recommend", "no"});
    world.must({"case", "feedback", "3", "--score", "4"});
    world.must({"-M", "faxe", "case", "close", "1", "--outcome", "met"});
    world.must({"-M", "faxe", "case", "feedback", "1", "--score", "dont-know"});
    for (const char* name : {"Bakkebo", "Engbo"}) {
        world.must({"case", "new", name, "-t", "amu"});
        world.must({"case", "close", name == std::string{"Bakkebo"} ? "4" : "5", "--outcome", "met"});
    }
    world.must({"case", "feedback", "4", "--declined"});
    world.must({"case", "feedback", "5", "--asked"});

    const Json report = json_of(world, {"report", "satisfaction", "2026-10"});
    CHECK(value(report, "asked", "closing") == 5);
    CHECK(value(report, "answered", "closing") == 3);
    CHECK(value(report, "response_rate", "closing") == 0.6);
    CHECK(value(report, "n", "closing") == 3);
    CHECK(value(report, "satisfied", "closing").get<double>() == Approx(2.0 / 3).epsilon(0.001));
    CHECK(value(report, "satisfied_low", "closing").get<double>() == Approx(0.2077).epsilon(0.001));
    CHECK(value(report, "satisfied_high", "closing").get<double>() == Approx(0.9385).epsilon(0.001));
    CHECK(value(report, "recommend", "closing") == 0.5);
    CHECK(value(report, "asked", "three_months") == 0);
    CHECK(value(report, "satisfied", "three_months") == nullptr);
    CHECK(row_of(report, "scores", "score", "declined")["closing"] == 1);
    CHECK(row_of(report, "scores", "score", "asked")["closing"] == 1);

    const Json all = json_of(world, {"report", "satisfaction", "2026-10", "-M", "all"});
    CHECK(value(all, "answered", "closing") == 4);
    CHECK(value(all, "n", "closing") == 3);
    CHECK(row_of(all, "scores", "score", "dont-know")["closing"] == 1);
}

TEST_CASE("shortage groups occupations and tells how posts were filled", "[report][shortage]") {
    World world = with_month();

    const Json report = json_of(world, {"report", "shortage", "2026-10"});

    CHECK(value(report, "needs") == 2);
    CHECK(value(report, "posts_wanted") == 5);
    CHECK(value(report, "posts_sought") == 4);
    CHECK(value(report, "posts_filled") == 1);
    CHECK(value(report, "posts_other_profile") == 1);
    CHECK(value(report, "unsuccessful_rate") == 0.75);
    const Json welders = row_of(report, "occupations", "occupation", "7212");
    REQUIRE(welders.is_object());
    CHECK(welders["needs"] == 1);
    CHECK(welders["unsuccessful_rate"] == 0.75);
    CHECK(row_of(report, "occupations", "occupation", "other")["posts_wanted"] == 1);
    CHECK(row_of(report, "obstacles", "obstacle", "no-applicants")["needs"] == 1);
    CHECK(row_of(report, "obstacles", "obstacle", "pay")["needs"] == 0);
    REQUIRE(report["over_time"].size() == 1);
    CHECK(report["over_time"][0]["month"] == "2026-10");
    CHECK(report["over_time"][0]["posts_sought"] == 4);
}

TEST_CASE("coverage weighs gaps by what was asked for", "[report][coverage]") {
    World world = with_month();
    const Json before = json_of(world, {"report", "coverage", "2026-10"});
    CHECK(value(before, "needs") == 3);
    CHECK(value(before, "needs_gap") == 0);
    const Json suggested = json_of(world, {"actors", "list", "-t", "amu"});
    for (const auto& actor : suggested["actors"])
        world.must({"actors", "capacity", actor["actor"].get<std::string>(), "closed", "--topic", "amu"});

    const Json after = json_of(world, {"report", "coverage", "2026-10"});

    CHECK(value(after, "needs_gap") == 1);
    CHECK(value(after, "needs_gap_share").get<double>() == Approx(1.0 / 3).epsilon(0.001));
    const Json gap = row_of(after, "demand", "topic", "videreuddannelse/amu");
    REQUIRE(gap.is_object());
    CHECK(gap["actors"] == 0);
    CHECK(gap["needs"] == 1);
}

TEST_CASE("a period that is not over says so, and an empty register makes every report", "[report]") {
    World world;
    for (const char* report : {"unmet", "followup", "satisfaction", "shortage", "coverage"}) {
        const std::string text = world.must({"report", report, "thisyear", "-O", "md"});
        INFO(report);
        CHECK(text.find("The period is not over: these are the figures so far.") != std::string::npos);
    }
}
