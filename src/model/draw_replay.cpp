#include "aka/model/draw_replay.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace aka {
namespace {

bool is_whole(const ToldDraw& draw) {
    const auto eligible = static_cast<int>(draw.places.size());
    if (eligible < 1 || eligible > largest_eligible_set) return false;
    if (draw.proposals < 1 || draw.proposals > eligible) return false;
    std::set<ActorId> actors;
    int next = 1;
    for (const auto& place : draw.places) {
        if (place.place != next++) return false;
        actors.insert(place.before.actor);
    }
    return actors.size() == draw.places.size();
}

/// Whether the place was still to be proposed, and the draw made.
bool is_extra(const ToldDraw& draw, const ToldDraw::Extra& extra) {
    return extra.place > draw.proposals && extra.place <= static_cast<int>(draw.places.size()) &&
           extra.after >= draw.id;
}

std::vector<LedgerEntry> told_entries(const ToldDraw& draw) {
    std::vector<LedgerEntry> entries;
    entries.reserve(draw.places.size());
    for (const auto& place : draw.places) entries.push_back(place.before);
    return entries;
}

std::vector<ActorId> actors_of(const std::vector<LedgerEntry>& entries) {
    std::vector<ActorId> actors;
    actors.reserve(entries.size());
    for (const auto& entry : entries) actors.push_back(entry.actor);
    return actors;
}

}  // namespace

std::vector<DrawFault> DrawReplay::add(const ToldDraw& draw) {
    propose_pending(draw.id);
    if (!is_whole(draw)) return {DrawFault::places};
    std::vector<DrawFault> faults;
    const auto told = told_entries(draw);
    const auto actual = entries_of(actors_of(told));
    if (actual != told) faults.push_back(DrawFault::ledger);
    if (drawn_order(told, draw.case_ref, draw.round, draw.topic) != told) faults.push_back(DrawFault::order);
    auto order = faults.empty() ? actual : drawn_order(actual, draw.case_ref, draw.round, draw.topic);
    propose(order, 0, draw.proposals);
    keep(order);
    for (const auto& extra : draw.extras) {
        if (is_extra(draw, extra))
            pending_.emplace(extra.after,
                             Pending{actors_of(order), static_cast<std::size_t>(extra.place) - 1});
        else
            faults.push_back(DrawFault::places);
    }
    return faults;
}

std::vector<LedgerEntry> DrawReplay::ledger() {
    propose_pending({std::numeric_limits<std::int64_t>::max()});
    std::vector<LedgerEntry> entries;
    entries.reserve(ledger_.size());
    for (const auto& [actor, entry] : ledger_) entries.push_back(entry);
    return entries;
}

void DrawReplay::propose_pending(DrawId before) {
    for (auto next = pending_.begin(); next != pending_.end() && next->first < before;
         next = pending_.erase(next)) {
        auto entries = entries_of(next->second.order);
        propose(entries, next->second.place, 1);
        keep(entries);
    }
}

std::vector<LedgerEntry> DrawReplay::entries_of(const std::vector<ActorId>& actors) const {
    std::vector<LedgerEntry> entries;
    entries.reserve(actors.size());
    for (const auto& actor : actors) {
        const auto found = ledger_.find(actor);
        entries.push_back(found == ledger_.end() ? LedgerEntry{actor, {}, 0} : found->second);
    }
    return entries;
}

void DrawReplay::keep(const std::vector<LedgerEntry>& entries) {
    for (const auto& entry : entries) ledger_[entry.actor] = entry;
}

}  // namespace aka
