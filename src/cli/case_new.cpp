#include <fmt/format.h>

#include <algorithm>

#include "aka/cli/ask.hpp"
#include "aka/cli/case_document.hpp"
#include "aka/cli/case_options.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/service/cases.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct NewOptions {
    std::string business;
    CaseFields fields;
    std::string followup;
    std::optional<Scope> consent;
    std::optional<ConsentVia> via;
    bool force_new = false;
};

void declare_new(Command& command, NewOptions& options) {
    command.example("aka case new \"Fjordglas ApS\" -t rekruttering")
        .example("aka case new 99999918 -t faglaert --title \"Mangler 2 industriteknikere\" --positions 2")
        .example("aka case new \"Tystrup Teknik ApS\" -t elev-laerling --consent contact --via phone")
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
              "Another business, though phone, mail or name are known; says nothing of its open cases");
}

/// A business named by number or name, as one of the three.
void place_business(const Session& session, const NewOptions& options, const Cases& cases, Enquiry& enquiry) {
    auto& facts = enquiry.business;
    if (options.business.empty()) return;
    if (const auto cvr = parse_cvr(options.business); cvr && facts.cvr.empty()) {
        const bool also_phone = parse_phone(options.business).has_value();
        const bool known = cases.find_known({"", *cvr, "", {}, {}, "", "", ""}, enquiry.known).has_value();
        // About one phone number in eleven passes as a CVR number: one that is known as a phone is a phone.
        if (known || !also_phone ||
            !cases.find_known({"", "", "", {}, {}, "", options.business, ""}, enquiry.known)) {
            facts.cvr = *cvr;
            return;
        }
    }
    if (parse_phone(options.business) && facts.phone.empty()) {
        facts.phone = options.business;
        if (!facts.name.empty())
            session.say(tr("{typed} is taken for a phone number: it is no CVR number",
                           fmt::arg("typed", options.business)));
        return;
    }
    const bool only_digits = options.business.find_first_not_of("0123456789 +") == std::string::npos;
    if (only_digits)
        throw Error{
            ErrorKind::usage,
            tr("\"{typed}\" is neither a CVR number nor a phone number; a name of digits goes with --company",
               fmt::arg("typed", options.business))};
    if (!facts.name.empty() && fold(facts.name) != fold(options.business))
        throw Error{ErrorKind::usage, tr("\"{one}\" and --company \"{other}\" are two businesses; name one",
                                         fmt::arg("one", options.business), fmt::arg("other", facts.name))};
    facts.name = options.business;
}

std::string describe(const Network& network, const std::vector<TopicSuggestion>& suggestions) {
    std::string text;
    for (const auto& suggestion : suggestions) {
        std::string words;
        for (const auto& word : suggestion.words) words += (words.empty() ? "" : ", ") + word;
        const Topic* topic = network.find(suggestion.topic);
        text += fmt::format("\n  {}  {} ({})", suggestion.topic.text,
                            topic != nullptr ? topic->label.text() : "", words);
    }
    return text;
}

/// Topics are suggested, with the words that led there, and never chosen silently.
void ask_for_topic(const Session& session, Enquiry& enquiry) {
    const auto suggestions = suggest_topics(session.network(), enquiry.title + ' ' + enquiry.text);
    const std::string hint =
        suggestions.empty()
            ? std::string{}
            : tr("the words suggest:{topics}", fmt::arg("topics", describe(session.network(), suggestions)));
    if (session.options().yes && !suggestions.empty()) {
        session.warn(hint);
        enquiry.needs.push_back({suggestions.front().topic, "", std::nullopt, std::nullopt});
        return session.say(tr("taken: {topic}", fmt::arg("topic", suggestions.front().topic.text)));
    }
    if (!session.can_ask())
        throw Error{ErrorKind::usage,
                    tr("what is it about? name a topic with --topic; see aka actors topics") +
                        (hint.empty() ? "" : "\n" + hint)};
    if (!hint.empty()) session.warn(hint);
    ask_until(session, tr("Topic"), suggestions.empty() ? "" : suggestions.front().topic.text,
              [&](const std::string& typed) {
                  if (typed.empty())
                      throw Error{ErrorKind::usage, tr("what is it about? see aka actors topics")};
                  enquiry.needs.push_back({session.topic(typed), "", std::nullopt, std::nullopt});
              });
}

/// What is missing is asked for, on a terminal; a business and a topic are enough.
void ask_for_missing(const Session& session, const Cases& cases, NewOptions& options, Enquiry& enquiry) {
    const auto named = [&] {
        return !enquiry.business.name.empty() ||
               cases.find_known(enquiry.business, enquiry.known).has_value();
    };
    const bool complete = named() && !enquiry.needs.empty();
    if (!complete && session.can_ask()) {
        while (!named()) {
            ask_until(session, tr("Business (name, CVR number or phone)"), "", [&](const std::string& typed) {
                if (typed.empty()) throw Error{ErrorKind::usage, tr("which business? a name is enough")};
                options.business = clean_text(tr("company"), typed, Lines::one);
                place_business(session, options, cases, enquiry);
            });
        }
        if (enquiry.title.empty())
            ask_until(session, tr("What is needed, in one line"), "", [&](const std::string& typed) {
                enquiry.title = clean_text(tr("title"), typed, Lines::one);
            });
    }
    if (!named() && !enquiry.business.phone.empty())
        throw Error{ErrorKind::usage, tr("no business is known by the phone {phone}; name it with --company",
                                         fmt::arg("phone", enquiry.business.phone))};
    if (!named())
        throw Error{ErrorKind::usage, tr("which business? a name, a known CVR number or phone is enough: aka "
                                         "case new BUSINESS --topic ID")};
    if (enquiry.needs.empty()) ask_for_topic(session, enquiry);
}

Enquiry to_enquiry(const NewOptions& options, const Session& session) {
    const auto& fields = options.fields;
    Enquiry enquiry;
    enquiry.known = options.force_new ? KnownBusiness::by_cvr_only : KnownBusiness::reuse;
    enquiry.business = to_facts(fields);
    enquiry.title = fields.title.value_or("");
    enquiry.text = free_text(session, fields.text, "");
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

void run_new(const NewOptions& typed, const Session& session) {
    const Desk& desk = session.desk(OpenFor::creating);
    const Cases cases{desk};
    NewOptions options = typed;
    static_cast<void>(desk.user());  // said before anything is asked
    if (options.via && !options.consent)
        throw Error{ErrorKind::usage, tr("--via tells how a consent was given; add --consent SCOPE")};
    const auto positions = to_positions(options.fields);
    Enquiry enquiry = to_enquiry(options, session);
    if (options.consent)
        enquiry.consent = ConsentFacts{
            *options.consent, via_of(options, enquiry.channel), Purpose::referral, {}, std::nullopt};
    place_business(session, options, cases, enquiry);
    static_cast<void>(cases.find_known(enquiry.business, enquiry.known));  // a wrong number is told now
    ask_for_missing(session, cases, options, enquiry);
    enquiry.needs.front().occupation = options.fields.occupation.value_or("");
    enquiry.needs.front().positions = positions;
    enquiry.needs.front().obstacle = options.fields.obstacle;
    warn_of_sensitive_words(session, enquiry.title + '\n' + enquiry.text);
    const Recorded recorded = cases.record(enquiry);
    session.show_reference(recorded.file.file.ref.text(), case_document(session, recorded.file));
    tell(session, options, recorded);
}

}  // namespace

void add_case_new(Command& noun) {
    noun.add<NewOptions>("new", "Record an enquiry", declare_new, run_new);
}

}  // namespace aka
