#include "aka/model/fair_share.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "aka/text/crypto.hpp"

namespace aka {

namespace {

template <class Whole>
constexpr Whole greatest_common_divisor(Whole a, Whole b) {
    while (b != 0) {
        const Whole rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

}  // namespace

constexpr Credit::Units Credit::one() {
    Units lcm = 1;
    for (Units n = 2; n <= largest_eligible_set; ++n) lcm = lcm / greatest_common_divisor(lcm, n) * n;
    return lcm;
}

Credit Credit::share(int proposals, int actors) {
    constexpr Units whole = one();
    return Credit{whole / actors * proposals};
}

Credit Credit::whole(std::int64_t proposals) {
    constexpr Units whole = one();
    return Credit{whole * proposals};
}

std::optional<Credit> Credit::parse(std::string_view units) {
    const bool negative = units.starts_with('-');
    if (negative) units.remove_prefix(1);
    if (units.empty() || units.size() > 37) return std::nullopt;  // below 2^127
    Units value = 0;
    for (const char c : units) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return Credit{negative ? -value : value};
}

std::string Credit::units() const {
    return fmt::format("{}", units_);
}

double Credit::value() const {
    constexpr Units whole = one();
    return static_cast<double>(units_) / static_cast<double>(whole);
}

std::string Credit::fraction() const {
    constexpr Units whole = one();
    const Units size = units_ < 0 ? -units_ : units_;
    const Units shared = greatest_common_divisor(whole, size);
    if (shared == whole) return fmt::format("{}", units_ / whole);
    return fmt::format("{}/{}", units_ / shared, whole / shared);
}

int proposals_of(int wanted, int eligible) {
    return std::min(wanted, eligible);
}

std::string tie_text(std::string_view case_ref, int round, const TopicId& topic, const ActorId& actor) {
    const std::string again = round > 1 ? fmt::format("#{}", round) : std::string{};
    return fmt::format("{}{}:{}:{}", case_ref, again, topic.text, actor.text);
}

std::string tie_hash(std::string_view case_ref, int round, const TopicId& topic, const ActorId& actor) {
    return sha256_hex(tie_text(case_ref, round, topic, actor));
}

void propose(std::vector<LedgerEntry>& eligible, std::size_t first, int count) {
    const Credit share = Credit::share(count, static_cast<int>(eligible.size()));
    for (auto& entry : eligible) entry.credit += share;
    for (std::size_t i = first; i < first + static_cast<std::size_t>(count); ++i) ++eligible.at(i).proposals;
}

std::vector<LedgerEntry> drawn_order(std::vector<LedgerEntry> eligible, std::string_view case_ref, int round,
                                     const TopicId& topic) {
    struct Ticket {
        Credit difference;
        LedgerEntry entry;
        mutable std::string hash;  // made for a tie only: checks and reports draw whole registers again
    };
    const auto hash_of = [&](const Ticket& ticket) -> const std::string& {
        if (ticket.hash.empty()) ticket.hash = tie_hash(case_ref, round, topic, ticket.entry.actor);
        return ticket.hash;
    };
    std::vector<Ticket> tickets;
    tickets.reserve(eligible.size());
    for (auto& entry : eligible) tickets.push_back({entry.difference(), std::move(entry), ""});
    std::sort(tickets.begin(), tickets.end(), [&](const Ticket& a, const Ticket& b) {
        return a.difference != b.difference ? a.difference > b.difference : hash_of(a) < hash_of(b);
    });
    std::vector<LedgerEntry> order;
    order.reserve(tickets.size());
    for (auto& ticket : tickets) order.push_back(std::move(ticket.entry));
    return order;
}

}  // namespace aka
