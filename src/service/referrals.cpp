#include "aka/service/referrals.hpp"

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/model/reference.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/referrals.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

bool waits_for(const CaseFile& whole, const Need& need, const ActorId& actor) {
    return std::any_of(whole.referrals.begin(), whole.referrals.end(), [&](const Referral& referral) {
        return referral.need == need.id && referral.actor == actor && !referral.ended();
    });
}

std::vector<ActorId> referred_before(const CaseFile& whole, const Need& need) {
    std::vector<ActorId> actors;
    for (const auto& referral : whole.referrals)
        if (referral.need == need.id) actors.push_back(referral.actor);
    return actors;
}

/// Whether the business said that it does not want to be shared with this very actor.
bool refuses(const std::vector<Consent>& consents, const ActorId& actor) {
    const Consent* last = last_consent(consents, actor);
    return last != nullptr && last->recipient == actor && (last->scope == Scope::none || last->withdrawn_on);
}

bool contains(const std::vector<ActorId>& actors, const ActorId& actor) {
    return std::find(actors.begin(), actors.end(), actor) != actors.end();
}

std::vector<SharedField> fields_to_share(const Consent& consent, const ActorId& actor,
                                         const std::optional<std::vector<SharedField>>& asked) {
    if (!asked) return fields_within(consent.scope);
    for (const auto field : *asked) {
        if (scope_of(field) <= consent.scope) continue;
        throw Error{ErrorKind::refused,
                    tr("the consent for {actor} is {scope}; it does not cover {field}, which needs {needed}",
                       fmt::arg("actor", actor.text), fmt::arg("scope", code(consent.scope)),
                       fmt::arg("field", code(field)), fmt::arg("needed", code(scope_of(field))))};
    }
    return *asked;
}

Referral get_referral(Database& db, const Case& file, int number) {
    auto referral = find_referral(db, file.id, number);
    if (!referral)
        throw Error{ErrorKind::not_found, tr("no referral {ref}; see aka case show {case_ref}",
                                             fmt::arg("ref", ReferralRef{file.ref, number}.text()),
                                             fmt::arg("case_ref", file.ref.text()))};
    return *referral;
}

/// What was asked to be shared must be there: nobody is to believe that it was told.
void require_values(const std::vector<SharedValue>& shared,
                    const std::optional<std::vector<SharedField>>& asked, const CaseRef& ref) {
    for (const auto field : asked.value_or(std::vector<SharedField>{}))
        if (std::none_of(shared.begin(), shared.end(),
                         [&](const SharedValue& value) { return value.field == field; }))
            throw Error{ErrorKind::usage,
                        tr("--share: {ref} has no {field}; add it with aka case edit, or leave it out",
                           fmt::arg("ref", ref.text()), fmt::arg("field", code(field)))};
}

/// The referral as it stands now: another call may have been faster. Refused when the case is another
/// office's by now.
Referral read_again(const Desk& desk, const ReferralRef& ref) {
    const Case file = find_case(desk, ref.case_ref.text(), ForWhat::writing);
    return get_referral(desk.db, file, ref.number);
}

void require_past(Date on, Date today) {
    if (on > today)
        throw Error{ErrorKind::usage, tr("--on: {day} lies ahead; an answer came today or before",
                                         fmt::arg("day", to_iso(on)))};
}

}  // namespace

void insert_step(Change& change, const Referral& referral, Party by, const std::string& reason, Date on) {
    ReferralStep step{{}, "", referral.id, referral.state, by, reason, on, change.now()};
    change.insert(step);
}

struct Referrals::Choice {
    const Actor* actor;
    ChosenBy by;
    std::optional<ChoiceReason> reason;
    std::optional<DrawId> draw;
};

Draw Referrals::suggest(const Case& file, const Need& need) const {
    if (const auto stored = current_draw(desk_.db, need.id)) return *stored;
    Draw draw;
    desk_.write([&](Change& change) {
        draw = draw_for(change, desk_.network, file, need, desk_.today);
        if (!draw.places.empty()) change.record("refer suggest", subject_of(file), desk_.today);
    });
    return draw;
}

Draw Referrals::suggest_again(const Case& file, const Need& need, RedrawReason reason) const {
    Draw draw;
    desk_.write([&](Change& change) {
        draw = draw_again(change, desk_.network, file, need, desk_.today, std::string{code(reason)});
        if (!draw.places.empty()) change.record("refer redraw", subject_of(file), desk_.today);
    });
    return draw;
}

Referrals::NextPlace Referrals::next_place(const Directory& directory, const CaseFile& whole,
                                           const Need& need, const Draw& draw) const {
    const Criteria criteria = criteria_of(whole.file, need, desk_.today);
    NextPlace next{nullptr, referred_before(whole, need)};
    for (const auto& place : draw.places) {
        const Actor* actor = desk_.network.find(place.actor);
        if (actor == nullptr || !directory.is_eligible(*actor, criteria) ||
            refuses(whole.consents, place.actor)) {
            next.passed_over.push_back(place.actor);
        } else if (!contains(next.passed_over, place.actor) &&
                   (next.place == nullptr || (place.proposed && !next.place->proposed))) {
            next.place = &place;
        }
    }
    return next;
}

