#include <fmt/format.h>

#include <algorithm>

#include "aka/cli/ask.hpp"
#include "aka/cli/case_document.hpp"
#include "aka/cli/case_intake.hpp"
#include "aka/cli/draft.hpp"
#include "aka/model/error.hpp"
#include "aka/service/cases.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

void declare_new(Command& command, NewOptions& options) {
    command.example("aka case new \"Fjordglas ApS\" -t rekruttering")
        .example("aka case new 99999918 -t faglaert --title \"Mangler 2 industriteknikere\" --positions 2")
        .example("aka case new \"Tystrup Teknik ApS\" -t elev-laerling --consent contact --via phone")
        .example("aka case new                                  asks for all of it")
        .example("aka case new --recover                        goes on where it was cut off")
        .optional_argument("BUSINESS", options.business,
                           "Name, CVR number or phone; a known one fills in the rest")
        .group(need_heading)
        .option("-t,--topic", options.fields.topics, "ID",
                "What it is about; repeatable, the first is the main one");
    declare_fields(command, options.fields);
    command.group(enquiry_heading)
        .option("--followup", options.followup, "DATE|none",
                "When to follow up; the municipality's working days unless said otherwise")
        .group(consent_heading)
        .choice("--consent", options.consent, "How much may be shared with actors; none records a refusal")
        .choice("--via", options.via,
                "How the consent was given; phone or mail when the enquiry came that way")
        .group(business_heading)
        .flag("--force-new", options.force_new,
              "Another business, though phone, mail or name are known; says nothing of its open cases")
        .flag("--recover", options.recover,
              "Go on with a draft: what was typed and could not be recorded; what is said now comes first");
}

/// With nobody to be asked a topic is only taken when the person said yes to what is suggested.
void require_topic(const Session& session, NewOptions& options) {
    if (!options.fields.topics.empty()) return;
    const auto suggestions =
        suggest_topics(session.network(), options.fields.title.value_or("") + ' ' + options.text);
    const std::string hint = suggestions.empty() ? "" : describe(session.network(), suggestions);
    if (!session.options().yes || suggestions.empty())
        throw Error{ErrorKind::usage,
                    tr("what is it about? name a topic with --topic; see aka actors topics") +
                        (hint.empty() ? "" : "\n" + hint)};
    session.warn(hint);
    options.fields.topics.push_back(suggestions.front().topic.text);
    session.say(tr("taken: {topic}", fmt::arg("topic", options.fields.topics.front())));
}

void require_enough(const Session& session, const Cases& cases, NewOptions& options) {
    const bool named = is_named(cases, options);
    if (!named && !options.fields.phone.empty())
        throw Error{ErrorKind::usage, tr("no business is known by the phone {phone}; name it with --company",
                                         fmt::arg("phone", options.fields.phone))};
    if (!named)
        throw Error{ErrorKind::usage, tr("which business? a name, a known CVR number or phone is enough: aka "
                                         "case new BUSINESS --topic ID")};
    require_topic(session, options);
}

Enquiry to_enquiry(const NewOptions& options, const Session& session) {
    const auto& fields = options.fields;
    Enquiry enquiry;
    enquiry.known = known_of(options);
    enquiry.business = to_facts(fields);
    enquiry.title = fields.title.value_or("");
    enquiry.text = options.text;
    enquiry.channel = fields.channel.value_or(Channel::phone);
    enquiry.direction = fields.outreach ? Direction::outreach : Direction::incoming;
    if (!fields.received.empty())
        enquiry.received_on = session.date("--received", fields.received, Towards::past);
    for (const auto& typed : fields.topics) {
        const TopicId topic = session.topic(typed);
        const bool twice = std::any_of(enquiry.needs.begin(), enquiry.needs.end(),
                                       [&](const NeedFacts& need) { return need.topic == topic; });
        if (twice)
            throw Error{ErrorKind::usage, tr("--topic {topic} is given twice; one need has one topic",
                                             fmt::arg("topic", topic.text))};
        enquiry.needs.push_back({topic, "", std::nullopt, std::nullopt});
    }
    if (fold(options.followup) == "none" || fold(options.followup) == "ingen")
        enquiry.without_followup = true;
    else if (!options.followup.empty())
        enquiry.followup = session.date("--followup", options.followup, Towards::future);
    if (enquiry.followup && *enquiry.followup < session.today())
        throw Error{ErrorKind::usage, tr("--followup: {due} is past; a follow-up lies ahead",
                                         fmt::arg("due", to_iso(*enquiry.followup)))};
    return enquiry;
}

ConsentVia via_of(const NewOptions& options, Channel channel) {
    if (options.via) return *options.via;
    if (channel == Channel::phone) return ConsentVia::phone;
    if (channel == Channel::mail) return ConsentVia::mail;
    throw Error{ErrorKind::usage, tr("say how the consent was given: --via {words}",
                                     fmt::arg("words", code_list<ConsentVia>()))};
}

void show_proposals(const Session& session, const Draw& draw) {
    const auto topic = fmt::arg("topic", draw.topic.text);
    if (draw.places.empty())
        return session.say(
            tr("{topic}: nobody is eligible; see aka actors list --topic {topic} -M all", topic));
    session.say(tr("{topic}: {shown} of {eligible} who can help, in drawn order", topic,
                   fmt::arg("shown", draw.proposals), fmt::arg("eligible", draw.places.size())));
    for (const auto& place : draw.places) {
        if (!place.proposed) continue;
        const Actor* actor = session.network().find(place.actor);
        session.say(
            fmt::format("  {}. {}", place.place, actor != nullptr ? actor_line(*actor) : place.actor.text));
    }
}

