#include "report_world.hpp"

using namespace aka;
using namespace aka::report_world;

namespace {

/// Before October 2026: what it is compared with.
Case earlier_enquiries(World& world) {
    const Case alfa =
        world.record("naestved", "2026-09-01", enquiry("Alfa", "99999918", {need("rekruttering/faglaert")}));
    const Case zeta =
        world.record("roskilde", "2026-01-12", enquiry("Zeta", "99999950", {need("videreuddannelse/amu")}));
    world.close("roskilde", "2026-02-03", zeta, "", {NeedOutcome::withdrawn, {}, {}, {}});
    const Case eps = world.record("naestved", "2025-10-15",
                                  enquiry("Epsilon", "99999942", {need("rekruttering/faglaert", "", 1)}));
    world.close("naestved", "2025-10-20", eps, "", {NeedOutcome::met, {}, {}, {}});
    return alfa;
}

/// Alfa asks again: one actor helps, another declines; three posts, two of them filled as wanted.
Case alfa_in_naestved(World& world) {
    Enquiry said = with_followup(enquiry("Alfa", "99999918", {need("rekruttering/faglaert", "svejser", 3)}),
                                 "2026-10-09");
    said.channel = Channel::mail;
    said.business.size_band = SizeBand::small;
    const Case file = world.record("naestved", "2026-10-05", said);
    const auto school = world.refer("naestved", "2026-10-05", file, "zbc");
    const auto jobcentre = world.refer("naestved", "2026-10-05", file, "jobcentre");
    world.answer("naestved", "2026-10-07", school, ReferralState::accepted);
    world.answer("naestved", "2026-10-08", jobcentre, ReferralState::declined, RefusalReason::no_capacity);
    Referrals{world.desk("naestved", "2026-10-19")}.finish(school, ReferralOutcome::helped, {},
                                                           day("2026-10-19"));
    Cases{world.desk("naestved", "2026-10-09")}.finish_followup(file);
    world.close("naestved", "2026-10-20", file, "", {NeedOutcome::met, {}, 2, 1});
    return file;
}

/// Beta is visited; one of two needs ends unmet, the other stays open.
void beta_in_naestved(World& world) {
    Enquiry said = with_followup(
        enquiry("Beta", "", {need("rekruttering/faglaert", "mekaniker", 2), need("videreuddannelse/amu")}),
        "2026-10-13");
    said.direction = Direction::outreach;
    const Case file = world.record("naestved", "2026-10-06", said);
    const auto agency = world.refer("naestved", "2026-10-06", file, "agency");
    world.answer("naestved", "2026-10-20", agency, ReferralState::no_answer);
    Cases{world.desk("naestved", "2026-10-14")}.finish_followup(file);
    world.close("naestved", "2026-10-21", file, "rekruttering/faglaert",
                {NeedOutcome::unmet, Cause::no_capacity, {}, {}});
}

/// Received in Næstved, now Faxe's.
void delta_handed_over(World& world) {
    Enquiry said = with_followup(enquiry("Delta", "99999934", {need("videreuddannelse/amu")}), "2026-10-30");
    said.channel = Channel::meeting;
    const Case file = world.record("naestved", "2026-10-10", said);
    world.refer("naestved", "2026-10-12", file, "jobcentre");
    world.db->query("UPDATE case_file SET owner = 'faxe' WHERE id = $1", {file.id.value});
}

/// October 2026, small enough to count by hand. Returns the case that closed as met.
Case fill(World& world) {
    const Case open_until_november = earlier_enquiries(world);
    const Case met = alfa_in_naestved(world);
    beta_in_naestved(world);
    const Case in_faxe =
        world.record("faxe", "2026-10-07",
                     with_followup(enquiry("Alfa", "99999918", {need("rekruttering")}), "2026-10-23"));
    world.close("faxe", "2026-10-30", in_faxe, "", {NeedOutcome::withdrawn, {}, {}, {}});
    Enquiry gamma = enquiry("Gamma", "99999926", {need("rekruttering/ufaglaert", "astronaut", 4)});
    gamma.channel = Channel::event;
    gamma.business.size_band = SizeBand::large;
    world.record("roskilde", "2026-10-31", gamma);
    delta_handed_over(world);
    world.close("naestved", "2026-11-02", open_until_november, "", {NeedOutcome::met, {}, {}, {}});
    return met;
}

}  // namespace

