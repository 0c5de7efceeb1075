#include "aka/service/cases.hpp"

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/model/feedback.hpp"
#include "aka/service/draws.hpp"
#include "aka/service/referrals.hpp"
#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/feedback.hpp"
#include "aka/store/referrals.hpp"
#include "aka/store/search.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "intake.hpp"

namespace aka {
namespace {

bool addresses(const Need& need, const TopicId& topic) {
    return need.open() && (topic.empty() || need.topic == topic);
}

void require_need(const CaseFile& file, const TopicId& topic) {
    const bool any = std::any_of(file.needs.begin(), file.needs.end(),
                                 [&](const Need& need) { return addresses(need, topic); });
    if (any || topic.empty()) return;
    throw Error{ErrorKind::refused, no_open_need(file.file.ref, topic)};
}

}  // namespace

std::string no_open_need(const CaseRef& ref, const TopicId& topic) {
    return tr("{ref} has no open need for {topic}; see aka case show {ref}", fmt::arg("ref", ref.text()),
              fmt::arg("topic", topic.text));
}

void require_closed_by(Date day, Date today) {
    if (day > today)
        throw Error{ErrorKind::usage,
                    tr("{day} lies ahead; a case was closed today or before", fmt::arg("day", to_iso(day)))};
}

void require_clear_posts(const Case& file, std::ptrdiff_t needs, const Ending& ending) {
    if (needs > 1 && (ending.filled || ending.other_profile))
        throw Error{ErrorKind::usage,
                    tr("{ref} has several open needs; say with --topic which one's posts were filled",
                       fmt::arg("ref", file.ref.text()))};
}

std::optional<Followup> plan_second_wave(Change& change, const Desk& desk, const Case& closed,
                                         const std::vector<Need>& needs) {
    const bool withdrawn = std::all_of(
        needs.begin(), needs.end(), [](const Need& need) { return need.outcome == NeedOutcome::withdrawn; });
    if (withdrawn || !closed.closed_on) return std::nullopt;
    const Date due =
        desk.network.calendar.add_working_days(add_months(*closed.closed_on, second_wave_after), 0);
    if (due < desk.today) return std::nullopt;
    return make_followup(change, closed, due, FollowupKind::three_months);
}

CaseFile Cases::read(const Case& file) const {
    CaseFile whole;
    whole.file = file;
    whole.foreign = file.owner != desk_.municipality;
    if (file.business) whole.business = get_business(desk_.db, *file.business);
    if (file.contact && !whole.foreign) whole.contact = get_contact(desk_.db, *file.contact);
    whole.needs = needs_of(desk_.db, file.id);
    if (!whole.foreign) whole.notes = notes_of(desk_.db, file.id);
    whole.followups = followups_of(desk_.db, file.id);
    whole.consents = consents_of(desk_.db, file.id);
    whole.referrals = referrals_of(desk_.db, file.id);
    whole.feedback = feedback_of(desk_.db, file.id);
    if (whole.foreign) {
        whole.file.text.clear();
        for (auto& feedback : whole.feedback) feedback.text.clear();
        for (auto& referral : whole.referrals) referral.shared_text.clear();
    }
    return whole;
}

Note Cases::add_note(const Case& file, std::string_view text, std::optional<int> minutes, Date on) const {
    Note note{{}, "", file.id, desk_.user(), clean_text(tr("note"), text, Lines::many), minutes, on, {}};
    if (note.text.empty()) throw Error{ErrorKind::usage, tr("the note is empty; nothing was saved")};
    if (on < file.received_on)
        throw Error{ErrorKind::refused,
                    tr("{ref} was received on {received}; a note cannot be older",
                       fmt::arg("ref", file.ref.text()), fmt::arg("received", to_iso(file.received_on)))};
    desk_.write([&](Change& change) {
        note.recorded = change.now();
        change.insert(note);
        index_case(desk_.db, file);
        change.record("case note", subject_of(file), on);
    });
    return note;
}

Followup make_followup(Change& change, const Case& file, Date due, FollowupKind kind) {
    Followup followup{{}, "", file.id, kind, due, std::nullopt, change.now()};
    change.insert(followup);
    return followup;
}

Followup Cases::set_followup(const Case& file, Date due) const {
    if (due < desk_.today)
        throw Error{ErrorKind::usage,
                    tr("--on: {due} is past; a follow-up lies ahead", fmt::arg("due", to_iso(due)))};
    Followup result;
    desk_.write([&](Change& change) {
        auto open = followups_of(desk_.db, file.id);
        std::erase_if(open, [](const Followup& followup) {
            return followup.done_on || followup.kind != FollowupKind::agreed;
        });
        bool moved = false;
        for (auto& followup : open) {
            if (followup.due < desk_.today || moved) {
                followup.done_on = desk_.today;
            } else {
                followup.due = due;
                result = followup;
                moved = true;
            }
            change.update(followup);
        }
        if (!moved) {
            require_open(file);
            result = make_followup(change, file, due, FollowupKind::agreed);
        }
        change.record("case followup", subject_of(file), desk_.today);
    });
    return result;
}

Followup Cases::finish_followup(const Case& file) const {
    Followup result;
    desk_.write([&](Change& change) {
        const auto followups = followups_of(desk_.db, file.id);
        const Followup* earliest = nullptr;
        for (const auto& followup : followups)
            if (!followup.done_on && (earliest == nullptr || followup.due < earliest->due))
                earliest = &followup;
        if (earliest == nullptr)
            throw Error{
                ErrorKind::refused,
                tr("{ref} has no follow-up to be done; set one with aka case followup {ref} --on DATE",
                   fmt::arg("ref", file.ref.text()))};
        result = *earliest;
        result.done_on = desk_.today;
        change.update(result);
        change.record("case followup", subject_of(file), desk_.today);
    });
    return result;
}

Consent make_consent(Change& change, const Desk& desk, const Case& file, const ConsentFacts& facts) {
    Consent consent{{},        "",          file.id,    facts.purpose, facts.scope,  facts.recipient,
                    facts.via, desk.user(), desk.today, facts.until,   std::nullopt, change.now()};
    change.insert(consent);
    return consent;
}

Consent Cases::give_consent(const Case& file, const ConsentFacts& facts) const {
    if (facts.until && *facts.until < desk_.today)
        throw Error{ErrorKind::usage,
                    tr("--until: {until} is past; a consent runs until a day that lies ahead",
                       fmt::arg("until", to_iso(*facts.until)))};
    Consent consent;
    desk_.write([&](Change& change) {
        consent = make_consent(change, desk_, file, facts);
        change.record("case consent", subject_of(file), desk_.today);
    });
    return consent;
}

Withdrawal Cases::withdraw_consent(const Case& file) const {
    Withdrawal result;
    desk_.write([&](Change& change) {
        result = {};
        for (auto& consent : consents_of(desk_.db, file.id)) {
            if (consent.withdrawn_on || consent.scope == Scope::none) continue;
            if (desk_.today < consent.given_on)
                throw Error{ErrorKind::refused,
                            tr("{ref}: the consent was given on {day}; it cannot be withdrawn before",
                               fmt::arg("ref", file.ref.text()), fmt::arg("day", to_iso(consent.given_on)))};
            consent.withdrawn_on = desk_.today;
            change.update(consent);
            result.consents.push_back(consent);
        }
        if (result.consents.empty())
            throw Error{ErrorKind::refused,
                        tr("{ref} has no consent to withdraw", fmt::arg("ref", file.ref.text()))};
        for (const auto& referral : referrals_of(desk_.db, file.id)) {
            result.informed.push_back(referral);
            if (!referral.waiting()) continue;
            const ReferralRef ref{file.ref, referral.number};
            const Referral cancelled = update_referral(
                referral, ref,
                {ReferralState::cancelled, Party::company, RefusalReason::changed_mind, desk_.today});
            change.update(cancelled);
            insert_step(change, cancelled, Party::company, code(cancelled.reason), desk_.today);
            result.informed.back() = cancelled;
            result.cancelled.push_back(cancelled);
        }
        change.record("case consent", subject_of(file), desk_.today);
    });
    return result;
}

std::optional<Cause> Cases::suggested_cause(const Case& file, const TopicId& topic) const {
    const CaseFile whole = read(file);
    std::vector<Referral> of_the_needs;
    const Directory directory = desk_.directory();
    int eligible = 0;
    int closed = 0;
    for (const auto& need : whole.needs) {
        if (!addresses(need, topic)) continue;
        for (const auto& referral : whole.referrals)
            if (referral.need == need.id) of_the_needs.push_back(referral);
        const Criteria criteria = criteria_of(file, need, desk_.today);
        eligible += static_cast<int>(directory.eligible(criteria).size());
        for (const auto& excluded : directory.excluded(criteria))
            if (excluded.why == LeftOut::closed) ++closed;
    }
    return aka::suggested_cause(of_the_needs, eligible, closed);
}

Closed Cases::close(const Case& typed, const TopicId& topic, const Ending& ending,
                    std::optional<Date> on) const {
    const Date day = on.value_or(desk_.today);
    require_closed_by(day, desk_.today);
    Closed result;
    desk_.write([&](Change& change) {
        CaseFile whole = read(get_case(
            desk_.db, typed.id));  // again, inside the transaction: another call may have been faster
        require_open(whole.file);
        require_need(whole, topic);
        const auto addressed = std::count_if(whole.needs.begin(), whole.needs.end(),
                                             [&](const Need& need) { return addresses(need, topic); });
        require_clear_posts(whole.file, addressed, ending);
        for (auto& need : whole.needs) {
            if (!addresses(need, topic)) continue;
            need = close_need(need, ending, day, desk_.home().id);
            change.update(need);
            result.closed.push_back(need);
        }
        const bool last = std::none_of(whole.needs.begin(), whole.needs.end(),
                                       [](const Need& need) { return need.open(); });
        if (last) {
            whole.file = close_case(whole.file, whole.needs, day);
            change.update(whole.file);
            for (auto& followup : whole.followups) {
                if (followup.done_on) continue;
                followup.done_on = day;
                change.update(followup);
            }
            result.followup = plan_second_wave(change, desk_, whole.file, whole.needs);
        }
        for (const auto& referral : whole.referrals)
            if (referral.waiting()) result.unanswered.push_back(referral);
        change.record("case close", subject_of(whole.file), day);
        if (result.followup) whole.followups.push_back(*result.followup);
        result.file = std::move(whole);
    });
    return result;
}

CaseFile Cases::reopen(const Case& typed, ReopenReason reason, std::string_view text) const {
    CaseFile result;
    desk_.write([&](Change& change) {
        Case file = reopen_case(get_case(desk_.db, typed.id));
        change.update(file);
        auto needs = needs_of(desk_.db, file.id);
        // Needs that were met stay so, unless that is all there is to open again.
        const bool all_met = std::all_of(needs.begin(), needs.end(),
                                         [](const Need& need) { return need.outcome == NeedOutcome::met; });
        for (auto& need : needs) {
            if (need.outcome == NeedOutcome::met && !all_met) continue;
            need.outcome.reset();
            need.cause.reset();
            need.filled.reset();
            need.other_profile.reset();
            need.closed_on.reset();
            need.closed_in = {};
            change.update(need);
        }
        for (auto& followup : followups_of(desk_.db, file.id)) {
            if (followup.done_on || followup.kind != FollowupKind::three_months) continue;
            followup.done_on = desk_.today;  // its time comes again after the next closing
            change.update(followup);
        }
        const int days = desk_.home().followup_days;
        make_followup(change, file, desk_.network.calendar.add_working_days(desk_.today, days),
                      FollowupKind::agreed);
        std::string words = tr("reopened: {reason}", fmt::arg("reason", code(reason)));
        if (const auto clean = clean_text(tr("text"), text, Lines::many); !clean.empty())
            words += "\n" + clean;
        Note note{{}, "", file.id, desk_.user(), words, std::nullopt, desk_.today, change.now()};
        change.insert(note);
        index_case(desk_.db, file);
        change.record("case reopen", subject_of(file), desk_.today);
        result = read(file);
    });
    return result;
}

Need find_need(const Network& network, const CaseFile& file, std::string_view topic) {
    require_open(file.file);
    std::vector<const Need*> open;
    for (const auto& need : file.needs)
        if (need.open()) open.push_back(&need);
    const std::string name = file.file.ref.text();
    const auto ref = fmt::arg("ref", name);
    if (!topic.empty()) {
        const TopicId& wanted = network.topic(topic).id;
        for (const auto* need : open)
            if (need->topic == wanted) return *need;
        throw Error{ErrorKind::refused, no_open_need(file.file.ref, wanted)};
    }
    if (open.empty())
        throw Error{ErrorKind::refused,
                    tr("{ref} has no open need; add one with aka case edit {ref} --add-topic ID", ref)};
    if (open.size() == 1) return *open.front();
    std::string topics;
    for (const auto* need : open) topics += (topics.empty() ? "" : ", ") + need->topic.text;
    throw Error{ErrorKind::usage, tr("{ref} has several open needs; say which with --topic: {topics}", ref,
                                     fmt::arg("topics", topics))};
}

}  // namespace aka
