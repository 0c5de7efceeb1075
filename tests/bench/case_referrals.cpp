#include <algorithm>

#include "aka/service/draws.hpp"
#include "case_lives.hpp"

namespace aka::bench {
namespace {

bool may_share(const CaseFile& whole, Date day) {
    const Consent* consent = last_consent(whole.consents, {});
    return consent != nullptr && consent->scope != Scope::none && !consent->withdrawn_on &&
           (!consent->until || *consent->until >= day);
}

bool contains(const std::vector<ActorId>& actors, const ActorId& actor) {
    return std::find(actors.begin(), actors.end(), actor) != actors.end();
}

}  // namespace

void CaseLives::plan_referrals(const Tale& tale, const CaseFile& whole) {
    for (const auto& need : whole.needs) {
        if (chance_.percent(10)) continue;  // advice was enough
        const int first = chance_.between(0, 3);
        const int actors = chance_.pick<int>({{1, 72}, {2, 23}, {3, 5}});
        for (int i = 0; i < actors; ++i)
            plan(first, [this, tale, topic = need.topic] { refer(tale, topic); });
    }
}

std::vector<ActorId> CaseLives::choose_outside(const Draw& draw, const std::vector<ActorId>& free) {
    std::vector<ActorId> outside;
    for (const auto& place : draw.places)
        if (!place.proposed && contains(free, place.actor)) outside.push_back(place.actor);
    if (outside.empty()) return {};
    return {chance_.one_of(outside)};
}

void CaseLives::refer(const Tale& tale, const TopicId& topic) {
    constexpr std::size_t most = 3;
    const Desk& desk = sit_down(*tale);
    const CaseFile whole = read(desk, *tale);
    const Need* need = find_open(whole, topic);
    if (need == nullptr || !may_share(whole, today_)) return;
    const auto before = referrals_for(whole, *need);
    if (before.size() >= most) return;
    const Draw draw = Referrals{desk}.suggest(whole.file, *need);
    const Directory directory = desk.directory();
    std::vector<ActorId> free;
    for (const auto& place : draw.places) {
        const Actor* actor = network_.find(place.actor);
        const bool asked = std::any_of(before.begin(), before.end(), [&](const Referral* referral) {
            return referral->actor == place.actor;
        });
        if (!asked && actor != nullptr &&
            directory.is_eligible(*actor, criteria_of(whole.file, *need, today_)))
            free.push_back(place.actor);
    }
    if (free.empty()) return;
    Sending sending;
    if (chance_.percent(17)) sending.actors = choose_outside(draw, free);
    if (!sending.actors.empty())
        sending.reason = chance_.pick<ChoiceReason>({{ChoiceReason::company_wish, 45},
                                                     {ChoiceReason::prior_relation, 30},
                                                     {ChoiceReason::urgent, 10},
                                                     {ChoiceReason::language, 8},
                                                     {ChoiceReason::conflict, 4},
                                                     {ChoiceReason::only_one, 3}});
    if (chance_.percent(6)) sending.deadline = network_.calendar.add_working_days(today_, 10);
    const auto sent = Referrals{desk}.send(whole.file, *need, sending);
    plan_answer(tale, sent.front(), topic);
}

void CaseLives::plan_answer(const Tale& tale, const Sent& sent, const TopicId& topic) {
    const std::string ref = sent.ref.text();
    enum class Speed { soon, in_time, late, never };
    int days = 0;
    switch (chance_.pick<Speed>(
        {{Speed::soon, 48}, {Speed::in_time, 30}, {Speed::late, 11}, {Speed::never, 11}})) {
        case Speed::soon:
            days = chance_.between(0, 2);
            break;
        case Speed::in_time:
            days = chance_.between(3, 5);
            break;
        case Speed::late:
            days = chance_.between(6, 9);
            break;
        case Speed::never:
            if (chance_.percent(35)) return;  // nobody notices
            return plan_on(network_.calendar.add_working_days(sent.referral.deadline, chance_.between(1, 6)),
                           [this, tale, ref, topic] { go_without_answer(tale, ref, topic); });
    }
    plan(days, [this, tale, ref, topic] { answer(tale, ref, topic); });
}

void CaseLives::answer(const Tale& tale, const std::string& ref, const TopicId& topic) {
    using State = ReferralState;
    const Desk& desk = sit_down(*tale);
    const Referrals referrals{desk};
    const ReferralFile file = referrals.find(ref, ForWhat::writing);
    if (file.referral.ended()) return;
    const State next =
        file.referral.state == State::sent ? chance_.pick<State>({{State::accepted, 47},
                                                                  {State::active, 17},
                                                                  {State::declined, 24},
                                                                  {State::done, 6},
                                                                  {State::cancelled, 5},
                                                                  {State::error, 1}})
        : file.referral.state == State::accepted
            ? chance_.pick<State>(
                  {{State::active, 80}, {State::declined, 8}, {State::cancelled, 6}, {State::done, 6}})
            : chance_.pick<State>({{State::done, 90}, {State::declined, 4}, {State::cancelled, 6}});
    if (next == State::done) return finish(desk, file);
    Answer answer{next, std::nullopt, std::nullopt, today_};
    // Written down a day later than it happened.
    if (chance_.percent(10))
        answer.on = std::max(file.steps.back().on, network_.calendar.add_working_days(today_, -1));
    if (next == State::declined)
        answer.reason = chance_.pick<RefusalReason>({{RefusalReason::no_capacity, 30},
                                                     {RefusalReason::no_candidates, 38},
                                                     {RefusalReason::not_eligible, 12},
                                                     {RefusalReason::wrong_topic, 12},
                                                     {RefusalReason::other, 8}});
    if (next == State::cancelled)
        answer.reason = chance_.pick<RefusalReason>(
            {{RefusalReason::changed_mind, 70}, {RefusalReason::unreachable, 30}});
    referrals.update(file, answer);
    const auto go_on = [this, tale, ref, topic] { this->answer(tale, ref, topic); };
    if (next == State::accepted) plan(chance_.between(2, 8), go_on);
    if (next == State::active) plan(chance_.between(5, 25), go_on);
    if (next == State::declined && chance_.percent(75))
        plan(chance_.between(0, 3), [this, tale, topic] { refer(tale, topic); });
}

void CaseLives::go_without_answer(const Tale& tale, const std::string& ref, const TopicId& topic) {
    const Desk& desk = sit_down(*tale);
    const Referrals referrals{desk};
    const ReferralFile file = referrals.find(ref, ForWhat::writing);
    if (!file.referral.waiting()) return;
    referrals.update(file, {ReferralState::no_answer, std::nullopt, std::nullopt, today_});
    if (chance_.percent(60)) refer(tale, topic);
}

void CaseLives::finish(const Desk& desk, const ReferralFile& file) {
    const auto outcome = chance_.pick<ReferralOutcome>(
        {{ReferralOutcome::helped, 64}, {ReferralOutcome::partly, 18}, {ReferralOutcome::not_helped, 18}});
    const auto& needs = file.case_file.needs;
    const auto need = std::find_if(needs.begin(), needs.end(),
                                   [&](const Need& one) { return one.id == file.referral.need; });
    std::optional<int> hires;
    if (need != needs.end() && need->positions && is_recruitment(need->topic)) {
        int left = *need->positions;
        for (const auto* referral : referrals_for(file.case_file, *need)) left -= referral->hires.value_or(0);
        hires = outcome == ReferralOutcome::not_helped || left < 1 ? 0 : chance_.between(1, left);
    }
    Referrals{desk}.finish(file, outcome, hires, today_);
}

/// Before a need is closed, the consultant asks how its referrals went; some are left as they are.
void CaseLives::end_referrals(const Desk& desk, const CaseFile& whole, const Need& need) {
    const Referrals referrals{desk};
    for (const auto* referral : referrals_for(whole, need)) {
        if (referral->ended() || chance_.percent(15)) continue;
        const ReferralFile file =
            referrals.find(ReferralRef{whole.file.ref, referral->number}.text(), ForWhat::writing);
        if (!referral->waiting())
            finish(desk, file);
        else if (referral->deadline < today_)
            referrals.update(file, {ReferralState::no_answer, std::nullopt, std::nullopt, today_});
        else
            referrals.update(file, {ReferralState::cancelled, Party::us, std::nullopt, today_});
    }
}

}  // namespace aka::bench
