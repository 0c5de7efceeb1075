#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/service/sharing.hpp"
#include "aka/store/audit.hpp"
#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/draws.hpp"
#include "aka/store/erasing.hpp"
#include "aka/store/feedback.hpp"
#include "aka/store/prospects.hpp"
#include "aka/store/referrals.hpp"
#include "aka/store/search.hpp"
#include "aka/text/tr.hpp"
#include "privacy_eraser.hpp"

namespace aka {
namespace {

constexpr const char* nothing_shared = "{}";  // JSON: the fields of a referral, none

void to_month(Date& day) {
    day = first_of_month(day);
}

void to_month(std::optional<Date>& day) {
    if (day) to_month(*day);
}

void to_month(Instant& moment) {
    moment = Instant{first_of_month(std::chrono::floor<std::chrono::days>(moment))};
}

void require_ended(const Case& file, const std::vector<Referral>& referrals) {
    const std::string ref = file.ref.text();
    if (file.erased()) throw Error{ErrorKind::refused, tr("{ref} was erased before", fmt::arg("ref", ref))};
    if (file.status == CaseStatus::open)
        throw Error{ErrorKind::refused,
                    tr("{ref} is open: nobody could end it once it is erased; first aka case close {ref} "
                       "--outcome withdrawn",
                       fmt::arg("ref", ref))};
    for (const auto& referral : referrals)
        if (!referral.ended())
            throw Error{ErrorKind::refused,
                        tr("{referral} has not ended; first aka refer update {referral} --status cancelled",
                           fmt::arg("referral", ReferralRef{file.ref, referral.number}.text()))};
}

}  // namespace

void Eraser::take(Case file) {
    const auto referrals = referrals_of(db(), file.id);
    require_ended(file, referrals);
    for (auto& subject : subjects_of(db(), file)) subjects_.push_back(std::move(subject));
    result_.cases.push_back(file.ref);
    name(file.ref.text());
    for (const auto& ref : merged_refs(db(), file.id)) name(ref);
    if (!file.title.empty()) result_.titles.push_back(file.title);
    for (const auto& referral : referrals)
        if (!read_shared(referral).anonymous())
            result_.told.push_back({ReferralRef{file.ref, referral.number}, referral.actor_name});

    drop_all(notes_of(db(), file.id));
    drop_all(followups_of(db(), file.id));
    drop_all(consents_of(db(), file.id));
    drop_all(feedback_of(db(), file.id));
    for (const auto& need : needs_of(db(), file.id)) blur(need);
    for (const auto& referral : referrals) blur(referral);
    const auto business = file.business;
    const auto contact = file.contact;
    blur(file);
    unindex_case(db(), file.id);
    if (business) let_go(*business, contact);
}

void Eraser::take(const Business& business) {
    std::erase(result_.kept_businesses, business.name);
    for (const auto& known : contacts_of(db(), business.id)) take(known);
    for (const auto& prospect : prospects_of(db(), business)) take(prospect);
    name(business.name);
    name_number(business.cvr);
    name_number(business.pno);
    drop(business);
    ++result_.businesses;
}

void Eraser::take(const Contact& contact) {
    // A first name alone is somebody else's too.
    if (contact.name.find(' ') == std::string::npos && !contact.name.empty())
        result_.titles.push_back(contact.name);
    else
        name(contact.name);
    name_number(contact.phone);
    name(contact.email);
    drop(contact);
    ++result_.contacts;
}

void Eraser::take(const Prospect& prospect) {
    subjects_.push_back(subject_of(prospect));
    name(prospect.name);
    name_number(prospect.cvr);
    name_number(prospect.phone);
    drop(prospect);
    ++result_.prospects;
}

void Eraser::take(const DueAnswer& answer) {
    keys_.insert(answer.feedback.key);
    change_.update(counted(answer.feedback, answer.closed_on));
    ++result_.answers;
}

Erasure Eraser::finish(const Desk& desk, ErasureReason reason, const std::string& subject) {
    auto bodies = bodies_under(db(), subjects_);
    bodies.merge(bodies_telling_of(db(), keys_));
    bodies.merge(bodies_);
    result_.bodies = static_cast<int>(bodies.size());
    // What has served its time was rightly told.
    if (reason == ErasureReason::retention) result_.told.clear();
    std::string refs;
    for (const auto& ref : result_.cases) refs += (refs.empty() ? "" : ",") + ref.text();
    change_.tell("erasure", {{"reason", std::string{code(reason)}}, {"cases", refs}});
    erase_bodies(change_, bodies);
    purge_index(db());
    change_.record(erase_kind, subject, desk.today);
    return result_;
}

void Eraser::name(const std::string& words) {
    if (!words.empty()) result_.names.push_back(words);
}

void Eraser::name_number(const std::string& number) {
    for (const auto& form : forms_of(number)) name(form);
}

void Eraser::blur(Need need) {
    need.occupation.clear();
    need.obstacle.reset();
    to_month(need.closed_on);
    change_.update(need);
    for (auto draw : draws_of(db(), need.id)) {
        to_month(draw.day);
        to_month(draw.recorded);
        change_.update(draw);
        for (auto extra : read_all<ExtraProposal>(
                 db(), "SELECT * FROM extra_proposal WHERE draw_id = $1 ORDER BY id", {draw.id.value})) {
            to_month(extra.day);
            to_month(extra.recorded);
            change_.update(extra);
        }
    }
}

void Eraser::blur(Referral referral) {
    drop_all(steps_of(db(), referral.id));
    referral.shared.clear();
    referral.shared_text = nothing_shared;
    to_month(referral.sent_on);
    to_month(referral.deadline);
    to_month(referral.answered_on);
    to_month(referral.ended_on);
    to_month(referral.recorded);
    change_.update(referral);
}

void Eraser::blur(Case& file) {
    file.business.reset();
    file.contact.reset();
    file.consultant.clear();
    file.title.clear();
    file.text.clear();
    to_month(file.received_on);
    to_month(file.closed_on);
    to_month(file.recorded);
    change_.update(file);
}

void Eraser::let_go(BusinessId id, std::optional<ContactId> contact) {
    const Business business = get_business(db(), id);
    const auto others = cases_of(db(), id);
    if (others.empty()) return take(business);
    auto& kept = result_.kept_businesses;
    if (std::find(kept.begin(), kept.end(), business.name) == kept.end()) kept.push_back(business.name);
    const bool needed = !contact || std::any_of(others.begin(), others.end(),
                                                [&](const Case& other) { return other.contact == contact; });
    if (!needed) take(get_contact(db(), *contact));
}

std::vector<std::string> forms_of(const std::string& number) {
    if (number.empty()) return {};
    if (number.size() != 8) return {number};
    return {number, readable_phone(number), number.substr(0, 4) + ' ' + number.substr(4)};
}

void compact(const Desk& desk) {
    if (!desk.dry_run) desk.db.compact();
}

void compact(const Desk& desk, Erasure& erasure) {
    try {
        compact(desk);
    } catch (const Error& error) {
        // That nothing was saved would be wrong here.
        erasure.not_compacted = error.kind() == ErrorKind::failed ? tr("the disk is full") : error.what();
    }
}

Erasure erase_case(const Desk& desk, const Case& typed, ErasureReason reason) {
    Erasure erasure;
    desk.write([&](Change& change) {
        const Case file = get_case(desk.db, typed.id);
        Eraser eraser{change};
        eraser.take(file);
        erasure = eraser.finish(desk, reason, subject_of(file));
    });
    compact(desk, erasure);
    return erasure;
}

}  // namespace aka
