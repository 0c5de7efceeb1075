#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/service/cases.hpp"
#include "aka/service/draws.hpp"
#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/search.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

[[noreturn]] void bad_value(const std::string& message) {
    throw Error{ErrorKind::usage, message};
}

template <class Parse>
void correct(std::string& value, Parse parse, std::string_view message) {
    if (value.empty()) return;
    const auto parsed = parse(value);
    if (!parsed) bad_value(tr(message, fmt::arg("typed", value)));
    value = *parsed;
}

/// Every text fit, every number checked and in its stored form.
BusinessFacts clean(BusinessFacts facts) {
    facts.name = clean_text(tr("company"), facts.name, Lines::one);
    facts.contact = clean_text(tr("contact"), facts.contact, Lines::one);
    correct(facts.cvr, parse_cvr,
            "\"{typed}\" is no CVR number: eight digits that pass the check, as 99 99 99 18");
    correct(facts.pno, parse_pno, "\"{typed}\" is no P-number: ten digits beginning with 10");
    correct(facts.phone, parse_phone,
            "\"{typed}\" is no Danish phone number: eight digits, +45 before them if you like");
    facts.email = clean_text(tr("email"), facts.email, Lines::one);
    correct(facts.email, parse_email, "\"{typed}\" is no mail address, as name@example.dk");
    if (!facts.form) facts.form = form_in_name(facts.name);
    return facts;
}

NeedFacts clean(NeedFacts need) {
    need.occupation = clean_text(tr("occupation"), need.occupation, Lines::one);
    return need;
}

void fill(std::string& value, const std::string& said) {
    if (!said.empty()) value = said;
}

template <class T>
void fill(std::optional<T>& value, const std::optional<T>& said) {
    if (said) value = said;
}

/// What was said corrects what was known.
Business merge(Business business, const BusinessFacts& facts) {
    fill(business.name, facts.name);
    fill(business.cvr, facts.cvr);
    fill(business.pno, facts.pno);
    fill(business.form, facts.form);
    fill(business.size_band, facts.size_band);
    return business;
}

Contact merge(Contact contact, const BusinessFacts& facts) {
    fill(contact.name, facts.contact);
    fill(contact.phone, facts.phone);
    fill(contact.email, facts.email);
    return contact;
}

bool has_contact(const BusinessFacts& facts) {
    return !facts.contact.empty() || !facts.phone.empty() || !facts.email.empty();
}

bool same_person(const Contact& contact, const BusinessFacts& facts) {
    if (!facts.contact.empty() && !contact.name.empty()) return fold(contact.name) == fold(facts.contact);
    return (!facts.phone.empty() && contact.phone == facts.phone) ||
           (!facts.email.empty() && contact.email == facts.email) ||
           (contact.name.empty() && contact.phone.empty() && contact.email.empty());
}

/// The contact that was named, known or new; the newest known one when nobody was named.
std::optional<Contact> settle_contact(Change& change, const Business& business, const BusinessFacts& facts) {
    const auto known = contacts_of(change.db(), business.id);
    if (!has_contact(facts)) return known.empty() ? std::nullopt : std::optional{known.front()};
    auto same = std::find_if(known.begin(), known.end(),
                             [&](const Contact& contact) { return same_person(contact, facts); });
    // A number without a name is the newest contact's new one.
    if (same == known.end() && facts.contact.empty()) same = known.begin();
    Contact contact =
        merge(same == known.end() ? Contact{{}, "", business.id, business.owner, "", "", ""} : *same, facts);
    if (same == known.end())
        change.insert(contact);
    else if (contact != *same)
        change.update(contact);
    return contact;
}

/// The case's own contact with what was said of it; another person, when another name was said.
Contact correct_contact(Change& change, const Business& business, const std::optional<Contact>& current,
                        const BusinessFacts& facts) {
    if (!current ||
        (!facts.contact.empty() && !current->name.empty() && fold(current->name) != fold(facts.contact)))
        return settle_contact(change, business, facts).value();
    const Contact contact = merge(*current, facts);
    if (contact != *current) change.update(contact);
    return contact;
}

