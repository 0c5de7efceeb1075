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

std::vector<std::string> words_of(const Contact& contact) {
    std::vector<std::string> words = forms_of(contact.phone);
    if (!contact.name.empty()) words.push_back(contact.name);
    if (!contact.email.empty()) words.push_back(contact.email);
    return words;
}

bool redact(std::string& text, const std::vector<std::string>& words) {
    const std::string before = text;
    for (const auto& word : words)
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + redaction.size()))
            text.replace(at, word.size(), redaction);
    return text != before;
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
          words_(words_of(contact)),
          name_(fold_words(contact.name)) {}

    void take(Case file) {
        if (file.erased()) return;
        const bool named = file.contact == contact_.id;
        bool changed = named;
        if (named) file.contact.reset();
        changed = redact(file.title, words_) || changed;
        changed = redact(file.text, words_) || changed;
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
        const bool changed = redact(prospect.reason, words_);
        if (changed) change_.update(prospect);
        return changed;
    }

    [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

private:
    [[nodiscard]] Database& db() { return change_.db(); }

    bool redact_rest(const Case& file) {
        bool changed = false;
        for (auto note : notes_of(db(), file.id))
            if (redact(note.text, words_)) {
                change_.update(note);
                changed = true;
            }
        for (auto feedback : feedback_of(db(), file.id))
            if (redact(feedback.text, words_)) {
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
        for (auto& value : values) changed = redact(value.value, words_) || changed;
        if (!changed) return false;
        const std::string fields = referral.shared;
        keep_shared(referral, shared);
        referral.shared = fields;
        change_.update(referral);
        return true;
    }

    bool still_named(const Case& file) {
        std::string text = file.title + ' ' + file.text;
        for (const auto& note : notes_of(db(), file.id)) text += ' ' + note.text;
        const auto words = fold_words(text);
        return std::any_of(name_.begin(), name_.end(), [&](const std::string& part) {
            return part.size() > 2 && std::find(words.begin(), words.end(), part) != words.end();
        });
    }

    Change& change_;
    Erasure& erasure_;
    Contact contact_;
    std::vector<std::string> words_;
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
    auto subjects = subjects_of_cases(db, cases);
    for (auto& list : take_off_lists(eraser, redactor, db, contact)) subjects.push_back(std::move(list));
    const auto theirs = bodies_under(db, subjects);
    std::set<std::int64_t> bodies;
    for (const auto seq : bodies_with(db, redactor.words()))
        if (theirs.count(seq) != 0) bodies.insert(seq);
    eraser.take_bodies(std::move(bodies));
    eraser.take(contact);
}

}  // namespace

Erasure erase_person(const Desk& desk, const SubjectKey& key, ErasureReason reason) {
    Erasure erasure;
    desk.write([&](Change& change) {
        const Subject subject = find_subject(desk.db, desk.home().id, key);
        if (subject.businesses.empty() && subject.contacts.empty() && subject.prospects.empty())
            throw Error{ErrorKind::not_found, tr("nothing is held here about {key}; see aka data subject",
                                                 fmt::arg("key", key.cvr + key.email + key.phone))};
        Erasure named;
        Eraser eraser{change};
        for (const auto id : subject.businesses) {
            const Business business = get_business(desk.db, {id});
            if (!key.cvr.empty()) require_person(business);
            if (key.cvr.empty() && !is_person(business)) continue;
            erase_business(eraser, desk.db, business);
        }
        for (const auto id : subject.contacts) {
            const auto contact = read_one<Contact>(desk.db, "SELECT * FROM contact WHERE id = $1", {id});
            if (contact) erase_contact(eraser, change, named, subject, *contact);
        }
        for (const auto id : subject.prospects) {
            const auto prospect = read_one<Prospect>(desk.db, "SELECT * FROM prospect WHERE id = $1", {id});
            // Where somebody is only mentioned, the entry of the other business stays.
            const bool meant =
                prospect && (key.cvr.empty() ? !key.phone.empty() && prospect->phone == key.phone
                                             : prospect->cvr == key.cvr);
            if (meant) eraser.take(*prospect);
        }
        erasure = eraser.finish(desk, reason, "erasure:" + make_key(change.now()));
        erasure.redacted = std::move(named.redacted);
        erasure.still_named = std::move(named.still_named);
        erasure.told.insert(erasure.told.end(), named.told.begin(), named.told.end());
    });
    compact(desk, erasure);
    return erasure;
}

}  // namespace aka
