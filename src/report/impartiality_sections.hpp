#pragma once

#include <string>
#include <vector>

#include "aka/network/network.hpp"
#include "aka/output/document.hpp"
#include "aka/store/draws.hpp"
#include "impartiality_figures.hpp"

namespace aka {

/// The running ledger, and what the stored draws make of it.
struct LedgerState {
    std::vector<LedgerEntry> running;
    ReplayedDraws replayed;

    [[nodiscard]] Credit sum() const;  ///< of the differences
    /// The actor furthest from its share; null while nobody was drawn.
    [[nodiscard]] const LedgerEntry* worst() const;
    [[nodiscard]] std::int64_t reproduced() const {
        return replayed.draws - static_cast<std::int64_t>(replayed.wrong.size());
    }
};

/// How far an actor is from its share, whether above or below.
Credit distance(const LedgerEntry& entry);

/// As "212 of 212 draws reproduce."
std::string reproduced_text(const LedgerState& state);

/// The name of an actor; its id when the network does not know it.
std::string name_of(const Network& network, const ActorId& id);

/// In the network's order; those it does not know (any more) come last.
std::vector<ActorId> in_order(const Network& network, const std::map<ActorId, ActorFigures>& actors);

/// more, less or no.
std::string verdict(const Leaning& leaning);

std::vector<Section> impartiality_sections(const Network& network, const ImpartialityQuestion& question,
                                           const ImpartialityFigures& figures, const LedgerState& state);

}  // namespace aka
