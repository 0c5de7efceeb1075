#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/service/sharing.hpp"
#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/erasing.hpp"
#include "aka/store/feedback.hpp"
#include "aka/store/prospects.hpp"
#include "aka/store/referrals.hpp"
#include "aka/store/search.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "privacy_eraser.hpp"

namespace aka {
namespace {

constexpr std::string_view redaction = "[…]";

Mentions mentions_of(const Contact& contact) {
    Mentions mentions;
    mentions.add_number(contact.phone);
    mentions.add_address(contact.email);
    mentions.add_name(contact.name);
    return mentions;
}

bool tells_of_person(SharedField field) {
    return field == SharedField::contact || field == SharedField::phone || field == SharedField::email;
}

/// One person, taken out of what stays.
class Redactor {
public:
    Redactor(Change& change, Erasure& erasure, const Contact& contact)
        : change_(change),
          erasure_(erasure),
          contact_(contact),
          person_(mentions_of(contact)),
          name_(fold_words(contact.name)) {}

    void take(Case file) {
        if (file.erased()) return;
        const bool named = file.contact == contact_.id;
        bool changed = named;
        if (named) file.contact.reset();
        changed = person_.replace(file.title, redaction) || changed;
        changed = person_.replace(file.text, redaction) || changed;
        if (changed) change_.update(file);
        changed = redact_rest(file) || changed;
        for (auto& referral : referrals_of(db(), file.id)) {
            if (!take(referral, named)) continue;
            erasure_.told.push_back({ReferralRef{file.ref, referral.number}, referral.actor_name});
            changed = true;
        }
        index_case(db(), file);
        if (changed) erasure_.redacted.push_back(file.ref);
        if (still_named(file)) erasure_.still_named.push_back(file.ref);
    }

    /// Why a business stands on a list may name the person.
    bool take(Prospect prospect) {
        const bool changed = person_.replace(prospect.reason, redaction);
        if (changed) change_.update(prospect);
        return changed;
    }

    [[nodiscard]] const Mentions& person() const { return person_; }

    /// A case that nothing joins to the person: whether somebody else of that name is meant, a reader can
    /// tell.
    void look_at(const Case& file) {
        if (!file.erased() && person_.stand_in(text_of(file))) erasure_.still_named.push_back(file.ref);
    }

private:
    [[nodiscard]] Database& db() { return change_.db(); }

    bool redact_rest(const Case& file) {
        bool changed = false;
        for (auto note : notes_of(db(), file.id))
            if (person_.replace(note.text, redaction)) {
                change_.update(note);
                changed = true;
            }
        for (auto feedback : feedback_of(db(), file.id))
            if (person_.replace(feedback.text, redaction)) {
                change_.update(feedback);
                changed = true;
            }
        return changed;
    }

    /// What was shared stays known by its fields, not by what stood in them.
    bool take(Referral& referral, bool named) {
        Shared shared = read_shared(referral);
        auto& values = shared.values;
        const auto before = values.size();
        if (named)
            std::erase_if(values, [](const SharedValue& value) { return tells_of_person(value.field); });
        bool changed = values.size() != before;
        for (auto& value : values) changed = person_.replace(value.value, redaction) || changed;
        if (!changed) return false;
        const std::string fields = referral.shared;
        keep_shared(referral, shared);
        referral.shared = fields;
        change_.update(referral);
        return true;
    }

    std::string text_of(const Case& file) {
        std::string text = file.title + '\n' + file.text;
        for (const auto& note : notes_of(db(), file.id)) text += '\n' + note.text;
        for (const auto& feedback : feedback_of(db(), file.id)) text += '\n' + feedback.text;
        return text;
    }

    bool still_named(const Case& file) {
        const auto words = fold_words(text_of(file));
        return std::any_of(name_.begin(), name_.end(), [&](const std::string& part) {
            return part.size() > 2 && std::find(words.begin(), words.end(), part) != words.end();
        });
    }

