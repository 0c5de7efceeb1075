#include "aka/service/transfer.hpp"

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/draws.hpp"
#include "aka/store/feedback.hpp"
#include "aka/store/referrals.hpp"
#include "aka/store/search.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

/// The business for its new owner: moved with its contacts, or a copy where it has other cases here.
void move_business(Change& change, CaseFile& whole, const MunicipalityId& owner) {
    if (!whole.business) return;
    Business business = *whole.business;
    auto contacts = contacts_of(change.db(), business.id);
    const bool shared = cases_of(change.db(), business.id).size() > 1;
    if (shared) {
        std::erase_if(contacts, [&](const Contact& contact) { return contact.id != whole.file.contact; });
        business.key.clear();
    }
    business.owner = owner;
    if (shared)
        change.insert(business);
    else
        change.update(business);
    for (auto& contact : contacts) {
        contact.owner = owner;
        contact.business = business.id;
        if (shared) contact.key.clear();
        if (shared)
            change.insert(contact);
        else
            change.update(contact);
        if (shared) whole.file.contact = contact.id;
    }
    whole.file.business = business.id;
}

bool same_business(const Business& one, const Business& other) {
    if (one.id == other.id) return true;
    if (!one.cvr.empty() && !other.cvr.empty()) return one.cvr == other.cvr;
    return fold(one.name) == fold(other.name);
}

template <class T>
void fill(std::optional<T>& value, const std::optional<T>& other) {
    if (!value) value = other;
}

void fill(std::string& value, const std::string& other) {
    if (value.empty()) value = other;
}

/// Moves the needs of one case to another; open ones with the same topic become one.
class NeedMove {
public:
    NeedMove(Change& change, CaseFile& into) : change_(change), into_(into) {}

    void move(Need need, const std::vector<Referral>& referrals, int referrals_before) {
        const auto same = std::find_if(into_.needs.begin(), into_.needs.end(), [&](const Need& known) {
            return known.open() && need.open() && known.topic == need.topic;
        });
        const NeedId before = need.id;
        NeedId now = before;
        const bool joins = same != into_.needs.end();
        if (!joins) {
            need.case_id = into_.file.id;
            need.place = static_cast<int>(into_.needs.size()) + 1;
            change_.update(need);
            into_.needs.push_back(need);
        } else {
            fill(same->occupation, need.occupation);
            fill(same->positions, need.positions);
            fill(same->obstacle, need.obstacle);
            change_.update(*same);
            now = same->id;
        }
        for (auto draw : draws_of(change_.db(), before)) {
            draw.need = now;
            change_.update(draw);
        }
        for (auto referral : referrals) {
            if (referral.need != before) continue;
            referral.need = now;
            referral.case_id = into_.file.id;
            referral.number += referrals_before;
            change_.update(referral);
        }
        if (joins) change_.remove(need);
    }

private:
    Change& change_;
    CaseFile& into_;
};

template <class Record>
void move_all(Change& change, std::vector<Record> records, CaseId to) {
    for (auto& record : records) {
        record.case_id = to;
        change.update(record);
    }
}

/// One agreed follow-up is enough: the earliest open one stays. The other never came due.
void drop_doubled_followups(Change& change, CaseId id) {
    auto followups = followups_of(change.db(), id);
    std::erase_if(followups, [](const Followup& followup) { return followup.done_on.has_value(); });
    std::sort(followups.begin(), followups.end(),
              [](const Followup& a, const Followup& b) { return a.due < b.due; });
    for (std::size_t i = 1; i < followups.size(); ++i)
        if (followups[i].kind == followups.front().kind) change.remove(followups[i]);
}

/// What the case that goes said otherwise than the one that stays.
std::string differing_facts(const CaseFile& from, const CaseFile& into) {
    std::string facts;
    const auto add = [&](const std::string& name, const std::string& value, const std::string& kept) {
        if (!value.empty() && value != kept) facts += '\n' + name + ": " + value;
    };
    const auto posts = [](const Need& need) { return need.positions ? std::to_string(*need.positions) : ""; };
    add(tr("title"), from.file.title, into.file.title);
    add(tr("channel"), std::string{code(from.file.channel)}, std::string{code(into.file.channel)});
    add(tr("direction"), std::string{code(from.file.direction)}, std::string{code(into.file.direction)});
    add(tr("received"), to_iso(from.file.received_on), to_iso(into.file.received_on));
    for (const auto& need : from.needs)
        for (const auto& kept : into.needs) {
            if (need.topic != kept.topic || !need.open() || !kept.open()) continue;
            add(tr("occupation"), need.occupation, kept.occupation);
            add(tr("posts"), posts(need), posts(kept));
            add(tr("obstacle"), code(need.obstacle), code(kept.obstacle));
        }
    return facts;
}

/// A business and its contacts that no case needs any more.
void drop_unused(Change& change, const Business& business) {
    if (!cases_of(change.db(), business.id).empty()) return;
    for (const auto& contact : contacts_of(change.db(), business.id)) change.remove(contact);
    change.remove(business);
}

