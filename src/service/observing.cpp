#include "aka/service/observing.hpp"

#include "aka/model/error.hpp"
#include "aka/store/observed.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

std::string subject_of(const Actor& actor) {
    return "actor:" + actor.id.text;
}

}  // namespace

ActorCheck verify_actor(const Desk& desk, const Actor& actor, Date on) {
    if (on > desk.today)
        throw Error{ErrorKind::usage, tr("--on: {day} lies ahead; an entry was checked today or before",
                                         fmt::arg("day", to_iso(on)))};
    ActorCheck check{{}, "", actor.id, on, desk.user(), {}};
    desk.write([&](Change& change) {
        check.recorded = change.now();
        change.insert(check);
        change.record("actors verify", subject_of(actor), on);
    });
    return check;
}

ActorCapacity set_capacity(const Desk& desk, const Actor& actor, const TopicId& topic, Capacity state,
                           std::optional<Date> until) {
    if (until && *until < desk.today)
        throw Error{ErrorKind::usage, tr("--until: {day} is past; name the last day it holds",
                                         fmt::arg("day", to_iso(*until)))};
    if (!topic.empty() && !actor.covers(topic))
        throw Error{ErrorKind::usage, tr("{actor} does not cover {topic}; see aka actors show {id}",
                                         fmt::arg("actor", actor.name), fmt::arg("topic", topic.text),
                                         fmt::arg("id", actor.id.text))};
    ActorCapacity capacity{{}, "", actor.id, topic, state, desk.today, until, desk.user(), {}};
    desk.write([&](Change& change) {
        capacity.recorded = change.now();
        change.insert(capacity);
        change.record("actors capacity", subject_of(actor), desk.today);
    });
    return capacity;
}

}  // namespace aka
