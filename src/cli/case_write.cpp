#include <fmt/format.h>

#include "aka/cli/ask.hpp"
#include "aka/cli/case_document.hpp"
#include "aka/cli/case_options.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/model/personal.hpp"
#include "aka/output/cell.hpp"
#include "aka/service/cases.hpp"
#include "aka/store/cases.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct EditOptions {
    std::string ref;
    CaseFields fields;
    std::string topic;
    std::string change_topic;
    std::vector<std::string> add_topics;
    std::optional<Direction> direction;
};

void declare_edit(Command& command, EditOptions& options) {
    command.example("aka case edit 143 --positions 3 --occupation industritekniker")
        .example("aka case edit 143 --topic amu --change-topic certifikater")
        .example("aka case edit 143 --add-topic elev-laerling")
        .argument("CASE", options.ref, case_help)
        .group(need_heading)
        .option(
            "-t,--topic", options.topic, "ID",
            "The need meant by occupation, obstacle, posts and new topic; all that are open unless given; "
            "posts and a new topic are one need's")
        .option("--change-topic", options.change_topic, "ID", "Give that need another topic")
        .option("--add-topic", options.add_topics, "ID", "One need more; repeatable");
    declare_fields(command, options.fields);
    command.group(enquiry_heading).choice("--direction", options.direction, "Who took the first step");
}

/// As the editor can begin with it: a line that begins with # would be dropped.
std::string without_marks(const std::string& text) {
    return replace_all(text.starts_with('#') ? " " + text : text, "\n#", "\n #");
}

void run_edit(const EditOptions& options, const Session& session) {
    if (options.fields.outreach && options.direction == Direction::incoming)
        throw Error{ErrorKind::usage, tr("--outreach and --direction incoming contradict each other")};
    const Desk& desk = session.desk(OpenFor::writing);
    const Case file = find_case(desk, options.ref, ForWhat::writing);
    const auto& fields = options.fields;
    CaseEdit edit;
    edit.business = to_facts(fields);
    edit.title = fields.title;
    if (!fields.text.file.empty() || fields.text.editor)
        edit.text =
            free_text(session, fields.text, tr("The new text of {ref}.", fmt::arg("ref", file.ref.text())),
                      kept_as(session, "edit-" + file.ref.text()), without_marks(file.text));
    edit.channel = fields.channel;
    edit.direction = fields.outreach ? std::optional{Direction::outreach} : options.direction;
    if (!fields.received.empty())
        edit.received_on = session.date("--received", fields.received, Towards::past);
    if (!options.topic.empty()) edit.topic = session.topic(options.topic);
    if (!options.change_topic.empty()) edit.change_topic = session.topic(options.change_topic);
    for (const auto& topic : options.add_topics) edit.add_topics.push_back(session.topic(topic));
    edit.occupation = fields.occupation;
    edit.positions = to_positions(fields);
    edit.obstacle = fields.obstacle;
    if (!edit.changes_anything())
        throw Error{ErrorKind::usage, tr("nothing to change; see aka case edit --help")};
    if (!edit.topic.empty() && !edit.touches_needs())
        throw Error{ErrorKind::usage,
                    tr("--topic says which need is meant; say what changes, or add a need with --add-topic")};
    warn_of_sensitive_words(session, edit.title.value_or("") + '\n' + edit.text.value_or(""));
    const Edited edited = Cases{desk}.edit(file, edit);
    session.show_if_asked(case_document(session, edited.file));
    session.say(tr("{case}: changed", fmt::arg("case", name_of(edited.file))));
    warn_of_twins(session, edited.twins);
    for (const auto& topic : edited.stale_draws)
        session.hint(
            tr("the draw for {topic} no longer fits; make another with aka refer suggest {ref} --topic "
               "{topic} --redraw --reason criteria-changed",
               fmt::arg("topic", topic.text), fmt::arg("ref", short_ref(session, file))));
}

