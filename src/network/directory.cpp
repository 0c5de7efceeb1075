#include "aka/network/directory.hpp"

#include <algorithm>

namespace aka {
namespace {

bool speaks_of(const ActorCapacity& capacity, const ActorId& actor, const TopicId& topic) {
    return capacity.actor == actor && (capacity.topic.empty() || capacity.topic == topic ||
                                       topic.text.starts_with(capacity.topic.text + '/'));
}

}  // namespace

Criteria criteria_of(const Case& file, const Need& need, Date day) {
    return {need.topic, file.owner, file.size_band, day};
}

const ActorCapacity* Directory::capacity(const ActorId& actor, const TopicId& topic, Date day) const {
    const auto found =
        std::find_if(observed_.capacities.rbegin(), observed_.capacities.rend(), [&](const auto& said) {
            return speaks_of(said, actor, topic) && said.from_on <= day &&
                   (!said.until || day <= *said.until);
        });
    return found == observed_.capacities.rend() ? nullptr : &*found;
}

std::optional<Date> Directory::checked(const Actor& actor) const {
    std::optional<Date> last = actor.checked;
    for (const auto& check : observed_.checks)
        if (check.actor == actor.id && (!last || *last < check.on)) last = check.on;
    return last;
}

bool Directory::is_stale(const Actor& actor, Date day) const {
    const auto last = checked(actor);
    return !last || *last < add_months(day, -network_->check_months);
}

std::optional<LeftOut> Directory::left_out(const Actor& actor, const Criteria& criteria) const {
    if (!actor.validity.holds(criteria.day)) return LeftOut::not_valid;
    if (!actor.covers(criteria.municipality)) return LeftOut::other_municipality;
    if (!actor.fits(criteria.size_band)) return LeftOut::other_size;
    const auto* said = capacity(actor.id, criteria.topic, criteria.day);
    if (said != nullptr && said->state == Capacity::closed) return LeftOut::closed;
    return std::nullopt;
}

bool Directory::is_eligible(const Actor& actor, const Criteria& criteria) const {
    return actor.covers(criteria.topic) && !left_out(actor, criteria);
}

std::vector<const Actor*> Directory::eligible(const Criteria& criteria) const {
    std::vector<const Actor*> found;
    for (const auto& actor : network_->actors)
        if (is_eligible(actor, criteria)) found.push_back(&actor);
    return found;
}

std::vector<Excluded> Directory::excluded(const Criteria& criteria) const {
    std::vector<Excluded> found;
    for (const auto& actor : network_->actors)
        if (actor.covers(criteria.topic))
            if (const auto why = left_out(actor, criteria)) found.push_back({&actor, *why});
    return found;
}

std::vector<Coverage> coverage_of(const Directory& directory, Date day) {
    std::vector<Coverage> all;
    for (const auto& topic : directory.network().topics) {
        if (topic.is_parent()) continue;
        for (const auto& municipality : directory.network().municipalities)
            all.push_back({topic.id, municipality.id,
                           directory.eligible({topic.id, municipality.id, std::nullopt, day})});
    }
    return all;
}

}  // namespace aka
