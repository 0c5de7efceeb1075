#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "fault.hpp"
#include "records.hpp"

using namespace aka;
using namespace records;

namespace {

using Numbers = std::vector<int>;

/// Five cases:
///   1 received 2 Nov, Fjordglas, faglaert, follow-up 20 Nov, unanswered referral to zbc
///   2 received 9 Nov, Strandbo, kontor-handel and amu, follow-up 27 Nov, declined referral to zbc
///   3 received 5 Nov, Fjordglas, trivsel, of XX, no follow-up open
///   4 received 1 Oct, closed 20 Nov, faglaert unmet, unanswered referral to eucsj
///   5 received 9 Nov, of Faxe, bare parent rekruttering, follow-ups 23 Nov and 1 Dec
struct World {
    std::unique_ptr<SqliteRegister> db = open_sqlite(":memory:", OpenFor::creating);
    Change change = change_in(*db);
    Business glass = business("Fjordglas ApS", "99999918");
    Business home = business("Strandbo", "99999926");

    World() {
        change.insert(glass);
        change.insert(home);
        const Case one = add(open_case(1, "smede", "2026-11-02"), &glass);
        send(add_need(one, "rekruttering/faglaert"), "zbc", ReferralState::sent);
        follow(one, "2026-11-20");
        const Case two = add(open_case(2, "kontor", "2026-11-09"), &home);
        send(add_need(two, "rekruttering/kontor-handel"), "zbc", ReferralState::declined);
        add_need(two, "videreuddannelse/amu", 2);
        follow(two, "2026-11-27");
        Case three = open_case(3, "trivsel", "2026-11-05");
        three.consultant = "XX";
        three = add(three, &glass);
        add_need(three, "tilknytning/trivsel");
        follow(three, "2026-11-10", "2026-11-12");
        Case four = open_case(4, "svejser", "2026-10-01");
        four.status = CaseStatus::closed;
        four.closed_on = day("2026-11-20");
        four = add(four, nullptr);
        Need unmet = add_need(four, "rekruttering/faglaert");
        unmet.outcome = NeedOutcome::unmet;
        unmet.cause = Cause::no_actor;
        unmet.closed_on = day("2026-11-20");
        change.update(unmet);
        send(unmet, "eucsj", ReferralState::sent);
        Case five = open_case(5, "alle", "2026-11-09");
        five.owner = {"faxe"};
        five = add(five, &home);
        add_need(five, "rekruttering");
        follow(five, "2026-12-01");
        follow(five, "2026-11-23");
    }

    Case add(Case file, const Business* of) {
        if (of != nullptr) file.business = of->id;
        change.insert(file);
        return file;
    }
    Need add_need(const Case& file, const char* topic, int place = 1) {
        Need made = need(file.id, topic, place);
        change.insert(made);
        return made;
    }
    void send(const Need& of, const char* actor, ReferralState state) {
        Referral made = referral(of, actor);
        made.state = state;
        if (state != ReferralState::sent) made.ended_on = day("2026-11-04");
        change.insert(made);
    }
    void follow(const Case& file, const char* due, const char* done = nullptr) {
        Followup made = followup(file.id, due);
        if (done != nullptr) made.done_on = day(done);
        change.insert(made);
    }
};

/// The numbers of the cases that the filter finds, by reference; counting them says the same.
Numbers found(const std::function<void(CaseFilter&)>& narrow) {
    World world;
    CaseFilter filter;
    filter.scope = CaseScope::all;
    filter.sort = CaseSort::ref;
    filter.descending = false;
    narrow(filter);
    Numbers numbers;
    for (const auto& line : list_cases(*world.db, filter)) numbers.push_back(line.ref.number);
    if (filter.limit >= 5) {
        CHECK(count_cases(*world.db, filter) == std::ssize(numbers));
        for (const std::int64_t most : {1, 2, 3, 9})
            CHECK(count_cases(*world.db, filter, most) == std::min<std::int64_t>(most, std::ssize(numbers)));
    }
    return numbers;
}

}  // namespace

TEST_CASE("a list holds the cases of its scope", "[list]") {
    CHECK(found([](CaseFilter& f) { f.scope = CaseScope::all; }) == Numbers{1, 2, 3, 4, 5});
    CHECK(found([](CaseFilter& f) { f.scope = CaseScope::open; }) == Numbers{1, 2, 3, 5});
    CHECK(found([](CaseFilter& f) { f.scope = CaseScope::closed; }) == Numbers{4});
    CHECK(found([](CaseFilter& f) { f.scope = CaseScope::waiting; }) == Numbers{1});
}

