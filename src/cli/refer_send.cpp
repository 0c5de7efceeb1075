#include <fmt/format.h>

#include <algorithm>

#include "aka/cli/case_document.hpp"
#include "aka/cli/case_options.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/cli/refer_questions.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/service/draws.hpp"
#include "aka/service/referrals.hpp"
#include "aka/store/referrals.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct SuggestOptions {
    std::string ref;
    std::string topic;
    bool explain = false;
    bool redraw = false;
    std::optional<RedrawReason> reason;
};

void declare_suggest(Command& command, SuggestOptions& options) {
    command.example("aka refer suggest 143")
        .example(
            "aka refer suggest 143 --explain           who was left out, why, and how the order comes about")
        .argument("CASE", options.ref, case_help)
        .option("-t,--topic", options.topic, "ID", "Which need, when several are open")
        .flag("--explain", options.explain,
              "Also the ledger, the hashes that decide ties, and who was left out and why")
        .flag("--redraw", options.redraw, "Draw again, with a reason; the old draw still counts")
        .choice("--reason", options.reason, "Why it is drawn again");
}

void warn_if_stale(const Session& session, const Draw& draw, const Case& file, const Need& need) {
    if (is_stale(draw, file, need))
        session.hint(
            tr("the draw was made for other criteria than hold now; draw again with aka refer suggest "
               "{ref} --topic {topic} --redraw --reason criteria-changed",
               fmt::arg("ref", file.ref.text()), fmt::arg("topic", need.topic.text)));
}

Section draw_section(const Desk& desk, const Draw& draw, const CaseFile& file, const Need& need) {
    const Network& network = desk.network;
    const Directory directory = desk.directory();
    const Criteria now = criteria_of(file.file, need, desk.today);
    Section section{"draw",
                    "",
                    {{{"actor", tr("ACTOR")},
                      {"place", tr("PLACE")},
                      {"name", tr("NAME")},
                      {"proposed", tr("PROPOSED")},
                      {"referred", tr("REFERRED")},
                      {"now", tr("NOW"), ForWhom::machines},
                      {"cost", tr("COST")},
                      {"phone", tr("PHONE")},
                      {"web", tr("WEB")}},
                     {}},
                    false,
                    {}};
    for (const auto& place : draw.places) {
        const Actor* actor = network.find(place.actor);
        Cell referred = nullptr;
        for (const auto& referral : file.referrals)
            if (referral.need == need.id && referral.actor == place.actor)
                referred = std::string{code(referral.state)};
        Cell left_out = nullptr;
        if (const auto why = actor == nullptr ? LeftOut::not_valid : directory.left_out(*actor, now)) {
            left_out = std::string{code(*why)};
            section.table.columns[5].readers = ForWhom::all;
        }
        section.table.rows.push_back(
            {place.actor.text, std::int64_t{place.place}, actor_name(network, place.actor), place.proposed,
             referred, left_out, actor != nullptr ? text_cell(std::string{code(actor->cost)}) : Cell{nullptr},
             actor != nullptr ? text_cell(readable_phone(actor->phone)) : Cell{nullptr},
             actor != nullptr ? text_cell(actor->web) : Cell{nullptr}});
    }
    return section;
}

Section order_section(const Draw& draw) {
    Section section{"order",
                    tr("How the order comes about"),
                    {{{"actor", tr("ACTOR")},
                      {"place", tr("PLACE")},
                      {"share", tr("DUE BEFORE")},
                      {"proposals", tr("PROPOSED BEFORE")},
                      {"difference", tr("BELOW SHARE")},
                      {"tie", tr("TIE TEXT")},
                      {"hash", tr("SHA-256")}},
                     {}},
                    false,
                    {}};
    for (const auto& place : draw.places) {
        const LedgerEntry entry{place.actor, place.credit_before, place.proposed_before};
        const std::string tie = tie_text(draw.case_ref, draw.round, draw.topic, place.actor);
        section.table.rows.push_back({place.actor.text, std::int64_t{place.place}, entry.credit.value(),
                                      entry.proposals, entry.difference().value(), tie,
                                      tie_hash(draw.case_ref, draw.round, draw.topic, place.actor)});
    }
    section.notes.push_back(
        tr("Who is furthest below its share of proposals comes first; ties go by the hash, ascending: printf "
           "%s TEXT | sha256sum (in full with -O json)."));
    return section;
}

Section left_out_section(const Directory& directory, const Criteria& criteria) {
    Section section{"left_out",
                    tr("Left out"),
                    {{{"actor", tr("ACTOR")}, {"name", tr("NAME")}, {"why", tr("WHY")}}, {}},
                    false,
                    {}};
    for (const auto& [actor, why] : directory.excluded(criteria))
        section.table.rows.push_back({actor->id.text, actor->name, std::string{code(why)}});
    section.notes.push_back(
        tr("Actors that do not cover {topic} are not listed.", fmt::arg("topic", criteria.topic.text)));
    return section;
}

