#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <vector>

#include "aka/model/referral.hpp"
#include "fault.hpp"

using namespace aka;

namespace {

using State = ReferralState;

Date day(const char* iso) {
    return parse_iso_date(iso).value();
}

const ReferralRef ref{{"NAE", 2026, 143}, 2};

/// Sent on 2 November, to be answered by the 9th.
Referral referral(State state) {
    Referral made;
    made.id = {5};
    made.actor = {"zbc"};
    made.actor_name = "ZBC";
    made.number = 2;
    made.sent_on = day("2026-11-02");
    made.deadline = day("2026-11-09");
    made.state = state;
    if (state == State::accepted || state == State::active || state == State::done ||
        state == State::declined)
        made.answered_on = day("2026-11-04");
    if (state != State::sent && state != State::accepted && state != State::active)
        made.ended_on = day("2026-11-05");
    return made;
}

Answer answer(State state, std::optional<Party> by = {}, const char* on = "2026-11-10") {
    return {state, by, state == State::declined ? std::optional{RefusalReason::no_capacity} : std::nullopt,
            day(on)};
}

Fault fault_of_answer(State from, const Answer& said) {
    return fault_of([&] { update_referral(referral(from), ref, said); });
}

Referral ended(State state, std::optional<RefusalReason> reason = {}) {
    Referral made = referral(state);
    made.reason = reason;
    return made;
}

constexpr std::array states{State::sent,     State::accepted,  State::active,    State::done,
                            State::declined, State::cancelled, State::no_answer, State::error};
constexpr std::array parties{Party::actor, Party::company, Party::us};

}  // namespace

TEST_CASE("every step between two states is legal for those who may take it and for nobody else", "[refer]") {
    // From the row's state to the column's: a the actor, c the company, u us.
    using Row = std::array<const char*, 8>;
    constexpr std::array<Row, 8> table{{
        // sent accepted active done  declined cancelled no-answer error
        {"", "a", "a", "ac", "a", "cu", "u", "u"},  // sent
        {"", "", "a", "ac", "a", "cu", "", "u"},    // accepted
        {"", "", "", "ac", "a", "cu", "", "u"},     // active
        {"", "", "", "", "", "", "", ""},           // done
        {"", "", "", "", "", "", "", ""},           // declined
        {"", "", "", "", "", "", "", ""},           // cancelled
        {"", "", "", "", "", "", "", ""},           // no-answer
        {"", "", "", "", "", "", "", ""},           // error
    }};

    for (std::size_t from = 0; from < states.size(); ++from) {
        for (std::size_t to = 0; to < states.size(); ++to) {
            for (std::size_t by = 0; by < parties.size(); ++by) {
                INFO(code(states.at(from))
                     << " to " << code(states.at(to)) << " by " << code(parties.at(by)));
                const bool legal =
                    std::string_view{table.at(from).at(to)}.find("acu"[by]) != std::string_view::npos;
                const Fault fault = fault_of_answer(states.at(from), answer(states.at(to), parties.at(by)));

                CHECK(fault.kind == (legal ? std::nullopt : std::optional{ErrorKind::refused}));
            }
        }
    }
}

TEST_CASE("an answer of the actor is dated once", "[refer]") {
    Referral accepted = referral(State::sent);
    accepted.state = State::accepted;
    accepted.answered_on = day("2026-11-10");
    Referral active = accepted;
    active.state = State::active;

    CHECK(update_referral(referral(State::sent), ref, answer(State::accepted)) == accepted);
    CHECK(update_referral(accepted, ref, answer(State::active, Party::actor, "2026-11-12")) == active);
}

TEST_CASE("a refusal keeps its reason and ends the referral", "[refer]") {
    Referral declined = referral(State::sent);
    declined.state = State::declined;
    declined.reason = RefusalReason::no_capacity;
    declined.answered_on = declined.ended_on = day("2026-11-10");

    CHECK(update_referral(referral(State::sent), ref, answer(State::declined)) == declined);
}

