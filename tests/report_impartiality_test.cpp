#include "aka/report/impartiality.hpp"

#include "aka/service/upkeep.hpp"
#include "cli_world.hpp"
#include "report_world.hpp"

using namespace aka;
using namespace aka::report_world;

namespace {

/// Of two that are eligible in Næstved, jobcentre and zbc, one is proposed.
struct ImpartialityWorld : report_world::World {
    int asked = 0;

    ImpartialityWorld() { network.proposals = 1; }

    Case ask_for(const char* where, const char* on, const char* what = "rekruttering/faglaert") {
        return record(where, on,
                      enquiry(("Firma " + std::to_string(++asked)).c_str(), "", {report_world::need(what)}));
    }

    Draw draw_of(const Case& file) {
        const auto wanted = Cases{desk("naestved", "2026-10-01")}.read(file).needs.front();
        return current_draw(*db, wanted.id).value();
    }

    Document report(const char* period, const char* where = "", const char* what = "",
                    const char* made = "2026-11-02") {
        return impartiality_report(*db, network,
                                   {parse_period(period, day(made)).value(), {where}, {what}, day(made)});
    }
};

Cell cell(const Document& document, const char* of, const char* key) {
    const Table& table = section(document, of).table;
    const auto all = column_keys(table);
    const auto place = std::find(all.begin(), all.end(), key) - all.begin();
    return table.rows.front().at(static_cast<std::size_t>(place));
}

bool says(const Document& document, const std::string& line) {
    return std::find(document.lines.begin(), document.lines.end(), line) != document.lines.end();
}

}  // namespace

TEST_CASE("of an empty register nothing is claimed", "[impartiality]") {
    ImpartialityWorld world;

    const Document document = world.report("2026-10");

    CHECK(document.title == "Impartiality 2026-10, all municipalities (1 Oct 2026 to 31 Oct 2026)");
    CHECK(
        document.lines ==
        std::vector<std::string>{
            "Made on 2 Nov 2026.", "No actor could be tested: too little was chosen.",
            "Too short to tell: 0 referrals. Below 200 even a favourite pushed in three cases of ten mostly "
            "goes unseen; ask about a year, or the whole register.",
            "0 of 0 draws reproduce."});
    CHECK(keys(document) ==
          std::vector<std::string>{"actors", "period", "overrides", "redraws", "ledger", "draws"});
    CHECK(rows(document, "actors").empty());
    CHECK(cell(document, "overrides", "share") == Cell{nullptr});
    CHECK(cell(document, "ledger", "worst_difference") == Cell{nullptr});
    CHECK(cell(document, "ledger", "sum_of_differences") == Cell{std::string{"0"}});
}

TEST_CASE("proposals, shares and choices are those counted by hand", "[impartiality]") {
    ImpartialityWorld world;
    for (const char* on : {"2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06"})
        world.refer("naestved", on, world.ask_for("naestved", on), "zbc");
    world.refer("roskilde", "2026-10-07", world.ask_for("roskilde", "2026-10-07"), "agency");

    // actor, name, proposals, due, exactly, below, chosen, of, expected, share, low, high, tests, overrides
    CHECK(rows(world.report("2026-10", "naestved"), "actors") ==
          "jobcentre\tjobcentre\t2\t2\t2\t0\t0\t4\t2\t0\t0\t0.4899\t\t\t\t\t0\n"
          "zbc\tzbc\t2\t2\t2\t0\t4\t4\t2\t1\t0.5101\t1\t\t\t\t\t2\n");
    CHECK(rows(world.report("2026-10", "roskilde"), "actors") ==
          "agency\tagency\t1\t0.5\t1/2\t-0.5\t1\t1\t0.5\t1\t0.2065\t1\t\t\t\t\t0\n"
          "zbc\tzbc\t0\t0.5\t1/2\t0.5\t0\t1\t0.5\t0\t0\t0.7935\t\t\t\t\t0\n");
    const Document all = world.report("2026-10");
    CHECK(cell(all, "period", "draws") == number(5));
    CHECK(cell(all, "period", "referrals") == number(5));
    CHECK(
        rows(all, "overrides") ==
        "company-wish\tThe business wished it\t2\t0.4\t2\t0\nlanguage\tLanguage\t0\t0\t0\t0\n"
        "prior-relation\tThey know each other\t0\t0\t0\t0\nconflict\tConflict\t0\t0\t0\t0\n"
        "only-one\tOnly one can help\t0\t0\t0\t0\nurgent\tUrgent\t0\t0\t0\t0\ntotal\tTotal\t2\t0.4\t2\t0\n");
    CHECK(cell(all, "ledger", "worst_difference_exact") == Cell{std::string{"1/2"}});
    CHECK(cell(all, "ledger", "follows_from_draws") == Cell{true});
    CHECK(says(all, "5 of 5 draws reproduce."));
    CHECK(says(
        all,
        "Worst difference of the ledger today: 0.50 proposals. It stays small by the rule, but nothing is "
        "guaranteed: some sequences of requests push any such rule further."));
}

