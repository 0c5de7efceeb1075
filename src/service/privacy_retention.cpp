#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"
#include "privacy_eraser.hpp"

namespace aka {

RetentionPlan plan_retention(const Desk& desk) {
    const Municipality& home = desk.home();
    RetentionPlan plan{home.retention, add_months(desk.today, -home.retention.months), {}};
    plan.due = silent_cases(desk.db, home.id, plan.before);
    return plan;
}

Erasure apply_retention(const Desk& desk) {
    if (desk.home().retention.basis.empty())
        throw Error{
            ErrorKind::refused,
            tr("{office} states no legal basis for erasing by itself: set basis under [retention] in its "
               "file, see aka-config(5)",
               fmt::arg("office", desk.home().name))};
    Erasure erasure;
    desk.write([&](Change& change) {
        Eraser eraser{change};
        bool any = false;
        for (const auto& due : plan_retention(desk).due) {
            if (due.waiting) continue;
            eraser.take(due.file);
            any = true;
        }
        if (any) erasure = eraser.finish(desk, ErasureReason::retention, "erasure:" + make_key(change.now()));
    });
    if (!erasure.cases.empty()) compact(desk);
    return erasure;
}

}  // namespace aka