TEST_CASE("a refusal wants a reason", "[refer]") {
    CHECK(fault_of_answer(State::sent, {State::declined, {}, {}, day("2026-11-10")}) ==
          Fault{ErrorKind::usage,
                "say why NAE-26-0143.2 was declined: --reason "
                "no-capacity|no-candidates|not-eligible|wrong-topic|unreachable|changed-mind|other"});
}

TEST_CASE("cancelled, no answer and error end a referral without an answer of the actor", "[refer]") {
    for (const auto state : {State::cancelled, State::no_answer, State::error}) {
        Referral expected = referral(State::sent);
        expected.state = state;
        expected.ended_on = day("2026-11-10");

        CHECK(update_referral(referral(State::sent), ref, answer(state)) == expected);
    }
}

TEST_CASE("who usually says so need not be named", "[refer]") {
    CHECK(usual_party(State::accepted) == Party::actor);
    CHECK(usual_party(State::active) == Party::actor);
    CHECK(usual_party(State::declined) == Party::actor);
    CHECK(usual_party(State::done) == Party::actor);
    CHECK(usual_party(State::cancelled) == Party::company);
    CHECK(usual_party(State::no_answer) == Party::us);
    CHECK(usual_party(State::error) == Party::us);
    CHECK(usual_party(State::sent) == Party::us);
}

TEST_CASE("no answer is recorded after the deadline, not on it", "[refer]") {
    const Fault early{
        ErrorKind::refused,
        "NAE-26-0143.2 may be answered until 2026-11-09; no-answer can be recorded after that day"};

    CHECK(fault_of_answer(State::sent, answer(State::no_answer, {}, "2026-11-08")) == early);
    CHECK(fault_of_answer(State::sent, answer(State::no_answer, {}, "2026-11-09")) == early);
    CHECK(fault_of_answer(State::sent, answer(State::no_answer, {}, "2026-11-10")) == Fault{});
}

TEST_CASE("an answer may come late, but not before the referral", "[refer]") {
    const Fault before{ErrorKind::refused,
                       "NAE-26-0143.2 was sent on 2026-11-02; nothing can have happened before"};

    CHECK(fault_of_answer(State::sent, answer(State::accepted, {}, "2027-01-04")) == Fault{});
    CHECK(fault_of_answer(State::sent, answer(State::accepted, {}, "2026-11-02")) == Fault{});
    CHECK(fault_of_answer(State::sent, answer(State::accepted, {}, "2026-11-01")) == before);
    CHECK(fault_of([] {
              finish_referral(referral(State::active), ref, ReferralOutcome::helped, {}, day("2026-11-01"));
          }) == before);
}

TEST_CASE("what follows an answer is not older than it", "[refer]") {
    const Fault older{ErrorKind::refused,
                      "NAE-26-0143.2 was answered on 2026-11-04; what followed cannot be older"};

    CHECK(fault_of_answer(State::accepted, answer(State::active, {}, "2026-11-04")) == Fault{});
    CHECK(fault_of_answer(State::accepted, answer(State::active, {}, "2026-11-03")) == older);
    CHECK(fault_of([] {
              finish_referral(referral(State::active), ref, ReferralOutcome::helped, {}, day("2026-11-03"));
          }) == older);
}

TEST_CASE("an illegal step is answered with the legal ones", "[refer]") {
    CHECK(fault_of_answer(State::accepted, answer(State::no_answer)) ==
          Fault{ErrorKind::refused,
                "NAE-26-0143.2 is accepted and cannot become no-answer; possible: active, done, declined, "
                "cancelled, error"});
    CHECK(fault_of_answer(State::active, answer(State::accepted)) ==
          Fault{ErrorKind::refused,
                "NAE-26-0143.2 is active and cannot become accepted; possible: done, declined, cancelled, "
                "error"});
    CHECK(fault_of_answer(State::declined, answer(State::accepted)) ==
          Fault{ErrorKind::refused,
                "NAE-26-0143.2 ended as declined on 2026-11-05; send a new referral instead"});
}

