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

constexpr const char* case_help = "Reference of the case, as 143 at home or NAE-26-0143";
constexpr const char* referral_help = "Reference of the referral, as 143.1 at home or NAE-26-0143.1";

struct SuggestOptions {
    std::string ref;
    std::string topic;
    bool explain = false;
    bool redraw = false;
    std::optional<ChoiceReason> reason;
};

void declare_suggest(Command& command, SuggestOptions& options) {
    command.example("aka refer suggest 143")
        .example("aka refer suggest 143 --explain           who was left out, why, and how the order comes about")
        .argument("CASE", options.ref, case_help)
        .option("-t,--topic", options.topic, "ID", "Which need, when several are open")
        .flag("--explain", options.explain, "Also the ledger, the hashes that decide ties, and who was left out and why")
        .flag("--redraw", options.redraw, "Draw again, with a reason; the old draw still counts")
        .choice("--reason", options.reason, "Why it is drawn again");
}

Section draw_section(const Network& network, const Draw& draw, const CaseFile& file, const Need& need) {
    Section section{"draw", "", {{{"actor", tr("ACTOR")}, {"place", tr("PLACE")}, {"name", tr("NAME")}, {"proposed", tr("PROPOSED")}, {"referred", tr("REFERRED")},
                                  {"cost", tr("COST")}, {"phone", tr("PHONE")}, {"web", tr("WEB")}},
                                 {}}, false, {}};
    for (const auto& place : draw.places) {
        const Actor* actor = network.find(place.actor);
        Cell referred = nullptr;
        for (const auto& referral : file.referrals)
            if (referral.need == need.id && referral.actor == place.actor) referred = std::string{code(referral.state)};
        section.table.rows.push_back({place.actor.text, std::int64_t{place.place}, actor_name(network, place.actor), place.proposed, referred,
                                      actor != nullptr ? text_cell(std::string{code(actor->cost)}) : Cell{nullptr},
                                      actor != nullptr ? text_cell(readable_phone(actor->phone)) : Cell{nullptr}, actor != nullptr ? text_cell(actor->web) : Cell{nullptr}});
    }
    return section;
}

Section order_section(const Draw& draw) {
    Section section{"order", tr("How the order comes about"), {{{"actor", tr("ACTOR")}, {"place", tr("PLACE")}, {"share", tr("DUE BEFORE")}, {"proposals", tr("PROPOSED BEFORE")},
                                                                {"difference", tr("BELOW SHARE")}, {"tie", tr("TIE TEXT")}, {"hash", tr("SHA-256")}},
                                                               {}}, false, {}};
    for (const auto& place : draw.places) {
        const LedgerEntry entry{place.actor, place.credit_before, place.proposed_before};
        const std::string tie = tie_text(draw.case_ref, draw.round, draw.topic, place.actor);
        section.table.rows.push_back({place.actor.text, std::int64_t{place.place}, entry.credit.value(), entry.proposals, entry.difference().value(), tie,
                                      tie_hash(draw.case_ref, draw.round, draw.topic, place.actor)});
    }
    section.notes.push_back(tr("Who is furthest below its share of proposals comes first; ties go by the hash, ascending: printf %s TEXT | sha256sum (in full with -O json)."));
    return section;
}

Section left_out_section(const Network& network, const Criteria& criteria) {
    Section section{"left_out", tr("Left out"), {{{"actor", tr("ACTOR")}, {"name", tr("NAME")}, {"why", tr("WHY")}}, {}}, false, {}};
    for (const auto& [actor, why] : excluded_actors(network, criteria)) section.table.rows.push_back({actor->id.text, actor->name, std::string{code(why)}});
    section.notes.push_back(tr("Actors that do not cover {topic} are not listed.", fmt::arg("topic", criteria.topic.text)));
    return section;
}

