#include <catch2/catch.hpp>

#include "aka/report/month.hpp"
#include "aka/service/cases.hpp"
#include "aka/service/referrals.hpp"
#include "aka/store/sqlite.hpp"

using namespace aka;

namespace {

Date day(const char* iso) {
    return parse_iso_date(iso).value();
}

Municipality municipality(const char* id, const char* name, const char* prefix) {
    Municipality entry;
    entry.id = {id};
    entry.name = name;
    entry.prefix = prefix;
    return entry;
}

Topic topic(const char* id, const char* label) {
    return {{id}, {label, label}, {}, {}, ""};
}

Actor actor(const char* id, ActorKind kind, std::vector<MunicipalityId> municipalities) {
    Actor entry;
    entry.id = {id};
    entry.name = id;
    entry.kind = kind;
    entry.topics = {{{"rekruttering/*"}, Basis::source}, {{"videreuddannelse/*"}, Basis::source}};
    entry.municipalities = std::move(municipalities);
    return entry;
}

Network make_network() {
    Network network;
    network.municipalities = {municipality("faxe", "Faxe", "FAX"), municipality("naestved", "Næstved", "NAE"),
                              municipality("roskilde", "Roskilde", "ROS")};
    network.topics = {topic("videreuddannelse", "Further training"), topic("videreuddannelse/amu", "AMU"),
                      topic("rekruttering", "Recruitment"), topic("rekruttering/ufaglaert", "Unskilled"),
                      topic("rekruttering/faglaert", "Skilled")};
    network.actors = {actor("agency", ActorKind::recruitment_agency, {{"faxe"}, {"roskilde"}}),
                      actor("jobcentre", ActorKind::jobcentre, {{"naestved"}}),
                      actor("zbc", ActorKind::education, {})};
    network.occupations = {{"7231", {"Mekanikere", "Mechanics"}, {"mekaniker"}},
                           {"7212", {"Svejsere", "Welders"}, {"svejser"}}};
    return network;
}

/// A register in memory and who works with it, on whatever day.
struct World {
    std::unique_ptr<SqliteRegister> db = open_sqlite(":memory:", OpenFor::creating);
    Network network = make_network();

    Desk desk(const char* where, const char* on) {
        const Instant now{day(on)};
        return {*db, network, {where}, false, {"aba", "test"}, day(on), false, [now] { return now; }, false};
    }

    Case record(const char* where, const char* on, const Enquiry& enquiry) {
        return Cases{desk(where, on)}.record(enquiry).file.file;
    }

    void close(const char* where, const char* on, const Case& file, const char* what, const Ending& ending) {
        Cases{desk(where, on)}.close(file, {what}, ending);
    }

    ReferralFile refer(const char* where, const char* on, const Case& file, const char* to) {
        const Desk at = desk(where, on);
        const auto need = Cases{at}.read(file).needs.front();
        const auto sent = Referrals{at}.send(file, need, {{{to}}, ChoiceReason::company_wish, {}, {}});
        return Referrals{at}.find(sent.front().ref.text(), ForWhat::reading);
    }

    void answer(const char* where, const char* on, const ReferralFile& referral, ReferralState state,
                std::optional<RefusalReason> reason = {}) {
        Referrals{desk(where, on)}.update(referral, {state, {}, reason, day(on)});
    }

    Document ask(const char* period, const char* where = "", std::optional<MonthBy> by = {},
                 std::optional<Compare> compare = {}, const char* made = "2026-11-02") {
        return month_report(*db, network,
                            {parse_period(period, day(made)).value(), {where}, by, compare, day(made)});
    }
};

Enquiry enquiry(const char* company, const char* cvr, std::vector<NeedFacts> needs) {
    Enquiry said;
    said.business.name = company;
    said.business.cvr = cvr;
    said.needs = std::move(needs);
    said.consent = ConsentFacts{};
    said.consent->scope = Scope::anonymous;
    said.without_followup = true;
    return said;
}

NeedFacts need(const char* what, const char* title = "", std::optional<int> positions = {}) {
    return {{what}, title, positions, {}};
}

Enquiry with_followup(Enquiry said, const char* due) {
    said.without_followup = false;
    said.followup = day(due);
    return said;
}

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

Cell number(std::int64_t value) {
    return value;
}

const Section& section(const Document& document, std::string_view key) {
    for (const auto& candidate : document.sections)
        if (candidate.key == key) return candidate;
    throw std::out_of_range{std::string{key}};
}

std::vector<std::string> keys(const Document& document) {
    std::vector<std::string> all;
    for (const auto& candidate : document.sections) all.push_back(candidate.key);
    return all;
}

std::vector<std::string> column_keys(const Table& table) {
    std::vector<std::string> all;
    for (const auto& column : table.columns) all.push_back(column.key);
    return all;
}

std::vector<Cell> column(const Document& document, std::string_view key) {
    const Table& table = document.sections.front().table;
    const auto all = column_keys(table);
    const auto place = static_cast<std::size_t>(std::find(all.begin(), all.end(), key) - all.begin());
    std::vector<Cell> cells;
    for (const auto& row : table.rows) cells.push_back(row.at(place));
    return cells;
}

/// The rows of a breakdown as words: numbers and shares as they are read.
std::string rows(const Document& document, std::string_view key) {
    Document only{"", {}, {section(document, key)}};
    only.sections.front().notes.clear();
    return render(only, Format::tsv, {});
}

}  // namespace

