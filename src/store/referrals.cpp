#include "aka/store/referrals.hpp"

#include <fmt/format.h>

#include "aka/store/conditions.hpp"

namespace aka {
namespace {

bool only_going_on(const ReferralFilter& filter) {
    return filter.open || filter.overdue_on || filter.state == ReferralState::sent ||
           filter.state == ReferralState::accepted || filter.state == ReferralState::active;
}

}  // namespace

Fields Stored<Referral>::fields(const Referral& referral) {
    return {{"key", referral.key},
            {"case_id", to_value(referral.case_id)},
            {"need_id", to_value(referral.need)},
            {"number", to_value(referral.number)},
            {"actor", to_value(referral.actor)},
            {"actor_name", referral.actor_name},
            {"draw_id", to_value(referral.draw)},
            {"chosen_by", to_value(referral.chosen_by)},
            {"choice_reason", to_value(referral.choice_reason)},
            {"shared", referral.shared},
            {"shared_text", referral.shared_text},
            {"sent_on", to_value(referral.sent_on)},
            {"deadline", to_value(referral.deadline)},
            {"state", to_value(referral.state)},
            {"reason", to_value(referral.reason)},
            {"answered_on", to_value(referral.answered_on)},
            {"outcome", to_value(referral.outcome)},
            {"hires", to_value(referral.hires)},
            {"ended_on", to_value(referral.ended_on)},
            {"recorded", to_value(referral.recorded)}};
}

Referral Stored<Referral>::read(const Row& row) {
    Referral referral;
    referral.id = {row.integer("id")};
    referral.key = row.text("key");
    referral.case_id = {row.integer("case_id")};
    referral.need = {row.integer("need_id")};
    referral.number = read_int(row, "number");
    referral.actor = {row.text("actor")};
    referral.actor_name = row.text("actor_name");
    if (const auto draw = row.optional_integer("draw_id")) referral.draw = DrawId{*draw};
    referral.chosen_by = row.choice<ChosenBy>("chosen_by");
    referral.choice_reason = row.optional_choice<ChoiceReason>("choice_reason");
    referral.shared = row.text("shared");
    referral.shared_text = row.text("shared_text");
    referral.sent_on = row.date("sent_on");
    referral.deadline = row.date("deadline");
    referral.state = row.choice<ReferralState>("state");
    referral.reason = row.optional_choice<RefusalReason>("reason");
    referral.answered_on = row.optional_date("answered_on");
    referral.outcome = row.optional_choice<ReferralOutcome>("outcome");
    referral.hires = read_optional_int(row, "hires");
    referral.ended_on = row.optional_date("ended_on");
    referral.recorded = read_instant(row, "recorded");
    return referral;
}

Fields Stored<ReferralStep>::fields(const ReferralStep& step) {
    return {{"key", step.key},
            {"referral_id", to_value(step.referral)},
            {"state", to_value(step.state)},
            {"by", to_value(step.by)},
            {"reason", null_if_empty(step.reason)},
            {"on_date", to_value(step.on)},
            {"recorded", to_value(step.recorded)}};
}

ReferralStep Stored<ReferralStep>::read(const Row& row) {
    return {{row.integer("id")},          row.text("key"),
            {row.integer("referral_id")}, row.choice<ReferralState>("state"),
            row.choice<Party>("by"),      row.optional_text("reason"),
            row.date("on_date"),          read_instant(row, "recorded")};
}

std::optional<Referral> find_referral(Database& db, CaseId id, int number) {
    return read_one<Referral>(db, "SELECT * FROM referral WHERE case_id = $1 AND number = $2",
                              {id.value, std::int64_t{number}});
}

std::vector<Referral> referrals_of(Database& db, CaseId id) {
    return read_all<Referral>(db, "SELECT * FROM referral WHERE case_id = $1 ORDER BY number", {id.value});
}

std::vector<ReferralStep> steps_of(Database& db, ReferralId id) {
    return read_all<ReferralStep>(db, "SELECT * FROM referral_step WHERE referral_id = $1 ORDER BY id",
                                  {id.value});
}

int next_referral_number(Database& db, CaseId id) {
    return static_cast<int>(db.number(
        "SELECT coalesce(max(number), 0) + 1 AS number FROM referral WHERE case_id = $1", {id.value}));
}

std::vector<ReferralLine> list_referrals(Database& db, const ReferralFilter& filter) {
    Conditions where;
    // Not the bare column: SQLite would read all cases of the office for the newest of their referrals.
    if (!filter.owner.empty()) where.add("c.owner || '' = {p}", filter.owner.text);
    if (only_going_on(filter)) where.add("r.ended_on IS NULL");  // they have an index of their own
    if (filter.overdue_on) where.add("r.state = 'sent' AND r.deadline < {p}", to_iso(*filter.overdue_on));
    if (!filter.actor.empty()) where.add("r.actor = {p}", filter.actor.text);
    if (!filter.topic.empty())
        where.add("(n.topic = {p} OR (n.topic > {p} || '/' AND n.topic < {p} || '0'))", filter.topic.text);
    if (filter.state) where.add("r.state = {p}", std::string{code(*filter.state)});
    if (filter.since) where.add("r.sent_on >= {p}", to_iso(*filter.since));
    where.parameters().emplace_back(filter.limit);
    const std::string sql = fmt::format(
        "SELECT r.*, c.prefix, c.year, c.number AS case_number, b.name AS business, n.topic\n"
        "FROM referral r JOIN case_file c ON c.id = r.case_id JOIN need n ON n.id = r.need_id LEFT JOIN "
        "business b ON b.id = c.business_id\n"
        "{}\nORDER BY r.sent_on DESC, r.id DESC\nLIMIT ${}",
        where.text(), where.parameters().size());
    std::vector<ReferralLine> lines;
    db.each(sql, where.parameters(), [&](const Row& row) {
        const CaseRef ref{row.text("prefix"), read_int(row, "year"), read_int(row, "case_number")};
        lines.push_back({{ref, read_int(row, "number")},
                         row.optional_text("business"),
                         {row.text("topic")},
                         Stored<Referral>::read(row)});
    });
    return lines;
}

}  // namespace aka