void run_suggest(const SuggestOptions& options, const Session& session) {
    if (options.redraw != options.reason.has_value())
        throw Error{ErrorKind::usage, tr("--redraw and --reason go together: --redraw --reason {codes}", fmt::arg("codes", code_list<ChoiceReason>()))};
    const Desk& desk = session.desk(OpenFor::writing);
    const Case found = find_case(desk, options.ref, ForWhat::writing);
    const CaseFile file = Cases{desk}.read(found);
    const Need need = find_need(desk.network, file, options.topic);
    const Referrals referrals{desk};
    const Draw draw = options.redraw ? referrals.suggest_again(found, need, *options.reason) : referrals.suggest(found, need);
    Document document;
    document.title = tr("{ref}: who can help with {topic} in {municipality}", fmt::arg("ref", found.ref.text()), fmt::arg("topic", draw.topic.text),
                        fmt::arg("municipality", municipality_name(desk.network, draw.municipality)));
    if (desk.dry_run) document.lines.push_back(tr("Not a draw: nothing was stored, and the order may be another when it is."));
    document.sections.push_back(draw_section(desk.network, draw, file, need));
    auto& notes = document.sections.front().notes;
    if (draw.places.empty()) {
        notes.push_back(tr("Nobody is eligible: see aka actors list --topic {topic} -M all.", fmt::arg("topic", need.topic.text)));
    } else {
        notes.push_back(tr("Drawn on {day} among {eligible}; {proposals} of them proposed. The business chooses.", fmt::arg("day", to_iso(draw.day)),
                           fmt::arg("eligible", draw.places.size()),
                           fmt::arg("proposals", std::count_if(draw.places.begin(), draw.places.end(), [](const DrawPlace& place) { return place.proposed; }))));
    }
    if (options.explain) {
        document.sections.push_back(order_section(draw));
        document.sections.push_back(left_out_section(desk.network, {draw.topic, draw.municipality, draw.size_band, draw.day}));
    }
    session.show(std::move(document));
    if (is_stale(draw, found, need))
        session.warn(tr("the draw was made for other criteria than hold now; draw again with --redraw --reason CODE"));
}

struct SendOptions {
    std::string ref;
    std::string topic;
    std::vector<std::string> actors;
    std::string pick;
    std::optional<ChoiceReason> reason;
    std::string share;
    std::string deadline;
    bool preview = false;
};

void declare_send(Command& command, SendOptions& options) {
    command.example("aka refer send 143 --pick draw")
        .example("aka refer send 143 --actor zbc --reason company-wish --preview")
        .argument("CASE", options.ref, case_help)
        .option("-t,--topic", options.topic, "ID", "Which need, when several are open")
        .option("--actor", options.actors, "ID", "To whom the business chose to go; repeatable")
        .option("--pick", options.pick, "draw", "The first proposal of the draw that was not tried yet")
        .choice("--reason", options.reason, "Why, when the actor is not among the proposals")
        .option("--share", options.share, "FIELDS", "Only these, joined by commas; all that the consent covers unless given")
        .option("--deadline", options.deadline, "DATE", "When the actor is to have answered")
        .flag("--preview", options.preview, "Show what would be shared, send and store nothing")
        .remark("Fields, in the order of consent: " + code_list<SharedField>(", ") + ".");
}

std::optional<std::vector<SharedField>> to_fields(const std::string& typed) {
    if (typed.empty()) return std::nullopt;
    std::vector<SharedField> fields;
    for (std::size_t begin = 0; begin <= typed.size();) {
        const auto comma = std::min(typed.find(',', begin), typed.size());
        const auto word = trim(std::string_view{typed}.substr(begin, comma - begin));
        const auto field = find_code<SharedField>(word);
        if (!field)
            throw Error{ErrorKind::usage, tr("--share: \"{typed}\" is none of {words}", fmt::arg("typed", word), fmt::arg("words", code_list<SharedField>(", ")))};
        fields.push_back(*field);
        begin = comma + 1;
    }
    return fields;
}

Document sent_document(const std::vector<Sent>& all) {
    Document document;
    Section section{"referrals", "", {{{"ref", tr("REFERRAL")}, {"actor", tr("ACTOR")}, {"name", tr("NAME")}, {"chosen_by", tr("CHOSEN BY")}, {"deadline", tr("ANSWER BY")},
                                       {"shared", tr("SHARED")}},
                                      {}}, false, {}};
    Section shared{"shared", tr("What is shared"), {{{"ref", tr("REFERRAL")}, {"field", tr("FIELD")}, {"value", tr("VALUE")}}, {}}, false, {}};
    for (const auto& sent : all) {
        std::vector<std::string> fields;
        for (const auto& [field, value] : sent.shared) {
            fields.emplace_back(code(field));
            shared.table.rows.push_back({sent.ref.text(), std::string{code(field)}, value});
        }
        section.table.rows.push_back({sent.ref.text(), sent.actor->id.text, sent.actor->name, std::string{code(sent.referral.chosen_by)}, sent.referral.deadline, fields});
    }
    document.sections = {std::move(section), std::move(shared)};
    return document;
}

