#include "report_world.hpp"

using namespace aka;
using namespace aka::report_world;

TEST_CASE("a January is compared with the December before, and a year begins anew", "[report]") {
    World world;
    world.record("naestved", "2025-12-31", enquiry("Alfa", "99999918", {need("rekruttering")}));
    world.record("naestved", "2026-01-01", enquiry("Beta", "99999926", {need("rekruttering")}));

    const Document document = world.ask("2026-01");

    CHECK(column(document, "value").at(0) == number(1));
    CHECK(column(document, "previous").at(0) == number(1));
    CHECK(column(document, "value").at(4) == number(1));
    CHECK(column(document, "previous").at(4) == number(1));
}

TEST_CASE("a leap day belongs to its February", "[report]") {
    World world;
    world.record("naestved", "2028-02-29", enquiry("Alfa", "99999918", {need("rekruttering")}));
    world.record("naestved", "2028-03-01", enquiry("Beta", "99999926", {need("rekruttering")}));
    world.record("naestved", "2027-02-28", enquiry("Gamma", "99999934", {need("rekruttering")}));
    world.record("naestved", "2027-03-01", enquiry("Delta", "99999942", {need("rekruttering")}));

    const Document february = world.ask("2028-02", "", {}, {}, "2028-04-03");
    const Document year_later = world.ask("2029-02", "", {}, {}, "2029-04-03");

    CHECK(february.title == "Monthly summary 2028-02, all municipalities (1 Feb 2028 to 29 Feb 2028)");
    CHECK(column(february, "value").front() == number(1));
    CHECK(column(february, "lastyear").front() == number(1));
    CHECK(column(year_later, "lastyear").front() == number(1));
}

TEST_CASE("posts count only where it is known how many were filled", "[report]") {
    World world;
    const auto end = [&](std::optional<int> positions, const Ending& ending) {
        const Case file = world.record("faxe", "2026-10-01",
                                       enquiry("Alfa", "99999918", {need("rekruttering", "", positions)}));
        world.close("faxe", "2026-10-02", file, "", ending);
    };
    end(7, {NeedOutcome::met, {}, {}, 3});                     // met: the other four as wanted
    end(5, {NeedOutcome::unmet, Cause::no_answer, {}, {}});    // none filled
    end(11, {NeedOutcome::partly, Cause::no_answer, {}, {}});  // how many?
    end(13, {NeedOutcome::withdrawn, {}, {}, {}});             // filled elsewhere, or not at all
    end(2, {NeedOutcome::partly, Cause::declined, 1, {}});
    end({}, {NeedOutcome::met, {}, 17, {}});  // of how many?

    const auto values = column(world.ask("2026-10"), "value");

    CHECK(std::vector<Cell>(values.begin() + 11, values.begin() + 17) ==
          std::vector<Cell>{number(6), number(3), number(14), number(5), number(3), Share{9.0 / 14}});
}

TEST_CASE("a period that is not over says so, and a follow-up that is not due yet is not late", "[report]") {
    World world;
    world.record("faxe", "2026-11-02",
                 with_followup(enquiry("Alfa", "99999918", {need("rekruttering")}), "2026-11-09"));
    const Case done =
        world.record("faxe", "2026-11-02",
                     with_followup(enquiry("Beta", "99999926", {need("rekruttering")}), "2026-11-03"));
    Cases{world.desk("faxe", "2026-11-03")}.finish_followup(done);

    const Document soon = world.ask("2026-11", "", {}, {}, "2026-11-09");
    const Document late = world.ask("2026-11", "", {}, {}, "2026-11-10");
    const Document over = world.ask("2026-11", "", {}, {}, "2026-12-01");

    CHECK(soon.lines.front() == "Made on 9 Nov 2026.");
    CHECK(soon.lines.back() == "The period is not over: these are the figures so far.");
    CHECK(over.lines.size() == soon.lines.size() - 1);
    const auto share = [](const Document& document) { return column(document, "value").at(24); };
    CHECK(share(soon) == Cell{Share{1}});
    CHECK(share(late) == Cell{Share{0.5}});
    CHECK(column(soon, "value").at(9) == Cell{7.0});
    CHECK(column(over, "value").at(9) == Cell{28.0});
}

TEST_CASE("an erased business is in no count of businesses, its enquiry stays", "[report]") {
    World world;
    const Case file = world.record("faxe", "2026-10-01", enquiry("Alfa", "99999918", {need("rekruttering")}));
    world.db->query("UPDATE case_file SET business_id = NULL, contact_id = NULL WHERE id = $1",
                    {file.id.value});

    const auto values = column(world.ask("2026-10"), "value");

    CHECK(std::vector<Cell>(values.begin(), values.begin() + 7) ==
          std::vector<Cell>{number(1), number(0), Share{0}, number(0), number(0), number(0), nullptr});
}

TEST_CASE("the same data gives the same bytes, in whatever order it was recorded", "[report]") {
    World one;
    World other;
    const auto record = [](World& world, const char* where, const char* name, const char* what) {
        world.record(where, "2026-10-05", enquiry(name, "", {need(what)}));
    };
    record(one, "faxe", "Alfa", "rekruttering/faglaert");
    record(one, "naestved", "Beta", "unknown/leaf");
    record(one, "roskilde", "Gamma", "another");
    record(other, "roskilde", "Gamma", "another");
    record(other, "naestved", "Beta", "unknown/leaf");
    record(other, "faxe", "Alfa", "rekruttering/faglaert");

    const auto bytes = [](World& world) { return render(world.ask("2026-10"), Format::json, {}); };
    CHECK(bytes(one) == bytes(one));
    CHECK(bytes(one) == bytes(other));
}