void run_suggest(const SuggestOptions& options, const Session& session) {
    if (options.redraw != options.reason.has_value())
        throw Error{ErrorKind::usage, tr("--redraw and --reason go together: --redraw --reason {codes}",
                                         fmt::arg("codes", code_list<RedrawReason>()))};
    const Desk& desk = session.desk(OpenFor::writing);
    const Case found = find_case(desk, options.ref, ForWhat::writing);
    const CaseFile file = Cases{desk}.read(found);
    const Need need = find_need(desk.network, file, options.topic);
    const bool stored = !options.redraw && current_draw(desk.db, need.id).has_value();
    const Referrals referrals{desk};
    const Draw draw = options.redraw ? referrals.suggest_again(found, need, *options.reason)
                                     : referrals.suggest(found, need);
    Document document;
    document.title = tr("{ref}: who can help with {topic} in {municipality}",
                        fmt::arg("ref", found.ref.text()), fmt::arg("topic", draw.topic.text),
                        fmt::arg("municipality", municipality_name(desk.network, draw.municipality)));
    if (desk.dry_run && !stored)
        document.lines.push_back(
            tr("Not a draw: nothing was stored, and the order may be another when it is."));
    document.sections.push_back(draw_section(desk, draw, file, need));
    auto& notes = document.sections.front().notes;
    if (draw.places.empty()) {
        notes.push_back(tr("Nobody is eligible: see aka actors list --topic {topic} -M all.",
                           fmt::arg("topic", need.topic.text)));
    } else {
        notes.push_back(
            tr("Drawn on {day} among {eligible}; {proposals} of them proposed. The business chooses.",
               fmt::arg("day", to_iso(draw.day)), fmt::arg("eligible", draw.places.size()),
               fmt::arg("proposals", std::count_if(draw.places.begin(), draw.places.end(),
                                                   [](const DrawPlace& place) { return place.proposed; }))));
    }
    if (options.explain) {
        document.sections.push_back(order_section(draw));
        document.sections.push_back(
            left_out_section(desk.directory(), {draw.topic, draw.municipality, draw.size_band, draw.day}));
    }
    session.show(std::move(document));
    warn_if_stale(session, draw, found, need);
}

void declare_send(Command& command, SendOptions& options) {
    command.example("aka refer send 143                        asks to whom, in drawn order")
        .example("aka refer send 143 --pick draw")
        .example("aka refer send 143 --actor zbc --reason company-wish --preview")
        .argument("CASE", options.ref, case_help)
        .option("-t,--topic", options.topic, "ID", "Which need, when several are open")
        .option("--actor", options.actors, "ID", "To whom the business chose to go; repeatable")
        .option("--pick", options.pick, "draw", "The first proposal of the draw that was not tried yet")
        .choice("--reason", options.reason, "Why, when the actor is not among the proposals")
        .option("--share", options.share, "FIELDS",
                "Only these, joined by commas; all that the consent covers unless given")
        .values(code_list<SharedField>())
        .values(Takes::fields)
        .option("--deadline", options.deadline, "DATE", "When the actor is to have answered")
        .flag("--preview", options.preview, "Show what would be shared, send and store nothing")
        .remark(tr("Fields, in the order of consent: {fields}.",
                   fmt::arg("fields", code_list<SharedField>(", "))));
}

std::optional<std::vector<SharedField>> to_fields(const std::string& typed) {
    if (typed.empty()) return std::nullopt;
    std::vector<SharedField> fields;
    for (const auto& word : split_list(typed)) {
        const auto field = find_code<SharedField>(word);
        if (!field) refuse_word("--share", word, split_list(code_list<SharedField>(",")));
        if (std::find(fields.begin(), fields.end(), *field) == fields.end()) fields.push_back(*field);
    }
    return fields;
}

