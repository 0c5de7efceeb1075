#include "facts.hpp"

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/search.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

template <class Parse>
void correct(std::string& value, Parse parse, std::string_view message) {
    if (value.empty()) return;
    const auto parsed = parse(value);
    if (!parsed) throw Error{ErrorKind::usage, tr(message, fmt::arg("typed", value))};
    value = *parsed;
}

Contact merge(Contact contact, const BusinessFacts& facts, Saying saying) {
    settle(contact.name, facts.contact, saying);
    settle(contact.phone, facts.phone, saying);
    settle(contact.email, facts.email, saying);
    return contact;
}

bool same_person(const Contact& contact, const BusinessFacts& facts) {
    if (!facts.contact.empty() && !contact.name.empty()) return fold(contact.name) == fold(facts.contact);
    return (!facts.phone.empty() && contact.phone == facts.phone) ||
           (!facts.email.empty() && contact.email == facts.email) || contact.empty();
}

bool contradicts(const Business& business, const BusinessFacts& facts) {
    return (!facts.cvr.empty() && !business.cvr.empty() && facts.cvr != business.cvr) ||
           (!facts.pno.empty() && !business.pno.empty() && facts.pno != business.pno);
}

}  // namespace

BusinessFacts clean_facts(BusinessFacts facts) {
    facts.name = clean_text(tr("company"), facts.name, Lines::one);
    facts.contact = clean_text(tr("contact"), facts.contact, Lines::one);
    correct(facts.cvr, parse_cvr,
            to_translate("\"{typed}\" is no CVR number: eight digits that pass the check, as 99 99 99 18"));
    correct(facts.pno, parse_pno, to_translate("\"{typed}\" is no P-number: ten digits beginning with 10"));
    correct(facts.phone, parse_phone,
            to_translate("\"{typed}\" is no Danish phone number: eight digits, +45 before them if you like"));
    facts.email = clean_text(tr("email"), facts.email, Lines::one);
    correct(facts.email, parse_email, to_translate("\"{typed}\" is no mail address, as name@example.dk"));
    if (!facts.form) facts.form = form_in_name(facts.name);
    return facts;
}

Business merge(Business business, const BusinessFacts& facts, Saying saying) {
    settle(business.name, facts.name, saying);
    settle(business.cvr, facts.cvr, saying);
    settle(business.pno, facts.pno, saying);
    settle(business.form, facts.form, saying);
    settle(business.size_band, facts.size_band, saying);
    return business;
}

bool has_contact(const BusinessFacts& facts) {
    return !facts.contact.empty() || !facts.phone.empty() || !facts.email.empty();
}

std::optional<Business> first_fitting(const std::vector<Business>& candidates, const BusinessFacts& facts) {
    const auto fits = std::find_if(candidates.begin(), candidates.end(),
                                   [&](const Business& business) { return !contradicts(business, facts); });
    return fits == candidates.end() ? std::nullopt : std::optional{*fits};
}

Business settle_business(Change& change, const std::optional<Business>& known, const BusinessFacts& facts,
                         const MunicipalityId& owner, Saying saying) {
    if (!known) {
        Business business =
            merge({{}, "", owner, "", "", "", std::nullopt, std::nullopt, "", "", owner, ""}, facts);
        change.insert(business);
        return business;
    }
    Business merged = merge(*known, facts, saying);
    // Typed in haste, "fjordglas aps" is the Fjordglas ApS that is known; a new spelling is given with aka
    // case edit.
    if (fold(merged.name) == fold(known->name)) merged.name = known->name;
    correct_business(change, *known, merged);
    return merged;
}

std::optional<Contact> settle_contact(Change& change, const Business& business, const BusinessFacts& facts,
                                      Saying saying) {
    const auto known = contacts_of(change.db(), business.id);
    if (!has_contact(facts)) return known.empty() ? std::nullopt : std::optional{known.front()};
    auto same = std::find_if(known.begin(), known.end(),
                             [&](const Contact& contact) { return same_person(contact, facts); });
    // A number without a name is the newest contact's new one.
    if (same == known.end() && facts.contact.empty()) same = known.begin();
    Contact contact =
        merge(same == known.end() ? Contact{{}, "", business.id, business.owner, "", "", ""} : *same, facts,
              saying);
    if (same == known.end())
        change.insert(contact);
    else if (contact != *same)
        change.update(contact);
    return contact;
}

void correct_business(Change& change, const Business& known, const Business& now) {
    if (now == known) return;
    change.update(now);
    for (const auto& file : cases_of(change.db(), now.id)) index_case(change.db(), file);
}

Contact correct_contact(Change& change, const Business& business, const std::optional<Contact>& current,
                        const BusinessFacts& facts) {
    if (!current ||
        (!facts.contact.empty() && !current->name.empty() && fold(current->name) != fold(facts.contact)))
        return settle_contact(change, business, facts, Saying::corrects).value();
    const Contact contact = merge(*current, facts, Saying::corrects);
    if (contact != *current) change.update(contact);
    return contact;
}

}  // namespace aka