/// A contact that the case took over from another record of the business: moved, or a copy where it has other
/// cases there.
void adopt_contact(Change& change, Case& file, const Business& from) {
    if (!file.contact || !file.business || *file.business == from.id) return;
    Contact contact = get_contact(change.db(), *file.contact);
    if (contact.business != from.id) return;
    contact.business = *file.business;
    contact.owner = file.owner;
    if (cases_of(change.db(), from.id).size() > 1) {
        contact.key.clear();
        change.insert(contact);
    } else {
        change.update(contact);
    }
    file.contact = contact.id;
}

/// The enquiry is the earlier of the two, with where and how it came.
void take_enquiry(Case& file, const Case& earlier) {
    file.received_on = earlier.received_on;
    file.received_in = earlier.received_in;
    file.channel = earlier.channel;
    file.direction = earlier.direction;
}

bool keep_as_note(Change& change, const Desk& desk, const CaseFile& from, const CaseFile& into) {
    const std::string facts = differing_facts(from, into);
    if (facts.empty()) return false;
    Note note{
        {},
        "",
        into.file.id,
        desk.user(),
        tr("{ref} said otherwise:{facts}", fmt::arg("ref", from.file.ref.text()), fmt::arg("facts", facts)),
        std::nullopt,
        desk.today,
        change.now()};
    change.insert(note);
    return true;
}

void require_mergeable(const CaseFile& from, const CaseFile& into) {
    const std::string gone = from.file.ref.text();
    const std::string kept = into.file.ref.text();
    if (from.file.id == into.file.id)
        throw Error{ErrorKind::usage, tr("{ref} cannot be merged into itself", fmt::arg("ref", kept))};
    require_open(from.file);
    require_open(into.file);
    if (from.business && into.business && !same_business(*from.business, *into.business))
        throw Error{ErrorKind::refused,
                    tr("{gone} is of {one} and {kept} of {other}: two businesses; correct one with aka case "
                       "edit --company or --cvr first",
                       fmt::arg("gone", gone), fmt::arg("one", from.business->name), fmt::arg("kept", kept),
                       fmt::arg("other", into.business->name))};
}

}  // namespace

CaseFile hand_over(const Desk& desk, const Case& typed, const Municipality& to,
                   const std::string& consultant) {
    const std::string initials = clean_initials("--user", consultant);
    CaseFile result;
    desk.write([&](Change& change) {
        CaseFile whole = Cases{desk}.read(get_case(desk.db, typed.id));
        require_open(whole.file);
        if (desk.today < whole.file.received_on)
            throw Error{ErrorKind::refused,
                        tr("{ref} was received on {received}; it cannot be handed over before",
                           fmt::arg("ref", whole.file.ref.text()),
                           fmt::arg("received", to_iso(whole.file.received_on)))};
        if (whole.file.owner == to.id)
            throw Error{ErrorKind::refused,
                        tr("{ref} is with {office} already", fmt::arg("ref", whole.file.ref.text()),
                           fmt::arg("office", to.name))};
        move_business(change, whole, to.id);
        whole.file.owner = to.id;
        whole.file.consultant = initials;
        change.update(whole.file);
        index_case(desk.db, whole.file);
        change.record("case handover", subject_of(whole.file), desk.today);
        result = Cases{desk}.read(whole.file);
    });
    return result;
}

Merged merge_cases(const Desk& desk, const Case& typed, const Case& typed_into) {
    Merged result;
    desk.write([&](Change& change) {
        const Cases cases{desk};
        const CaseFile from = cases.read(get_case(desk.db, typed.id));
        CaseFile into = cases.read(get_case(desk.db, typed_into.id));
        require_mergeable(from, into);
        const CaseId to = into.file.id;
        result.gone = from.file.ref;
        result.referrals_before = into.referrals.empty() ? 0 : into.referrals.back().number;

        const CaseFile before = into;
        NeedMove needs{change, into};
        for (const auto& need : from.needs) needs.move(need, from.referrals, result.referrals_before);
        move_all(change, from.notes, to);
        move_all(change, from.followups, to);
        move_all(change, from.consents, to);
        move_all(change, feedback_of(desk.db, from.file.id), to);
        drop_doubled_followups(change, to);

        fill(into.file.business, from.file.business);
        fill(into.file.contact, from.file.contact);
        if (from.business) adopt_contact(change, into.file, *from.business);
        fill(into.file.size_band, from.file.size_band);
        fill(into.file.title, from.file.title);
        if (!from.file.text.empty() && from.file.text != into.file.text)
            into.file.text += (into.file.text.empty() ? "" : "\n\n") + from.file.text;
        if (from.file.received_on < into.file.received_on) take_enquiry(into.file, from.file);
        result.kept_as_note = keep_as_note(change, desk, from, before);
        change.update(into.file);

        move_merged(desk.db, from.file.id, to, result.referrals_before);
        keep_merged(desk.db, {from.file.ref, from.file.key, to, result.referrals_before});
        tell_merged(change, to);
        unindex_case(desk.db, from.file.id);
        change.remove(from.file);
        if (from.business && from.business->id != into.file.business) drop_unused(change, *from.business);
        index_case(desk.db, into.file);
        change.record("case merge", subject_of(into.file), desk.today);
        result.file = cases.read(into.file);
    });
    return result;
}

}  // namespace aka
