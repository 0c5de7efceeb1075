#include "aka/model/referral.hpp"

#include <algorithm>
#include <map>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

using State = ReferralState;

std::vector<State> legal_steps(State from) {
    switch (from) {
        case State::sent:
            return {State::accepted,  State::active,    State::done, State::declined,
                    State::cancelled, State::no_answer, State::error};
        case State::accepted:
            return {State::active, State::done, State::declined, State::cancelled, State::error};
        case State::active:
            return {State::done, State::declined, State::cancelled, State::error};
        default:
            return {};
    }
}

std::vector<Party> parties(State to) {
    switch (to) {
        case State::accepted:
        case State::active:
        case State::declined:
            return {Party::actor};
        case State::done:
            return {Party::actor, Party::company};
        case State::cancelled:
            return {Party::company, Party::us};
        default:
            return {Party::us};
    }
}

bool is_end(State state) {
    return legal_steps(state).empty();
}

bool is_answer(State state) {
    return state == State::accepted || state == State::active || state == State::declined ||
           state == State::done;
}

template <class Enum>
std::string join_codes(const std::vector<Enum>& values) {
    std::string text;
    for (const auto value : values) text += (text.empty() ? "" : ", ") + std::string{code(value)};
    return text;
}

void require_legal(const Referral& referral, const ReferralRef& ref, State to) {
    const auto legal = legal_steps(referral.state);
    if (std::find(legal.begin(), legal.end(), to) != legal.end()) return;
    if (legal.empty())
        throw Error{
            ErrorKind::refused,
            tr("{ref} ended as {state} on {day}; send a new referral instead", fmt::arg("ref", ref.text()),
               fmt::arg("state", code(referral.state)), fmt::arg("day", to_iso(referral.ended_on)))};
    throw Error{ErrorKind::refused, tr("{ref} is {state} and cannot become {to}; possible: {legal}",
                                       fmt::arg("ref", ref.text()), fmt::arg("state", code(referral.state)),
                                       fmt::arg("to", code(to)), fmt::arg("legal", join_codes(legal)))};
}

void require_party(const ReferralRef& ref, State to, Party by) {
    const auto allowed = parties(to);
    if (std::find(allowed.begin(), allowed.end(), by) != allowed.end()) return;
    throw Error{ErrorKind::refused,
                tr("{ref}: {state} is not for {party} to say, but for {allowed}", fmt::arg("ref", ref.text()),
                   fmt::arg("state", code(to)), fmt::arg("party", code(by)),
                   fmt::arg("allowed", join_codes(allowed)))};
}

void require_time(const Referral& referral, const ReferralRef& ref, State to, Date on) {
    if (on < referral.sent_on)
        throw Error{ErrorKind::refused,
                    tr("{ref} was sent on {sent}; nothing can have happened before",
                       fmt::arg("ref", ref.text()), fmt::arg("sent", to_iso(referral.sent_on)))};
    if (referral.answered_on && on < *referral.answered_on)
        throw Error{ErrorKind::refused,
                    tr("{ref} was answered on {answered}; what followed cannot be older",
                       fmt::arg("ref", ref.text()), fmt::arg("answered", to_iso(referral.answered_on)))};
    if (to == State::no_answer && on <= referral.deadline)
        throw Error{ErrorKind::refused,
                    tr("{ref} may be answered until {deadline}; no-answer can be recorded after that day",
                       fmt::arg("ref", ref.text()), fmt::arg("deadline", to_iso(referral.deadline)))};
}

Referral step(Referral referral, State to, Date on) {
    referral.state = to;
    if (is_answer(to) && !referral.answered_on) referral.answered_on = on;
    if (is_end(to)) referral.ended_on = on;
    return referral;
}

}  // namespace

Party usual_party(ReferralState state) {
    return parties(state).front();
}

Referral update_referral(Referral referral, const ReferralRef& ref, const Answer& answer) {
    require_legal(referral, ref, answer.state);
    require_party(ref, answer.state, answer.by.value_or(usual_party(answer.state)));
    require_time(referral, ref, answer.state, answer.on);
    if (answer.state == State::declined && !answer.reason)
        throw Error{ErrorKind::usage,
                    tr("say why {ref} was declined: --reason {codes}", fmt::arg("ref", ref.text()),
                       fmt::arg("codes", code_list<RefusalReason>()))};
    referral = step(std::move(referral), answer.state, answer.on);
    referral.reason = answer.reason;
    return referral;
}

Referral finish_referral(Referral referral, const ReferralRef& ref, ReferralOutcome outcome,
                         std::optional<int> hires, Date day) {
    require_legal(referral, ref, State::done);
    require_time(referral, ref, State::done, day);
    if (outcome == ReferralOutcome::not_helped && hires.value_or(0) > 0)
        throw Error{ErrorKind::usage, tr("{ref}: who hires was helped: --outcome helped or partly",
                                         fmt::arg("ref", ref.text()))};
    referral = step(std::move(referral), State::done, day);
    referral.outcome = outcome;
    referral.hires = hires;
    return referral;
}

std::optional<Cause> suggested_cause(const std::vector<Referral>& of_the_need, int eligible, int closed) {
    if (of_the_need.empty() && eligible == 0) return closed == 0 ? Cause::no_actor : Cause::no_capacity;
    std::map<Cause, int> votes;
    for (const auto& referral : of_the_need) {
        if (referral.state == State::sent || referral.state == State::no_answer) ++votes[Cause::no_answer];
        if (referral.state != State::declined) continue;
        if (referral.reason == RefusalReason::no_capacity || referral.reason == RefusalReason::no_candidates)
            ++votes[Cause::no_capacity];
        else if (referral.reason == RefusalReason::not_eligible ||
                 referral.reason == RefusalReason::wrong_topic)
            ++votes[Cause::not_eligible];
        else
            ++votes[Cause::declined];
    }
    if (votes.empty()) return std::nullopt;
    return std::max_element(votes.begin(), votes.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

}  // namespace aka