namespace Catch {
template <>
struct StringMaker<Cell> {
    static std::string convert(const Cell& cell) {
        return render({"", {}, {{"", "", {{{"c", "C"}}, {{cell}}}, true, {}}}}, Format::json, {});
    }
};
}  // namespace Catch

TEST_CASE("of an empty register the counts are zero and shares and medians unknown", "[report]") {
    World world;

    const Document document = world.ask("2026-10");

    const Cell zero = number(0);
    const Cell unknown = nullptr;
    const std::vector<Cell> expected{
        zero, zero, unknown, zero, zero, zero, unknown,  // enquiries and businesses
        zero, zero, unknown,                             // cases
        zero, zero, zero,    zero, zero, zero, unknown,  // needs and posts
        zero, zero, unknown, zero,                       // referrals
        zero, zero, unknown, zero};                      // follow-ups
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

    std::string text;
    for (const auto& row : headline.rows)
        text += std::get<std::string>(row[0]) + ": " + std::get<std::string>(row[1]) + "\n";
    CHECK(text ==
          "New enquiries: enquiries\nOf these by outreach: enquiries\nShare by outreach: percent\n"
          "Unique businesses: businesses\nUnique businesses, year so far: businesses\nNew businesses: "
          "businesses\n"
          "Share of new businesses: percent\nCases closed: cases\nCases open at the end: cases\n"
          "Median age of open cases: days\nNeeds recorded: needs\nNeeds ended: needs\nOf these with known "
          "posts: needs\n"
          "Posts sought: posts\nFilled with wanted profile: posts\nFilled with another profile: posts\n"
          "Unsuccessful recruitment rate: percent\nReferrals sent: referrals\nOf these answered: referrals\n"
          "Median time to first answer: working days\nAcross municipal borders: referrals\nFollow-ups due: "
          "follow-ups\n"
          "Done on time: follow-ups\nShare done on time: percent\nStill open: follow-ups\n");
}

TEST_CASE("an October counted by hand", "[report]") {
    World world;
    fill(world);

    const Document document = world.ask("2026-10");

    CHECK(document.title == "Monthly summary 2026-10, all municipalities (1 Oct 2026 to 31 Oct 2026)");
    CHECK(column(document, "value") ==
          std::vector<Cell>{number(5), number(1),      Share{1.0 / 5}, number(4),      number(5),
                            number(3), Share{3.0 / 4}, number(2),      number(4),      23.0,
                            number(6), number(3),      number(2),      number(5),      number(2),
                            number(1), Share{3.0 / 5}, number(4),      number(2),      2.5,
                            number(2), number(4),      number(1),      Share{1.0 / 4}, number(1)});
    CHECK(column(document, "previous") ==
          std::vector<Cell>{number(1), number(0), Share{0}, number(1), number(2), number(1), Share{1},
                            number(0), number(1), 29.0,     number(1), number(0), number(0), number(0),
                            number(0), number(0), nullptr,  number(0), number(0), nullptr,   number(0),
                            number(0), number(0), nullptr,  number(0)});
    CHECK(column(document, "change") ==
          std::vector<Cell>{number(4), number(1), nullptr, number(3), number(3), number(2), nullptr,
                            number(2), number(3), nullptr, number(5), number(3), number(2), number(5),
                            number(2), number(1), nullptr, number(4), number(2), nullptr,   number(2),
                            number(4), number(1), nullptr, number(1)});
    CHECK(column(document, "lastyear") ==
          std::vector<Cell>{number(1), number(0), Share{0}, number(1), number(1), number(1), Share{1},
                            number(1), number(0), nullptr,  number(1), number(1), number(1), number(1),
                            number(1), number(0), Share{0}, number(0), number(0), nullptr,   number(0),
                            number(0), number(0), nullptr,  number(0)});
}