TEST_CASE("a list is narrowed to an office, a consultant, a business or an actor", "[list]") {
    CHECK(found([](CaseFilter& f) { f.owner = {"faxe"}; }) == Numbers{5});
    CHECK(found([](CaseFilter& f) { f.owner = {"naestved"}; }) == Numbers{1, 2, 3, 4});
    CHECK(found([](CaseFilter& f) { f.consultant = "XX"; }) == Numbers{3});
    CHECK(found([](CaseFilter& f) { f.cvr = "99999918"; }) == Numbers{1, 3});
    CHECK(found([](CaseFilter& f) { f.actor = {"zbc"}; }) == Numbers{1, 2});
    CHECK(found([](CaseFilter& f) { f.actor = {"zb"}; }).empty());
}

TEST_CASE("a parent topic includes its leaves and nothing beside them", "[list]") {
    CHECK(found([](CaseFilter& f) { f.topic = {"rekruttering"}; }) == Numbers{1, 2, 4, 5});
    CHECK(found([](CaseFilter& f) { f.topic = {"rekruttering/faglaert"}; }) == Numbers{1, 4});
    CHECK(found([](CaseFilter& f) { f.topic = {"videreuddannelse"}; }) == Numbers{2});
    CHECK(found([](CaseFilter& f) { f.topic = {"rekrut"}; }).empty());
    CHECK(found([](CaseFilter& f) { f.topic = {"rekruttering/fag"}; }).empty());
    CHECK(found([](CaseFilter& f) { f.topic = {"studerende"}; }).empty());
}

TEST_CASE("a list is narrowed to days of receipt, both included", "[list]") {
    CHECK(found([](CaseFilter& f) { f.since = day("2026-11-05"); }) == Numbers{2, 3, 5});
    CHECK(found([](CaseFilter& f) { f.until = day("2026-11-05"); }) == Numbers{1, 3, 4});
    CHECK(found([](CaseFilter& f) { f.since = f.until = day("2026-11-05"); }) == Numbers{3});
    CHECK(found([](CaseFilter& f) {
              f.since = day("2026-11-06");
              f.until = day("2026-11-05");
          }).empty());
}

TEST_CASE("due are open follow-ups to the day, overdue those before it", "[list]") {
    const auto due = [](const char* on) { return found([&](CaseFilter& f) { f.due_by = day(on); }); };

    CHECK(due("2026-11-19").empty());
    CHECK(due("2026-11-20") == Numbers{1});
    CHECK(due("2026-11-23") == Numbers{1, 5});
    CHECK(due("2026-12-31") == Numbers{1, 2, 5});
}

TEST_CASE("overdue are follow-ups and answers due before the day", "[list]") {
    const auto overdue = [](const char* on) {
        return found([&](CaseFilter& f) {
            f.scope = CaseScope::open;
            f.overdue_on = day(on);
        });
    };

    CHECK(overdue("2026-11-10").empty());
    CHECK(overdue("2026-11-11") == Numbers{1});
    CHECK(overdue("2026-11-23") == Numbers{1});
    CHECK(overdue("2026-11-24") == Numbers{1, 5});
    CHECK(overdue("2026-11-28") == Numbers{1, 2, 5});
}

TEST_CASE("unmet are cases with a need that ended so", "[list]") {
    CHECK(found([](CaseFilter& f) { f.unmet = true; }) == Numbers{4});
}

TEST_CASE("all conditions must hold together", "[list]") {
    CHECK(found([](CaseFilter& f) {
              f.scope = CaseScope::open;
              f.topic = {"rekruttering"};
              f.owner = {"naestved"};
              f.actor = {"zbc"};
              f.cvr = "99999926";
              f.consultant = "MK";
              f.since = day("2026-11-09");
              f.due_by = day("2026-11-27");
              f.overdue_on = day("2026-11-28");
          }) == Numbers{2});
    CHECK(found([](CaseFilter& f) {
              f.topic = {"rekruttering"};
              f.consultant = "XX";
          }).empty());
}

