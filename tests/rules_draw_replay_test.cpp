// A history of draws is made; what is changed in it afterwards is found where it was changed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "aka/model/draw_replay.hpp"

using namespace aka;

namespace {

const TopicId topic{"rekruttering/faglaert"};

/// Thirty draws among five of seven actors each, as the rule makes them, some with one more proposal later.
std::vector<ToldDraw> make_history() {
    std::map<std::string, LedgerEntry> ledger;
    std::vector<ToldDraw> history;
    for (int number = 1; number <= 30; ++number) {
        std::vector<LedgerEntry> eligible;
        for (int i = 0; i < 5; ++i) {
            const std::string name = "actor" + std::to_string((number + i) % 7);
            ledger[name].actor = {name};
            eligible.push_back(ledger[name]);
        }
        ToldDraw draw{{number}, "NAE-26-" + std::to_string(number), 1, topic, 2, {}, {}};
        auto order = drawn_order(eligible, draw.case_ref, 1, topic);
        for (const auto& entry : order)
            draw.places.push_back({static_cast<int>(draw.places.size()) + 1, entry});
        propose(order, 0, 2);
        if (number % 3 == 0) {  // before the next draw
            draw.extras.push_back({4, {number}});
            propose(order, 3, 1);
        }
        for (const auto& entry : order) ledger[entry.actor.text] = entry;
        history.push_back(draw);
    }
    return history;
}

using Wrong = std::map<std::int64_t, std::vector<DrawFault>>;

Wrong wrong_in(const std::vector<ToldDraw>& history) {
    DrawReplay replay;
    Wrong wrong;
    for (const auto& draw : history)
        if (const auto faults = replay.add(draw); !faults.empty()) wrong[draw.id.value] = faults;
    return wrong;
}

std::vector<LedgerEntry> ledger_of(const std::vector<ToldDraw>& history) {
    DrawReplay replay;
    for (const auto& draw : history) replay.add(draw);
    return replay.ledger();
}

}  // namespace

TEST_CASE("draws as the rule makes them reproduce", "[replay]") {
    const auto history = make_history();

    CHECK(wrong_in(history).empty());
    Credit sum;
    std::int64_t proposals = 0;
    for (const auto& entry : ledger_of(history)) {
        sum += entry.difference();
        proposals += entry.proposals;
    }
    CHECK(sum == Credit{});
    CHECK(proposals == 30 * 2 + 10);
}

TEST_CASE("a place that was swapped is found in its draw alone", "[replay]") {
    const auto honest = make_history();
    for (const std::size_t place : {0U, 1U, 3U}) {
        auto history = honest;
        std::swap(history[11].places[place].before, history[11].places[place + 1].before);

        CHECK(wrong_in(history) == Wrong{{12, {DrawFault::order}}});
        CHECK(ledger_of(history) == ledger_of(honest));
    }
}

TEST_CASE("a ledger that was told otherwise is found in its draw alone", "[replay]") {
    auto history = make_history();
    history[20].places.front().before.credit += Credit::share(1, 64);
    history[25].places.back().before.proposals += 5;  // still the last

    CHECK(wrong_in(history) == Wrong{{21, {DrawFault::ledger}}, {26, {DrawFault::ledger}}});
}

TEST_CASE("another case, round or topic makes other ties", "[replay]") {
    const auto honest = make_history();
    const std::vector<void (*)(ToldDraw&)> changes{
        [](ToldDraw& draw) { draw.case_ref = "NAE-26-9999"; }, [](ToldDraw& draw) { draw.round = 2; },
        [](ToldDraw& draw) { draw.topic = {"studerende/studiejob"}; }};
    for (const auto change : changes) {
        auto history = honest;
        change(history.front());  // where all are tied

        CHECK(wrong_in(history)[1] == std::vector{DrawFault::order});
    }
}

TEST_CASE("a draw that is missing is missed", "[replay]") {
    auto history = make_history();
    history.erase(history.begin() + 14);

    const auto wrong = wrong_in(history);
    REQUIRE_FALSE(wrong.empty());
    CHECK(wrong.begin()->first == 16);
    CHECK(wrong.begin()->second == std::vector{DrawFault::ledger});
}

TEST_CASE("an extra proposal that is missing is missed", "[replay]") {
    auto history = make_history();
    history[14].extras.clear();

    REQUIRE_FALSE(wrong_in(history).empty());
    CHECK(wrong_in(history).begin()->first == 16);
}

TEST_CASE("what is no draw is said to be none", "[replay]") {
    const auto honest = make_history();
    const std::vector<void (*)(ToldDraw&)> changes{
        [](ToldDraw& draw) { draw.places.clear(); },
        [](ToldDraw& draw) { draw.proposals = 0; },
        [](ToldDraw& draw) { draw.proposals = 6; },
        [](ToldDraw& draw) { draw.places[2].place = 7; },
        [](ToldDraw& draw) { draw.places[2].before.actor = draw.places[3].before.actor; },
        [](ToldDraw& draw) {
            draw.extras = {{2, draw.id}};
        },
        [](ToldDraw& draw) {
            draw.extras = {{6, draw.id}};
        },
        [](ToldDraw& draw) {
            draw.extras = {{4, {draw.id.value - 1}}};
        },
        [](ToldDraw& draw) {
            for (int i = 6; i <= 65; ++i) draw.places.push_back({i, {{"more" + std::to_string(i)}, {}, 0}});
        }};
    for (const auto change : changes) {
        auto history = honest;
        change(history.back());

        CHECK(wrong_in(history) == Wrong{{30, {DrawFault::places}}});
    }
}
