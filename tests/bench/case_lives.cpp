#include "case_lives.hpp"

#include <algorithm>
#include <array>
#include <utility>

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

}  // namespace

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
                                      RedrawReason::criteria_changed);
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
