#include "aka/service/letters.hpp"

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/referrals.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "letter_parts.hpp"
#include "letter_texts.hpp"

namespace aka {
namespace {

/// The actor as it was called when the referral was sent, where it is written to now.
Correspondent to_actor(const Network& network, const Referral& referral) {
    const Actor* actor = network.find(referral.actor);
    return {referral.actor_name, actor != nullptr ? actor->mail : ""};
}

/// The reference, unless it could be followed to a business that is to stay anonymous.
std::optional<ReferralRef> told_ref(const Shared& shared, const ReferralRef& ref) {
    return shared.anonymous() ? std::nullopt : std::optional{ref};
}

void require_not_ended(const ReferralRef& ref, const Referral& referral) {
    if (!referral.ended_on) return;
    throw Error{ErrorKind::refused,
                tr("{ref} ended on {day} ({state}); no letter is written of what has ended; see aka refer "
                   "show {ref}",
                   fmt::arg("ref", ref.text()), fmt::arg("day", to_iso(*referral.ended_on)),
                   fmt::arg("state", code(referral.state)))};
}

std::string subject_of_letter(const ReferralTexts& texts, const std::optional<ReferralRef>& ref,
                              const std::string& topic) {
    std::string subject = texts.title;
    if (ref) subject += ' ' + ref->text();
    return topic.empty() ? subject : subject + ": " + topic;
}

bool can_reach_them(const Shared& shared) {
    return !shared.value(SharedField::phone).empty() || !shared.value(SharedField::email).empty();
}

/// Nobody can fail to reach a business without knowing who it is.
std::vector<ReasonText> reasons_of(const ReferralTexts& texts, const Shared& shared) {
    std::vector<ReasonText> reasons;
    for (const auto& [reason, word] : Codes<RefusalReason>::list)
        if (reason != RefusalReason::unreachable || can_reach_them(shared))
            reasons.push_back({reason, in_words(texts.reasons, reason)});
    return reasons;
}

std::vector<LetterPart> parts_of(const Desk& desk, const ReferralLetter& told, const Shared& shared) {
    const Language language = told.letter.language;
    const auto& common = letter_texts(language).common;
    const auto& texts = letter_texts(language).referral;
    const std::string today = written_date(desk.today, language);
    const std::string reference = told.ref ? told.ref->text() : "";
    LetterList reasons;
    for (const auto& reason : told.reasons) reasons.items.push_back({reason.text, {}});
    const char* next = shared.anonymous()       ? texts.anonymous
                       : can_reach_them(shared) ? texts.contact_them
                                                : texts.contact_us;
    return {LetterParagraph{fill(common.dear, fmt::arg("name", told.letter.to.name))},
            LetterParagraph{texts.intro},
            LetterFacts{told.shared},
            LetterParagraph{next},
            LetterHeading{fill(texts.answer_heading, fmt::arg("day", written_date(told.deadline, language)))},
            LetterParagraph{fill(texts.answer, fmt::arg("office", told.letter.from.name))},
            LetterParagraph{texts.accept},
            LetterParagraph{texts.decline},
            std::move(reasons),
            LetterParagraph{told.ref ? fill(texts.quote_ref, fmt::arg("ref", reference))
                                     : fill(texts.quote_date, fmt::arg("day", today))},
            LetterHeading{texts.confidential_heading},
            LetterParagraph{texts.confidential},
            LetterParagraph{common.not_secret},
            signature(desk, language)};
}

/// What any letter about a referral tells of it.
ReferralLetter told_of(const Network& network, const ReferralFile& file, const Shared& shared,
                       Language language) {
    ReferralLetter told;
    told.ref = told_ref(shared, file.ref);
    told.shared = shared_facts(network, shared, language);
    for (const auto& value : shared.values) told.fields.push_back(value.field);
    told.deadline = file.referral.deadline;
    return told;
}

/// The consent under which the referral was sent; none in a register that lost it.
const Consent* consent_behind(const std::vector<Consent>& consents, const Referral& referral) {
    const Consent* behind = nullptr;
    for (const auto& consent : consents)
        if (consent.purpose == Purpose::referral && consent.recorded <= referral.recorded &&
            (consent.recipient.empty() || consent.recipient == referral.actor))
            behind = &consent;
    return behind;
}

bool is_last(const ReferralFile& file, const Consent& consent) {
    return last_consent(file.case_file.consents, file.referral.actor)->id == consent.id;
}

/// What to delete, once the business took its consent back.
ReferralLetter withdrawal_letter(const Desk& desk, const ReferralFile& file, Date withdrawn,
                                 Language language) {
    const auto& common = letter_texts(language).common;
    const auto& texts = letter_texts(language).withdrawal;
    const Shared shared = read_shared(file.referral);
    ReferralLetter told = told_of(desk.network, file, shared, language);
    std::string subject = texts.title;
    if (told.ref) subject += ": " + told.ref->text();
    told.letter = new_letter(desk, language, to_actor(desk.network, file.referral), subject);
    told.letter.parts = {
        LetterParagraph{fill(common.dear, fmt::arg("name", told.letter.to.name))},
        LetterParagraph{fill(texts.withdrawn, fmt::arg("day", written_date(withdrawn, language)),
                             fmt::arg("sent", written_date(file.referral.sent_on, language)))},
        LetterFacts{told.shared}, LetterParagraph{texts.remove}, signature(desk, language)};
    return told;
}

}  // namespace

ReferralLetter referral_letter(const Desk& desk, const ReferralFile& file, Language language) {
    const Consent* given = consent_behind(file.case_file.consents, file.referral);
    if (given != nullptr && given->withdrawn_on && (file.referral.ended_on || is_last(file, *given)))
        return withdrawal_letter(desk, file, *given->withdrawn_on, language);
    require_not_ended(file.ref, file.referral);
    require_still_agreed(file.case_file.consents, file.ref, file.referral, desk.today);
    const auto& texts = letter_texts(language).referral;
    const Shared shared = read_shared(file.referral);
    ReferralLetter told = told_of(desk.network, file, shared, language);
    told.reasons = reasons_of(texts, shared);
    told.letter =
        new_letter(desk, language, to_actor(desk.network, file.referral),
                   subject_of_letter(texts, told.ref, shared_topic(desk.network, shared, language)));
    told.letter.parts = parts_of(desk, told, shared);
    return told;
}

std::vector<WaitingReferral> waiting_referrals(const Desk& desk, bool overdue_only) {
    ReferralFilter filter;
    filter.owner = desk.home().id;
    filter.state = ReferralState::sent;
    if (overdue_only) filter.overdue_on = desk.today;
    filter.limit = 1'000'000;
    std::vector<WaitingReferral> waiting;
    for (const auto& line : list_referrals(desk.db, filter)) waiting.push_back({line.ref, line.referral});
    return waiting;
}

WaitingReferral waiting_referral(const Desk& desk, std::string_view typed) {
    const auto file = Referrals{desk}.find(typed, ForWhat::writing);
    if (!file.referral.waiting())
        throw Error{ErrorKind::refused,
                    tr("{ref} waits for no answer: it is {state}; see aka refer show {ref}",
                       fmt::arg("ref", file.ref.text()), fmt::arg("state", code(file.referral.state)))};
    return {file.ref, file.referral};
}

std::optional<std::string> why_not_agreed(const Desk& desk, const WaitingReferral& waiting) {
    try {
        require_still_agreed(consents_of(desk.db, waiting.referral.case_id), waiting.ref, waiting.referral,
                             desk.today);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::refused) throw;
        return error.what();
    }
    return std::nullopt;
}