TEST_CASE("one more proposal is credited to all, and its referral counts as a choice", "[impartiality]") {
    ImpartialityWorld world;
    const Case file = world.ask_for("naestved", "2026-10-30");
    const Desk desk = world.desk("naestved", "2026-11-02");
    const auto wanted = Cases{desk}.read(file).needs.front();
    Cases{desk}.give_consent(file, {Scope::anonymous, ConsentVia::phone, Purpose::referral, {}, {}});
    Referrals{desk}.send(file, wanted, {});
    Referrals{desk}.send(file, wanted, {});

    // By the day of the draw, though proposed and sent later.
    CHECK(rows(world.report("2026-11"), "actors").empty());
    const Document document = world.report("2026-10");
    CHECK(rows(document, "actors") ==
          "jobcentre\tjobcentre\t1\t1\t1\t0\t1\t2\t1\t0.5\t0.0945\t0.9055\t\t\t\t\t0\n"
          "zbc\tzbc\t1\t1\t1\t0\t1\t2\t1\t0.5\t0.0945\t0.9055\t\t\t\t\t0\n");
    CHECK(cell(document, "period", "extra_proposals") == number(1));
    CHECK(cell(document, "period", "counted") == number(2));
}

TEST_CASE("a second referral to the same actor in a draw is no second choice", "[impartiality]") {
    ImpartialityWorld world;
    const Case file = world.ask_for("naestved", "2026-10-01");
    const auto first = world.refer("naestved", "2026-10-01", file, "zbc");
    world.answer("naestved", "2026-10-02", first, ReferralState::declined, RefusalReason::no_capacity);
    world.refer("naestved", "2026-10-02", file, "zbc");

    const Document document = world.report("2026-10");

    CHECK(cell(document, "period", "referrals") == number(2));
    CHECK(cell(document, "period", "counted") == number(1));
    CHECK(column(document, "chosen") == std::vector<Cell>{number(0), number(1)});
}

TEST_CASE("who is not eligible is an override and in no test", "[impartiality]") {
    ImpartialityWorld world;
    world.refer("naestved", "2026-10-01", world.ask_for("naestved", "2026-10-01"), "agency");
    world.network.topics.push_back(topic("tilknytning", "Retention"));
    world.refer("naestved", "2026-10-02", world.ask_for("naestved", "2026-10-02", "tilknytning"), "zbc");

    const Document document = world.report("2026-10", "naestved");

    CHECK(rows(document, "overrides").starts_with("company-wish\tThe business wished it\t2\t1\t0\t2\n"));
    CHECK(cell(document, "period", "draws") == number(1));
    CHECK(cell(document, "period", "counted") == number(0));
    CHECK(rows(document, "actors").starts_with("agency\tagency\t0\t0\t0\t0\t0\t0\t0\t\t\t\t\t\t\t\t1\n"));
    CHECK(rows(world.report("2026-10", "naestved", "tilknytning"), "actors") ==
          "zbc\tzbc\t0\t0\t0\t0\t0\t0\t0\t\t\t\t\t\t\t\t1\n");
    CHECK(rows(world.report("2026-10", "faxe"), "actors").empty());
}

TEST_CASE("a topic includes its leaves and nobody else's", "[impartiality]") {
    ImpartialityWorld world;
    world.ask_for("naestved", "2026-10-01", "rekruttering");
    world.ask_for("naestved", "2026-10-01", "rekruttering/ufaglaert");
    world.ask_for("naestved", "2026-10-01", "videreuddannelse/amu");

    CHECK(cell(world.report("2026-10", "", "rekruttering"), "period", "draws") == number(2));
    CHECK(cell(world.report("2026-10", "", "rekruttering/ufaglaert"), "period", "draws") == number(1));
    CHECK(cell(world.report("2026-10", "", "videre"), "period", "draws") == number(0));
    const Document narrow = world.report("2026-10", "naestved", "videreuddannelse");
    CHECK(narrow.title == "Impartiality 2026-10, Næstved, videreuddannelse (1 Oct 2026 to 31 Oct 2026)");
    CHECK(cell(narrow, "period", "draws") == number(1));
    CHECK(cell(narrow, "draws", "stored") == number(3));  // the ledger is the register's
}

TEST_CASE("draws made again are counted by reason, and count both", "[impartiality]") {
    ImpartialityWorld world;
    const Case file = world.ask_for("naestved", "2026-10-01");
    const Desk desk = world.desk("naestved", "2026-10-02");
    const auto wanted = Cases{desk}.read(file).needs.front();
    Referrals{desk}.suggest_again(file, wanted, RedrawReason::mistake);
    Referrals{desk}.suggest_again(file, wanted, RedrawReason::mistake);
    Referrals{desk}.suggest_again(file, wanted, RedrawReason::criteria_changed);

    const Document document = world.report("2026-10");

    CHECK(rows(document, "redraws") ==
          "criteria-changed\tTopic, municipality or size changed\t1\n"
          "company-wish\tThe business wished it\t0\nmistake\tMistake\t2\nother\tOther\t0\n");
    CHECK(cell(document, "period", "redraws") == number(3));
    CHECK(column(document, "proposals") == std::vector<Cell>{number(2), number(2)});
    CHECK(column(document, "fair_share_exact") == std::vector<Cell>{std::string{"2"}, std::string{"2"}});
    world.db->query("UPDATE draw SET reason = 'urgent' WHERE round = 2");  // a word of before
    CHECK(section(world.report("2026-10"), "redraws").table.rows.back() ==
          std::vector<Cell>{std::string{"urgent"}, std::string{"urgent"}, number(1)});
}

