#include "aka/store/newest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "aka/store/record.hpp"
#include "aka/text/fold.hpp"

namespace aka {
namespace {

/// As references are written: in capitals.
std::string beginning(const std::string& typed) {
    std::string text = fold(typed);
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

const char* of_scope(CaseScope scope) {
    if (scope == CaseScope::open) return " AND status = 'open'";
    return scope == CaseScope::closed ? " AND status = 'closed'" : "";
}

/// The newest by their index alone, before any row is read: $1 the office, $2 how many.
std::string newest_of(const NewestFilter& filter) {
    return fmt::format(
        "SELECT id, received_on FROM case_file WHERE {}{} ORDER BY received_on DESC, id DESC LIMIT $2",
        filter.owner.empty() ? "$1 = ''" : "owner = $1", of_scope(filter.scope));
}

/// Of these columns the first begins with $3; or the second does, in the year $5 of $4.
std::string begins(const char* whole, const char* number) {
    return fmt::format(
        "(substr({0}, 1, length($3)) = $3 OR (c.prefix = $4 AND c.year = $5 AND substr({1}, 1, length($3)) = "
        "$3))",
        whole, number);
}

Parameters parameters(const NewestFilter& filter) {
    return {filter.owner.text, filter.among, beginning(filter.typed), filter.prefix,
            std::int64_t{filter.year}};
}

CaseMark read_mark(const Row& row) {
    return {read_ref(row), row.optional_text("business"), row.text("title")};
}

}  // namespace

std::vector<CaseMark> newest_cases(Database& db, const NewestFilter& filter) {
    std::vector<CaseMark> marks;
    db.each(fmt::format("SELECT c.prefix, c.year, c.number, c.title, b.name AS business\n"
                        "FROM ({}) newest JOIN case_file c ON c.id = newest.id\n"
                        "  LEFT JOIN business b ON b.id = c.business_id\n"
                        "WHERE {}\n"
                        "ORDER BY newest.received_on DESC, newest.id DESC",
                        newest_of(filter), begins("c.ref", "CAST(c.number AS TEXT)")),
            parameters(filter), [&](const Row& row) { marks.push_back(read_mark(row)); });
    return marks;
}

std::vector<CaseMark> cases_called(Database& db, const NewestFilter& filter) {
    const std::string first = beginning(filter.typed);
    const std::int64_t looked_at = 10 * filter.among;  // another office may have none of them
    std::vector<CaseMark> marks;
    db.each(fmt::format(
                "SELECT c.prefix, c.year, c.number, c.title, b.name AS business\n"
                "FROM (SELECT * FROM case_file WHERE ref >= $1 AND ref < $2 ORDER BY ref DESC LIMIT $5) c\n"
                "  LEFT JOIN business b ON b.id = c.business_id\n"
                "WHERE ($3 = '' OR c.owner = $3){}\n"
                "ORDER BY c.ref DESC LIMIT $4",
                of_scope(filter.scope)),
            {first, first + '~', filter.owner.text, filter.among, looked_at},
            [&](const Row& row) { marks.push_back(read_mark(row)); });
    return marks;
}

std::vector<ReferralMark> newest_referrals(Database& db, const NewestFilter& filter) {
    std::vector<ReferralMark> marks;
    db.each(fmt::format("SELECT c.prefix, c.year, c.number, r.number AS referral, r.actor_name, b.name AS "
                        "business\n"
                        "FROM (SELECT w.id, w.sent_on FROM referral w JOIN case_file o ON o.id = w.case_id\n"
                        "      WHERE w.ended_on IS NULL AND ($1 = '' OR o.owner = $1)\n"
                        "      ORDER BY w.sent_on DESC, w.id DESC LIMIT $2) newest\n"
                        "  JOIN referral r ON r.id = newest.id JOIN case_file c ON c.id = r.case_id\n"
                        "  LEFT JOIN business b ON b.id = c.business_id\n"
                        "WHERE {}\n"
                        "ORDER BY newest.sent_on DESC, newest.id DESC",
                        begins("c.ref || '.' || CAST(r.number AS TEXT)",
                               "CAST(c.number AS TEXT) || '.' || CAST(r.number AS TEXT)")),
            parameters(filter), [&](const Row& row) {
                marks.push_back({{read_ref(row), read_int(row, "referral")},
                                 row.optional_text("business"),
                                 row.text("actor_name")});
            });
    return marks;
}

std::vector<std::string> newest_consultants(Database& db, const NewestFilter& filter) {
    std::vector<std::string> initials;
    db.each(fmt::format("SELECT c.consultant FROM ({}) newest JOIN case_file c ON c.id = newest.id\n"
                        "GROUP BY c.consultant ORDER BY max(newest.received_on) DESC, max(newest.id) DESC",
                        newest_of(filter)),
            {filter.owner.text, filter.among}, [&](const Row& row) {
                if (!row.text("consultant").empty()) initials.push_back(row.text("consultant"));
            });
    return initials;
}

}  // namespace aka
