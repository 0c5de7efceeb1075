#include "aka/model/case.hpp"

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

bool wants_cause(NeedOutcome outcome) {
    return outcome == NeedOutcome::unmet || outcome == NeedOutcome::partly;
}

void check_posts(const Need& need, const Ending& ending) {
    const int filled = ending.filled.value_or(0) + ending.other_profile.value_or(0);
    if (!need.positions || filled <= *need.positions) return;
    throw Error{ErrorKind::usage, tr("{filled} posts filled, but only {sought} were sought for {topic}; "
                                     "correct it with aka case edit --positions",
                                     fmt::arg("filled", filled), fmt::arg("sought", *need.positions),
                                     fmt::arg("topic", need.topic.text))};
}

}  // namespace

Need close_need(Need need, const Ending& ending, Date day, const MunicipalityId& where) {
    if (need.closed_on)
        throw Error{ErrorKind::refused,
                    tr("the need for {topic} was closed on {day}; reopen the case to change it",
                       fmt::arg("topic", need.topic.text), fmt::arg("day", to_iso(*need.closed_on)))};
    if (wants_cause(ending.outcome) && !ending.cause)
        throw Error{ErrorKind::usage,
                    tr("say why {topic} was not met: --reason {codes}", fmt::arg("topic", need.topic.text),
                       fmt::arg("codes", code_list<Cause>()))};
    if (!wants_cause(ending.outcome) && ending.cause)
        throw Error{ErrorKind::usage,
                    tr("--reason tells why a need was not met; it does not go with --outcome {outcome}",
                       fmt::arg("outcome", code(ending.outcome)))};
    if (ending.outcome == NeedOutcome::unmet &&
        ending.filled.value_or(0) + ending.other_profile.value_or(0) > 0)
        throw Error{ErrorKind::usage, tr("posts were filled, so {topic} was partly met: --outcome partly",
                                         fmt::arg("topic", need.topic.text))};
    check_posts(need, ending);
    need.outcome = ending.outcome;
    need.cause = ending.cause;
    need.filled = ending.filled;
    need.other_profile = ending.other_profile;
    need.closed_on = day;
    need.closed_in = where;
    return need;
}

Case close_case(Case file, const std::vector<Need>& needs, Date day) {
    require_open(file);
    if (day < file.received_on)
        throw Error{ErrorKind::refused,
                    tr("{ref} was received on {received}; it cannot be closed before",
                       fmt::arg("ref", file.ref.text()), fmt::arg("received", to_iso(file.received_on)))};
    if (std::any_of(needs.begin(), needs.end(), [](const Need& need) { return need.open(); }))
        throw Error{ErrorKind::refused, tr("{ref} has open needs", fmt::arg("ref", file.ref.text()))};
    file.status = CaseStatus::closed;
    file.closed_on = day;
    return file;
}

Case reopen_case(Case file) {
    if (file.status == CaseStatus::open)
        throw Error{ErrorKind::refused, tr("{ref} is open", fmt::arg("ref", file.ref.text()))};
    file.status = CaseStatus::open;
    file.closed_on.reset();
    return file;
}

void require_open(const Case& file) {
    if (file.status == CaseStatus::open) return;
    throw Error{ErrorKind::refused,
                tr("{ref} was closed on {day}; open it again with aka case reopen {ref}",
                   fmt::arg("ref", file.ref.text()), fmt::arg("day", to_iso(file.closed_on)))};
}

}  // namespace aka
