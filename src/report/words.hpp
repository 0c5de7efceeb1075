#pragma once

#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "aka/model/feedback.hpp"
#include "aka/network/network.hpp"
#include "aka/output/document.hpp"
#include "aka/report/month_figures.hpp"

namespace aka {

/// As Næstved; its id when the network does not know it.
std::string name_of(const Network& network, const MunicipalityId& id);

/// As "Faxe, Næstved".
std::string names_of(const Network& network, const std::vector<MunicipalityId>& ids);

/// Their ids, for machines.
std::vector<std::string> ids_of(const std::vector<MunicipalityId>& ids);

/// The same as `names_of`, or "all municipalities" for none.
std::string place_text(const Network& network, const std::vector<MunicipalityId>& ids);

/// As "Monthly summary 2026-10, Næstved (1 Oct 2026 to 31 Oct 2026)".
std::string title_text(const std::string& what, const Period& period, const std::string& place);
std::string title_text(const std::string& what, const Network& network, const Frame& frame);

/// When it was made, and whether the period is over.
std::vector<std::string> made_lines(const Frame& frame);

/// The words for people beside a code, in the order of their enumeration.
template <class Enum>
using Labels = std::vector<std::pair<Enum, std::string>>;
Labels<Cause> cause_labels();
Labels<ActorKind> kind_labels();
Labels<NeedOutcome> outcome_labels();
Labels<SizeBand> size_labels();
Labels<Channel> channel_labels();
Labels<Obstacle> obstacle_labels();
Labels<Score> score_labels();

/// The label in English, or the id of a topic that the network does not know.
std::string label_of(const Network& network, const TopicId& id);

/// `part` of `whole`; null for a part of nothing.
Cell share_of(std::int64_t part, std::int64_t whole);

/// Null for none.
Cell to_cell(const std::optional<double>& number);

/// The sum of `number` over the groups that `fits`.
template <class Group, class Fits>
std::int64_t sum_where(const std::vector<Group>& groups, std::int64_t Group::*number, Fits fits) {
    return std::accumulate(
        groups.begin(), groups.end(), std::int64_t{0},
        [&](std::int64_t sum, const Group& group) { return fits(group) ? sum + group.*number : sum; });
}

template <class Group>
std::int64_t sum_all(const std::vector<Group>& groups, std::int64_t Group::*number) {
    return sum_where(groups, number, [](const Group&) { return true; });
}

}  // namespace aka