/// Stores a business as it is known now, and lets all of its cases be found by it.
void correct_business(Change& change, const Business& known, const Business& now) {
    if (now == known) return;
    change.update(now);
    for (const auto& file : cases_of(change.db(), now.id)) index_case(change.db(), file);
}

Business settle_business(Change& change, const std::optional<KnownFacts>& known, const BusinessFacts& facts,
                         const MunicipalityId& owner) {
    if (!known) {
        Business business =
            merge({{}, "", owner, "", "", "", std::nullopt, std::nullopt, "", "", owner, ""}, facts);
        change.insert(business);
        return business;
    }
    Business merged = merge(known->business, facts);
    // Typed in haste, "fjordglas aps" is the Fjordglas ApS that is known; a new spelling is given with aka
    // case edit.
    if (fold(merged.name) == fold(known->business.name)) merged.name = known->business.name;
    correct_business(change, known->business, merged);
    return merged;
}

/// Other businesses of the office that what was just said fits too.
std::vector<Business> twins_of(Database& db, const Business& business, const BusinessFacts& facts) {
    std::vector<Business> twins;
    const auto add = [&](const std::vector<Business>& found) {
        for (const auto& other : found)
            if (other.id != business.id && std::find(twins.begin(), twins.end(), other) == twins.end())
                twins.push_back(other);
    };
    if (!facts.cvr.empty()) add(businesses_by_cvr(db, business.owner, facts.cvr));
    if (!facts.phone.empty()) add(businesses_by_phone(db, business.owner, facts.phone));
    if (!facts.email.empty()) add(businesses_by_email(db, business.owner, facts.email));
    if (!facts.name.empty()) add(businesses_by_name(db, business.owner, facts.name));
    return twins;
}

/// A business of the same name is the same unless its CVR number is another.
bool contradicts(const Business& business, const BusinessFacts& facts) {
    return (!facts.cvr.empty() && !business.cvr.empty() && facts.cvr != business.cvr) ||
           (!facts.pno.empty() && !business.pno.empty() && facts.pno != business.pno);
}

std::optional<Business> first_fitting(const std::vector<Business>& candidates, const BusinessFacts& facts) {
    const auto fits = std::find_if(candidates.begin(), candidates.end(),
                                   [&](const Business& business) { return !contradicts(business, facts); });
    return fits == candidates.end() ? std::nullopt : std::optional{*fits};
}

Need insert_need(Change& change, const Case& file, const NeedFacts& facts, int place) {
    Need need;
    need.case_id = file.id;
    need.place = place;
    need.topic = facts.topic;
    need.occupation = facts.occupation;
    need.positions = facts.positions;
    need.obstacle = facts.obstacle;
    change.insert(need);
    return need;
}

void require_received_by(Date received, Date today) {
    if (received > today)
        bad_value(tr("{received} lies ahead; an enquiry was received today or before",
                     fmt::arg("received", to_iso(received))));
}

/// What was done for an enquiry happened after it came.
void require_nothing_before(const CaseFile& whole, Date received) {
    std::optional<Date> first;
    const auto consider = [&](Date day) {
        if (!first || day < *first) first = day;
    };
    for (const auto& note : whole.notes) consider(note.on);
    for (const auto& consent : whole.consents) consider(consent.given_on);
    for (const auto& referral : whole.referrals) consider(referral.sent_on);
    for (const auto& need : whole.needs)
        if (need.closed_on) consider(*need.closed_on);
    if (first && *first < received)
        throw Error{
            ErrorKind::refused,
            tr("{ref}: something was done for it on {day} already; it cannot have been received later",
               fmt::arg("ref", whole.file.ref.text()), fmt::arg("day", to_iso(*first)))};
}

void require_known(const Network& network, const TopicId& topic) {
    if (network.find(topic) == nullptr)
        bad_value(tr("unknown topic \"{topic}\"; see aka actors topics", fmt::arg("topic", topic.text)));
}

