#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aka/service/publishing.hpp"

namespace aka {

bool is_small(const PublishedFigure& figure, std::int64_t min_cell);

/// The last look, at what is published and nothing else: a figure that must stay hidden, but could be
/// computed from these figures and those published before in their year; none when there is none.
std::optional<PublishedFigure> find_told(const std::vector<std::vector<PublishedFigure>>& before,
                                         const std::vector<PublishedFigure>& figures,
                                         const PublishQuestion& question);

/// The measure and those that tell of it.
std::set<std::string> measures_with(const std::string& measure);

}  // namespace aka