TEST_CASE("a municipality's summary: what it received, what it owns, what was closed there", "[report]") {
    World world;
    fill(world);

    const Document naestved = world.ask("2026-10", "naestved");
    const Document faxe = world.ask("2026-10", "faxe");

    CHECK(naestved.title == "Monthly summary 2026-10, Næstved (1 Oct 2026 to 31 Oct 2026)");
    CHECK(column(naestved, "value") ==
          std::vector<Cell>{number(3), number(1),      Share{1.0 / 3}, number(3),      number(3),
                            number(2), Share{2.0 / 3}, number(1),      number(2),      42.5,
                            number(4), number(2),      number(2),      number(5),      number(2),
                            number(1), Share{3.0 / 5}, number(3),      number(2),      2.5,
                            number(1), number(2),      number(1),      Share{1.0 / 2}, number(0)});
    CHECK(column(faxe, "value") == std::vector<Cell>{number(1), number(0), Share{0},  number(1), number(1),
                                                     number(0), Share{0},  number(1), number(1), 21.0,
                                                     number(1), number(1), number(0), number(0), number(0),
                                                     number(0), nullptr,   number(1), number(0), nullptr,
                                                     number(1), number(2), number(0), Share{0},  number(1)});
    CHECK(keys(faxe) ==
          std::vector<std::string>{"headline", "topics", "kinds", "outcomes", "causes", "sizes", "channels"});
}

TEST_CASE("the breakdowns of the whole register", "[report]") {
    World world;
    fill(world);

    const Document document = world.ask("2026-10");

    CHECK(keys(document) == std::vector<std::string>{"headline", "municipalities", "topics", "kinds",
                                                     "outcomes", "causes", "sizes", "channels"});
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

    CHECK(keys(world.ask("2026-10", "", MonthBy::topic)) == std::vector<std::string>{"headline", "topics"});
    CHECK(keys(world.ask("2026-10", "", MonthBy::kind)) == std::vector<std::string>{"headline", "kinds"});
    CHECK(keys(world.ask("2026-10", "", MonthBy::size)) == std::vector<std::string>{"headline", "sizes"});
    CHECK(keys(world.ask("2026-10", "", MonthBy::channel)) ==
          std::vector<std::string>{"headline", "channels"});
    CHECK(keys(world.ask("2026-10", "", MonthBy::outcome)) ==
          std::vector<std::string>{"headline", "outcomes"});
    const Document faxe = world.ask("2026-10", "faxe", MonthBy::municipality);
    CHECK(keys(faxe) == std::vector<std::string>{"headline", "municipalities"});
    CHECK(rows(faxe, "municipalities") == "faxe\tFaxe\t1\t1\t1\t1\n");
    const Document titles = world.ask("2026-10", "", MonthBy::occupation);
    CHECK(keys(titles) == std::vector<std::string>{"headline", "occupations"});
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
          std::vector<std::string>{"indicator", "unit", "value", "previous", "change", "lastyear"});
    CHECK(columns(Compare::previous) ==
          std::vector<std::string>{"indicator", "unit", "value", "previous", "change"});
    CHECK(columns(Compare::lastyear) ==
          std::vector<std::string>{"indicator", "unit", "value", "lastyear", "change"});
    const Document lastyear = world.ask("2026-10", "", {}, Compare::lastyear);
    CHECK(column(lastyear, "lastyear") == column(world.ask("2025-10"), "value"));
    CHECK(column(lastyear, "change").at(7) == number(1));  // two cases closed, then one
}

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
    const auto share = [](const Document& document) { return column(document, "value").at(23); };
    CHECK(share(soon) == Cell{Share{1}});
    CHECK(share(late) == Cell{Share{0.5}});
    CHECK(column(soon, "value").at(9) == Cell{7.0});
    CHECK(column(over, "value").at(9) == Cell{28.0});
}

TEST_CASE("what the network does not know stands last and is not lost", "[report]") {
    World world;
    fill(world);
    world.network.actors.erase(world.network.actors.begin());      // the agency
    world.network.topics.erase(world.network.topics.begin() + 1);  // amu
    world.network.municipalities.pop_back();                       // Roskilde

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
