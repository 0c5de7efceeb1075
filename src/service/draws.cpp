#include "aka/service/draws.hpp"

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/store/observed.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

/// Theirs alone, out of all in the ledger.
std::vector<LedgerEntry> entries_of(Database& db, const std::vector<const Actor*>& actors) {
    std::vector<LedgerEntry> entries;
    entries.reserve(actors.size());
    for (const auto* actor : actors) entries.push_back(ledger_entry(db, actor->id));
    return entries;
}

std::vector<DrawPlace> to_places(const std::vector<LedgerEntry>& order, int proposals) {
    std::vector<DrawPlace> places;
    for (const auto& entry : order) {
        const int place = static_cast<int>(places.size()) + 1;
        places.push_back({place, entry.actor, entry.credit, entry.proposals, place <= proposals});
    }
    return places;
}

void tell_places(Change& change, const Draw& draw) {
    std::string actors;
    for (const auto& place : draw.places) actors += (actors.empty() ? "" : ",") + place.actor.text;
    change.tell("draw_place", {{"draw", draw.key}, {"actors", actors}});
}

Draw make_draw(Change& change, const Network& network, const Case& file, const Need& need, Date day,
               int round, const std::string& reason) {
    const Criteria criteria = criteria_of(file, need, day);
    const auto actors = Directory{network, read_observed(change.db())}.eligible(criteria);
    Draw draw;
    draw.need = need.id;
    draw.round = round;
    draw.reason = reason;
    draw.case_ref = file.ref.text();
    draw.topic = criteria.topic;
    draw.municipality = criteria.municipality;
    draw.size_band = criteria.size_band;
    draw.day = day;
    draw.recorded = change.now();
    if (actors.empty()) return draw;
    auto order = drawn_order(entries_of(change.db(), actors), draw.case_ref, round, draw.topic);
    draw.proposals = proposals_of(network.proposals, static_cast<int>(order.size()));
    draw.places = to_places(order, draw.proposals);
    change.insert(draw);
    insert_places(change.db(), draw);
    tell_places(change, draw);
    propose(order, 0, draw.proposals);
    write_ledger(change.db(), order);
    return draw;
}

}  // namespace

Draw draw_for(Change& change, const Network& network, const Case& file, const Need& need, Date day) {
    if (auto stored = current_draw(change.db(), need.id)) return *stored;
    return make_draw(change, network, file, need, day, 1, "");
}

Draw draw_first(Change& change, const Network& network, const Case& file, const Need& need, Date day) {
    return make_draw(change, network, file, need, day, 1, "");
}

Draw draw_again(Change& change, const Network& network, const Case& file, const Need& need, Date day,
                const std::string& reason) {
    const auto stored = current_draw(change.db(), need.id);
    return make_draw(change, network, file, need, day, stored ? stored->round + 1 : 1, reason);
}

std::optional<DrawPlace> propose_next(Change& change, const Draw& draw,
                                      const std::vector<ActorId>& passed_over, Date day) {
    const auto next = std::find_if(draw.places.begin(), draw.places.end(), [&](const DrawPlace& place) {
        return !place.proposed &&
               std::find(passed_over.begin(), passed_over.end(), place.actor) == passed_over.end();
    });
    if (next == draw.places.end()) return std::nullopt;
    ExtraProposal extra{{}, "", draw.id, next->place, newest_draw(change.db()), day, change.now()};
    change.insert(extra);
    std::vector<LedgerEntry> entries;
    for (const auto& place : draw.places) entries.push_back(ledger_entry(change.db(), place.actor));
    propose(entries, static_cast<std::size_t>(next - draw.places.begin()), 1);
    write_ledger(change.db(), entries);
    DrawPlace proposed = *next;
    proposed.proposed = true;
    return proposed;
}

bool is_stale(const Draw& draw, const Case& file, const Need& need) {
    return draw.topic != need.topic || draw.municipality != file.owner || draw.size_band != file.size_band;
}

}  // namespace aka