TEST_CASE("of an empty register the counts are zero and shares and medians unknown", "[report]") {
    World world;

    const Document document = world.ask("2026-10");

    const Cell zero = number(0);
    const Cell unknown = nullptr;
    const std::vector<Cell> expected{
        zero, zero, unknown, zero,    zero, zero, unknown,  // enquiries and businesses
        zero, zero, unknown,                                // cases
        zero, zero, zero,    zero,    zero, zero, unknown,  // needs and posts
        zero, zero, unknown, zero,                          // referrals
        zero, zero, zero,    unknown, zero};                // follow-ups
    CHECK(column(document, "value") == expected);
    CHECK(column(document, "previous") == expected);
    CHECK(column(document, "lastyear") == expected);
    CHECK(column(document, "change") == expected);
    CHECK(rows(document, "municipalities") ==
          "faxe\tFaxe\t0\t0\t0\t0\nnaestved\tNæstved\t0\t0\t0\t0\nroskilde\tRoskilde\t0\t0\t0\t0\ntotal\tTota"
          "l\t0\t0\t0\t0\n");
    CHECK(section(document, "topics").table.rows.empty());
    CHECK(rows(document, "outcomes") ==
          "met\tMet\t0\t\npartly\tPartly met\t0\t\nunmet\tNot met\t0\t\nwithdrawn\tWithdrawn by the "
          "business\t0\t\n");
}

TEST_CASE("each indicator says what it counts", "[report]") {
    World world;

    const Table headline = world.ask("2026-10").sections.front().table;

    std::vector<std::string> said;
    for (const auto& row : headline.rows)
        said.push_back(std::get<std::string>(row[1]) + ": " + std::get<std::string>(row[2]));
    CHECK(said == std::vector<std::string>{"New enquiries: enquiries",
                                           "Enquiries by outreach: enquiries",
                                           "Share by outreach: share",
                                           "Unique businesses: businesses",
                                           "Unique businesses, year so far: businesses",
                                           "New businesses: businesses",
                                           "Share of new businesses: share",
                                           "Cases closed: cases",
                                           "Cases open at the end: cases",
                                           "Median age of open cases: days",
                                           "Needs recorded: needs",
                                           "Needs ended: needs",
                                           "Needs with known posts: needs",
                                           "Posts sought: posts",
                                           "Filled with wanted profile: posts",
                                           "Filled with another profile: posts",
                                           "Unsuccessful recruitment rate: share",
                                           "Referrals sent: referrals",
                                           "Referrals answered: referrals",
                                           "Median time to first answer: working days",
                                           "Referrals across borders: referrals",
                                           "Follow-ups due: follow-ups",
                                           "Follow-ups done on time: follow-ups",
                                           "Follow-ups done or overdue: follow-ups",
                                           "Share of follow-ups on time: share",
                                           "Follow-ups still open: follow-ups"});
}

TEST_CASE("an October counted by hand", "[report]") {
    World world;
    fill(world);

    const Document document = world.ask("2026-10");

    CHECK(document.title == "Monthly summary 2026-10, all municipalities (1 Oct 2026 to 31 Oct 2026)");
    CHECK(column(document, "value") ==
          std::vector<Cell>{number(5),      number(1), Share{1.0 / 5}, number(4), number(5),      number(3),
                            Share{3.0 / 4}, number(2), number(4),      23.0,      number(6),      number(3),
                            number(2),      number(5), number(2),      number(1), Share{3.0 / 5}, number(4),
                            number(2),      2.5,       number(2),      number(4), number(1),      number(4),
                            Share{1.0 / 4}, number(1)});
    CHECK(column(document, "previous") ==
          std::vector<Cell>{number(1), number(0), Share{0},  number(1), number(2), number(1), Share{1},
                            number(0), number(1), 29.0,      number(1), number(0), number(0), number(0),
                            number(0), number(0), nullptr,   number(0), number(0), nullptr,   number(0),
                            number(0), number(0), number(0), nullptr,   number(0)});
    CHECK(column(document, "change") ==
          std::vector<Cell>{number(4), number(1), nullptr,   number(3), number(3), number(2), nullptr,
                            number(2), number(3), nullptr,   number(5), number(3), number(2), number(5),
                            number(2), number(1), nullptr,   number(4), number(2), nullptr,   number(2),
                            number(4), number(1), number(4), nullptr,   number(1)});
    CHECK(column(document, "lastyear") ==
          std::vector<Cell>{number(1), number(0), Share{0},  number(1), number(1), number(1), Share{1},
                            number(1), number(0), nullptr,   number(1), number(1), number(1), number(1),
                            number(1), number(0), Share{0},  number(0), number(0), nullptr,   number(0),
                            number(0), number(0), number(0), nullptr,   number(0)});
}

