#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/model/case.hpp"
#include "aka/network/directory.hpp"
#include "aka/service/desk.hpp"
#include "aka/store/draws.hpp"

namespace aka {

/// The need's stored draw, or one made, credited and stored now. With no eligible actor nothing is stored and
/// the draw has no places.
Draw draw_for(Change& change, const Network& network, const Case& file, const Need& need, Date day);

/// The same for a need that has just been recorded.
Draw draw_first(Change& change, const Network& network, const Case& file, const Need& need, Date day);

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
