#include <algorithm>

#include "aka/network/load.hpp"
#include "aka/text/tr.hpp"
#include "loading.hpp"

namespace aka {
namespace {

constexpr int most_eligible = 64;  // the draw and the fair share are worked out on sets of at most 64
constexpr int most_unexplained = 15;
/// No draw was made before aka was; sets that were large earlier do no harm.
constexpr Date first_draws = std::chrono::year{2026} / 1 / 1;

struct Peak {
    int actors = 0;
    Date day = first_draws;
};

/// The day on which most actors are eligible for a topic in a municipality, and how many.
Peak find_peak(const std::vector<Actor>& actors, const TopicId& topic, const MunicipalityId& municipality) {
    std::vector<std::pair<Date, int>> changes;  // sorted: on one day those who leave before those who come
    for (const auto& actor : actors) {
        if (!actor.covers(topic) || !actor.covers(municipality)) continue;
        const auto& [from, to] = actor.validity;
        if (to && *to < first_draws) continue;
        changes.emplace_back(std::max(from.value_or(first_draws), first_draws), 1);
        if (to) changes.emplace_back(*to + std::chrono::days{1}, -1);
    }
    std::sort(changes.begin(), changes.end());
    Peak peak;
    int now = 0;
    for (const auto& [day, change] : changes) {
        now += change;
        if (now > peak.actors) peak = {now, day};
    }
    return peak;
}

void check_set(Loading& loading, const Topic& topic, const Municipality& municipality) {
    const Peak peak = find_peak(loading.network.actors.all(), topic.id, municipality.id);
    const auto add = [&](const std::string& message) {
        loading.problems.add(loading.taken.at({"topic", topic.id.text}), message);
    };
    const auto who = fmt::arg("topic", topic.id.text);
    const auto where = fmt::arg("municipality", municipality.id.text);
    const auto count = fmt::arg("actors", peak.actors);
    const std::string iso = to_iso(peak.day);
    const auto day = fmt::arg("day", iso);
    if (peak.actors > most_eligible)
        add(
            tr("{topic} in {municipality}: {actors} actors are eligible on {day}; more than {most} cannot be "
               "drawn from",
               who, where, count, day, fmt::arg("most", most_eligible)));
    else if (peak.actors > most_unexplained && topic.large_set.empty() && !topic.is_parent())
        add(
            tr("{topic} in {municipality}: {actors} actors are eligible on {day}; more than {most} need a "
               "reason, as large_set = \"...\"",
               who, where, count, day, fmt::arg("most", most_unexplained)));
}

/// The municipalities that both funders cover, as a list.
std::string common_municipalities(const Network& network, const Funder& one, const Funder& other) {
    std::string common;
    for (const auto& municipality : network.municipalities)
        if (one.covers(municipality.id) && other.covers(municipality.id))
            common += (common.empty() ? "" : ", ") + municipality.id.text;
    return common;
}

/// The days of which both hold, as "from 2026-01-01 to 2026-12-31".
std::string common_days(const Validity& one, const Validity& other) {
    const auto from = std::max(one.from, other.from);  // none is before every day
    std::optional<Date> to = one.to ? one.to : other.to;
    if (one.to && other.to) to = std::min(*one.to, *other.to);
    if (from && to)
        return tr("from {from} to {to}", fmt::arg("from", to_iso(*from)), fmt::arg("to", to_iso(*to)));
    if (from) return tr("from {from}", fmt::arg("from", to_iso(*from)));
    if (to) return tr("until {to}", fmt::arg("to", to_iso(*to)));
    return tr("at all times");
}

}  // namespace

void check_funders(Loading& loading, const std::vector<Place>& places) {
    const auto& funders = loading.network.funders;
    for (std::size_t i = 0; i < funders.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const auto common = common_municipalities(loading.network, funders[i], funders[j]);
            if (common.empty() || !funders[i].validity.meets(funders[j].validity)) continue;
            loading.problems.add(
                places[i],
                tr("funders \"{one}\" and \"{other}\" ({place}) both cover {municipalities} {days}; a case "
                   "counts for one funder only: end one with valid_to, or take these out of its set",
                   fmt::arg("one", funders[i].id), fmt::arg("other", funders[j].id),
                   fmt::arg("place", places[j].text()), fmt::arg("municipalities", common),
                   fmt::arg("days", common_days(funders[i].validity, funders[j].validity))));
        }
}

void check_eligible_sets(Loading& loading) {
    for (const auto& topic : loading.network.topics)
        for (const auto& municipality : loading.network.municipalities)
            check_set(loading, topic, municipality);
}

std::vector<SetSize> eligible_set_sizes(const Network& network, Date day) {
    std::vector<SetSize> sizes;
    for (const auto& topic : network.topics) {
        if (topic.is_parent()) continue;
        for (const auto& municipality : network.municipalities) {
            const auto actors =
                std::count_if(network.actors.begin(), network.actors.end(), [&](const Actor& actor) {
                    return actor.validity.holds(day) && actor.covers(topic.id) &&
                           actor.covers(municipality.id);
                });
            sizes.push_back({topic.id, municipality.id, static_cast<int>(actors)});
        }
    }
    return sizes;
}

}  // namespace aka