TEST_CASE("a municipality's summary: what it received, what it owns, what was closed there", "[report]") {
    World world;
    fill(world);

    const Document naestved = world.ask("2026-10", "naestved");
    const Document faxe = world.ask("2026-10", "faxe");

    CHECK(naestved.title == "Monthly summary 2026-10, Næstved (1 Oct 2026 to 31 Oct 2026)");
    CHECK(column(naestved, "value") ==
          std::vector<Cell>{number(3),      number(1), Share{1.0 / 3}, number(3), number(3),      number(2),
                            Share{2.0 / 3}, number(1), number(2),      42.5,      number(4),      number(2),
                            number(2),      number(5), number(2),      number(1), Share{3.0 / 5}, number(3),
                            number(2),      2.5,       number(1),      number(2), number(1),      number(2),
                            Share{1.0 / 2}, number(0)});
    CHECK(column(faxe, "value") ==
          std::vector<Cell>{number(1), number(0), Share{0},  number(1), number(1), number(0), Share{0},
                            number(1), number(1), 21.0,      number(1), number(1), number(0), number(0),
                            number(0), number(0), nullptr,   number(1), number(0), nullptr,   number(1),
                            number(2), number(0), number(2), Share{0},  number(1)});
    CHECK(keys(faxe) == std::vector<std::string>{"headline", "loop", "topics", "kinds", "outcomes", "causes",
                                                 "sizes", "channels", "report"});
}

TEST_CASE("the breakdowns of the whole register", "[report]") {
    World world;
    fill(world);

    const Document document = world.ask("2026-10");

    CHECK(keys(document) == std::vector<std::string>{"headline", "loop", "municipalities", "topics", "kinds",
                                                     "outcomes", "causes", "sizes", "channels", "report"});
    CHECK(rows(document, "municipalities") ==
          "faxe\tFaxe\t1\t1\t1\t1\nnaestved\tNæstved\t3\t1\t2\t2\nroskilde\tRoskilde\t1\t0\t1\t0\ntotal\tTota"
          "l\t5\t2\t4\t3\n");
    CHECK(
        rows(document, "topics") ==
        "videreuddannelse\tFurther training\t2\nvidereuddannelse/amu\tAMU\t2\nrekruttering\tRecruitment\t4\n"
        "rekruttering/ufaglaert\tUnskilled\t1\nrekruttering/faglaert\tSkilled\t2\n");
    CHECK(rows(document, "kinds") ==
          "jobcentre\tJobcentres\t2\t1\t1\t0\t0\npublic_service\tPublic services\t0\t0\t0\t0\t0\n"
          "education\tEducation\t1\t1\t0\t0\t1\nunion\tUnions\t0\t0\t0\t0\t0\n"
          "unemployment_fund\tUnemployment funds\t0\t0\t0\t0\t0\nemployer_org\tEmployer "
          "organisations\t0\t0\t0\t0\t0\n"
          "recruitment_agency\tRecruitment agencies\t1\t0\t0\t1\t0\ncampaign\tCampaigns\t0\t0\t0\t0\t0\n");
    CHECK(rows(document, "outcomes") ==
          "met\tMet\t1\t0.3333\npartly\tPartly met\t0\t0\nunmet\tNot met\t1\t0.3333\nwithdrawn\tWithdrawn by "
          "the business\t1\t0.3333\n");
    CHECK(
        rows(document, "causes") ==
        "no-actor\tNo actor exists\t0\nno-capacity\tNo actor has capacity\t1\nnot-eligible\tNot eligible\t0\n"
        "declined\tDeclined by the actors\t0\nno-answer\tNo actor answered\t0\n");
    CHECK(rows(document, "sizes") ==
          "0-9\t0-9 employees\t0\n10-49\t10-49 employees\t1\n50-249\t50-249 employees\t0\n250+\t250 "
          "employees or more\t1\n"
          "unknown\tSize not known\t3\n");
    CHECK(rows(document, "channels") ==
          "phone\tPhone\t2\nmail\tMail\t1\nmeeting\tMeeting\t1\nweb\tWeb\t0\nevent\tEvent\t1\n");
}

