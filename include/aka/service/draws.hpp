#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/model/case.hpp"
#include "aka/service/desk.hpp"
#include "aka/store/draws.hpp"

namespace aka {

/// What decides who is eligible.
struct Criteria {
    TopicId topic;
    MunicipalityId municipality;
    std::optional<SizeBand> size_band;
    Date day{};
};

Criteria criteria_of(const Case& file, const Need& need, Date day);

/// The actors valid on the day that cover topic and municipality and fit the size band, in the network's
/// order.
std::vector<const Actor*> eligible_actors(const Network& network, const Criteria& criteria);

bool is_eligible(const Actor& actor, const Criteria& criteria);

/// Why an actor that covers the topic is not eligible.
enum class LeftOut { not_valid, other_municipality, other_size };
template <>
struct Codes<LeftOut> {
    static constexpr std::array<std::pair<LeftOut, const char*>, 3> list{
        {{LeftOut::not_valid, "not-valid"},
         {LeftOut::other_municipality, "other-municipality"},
         {LeftOut::other_size, "other-size"}}};
};

struct Excluded {
    const Actor* actor;
    LeftOut why;
};

/// The actors that cover the topic and are not eligible, each with the first reason.
std::vector<Excluded> excluded_actors(const Network& network, const Criteria& criteria);

/// The need's stored draw, or one made, credited and stored now. With no eligible actor nothing is stored and
/// the draw has no places.
Draw draw_for(Change& change, const Network& network, const Case& file, const Need& need, Date day);

/// A new draw for the need, with `reason`; the old one still counts.
Draw draw_again(Change& change, const Network& network, const Case& file, const Need& need, Date day,
                const std::string& reason);

/// Proposes the next place of the draw that is neither proposed nor in `passed_over`, and credits all of its
/// actors; none when all are used up.
std::optional<DrawPlace> propose_next(Change& change, const Draw& draw,
                                      const std::vector<ActorId>& passed_over, Date day);

/// Whether the draw was made for other criteria than hold for the case now.
bool is_stale(const Draw& draw, const Case& file, const Need& need);

}  // namespace aka
