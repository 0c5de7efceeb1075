#include <fmt/format.h>

#include "aka/cli/ask.hpp"
#include "aka/cli/case_document.hpp"
#include "aka/cli/erasing.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/cli/progress.hpp"
#include "aka/model/error.hpp"
#include "aka/service/privacy.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

void declare_retention(Command& command, NoOptions&) {
    command.example("aka data retention --dry-run")
        .example("aka data retention --yes")
        .remark(
            "Closed cases, answers about satisfaction and businesses to be called. The periods and their "
            "legal "
            "bases are those of the acting municipality in the configuration; what has no basis is only "
            "listed.");
}

/// A usage error where nobody can be asked; cancelled when the answer is not yes.
void require_yes(const Session& session, long long records) {
    if (session.options().yes) return;
    if (!session.can_ask())
        throw Error{ErrorKind::usage,
                    tr("nothing brings them back once they are erased; if they shall go, add --yes")};
    const std::string answer = ask(session,
                                   trn("Erase {n} record? Nothing brings it back",
                                       "Erase {n} records? Nothing brings them back", records),
                                   tr("no"));
    if (!is_yes(answer)) throw Error{ErrorKind::cancelled, tr("nothing was erased")};
}

Section cases_section(const RetentionPlan& plan) {
    Section section{"cases",
                    tr("Cases"),
                    {{{"ref", tr("CASE")},
                      {"last_contact", tr("LAST CONTACT")},
                      {"title", tr("TITLE")},
                      {"waiting", tr("REFERRAL OPEN")}},
                     {}},
                    false,
                    {}};
    for (const auto& due : plan.due)
        section.table.rows.push_back({due.ref.text(), due.last_contact, text_cell(due.title), due.waiting});
    return section;
}

Section answers_section(const RetentionPlan& plan) {
    Section section{"answers",
                    tr("Answers about satisfaction"),
                    {{{"ref", tr("CASE")},
                      {"wave", tr("WAVE")},
                      {"answered_on", tr("ANSWERED")},
                      {"with_text", tr("WITH TEXT")}},
                     {}},
                    false,
                    {}};
    for (const auto& [feedback, ref, closed_on] : plan.answers)
        section.table.rows.push_back({ref.text(), std::string{code(feedback.wave)},
                                      feedback.answered_on.value_or(feedback.asked_on),
                                      !feedback.text.empty()});
    return section;
}

Section prospects_section(const RetentionPlan& plan) {
    Section section{
        "prospects",
        tr("Businesses to be called"),
        {{{"business", tr("BUSINESS")}, {"imported_on", tr("LISTED")}, {"called_on", tr("CASE RECORDED")}},
         {}},
        false,
        {}};
    for (const auto& prospect : plan.prospects)
        section.table.rows.push_back({prospect.name, prospect.imported_on,
                                      prospect.done_on ? Cell{*prospect.done_on} : Cell{nullptr}});
    return section;
}

/// How many are due, and by what right they go.
void tell_kind(const Session& session, const std::string& due, std::size_t count, const std::string& basis,
               const char* key) {
    session.say(due);
    if (count == 0) return;
    session.say(basis.empty() ? tr("they stay: {key} states no legal basis; see retention in aka-config(5)",
                                   fmt::arg("key", key))
                              : tr("legal basis: {basis}", fmt::arg("basis", basis)));
}

void tell_plan(const Session& session, const RetentionPlan& plan) {
    const auto count = [](const auto& list) { return static_cast<long long>(list.size()); };
    tell_kind(session,
              trn("{n} case without contact since {day}", "{n} cases without contact since {day}",
                  count(plan.due), fmt::arg("day", to_iso(plan.before))),
              plan.due.size(), plan.rule.basis, "basis");
    tell_kind(session,
              trn("{n} answer from before {day}", "{n} answers from before {day}", count(plan.answers),
                  fmt::arg("day", to_iso(plan.answers_before))),
              plan.answers.size(), plan.rule.answers_basis, "answers_basis");
    tell_kind(session,
              trn("{n} business to be called, listed before {day}",
                  "{n} businesses to be called, listed before {day}", count(plan.prospects),
                  fmt::arg("day", to_iso(plan.lists_before))),
              plan.prospects.size(), plan.rule.lists_basis, "lists_basis");
}

/// What was erased besides cases, or would be.
void tell_numbers(const Session& session, const Erasure& erasure) {
    const bool tried = session.options().dry_run;
    const auto answers = static_cast<long long>(erasure.answers);
    const auto prospects = static_cast<long long>(erasure.prospects);
    if (answers > 0)
        session.say(tried ? trn("{n} answer: only what is counted would be left",
                                "{n} answers: only what is counted would be left", answers)
                          : trn("{n} answer: only what is counted is left",
                                "{n} answers: only what is counted is left", answers));
    if (prospects > 0)
        session.say(tried ? trn("{n} business would be on no list any more",
                                "{n} businesses would be on no list any more", prospects)
                          : trn("{n} business is on no list any more",
                                "{n} businesses are on no list any more", prospects));
}

void run_retention(const NoOptions&, const Session& session) {
    const Desk& desk = session.desk(OpenFor::writing);
    const RetentionPlan plan = plan_retention(desk);
    session.show({"", {}, {cases_section(plan), answers_section(plan), prospects_section(plan)}});
    tell_plan(session, plan);
    const auto ready = static_cast<long long>(plan.ready());
    if (ready == 0) return session.say(tr("nothing is erased"));
    if (!desk.dry_run) require_yes(session, ready);
    const Erasure erasure = with_progress(session, tr("erasing"), [&] { return apply_retention(desk); });
    tell_numbers(session, erasure);
    tell_erasure(session, erasure);
}

void declare_compact(Command& command, NoOptions&) {
    command.example("aka data compact")
        .remark(
            "What erases does this too; it is needed where that could not, as on a full disk. It takes as "
            "much "
            "room again as the register, for a moment.");
}

void run_compact(const NoOptions&, const Session& session) {
    const std::string file = session.register_file().value;
    const Desk& desk = session.desk(OpenFor::writing);
    if (desk.dry_run) return session.say(tr("would write {file} anew", fmt::arg("file", file)));
    with_progress(session, tr("writing the register anew"), [&] { compact(desk); });
    session.say(
        tr("{file} was written anew: nothing that was erased stands in it any more", fmt::arg("file", file)));
}

}  // namespace

void add_data_retention(Command& noun) {
    noun.add<NoOptions>("retention", "Erase what was kept as long as it may be", declare_retention,
                        run_retention);
    noun.add<NoOptions>("compact", "Write the file anew, without what was erased", declare_compact,
                        run_compact);
}

}  // namespace aka