    Change& change_;
    Erasure& erasure_;
    Contact contact_;
    Mentions person_;
    std::vector<std::string> name_;  ///< its words, folded
};

void require_person(const Business& business) {
    if (business.form && *business.form != CompanyForm::enk)
        throw Error{
            ErrorKind::refused,
            tr("{business} ({form}) is no person: erase its cases one by one with aka case erase, and "
               "its contacts by --email or --phone",
               fmt::arg("business", business.name), fmt::arg("form", code(*business.form)))};
}

bool is_person(const Business& business) {
    return business.form == CompanyForm::enk;
}

/// The business goes with all its cases, whoever of its office worked on them.
void erase_business(Eraser& eraser, Database& db, const Business& business) {
    const auto cases = cases_of(db, business.id);
    for (const auto& file : cases) eraser.take(file);
    if (cases.empty()) eraser.take(business);
}

std::vector<std::string> subjects_of_cases(Database& db, const std::set<std::int64_t>& cases) {
    std::vector<std::string> subjects;
    for (const auto id : cases)
        for (auto& subject : subjects_of(db, get_case(db, {id}))) subjects.push_back(std::move(subject));
    return subjects;
}

/// The lists of the office: an entry with the person's number goes, in the others the name does.
std::vector<std::string> take_off_lists(Eraser& eraser, Redactor& redactor, Database& db,
                                        const Contact& contact) {
    std::vector<std::string> subjects;
    for (const auto& prospect : read_all<Prospect>(db, "SELECT * FROM prospect WHERE owner = $1 ORDER BY id",
                                                   {contact.owner.text})) {
        if (!contact.phone.empty() && prospect.phone == contact.phone)
            eraser.take(prospect);
        else if (redactor.take(prospect))
            subjects.push_back(subject_of(prospect));
    }
    return subjects;
}

/// The cases found, and the others of the business: their texts may name the person without the number.
std::set<std::int64_t> cases_about(Database& db, const Subject& subject, const Contact& contact) {
    std::set<std::int64_t> cases = subject.cases;
    if (contact.id.value == 0) return cases;
    for (const auto& file : cases_of(db, contact.business))
        if (file.owner == contact.owner) cases.insert(file.id.value);
    return cases;
}

void erase_contact(Eraser& eraser, Change& change, Erasure& erasure, const Subject& subject,
                   const Contact& contact) {
    Database& db = change.db();
    Redactor redactor{change, erasure, contact};
    const auto cases = cases_about(db, subject, contact);
    for (const auto id : cases) redactor.take(get_case(db, {id}));
    for (const auto& file :
         read_all<Case>(db, "SELECT * FROM case_file WHERE owner = $1 ORDER BY id", {contact.owner.text}))
        if (cases.count(file.id.value) == 0) redactor.look_at(file);
    auto subjects = subjects_of_cases(db, cases);
    for (auto& list : take_off_lists(eraser, redactor, db, contact)) subjects.push_back(std::move(list));
    eraser.take_bodies(bodies_with(db, redactor.person(), bodies_under(db, subjects)));
    if (contact.id.value != 0) eraser.take(contact);
}

/// Somebody who is contact of no business, and stands in texts with this number or address.
Contact only_mentioned(const SubjectKey& key, const MunicipalityId& owner) {
    Contact contact;
    contact.owner = owner;
    contact.phone = key.phone;
    contact.email = key.email;
    return contact;
}

/// Each reference once, in order.
void tidy(std::vector<CaseRef>& refs) {
    const auto before = [](const CaseRef& left, const CaseRef& right) { return left.text() < right.text(); };
    std::sort(refs.begin(), refs.end(), before);
    refs.erase(
        std::unique(refs.begin(), refs.end(),
                    [](const CaseRef& left, const CaseRef& right) { return left.text() == right.text(); }),
        refs.end());
}

}  // namespace

Erasure erase_person(const Desk& desk, const SubjectKey& key, ErasureReason reason) {
    Erasure erasure;
    desk.write([&](Change& change) {
        const Subject subject = find_subject(desk.db, desk.home().id, key);
        const bool by_cvr = !key.cvr.empty();
        if (subject.empty() || (by_cvr && subject.businesses.empty() && subject.prospects.empty()))
            throw Error{ErrorKind::not_found, tr("nothing is held here about {key}; see aka data subject",
                                                 fmt::arg("key", key.cvr + key.email + key.phone))};
        Erasure named;
        Eraser eraser{change};
        for (const auto id : subject.businesses) {
            const Business business = get_business(desk.db, {id});
            if (by_cvr) require_person(business);
            if (!by_cvr && !is_person(business)) continue;
            erase_business(eraser, desk.db, business);
        }
        for (const auto id : subject.contacts) {
            const auto contact = read_one<Contact>(desk.db, "SELECT * FROM contact WHERE id = $1", {id});
            if (contact) erase_contact(eraser, change, named, subject, *contact);
        }
        if (!by_cvr && subject.contacts.empty())
            erase_contact(eraser, change, named, subject, only_mentioned(key, desk.home().id));
        for (const auto id : subject.prospects) {
            const auto prospect = read_one<Prospect>(desk.db, "SELECT * FROM prospect WHERE id = $1", {id});
            // Where somebody is only mentioned, the entry of the other business stays.
            const bool meant = prospect && (by_cvr ? prospect->cvr == key.cvr
                                                   : !key.phone.empty() && prospect->phone == key.phone);
            if (meant) eraser.take(*prospect);
        }
        erasure = eraser.finish(desk, reason, "erasure:" + make_key(change.now()));
        erasure.redacted = std::move(named.redacted);
        erasure.still_named = std::move(named.still_named);
        tidy(erasure.redacted);
        tidy(erasure.still_named);
        erasure.told.insert(erasure.told.end(), named.told.begin(), named.told.end());
    });
    compact(desk, erasure);
    return erasure;
}

}  // namespace aka