struct NoteOptions {
    std::string ref;
    TextSource text;
    std::string minutes;
    std::string on;
};

void declare_note(Command& command, NoteOptions& options) {
    command.example("aka case note 143                       asks for the text")
        .example("aka case note 143 -e --minutes 15")
        .example("aka case note 143 -F - < note.txt")
        .argument("CASE", options.ref, case_help)
        .option("-F,--file", options.text.file, "FILE|-", "Read the text from a file, or from standard input")
        .flag("-e,--editor", options.text.editor, "Write the text in your editor")
        .option("--minutes", options.minutes, "N", "How long it took")
        .option("--on", options.on, "DATE", "The day it happened; today unless given");
}

void run_note(const NoteOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::writing);
    const Case file = find_case(desk, options.ref, ForWhat::writing);
    std::optional<int> minutes;
    if (!options.minutes.empty()) {
        minutes = parse_count(options.minutes, 1, 1440);
        if (!minutes)
            throw Error{ErrorKind::usage, tr("--minutes: \"{typed}\" is no number from 1 to 1440",
                                             fmt::arg("typed", options.minutes))};
    }
    const Date on = options.on.empty() ? desk.today : session.date("--on", options.on, Towards::past);
    if (on > desk.today)
        throw Error{ErrorKind::usage, tr("--on: {day} lies ahead; a note tells what has happened",
                                         fmt::arg("day", to_iso(on)))};
    if (options.text.file.empty() && !options.text.editor && !session.can_ask())
        throw Error{ErrorKind::usage,
                    tr("no text: give it with --file FILE, --file - for standard input, or --editor")};
    take_note(session, desk, file, {options.text, minutes, on});
}

struct FollowupOptions {
    std::string ref;
    std::string on;
    bool done = false;
};

void declare_followup(Command& command, FollowupOptions& options) {
    command.example("aka case followup 143 --on +5wd           in five working days")
        .example("aka case followup 143 --done")
        .argument("CASE", options.ref, case_help)
        .option("--on", options.on, "DATE", "Follow up on that day; one that is not overdue yet is moved")
        .flag("--done", options.done, "The one due next is done");
}

void run_followup(const FollowupOptions& options, const Session& session) {
    if (options.on.empty() == !options.done)
        throw Error{ErrorKind::usage, tr("say one of --on DATE and --done")};
    const Desk& desk = session.desk(OpenFor::writing);
    const Case file = find_case(desk, options.ref, ForWhat::writing);
    if (options.done) {
        const Followup followup = Cases{desk}.finish_followup(file);
        tell_case(session, desk, file,
                  tr("follow-up of {due} done", fmt::arg("due", to_readable(followup.due, desk.today))));
    } else {
        const Followup followup =
            Cases{desk}.set_followup(file, session.date("--on", options.on, Towards::future));
        tell_case(session, desk, file,
                  tr("follow-up {due}", fmt::arg("due", to_readable(followup.due, desk.today))));
    }
}

struct ConsentOptions {
    std::string ref;
    std::optional<Scope> give;
    std::optional<ConsentVia> via;
    std::string to;
    std::string until;
    std::optional<Purpose> purpose;
    bool withdraw = false;
};

void declare_consent(Command& command, ConsentOptions& options) {
    command.example("aka case consent 143 --give contact --via phone")
        .example("aka case consent 143 --give full --via mail --to zbc --until 2026-12-31")
        .example("aka case consent 143 --withdraw")
        .argument("CASE", options.ref, case_help)
        .choice("--give", options.give,
                "What the business agreed to; each includes the one before, none records a refusal")
        .choice("--via", options.via, "How it was given")
        .option("--to", options.to, "ACTOR", "For this actor only; any eligible actor unless given")
        .option("--until", options.until, "DATE", "The last day it holds")
        .choice("--purpose", options.purpose, "What for; referral unless given")
        .flag("--withdraw", options.withdraw,
              "All consents of the case end today; what no actor has answered is cancelled")
        .remark(
            "anonymous shares topic, municipality, size, occupation and posts; contact also company, CVR, "
            "P-number, contact, phone and mail; full also title and text. "
            "Notes are never shared.");
}

