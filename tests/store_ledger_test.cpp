#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "aka/service/draws.hpp"
#include "aka/store/draws.hpp"
#include "fault.hpp"
#include "records.hpp"

using namespace aka;
using namespace records;

namespace {

/// A register, and a network whose actors cover one topic each or all of them.
struct World {
    std::unique_ptr<SqliteRegister> db = open_sqlite(":memory:", OpenFor::creating);
    Change change = change_in(*db);
    Network network;
    int cases = 0;

    World() {
        for (int i = 0; i < 14; ++i) {
            Actor actor;
            actor.id = {"actor" + std::to_string(i)};
            actor.name = actor.id.text;
            actor.kind = ActorKind::education;
            if (i % 3 != 0) actor.topics.push_back({{"rekruttering/faglaert"}, Basis::source});
            if (i % 5 != 0) actor.topics.push_back({{"tilknytning/trivsel"}, Basis::source});
            if (i < 2) actor.topics.push_back({{"videreuddannelse/amu"}, Basis::source});
            network.actors.push_back(actor);
        }
    }

    std::pair<Case, Need> ask(const char* topic) {
        Case file = open_case(++cases);
        change.insert(file);
        Need wanted = need(file.id, topic);
        change.insert(wanted);
        return {file, wanted};
    }

    Draw draw(const char* topic) {
        const auto [file, wanted] = ask(topic);
        return draw_for(change, network, file, wanted, day("2026-11-23"));
    }

    /// What the actors have, the running ledger and the one made from the draws alike.
    std::vector<LedgerEntry> ledger() {
        const auto running = read_ledger(*db);
        const auto replayed = replay_draws(*db);
        CHECK(replayed.ledger == running);
        CHECK(replayed.wrong.empty());
        Credit sum;
        for (const auto& entry : running) sum += entry.difference();
        CHECK(sum == Credit{});
        return running;
    }
};

std::string names(const std::vector<DrawPlace>& places, bool proposed_only) {
    std::string all;
    for (const auto& place : places)
        if (place.proposed || !proposed_only) all += (all.empty() ? "" : " ") + place.actor.text;
    return all;
}

}  // namespace

TEST_CASE("a draw is read back as it was stored", "[ledger]") {
    World world;
    world.draw("rekruttering/faglaert");
    const auto [file, wanted] = world.ask("tilknytning/trivsel");
    const Draw made = draw_for(world.change, world.network, file, wanted, day("2026-11-23"));

    CHECK(made.places.size() == 11);
    CHECK(made.proposals == 3);
    CHECK(made.case_ref == "NAE-26-0002");
    CHECK(current_draw(*world.db, wanted.id) == made);
    CHECK(newest_draw(*world.db) == made.id);
    CHECK(current_draw(*world.db, {99}) == std::nullopt);
}

TEST_CASE("a need that is asked for again has the same draw and costs nobody anything", "[ledger]") {
    World world;
    const auto [file, wanted] = world.ask("rekruttering/faglaert");
    const Draw first = draw_for(world.change, world.network, file, wanted, day("2026-11-23"));
    const auto before = world.ledger();

    CHECK(draw_for(world.change, world.network, file, wanted, day("2027-11-23")) == first);
    CHECK(world.ledger() == before);
}

TEST_CASE("a draw credits all that are eligible and proposes the first", "[ledger]") {
    World world;
    const Draw draw = world.draw("videreuddannelse/amu");

    std::vector<LedgerEntry> expected{{{"actor0"}, Credit::whole(1), 1}, {{"actor1"}, Credit::whole(1), 1}};
    CHECK(world.ledger() == expected);
    CHECK(draw.proposals == 2);

    const Draw larger = world.draw("rekruttering/faglaert");
    CHECK(larger.places.size() == 9);
    for (const auto& place : larger.places) CHECK(place.proposed == (place.place <= 3));
    for (const auto& entry : world.ledger()) {
        if (entry.actor == ActorId{"actor0"}) continue;
        const bool proposed =
            (" " + names(larger.places, true) + " ").find(" " + entry.actor.text + " ") != std::string::npos;
        const bool before = entry.actor == ActorId{"actor1"};
        CHECK(entry == LedgerEntry{entry.actor, Credit::share(3, 9) + Credit::whole(before ? 1 : 0),
                                   (proposed ? 1 : 0) + (before ? 1 : 0)});
    }
}

TEST_CASE("one more proposal goes to the next place and credits all", "[ledger]") {
    World world;
    const auto [file, wanted] = world.ask("rekruttering/faglaert");
    const Draw draw = draw_for(world.change, world.network, file, wanted, day("2026-11-23"));

    const auto extra = propose_next(world.change, draw, {draw.places[3].actor}, day("2026-11-24"));

    DrawPlace expected = draw.places[4];
    expected.proposed = true;
    CHECK(extra == expected);
    Draw now = draw;
    now.places[4].proposed = true;
    CHECK(current_draw(*world.db, wanted.id) == now);
    for (const auto& entry : world.ledger()) CHECK(entry.credit == Credit::share(4, 9));
}

