#include <algorithm>

#include "aka/cli/case_document.hpp"
#include "aka/cli/letters.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/output/letter.hpp"
#include "aka/service/letters.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

const std::vector<Format> letter_formats{Format::text, Format::markdown, Format::html, Format::mail,
                                         Format::json};

struct LetterOptions {
    std::string ref;
    std::optional<Language> language;
};

void declare_letter(Command& command, LetterOptions& options) {
    command.example("aka refer letter 143.1")
        .example("aka refer letter 143.1 --lang en -o letter.eml     a draft for the mail program")
        .argument("REF", options.ref, "Reference of the referral, as 143.1 at home or NAE-26-0143.1")
        .formats(letter_formats)
        .remark(
            "Only what was shared when the referral was sent stands in it. Where the business is anonymous, "
            "so is its case: the letter holds no reference.");
    declare_language(command, options.language);
}

Cell ref_cell(const std::optional<ReferralRef>& ref) {
    return ref ? Cell{ref->text()} : Cell{nullptr};
}

Document letter_document(const ReferralLetter& told) {
    const Letter& letter = told.letter;
    Section record{"letter",
                   "",
                   {{{"ref", tr("Referral")},
                     {"anonymous", tr("Anonymous")},
                     {"lang", tr("Language")},
                     {"from_name", tr("From")},
                     {"from_mail", tr("Mail")},
                     {"to_name", tr("To")},
                     {"to_mail", tr("Mail")},
                     {"date", tr("Date")},
                     {"subject", tr("Subject")},
                     {"deadline", tr("Answer by")},
                     {"body", tr("Text")}},
                    {{ref_cell(told.ref), !told.ref, std::string{code(letter.language)}, letter.from.name,
                      text_cell(letter.from.mail), letter.to.name, text_cell(letter.to.mail), letter.date,
                      letter.subject, told.deadline, write_letter_body(letter)}}},
                   true,
                   {}};
    Section shared{"shared",
                   tr("What is shared"),
                   {{{"field", tr("FIELD")}, {"label", tr("LABEL")}, {"value", tr("VALUE")}}, {}},
                   false,
                   {}};
    for (std::size_t i = 0; i < told.shared.size(); ++i)
        shared.table.rows.push_back(
            {std::string{code(told.fields[i])}, told.shared[i].label, told.shared[i].value});
    Section reasons{"reasons",
                    tr("Reasons to decline"),
                    {{{"reason", tr("REASON")}, {"text", tr("TEXT")}}, {}},
                    false,
                    {}};
    for (const auto& [reason, text] : told.reasons)
        reasons.table.rows.push_back({std::string{code(reason)}, text});
    return {"", {}, {std::move(record), std::move(shared), std::move(reasons)}};
}

void run_letter(const LetterOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::reading);
    const auto file = Referrals{desk}.find(options.ref, ForWhat::writing);
    const auto told = referral_letter(desk, file, language_of(session, options.language));
    show_letters(session, {told.letter}, letter_document(told));
    warn_if_unreachable(session);
}

struct RemindOptions {
    std::vector<std::string> refs;
    bool overdue = false;
    std::optional<Language> language;
};

void declare_remind(Command& command, RemindOptions& options) {
    command.example("aka refer remind --overdue")
        .example("aka refer remind 143.1 -o reminder.eml       a draft for the mail program")
        .optional_arguments("REF", options.refs,
                            "References of the referrals, as 143.1; all that wait for an answer unless given")
        .flag("--overdue", options.overdue,
              "Only those whose deadline has passed; without it, all that wait for an answer")
        .formats(letter_formats)
        .remark("One text for each actor. Nothing is sent: copy it into a mail, or open the draft.");
    declare_language(command, options.language);
}

std::vector<WaitingReferral> named(const Desk& desk, const RemindOptions& options) {
    std::vector<WaitingReferral> waiting;
    for (const auto& typed : options.refs) {
        auto one = waiting_referral(desk, typed);
        if (const auto why = why_not_agreed(desk, one)) throw Error{ErrorKind::refused, *why};
        const bool again = std::any_of(waiting.begin(), waiting.end(),
                                       [&](const WaitingReferral& other) { return other.ref == one.ref; });
        if (!again && (!options.overdue || one.referral.deadline < desk.today))
            waiting.push_back(std::move(one));
    }
    return waiting;
}

std::vector<WaitingReferral> all_agreed(const Session& session, const Desk& desk, bool overdue_only) {
    std::vector<WaitingReferral> waiting;
    for (auto& one : waiting_referrals(desk, overdue_only)) {
        if (const auto why = why_not_agreed(desk, one))
            session.warn(tr("{ref} left out: {why}", fmt::arg("ref", one.ref.text()), fmt::arg("why", *why)));
        else
            waiting.push_back(std::move(one));
    }
    return waiting;
}

Document reminder_document(const std::vector<Reminder>& all) {
    Section texts{"reminders",
                  "",
                  {{{"actor", tr("ACTOR")},
                    {"to_name", tr("TO")},
                    {"to_mail", tr("MAIL")},
                    {"subject", tr("SUBJECT")},
                    {"body", tr("TEXT")}},
                   {}},
                  false,
                  {}};
    Section lines{"referrals",
                  "",
                  {{{"actor", tr("ACTOR")},
                    {"ref", tr("REFERRAL")},
                    {"topic", tr("TOPIC")},
                    {"company", tr("COMPANY")},
                    {"sent_on", tr("SENT")},
                    {"deadline", tr("ANSWER BY")}},
                   {}},
                  false,
                  {}};
    for (const auto& reminder : all) {
        const Letter& letter = reminder.letter;
        texts.table.rows.push_back({reminder.actor.text, letter.to.name, text_cell(letter.to.mail),
                                    letter.subject, write_letter_body(letter)});
        for (const auto& line : reminder.lines)
            lines.table.rows.push_back({reminder.actor.text, ref_cell(line.ref), text_cell(line.topic),
                                        text_cell(line.company), line.sent_on, line.deadline});
    }
    return {"", {}, {std::move(texts), std::move(lines)}};
}

void run_remind(const RemindOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::reading);
    const auto waiting =
        options.refs.empty() ? all_agreed(session, desk, options.overdue) : named(desk, options);
    const auto all = reminders(desk, waiting, language_of(session, options.language));
    if (all.empty())
        session.say(options.overdue ? tr("no answer is overdue") : tr("no answer is waited for"));
    if (all.empty() && session.format() != Format::json) return;
    std::vector<Letter> letters;
    letters.reserve(all.size());
    for (const auto& reminder : all) letters.push_back(reminder.letter);
    show_letters(session, letters, reminder_document(all));
    if (!all.empty()) warn_if_unreachable(session);
}

}  // namespace

void add_refer_letters(Command& noun) {
    noun.add<LetterOptions>("letter", "Write the letter to the actor, with only what may be shared",
                            declare_letter, run_letter);
    noun.add<RemindOptions>("remind", "Write reminders to actors that owe an answer", declare_remind,
                            run_remind);
}

}  // namespace aka