TEST_CASE("a list is sorted by day of receipt, next follow-up or reference, both ways", "[list]") {
    const auto sorted = [](CaseSort sort, bool descending) {
        return found([&](CaseFilter& f) {
            f.sort = sort;
            f.descending = descending;
        });
    };

    CHECK(sorted(CaseSort::received, true) == Numbers{5, 2, 3, 1, 4});
    CHECK(sorted(CaseSort::received, false) == Numbers{4, 1, 3, 2, 5});
    CHECK(sorted(CaseSort::ref, true) == Numbers{5, 4, 3, 2, 1});
    CHECK(sorted(CaseSort::ref, false) == Numbers{1, 2, 3, 4, 5});
    CHECK(sorted(CaseSort::followup, false) == Numbers{1, 5, 2, 3, 4});  // without one: last
    CHECK(sorted(CaseSort::followup, true) == Numbers{2, 5, 1, 4, 3});
}

TEST_CASE("references are sorted as numbers, not as text", "[list]") {
    World world;
    world.add(open_case(12345, "", "2026-11-09"), nullptr);
    CaseFilter filter;
    filter.sort = CaseSort::ref;

    CHECK(list_cases(*world.db, filter).front().ref == CaseRef{"NAE", 2026, 12345});
}

TEST_CASE("a list stops at its limit, the count does not", "[list]") {
    World world;
    CaseFilter filter;
    filter.scope = CaseScope::all;
    filter.limit = 2;

    CHECK(list_cases(*world.db, filter).size() == 2);
    CHECK(count_cases(*world.db, filter) == 5);
    CHECK(found([](CaseFilter& f) { f.limit = 0; }).empty());
}

TEST_CASE("a line shows a case as it stands", "[list]") {
    World world;
    CaseFilter filter;
    filter.scope = CaseScope::all;
    filter.sort = CaseSort::ref;
    filter.descending = false;
    const auto lines = list_cases(*world.db, filter);

    REQUIRE(lines.size() == 5);
    CHECK(lines[0].business == "Fjordglas ApS");
    CHECK(lines[0].title == "smede");
    CHECK(lines[0].waiting);
    CHECK(lines[0].consultant == "MK");
    CHECK(lines[0].owner == MunicipalityId{"naestved"});
    CHECK(to_iso(lines[0].received_on) == "2026-11-02");
    CHECK(to_iso(lines[0].next_followup) == "2026-11-20");
    CHECK(lines[1].topics == std::vector<std::string>{"rekruttering/kontor-handel", "videreuddannelse/amu"});
    CHECK_FALSE(lines[1].waiting);
    CHECK(lines[2].next_followup == std::nullopt);
    CHECK(lines[3].business.empty());
    CHECK(lines[3].status == CaseStatus::closed);
    CHECK(to_iso(lines[4].next_followup) == "2026-11-23");
}

TEST_CASE("referrals are listed newest first and narrowed as cases are", "[list]") {
    World world;
    const auto listed = [&](const std::function<void(ReferralFilter&)>& narrow) {
        ReferralFilter filter;
        narrow(filter);
        std::vector<std::string> refs;
        for (const auto& line : list_referrals(*world.db, filter))
            refs.push_back(line.ref.text() + ' ' + line.referral.actor.text);
        return refs;
    };
    using Refs = std::vector<std::string>;
    const Refs all{"NAE-26-0004.1 eucsj", "NAE-26-0002.1 zbc", "NAE-26-0001.1 zbc"};

    CHECK(listed([](ReferralFilter&) {}) == all);
    CHECK(listed([](ReferralFilter& f) { f.open = true; }) == Refs{all[0], all[2]});
    CHECK(listed([](ReferralFilter& f) { f.actor = {"zbc"}; }) == Refs{all[1], all[2]});
    CHECK(listed([](ReferralFilter& f) { f.state = ReferralState::declined; }) == Refs{all[1]});
    CHECK(listed([](ReferralFilter& f) { f.topic = {"rekruttering/faglaert"}; }) == Refs{all[0], all[2]});
    CHECK(listed([](ReferralFilter& f) { f.topic = {"rekruttering"}; }) == all);
    CHECK(listed([](ReferralFilter& f) { f.owner = {"faxe"}; }).empty());
    CHECK(listed([](ReferralFilter& f) { f.overdue_on = day("2026-11-10"); }).empty());
    CHECK(listed([](ReferralFilter& f) { f.overdue_on = day("2026-11-11"); }) == Refs{all[0], all[2]});
    CHECK(listed([](ReferralFilter& f) { f.since = day("2026-11-03"); }) == all);
    CHECK(listed([](ReferralFilter& f) { f.since = day("2026-11-04"); }).empty());
    CHECK(listed([](ReferralFilter& f) { f.limit = 1; }) == Refs{all[0]});
}
