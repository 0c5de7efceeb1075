#include "aka/model/fair_share.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "aka/text/crypto.hpp"

namespace aka {

constexpr Credit::Units Credit::one() {
    Units lcm = 1;
    for (Units n = 2; n <= largest_eligible_set; ++n) {
        Units a = lcm;
        Units b = n;
        while (b != 0) {
            const Units rest = a % b;
            a = b;
            b = rest;
        }
        lcm = lcm / a * n;
    }
    return lcm;
}

Credit Credit::share(int proposals, int actors) {
    return Credit{one() / actors * proposals};
}

Credit Credit::whole(std::int64_t proposals) {
    return Credit{one() * proposals};
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
    return static_cast<double>(units_) / static_cast<double>(one());
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

std::vector<LedgerEntry> drawn_order(std::vector<LedgerEntry> eligible, std::string_view case_ref, int round,
                                     const TopicId& topic) {
    struct Ticket {
        Credit difference;
        std::string hash;
        LedgerEntry entry;
    };
    std::vector<Ticket> tickets;
    tickets.reserve(eligible.size());
    for (auto& entry : eligible) {
        auto hash = tie_hash(case_ref, round, topic, entry.actor);
        tickets.push_back({entry.difference(), std::move(hash), std::move(entry)});
    }
    std::sort(tickets.begin(), tickets.end(), [](const Ticket& a, const Ticket& b) {
        return a.difference != b.difference ? a.difference > b.difference : a.hash < b.hash;
    });
    std::vector<LedgerEntry> order;
    order.reserve(tickets.size());
    for (auto& ticket : tickets) order.push_back(std::move(ticket.entry));
    return order;
}

}  // namespace aka
