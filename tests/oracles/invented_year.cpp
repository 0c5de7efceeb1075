// aka_year: a new register with a year of requests, in which businesses choose among the proposals by chance,
// or somebody pushes a favourite.
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "../bench/chance.hpp"
#include "aka/network/load.hpp"
#include "aka/service/cases.hpp"
#include "aka/service/referrals.hpp"
#include "aka/store/sqlite.hpp"

namespace aka {
namespace {

struct Options {
    std::string config;
    std::string db;
    int requests = 0;
    int seed = 1;
    ActorId favourite;  ///< none: nobody is pushed
    int push = 0;       ///< in so many of a hundred cases that it would have missed
};

Options parse(const std::vector<std::string>& words) {
    std::map<std::string, std::string> given;
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) given[words[i]] = words[i + 1];
    Options options{given["--config"],
                    given["--db"],
                    std::stoi("0" + given["--requests"]),
                    std::stoi("0" + given["--seed"]),
                    {given["--favourite"]},
                    std::stoi("0" + given["--push"])};
    if (options.config.empty() || options.db.empty() || options.requests == 0)
        throw std::runtime_error(
            "usage: aka_year --config DIR --db FILE --requests N [--seed S] [--favourite "
            "ACTOR --push PERCENT]");
    return options;
}

class Year {
public:
    Year(SqliteRegister& db, const Network& network, const Options& options)
        : network_(network),
          options_(options),
          chance_(static_cast<std::uint64_t>(options.seed)),
          desk_{db,   network, {}, false, {"MK", "test"}, {}, false, [this] { return Instant{desk_.today}; },
                false} {}

    void live() {
        constexpr Date first = std::chrono::year{2026} / 1 / 1;
        for (int asked = 0; asked < options_.requests;) {
            desk_.today = first + std::chrono::days{365L * asked / options_.requests};
            asked += ask(std::min(most_needs, options_.requests - asked));
        }
    }

private:
    static constexpr int most_needs = 4;  ///< one case for several requests: a case takes longest to record

    int ask(int requests) {
        desk_.municipality = chance_.one_of(network_.municipalities).id;
        Enquiry enquiry;
        enquiry.business.name = fmt::format("Virksomhed {}", ++businesses_);
        enquiry.business.size_band = chance_.pick<std::optional<SizeBand>>(
            {{SizeBand::micro, 3}, {SizeBand::small, 4}, {SizeBand::medium, 2}, {std::nullopt, 1}});
        enquiry.known = KnownBusiness::by_cvr_only;
        enquiry.without_followup = true;
        enquiry.consent = ConsentFacts{};
        enquiry.consent->scope = Scope::anonymous;
        while (static_cast<int>(enquiry.needs.size()) < requests) {
            const TopicId topic = chance_.one_of(network_.topics.all()).id;
            if (std::none_of(enquiry.needs.begin(), enquiry.needs.end(),
                             [&](const NeedFacts& need) { return need.topic == topic; }))
                enquiry.needs.push_back({topic, {}, {}, {}});
        }
        const Recorded recorded = Cases{desk_}.record(enquiry);
        for (std::size_t i = 0; i < recorded.draws.size(); ++i)
            choose(recorded.file.file, recorded.file.needs.at(i), recorded.draws[i]);
        return requests;
    }

    void choose(const Case& file, const Need& need, Draw draw) {
        if (chance_.percent(10)) return;  // advice was enough
        if (draw.places.empty()) return choose_stranger(file, need);
        if (chance_.percent(3)) draw = Referrals{desk_}.suggest_again(file, need, RedrawReason::mistake);
        const Sent sent = send(file, need, draw, chosen_of(draw));
        switch (chance_.between(1, 100)) {
            case 1:
                return choose_stranger(file, need);
            case 2:
                return send_again(file, need, draw, sent);
            case 3:
            case 4:
                return use_up(file, need, draw);
            default:
                return;
        }
    }

    const DrawPlace& chosen_of(const Draw& draw) {
        const auto chosen = static_cast<std::size_t>(chance_.between(1, draw.proposals)) - 1;
        const auto favourite =
            std::find_if(draw.places.begin(), draw.places.end(),
                         [&](const DrawPlace& place) { return place.actor == options_.favourite; });
        const bool missed = favourite != draw.places.end() && draw.places[chosen].actor != options_.favourite;
        return missed && chance_.percent(options_.push) ? *favourite : draw.places[chosen];
    }

    Sent send(const Case& file, const Need& need, const Draw& draw, const DrawPlace& place) {
        Sending sending;
        sending.actors = {place.actor};
        if (place.place > draw.proposals) sending.reason = ChoiceReason::prior_relation;
        return Referrals{desk_}.send(file, need, sending).front();
    }

    /// To the same actor once more: it had refused.
    void send_again(const Case& file, const Need& need, const Draw& draw, const Sent& sent) {
        const Referrals referrals{desk_};
        referrals.update(referrals.find(sent.ref.text(), ForWhat::writing),
                         {ReferralState::declined, {}, RefusalReason::no_capacity, desk_.today});
        send(file, need, draw, draw.places.at(place_of(draw, sent.referral.actor)));
    }

    static std::size_t place_of(const Draw& draw, const ActorId& actor) {
        const auto found = std::find_if(draw.places.begin(), draw.places.end(),
                                        [&](const DrawPlace& place) { return place.actor == actor; });
        return static_cast<std::size_t>(found - draw.places.begin());
    }

    /// Until one is proposed that was not at first.
    void use_up(const Case& file, const Need& need, const Draw& draw) {
        const auto free = static_cast<int>(draw.places.size()) - 1;
        for (int i = 0; i < std::min(free, draw.proposals); ++i) {
            Referrals{desk_}.send(file, need, {});
        }
    }

    /// Somebody who does not cover the topic.
    void choose_stranger(const Case& file, const Need& need) {
        for (const auto& actor : network_.actors) {
            if (actor.covers(need.topic)) continue;
            Cases{desk_}.give_consent(
                file, {Scope::anonymous, ConsentVia::phone, Purpose::referral, actor.id, std::nullopt});
            Sending sending;
            sending.actors = {actor.id};
            sending.reason = ChoiceReason::company_wish;
            Referrals{desk_}.send(file, need, sending);
            return;
        }
    }

    const Network& network_;
    const Options& options_;
    bench::Chance chance_;
    Desk desk_;
    int businesses_ = 0;
};

void make(const Options& options) {
    const Network network = load_network(options.config);
    const auto db = open_sqlite(options.db, OpenFor::creating);
    Year year{*db, network, options};
    db->transaction([&] { year.live(); });  // one a request would wait for the disk
}

}  // namespace
}  // namespace aka

int main(int count, char** words) {
    try {
        aka::make(aka::parse(std::vector<std::string>(words + 1, words + count)));
        return 0;
    } catch (const std::exception& fault) {
        fmt::print(stderr, "aka_year: {}\n", fault.what());
        return 1;
    }
}
