#include <fmt/format.h>

#include <algorithm>

#include "aka/cli/case_document.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/service/draws.hpp"
#include "aka/service/referrals.hpp"
#include "aka/store/referrals.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

constexpr const char* referral_help =
    to_translate("Reference of the referral, as 143.1 at home or NAE-26-0143.1");

/// The states that are said of a referral; it is sent and done by commands of their own.
enum class Said { accepted, active, declined, cancelled, no_answer, error };

}  // namespace

template <>
struct Codes<Said> {
    static constexpr std::array<std::pair<Said, const char*>, 6> list{{{Said::accepted, "accepted"},
                                                                       {Said::active, "active"},
                                                                       {Said::declined, "declined"},
                                                                       {Said::cancelled, "cancelled"},
                                                                       {Said::no_answer, "no-answer"},
                                                                       {Said::error, "error"}}};
};

namespace {

struct UpdateOptions {
    std::string ref;
    std::optional<Said> status;
    std::optional<RefusalReason> reason;
    std::optional<Party> by;
    std::string on;
};

void declare_update(Command& command, UpdateOptions& options) {
    command.example("aka refer update 143.1 --status accepted")
        .example("aka refer update 143.1 --status declined --reason no-candidates --on yesterday")
        .argument("REF", options.ref, referral_help)
        .choice("--status", options.status, "What is said of it")
        .choice("--reason", options.reason, "Why; a refusal needs one")
        .choice("--by", options.by, "Who says so; the one who usually does unless given")
        .option("--on", options.on, "DATE", "When; today unless given");
}

std::string told_state(ReferralState state) {
    switch (state) {
        case ReferralState::sent:
            return tr("sent");
        case ReferralState::accepted:
            return tr("accepted");
        case ReferralState::active:
            return tr("active");
        case ReferralState::done:
            return tr("done");
        case ReferralState::declined:
            return tr("declined");
        case ReferralState::cancelled:
            return tr("cancelled");
        case ReferralState::no_answer:
            return tr("no-answer");
        case ReferralState::error:
            return tr("error");
    }
    return {};
}

void report(const Session& session, const ReferralFile& before, const Referral& changed) {
    ReferralFile file = before;
    file.referral = changed;
    session.show_if_asked(referral_document(file));
    const std::string business = file.case_file.business ? " " + file.case_file.business->name : "";
    session.say(fmt::format("{}{}: ", file.ref.text(), business) +
                tr("{actor} {state}", fmt::arg("actor", changed.actor_name),
                   fmt::arg("state", told_state(changed.state))));
    const bool again = changed.state == ReferralState::declined || changed.state == ReferralState::no_answer;
    if (!again || file.case_file.file.status != CaseStatus::open) return;
    const auto& needs = file.case_file.needs;
    const auto need = std::find_if(needs.begin(), needs.end(),
                                   [&](const Need& candidate) { return candidate.id == changed.need; });
    if (need == needs.end() || !need->open()) return;
    const Actor* next = Referrals{session.desk(OpenFor::reading)}.next_in_draw(file.case_file, *need);
    if (next == nullptr)
        return session.say(tr("nobody else is in the draw for {topic}; see aka actors coverage",
                              fmt::arg("topic", need->topic.text)));
    session.say(tr("next in the draw: {actor}", fmt::arg("actor", actor_line(*next))));
    const bool alone = std::count_if(needs.begin(), needs.end(),
                                     [](const Need& candidate) { return candidate.open(); }) == 1;
    session.hint(tr("next: aka refer send {ref} --pick draw{topic}",
                    fmt::arg("ref", short_ref(session, file.case_file.file)),
                    fmt::arg("topic", alone ? "" : " --topic " + need->topic.text)));
}

Date when(const Session& session, const std::string& typed) {
    return typed.empty() ? session.today() : session.date("--on", typed, Towards::past);
}

void run_update(const UpdateOptions& options, const Session& session) {
    if (!options.status)
        throw Error{ErrorKind::usage,
                    tr("say what is said of it: --status {words}", fmt::arg("words", code_list<Said>()))};
    const Desk& desk = session.desk(OpenFor::writing);
    const Referrals referrals{desk};
    const auto file = referrals.find(options.ref, ForWhat::writing);
    report(session, file,
           referrals.update(file, {find_code<ReferralState>(code(*options.status)).value(), options.by,
                                   options.reason, when(session, options.on)}));
}

struct DoneOptions {
    std::string ref;
    std::optional<ReferralOutcome> outcome;
    std::string hires;
    std::string on;
};

void declare_done(Command& command, DoneOptions& options) {
    command.example("aka refer done 143.1 --outcome helped --hires 2")
        .argument("REF", options.ref, referral_help)
        .choice("--outcome", options.outcome, "What came of it")
        .option("--hires", options.hires, "N", "How many were hired")
        .option("--on", options.on, "DATE", "When; today unless given");
}

void run_done(const DoneOptions& options, const Session& session) {
    if (!options.outcome)
        throw Error{ErrorKind::usage, tr("say what came of it: --outcome {codes}",
                                         fmt::arg("codes", code_list<ReferralOutcome>()))};
    std::optional<int> hires;
    if (!options.hires.empty()) {
        hires = parse_count(options.hires, 0, 9999);
        if (!hires)
            throw Error{ErrorKind::usage, tr("--hires: \"{typed}\" is no number from 0 to 9999",
                                             fmt::arg("typed", options.hires))};
    }
    const Desk& desk = session.desk(OpenFor::writing);
    const Referrals referrals{desk};
    const auto file = referrals.find(options.ref, ForWhat::writing);
    report(session, file, referrals.finish(file, *options.outcome, hires, when(session, options.on)));
}

struct ListOptions {
    bool open = false;
    bool overdue = false;
    std::string actor;
    std::string topic;
    std::optional<ReferralState> status;
    std::string since;
    std::string limit;
};

void declare_list(Command& command, ListOptions& options) {
    command.example("aka refer list --open")
        .example("aka refer list --overdue                answers that actors owe")
        .flag("--open", options.open, "Only those that have not ended")
        .flag("--overdue", options.overdue, "Only those whose answer is overdue")
        .option("--actor", options.actor, "ID", "To this actor")
        .option("-t,--topic", options.topic, "ID", "For this topic; a parent includes its leaves")
        .choice("--status", options.status, "In this state")
        .option("--since", options.since, "DATE", "Sent on this day or later")
        .option("-L,--limit", options.limit, "N", "At most so many (50)");
}

void run_list(const ListOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::reading);
    ReferralFilter filter;
    filter.owner = desk.reading();
    filter.open = options.open;
    if (options.overdue) filter.overdue_on = desk.today;
    if (!options.actor.empty()) filter.actor = desk.network.actor(options.actor).id;
    if (!options.topic.empty()) filter.topic = session.topic(options.topic);
    filter.state = options.status;
    if (!options.since.empty()) filter.since = session.date("--since", options.since, Towards::past);
    filter.limit = session.limit(options.limit, filter.limit);
    const std::int64_t limit = filter.limit++;  // one more tells whether there are more
    Table table{{{"ref", tr("REFERRAL")},
                 {"company", tr("COMPANY")},
                 {"topic", tr("TOPIC"), ForWhom::all, Layout::path},
                 {"actor", tr("ACTOR")},
                 {"name", tr("NAME")},
                 {.key = "state", .heading = tr("STATE"), .tone = tone_of_state},
                 {"sent_on", tr("SENT")},
                 {"deadline", tr("ANSWER BY")},
                 {"answered_on", tr("ANSWERED")},
                 {"outcome", tr("OUTCOME")}},
                {}};
    keep_columns(table, {"company", "name", "state", "deadline"});
    for (const auto& line : list_referrals(desk.db, filter)) {
        if (static_cast<std::int64_t>(table.rows.size()) == limit) {
            session.say(tr("only {shown} shown; more with --limit", fmt::arg("shown", limit)));
            break;
        }
        table.rows.push_back(
            {line.ref.text(), text_cell(line.business), line.topic.text, line.referral.actor.text,
             line.referral.actor_name, std::string{code(line.referral.state)}, line.referral.sent_on,
             line.referral.deadline, date_cell(line.referral.answered_on), code_cell(line.referral.outcome)});
    }
    session.show({"", {}, {{"referrals", "", std::move(table), false, {}}}});
}