const Actor* Referrals::next_in_draw(const CaseFile& file, const Need& need) const {
    const auto draw = current_draw(desk_.db, need.id);
    if (!draw) return nullptr;
    const auto next = next_place(desk_.directory(), file, need, *draw);
    return next.place == nullptr ? nullptr : desk_.network.find(next.place->actor);
}

Referrals::Choice Referrals::pick_from_draw(Change& change, const Directory& directory, const CaseFile& whole,
                                            const Need& need, const Draw& draw) const {
    const std::string name = whole.file.ref.text();
    const auto ref = fmt::arg("ref", name);
    const auto next = next_place(directory, whole, need, draw);
    if (next.place != nullptr) {
        if (!next.place->proposed) propose_next(change, draw, next.passed_over, desk_.today);
        return {desk_.network.find(next.place->actor), ChosenBy::draw, std::nullopt, draw.id};
    }
    throw Error{
        ErrorKind::refused,
        draw.places.empty()
            ? tr("nobody is eligible for {topic} in {ref}; see aka refer suggest {ref} --explain", ref,
                 fmt::arg("topic", need.topic.text))
            : tr("nobody is left in the draw for {topic} in {ref}: all were referred to already, or are "
                 "not eligible now; see aka refer suggest {ref} --explain",
                 ref, fmt::arg("topic", need.topic.text))};
}

Referrals::Choice Referrals::choose(const Directory& directory, const CaseFile& whole, const Need& need,
                                    const Draw& draw, const Actor& actor, const Sending& sending) const {
    const auto name = fmt::arg("actor", actor.name);
    if (!actor.validity.holds(desk_.today))
        throw Error{ErrorKind::refused,
                    tr("{actor} is not valid on {day}; see aka actors show {id}", name,
                       fmt::arg("day", to_iso(desk_.today)), fmt::arg("id", actor.id.text))};
    const bool proposed = std::any_of(draw.places.begin(), draw.places.end(), [&](const DrawPlace& place) {
        return place.proposed && place.actor == actor.id;
    });
    if (proposed && directory.is_eligible(actor, criteria_of(whole.file, need, desk_.today)))
        return {&actor, ChosenBy::draw, std::nullopt, draw.id};
    if (!sending.reason && proposed)
        throw Error{
            ErrorKind::usage,
            tr("{actor} was proposed, but is not eligible now; say why it was chosen: --reason {codes}", name,
               fmt::arg("codes", code_list<ChoiceReason>()))};
    if (!sending.reason)
        throw Error{
            ErrorKind::usage,
            tr("{actor} is not among the proposals for {topic}; say why it was chosen: --reason {codes}",
               name, fmt::arg("topic", need.topic.text), fmt::arg("codes", code_list<ChoiceReason>()))};
    return {&actor, ChosenBy::outside, sending.reason,
            draw.places.empty() ? std::nullopt : std::optional{draw.id}};
}

Sent Referrals::send_one(Change& change, const Directory& directory, const CaseFile& whole, const Need& need,
                         const Choice& choice, const Sending& sending) const {
    const Actor& actor = *choice.actor;
    if (waits_for(whole, need, actor.id))
        throw Error{ErrorKind::refused, tr("{ref} is with {actor} already; see aka refer list --actor {id}",
                                           fmt::arg("ref", whole.file.ref.text()),
                                           fmt::arg("actor", actor.name), fmt::arg("id", actor.id.text))};
    const Consent& consent = require_consent(whole.consents, whole.file.ref, actor.id, desk_.today);
    if (consent.recipient.empty() &&
        !directory.is_eligible(actor, criteria_of(whole.file, need, desk_.today)))
        throw Error{ErrorKind::refused, tr("the consent of {ref} is for eligible actors, and {actor} is not "
                                           "one; see aka case consent --to {id}",
                                           fmt::arg("ref", whole.file.ref.text()),
                                           fmt::arg("actor", actor.name), fmt::arg("id", actor.id.text))};
    const auto shared =
        values_of(desk_.network, whole, need, fields_to_share(consent, actor.id, sending.share));
    require_values(shared, sending.share, whole.file.ref);
    Referral referral;
    referral.case_id = whole.file.id;
    referral.need = need.id;
    referral.number = next_referral_number(desk_.db, whole.file.id);
    referral.actor = actor.id;
    referral.actor_name = actor.name;
    referral.draw = choice.draw;
    referral.chosen_by = choice.by;
    referral.choice_reason = choice.reason;
    keep_shared(referral, {shared, need.topic});
    referral.sent_on = desk_.today;
    referral.deadline = sending.deadline.value_or(
        desk_.network.calendar.add_working_days(desk_.today, desk_.network.answer_days));
    referral.recorded = change.now();
    change.insert(referral);
    insert_step(change, referral, Party::us, code(choice.reason), desk_.today);
    std::optional<Date> checked = directory.checked(actor);
    const bool stale = directory.is_stale(actor, desk_.today);
    return {referral, {whole.file.ref, referral.number}, &actor, shared, stale, checked};
}