/// What each actor that got data is to be told.
Section notices_section(const Case& file, const Withdrawal& withdrawal) {
    Section section{"notices",
                    tr("To be told"),
                    {{{"ref", tr("REFERRAL")},
                      {"actor", tr("ACTOR")},
                      {"actor_name", tr("NAME")},
                      {"state", tr("STATE")},
                      {"shared", tr("GOT")}},
                     {}},
                    false,
                    {}};
    for (const auto& referral : withdrawal.informed)
        section.table.rows.push_back({ReferralRef{file.ref, referral.number}.text(), referral.actor.text,
                                      referral.actor_name, std::string{code(referral.state)},
                                      split_list(referral.shared)});
    return section;
}

void tell_withdrawal(const Session& session, const Desk& desk, const Case& file,
                     const Withdrawal& withdrawal) {
    const CaseFile whole = Cases{desk}.read(get_case(desk.db, file.id));
    Document document = case_document(session, whole);
    document.sections.push_back(notices_section(file, withdrawal));
    session.show_if_asked(std::move(document));
    session.say(fmt::format("{}: {}", name_of(whole),
                            trn("{n} consent withdrawn", "{n} consents withdrawn",
                                static_cast<long long>(withdrawal.consents.size()))));
    for (const auto& referral : withdrawal.cancelled)
        session.say(tr("cancelled: {ref} {actor}",
                       fmt::arg("ref", ReferralRef{file.ref, referral.number}.text()),
                       fmt::arg("actor", referral.actor_name)));
    for (const auto& referral : withdrawal.informed)
        session.hint(tr("tell {actor} to delete {fields}: aka refer letter {ref} writes the notice",
                        fmt::arg("actor", referral.actor_name), fmt::arg("fields", referral.shared),
                        fmt::arg("ref", ReferralRef{file.ref, referral.number}.text())));
}

void run_consent(const ConsentOptions& options, const Session& session) {
    if (options.give.has_value() == options.withdraw)
        throw Error{ErrorKind::usage, tr("say one of --give SCOPE and --withdraw")};
    const Desk& desk = session.desk(OpenFor::writing);
    const Case file = find_case(desk, options.ref, ForWhat::writing);
    if (options.withdraw) {
        if (options.via || options.purpose || !options.to.empty() || !options.until.empty())
            throw Error{ErrorKind::usage,
                        tr("--withdraw ends all consents of the case; it takes no other option")};
        return tell_withdrawal(session, desk, file, Cases{desk}.withdraw_consent(file));
    }
    if (!options.via)
        throw Error{ErrorKind::usage, tr("say how the consent was given: --via {words}",
                                         fmt::arg("words", code_list<ConsentVia>()))};
    ConsentFacts facts{
        *options.give, *options.via, options.purpose.value_or(Purpose::referral), {}, std::nullopt};
    if (!options.to.empty()) facts.recipient = session.network().actor(options.to).id;
    if (!options.until.empty()) facts.until = session.date("--until", options.until, Towards::future);
    const Consent consent = Cases{desk}.give_consent(file, facts);
    if (consent.purpose == Purpose::story)
        return tell_case(session, desk, file,
                         tr("consent to be told as a story, by {via}", fmt::arg("via", code(consent.via))));
    tell_case(session, desk, file,
              tr("consent {scope} by {via}, for {recipient}", fmt::arg("scope", code(consent.scope)),
                 fmt::arg("via", code(consent.via)),
                 fmt::arg("recipient", consent.recipient.empty()
                                           ? tr("any eligible actor")
                                           : actor_name(session.network(), consent.recipient))));
}

}  // namespace

