#include "aka/cli/case_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "aka/model/numbers.hpp"
#include "aka/store/cases.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

/// A property of a record section.
struct Property {
    const char* key;
    std::string heading;
    Cell value;
    Tone (*tone)(std::string_view) = nullptr;
};

Section record_section(const std::string& key, std::vector<Property> properties) {
    Section section{key, "", {}, true, {}};
    section.table.rows.emplace_back();
    for (auto& property : properties) {
        section.table.columns.push_back({property.key, property.heading});
        section.table.columns.back().tone = property.tone;
        section.table.rows.front().push_back(std::move(property.value));
    }
    return section;
}

std::string state_of(const CaseFile& file) {
    const bool waiting = std::any_of(file.referrals.begin(), file.referrals.end(),
                                     [](const Referral& referral) { return referral.waiting(); });
    if (file.file.status == CaseStatus::open && waiting) return "waiting";
    return std::string{code(file.file.status)};
}

Section case_section(const CaseFile& file) {
    const Case& c = file.file;
    const Business business = file.business.value_or(Business{});
    const Contact contact = file.contact.value_or(Contact{});
    return record_section("case", {{"ref", tr("Case"), c.ref.text()},
                                   {"status", tr("Status"), state_of(file), tone_of_state},
                                   {"company", tr("Company"), text_cell(business.name)},
                                   {"cvr", tr("CVR"), text_cell(business.cvr)},
                                   {"pno", tr("P-number"), text_cell(business.pno)},
                                   {"form", tr("Form"), code_cell(business.form)},
                                   {"size", tr("Size"), code_cell(c.size_band)},
                                   {"contact", tr("Contact"), text_cell(contact.name)},
                                   {"phone", tr("Phone"), text_cell(readable_phone(contact.phone))},
                                   {"email", tr("Mail"), text_cell(contact.email)},
                                   {"title", tr("Title"), text_cell(c.title)},
                                   {"text", tr("Text"), text_cell(c.text)},
                                   {"channel", tr("Channel"), std::string{code(c.channel)}},
                                   {"direction", tr("Direction"), std::string{code(c.direction)}},
                                   {"received_on", tr("Received"), c.received_on},
                                   {"received_in", tr("Received in"), c.received_in.text},
                                   {"owner", tr("Belongs to"), c.owner.text},
                                   {"consultant", tr("Consultant"), c.consultant},
                                   {"closed_on", tr("Closed"), date_cell(c.closed_on)}});
}

Section needs_section(const CaseFile& file) {
    Section section{"needs",
                    tr("Needs"),
                    {{{"topic", tr("TOPIC")},
                      {"occupation", tr("OCCUPATION")},
                      {"positions", tr("POSTS")},
                      {"obstacle", tr("OBSTACLE")},
                      {"outcome", tr("OUTCOME")},
                      {"cause", tr("CAUSE")},
                      {"filled", tr("FILLED")},
                      {"other_profile", tr("OTHER PROFILE")},
                      {"closed_on", tr("CLOSED")}},
                     {}},
                    false,
                    {}};
    for (const auto& need : file.needs)
        section.table.rows.push_back(
            {need.topic.text, text_cell(need.occupation), number_cell(need.positions),
             code_cell(need.obstacle), code_cell(need.outcome), code_cell(need.cause),
             number_cell(need.filled), number_cell(need.other_profile), date_cell(need.closed_on)});
    return section;
}

Section followups_section(const CaseFile& file) {
    Section section{"followups",
                    tr("Follow-ups"),
                    {{{"due", tr("DUE")}, {"kind", tr("KIND")}, {"done_on", tr("DONE")}}, {}},
                    false,
                    {}};
    for (const auto& followup : file.followups)
        section.table.rows.push_back(
            {followup.due, std::string{code(followup.kind)}, date_cell(followup.done_on)});
    return section;
}

