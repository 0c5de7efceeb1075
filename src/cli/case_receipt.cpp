#include "aka/cli/case_document.hpp"
#include "aka/cli/letters.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/output/letter.hpp"
#include "aka/service/receipt.hpp"
#include "aka/service/sharing.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct ReceiptOptions {
    std::string ref;
    std::optional<Language> language;
};

void declare_receipt(Command& command, ReceiptOptions& options) {
    command.example("aka case receipt 143")
        .example("aka case receipt 143 --lang en -o receipt.html")
        .argument("CASE", options.ref, "Reference, as 143 at home or NAE-26-0143")
        .formats({Format::text, Format::markdown, Format::html, Format::json})
        .remark("Notes are never told, nor who of the office wrote what.");
    declare_language(command, options.language);
}

Section receipt_section(const Receipt& receipt) {
    const Letter& letter = receipt.letter;
    return {"receipt",
            "",
            {{{"ref", tr("Case")},
              {"lang", tr("Language")},
              {"from_name", tr("From")},
              {"company", tr("Company")},
              {"received_on", tr("Received")},
              {"date", tr("Date")},
              {"subject", tr("Subject")},
              {"body", tr("Text")}},
             {{receipt.file.file.ref.text(), std::string{code(letter.language)}, letter.from.name,
               receipt.file.business ? text_cell(receipt.file.business->name) : Cell{nullptr},
               receipt.file.file.received_on, letter.date, letter.subject, write_letter_body(letter)}}},
            true,
            {}};
}

Section draws_section(const Network& network, const Receipt& receipt) {
    Section section{"order",
                    "",
                    {{{"topic", tr("TOPIC")},
                      {"round", tr("ROUND")},
                      {"day", tr("DRAWN")},
                      {"place", tr("PLACE")},
                      {"actor", tr("ACTOR")},
                      {"name", tr("NAME")},
                      {"proposed", tr("PROPOSED")},
                      {"difference", tr("BELOW SHARE")},
                      {"tie", tr("TIE TEXT")},
                      {"hash", tr("SHA-256")}},
                     {}},
                    false,
                    {}};
    for (const auto& need : receipt.needs)
        for (const auto& draw : need.draws)
            for (const auto& place : draw.places) {
                const LedgerEntry entry{place.actor, place.credit_before, place.proposed_before};
                section.table.rows.push_back(
                    {draw.topic.text, std::int64_t{draw.round}, draw.day, std::int64_t{place.place},
                     place.actor.text, actor_name(network, place.actor), place.proposed,
                     entry.difference().value(), tie_text(draw.case_ref, draw.round, draw.topic, place.actor),
                     tie_hash(draw.case_ref, draw.round, draw.topic, place.actor)});
            }
    return section;
}

Section referrals_section(const Receipt& receipt) {
    Section section{"referrals",
                    "",
                    {{{"ref", tr("REFERRAL")},
                      {"topic", tr("TOPIC")},
                      {"actor", tr("ACTOR")},
                      {"name", tr("NAME")},
                      {"chosen_by", tr("CHOSEN BY")},
                      {"choice_reason", tr("BECAUSE OF")},
                      {"sent_on", tr("SENT")},
                      {"state", tr("STATE")}},
                     {}},
                    false,
                    {}};
    for (const auto& need : receipt.needs)
        for (const auto& referral : receipt.file.referrals)
            if (referral.need == need.need.id)
                section.table.rows.push_back(
                    {ReferralRef{receipt.file.file.ref, referral.number}.text(), need.need.topic.text,
                     referral.actor.text, referral.actor_name, std::string{code(referral.chosen_by)},
                     code_cell(referral.choice_reason), referral.sent_on, std::string{code(referral.state)}});
    return section;
}

Section shared_section(const Network& network, const Receipt& receipt) {
    Section section{"shared",
                    "",
                    {{{"ref", tr("REFERRAL")},
                      {"actor", tr("ACTOR")},
                      {"sent_on", tr("SENT")},
                      {"field", tr("FIELD")},
                      {"value", tr("VALUE")}},
                     {}},
                    false,
                    {}};
    for (const auto& referral : receipt.file.referrals) {
        const Shared shared = read_shared(referral);
        for (const auto& value : shared.values)
            section.table.rows.push_back({ReferralRef{receipt.file.file.ref, referral.number}.text(),
                                          referral.actor.text, referral.sent_on,
                                          std::string{code(value.field)},
                                          readable_value(network, shared.topic, value)});
    }
    return section;
}

Section consents_section(const Receipt& receipt, Date today) {
    Section section{"consents",
                    "",
                    {{{"purpose", tr("PURPOSE")},
                      {"scope", tr("SCOPE")},
                      {"recipient", tr("RECIPIENT")},
                      {"via", tr("VIA")},
                      {"given_on", tr("GIVEN")},
                      {"until", tr("UNTIL")},
                      {"withdrawn_on", tr("WITHDRAWN")},
                      {"standing", tr("STANDING")}},
                     {}},
                    false,
                    {}};
    for (const auto& consent : receipt.file.consents)
        section.table.rows.push_back({std::string{code(consent.purpose)}, std::string{code(consent.scope)},
                                      consent.recipient.empty() ? std::string{"any"} : consent.recipient.text,
                                      std::string{code(consent.via)}, consent.given_on,
                                      date_cell(consent.until), date_cell(consent.withdrawn_on),
                                      std::string{code(standing_of(receipt.file.consents, consent, today))}});
    return section;
}

void run_receipt(const ReceiptOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::reading);
    const Case file = find_case(desk, options.ref, ForWhat::writing);
    const Receipt receipt = case_receipt(desk, file, language_of(session, options.language));
    show_letters(session, {receipt.letter},
                 {"",
                  {},
                  {receipt_section(receipt), draws_section(desk.network, receipt), referrals_section(receipt),
                   shared_section(desk.network, receipt), consents_section(receipt, desk.today)}});
    warn_if_unreachable(session);
}

}  // namespace

void add_case_receipt(Command& noun) {
    noun.add<ReceiptOptions>(
        "receipt", "Write to the business who could help and why, what was shared, and how to withdraw",
        declare_receipt, run_receipt);
}

}  // namespace aka