/// At least one, each known, none twice: one need has one topic.
void require_topics(const Network& network, const std::vector<NeedFacts>& needs) {
    if (needs.empty()) bad_value(tr("what is it about? name a topic with --topic; see aka actors topics"));
    for (std::size_t i = 0; i < needs.size(); ++i) {
        require_known(network, needs[i].topic);
        for (std::size_t j = 0; j < i; ++j)
            if (needs[i].topic == needs[j].topic)
                bad_value(tr("--topic {topic} is given twice; one need has one topic",
                             fmt::arg("topic", needs[i].topic.text)));
    }
}

/// An open need for the topic would make another one impossible to address.
void require_new_topic(const Network& network, const CaseFile& whole, const TopicId& topic) {
    require_known(network, topic);
    for (const auto& need : whole.needs)
        if (need.open() && need.topic == topic)
            throw Error{ErrorKind::refused,
                        tr("{ref} has an open need for {topic} already",
                           fmt::arg("ref", whole.file.ref.text()), fmt::arg("topic", topic.text))};
}

}  // namespace

std::optional<KnownFacts> Cases::find_known(const BusinessFacts& said, KnownBusiness how) const {
    const BusinessFacts facts = clean(said);
    const MunicipalityId& owner = desk_.home().id;
    std::optional<Business> business;
    if (!facts.cvr.empty()) business = first_fitting(businesses_by_cvr(desk_.db, owner, facts.cvr), facts);
    if (how == KnownBusiness::reuse) {
        if (!business && !facts.phone.empty())
            business = first_fitting(businesses_by_phone(desk_.db, owner, facts.phone), facts);
        if (!business && !facts.email.empty())
            business = first_fitting(businesses_by_email(desk_.db, owner, facts.email), facts);
        // One phone may serve two businesses: another name is another business.
        const bool by_cvr = business && !facts.cvr.empty() && business->cvr == facts.cvr;
        if (business && !by_cvr && !facts.name.empty() && fold(business->name) != fold(facts.name))
            business.reset();
        if (!business && !facts.name.empty())
            business = first_fitting(businesses_by_name(desk_.db, owner, facts.name), facts);
    }
    if (!business) return std::nullopt;
    const auto contacts = contacts_of(desk_.db, business->id);
    return KnownFacts{*business, contacts.empty() ? std::nullopt : std::optional{contacts.front()},
                      open_cases_of(desk_.db, business->id)};
}

Recorded Cases::record(const Enquiry& enquiry) const {
    const Municipality& home = desk_.home();
    const BusinessFacts facts = clean(enquiry.business);
    const Date received = enquiry.received_on.value_or(desk_.today);
    require_received_by(received, desk_.today);
    require_topics(desk_.network, enquiry.needs);
    Recorded result;
    desk_.write([&](Change& change) {
        const auto known = find_known(facts, enquiry.known);
        if (!known && facts.name.empty())
            bad_value(tr("the business is not known yet; name it with --company"));
        result = {};
        result.known = known.has_value();
        if (known) result.open_before = known->open_cases;
        const Business business = settle_business(change, known, facts, home.id);
        result.known_as = known ? known->business.name : "";
        result.twins = twins_of(desk_.db, business, facts);
        const auto contact = settle_contact(change, business, facts);

        Case file;
        file.ref = {home.prefix, year_of(received), next_number(desk_.db, home.id, year_of(received))};
        file.business = business.id;
        if (contact) file.contact = contact->id;
        file.received_in = home.id;
        file.owner = home.id;
        file.consultant = desk_.user();
        file.title = clean_text(tr("title"), enquiry.title, Lines::one);
        file.text = clean_text(tr("text"), enquiry.text, Lines::many);
        file.channel = enquiry.channel;
        file.direction = enquiry.direction;
        file.size_band = business.size_band;
        file.received_on = received;
        file.recorded = change.now();
        change.insert(file);
        for (const auto& facts_of_need : enquiry.needs) {
            const Need need =
                insert_need(change, file, clean(facts_of_need), static_cast<int>(result.draws.size()) + 1);
            result.draws.push_back(draw_for(change, desk_.directory(), file, need, desk_.today));
        }
        if (!enquiry.without_followup) {
            const Date due = enquiry.followup.value_or(
                desk_.network.calendar.add_working_days(desk_.today, home.followup_days));
            make_followup(change, file, due, FollowupKind::agreed);
        }
        if (enquiry.consent) make_consent(change, file, *enquiry.consent);
        index_case(desk_.db, file);
        change.record("case new", subject_of(file), received);
        result.file = read(file);
    });
    return result;
}