Section consents_section(const CaseFile& file) {
    Section section{"consents",
                    tr("Consents"),
                    {{{"scope", tr("SCOPE")},
                      {"purpose", tr("PURPOSE")},
                      {"recipient", tr("RECIPIENT")},
                      {"via", tr("VIA")},
                      {"given_on", tr("GIVEN")},
                      {"until", tr("UNTIL")},
                      {"withdrawn_on", tr("WITHDRAWN")},
                      {"taken_by", tr("TAKEN BY")}},
                     {}},
                    false,
                    {}};
    for (const auto& consent : file.consents)
        section.table.rows.push_back({std::string{code(consent.scope)}, std::string{code(consent.purpose)},
                                      consent.recipient.empty() ? std::string{"any"} : consent.recipient.text,
                                      std::string{code(consent.via)}, consent.given_on,
                                      date_cell(consent.until), date_cell(consent.withdrawn_on),
                                      consent.taken_by});
    return section;
}

Section referrals_section(const CaseFile& file) {
    Section section{"referrals",
                    tr("Referrals"),
                    {{{"ref", tr("REFERRAL")},
                      {"actor", tr("ACTOR")},
                      {"actor_name", tr("NAME")},
                      {.key = "state", .heading = tr("STATE"), .keep = true, .tone = tone_of_state},
                      {"sent_on", tr("SENT")},
                      {"deadline", tr("ANSWER BY")},
                      {"answered_on", tr("ANSWERED")},
                      {"reason", tr("REASON")},
                      {"outcome", tr("OUTCOME")},
                      {"hires", tr("HIRES")}},
                     {}},
                    false,
                    {}};
    for (const auto& referral : file.referrals)
        section.table.rows.push_back({ReferralRef{file.file.ref, referral.number}.text(), referral.actor.text,
                                      referral.actor_name, std::string{code(referral.state)},
                                      referral.sent_on, referral.deadline, date_cell(referral.answered_on),
                                      code_cell(referral.reason), code_cell(referral.outcome),
                                      number_cell(referral.hires)});
    return section;
}

Section feedback_section(const CaseFile& file) {
    Section section{"feedback",
                    tr("Satisfaction"),
                    {{{"wave", tr("WAVE")},
                      {"asked_on", tr("ASKED")},
                      {"response", tr("RESPONSE")},
                      {"answered_on", tr("ANSWERED")},
                      {"score", tr("SCORE")},
                      {"recommend", tr("RECOMMENDS")},
                      {"text", tr("TEXT"), ForWhom::all, Layout::wrap}},
                     {}},
                    false,
                    {}};
    for (const auto& feedback : file.feedback)
        section.table.rows.push_back(
            {std::string{code(feedback.wave)}, feedback.asked_on, std::string{code(feedback.response)},
             date_cell(feedback.answered_on), code_cell(feedback.score),
             feedback.recommend ? Cell{*feedback.recommend} : Cell{nullptr}, text_cell(feedback.text)});
    return section;
}

Section notes_section(const CaseFile& file) {
    Section section{"notes",
                    tr("Notes"),
                    {{{"on", tr("ON")},
                      {"author", tr("BY")},
                      {"minutes", tr("MINUTES")},
                      {"text", tr("TEXT"), ForWhom::all, Layout::wrap}},
                     {}},
                    false,
                    {}};
    for (const auto& note : file.notes)
        section.table.rows.push_back({note.on, note.author, number_cell(note.minutes), note.text});
    return section;
}

}  // namespace

Tone tone_of_state(std::string_view word) {
    if (word == "overdue") return Tone::alarm;
    if (word == "waiting") return Tone::waiting;
    constexpr std::array ended{"closed", "done", "declined", "cancelled", "no-answer", "error", "erased"};
    const bool over = std::find(ended.begin(), ended.end(), word) != ended.end();
    return over ? Tone::done : Tone::plain;
}

Cell text_cell(const std::string& text) {
    return text.empty() ? Cell{nullptr} : Cell{text};
}

Cell date_cell(const std::optional<Date>& date) {
    return date ? Cell{*date} : Cell{nullptr};
}

Cell number_cell(const std::optional<int>& number) {
    return number ? Cell{std::int64_t{*number}} : Cell{nullptr};
}

std::string municipality_name(const Network& network, const MunicipalityId& id) {
    const Municipality* municipality = network.find(id);
    return municipality != nullptr ? municipality->name : id.text;
}

