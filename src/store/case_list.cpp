#include <fmt/format.h>

#include "aka/model/feedback.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/conditions.hpp"
#include "aka/store/search.hpp"

namespace aka {
namespace {

void add_scope(Conditions& where, CaseScope scope) {
    if (scope == CaseScope::open) where.add("c.status = 'open'");
    if (scope == CaseScope::closed) where.add("c.status = 'closed'");
    if (scope == CaseScope::waiting)
        where.add(
            "c.status = 'open' AND EXISTS (SELECT 1 FROM referral r WHERE r.case_id = c.id AND r.state = "
            "'sent')");
}

/// Of another office's case only business and title are searched: a hit would tell what its text and notes
/// hold.
void add_words(Conditions& where, const CaseFilter& filter) {
    const std::string words = match_expression(filter.words);
    if (!filter.owner.empty())
        return where.add("c.id IN (SELECT rowid FROM case_search WHERE case_search MATCH {p})", words);
    where.add("(c.id IN (SELECT rowid FROM case_search WHERE case_search MATCH {p})",
              "{business title} : (" + words + ")");
    where.extend(" OR c.id IN (SELECT rowid FROM case_search WHERE case_search MATCH {p})", words);
    where.extend(" AND c.owner = {p})", filter.own.text);
}

/// Closed for less than three months and not asked yet; or for three to six, and not asked again. What was
/// withdrawn is not asked about.
void add_to_ask(Conditions& where, Date day) {
    constexpr const char* not_asked =
        " AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.case_id = c.id AND f.asked_on >= c.closed_on AND "
        "f.wave = {p})";
    const std::string second = to_iso(add_months(day, -second_wave_after));
    where.add("c.business_id IS NOT NULL");  // nobody is left to ask of an erased case
    where.add("EXISTS (SELECT 1 FROM need n WHERE n.case_id = c.id AND n.outcome <> 'withdrawn')");
    where.add("((c.closed_on > {p}", second);
    where.extend(not_asked, std::string{code(Wave::closing)});
    where.extend(") OR (c.closed_on <= {p}", second);
    where.extend(not_asked, std::string{code(Wave::three_months)});
    where.extend(" AND c.closed_on > {p}))", to_iso(add_months(day, -2 * second_wave_after)));
}

/// What few cases have is looked for first, whoever has them: by the bare column SQLite would go through all
/// cases of the office.
void add_owner(Conditions& where, const CaseFilter& filter) {
    if (filter.owner.empty()) return;
    const bool few = !filter.cvr.empty() || filter.to_ask_on || filter.story_on;
    where.add(few ? "c.owner || '' = {p}" : "c.owner = {p}", filter.owner.text);
}

/// Cases that have such a row. The open ones are few, and each is asked for its rows; of all cases those are
/// found first.
void add_having(Conditions& where, const CaseFilter& filter, const char* asked, const char* found,
                const std::string& value) {
    const bool few = filter.scope == CaseScope::open || filter.scope == CaseScope::waiting;
    where.add(few ? asked : found, value);
}

Conditions conditions(const CaseFilter& filter) {
    Conditions where;
    add_scope(where, filter.scope);
    add_owner(where, filter);
    if (!filter.words.empty()) add_words(where, filter);
    if (!filter.topic.empty())
        // From the parent's own id to the last of its leaves: '0' follows '/' in ASCII.
        add_having(
            where, filter,
            "EXISTS (SELECT 1 FROM need n WHERE n.case_id = c.id AND (n.topic = {p} OR (n.topic > {p} || '/' "
            "AND n.topic < {p} || '0')))",
            "c.id IN (SELECT case_id FROM need WHERE topic = {p} OR (topic > {p} || '/' AND topic < {p} || "
            "'0'))",
            filter.topic.text);
    if (!filter.cvr.empty())
        where.add("c.business_id IN (SELECT id FROM business WHERE cvr = {p})", filter.cvr);
    if (!filter.actor.empty())
        add_having(where, filter,
                   "EXISTS (SELECT 1 FROM referral r WHERE r.case_id = c.id AND r.actor || '' = {p})",
                   "c.id IN (SELECT case_id FROM referral WHERE actor = {p})", filter.actor.text);
    if (!filter.consultant.empty()) where.add("c.consultant = {p}", filter.consultant);
    if (filter.overdue_on)
        where.add(
            "c.id IN (SELECT case_id FROM followup WHERE done_on IS NULL AND due < {p} "
            "UNION ALL SELECT case_id FROM referral WHERE state = 'sent' AND deadline < {p})",
            to_iso(*filter.overdue_on));
    if (filter.due_by)
        where.add("c.id IN (SELECT case_id FROM followup WHERE done_on IS NULL AND due <= {p})",
                  to_iso(*filter.due_by));
    if (filter.since) where.add("c.received_on >= {p}", to_iso(*filter.since));
    if (filter.until) where.add("c.received_on <= {p}", to_iso(*filter.until));
    if (filter.unmet)
        where.add(
            "EXISTS (SELECT 1 FROM need n WHERE n.case_id = c.id AND n.outcome IN ('unmet', 'partly'))");
    if (filter.to_ask_on) add_to_ask(where, *filter.to_ask_on);
    if (filter.story_on)
        where.add(
            "c.id IN (SELECT s.case_id FROM consent s WHERE s.purpose = 'story' AND s.scope <> 'none' AND "
            "s.withdrawn_on IS NULL AND (s.until IS NULL OR s.until >= {p}))",
            to_iso(*filter.story_on));
    return where;
}

std::string order(const CaseFilter& filter) {
    const char* const direction = filter.descending ? "DESC" : "ASC";
    switch (filter.sort) {
        case CaseSort::received:
            return fmt::format("c.received_on {0}, c.id {0}", direction);
        case CaseSort::ref:
            return fmt::format("c.prefix {0}, c.year {0}, c.number {0}", direction);
        case CaseSort::followup:
            return fmt::format("next_followup IS NULL, next_followup {0}, c.id {0}", direction);
    }
    return {};
}

CaseLine read_line(Database& db, const Row& row) {
    CaseLine line;
    line.ref = read_ref(row);
    line.received_on = row.date("received_on");
    line.business = row.optional_text("business");
    line.title = row.text("title");
    line.status = row.choice<CaseStatus>("status");
    line.waiting = row.integer("waiting") != 0;
    line.next_followup = row.optional_date("next_followup");
    line.consultant = row.text("consultant");
    line.owner = {row.text("owner")};
    db.each("SELECT topic FROM need WHERE case_id = $1 ORDER BY place", {row.integer("id")},
            [&](const Row& need) { line.topics.push_back(need.text("topic")); });
    return line;
}

}  // namespace

std::vector<CaseLine> list_cases(Database& db, const CaseFilter& filter) {
    Conditions where = conditions(filter);
    where.parameters().emplace_back(filter.limit);
    const std::string sql = fmt::format(
        "SELECT c.id, c.prefix, c.year, c.number, c.received_on, c.title, c.status, c.consultant, c.owner, "
        "b.name AS business,\n"
        "  (SELECT min(f.due) FROM followup f WHERE f.case_id = c.id AND f.done_on IS NULL) AS "
        "next_followup,\n"
        "  CASE WHEN EXISTS (SELECT 1 FROM referral r WHERE r.case_id = c.id AND r.state = 'sent') THEN 1 "
        "ELSE 0 END AS waiting\n"
        "FROM case_file c LEFT JOIN business b ON b.id = c.business_id\n{}\nORDER BY {}\nLIMIT ${}",
        where.text(), order(filter), where.parameters().size());
    std::vector<CaseLine> lines;
    db.each(sql, where.parameters(), [&](const Row& row) { lines.push_back(read_line(db, row)); });
    return lines;
}

namespace {

/// Closed ones of which nothing but office and day of receipt is asked. No index tells of these, but one of
/// all cases of an office, and one of the open ones.
bool is_closed_alone(const CaseFilter& filter) {
    CaseFilter plain;
    plain.scope = CaseScope::closed;
    plain.owner = filter.owner;
    plain.own = filter.own;
    plain.since = filter.since;
    plain.until = filter.until;
    plain.sort = filter.sort;
    plain.descending = filter.descending;
    plain.limit = filter.limit;
    return plain == filter;
}

}  // namespace

std::int64_t count_cases(Database& db, const CaseFilter& filter, std::optional<std::int64_t> most) {
    if (is_closed_alone(filter)) {
        std::int64_t closed = 0;
        db.read_together([&] {
            CaseFilter other = filter;
            other.scope = CaseScope::open;
            const std::int64_t open = count_cases(db, other);
            other.scope = CaseScope::all;
            closed = count_cases(db, other, most ? std::optional{*most + open} : std::nullopt) - open;
        });
        return closed;
    }
    Conditions where = conditions(filter);
    if (!most)
        return db.number(fmt::format("SELECT count(*) AS cases FROM case_file c\n{}", where.text()),
                         where.parameters());
    where.parameters().emplace_back(*most);
    return db.number(
        fmt::format("SELECT count(*) AS cases FROM (SELECT 1 FROM case_file c\n{}\nLIMIT ${}) found",
                    where.text(), where.parameters().size()),
        where.parameters());
}

}  // namespace aka