void tell(const Session& session, const CaseFile& file, const Sent& sent) {
    const Actor& actor = *sent.actor;
    std::string line = fmt::format("{}: {} -> {}", name_of(file), sent.ref.text(), actor.name);
    if (!actor.phone.empty()) line += ", " + readable_phone(actor.phone);
    if (!actor.web.empty()) line += ", " + actor.web;
    session.say(line);
    session.say(tr("shared: {fields}; answer by {deadline}", fmt::arg("fields", sent.referral.shared), fmt::arg("deadline", to_readable(sent.referral.deadline, session.today()))));
    if (sent.unchecked)
        session.warn(actor.checked ? tr("warning: the entry {actor} was last checked on {day}", fmt::arg("actor", actor.id.text), fmt::arg("day", to_iso(actor.checked)))
                                   : tr("warning: nobody has checked the entry {actor} yet", fmt::arg("actor", actor.id.text)));
}

void run_send(const SendOptions& options, const Session& session) {
    if (options.actors.empty() == options.pick.empty()) throw Error{ErrorKind::usage, tr("say to whom: --pick draw, or --actor ID")};
    if (!options.pick.empty() && options.pick != "draw") throw Error{ErrorKind::usage, tr("--pick: \"{typed}\" is not draw", fmt::arg("typed", options.pick))};
    Desk desk = session.desk(OpenFor::writing);
    desk.dry_run = desk.dry_run || options.preview;
    const Case found = find_case(desk, options.ref, ForWhat::writing);
    const CaseFile file = Cases{desk}.read(found);
    const Need need = find_need(desk.network, file, options.topic);
    Sending sending;
    for (const auto& typed : options.actors) sending.actors.push_back(desk.network.actor(typed).id);
    sending.reason = options.reason;
    sending.share = to_fields(options.share);
    if (!options.deadline.empty()) sending.deadline = session.date("--deadline", options.deadline, Towards::future);
    const auto sent = Referrals{desk}.send(found, need, sending);
    if (options.preview) {
        Document document = sent_document(sent);
        document.title = tr("Preview: nothing was sent or stored");
        return session.show(std::move(document));
    }
    std::string references;
    for (const auto& one : sent) references += (references.empty() ? "" : "\n") + one.ref.text();
    session.show_reference(references, sent_document(sent));
    for (const auto& one : sent) tell(session, file, one);
}

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

void report(const Session& session, const ReferralFile& before, const Referral& changed) {
    ReferralFile file = before;
    file.referral = changed;
    session.show_if_asked(referral_document(file));
    const std::string business = file.case_file.business ? " " + file.case_file.business->name : "";
    session.say(fmt::format("{}{}: {} {}", file.ref.text(), business, changed.actor_name, code(changed.state)));
    const bool again = changed.state == ReferralState::declined || changed.state == ReferralState::no_answer;
    if (!again || file.case_file.file.status != CaseStatus::open) return;
    const auto& needs = file.case_file.needs;
    const auto need = std::find_if(needs.begin(), needs.end(), [&](const Need& candidate) { return candidate.id == changed.need; });
    if (need == needs.end() || !need->open()) return;
    const bool alone = std::count_if(needs.begin(), needs.end(), [](const Need& candidate) { return candidate.open(); }) == 1;
    session.say(tr("next: aka refer send {ref} --pick draw{topic}", fmt::arg("ref", short_ref(session, file.case_file.file)),
                   fmt::arg("topic", alone ? "" : " --topic " + need->topic.text)));
}

Date when(const Session& session, const std::string& typed) {
    return typed.empty() ? session.today() : session.date("--on", typed, Towards::past);
}

