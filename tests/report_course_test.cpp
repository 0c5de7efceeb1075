// How far needs have come, what happened month by month, and what of reports is drawn.
#include "aka/report/loop.hpp"
#include "report_world.hpp"

using namespace aka;
using namespace aka::report_world;

TEST_CASE("the loop counts the needs received, each step a part of the one before", "[report]") {
    World world;
    const Case two =
        world.record("faxe", "2026-10-01",
                     enquiry("Alfa", "99999918", {need("rekruttering"), need("videreuddannelse/amu")}));
    const Case met = world.record("faxe", "2026-10-02", enquiry("Beta", "99999926", {need("rekruttering")}));
    const Case alone =
        world.record("faxe", "2026-10-03", enquiry("Gamma", "99999934", {need("rekruttering")}));
    world.record("faxe", "2026-09-30", enquiry("Delta", "99999942", {need("rekruttering")}));
    world.refer("faxe", "2026-10-05", two, "agency");
    const auto sent = world.refer("faxe", "2026-10-05", met, "agency");
    world.answer("faxe", "2026-10-06", sent, ReferralState::accepted);
    world.refer("faxe", "2026-11-01", met, "zbc");  // a second referral is not a second need
    world.close("faxe", "2026-11-01", met, "", {NeedOutcome::met, {}, {}, {}});
    world.close("faxe", "2026-10-09", alone, "", {NeedOutcome::met, {}, {}, {}});  // without a referral

    CHECK(rows(world.ask("2026-10"), "loop") ==
          "enquiries\tEnquiries\t3\t\nneeds\tNeeds\t4\t1\nreferred\tReferred\t2\t0.5\n"
          "answered\tAnswered\t1\t0.25\nended\tEnded\t1\t0.25\nmet\tMet or partly met\t1\t0.25\n");
    CHECK(rows(world.ask("2026-10", "naestved"), "loop")
              .starts_with("enquiries\tEnquiries\t0\t\nneeds\tNeeds\t0\t\n"));
}

TEST_CASE("months are told of a period over one month, those to come are not", "[report]") {
    World world;
    const Case first =
        world.record("faxe", "2026-08-31",
                     enquiry("Alfa", "99999918", {need("rekruttering"), need("rekruttering/faglaert")}));
    world.record("faxe", "2026-10-01", enquiry("Beta", "99999926", {need("rekruttering")}));
    world.record("naestved", "2026-10-01", enquiry("Gamma", "99999934", {need("rekruttering")}));
    world.refer("faxe", "2026-10-02", first, "agency");
    world.close("faxe", "2026-11-01", first, "", {NeedOutcome::met, {}, {}, {}});

    CHECK(rows(world.ask("2026-08..2026-12"), "months") ==
          "2026-08\t1\t2\t0\t0\n2026-09\t0\t0\t0\t0\n2026-10\t2\t2\t1\t0\n2026-11\t0\t0\t0\t1\n");
    CHECK(rows(world.ask("2026-08..2026-09", "naestved"), "months") ==
          "2026-08\t0\t0\t0\t0\n2026-09\t0\t0\t0\t0\n");
    CHECK(keys(world.ask("2026-Q3")).at(2) == "months");
    const auto of_a_month = keys(world.ask("2026-10"));
    CHECK(std::find(of_a_month.begin(), of_a_month.end(), "months") == of_a_month.end());
}

TEST_CASE("whatever a report draws stands in columns and rows that every reader has", "[report]") {
    World world;
    world.record("faxe", "2026-09-01",
                 enquiry("Alfa", "99999918", {need("rekruttering/faglaert", "svejser", 2)}));
    const Frame frame{parse_period("2026-Q3", day("2026-11-02")).value(), {}, day("2026-11-02")};
    std::map<ChartKind, int> seen;
    for (const auto& document : {world.ask("2026-Q3"), unmet_report(*world.db, world.network, frame),
                                 followup_report(*world.db, world.network, frame),
                                 satisfaction_report(*world.db, world.network, frame),
                                 shortage_report(*world.db, world.network, frame),
                                 coverage_report(*world.db, world.network, frame)}) {
        for (const auto& [key, heading, table, record, notes, chart] : document.sections) {
            ++seen[chart.kind];
            if (chart.kind == ChartKind::none) continue;
            INFO(document.title << ", " << key);
            auto wanted = chart.values;
            wanted.push_back(chart.label);
            for (const auto& name : wanted)
                CHECK(std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
                    return column.key == name && column.readers == ForWhom::all;
                }));
            for (const auto row : chart.rows) CHECK(row < table.rows.size());
        }
    }
    CHECK(seen[ChartKind::cards] == 6);
    CHECK(seen[ChartKind::lines] == 2);
    CHECK(seen[ChartKind::funnel] == 1);
    CHECK(seen[ChartKind::bars] == 5);
}