void tell(const Session& session, const NewOptions& options, const Recorded& recorded) {
    const CaseFile& file = recorded.file;
    const std::string known = recorded.known ? tr("known business") : tr("new business");
    session.say(fmt::format("{} ({})", name_of(file), known));
    if (recorded.known && file.business && recorded.known_as != file.business->name)
        session.warn(tr("the business was called {before} until now, in all of its cases",
                        fmt::arg("before", recorded.known_as)));
    if (!options.force_new) warn_of_twins(session, recorded.twins);
    if (!file.followups.empty())
        session.say(
            tr("follow-up {due}", fmt::arg("due", to_readable(file.followups.front().due, session.today()))));
    if (!options.force_new)
        for (const auto& open : recorded.open_before)
            session.warn(
                std::string{trim(tr("open already for this business: {ref} {title}",
                                    fmt::arg("ref", open.ref.text()), fmt::arg("title", open.title)))});
    if (file.business && file.contact && !file.business->cvr.empty() &&
        file.business->cvr == file.contact->phone)
        session.warn(tr("warning: the CVR number is also the phone number; is it right?"));
    for (const auto& draw : recorded.draws) show_proposals(session, draw);
    const std::string ref = short_ref(session, file.file);
    const bool may_share = !file.consents.empty() && file.consents.back().scope != Scope::none;
    if (!may_share)
        session.hint(tr("next: aka case consent {ref} --give contact --via {via}", fmt::arg("ref", ref),
                        fmt::arg("via", file.file.channel == Channel::mail ? "mail" : "phone")));
    const bool somebody = std::any_of(recorded.draws.begin(), recorded.draws.end(),
                                      [](const Draw& draw) { return !draw.places.empty(); });
    if (!somebody) return;
    if (recorded.draws.size() == 1)
        session.hint(tr("then: aka refer send {ref} --pick draw", fmt::arg("ref", ref)));
    else
        session.hint(tr("then: aka refer send {ref} --pick draw --topic {topic}", fmt::arg("ref", ref),
                        fmt::arg("topic", file.needs.front().topic.text)));
}

Enquiry whole_enquiry(const NewOptions& options, const Session& session) {
    Enquiry enquiry = to_enquiry(options, session);
    if (options.consent)
        enquiry.consent = ConsentFacts{
            *options.consent, via_of(options, enquiry.channel), Purpose::referral, {}, std::nullopt};
    return enquiry;
}

void record(const NewOptions& options, const Session& session, const Cases& cases) {
    Enquiry enquiry = whole_enquiry(options, session);
    enquiry.needs.front().occupation = options.fields.occupation.value_or("");
    enquiry.needs.front().positions = to_positions(options.fields);
    enquiry.needs.front().obstacle = options.fields.obstacle;
    warn_of_sensitive_words(session, enquiry.title + '\n' + enquiry.text);
    const Recorded recorded = cases.record(enquiry);
    session.show_reference(recorded.file.file.ref.text(), case_document(session, recorded.file));
    tell(session, options, recorded);
}

/// Reads, asks and records. What is typed is a draft until it is stored.
void take_enquiry(NewOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::creating);
    const Cases cases{desk};
    static_cast<void>(desk.user());  // said before anything is asked
    if (options.via && !options.consent)
        throw Error{ErrorKind::usage, tr("--via tells how a consent was given; add --consent SCOPE")};
    static_cast<void>(to_positions(options.fields));
    static_cast<void>(whole_enquiry(options, session));
    place_business(session, cases, options);
    const bool named = is_named(cases, options);  // a wrong number is told now
    const bool complete = named && !options.fields.topics.empty();
    // What was cut off may have been cut off among the questions that can be left out.
    if ((!complete || options.recover) && session.can_ask()) {
        if (ask_for_missing(session, desk, options) == Answered::elsewhere) return;
    }
    require_enough(session, cases, options);
    record(options, session, cases);
}

/// What was given as options is worth a draft where a person gave it and it was not for a slip of the hand
/// that the call failed: that is mended in the line itself.
bool is_worth_keeping(const Session& session, const Error& error) {
    if (error.kind() == ErrorKind::interrupted) return false;  // at a question: that keeps it itself
    const bool slip = error.kind() == ErrorKind::usage || error.kind() == ErrorKind::config ||
                      error.kind() == ErrorKind::cancelled;
    const bool kept = !session.draft().way_back().empty();
    return session.environment().err_is_terminal && !slip && !kept && !session.has_stored() &&
           !session.options().dry_run;
}

void run_new(const NewOptions& typed, const Session& session) {
    NewOptions options = typed;
    if (options.recover) recover_draft(session, options);
    const auto& source = options.fields.text;
    if (!source.file.empty() || source.editor)
        options.text =
            free_text(session, source, tr("More about the enquiry."), [&](const std::string& text) {
                options.text = text;
                keep_draft(session, options);
            });
    try {
        take_enquiry(options, session);
    } catch (const Error& error) {
        if (is_worth_keeping(session, error)) keep_draft(session, options);
        throw;
    }
}

}  // namespace

void add_case_new(Command& noun) {
    noun.add<NewOptions>("new", "Record an enquiry", declare_new, run_new);
}

}  // namespace aka