TEST_CASE("one breakdown is asked for: the headline and nothing else", "[report]") {
    World world;
    fill(world);

    CHECK(keys(world.ask("2026-10", "", MonthBy::topic)) ==
          std::vector<std::string>{"headline", "topics", "report"});
    CHECK(keys(world.ask("2026-10", "", MonthBy::kind)) ==
          std::vector<std::string>{"headline", "kinds", "report"});
    CHECK(keys(world.ask("2026-10", "", MonthBy::size)) ==
          std::vector<std::string>{"headline", "sizes", "report"});
    CHECK(keys(world.ask("2026-10", "", MonthBy::channel)) ==
          std::vector<std::string>{"headline", "channels", "report"});
    CHECK(keys(world.ask("2026-10", "", MonthBy::outcome)) ==
          std::vector<std::string>{"headline", "outcomes", "report"});
    const Document faxe = world.ask("2026-10", "faxe", MonthBy::municipality);
    CHECK(keys(faxe) == std::vector<std::string>{"headline", "municipalities", "report"});
    CHECK(rows(faxe, "municipalities") == "faxe\tFaxe\t1\t1\t1\t1\n");
    const Document titles = world.ask("2026-10", "", MonthBy::occupation);
    CHECK(keys(titles) == std::vector<std::string>{"headline", "occupations", "report"});
    CHECK(rows(titles, "occupations") ==
          "7231\tMechanics\t1\n7212\tWelders\t1\nother\tother\t1\nnot-stated\tnot stated\t3\n");
}

TEST_CASE("the change is against what is compared with", "[report]") {
    World world;
    fill(world);
    const auto columns = [&](std::optional<Compare> compare) {
        return column_keys(world.ask("2026-10", "", {}, compare).sections.front().table);
    };

    CHECK(columns({}) ==
          std::vector<std::string>{"indicator", "label", "unit", "value", "previous", "change", "lastyear"});
    CHECK(columns(Compare::previous) ==
          std::vector<std::string>{"indicator", "label", "unit", "value", "previous", "change"});
    CHECK(columns(Compare::lastyear) ==
          std::vector<std::string>{"indicator", "label", "unit", "value", "lastyear", "change"});
    const Document lastyear = world.ask("2026-10", "", {}, Compare::lastyear);
    CHECK(column(lastyear, "lastyear") == column(world.ask("2025-10"), "value"));
    CHECK(column(lastyear, "change").at(7) == number(1));  // two cases closed, then one
}

TEST_CASE("longer periods are summaries with their own days", "[report]") {
    World world;
    fill(world);

    CHECK(world.ask("2026-Q3").title == "Summary 2026-Q3, all municipalities (1 Jul 2026 to 30 Sep 2026)");
    CHECK(world.ask("2026").title == "Summary 2026, all municipalities (1 Jan 2026 to 31 Dec 2026)");
    CHECK(world.ask("2026-09..2026-10").title ==
          "Summary 2026-09..2026-10, all municipalities (1 Sep 2026 to 31 Oct 2026)");
    CHECK(column(world.ask("2026-Q3"), "value").front() == number(1));
    CHECK(column(world.ask("2026-09..2026-10"), "value").front() == number(6));
    CHECK(column(world.ask("2026"), "value").front() == number(7));
    CHECK(column(world.ask("2026"), "previous").front() == number(1));
}

TEST_CASE("a case opened again is no longer closed, nor its need ended", "[report]") {
    World world;
    const Case met = fill(world);

    Cases{world.desk("naestved", "2026-11-03")}.reopen(met, ReopenReason::not_solved, "");

    const Document document = world.ask("2026-10", "", {}, {}, "2026-11-04");
    CHECK(column(document, "value").at(7) == number(1));
    CHECK(column(document, "value").at(8) == number(5));
    CHECK(column(document, "value").at(11) == number(2));
    CHECK(column(document, "value").at(13) == number(2));
    CHECK(rows(document, "outcomes").starts_with("met\tMet\t0\t0\n"));
}

TEST_CASE("what the network does not know stands last and is not lost", "[report]") {
    World world;
    fill(world);
    world.network.actors.all().erase(world.network.actors.begin());      // the agency
    world.network.topics.all().erase(world.network.topics.begin() + 1);  // amu
    world.network.municipalities.pop_back();                             // Roskilde

    const Document document = world.ask("2026-10");

    CHECK(column(document, "value").at(20) == number(1));
    CHECK_THAT(rows(document, "kinds"),
               Catch::EndsWith("unknown\tNo longer in the network\t1\t0\t0\t1\t0\n"));
    CHECK(rows(document, "topics")
              .starts_with(
                  "videreuddannelse\tFurther training\t2\nvidereuddannelse/amu\tvidereuddannelse/amu\t2\n"));
    CHECK_THAT(rows(document, "municipalities"),
               Catch::EndsWith("roskilde\troskilde\t1\t0\t1\t0\ntotal\tTotal\t5\t2\t4\t3\n"));
}