Edited Cases::edit(const Case& typed, const CaseEdit& edit) const {
    const BusinessFacts facts = clean(edit.business);
    if (edit.received_on) require_received_by(*edit.received_on, desk_.today);
    Edited result;
    desk_.write([&](Change& change) {
        CaseFile whole = read(get_case(desk_.db, typed.id));
        Case& file = whole.file;
        if (whole.business) {
            const Business merged = merge(*whole.business, facts);
            correct_business(change, *whole.business, merged);
            if (has_contact(facts)) file.contact = correct_contact(change, merged, whole.contact, facts).id;
        }
        if (facts.size_band) file.size_band = facts.size_band;
        if (edit.title) file.title = clean_text(tr("title"), *edit.title, Lines::one);
        if (edit.text) file.text = clean_text(tr("text"), *edit.text, Lines::many);
        if (edit.channel) file.channel = *edit.channel;
        if (edit.direction) file.direction = *edit.direction;
        if (edit.received_on) {
            if (file.closed_on && *file.closed_on < *edit.received_on)
                throw Error{ErrorKind::refused,
                            tr("{ref} was closed on {closed}; it cannot have been received later",
                               fmt::arg("ref", file.ref.text()), fmt::arg("closed", to_iso(file.closed_on)))};
            require_nothing_before(whole, *edit.received_on);
            file.received_on = *edit.received_on;
        }
        change.update(file);
        edit_needs(change, whole, edit);
        index_case(desk_.db, file);
        change.record("case edit", subject_of(file), desk_.today);
        result.file = read(file);
        if (result.file.business) result.twins = twins_of(desk_.db, *result.file.business, facts);
        result.stale_draws.clear();
        for (const auto& need : result.file.needs) {
            const auto draw = current_draw(desk_.db, need.id);
            if (need.open() && draw && is_stale(*draw, file, need)) result.stale_draws.push_back(need.topic);
        }
    });
    return result;
}

void Cases::edit_needs(Change& change, CaseFile& whole, const CaseEdit& edit) const {
    const std::string name = whole.file.ref.text();
    const auto ref = fmt::arg("ref", name);
    const auto open =
        std::count_if(whole.needs.begin(), whole.needs.end(), [](const Need& need) { return need.open(); });
    if (edit.positions && edit.topic.empty() && open > 1)
        bad_value(tr("{ref} has several open needs; say with --topic which one's posts these are", ref));
    bool addressed = false;
    for (auto& need : whole.needs) {
        if (!edit.touches_needs() || !need.open() || (!edit.topic.empty() && need.topic != edit.topic))
            continue;
        if (addressed && !edit.change_topic.empty())
            bad_value(tr("{ref} has several open needs; say which one gets the new topic with --topic", ref));
        addressed = true;
        if (edit.occupation) need.occupation = clean_text(tr("occupation"), *edit.occupation, Lines::one);
        fill(need.positions, edit.positions);
        fill(need.obstacle, edit.obstacle);
        if (!edit.change_topic.empty() && need.topic != edit.change_topic) {
            require_new_topic(desk_.network, whole, edit.change_topic);
            need.topic = edit.change_topic;
        }
        change.update(need);
    }
    if (edit.touches_needs() && !addressed)
        throw Error{ErrorKind::refused,
                    edit.topic.empty()
                        ? tr("{ref} has no open need; reopen it with aka case reopen {ref}", ref)
                        : no_open_need(whole.file.ref, edit.topic)};
    for (const auto& topic : edit.add_topics) {
        require_open(whole.file);
        require_new_topic(desk_.network, whole, topic);
        const int place = static_cast<int>(whole.needs.size()) + 1;
        whole.needs.push_back(
            insert_need(change, whole.file, {topic, "", std::nullopt, std::nullopt}, place));
        draw_for(change, desk_.directory(), whole.file, whole.needs.back(), desk_.today);
    }
}

}  // namespace aka