Document sent_document(const Network& network, const Need& need, const std::vector<Sent>& all) {
    Document document;
    Section section{"referrals",
                    "",
                    {{{"ref", tr("REFERRAL")},
                      {"actor", tr("ACTOR")},
                      {"name", tr("NAME")},
                      {"chosen_by", tr("CHOSEN BY")},
                      {"deadline", tr("ANSWER BY")},
                      {"shared", tr("SHARED")}},
                     {}},
                    false,
                    {}};
    Section shared{"shared",
                   tr("What is shared"),
                   {{{"ref", tr("REFERRAL")}, {"field", tr("FIELD")}, {"value", tr("VALUE")}}, {}},
                   false,
                   {}};
    for (const auto& sent : all) {
        std::vector<std::string> fields;
        for (const auto& value : sent.shared) {
            fields.emplace_back(code(value.field));
            shared.table.rows.push_back({sent.ref.text(), std::string{code(value.field)},
                                         readable_value(network, need.topic, value)});
        }
        section.table.rows.push_back({sent.ref.text(), sent.actor->id.text, sent.actor->name,
                                      std::string{code(sent.referral.chosen_by)}, sent.referral.deadline,
                                      fields});
    }
    document.sections = {std::move(section), std::move(shared)};
    return document;
}

/// Whether an anonymous referral's occupation holds a word of the business's name.
bool names_business(const CaseFile& file, const Sent& sent) {
    constexpr std::size_t telling = 4;  // letters; shorter words are company forms and the like
    std::string occupation;
    for (const auto& [field, value] : sent.shared) {
        if (scope_of(field) > Scope::anonymous) return false;
        if (field == SharedField::occupation) occupation = value;
    }
    const auto words = fold_words(occupation);
    for (const auto& word : fold_words(file.business ? file.business->name : ""))
        if (word.size() >= telling && std::find(words.begin(), words.end(), word) != words.end()) return true;
    return false;
}

void tell(const Session& session, const CaseFile& file, const Sent& sent) {
    const Actor& actor = *sent.actor;
    std::string line = fmt::format("{}: {} -> {}", name_of(file), sent.ref.text(), actor.name);
    if (!actor.phone.empty()) line += ", " + readable_phone(actor.phone);
    if (!actor.web.empty()) line += ", " + actor.web;
    session.say(line);
    session.say(tr("shared: {fields}; answer by {deadline}", fmt::arg("fields", sent.referral.shared),
                   fmt::arg("deadline", to_readable(sent.referral.deadline, session.today()))));
    if (names_business(file, sent))
        session.warn(tr(
            "warning: what is shared is to be anonymous, but the occupation holds a word of the business's "
            "name; see aka refer letter {ref}",
            fmt::arg("ref", sent.ref.text())));
    if (sent.stale)
        session.warn(
            sent.checked
                ? tr("warning: the entry {actor} was last checked on {day}", fmt::arg("actor", actor.id.text),
                     fmt::arg("day", to_iso(sent.checked)))
                : tr("warning: nobody has checked the entry {actor} yet", fmt::arg("actor", actor.id.text)));
}

void run_send(const SendOptions& given, const Session& session) {
    SendOptions options = given;
    const bool asks =
        options.actors.empty() && options.pick.empty() && session.can_ask() && !session.options().yes;
    if (!asks && options.actors.empty() == options.pick.empty())
        throw Error{ErrorKind::usage, tr("say to whom: --pick draw, or --actor ID")};
    if (!options.pick.empty() && options.pick != "draw")
        throw Error{ErrorKind::usage, tr("--pick: \"{typed}\" is not draw", fmt::arg("typed", options.pick))};
    Desk desk = session.desk(OpenFor::writing);
    desk.dry_run = desk.dry_run || options.preview;
    const Case found = find_case(desk, options.ref, ForWhat::writing);
    const CaseFile file = Cases{desk}.read(found);
    const Need need = find_need(desk.network, file, options.topic);
    static_cast<void>(to_fields(options.share));
    if (asks) ask_whom(session, desk, file, need, options);
    if (session.can_ask() && !options.preview) ask_for_consent(session, desk, file, need, options);
    Sending sending;
    for (const auto& typed : options.actors) sending.actors.push_back(desk.network.actor(typed).id);
    sending.reason = options.reason;
    sending.share = to_fields(options.share);
    if (!options.deadline.empty())
        sending.deadline = session.date("--deadline", options.deadline, Towards::future);
    const auto sent = Referrals{desk}.send(found, need, sending);
    if (options.preview) {
        Document document = sent_document(desk.network, need, sent);
        document.title = tr("Preview: nothing was sent or stored");
        return session.show(std::move(document));
    }
    std::string references;
    for (const auto& one : sent) references += (references.empty() ? "" : "\n") + one.ref.text();
    session.show_reference(references, sent_document(desk.network, need, sent));
    for (const auto& one : sent) tell(session, file, one);
    if (const auto draw = current_draw(desk.db, need.id)) warn_if_stale(session, *draw, found, need);
}

}  // namespace

void add_refer_sending(Command& noun) {
    noun.add<SuggestOptions>("suggest", "Show who can help, in drawn order", declare_suggest, run_suggest);
    noun.add<SendOptions>("send", "Refer the business to an actor", declare_send, run_send);
}

}  // namespace aka
