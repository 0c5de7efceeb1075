#include <fmt/format.h>

#include "aka/cli/ask.hpp"
#include "aka/cli/case_document.hpp"
#include "aka/cli/case_options.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/service/cases.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct CloseOptions {
    std::string ref;
    std::string topic;
    std::optional<NeedOutcome> outcome;
    std::optional<Cause> reason;
    std::string filled;
    std::string other_profile;
};

void declare_close(Command& command, CloseOptions& options) {
    command.example("aka case close 143 --outcome met --filled 2")
        .example("aka case close 143 --topic amu --outcome unmet --reason no-capacity")
        .argument("CASE", options.ref, case_help)
        .option("-t,--topic", options.topic, "ID", "Only this need; all that are open unless given")
        .choice("--outcome", options.outcome, "How it ended")
        .choice("--reason", options.reason,
                "Why it was not, or only partly, met; the referrals suggest one on a terminal")
        .option("--filled", options.filled, "N", "Posts filled with the wanted profile")
        .option("--other-profile", options.other_profile, "N", "Posts filled with another profile");
}

std::optional<int> to_posts(std::string_view option, const std::string& typed) {
    if (typed.empty()) return std::nullopt;
    const auto posts = parse_count(typed, 0, 9999);
    if (!posts)
        throw Error{ErrorKind::usage, tr("{option}: \"{typed}\" is no number from 0 to 9999",
                                         fmt::arg("option", option), fmt::arg("typed", typed))};
    return posts;
}

/// Proposed from the referrals, confirmed by the consultant.
std::optional<Cause> ask_for_cause(const Session& session, const Desk& desk, const Case& file,
                                   const TopicId& topic) {
    const auto suggested = Cases{desk}.suggested_cause(file, topic);
    const std::string hint = suggested
                                 ? tr("; the referrals suggest {cause}", fmt::arg("cause", code(*suggested)))
                                 : std::string{};
    if (session.options().yes && suggested) return suggested;
    if (!session.can_ask())
        throw Error{ErrorKind::usage, tr("say why it was not met: --reason {codes}{hint}",
                                         fmt::arg("codes", code_list<Cause>()), fmt::arg("hint", hint))};
    return ask_code<Cause>(session,
                           tr("Why was it not met ({codes})", fmt::arg("codes", code_list<Cause>(", "))),
                           code(suggested));
}

std::string outcome_words(NeedOutcome outcome) {
    switch (outcome) {
        case NeedOutcome::met:
            return tr("met");
        case NeedOutcome::partly:
            return tr("partly met");
        case NeedOutcome::unmet:
            return tr("unmet");
        case NeedOutcome::withdrawn:
            return tr("withdrawn");
    }
    return {};
}

void run_close(const CloseOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::writing);
    const Case file = find_case(desk, options.ref, ForWhat::writing);
    require_open(file);
    const TopicId topic = options.topic.empty() ? TopicId{} : session.topic(options.topic);
    auto outcome = options.outcome;
    if (!outcome && session.can_ask())
        outcome = ask_code<NeedOutcome>(
            session, tr("How did it end ({codes})", fmt::arg("codes", code_list<NeedOutcome>(", "))));
    if (!outcome)
        throw Error{ErrorKind::usage,
                    tr("say how it ended: --outcome {codes}", fmt::arg("codes", code_list<NeedOutcome>()))};
    auto cause = options.reason;
    if (!cause && (*outcome == NeedOutcome::unmet || *outcome == NeedOutcome::partly))
        cause = ask_for_cause(session, desk, file, topic);
    const Closed closed = Cases{desk}.close(file, topic,
                                            {*outcome, cause, to_posts("--filled", options.filled),
                                             to_posts("--other-profile", options.other_profile)});
    session.show_if_asked(case_document(session, closed.file));
    const auto needs = static_cast<long long>(closed.closed.size());
    const std::string ended =
        trn("{n} need {outcome}", "{n} needs {outcome}", needs, fmt::arg("outcome", outcome_words(*outcome)));
    const bool whole = closed.file.file.status == CaseStatus::closed;
    session.say(fmt::format("{}: {}", name_of(closed.file),
                            whole ? tr("{ended}, case closed", fmt::arg("ended", ended))
                                  : tr("{ended}, case stays open", fmt::arg("ended", ended))));
    if (closed.followup)
        session.say(tr("ask again {due}", fmt::arg("due", to_readable(closed.followup->due, desk.today))));
    for (const auto& referral : closed.unanswered)
        session.warn(tr("still without an answer: {ref} {actor}",
                        fmt::arg("ref", ReferralRef{file.ref, referral.number}.text()),
                        fmt::arg("actor", referral.actor_name)));
}

struct ReopenOptions {
    std::string ref;
    std::optional<ReopenReason> reason;
    std::string file;
};

void declare_reopen(Command& command, ReopenOptions& options) {
    command.example("aka case reopen 143 --reason not-solved")
        .argument("CASE", options.ref, case_help)
        .values(Takes::closed_case)
        .choice("--reason", options.reason, "Why")
        .option("-F,--file", options.file, "FILE|-", "More about it, kept as a note");
}

void run_reopen(const ReopenOptions& options, const Session& session) {
    if (!options.reason)
        throw Error{ErrorKind::usage,
                    tr("say why: --reason {codes}", fmt::arg("codes", code_list<ReopenReason>()))};
    const Desk& desk = session.desk(OpenFor::writing);
    const Case file = find_case(desk, options.ref, ForWhat::writing);
    const std::string text =
        free_text(session, {options.file, false}, "", kept_as(session, "reopen-" + file.ref.text()));
    warn_of_sensitive_words(session, text);
    Cases{desk}.reopen(file, *options.reason, text);
    tell_case(session, desk, file, tr("open again"));
}

}  // namespace

void add_case_closing(Command& noun) {
    noun.add<CloseOptions>("close", "Say how a need, or the case, ended", declare_close, run_close);
    noun.add<ReopenOptions>("reopen", "Open a closed case again", declare_reopen, run_reopen);
}

}  // namespace aka
