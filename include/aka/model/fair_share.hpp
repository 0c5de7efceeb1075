#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/model/key.hpp"

namespace aka {

/// The largest set of eligible actors that a draw can be made from; a larger one is a configuration error.
inline constexpr int largest_eligible_set = 64;

/// Shares of proposals, exact: a whole number of units of 1/lcm(1..64), so that k/n is exact for every n up
/// to 64.
class Credit {
public:
    constexpr Credit() = default;
    /// `proposals`/`actors` of a proposal. `actors` must lie in 1..64.
    static Credit share(int proposals, int actors);
    /// Whole proposals.
    static Credit whole(std::int64_t proposals);
    /// Decimal digits, with a minus sign when negative; none when it is no such number.
    static std::optional<Credit> parse(std::string_view units);
    [[nodiscard]] std::string units() const;
    [[nodiscard]] double value() const;
    /// In lowest terms, as 17/5, -1/3 or 4.
    [[nodiscard]] std::string fraction() const;

    Credit& operator+=(Credit other) {
        units_ += other.units_;
        return *this;
    }
    friend Credit operator+(Credit left, Credit right) { return left += right; }
    friend Credit operator-(Credit left, Credit right) {
        left.units_ -= right.units_;
        return left;
    }
    auto operator<=>(const Credit&) const = default;

private:
    __extension__ using Units = __int128;  // lcm(1..64) has 90 bits
    explicit constexpr Credit(Units units) : units_(units) {}
    static constexpr Units one();
    Units units_ = 0;
};

/// What an actor was due and what it got, over all draws so far.
struct LedgerEntry {
    ActorId actor;
    Credit credit;
    std::int64_t proposals = 0;
    /// How far it is below its share; over all actors these sum to 0.
    [[nodiscard]] Credit difference() const { return credit - Credit::whole(proposals); }
    bool operator==(const LedgerEntry&) const = default;
};

/// How many proposals a draw among `eligible` actors makes when `wanted` are configured.
int proposals_of(int wanted, int eligible);

/// Proposes the `count` of `eligible` that begin at `first` (from 0): each of all is credited an equal share
/// of the `count` proposals.
void propose(std::vector<LedgerEntry>& eligible, std::size_t first, int count);

/// The text whose SHA-256 decides ties: `NAE-26-0143:studerende/elev-laerling:zbc`, with `#2` behind the case
/// when drawn a second time.
std::string tie_text(std::string_view case_ref, int round, const TopicId& topic, const ActorId& actor);

/// The SHA-256 of `tie_text`, as sha256sum prints it.
std::string tie_hash(std::string_view case_ref, int round, const TopicId& topic, const ActorId& actor);

/// The entries in drawn order: who is furthest below its share first, ties by the hash of `tie_text` in
/// ascending hexadecimal. Every one of `eligible` is credited equally by the draw itself, so that the order
/// before and after crediting is the same. Source: the carpool problem (Fagin and Williams 1983).
std::vector<LedgerEntry> drawn_order(std::vector<LedgerEntry> eligible, std::string_view case_ref, int round,
                                     const TopicId& topic);

}  // namespace aka