std::vector<Sent> Referrals::send(const Case& typed, const Need& need, const Sending& sending) const {
    if (sending.deadline && *sending.deadline < desk_.today)
        throw Error{ErrorKind::usage,
                    tr("--deadline: {deadline} is past; an answer is due on a day that lies ahead",
                       fmt::arg("deadline", to_iso(*sending.deadline)))};
    std::vector<Sent> sent;
    desk_.write([&](Change& change) {
        sent.clear();
        static_cast<void>(find_need(desk_.network, Cases{desk_}.read(get_case(desk_.db, typed.id)),
                                    need.topic.text));  // again: it may have been closed meanwhile
        const Directory directory = desk_.directory();
        const Draw draw = draw_for(change, desk_.network, typed, need, desk_.today);
        const auto send_to = [&](auto choose_one) {
            const CaseFile whole = Cases{desk_}.read(get_case(desk_.db, typed.id));
            sent.push_back(send_one(change, directory, whole, need, choose_one(whole), sending));
        };
        if (sending.actors.empty())
            send_to(
                [&](const CaseFile& whole) { return pick_from_draw(change, directory, whole, need, draw); });
        for (const auto& id : sending.actors) {
            if (std::count(sending.actors.begin(), sending.actors.end(), id) > 1)
                throw Error{ErrorKind::usage, tr("--actor {id} is given twice", fmt::arg("id", id.text))};
            const Actor* actor = desk_.network.find(id);
            if (actor == nullptr)
                throw Error{ErrorKind::not_found,
                            tr("no actor {id}; see aka actors list", fmt::arg("id", id.text))};
            send_to(
                [&](const CaseFile& whole) { return choose(directory, whole, need, draw, *actor, sending); });
        }
        change.record("refer send", subject_of(typed), desk_.today);
    });
    return sent;
}

void Referrals::keep_step(Change& change, const ReferralFile& file, const Referral& changed, Party by,
                          Date on) const {
    change.update(changed);
    const std::string reason = changed.outcome ? code(changed.outcome) : code(changed.reason);
    insert_step(change, changed, by, reason, on);
    change.record(changed.state == ReferralState::done ? "refer done" : "refer update",
                  subject_of(file.case_file.file), on);
}

Referral Referrals::update(const ReferralFile& file, const Answer& answer) const {
    require_past(answer.on, desk_.today);
    Referral changed;
    desk_.write([&](Change& change) {
        changed = update_referral(read_again(desk_, file.ref), file.ref, answer);
        keep_step(change, file, changed, answer.by.value_or(usual_party(answer.state)), answer.on);
    });
    return changed;
}

Referral Referrals::finish(const ReferralFile& file, ReferralOutcome outcome, std::optional<int> hires,
                           Date on) const {
    require_past(on, desk_.today);
    Referral changed;
    desk_.write([&](Change& change) {
        changed = finish_referral(read_again(desk_, file.ref), file.ref, outcome, hires, on);
        keep_step(change, file, changed, usual_party(ReferralState::done), on);
    });
    return changed;
}

ReferralFile Referrals::find(std::string_view typed, ForWhat what) const {
    const auto ref = parse_ref(typed);
    if (!ref)
        throw Error{ErrorKind::usage,
                    tr("\"{typed}\" is no referral; write 143.1 or NAE-26-0143.1", fmt::arg("typed", typed))};
    const std::string of_the_case{typed.substr(0, typed.find('.'))};
    const auto [file, referrals_before] = find_case_of(desk_, of_the_case, what);
    CaseFile whole = Cases{desk_}.read(file);
    if (!ref->referral && whole.referrals.size() != 1)
        throw Error{
            whole.referrals.empty() ? ErrorKind::not_found : ErrorKind::usage,
            whole.referrals.empty()
                ? tr("{ref} has no referral; see aka refer suggest {ref}", fmt::arg("ref", file.ref.text()))
                : tr("{ref} has several referrals; write {ref}.1 or another; see aka case show {ref}",
                     fmt::arg("ref", file.ref.text()))};
    const int number = ref->referral ? *ref->referral + referrals_before : whole.referrals.front().number;
    Referral referral = get_referral(desk_.db, file, number);
    auto steps = steps_of(desk_.db, referral.id);
    return {std::move(whole), std::move(referral), {file.ref, number}, std::move(steps)};
}

}  // namespace aka
