#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/service/cases.hpp"
#include "aka/service/draws.hpp"
#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/prospects.hpp"
#include "aka/store/search.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "facts.hpp"
#include "intake.hpp"

namespace aka {
namespace {

[[noreturn]] void bad_value(const std::string& message) {
    throw Error{ErrorKind::usage, message};
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

Need insert_need(Change& change, const Case& file, const NeedFacts& facts, int place) {
    Need need = make_need(facts, place);
    need.case_id = file.id;
    change.insert(need);
    return need;
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

/// An older register corrects what is known only with what was said last.
Saying saying_of(Database& db, const Enquiry& enquiry, const std::optional<Business>& known, Date received) {
    if (!known || enquiry.origin == Origin::asked_now) return Saying::corrects;
    const auto newest = newest_day_of(db, known->id);
    return newest && *newest > received ? Saying::fills : Saying::corrects;
}

}  // namespace

void require_received_by(Date received, Date today) {
    if (received > today)
        bad_value(tr("{received} lies ahead; an enquiry was received today or before",
                     fmt::arg("received", to_iso(received))));
}

void require_recordable(const Desk& desk, const Enquiry& enquiry, Date received) {
    require_received_by(received, desk.today);
    require_topics(desk.network, enquiry.needs);
}

std::optional<Business> find_business(const Desk& desk, const BusinessFacts& facts, KnownBusiness how) {
    const MunicipalityId& owner = desk.home().id;
    std::optional<Business> business;
    if (!facts.cvr.empty()) business = first_fitting(businesses_by_cvr(desk.db, owner, facts.cvr), facts);
    if (how != KnownBusiness::reuse) return business;
    if (!business && !facts.phone.empty())
        business = first_fitting(businesses_by_phone(desk.db, owner, facts.phone), facts);
    if (!business && !facts.email.empty())
        business = first_fitting(businesses_by_email(desk.db, owner, facts.email), facts);
    // One phone may serve two businesses: another name is another business.
    const bool by_cvr = business && !facts.cvr.empty() && business->cvr == facts.cvr;
    if (business && !by_cvr && !facts.name.empty() && fold(business->name) != fold(facts.name))
        business.reset();
    if (!business && !facts.name.empty())
        business = first_fitting(businesses_by_name(desk.db, owner, facts.name), facts);
    return business;
}

Caller settle_caller(Change& change, const Desk& desk, const Enquiry& enquiry, const Said& said,
                     const std::optional<Business>& known) {
    if (!known && said.facts.name.empty())
        bad_value(tr("the business is not known yet; name it with --company"));
    const Saying saying = saying_of(desk.db, enquiry, known, said.received);
    const Business business = settle_business(change, known, said.facts, desk.home().id, saying);
    if (!known && !has_contact(said.facts)) return {business, std::nullopt};  // a new one has none yet
    return {business, settle_contact(change, business, said.facts, saying)};
}

Case make_case(Change& change, const Desk& desk, const Enquiry& enquiry, const Said& said,
               const Caller& caller) {
    const Municipality& home = desk.home();
    const int year = year_of(said.received);
    Case file;
    file.ref = {home.prefix, year, next_number(desk.db, home.id, year)};
    change.tell("counter", {{"municipality", home.id.text},
                            {"year", std::int64_t{year}},
                            {"last", std::int64_t{file.ref.number}}});
    file.business = caller.business.id;
    if (caller.contact) file.contact = caller.contact->id;
    file.received_in = home.id;
    file.owner = home.id;
    file.consultant = enquiry.consultant.empty()
                          ? desk.user()
                          : clean_text(tr("consultant"), enquiry.consultant, Lines::one);
    file.title = clean_text(tr("title"), enquiry.title, Lines::one);
    file.text = clean_text(tr("text"), enquiry.text, Lines::many);
    file.channel = enquiry.channel;
    file.direction = enquiry.direction;
    file.size_band = caller.business.size_band;
    file.received_on = said.received;
    file.recorded = change.now();
    return file;
}

Need make_need(const NeedFacts& facts, int place) {
    Need need;
    need.place = place;
    need.topic = facts.topic;
    need.occupation = clean_text(tr("occupation"), facts.occupation, Lines::one);
    need.positions = facts.positions;
    need.obstacle = facts.obstacle;
    return need;
}

void end_prospects(Change& change, const Enquiry& enquiry, const Business& business, Date received,
                   Date today) {
    for (auto& prospect : waiting_prospects(change.db(), business.owner, business.cvr, business.name)) {
        if (enquiry.origin == Origin::older_register && received < prospect.imported_on) continue;
        prospect.done_on = std::max(today, prospect.imported_on);
        change.update(prospect);
    }
}

Followup make_first_followup(Change& change, const Desk& desk, const Case& file, std::optional<Date> due) {
    const int days = desk.home().followup_days;
    return make_followup(change, file, due ? *due : desk.network.calendar.add_working_days(desk.today, days),
                         FollowupKind::agreed);
}

std::optional<KnownFacts> Cases::find_known(const BusinessFacts& said, KnownBusiness how) const {
    const auto business = find_business(desk_, clean_facts(said), how);
    if (!business) return std::nullopt;
    const auto contacts = contacts_of(desk_.db, business->id);
    return KnownFacts{*business, contacts.empty() ? std::nullopt : std::optional{contacts.front()},
                      open_cases_of(desk_.db, business->id)};
}

Recorded Cases::record(const Enquiry& enquiry) const {
    static_cast<void>(desk_.home());
    const BusinessFacts facts = clean_facts(enquiry.business);
    const Said said{facts, enquiry.received_on.value_or(desk_.today)};
    require_recordable(desk_, enquiry, said.received);
    Recorded result;
    desk_.write([&](Change& change) {
        result = {};
        const auto known = find_business(desk_, facts, enquiry.known);
        if (known) {
            result.known = true;
            result.known_as = known->name;
            result.open_before = open_cases_of(desk_.db, known->id);
        }
        const Caller caller = settle_caller(change, desk_, enquiry, said, known);
        result.twins = twins_of(desk_.db, caller.business, facts);

        // What is written is all there is of it: nothing has to be read back.
        CaseFile& whole = result.file;
        whole.business = caller.business;
        whole.contact = caller.contact;
        whole.file = make_case(change, desk_, enquiry, said, caller);
        const Case& file = whole.file;
        change.insert(whole.file);
        for (const auto& facts_of_need : enquiry.needs) {
            const int place = static_cast<int>(whole.needs.size()) + 1;
            whole.needs.push_back(insert_need(change, file, facts_of_need, place));
            if (enquiry.origin == Origin::asked_now)
                result.draws.push_back(
                    draw_first(change, desk_.network, file, whole.needs.back(), desk_.today));
        }
        if (!enquiry.without_followup)
            whole.followups.push_back(make_first_followup(change, desk_, file, enquiry.followup));
        if (enquiry.consent) whole.consents.push_back(make_consent(change, desk_, file, *enquiry.consent));
        end_prospects(change, enquiry, caller.business, said.received, desk_.today);
        index_new_case(desk_.db, file, caller.business);
        change.record(enquiry.origin == Origin::asked_now ? "case new" : "case import", subject_of(file),
                      said.received);
    });
    return result;
}

Edited Cases::edit(const Case& typed, const CaseEdit& edit) const {
    const BusinessFacts facts = clean_facts(edit.business);
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
        settle(need.positions, edit.positions, Saying::corrects);
        settle(need.obstacle, edit.obstacle, Saying::corrects);
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
        draw_first(change, desk_.network, whole.file, whole.needs.back(), desk_.today);
    }
}

}  // namespace aka
