#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/model/draw_replay.hpp"
#include "aka/model/fair_share.hpp"
#include "aka/model/referral.hpp"
#include "aka/store/record.hpp"

namespace aka {

/// A place in a draw: the eligible actor and where the ledger had it before.
struct DrawPlace {
    int place = 0;  ///< from 1
    ActorId actor;
    Credit credit_before;
    std::int64_t proposed_before = 0;
    bool proposed = false;
    bool operator==(const DrawPlace&) const = default;
};

/// The eligible actors of a need in drawn order, as they were when first asked for.
struct Draw {
    DrawId id;
    Key key;
    NeedId need;
    int round = 1;
    std::string reason;  ///< code of a redraw's reason
    std::string case_ref;
    TopicId topic;
    MunicipalityId municipality;
    std::optional<SizeBand> size_band;
    int proposals = 0;  ///< k
    Date day{};
    Instant recorded{};
    std::vector<DrawPlace> places;  ///< all eligible, in order
    bool operator==(const Draw&) const = default;
};

template <>
struct Stored<Draw> {
    static constexpr const char* table = "draw";
    static Fields fields(const Draw& draw);
    static Draw read(const Row& row);  ///< without its places
};

/// One more of a draw's actors proposed, when all before it were used up.
struct ExtraProposal {
    Id<struct ExtraProposalTag> id;
    Key key;
    DrawId draw;
    int place = 0;
    DrawId after_draw;
    Date day{};
    Instant recorded{};
};

template <>
struct Stored<ExtraProposal> {
    static constexpr const char* table = "extra_proposal";
    static Fields fields(const ExtraProposal& extra);
    static ExtraProposal read(const Row& row);
};

/// The newest draw made for a need, with its places; one that came with a merged case only when it has no
/// other. None while nobody has asked.
std::optional<Draw> current_draw(Database& db, NeedId need);

/// All draws of a need with their places, the oldest first.
std::vector<Draw> draws_of(Database& db, NeedId need);

/// Writes the places of a draw that was just inserted.
void insert_places(Database& db, const Draw& draw);

DrawId newest_draw(Database& db);

std::vector<LedgerEntry> read_ledger(Database& db);
/// An actor that was in no draw yet has nothing.
LedgerEntry ledger_entry(Database& db, const ActorId& actor);
void write_ledger(Database& db, const std::vector<LedgerEntry>& entries);

/// A stored draw that comes out otherwise when it is made again.
struct WrongDraw {
    std::string case_ref;
    int round = 1;
    TopicId topic;
    std::vector<DrawFault> faults;
    bool operator==(const WrongDraw&) const = default;
};

/// All stored draws made again, in the order of their making.
struct ReplayedDraws {
    std::int64_t draws = 0;
    std::vector<WrongDraw> wrong;
    std::vector<LedgerEntry>
        ledger;  ///< as they make it, for comparison with the running one; in order of actor
};
ReplayedDraws replay_draws(Database& db);

}  // namespace aka