namespace {

ReminderLine line_of(const Network& network, const WaitingReferral& waiting, Language language) {
    const Shared shared = read_shared(waiting.referral);
    return {told_ref(shared, waiting.ref), shared_topic(network, shared, language),
            shared.value(SharedField::company), waiting.referral.sent_on, waiting.referral.deadline};
}

std::string text_of(const ReminderLine& line, Language language, Date today) {
    const auto& texts = letter_texts(language).reminder;
    const std::string topic = line.topic.empty() ? texts.without_topic : line.topic;
    const std::string sent = fill(texts.sent, fmt::arg("day", written_date(line.sent_on, language)));
    const std::string due = fill(line.deadline < today ? texts.overdue : texts.due,
                                 fmt::arg("day", written_date(line.deadline, language)));
    std::string who = line.company;
    if (!line.ref) who = texts.anonymous;
    return fmt::format("{}{}{}, {}; {}", line.ref ? line.ref->text() + ": " : "", topic,
                       who.empty() ? "" : ", " + who, sent, due);
}

void write_reminder(const Desk& desk, Reminder& reminder, const Referral& newest, Language language) {
    const auto& common = letter_texts(language).common;
    const auto& texts = letter_texts(language).reminder;
    std::string subject = reminder.lines.size() == 1 ? texts.title_one : texts.title_many;
    if (reminder.lines.size() == 1 && reminder.lines.front().ref)
        subject += ": " + reminder.lines.front().ref->text();
    LetterList list;
    for (const auto& line : reminder.lines) list.items.push_back({text_of(line, language, desk.today), {}});
    reminder.letter = new_letter(desk, language, to_actor(desk.network, newest), subject);
    reminder.letter.parts = {LetterParagraph{fill(common.dear, fmt::arg("name", newest.actor_name))},
                             LetterParagraph{texts.intro}, std::move(list), LetterParagraph{texts.ask},
                             signature(desk, language)};
}

}  // namespace

std::vector<Reminder> reminders(const Desk& desk, std::vector<WaitingReferral> waiting, Language language) {
    std::sort(waiting.begin(), waiting.end(), [](const WaitingReferral& a, const WaitingReferral& b) {
        return a.referral.deadline != b.referral.deadline ? a.referral.deadline < b.referral.deadline
                                                          : a.ref < b.ref;
    });
    struct ForActor {
        Reminder reminder;
        Referral newest;  ///< says how the actor is called
    };
    std::vector<ForActor> all;
    for (const auto& one : waiting) {
        auto found = std::find_if(all.begin(), all.end(), [&](const ForActor& other) {
            return other.reminder.actor == one.referral.actor;
        });
        if (found == all.end()) {
            all.push_back({{one.referral.actor, {}, {}}, one.referral});
            found = all.end() - 1;
        }
        if (found->newest.id < one.referral.id) found->newest = one.referral;
        found->reminder.lines.push_back(line_of(desk.network, one, language));
    }
    std::sort(all.begin(), all.end(), [](const ForActor& a, const ForActor& b) {
        const auto order = compare_danish(a.newest.actor_name, b.newest.actor_name);
        return order != 0 ? order < 0 : a.reminder.actor < b.reminder.actor;
    });
    std::vector<Reminder> written;
    for (auto& [reminder, newest] : all) {
        write_reminder(desk, reminder, newest, language);
        written.push_back(std::move(reminder));
    }
    return written;
}

}  // namespace aka