TEST_CASE("who is always chosen stands out, once there is enough to tell", "[impartiality]") {
    ImpartialityWorld world;
    for (int i = 0; i < 19; ++i)
        world.refer("naestved", "2026-10-01", world.ask_for("naestved", "2026-10-01"), "zbc");
    CHECK(column(world.report("2026-10"), "stands_out") == std::vector<Cell>{nullptr, nullptr});
    world.refer("naestved", "2026-10-01", world.ask_for("naestved", "2026-10-01"), "zbc");

    const Document document = world.report("2026-10");

    // Twenty draws of one in two: 10 expected, variance 5, z = 10 / sqrt(5).
    CHECK(column(document, "stands_out") == std::vector<Cell>{std::string{"less"}, std::string{"more"}});
    CHECK(std::get<double>(column(document, "z").back()) == Approx(4.472136));
    CHECK(std::get<double>(column(document, "p").back()) == Approx(7.744216e-6));
    CHECK(std::get<double>(column(document, "p_holm").back()) == Approx(2 * 7.744216e-6));
    CHECK(says(document, "2 of the 2 actors tested stand out: jobcentre (less), zbc (more)."));
    CHECK(cell(document, "period", "stand_out") == number(2));
    CHECK(cell(document, "period", "long_enough") == Cell{false});
}

TEST_CASE("a draw that was tampered with is named, by the report and by the check", "[impartiality]") {
    ImpartialityWorld world;
    std::vector<Case> files;
    for (int i = 0; i < 6; ++i) files.push_back(world.ask_for("naestved", "2026-10-01"));
    const auto id = world.draw_of(files[3]).id.value;
    for (const char* step : {"UPDATE draw_place SET place = place + 2 WHERE draw_id = $1",
                             "UPDATE draw_place SET place = 5 - place WHERE draw_id = $1"})
        world.db->query(step, {id});

    const Document document = world.report("2026-10");

    CHECK(rows(document, "wrong_draws") == "NAE-26-0004\t1\trekruttering/faglaert\torder\n");
    CHECK(says(document, "5 of 6 draws reproduce."));
    CHECK(cell(document, "draws", "reproduce") == number(5));
    const auto findings =
        check_register(*world.db, ":memory:");  // the first: the draw is not what its event told
    REQUIRE(findings.size() == 2);
    CHECK(findings.back().what ==
          "1 of 6 stored draws do not reproduce, the first that of NAE-26-0004 for rekruttering/faglaert");
}

TEST_CASE("a running ledger that was tampered with is told", "[impartiality]") {
    ImpartialityWorld world;
    world.ask_for("naestved", "2026-10-01");
    world.db->query("UPDATE ledger SET proposals = proposals + 3 WHERE actor = 'zbc'");

    const Document document = world.report("2026-10");

    CHECK(cell(document, "ledger", "follows_from_draws") == Cell{false});
    CHECK(cell(document, "ledger", "sum_of_differences") == Cell{std::string{"-3"}});
    CHECK(says(document, "The running ledger is not what the draws make of it; see aka data check."));
}

TEST_CASE("a period that is not over is said to be so", "[impartiality]") {
    ImpartialityWorld world;

    CHECK(says(world.report("2026-11"), "The period is not over: these are the figures so far."));
    CHECK_FALSE(says(world.report("2026-10"), "The period is not over: these are the figures so far."));
}

TEST_CASE("aka report impartiality asks for the acting municipality and the last month", "[impartiality]") {
    ::World world;
    world.now = Instant{day("2026-10-05")};
    world.must({"case", "new", "Fjordglas", "-t", "elev-laerling"});
    world.must({"-M", "faxe", "case", "new", "Holmely", "-t", "amu"});
    cli_world::move_to(world, "2026-11-23");

    const auto home = cli_world::json_of(world, {"report", "impartiality"});
    CHECK(home["title"] == "Impartiality 2026-10, Næstved (1 Oct 2026 to 31 Oct 2026)");
    CHECK(home["period"]["draws"] == 1);
    CHECK(home["draws"]["stored"] == 2);
    CHECK(cli_world::json_of(world, {"report", "impartiality", "2026", "-M", "all"})["period"]["draws"] == 2);
    const auto topic = cli_world::json_of(world, {"report", "impartiality", "-M", "all", "-t", "studerende"});
    CHECK(topic["period"]["draws"] == 1);
    cli_world::check_fails(
        world, {"report", "impartiality", "2026-13"}, 3,
        "\"2026-13\" is no period; write 2026-10, 2026-Q3, 2026, 2026-07..2026-10, lastmonth "
        "or thisyear");
    CHECK(world.aka({"report", "impartiality", "-t", "nosuch"}).status == 3);
}
