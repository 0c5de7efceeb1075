#pragma once

#include <optional>
#include <vector>

#include "aka/model/case.hpp"
#include "aka/model/observed.hpp"
#include "aka/network/network.hpp"

namespace aka {

/// What decides who is eligible.
struct Criteria {
    TopicId topic;
    MunicipalityId municipality;
    std::optional<SizeBand> size_band;
    Date day{};
};

Criteria criteria_of(const Case& file, const Need& need, Date day);

/// Why an actor that covers the topic is not eligible.
enum class LeftOut { not_valid, other_municipality, other_size, closed };
template <>
struct Codes<LeftOut> {
    static constexpr std::array<std::pair<LeftOut, const char*>, 4> list{
        {{LeftOut::not_valid, "not-valid"},
         {LeftOut::other_municipality, "other-municipality"},
         {LeftOut::other_size, "other-size"},
         {LeftOut::closed, "closed"}}};
};

struct Excluded {
    const Actor* actor;
    LeftOut why;
};

/// The network as it is configured, with what people observed of its actors. The network must outlive it.
class Directory {
public:
    Directory(const Network& network, Observed observed)
        : network_(&network), observed_(std::move(observed)) {}

    [[nodiscard]] const Network& network() const { return *network_; }

    /// What was last said of the actor's capacity for the topic and still holds on the day; none when nobody
    /// said anything.
    [[nodiscard]] const ActorCapacity* capacity(const ActorId& actor, const TopicId& topic, Date day) const;

    /// When a human last checked the entry: as configured, or as recorded since; none when nobody did.
    [[nodiscard]] std::optional<Date> checked(const Actor& actor) const;
    /// Whether nobody has checked the entry for the network's months.
    [[nodiscard]] bool is_stale(const Actor& actor, Date day) const;

    /// The first reason why the actor is not eligible; none when it is. An actor that does not cover the
    /// topic at all is no question of this.
    [[nodiscard]] std::optional<LeftOut> left_out(const Actor& actor, const Criteria& criteria) const;

    /// Valid and open on the day, covers topic and municipality, fits the size band.
    [[nodiscard]] bool is_eligible(const Actor& actor, const Criteria& criteria) const;
    /// All of these, in the network's order.
    [[nodiscard]] std::vector<const Actor*> eligible(const Criteria& criteria) const;
    /// The actors that cover the topic and are not eligible.
    [[nodiscard]] std::vector<Excluded> excluded(const Criteria& criteria) const;

private:
    const Network* network_;
    Observed observed_;
};

/// Who can help with a leaf topic in a municipality.
struct Coverage {
    TopicId topic;
    MunicipalityId municipality;
    std::vector<const Actor*> actors;  ///< eligible whatever the size of the business
};

/// Every leaf topic in every municipality, in the network's order.
std::vector<Coverage> coverage_of(const Directory& directory, Date day);

}  // namespace aka
