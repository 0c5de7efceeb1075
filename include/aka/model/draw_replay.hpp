#pragma once

#include <map>
#include <string>
#include <vector>

#include "aka/model/code.hpp"
#include "aka/model/fair_share.hpp"
#include "aka/model/referral.hpp"

namespace aka {

/// How a stored draw fails to be what the rule makes of the draws before it.
enum class DrawFault {
    places,  ///< no order of 1 to 64 actors, or not as many proposals as it may have
    ledger,  ///< an actor did not stand where the draws before had brought it
    order    ///< the places do not follow from where the actors are said to have stood
};
template <>
struct Codes<DrawFault> {
    static constexpr std::array<std::pair<DrawFault, const char*>, 3> list{
        {{DrawFault::places, "places"}, {DrawFault::ledger, "ledger"}, {DrawFault::order, "order"}}};
};

/// What the register tells of a draw.
struct ToldDraw {
    struct Place {
        int place = 0;
        LedgerEntry before;
    };
    struct Extra {
        int place = 0;
        DrawId after;  ///< the newest draw when it was proposed
    };
    DrawId id;
    std::string case_ref;
    int round = 1;
    TopicId topic;
    int proposals = 0;          ///< k
    std::vector<Place> places;  ///< in stored order
    std::vector<Extra> extras;  ///< proposed later
};

/// All draws made anew from nothing but who was eligible and how many were proposed, in the order of their
/// making. What a draw tells is only compared, so that one that was changed does not make all that follow
/// look wrong.
class DrawReplay {
public:
    /// The next draw, by its id; what is wrong with it.
    std::vector<DrawFault> add(const ToldDraw& draw);

    /// The ledger after all draws, in order of actor.
    [[nodiscard]] std::vector<LedgerEntry> ledger();

private:
    struct Pending {
        std::vector<ActorId> order;
        std::size_t place;  ///< from 0
    };
    void propose_pending(DrawId before);
    [[nodiscard]] std::vector<LedgerEntry> entries_of(const std::vector<ActorId>& actors) const;
    void keep(const std::vector<LedgerEntry>& entries);

    std::map<ActorId, LedgerEntry> ledger_;
    std::multimap<DrawId, Pending> pending_;  ///< by the draw after which they were proposed
};

}  // namespace aka
