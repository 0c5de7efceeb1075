#include <fmt/format.h>

#include "aka/cli/case_document.hpp"
#include "aka/cli/case_options.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/service/transfer.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct HandoverOptions {
    std::string ref;
    std::string to;
    std::string consultant;
};

void declare_handover(Command& command, HandoverOptions& options) {
    command.example("aka case handover 143 --to faxe --user LB")
        .argument("CASE", options.ref, case_help)
        .option("--to", options.to, "MUNICIPALITY", "Whose office takes over")
        .option("--user", options.consultant, "INITIALS", "Who takes over there")
        .remark(
            "The enquiry still counts where it was received; what comes of it counts where it ends. Ask the "
            "business first: the other office sees all that was recorded.");
}

void run_handover(const HandoverOptions& options, const Session& session) {
    if (options.to.empty()) throw Error{ErrorKind::usage, tr("say who takes over: --to MUNICIPALITY")};
    const Desk& desk = session.desk(OpenFor::writing);
    const Case file = find_case(desk, options.ref, ForWhat::writing);
    const Municipality& to = desk.network.municipality(options.to);
    const CaseFile handed = hand_over(desk, file, to, options.consultant);
    session.show_if_asked(case_document(session, handed));
    session.say(
        fmt::format("{}: {}", name_of(handed), tr("handed over to {office}", fmt::arg("office", to.name))));
    for (const auto& need : handed.needs)
        if (need.open())
            session.say(
                tr("there: aka -M {municipality} refer suggest {ref} --topic {topic} --redraw --reason "
                   "criteria-changed",
                   fmt::arg("municipality", to.id.text), fmt::arg("ref", handed.file.ref.text()),
                   fmt::arg("topic", need.topic.text)));
}

struct MergeOptions {
    std::string ref;
    std::string into;
};

void declare_merge(Command& command, MergeOptions& options) {
    command.example("aka case merge 144 --into 143")
        .argument("CASE", options.ref, case_help)
        .option("--into", options.into, "CASE", "The case that stays")
        .remark(
            "For one enquiry that was recorded twice. Needs with the same topic become one; notes, consents, "
            "follow-ups and referrals move. The old reference leads to the case that stays.");
}

void run_merge(const MergeOptions& options, const Session& session) {
    if (options.into.empty()) throw Error{ErrorKind::usage, tr("say which case stays: --into CASE")};
    const Desk& desk = session.desk(OpenFor::writing);
    const Case file = find_case(desk, options.ref, ForWhat::writing);
    const Case into = find_case(desk, options.into, ForWhat::writing);
    const Merged merged = merge_cases(desk, file, into);
    session.show_if_asked(case_document(session, merged.file));
    session.say(fmt::format("{}: {}", name_of(merged.file),
                            tr("{gone} is part of it now", fmt::arg("gone", merged.gone.text()))));
    if (merged.kept_as_note) session.say(tr("what it said otherwise is kept as a note"));
    if (merged.referrals_before > 0)
        for (const auto& referral : merged.file.referrals)
            if (referral.number > merged.referrals_before)
                session.say(
                    tr("{before} is {now} now",
                       fmt::arg("before",
                                ReferralRef{merged.gone, referral.number - merged.referrals_before}.text()),
                       fmt::arg("now", ReferralRef{merged.file.file.ref, referral.number}.text())));
}

}  // namespace

void add_case_transfer(Command& noun) {
    noun.add<HandoverOptions>("handover", "Give a case to another office of the register", declare_handover,
                              run_handover);
    noun.add<MergeOptions>("merge", "Make one of two cases recorded for one enquiry", declare_merge,
                           run_merge);
}

}  // namespace aka