void run_update(const UpdateOptions& options, const Session& session) {
    if (!options.status) throw Error{ErrorKind::usage, tr("say what is said of it: --status {words}", fmt::arg("words", code_list<Said>()))};
    const Desk& desk = session.desk(OpenFor::writing);
    const Referrals referrals{desk};
    const auto file = referrals.find(options.ref, ForWhat::writing);
    report(session, file, referrals.update(file, {find_code<ReferralState>(code(*options.status)).value(), options.by, options.reason, when(session, options.on)}));
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
    if (!options.outcome) throw Error{ErrorKind::usage, tr("say what came of it: --outcome {codes}", fmt::arg("codes", code_list<ReferralOutcome>()))};
    std::optional<int> hires;
    if (!options.hires.empty()) {
        hires = parse_count(options.hires, 0, 9999);
        if (!hires) throw Error{ErrorKind::usage, tr("--hires: \"{typed}\" is no number from 0 to 9999", fmt::arg("typed", options.hires))};
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
    command.alias("ls")
        .example("aka refer list --open")
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
    if (!options.limit.empty()) {
        const auto limit = parse_count(options.limit, 1, 1'000'000);
        if (!limit) throw Error{ErrorKind::usage, tr("--limit: \"{typed}\" is no number from 1 to 1000000", fmt::arg("typed", options.limit))};
        filter.limit = *limit;
    }
    const std::int64_t limit = filter.limit++;  // one more tells whether there are more
    Table table{{{"ref", tr("REFERRAL")}, {"company", tr("COMPANY")}, {"topic", tr("TOPIC")}, {"actor", tr("ACTOR")}, {"name", tr("NAME")}, {"state", tr("STATE")},
                 {"sent_on", tr("SENT")}, {"deadline", tr("ANSWER BY")}, {"answered_on", tr("ANSWERED")}, {"outcome", tr("OUTCOME")}},
                {}};
    for (const auto& line : list_referrals(desk.db, filter)) {
        if (static_cast<std::int64_t>(table.rows.size()) == limit) {
            session.say(tr("only {shown} shown; more with --limit", fmt::arg("shown", limit)));
            break;
        }
        table.rows.push_back({line.ref.text(), text_cell(line.business), line.topic.text, line.referral.actor.text, line.referral.actor_name,
                              std::string{code(line.referral.state)}, line.referral.sent_on, line.referral.deadline, date_cell(line.referral.answered_on),
                              code_cell(line.referral.outcome)});
    }
    session.show({"", {}, {{"referrals", "", std::move(table), false, {}}}});
}

struct ShowOptions {
    std::string ref;
    bool timeline = false;
};

void declare_show(Command& command, ShowOptions& options) {
    command.alias("view")
        .example("aka refer show 143.1 --timeline")
        .argument("REF", options.ref, referral_help)
        .flag("--timeline", options.timeline, "Also its steps");
}

void run_show(const ShowOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::reading);
    const auto file = Referrals{desk}.find(options.ref, ForWhat::reading);
    Document document = referral_document(file);
    if (options.timeline) {
        Section steps{"timeline", tr("Timeline"), {{{"on", tr("ON")}, {"recorded", tr("RECORDED")}, {"state", tr("STATE")}, {"by", tr("BY")}, {"reason", tr("REASON")}}, {}}, false, {}};
        for (const auto& step : file.steps)
            steps.table.rows.push_back({step.on, to_iso(step.recorded), std::string{code(step.state)}, std::string{code(step.by)}, text_cell(step.reason)});
        document.sections.push_back(std::move(steps));
    }
    session.show(std::move(document));
}

}  // namespace

void add_refer_commands(Command& root) {
    Command& noun = root.add("refer", "Refer a business to actors, impartially and with its consent");
    noun.add<SuggestOptions>("suggest", "Show who can help, in drawn order", declare_suggest, run_suggest);
    noun.add<SendOptions>("send", "Refer the business to an actor", declare_send, run_send);
    noun.add<UpdateOptions>("update", "Record what is said of a referral", declare_update, run_update);
    noun.add<DoneOptions>("done", "Record what came of a referral", declare_done, run_done);
    noun.add<ListOptions>("list", "List referrals, newest first", declare_list, run_list);
    noun.add<ShowOptions>("show", "Show all of a referral", declare_show, run_show);
}

}  // namespace aka