TEST_CASE("an extra proposal is read back as it was stored, once a place", "[ledger]") {
    World world;
    const Draw draw = world.draw("rekruttering/faglaert");
    ExtraProposal extra{{}, "", draw.id, 5, draw.id, day("2026-11-24"), morning()};
    world.change.insert(extra);

    const auto stored = read_one<ExtraProposal>(*world.db, "SELECT * FROM extra_proposal", {}).value();
    CHECK(stored.id == extra.id);
    CHECK(Stored<ExtraProposal>::fields(stored) == Stored<ExtraProposal>::fields(extra));
    ExtraProposal twice{{}, "", draw.id, 5, draw.id, day("2026-11-24"), morning()};
    CHECK(fault_of([&] { world.change.insert(twice); }).kind == ErrorKind::storage);
}

TEST_CASE("when all are used up nobody more is proposed", "[ledger]") {
    World world;
    const auto [file, wanted] = world.ask("videreuddannelse/amu");
    const Draw draw = draw_for(world.change, world.network, file, wanted, day("2026-11-23"));
    const auto before = world.ledger();

    CHECK(propose_next(world.change, draw, {}, day("2026-11-24")) == std::nullopt);
    CHECK(world.ledger() == before);
}

TEST_CASE("with no eligible actor nothing is stored", "[ledger]") {
    World world;
    const Draw draw = world.draw("studerende/studiejob");

    CHECK(draw.places.empty());
    CHECK(draw.id == DrawId{});
    CHECK(world.ledger().empty());
    CHECK(newest_draw(*world.db) == DrawId{});
}

TEST_CASE("the running ledger is that of the draws after any of them", "[ledger]") {
    World world;
    std::mt19937 random{2026};
    const std::vector<const char*> topics{"rekruttering/faglaert", "tilknytning/trivsel",
                                          "videreuddannelse/amu", "rekruttering", "studerende/studiejob"};
    std::vector<std::pair<Case, Need>> asked;
    int extras = 0;
    int again = 0;

    world.db->transaction([&] {
        for (int round = 0; round < 150; ++round) {
            const int what = asked.empty() ? 0 : std::uniform_int_distribution<int>{0, 9}(random);
            if (what < 5) {
                asked.push_back(world.ask(
                    topics[std::uniform_int_distribution<std::size_t>{0, topics.size() - 1}(random)]));
                draw_for(world.change, world.network, asked.back().first, asked.back().second,
                         day("2026-11-23"));
                continue;
            }
            const auto& [file, wanted] =
                asked[std::uniform_int_distribution<std::size_t>{0, asked.size() - 1}(random)];
            const auto draw = current_draw(*world.db, wanted.id);
            if (what < 7 && draw) {
                draw_again(world.change, world.network, file, wanted, day("2026-11-24"), "urgent");
                ++again;
            } else if (draw && propose_next(world.change, *draw, {}, day("2026-11-24"))) {
                ++extras;
            }
            if (round % 10 == 0) world.ledger();
        }
    });

    CHECK(extras > 10);
    CHECK(again > 10);
    CHECK(world.ledger().size() == 14);
}

TEST_CASE("a draw made again counts beside the first", "[ledger]") {
    World world;
    const auto [file, wanted] = world.ask("videreuddannelse/amu");
    draw_for(world.change, world.network, file, wanted, day("2026-11-23"));
    const Draw second = draw_again(world.change, world.network, file, wanted, day("2026-11-24"), "conflict");

    CHECK(second.round == 2);
    CHECK(second.reason == "conflict");
    CHECK(current_draw(*world.db, wanted.id) == second);
    CHECK(world.ledger() ==
          std::vector<LedgerEntry>{{{"actor0"}, Credit::whole(2), 2}, {{"actor1"}, Credit::whole(2), 2}});
}

TEST_CASE("a ledger that was meddled with differs from the draws", "[ledger]") {
    World world;
    world.draw("rekruttering/faglaert");

    world.db->query("UPDATE ledger SET proposals = proposals + 1 WHERE actor = 'actor1'");
    CHECK(replay_draws(*world.db).ledger != read_ledger(*world.db));
    world.db->query("UPDATE ledger SET credit = 'x' WHERE actor = 'actor1'");
    CHECK(fault_of([&] { read_ledger(*world.db); }) ==
          Fault{ErrorKind::storage, "the register is damaged: a credit is no number; see aka data check"});
}
