#include "words.hpp"

#include <fmt/format.h>

#include "aka/text/tr.hpp"

namespace aka {

std::string name_of(const Network& network, const MunicipalityId& id) {
    const Municipality* found = network.find(id);
    return found != nullptr ? found->name : id.text;
}

std::string place_text(const Network& network, const std::vector<MunicipalityId>& ids) {
    return ids.empty() ? tr("all municipalities") : names_of(network, ids);
}

std::string names_of(const Network& network, const std::vector<MunicipalityId>& ids) {
    std::string names;
    for (const auto& id : ids) names += (names.empty() ? "" : ", ") + name_of(network, id);
    return names;
}

std::vector<std::string> ids_of(const std::vector<MunicipalityId>& ids) {
    std::vector<std::string> texts;
    texts.reserve(ids.size());
    for (const auto& id : ids) texts.push_back(id.text);
    return texts;
}

std::string title_text(const std::string& what, const Period& period, const std::string& place) {
    return tr("{what} {period}, {place} ({first} to {last})", fmt::arg("what", what),
              fmt::arg("period", period.name), fmt::arg("place", place),
              fmt::arg("first", to_full(period.first)), fmt::arg("last", to_full(period.last)));
}

std::string title_text(const std::string& what, const Network& network, const Frame& frame) {
    return title_text(what, frame.period, place_text(network, frame.municipalities));
}

std::vector<std::string> made_lines(const Frame& frame) {
    std::vector<std::string> lines{tr("Made on {day}.", fmt::arg("day", to_full(frame.made)))};
    if (frame.made <= frame.period.last)
        lines.push_back(tr("The period is not over: these are the figures so far."));
    return lines;
}

Labels<Cause> cause_labels() {
    return {{Cause::no_actor, tr("No actor exists")},
            {Cause::no_capacity, tr("No actor has capacity")},
            {Cause::not_eligible, tr("Not eligible")},
            {Cause::declined, tr("Declined by the actors")},
            {Cause::no_answer, tr("No actor answered")}};
}

Labels<ActorKind> kind_labels() {
    return {{ActorKind::jobcentre, tr("Jobcentres")},
            {ActorKind::public_service, tr("Public services")},
            {ActorKind::education, tr("Education")},
            {ActorKind::union_, tr("Unions")},
            {ActorKind::unemployment_fund, tr("Unemployment funds")},
            {ActorKind::employer_org, tr("Employer organisations")},
            {ActorKind::recruitment_agency, tr("Recruitment agencies")},
            {ActorKind::campaign, tr("Campaigns")}};
}

Labels<NeedOutcome> outcome_labels() {
    return {{NeedOutcome::met, tr("Met")},
            {NeedOutcome::partly, tr("Partly met")},
            {NeedOutcome::unmet, tr("Not met")},
            {NeedOutcome::withdrawn, tr("Withdrawn by the business")}};
}

Labels<SizeBand> size_labels() {
    return {{SizeBand::micro, tr("0-9 employees")},
            {SizeBand::small, tr("10-49 employees")},
            {SizeBand::medium, tr("50-249 employees")},
            {SizeBand::large, tr("250 employees or more")}};
}

Labels<Channel> channel_labels() {
    return {{Channel::phone, tr("Phone")},
            {Channel::mail, tr("Mail")},
            {Channel::meeting, tr("Meeting")},
            {Channel::web, tr("Web")},
            {Channel::event, tr("Event")}};
}

Labels<Obstacle> obstacle_labels() {
    return {{Obstacle::no_applicants, tr("No applicants")},
            {Obstacle::wrong_profile, tr("Wrong profile")},
            {Obstacle::pay, tr("Pay")},
            {Obstacle::transport, tr("Transport")},
            {Obstacle::language, tr("Language")},
            {Obstacle::hours, tr("Working hours")}};
}

Labels<Score> score_labels() {
    return {{Score::very_satisfied, tr("Very satisfied")},
            {Score::satisfied, tr("Satisfied")},
            {Score::neither, tr("Neither nor")},
            {Score::dissatisfied, tr("Dissatisfied")},
            {Score::very_dissatisfied, tr("Very dissatisfied")},
            {Score::dont_know, tr("Does not know")}};
}

std::string label_of(const Network& network, const TopicId& id) {
    const Topic* topic = network.find(id);
    return topic != nullptr ? topic->label.en : id.text;
}

Cell share_of(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return nullptr;
    return Share{static_cast<double>(part) / static_cast<double>(whole)};
}

Cell to_cell(const std::optional<double>& number) {
    return number ? Cell{*number} : Cell{nullptr};
}

}  // namespace aka