void take_note(const Session& session, const Desk& desk, const Case& file, const NoteFacts& facts) {
    const std::string text =
        free_text(session, facts.text, tr("Note for {ref}", fmt::arg("ref", file.ref.text())),
                  kept_as(session, "note-" + file.ref.text()));
    if (trim(text).empty() && facts.text.file.empty())
        throw Error{ErrorKind::cancelled, tr("the note is empty; nothing was saved")};
    warn_of_sensitive_words(session, text);
    Cases{desk}.add_note(file, text, facts.minutes, facts.on);
    tell_case(session, desk, file, tr("note added"));
}

void declare_fields(Command& command, CaseFields& fields) {
    command.group(business_heading)
        .option("--company", fields.company, "NAME", "The business")
        .option("--cvr", fields.cvr, "NR", "Its CVR number: eight digits, checked")
        .option("--pno", fields.pno, "NR", "The workplace's P-number: ten digits beginning with 10")
        .choice("--form", fields.form, "Company form; read from the name's ending when it tells")
        .choice("--size", fields.size, "Employees")
        .option("--contact", fields.contact, "NAME", "The person to talk to")
        .option("--phone", fields.phone, "NR", "Eight digits, +45 before them if you like")
        .option("--email", fields.email, "ADDR", "Mail address")
        .group(enquiry_heading)
        .option("--title", fields.title, "TEXT", "The enquiry in one line")
        .option("-F,--file", fields.text.file, "FILE|-", "Read the text from a file, or from standard input")
        .flag("-e,--editor", fields.text.editor, "Write the text in your editor")
        .choice("--channel", fields.channel, "How the enquiry came; phone unless given")
        .flag("--outreach", fields.outreach, "The office took the first step")
        .option("--received", fields.received, "DATE", "The day the enquiry came; today unless given")
        .group(need_heading)
        .option("--occupation", fields.occupation, "TITLE", "The job title sought")
        .option("--positions", fields.positions, "N", "Posts to be filled")
        .choice("--obstacle", fields.obstacle, "What stands in the way");
}

BusinessFacts to_facts(const CaseFields& fields) {
    return {fields.company, fields.cvr,     fields.pno,   fields.form,
            fields.size,    fields.contact, fields.phone, fields.email};
}

std::optional<int> to_positions(const CaseFields& fields) {
    if (fields.positions.empty()) return std::nullopt;
    const auto positions = parse_count(fields.positions, 1, 9999);
    if (!positions)
        throw Error{ErrorKind::usage, tr("--positions: \"{typed}\" is no number from 1 to 9999",
                                         fmt::arg("typed", fields.positions))};
    return positions;
}

void warn_of_sensitive_words(const Session& session, std::string_view text) {
    std::string words;
    for (const auto& word : find_sensitive_words(text)) words += (words.empty() ? "" : ", ") + word;
    if (!words.empty())
        session.warn(
            tr("warning: {words}: health or punishment of a person who can be recognised does not belong "
               "here (GDPR art. 9 and 10)",
               fmt::arg("words", words)));
}

namespace {

void declare_case(Command& noun) {
    noun.example("aka case new \"Fjordglas ApS\" -t rekruttering").example("aka case list --overdue");
    add_case_new(noun);
    add_case_reading(noun);
    add_case_receipt(noun);
    noun.add<EditOptions>("edit", "Change what was recorded", declare_edit, run_edit);
    noun.add<NoteOptions>("note", "Add a note", declare_note, run_note);
    noun.add<FollowupOptions>("followup", "Set the next follow-up, or say that it is done", declare_followup,
                              run_followup);
    noun.add<ConsentOptions>("consent", "Record what the business lets be shared", declare_consent,
                             run_consent);
    add_case_closing(noun);
    add_case_outreach(noun);
    add_case_import(noun);
    add_case_feedback(noun);
    add_case_transfer(noun);
    add_case_erasing(noun);
}

}  // namespace

void add_case_commands(Command& root) {
    root.add("case", "Record enquiries and follow them to their end", declare_case);
}

}  // namespace aka