TEST_CASE("a step of another party is answered with those who may", "[refer]") {
    CHECK(fault_of_answer(State::sent, answer(State::accepted, Party::company)) ==
          Fault{ErrorKind::refused, "NAE-26-0143.2: accepted is not for company to say, but for actor"});
    CHECK(fault_of_answer(State::sent, answer(State::cancelled, Party::actor)) ==
          Fault{ErrorKind::refused, "NAE-26-0143.2: cancelled is not for actor to say, but for company, us"});
}

TEST_CASE("a referral is finished from any state that has not ended", "[refer]") {
    for (const auto state : states) {
        INFO(code(state));
        const bool open = state == State::sent || state == State::accepted || state == State::active;
        const Fault fault = fault_of(
            [&] { finish_referral(referral(state), ref, ReferralOutcome::partly, 1, day("2026-11-10")); });

        CHECK(fault == (open
                            ? Fault{}
                            : Fault{ErrorKind::refused, "NAE-26-0143.2 ended as " + std::string{code(state)} +
                                                            " on 2026-11-05; send a new referral instead"}));
    }
}

TEST_CASE("an outcome is an answer when there was none", "[refer]") {
    Referral expected = referral(State::sent);
    expected.state = State::done;
    expected.answered_on = expected.ended_on = day("2026-11-10");
    expected.outcome = ReferralOutcome::helped;
    expected.hires = 2;
    CHECK(finish_referral(referral(State::sent), ref, ReferralOutcome::helped, 2, day("2026-11-10")) ==
          expected);

    expected.answered_on = day("2026-11-04");
    expected.hires.reset();
    CHECK(finish_referral(referral(State::active), ref, ReferralOutcome::helped, {}, day("2026-11-10")) ==
          expected);
}

TEST_CASE("the ends of the referrals suggest why a need stayed unmet", "[refer]") {
    const Referral full = ended(State::declined, RefusalReason::no_capacity);
    const Referral nobody = ended(State::declined, RefusalReason::no_candidates);
    const Referral unfit = ended(State::declined, RefusalReason::not_eligible);
    const Referral misplaced = ended(State::declined, RefusalReason::wrong_topic);
    const Referral unwilling = ended(State::declined, RefusalReason::other);
    const Referral silent = ended(State::no_answer);

    CHECK(suggested_cause({full}, 5, 0) == Cause::no_capacity);
    CHECK(suggested_cause({nobody}, 5, 0) == Cause::no_capacity);
    CHECK(suggested_cause({unfit}, 5, 0) == Cause::not_eligible);
    CHECK(suggested_cause({misplaced}, 5, 0) == Cause::not_eligible);
    CHECK(suggested_cause({unwilling}, 5, 0) == Cause::declined);
    CHECK(suggested_cause({ended(State::declined, RefusalReason::unreachable)}, 5, 0) == Cause::declined);
    CHECK(suggested_cause({ended(State::declined, RefusalReason::changed_mind)}, 5, 0) == Cause::declined);
    CHECK(suggested_cause({silent}, 5, 0) == Cause::no_answer);
    CHECK(suggested_cause({referral(State::sent)}, 5, 0) == Cause::no_answer);
    CHECK(suggested_cause({silent, full, nobody}, 5, 0) == Cause::no_capacity);
    CHECK(suggested_cause({full, silent, referral(State::sent)}, 5, 0) == Cause::no_answer);
    CHECK(suggested_cause({silent, full}, 5, 0) == Cause::no_capacity);
}

TEST_CASE("without referrals a cause is suggested only where no actor exists", "[refer]") {
    CHECK(suggested_cause({}, 0, 0) == Cause::no_actor);
    CHECK(suggested_cause({}, 0, 2) == Cause::no_capacity);
    CHECK(suggested_cause({}, 3, 0) == std::nullopt);
    for (const auto state : {State::accepted, State::active, State::done, State::cancelled, State::error})
        CHECK(suggested_cause({referral(state)}, 3, 0) == std::nullopt);
}
