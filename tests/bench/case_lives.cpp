#include "case_lives.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "aka/service/draws.hpp"

namespace aka::bench {
namespace {

struct Share {
    std::string_view municipality;
    int percent;
};
constexpr std::array shares{Share{"naestved", 22},   Share{"roskilde", 20}, Share{"holbaek", 17},
                            Share{"kalundborg", 12}, Share{"ringsted", 11}, Share{"frederikssund", 9},
                            Share{"faxe", 5},        Share{"stevns", 4}};
constexpr int usual_share = 8;
constexpr int share_of_two = 8;  // from there on an office has two consultants

int share_of(const MunicipalityId& municipality) {
    for (const auto& known : shares)
        if (known.municipality == municipality.text) return known.percent;
    return usual_share;
}

std::vector<std::string> consultants_of(std::size_t office, int share) {
    constexpr std::array<const char*, 16> initials{"MK", "LH", "JP", "SB", "KT", "AN", "RD", "HV",
                                                   "EM", "BS", "TL", "NF", "GJ", "PW", "CK", "OV"};
    std::vector<std::string> consultants{initials.at(office * 2 % initials.size())};
    if (share >= share_of_two) consultants.emplace_back(initials.at((office * 2 + 1) % initials.size()));
    return consultants;
}

const Need* find_open(const CaseFile& whole, const TopicId& topic) {
    const auto found = std::find_if(whole.needs.begin(), whole.needs.end(),
                                    [&](const Need& need) { return need.open() && need.topic == topic; });
    return found == whole.needs.end() ? nullptr : &*found;
}

std::vector<const Referral*> referrals_for(const CaseFile& whole, const Need& need) {
    std::vector<const Referral*> found;
    for (const auto& referral : whole.referrals)
        if (referral.need == need.id) found.push_back(&referral);
    return found;
}

bool may_share(const CaseFile& whole, Date day) {
    const Consent* consent = last_consent(whole.consents, {});
    return consent != nullptr && consent->scope != Scope::none && !consent->withdrawn_on &&
           (!consent->until || *consent->until >= day);
}

bool contains(const std::vector<ActorId>& actors, const ActorId& actor) {
    return std::find(actors.begin(), actors.end(), actor) != actors.end();
}

}  // namespace

CaseLives::CaseLives(SqliteRegister& db, const Network& network, Chance& chance, Date until)
    : db_(db), network_(network), chance_(chance), invent_(network, chance), until_(until) {
    for (const auto& municipality : network.municipalities) {
        const int share = share_of(municipality.id);
        auto consultants = consultants_of(offices_.size(), share);
        offices_.push_back({{db,
                             network,
                             municipality.id,
                             false,
                             {"", "demo"},
                             {},
                             false,
                             [this] { return next_moment(); },
                             false},
                            std::move(consultants),
                            {}});
        shares_.push_back(share);
    }
}

void CaseLives::begin_day(Date day) {
    today_ = day;
    moments_ = 0;
    for (auto& office : offices_) office.desk.today = day;
}

Instant CaseLives::next_moment() {
    using namespace std::chrono;
    constexpr hours opening{9};
    constexpr seconds between{20};
    constexpr seconds longest = hours{8};  // however much there is to do, the day is over then
    return Instant{today_} + opening + std::min(between * ++moments_, longest);
}

void CaseLives::plan_on(Date day, std::function<void()> step) {
    if (day <= until_) agenda_[std::max(day, today_)].push_back(std::move(step));
}

void CaseLives::plan(int working_days, std::function<void()> step) {
    plan_on(network_.calendar.add_working_days(today_, working_days), std::move(step));
}

void CaseLives::do_what_is_due() {
    while (!agenda_.empty() && agenda_.begin()->first <= today_) {
        auto& due = agenda_.begin()->second;
        if (due.empty()) {
            agenda_.erase(agenda_.begin());
            continue;
        }
        const auto step = std::move(due.front());  // it may plan more for today
        due.pop_front();
        step();
    }
}

const Desk& CaseLives::sit_down(const Story& story) {
    Desk& desk = story.office->desk;
    desk.author.who = chance_.percent(90) ? story.consultant : chance_.one_of(story.office->consultants);
    return desk;
}

CaseFile CaseLives::read(const Desk& desk, const Story& story) const {
    return Cases{desk}.read(find_case(desk, story.ref, ForWhat::writing));
}

// -- an enquiry and what it sets going --

BusinessFacts CaseLives::visitor(Office& office) {
    if (!office.businesses.empty() && !chance_.percent(33))
        return invent_.come_again(chance_.one_of(office.businesses));
    office.businesses.push_back(invent_.business());
    return office.businesses.back();
}

ConsentFacts CaseLives::invent_consent() {
    ConsentFacts facts;
    facts.scope = chance_.pick<Scope>(
        {{Scope::contact, 58}, {Scope::full, 22}, {Scope::anonymous, 14}, {Scope::none, 6}});
    facts.via =
        chance_.pick<ConsentVia>({{ConsentVia::phone, 60}, {ConsentVia::mail, 32}, {ConsentVia::paper, 8}});
    if (chance_.percent(15)) facts.until = today_ + std::chrono::days{chance_.between(60, 365)};
    return facts;
}

Enquiry CaseLives::invent_enquiry(Office& office) {
    Enquiry enquiry;
    enquiry.business = visitor(office);
    enquiry.needs = invent_.needs();
    enquiry.title = invent_.title(enquiry.needs.front());
    enquiry.text = invent_.text(enquiry.needs.front());
    if (chance_.percent(25)) enquiry.direction = Direction::outreach;
    enquiry.channel =
        enquiry.direction == Direction::outreach
            ? chance_.pick<Channel>({{Channel::phone, 50}, {Channel::meeting, 38}, {Channel::event, 12}})
            : chance_.pick<Channel>({{Channel::phone, 48},
                                     {Channel::mail, 30},
                                     {Channel::web, 12},
                                     {Channel::meeting, 7},
                                     {Channel::event, 3}});
    // Written down a little later; within the month, so that the references of a year stay in order.
    if (chance_.percent(6)) {
        const Date earlier = network_.calendar.add_working_days(today_, -chance_.between(1, 3));
        if (std::chrono::year_month_day{earlier}.month() == std::chrono::year_month_day{today_}.month())
            enquiry.received_on = earlier;
    }
    if (chance_.percent(10))
        enquiry.followup = network_.calendar.add_working_days(today_, chance_.between(1, 15));
    enquiry.without_followup = chance_.percent(3);
    if (chance_.percent(48)) enquiry.consent = invent_consent();
    return enquiry;
}

void CaseLives::enquire() {
    Office& office = offices_[chance_.place(shares_)];
    office.desk.author.who = chance_.one_of(office.consultants);
    const Recorded recorded = Cases{office.desk}.record(invent_enquiry(office));
    const CaseFile& whole = recorded.file;
    const Tale tale =
        std::make_shared<const Story>(Story{&office, whole.file.consultant, whole.file.ref.text()});
    plan_consent(tale, whole);
    plan_talk(tale);
    if (!whole.followups.empty()) plan_followup(tale, whole.followups.front().due);
    // What came lately is not all done with; of the rest, some lie forgotten.
    const bool lately = until_ - today_ < std::chrono::days{180};
    if (!chance_.percent(lately ? 24 : 2)) plan_closing(tale, whole);
}

void CaseLives::plan_consent(const Tale& tale, const CaseFile& whole) {
    if (!whole.consents.empty()) {
        plan_referrals(tale, whole);
        if (whole.consents.front().scope != Scope::none && chance_.percent(1))
            plan(chance_.between(1, 10), [this, tale] {
                const Desk& desk = sit_down(*tale);
                Cases{desk}.withdraw_consent(read(desk, *tale).file);
            });
    } else if (chance_.percent(62)) {
        plan(chance_.between(0, 3), [this, tale] { consent(tale); });
    }
}

void CaseLives::plan_talk(const Tale& tale) {
    const int talks = chance_.pick<int>({{0, 34}, {1, 35}, {2, 20}, {3, 11}});
    for (int i = 0; i < talks; ++i) plan(chance_.between(0, 20), [this, tale] { take_note(tale); });
    if (chance_.percent(8)) plan(chance_.between(1, 12), [this, tale] { edit(tale); });
}

void CaseLives::plan_followup(const Tale& tale, Date due) {
    enum class Punctuality { before, on_time, late, never };
    switch (chance_.pick<Punctuality>({{Punctuality::before, 10},
                                       {Punctuality::on_time, 62},
                                       {Punctuality::late, 17},
                                       {Punctuality::never, 11}})) {
        case Punctuality::before:
            return plan_on(network_.calendar.add_working_days(due, -1), [this, tale] { follow_up(tale); });
        case Punctuality::on_time:
            return plan_on(network_.calendar.add_working_days(due, 0), [this, tale] { follow_up(tale); });
        case Punctuality::late:
            return plan_on(network_.calendar.add_working_days(due, chance_.between(1, 8)),
                           [this, tale] { follow_up(tale); });
        case Punctuality::never:
            return;
    }
}

void CaseLives::plan_closing(const Tale& tale, const CaseFile& whole) {
    for (const auto& need : whole.needs) {
        const int some = chance_.between(4, 42);
        const int other = chance_.between(4, 42);
        // With a referral under way it takes longer.
        plan(whole.consents.empty() ? std::min(some, other) : std::max(some, other),
             [this, tale, topic = need.topic] { close(tale, topic); });
    }
}

// -- what consultants do on the way --

void CaseLives::consent(const Tale& tale) {
    const Desk& desk = sit_down(*tale);
    const CaseFile whole = read(desk, *tale);
    if (whole.file.status == CaseStatus::closed) return;
    Cases{desk}.give_consent(whole.file, invent_consent());
    plan_referrals(tale, whole);
}

void CaseLives::take_note(const Tale& tale) {
    const Desk& desk = sit_down(*tale);
    std::optional<int> minutes;
    if (chance_.percent(65)) minutes = 5 * chance_.between(1, 12);
    Cases{desk}.add_note(find_case(desk, tale->ref, ForWhat::writing), invent_.note(), minutes, today_);
}

void CaseLives::edit(const Tale& tale) {
    const Desk& desk = sit_down(*tale);
    const CaseFile whole = read(desk, *tale);
    const Need* main = find_open(whole, whole.needs.front().topic);
    if (main == nullptr) return;
    CaseEdit edit;
    edit.topic = main->topic;
    const NeedFacts facts{main->topic, main->occupation, main->positions, main->obstacle};
    switch (chance_.between(1, 4)) {
        case 1:
            edit.text = invent_.text(facts);
            break;
        case 2:
            edit.positions = main->positions.value_or(0) + 1;
            break;
        case 3:
            edit.business.size_band = chance_.pick<SizeBand>(
                {{SizeBand::micro, 40}, {SizeBand::small, 40}, {SizeBand::medium, 20}});
            break;
        default:
            edit.obstacle =
                chance_.pick<Obstacle>({{Obstacle::wrong_profile, 60}, {Obstacle::transport, 40}});
            break;
    }
    const Edited edited = Cases{desk}.edit(whole.file, edit);
    if (!edited.stale_draws.empty() && chance_.percent(50))
        Referrals{desk}.suggest_again(edited.file.file, *find_open(edited.file, main->topic),
                                      ChoiceReason::company_wish);
}

void CaseLives::follow_up(const Tale& tale) {
    const Desk& desk = sit_down(*tale);
    const CaseFile whole = read(desk, *tale);
    const Date tomorrow = network_.calendar.add_working_days(today_, 1);
    const bool due =
        std::any_of(whole.followups.begin(), whole.followups.end(),
                    [&](const Followup& followup) { return !followup.done_on && followup.due <= tomorrow; });
    if (!due) return;
    Cases{desk}.finish_followup(whole.file);
    if (chance_.percent(40))
        Cases{desk}.add_note(whole.file, invent_.note(), 5 * chance_.between(1, 4), today_);
    if (whole.file.status == CaseStatus::closed || !chance_.percent(60)) return;
    const Followup next = Cases{desk}.set_followup(
        whole.file, network_.calendar.add_working_days(today_, chance_.between(4, 20)));
    plan_followup(tale, next.due);
}

// -- referrals --

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
    std::vector<ActorId> free;
    for (const auto& place : draw.places) {
        const Actor* actor = network_.find(place.actor);
        const bool asked = std::any_of(before.begin(), before.end(), [&](const Referral* referral) {
            return referral->actor == place.actor;
        });
        if (!asked && actor != nullptr && is_eligible(*actor, criteria_of(whole.file, *need, today_)))
            free.push_back(place.actor);
    }
    if (free.empty()) return;
    Sending sending;
    if (chance_.percent(14)) sending.actors = choose_outside(draw, free);
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

// -- the end of a case --

void CaseLives::close(const Tale& tale, const TopicId& topic) {
    const Desk& desk = sit_down(*tale);
    CaseFile whole = read(desk, *tale);
    const Need* open = find_open(whole, topic);
    if (open == nullptr) return;
    end_referrals(desk, whole, *open);
    whole = read(desk, *tale);
    const Closed closed =
        Cases{desk}.close(whole.file, topic, ending_of(desk, whole, *find_open(whole, topic)));
    if (closed.followup) plan_followup(tale, closed.followup->due);
    if (closed.file.file.status == CaseStatus::closed && chance_.percent(2))
        plan(chance_.between(3, 40), [this, tale] { reopen(tale); });
}

Ending CaseLives::ending_of(const Desk& desk, const CaseFile& whole, const Need& need) {
    using Outcome = NeedOutcome;
    const auto referrals = referrals_for(whole, need);
    const bool helped = std::any_of(referrals.begin(), referrals.end(), [](const Referral* referral) {
        return referral->outcome == ReferralOutcome::helped;
    });
    Ending ending{};
    if (helped)
        ending.outcome = chance_.pick<Outcome>({{Outcome::met, 82}, {Outcome::partly, 18}});
    else if (!referrals.empty())
        ending.outcome = chance_.pick<Outcome>(
            {{Outcome::met, 22}, {Outcome::partly, 23}, {Outcome::unmet, 43}, {Outcome::withdrawn, 12}});
    else
        ending.outcome = chance_.pick<Outcome>(
            {{Outcome::met, 52}, {Outcome::partly, 14}, {Outcome::unmet, 15}, {Outcome::withdrawn, 19}});
    if (ending.outcome == Outcome::unmet || ending.outcome == Outcome::partly) {
        const auto usual = chance_.pick<Cause>({{Cause::no_capacity, 42},
                                                {Cause::declined, 20},
                                                {Cause::not_eligible, 20},
                                                {Cause::no_answer, 8},
                                                {Cause::no_actor, 10}});
        ending.cause = Cases{desk}.suggested_cause(whole.file, need.topic).value_or(usual);
    }
    if (need.positions && is_recruitment(need.topic)) count_posts(need, ending);
    return ending;
}

void CaseLives::count_posts(const Need& need, Ending& ending) {
    const int posts = *need.positions;
    if (ending.outcome == NeedOutcome::met) {
        ending.other_profile = chance_.percent(18) ? chance_.between(1, posts) : 0;
        ending.filled = posts - *ending.other_profile;
    } else if (ending.outcome == NeedOutcome::partly) {
        ending.filled = posts > 1 ? chance_.between(1, posts - 1) : 0;
        ending.other_profile = posts > 1 ? 0 : 1;
    } else if (ending.outcome == NeedOutcome::unmet) {
        ending.filled = 0;
        ending.other_profile = 0;
    }
}

void CaseLives::reopen(const Tale& tale) {
    const Desk& desk = sit_down(*tale);
    const Case file = find_case(desk, tale->ref, ForWhat::writing);
    if (file.status == CaseStatus::open) return;
    const auto reason = chance_.pick<ReopenReason>({{ReopenReason::not_solved, 60},
                                                    {ReopenReason::new_need, 25},
                                                    {ReopenReason::mistake, 10},
                                                    {ReopenReason::other, 5}});
    const CaseFile whole = Cases{desk}.reopen(file, reason, "Virksomheden ringede igen.");
    for (const auto& need : whole.needs)
        if (need.open())
            plan(chance_.between(5, 20), [this, tale, topic = need.topic] { close(tale, topic); });
    plan_followup(tale, whole.followups.back().due);
}

}  // namespace aka::bench
