#include <algorithm>

#include "aka/store/cases.hpp"
#include "privacy_eraser.hpp"

namespace aka {

std::size_t RetentionPlan::ready() const {
    std::size_t count = 0;
    if (!rule.basis.empty())
        count += static_cast<std::size_t>(
            std::count_if(due.begin(), due.end(), [](const DueCase& one) { return !one.waiting; }));
    if (!rule.answers_basis.empty()) count += answers.size();
    if (!rule.lists_basis.empty()) count += prospects.size();
    return count;
}

RetentionPlan plan_retention(const Desk& desk) {
    const Municipality& home = desk.home();
    RetentionPlan plan;
    plan.rule = home.retention;
    plan.before = add_months(desk.today, -plan.rule.months);
    plan.answers_before = desk.today - std::chrono::days{plan.rule.answers_days};
    plan.lists_before = add_months(desk.today, -plan.rule.lists_months);
    desk.db.read_together([&] {
        plan.due = silent_cases(desk.db, home.id, plan.before);
        plan.answers = old_answers(desk.db, home.id, plan.answers_before);
        plan.prospects = old_prospects(desk.db, home.id, plan.lists_before);
    });
    return plan;
}

Erasure apply_retention(const Desk& desk) {
    Erasure erasure;
    bool any = false;
    desk.write([&](Change& change) {
        const RetentionPlan plan = plan_retention(desk);
        any = plan.ready() > 0;
        if (!any) return;
        Eraser eraser{change};
        // Answers first: those of a case that goes too go with it.
        if (!plan.rule.answers_basis.empty())
            for (const auto& answer : plan.answers) eraser.take(answer);
        if (!plan.rule.lists_basis.empty())
            for (const auto& prospect : plan.prospects) eraser.take(prospect);
        if (!plan.rule.basis.empty())
            for (const auto& due : plan.due)
                if (!due.waiting) eraser.take(get_case(desk.db, due.id));
        erasure = eraser.finish(desk, ErasureReason::retention, "erasure:" + make_key(change.now()));
    });
    if (any) compact(desk, erasure);
    return erasure;
}

}  // namespace aka
