#include "aka/store/subject.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "aka/model/mention.hpp"

namespace aka {
namespace {

std::set<std::int64_t> ids(Database& db, std::string_view sql, const Parameters& parameters) {
    std::set<std::int64_t> found;
    db.each(sql, parameters, [&](const Row& row) { found.insert(row.integer("id")); });
    return found;
}

/// Each free text with the case it belongs to.
constexpr const char* texts_of_cases =
    "SELECT id AS case_id, title || ' ' || text AS words FROM case_file WHERE owner = $1\n"
    "UNION ALL SELECT n.case_id, n.text FROM note n JOIN case_file c ON c.id = n.case_id WHERE c.owner = $1\n"
    "UNION ALL SELECT f.case_id, f.text FROM feedback f JOIN case_file c ON c.id = f.case_id\n"
    "  WHERE c.owner = $1 AND f.text IS NOT NULL\n"
    "UNION ALL SELECT r.case_id, r.shared_text FROM referral r JOIN case_file c ON c.id = r.case_id\n"
    "  WHERE c.owner = $1\n"
    "UNION ALL SELECT c.id, b.body FROM case_file c JOIN event e ON e.subject = 'case:' || c.key\n"
    "  JOIN event_body b ON b.seq = e.seq WHERE c.owner = $1\n"
    "UNION ALL SELECT c.id, b.body FROM case_file c JOIN merged_case m ON m.case_id = c.id\n"
    "  JOIN event e ON e.subject = 'case:' || m.key JOIN event_body b ON b.seq = e.seq WHERE c.owner = $1";

constexpr const char* texts_of_prospects =
    "SELECT id, name || ' ' || COALESCE(reason, '') AS words FROM prospect WHERE owner = $1";

void find_by_cvr(Database& db, Subject& subject, const MunicipalityId& owner, const std::string& cvr) {
    subject.businesses = ids(db, "SELECT id FROM business WHERE cvr = $1 AND owner = $2", {cvr, owner.text});
    subject.prospects = ids(db, "SELECT id FROM prospect WHERE cvr = $1 AND owner = $2", {cvr, owner.text});
    subject.elsewhere = db.number(
        "SELECT (SELECT count(*) FROM business WHERE cvr = $1 AND owner <> $2)\n"
        "  + (SELECT count(*) FROM prospect WHERE cvr = $1 AND owner <> $2) AS n",
        {cvr, owner.text});
    for (const auto business : subject.businesses) {
        subject.contacts.merge(ids(db, "SELECT id FROM contact WHERE business_id = $1", {business}));
        subject.cases.merge(ids(db, "SELECT id FROM case_file WHERE business_id = $1 AND owner = $2",
                                {business, owner.text}));
    }
}

void find_by_contact(Database& db, Subject& subject, const MunicipalityId& owner, const SubjectKey& key) {
    const char* column = key.email.empty() ? "phone" : "email";
    const std::string& value = key.email.empty() ? key.phone : key.email;
    subject.contacts = ids(db, fmt::format("SELECT id FROM contact WHERE {} = $1 AND owner = $2", column),
                           {value, owner.text});
    subject.elsewhere =
        db.number(fmt::format("SELECT count(*) AS n FROM contact WHERE {} = $1 AND owner <> $2", column),
                  {value, owner.text});
    if (key.email.empty())
        subject.prospects =
            ids(db, "SELECT id FROM prospect WHERE phone = $1 AND owner = $2", {value, owner.text});
    for (const auto contact : subject.contacts) {
        subject.businesses.merge(ids(db, "SELECT business_id AS id FROM contact WHERE id = $1", {contact}));
        subject.cases.merge(
            ids(db, "SELECT id FROM case_file WHERE contact_id = $1 AND owner = $2", {contact, owner.text}));
    }
}

/// The key, and of a person the other number and address that are known.
Mentions mentions_of(Database& db, const Subject& subject, const SubjectKey& key) {
    Mentions mentions;
    mentions.add_number(key.cvr + key.phone);
    mentions.add_address(key.email);
    if (!key.cvr.empty()) return mentions;
    for (const auto id : subject.contacts)
        db.each("SELECT phone, email FROM contact WHERE id = $1", {id}, [&](const Row& row) {
            mentions.add_number(row.optional_text("phone"));
            mentions.add_address(row.optional_text("email"));
        });
    return mentions;
}

const std::set<std::int64_t>& holders(const Subject& subject, HeldBy held_by) {
    static const std::set<std::int64_t> none;
    switch (held_by) {
        case HeldBy::business:
            return subject.businesses;
        case HeldBy::contact:
            return subject.contacts;
        case HeldBy::of_case:
            return subject.cases;
        case HeldBy::prospect:
            return subject.prospects;
        case HeldBy::nothing:
            break;
    }
    return none;
}

bool is_word_of(std::string_view word, std::string_view words) {
    return fmt::format(" {} ", words).find(fmt::format(" {} ", word)) != std::string::npos;
}

void add_row(std::vector<HeldValue>& held, const HeldTable& table, std::int64_t record, const Row& row) {
    for (std::size_t i = 0; i < row.names().size(); ++i) {
        const Value& value = row.values()[i];
        const auto* text = std::get_if<std::string>(&value);
        const bool empty =
            std::holds_alternative<std::nullptr_t>(value) || (text != nullptr && text->empty());
        if (!empty && is_word_of(row.names()[i], table.personal))
            held.push_back({table.name, record, row.names()[i], value});
    }
}

}  // namespace

Subject find_subject(Database& db, const MunicipalityId& owner, const SubjectKey& key) {
    Subject subject;
    if (!key.cvr.empty())
        find_by_cvr(db, subject, owner, key.cvr);
    else
        find_by_contact(db, subject, owner, key);
    const auto mentions = mentions_of(db, subject, key);
    const auto told_in = [&](const Row& row) { return mentions.stand_in(row.text("words")); };
    db.each(texts_of_cases, {owner.text}, [&](const Row& row) {
        if (told_in(row)) subject.cases.insert(row.integer("case_id"));
    });
    db.each(texts_of_prospects, {owner.text}, [&](const Row& row) {
        if (told_in(row)) subject.prospects.insert(row.integer("id"));
    });
    return subject;
}

std::vector<HeldValue> all_held(Database& db, const Subject& subject) {
    std::vector<HeldValue> held;
    for (const auto& table : held_tables()) {
        if (*table.rows == '\0') continue;
        std::int64_t record = 0;
        const auto add = [&](const char* rows, std::int64_t id) {
            db.each(rows, {id}, [&](const Row& row) { add_row(held, table, ++record, row); });
        };
        for (const auto id : holders(subject, table.held_by)) add(table.rows, id);
        if (*table.rows_of_prospect != '\0')
            for (const auto id : subject.prospects) add(table.rows_of_prospect, id);
    }
    return held;
}

}  // namespace aka
