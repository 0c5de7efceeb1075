#include "aka/cli/refer_questions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "aka/cli/ask.hpp"
#include "aka/cli/case_document.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

const DrawPlace* place_of(const Draw& draw, const ActorId& actor) {
    const auto found = std::find_if(draw.places.begin(), draw.places.end(),
                                    [&](const DrawPlace& place) { return place.actor == actor; });
    return found == draw.places.end() ? nullptr : &*found;
}

/// What was done for the need with an actor already, else nothing.
std::string standing(const CaseFile& file, const Need& need, const ActorId& actor) {
    std::string state;
    for (const auto& referral : file.referrals)
        if (referral.need == need.id && referral.actor == actor) state = code(referral.state);
    return state;
}

std::string place_line(const Network& network, const CaseFile& file, const Need& need,
                       const DrawPlace& place) {
    const Actor* actor = network.find(place.actor);
    const std::string before = standing(file, need, place.actor);
    return fmt::format("  {}. {}{}", place.place, actor != nullptr ? actor_line(*actor) : place.actor.text,
                       before.empty() ? "" : fmt::format(" [{}]", before));
}

void show_draw(const Session& session, const CaseFile& file, const Need& need, const Draw& draw) {
    const auto shown = std::count_if(draw.places.begin(), draw.places.end(),
                                     [](const DrawPlace& place) { return place.proposed; });
    session.warn(tr("{topic}: {shown} of {eligible} who can help, in drawn order",
                    fmt::arg("topic", need.topic.text), fmt::arg("shown", shown),
                    fmt::arg("eligible", draw.places.size())));
    for (const auto& place : draw.places)
        if (place.proposed) session.warn(place_line(session.network(), file, need, place));
}

/// Those of the draw first, then all others.
Candidates actors_to_choose(const Network& network, const Draw& draw) {
    return [&network, &draw](std::string_view typed) {
        std::vector<Candidate> all;
        const auto add = [&](const Actor* actor) {
            if (actor != nullptr) all.push_back({actor->id.text, actor->name});
        };
        for (const auto& place : draw.places) add(network.find(place.actor));
        if (!typed.empty())
            for (const auto& actor : network.actors)
                if (place_of(draw, actor.id) == nullptr) add(&actor);
        return beginning_with(all, typed);
    };
}

const Actor& actor_typed(const Network& network, const Draw& draw, const std::string& typed) {
    const auto number = parse_count(typed, 1, static_cast<int>(draw.places.size()));
    const auto at = [&](const DrawPlace& place) { return number && place.place == *number; };
    const auto place = std::find_if(draw.places.begin(), draw.places.end(), at);
    return network.actor(place == draw.places.end() ? typed : place->actor.text);
}

bool is_outside(const Desk& desk, const CaseFile& file, const Need& need, const Draw& draw,
                const Actor& actor) {
    const DrawPlace* place = place_of(draw, actor.id);
    return place == nullptr || !place->proposed ||
           !desk.directory().is_eligible(actor, criteria_of(file.file, need, desk.today));
}

}  // namespace

void ask_whom(const Session& session, const Desk& desk, const CaseFile& file, const Need& need,
              SendOptions& options) {
    const Referrals referrals{desk};
    const Draw draw = referrals.suggest(file.file, need);
    const Actor* first = referrals.next_in_draw(file, need);
    options.pick = "draw";
    if (draw.places.empty()) return;  // the draw says that nobody is eligible, and where to look
    show_draw(session, file, need, draw);
    const Question whom{tr("To whom (number or id, Tab lists them)"),
                        first != nullptr ? "draw" : "",
                        first != nullptr ? first->id.text : "",
                        actors_to_choose(desk.network, draw),
                        "",
                        {}};
    ask_until(session, whom, [&](const std::string& typed) {
        if (typed.empty())
            throw Error{ErrorKind::usage, tr("nobody is left in the draw; whom did the business choose?")};
        options.actors.clear();
        if (typed != "draw") options.actors = {actor_typed(desk.network, draw, typed).id.text};
    });
    if (options.actors.empty()) return;
    options.pick.clear();
    const Actor& actor = desk.network.actor(options.actors.front());
    if (!options.reason && is_outside(desk, file, need, draw, actor))
        options.reason = ask_code<ChoiceReason>(
            session, tr("{actor} is not among the proposals; why was it chosen ({codes})",
                        fmt::arg("actor", actor.name), fmt::arg("codes", code_list<ChoiceReason>(", "))));
}

namespace {

/// Why the case may not be shared with the actor; empty when it may.
std::string no_consent(const Desk& desk, const CaseFile& file, const ActorId& actor) {
    try {
        static_cast<void>(require_consent(file.consents, file.file.ref, actor, desk.today));
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

std::vector<const Actor*> meant(const Desk& desk, const CaseFile& file, const Need& need,
                                const SendOptions& options) {
    std::vector<const Actor*> actors;
    for (const auto& typed : options.actors) actors.push_back(&desk.network.actor(typed));
    if (actors.empty()) {
        const Referrals referrals{desk};
        static_cast<void>(referrals.suggest(file.file, need));
        actors.push_back(referrals.next_in_draw(file, need));
    }
    return actors;
}

}  // namespace

void ask_for_consent(const Session& session, const Desk& desk, const CaseFile& file, const Need& need,
                     const SendOptions& options) {
    if (session.options().yes || desk.dry_run) return;
    for (const Actor* actor : meant(desk, file, need, options)) {
        const std::string why = actor == nullptr ? std::string{} : no_consent(desk, file, actor->id);
        if (why.empty()) continue;
        session.warn(why);
        const auto scope =
            ask_code<Scope>(session,
                            tr("What does the business let {actor} know ({codes})",
                               fmt::arg("actor", actor->name), fmt::arg("codes", code_list<Scope>(", "))),
                            std::string{code(Scope::none)});
        if (scope == Scope::none) return;
        const auto via = ask_code<ConsentVia>(
            session, tr("How did it say so ({codes})", fmt::arg("codes", code_list<ConsentVia>(", "))),
            file.file.channel == Channel::mail ? "mail" : "phone");
        // Asked was about this actor: nothing is taken for a consent to others.
        static_cast<void>(
            Cases{desk}.give_consent(file.file, {scope, via, Purpose::referral, actor->id, std::nullopt}));
        return session.say(tr("{case}: consent {scope} by {via}, for {recipient}",
                              fmt::arg("case", name_of(file)), fmt::arg("scope", code(scope)),
                              fmt::arg("via", code(via)), fmt::arg("recipient", actor->name)));
    }
}

}  // namespace aka