std::string actor_name(const Network& network, const ActorId& id) {
    const Actor* actor = network.find(id);
    return actor != nullptr ? actor->name : id.text;
}

std::string name_of(const CaseFile& file) {
    return file.business ? fmt::format("{} {}", file.file.ref.text(), file.business->name)
                         : file.file.ref.text();
}

std::string actor_line(const Actor& actor) {
    std::string line = fmt::format("{} ({})", actor.name, actor.id.text);
    if (!actor.phone.empty()) line += "  " + readable_phone(actor.phone);
    if (!actor.web.empty()) line += "  " + actor.web;
    return line;
}

void warn_of_twins(const Session& session, const std::vector<Business>& twins) {
    for (const auto& twin : twins) {
        const std::string cvr = twin.cvr.empty() ? "" : ", CVR " + twin.cvr;
        session.warn(
            tr("warning: {name}{cvr} is another record with the same name, number or mail; see aka "
               "case list '{name}' --status all",
               fmt::arg("name", twin.name), fmt::arg("cvr", cvr)));
    }
}

void tell_case(const Session& session, const Desk& desk, const Case& file, const std::string& what) {
    const CaseFile whole = Cases{desk}.read(get_case(desk.db, file.id));
    session.show_if_asked(case_document(session, whole));
    session.say(fmt::format("{}: {}", name_of(whole), what));
}

std::string short_ref(const Session& session, const Case& file) {
    const Desk& desk = session.desk(OpenFor::reading);
    if (file.ref.prefix != desk.home().prefix || file.ref.year != year_of(desk.today)) return file.ref.text();
    // Where last year's case of that number is open too, the number alone would be refused.
    const auto older = find_case(desk.db, CaseRef{file.ref.prefix, file.ref.year - 1, file.ref.number});
    return older && older->status == CaseStatus::open ? file.ref.text() : std::to_string(file.ref.number);
}

Document case_document(const Session& session, const CaseFile& file) {
    Document document{"", {}, {case_section(file)}};
    if (file.foreign)
        document.sections.front().notes.push_back(
            tr("Another office's case: contact, text and notes are not shown."));
    for (auto section : {needs_section(file), consents_section(file), referrals_section(file),
                         followups_section(file), feedback_section(file), notes_section(file)}) {
        // A person is not shown empty tables; a program finds every key.
        if (!section.table.rows.empty() || session.format() == Format::json)
            document.sections.push_back(std::move(section));
    }
    return document;
}

Document referral_document(const ReferralFile& file) {
    const Referral& referral = file.referral;
    const auto need = std::find_if(file.case_file.needs.begin(), file.case_file.needs.end(),
                                   [&](const Need& candidate) { return candidate.id == referral.need; });
    const std::string business = file.case_file.business ? file.case_file.business->name : std::string{};
    Document document;
    document.sections.push_back(record_section(
        "referral",
        {{"ref", tr("Referral"), file.ref.text()},
         {"state", tr("State"), std::string{code(referral.state)}, tone_of_state},
         {"company", tr("Company"), text_cell(business)},
         {"topic", tr("Topic"), need == file.case_file.needs.end() ? Cell{nullptr} : Cell{need->topic.text}},
         {"actor", tr("Actor"), referral.actor.text},
         {"actor_name", tr("Name"), referral.actor_name},
         {"chosen_by", tr("Chosen by"), std::string{code(referral.chosen_by)}},
         {"choice_reason", tr("Because of"), code_cell(referral.choice_reason)},
         {"shared", tr("Shared"), split_list(referral.shared)},
         {"sent_on", tr("Sent"), referral.sent_on},
         {"deadline", tr("Answer by"), referral.deadline},
         {"answered_on", tr("Answered"), date_cell(referral.answered_on)},
         {"reason", tr("Reason"), code_cell(referral.reason)},
         {"outcome", tr("Outcome"), code_cell(referral.outcome)},
         {"hires", tr("Hires"), number_cell(referral.hires)},
         {"ended_on", tr("Ended"), date_cell(referral.ended_on)}}));
    return document;
}

}  // namespace aka