struct ShowOptions {
    std::string ref;
    bool timeline = false;
};

void declare_show(Command& command, ShowOptions& options) {
    command.example("aka refer show 143.1 --timeline")
        .argument("REF", options.ref, referral_help)
        .flag("--timeline", options.timeline, "Also its steps");
}

void run_show(const ShowOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::reading);
    const auto file = Referrals{desk}.find(options.ref, ForWhat::reading);
    Document document = referral_document(file);
    if (options.timeline) {
        Section steps{"timeline",
                      tr("Timeline"),
                      {{{"on", tr("ON")},
                        {"recorded", tr("RECORDED")},
                        {"state", tr("STATE")},
                        {"by", tr("BY")},
                        {"reason", tr("REASON")}},
                       {}},
                      false,
                      {}};
        for (const auto& step : file.steps)
            steps.table.rows.push_back({step.on, to_iso(step.recorded), std::string{code(step.state)},
                                        std::string{code(step.by)}, text_cell(step.reason)});
        document.sections.push_back(std::move(steps));
    }
    session.show(std::move(document));
}

void declare_refer(Command& noun) {
    noun.example("aka refer suggest 143").example("aka refer send 143 --pick draw");
    add_refer_sending(noun);
    noun.add<UpdateOptions>("update", "Record what is said of a referral", declare_update, run_update);
    noun.add<DoneOptions>("done", "Record what came of a referral", declare_done, run_done);
    noun.add<ListOptions>("list", "List referrals, newest first", declare_list, run_list).alias("ls");
    noun.add<ShowOptions>("show", "Show all of a referral", declare_show, run_show).alias("view");
    add_refer_letters(noun);
}

}  // namespace

void add_refer_commands(Command& root) {
    root.add("refer", "Refer a business to actors, impartially and with its consent", declare_refer);
}

}  // namespace aka
