#pragma once

#include <array>
#include <random>

#include "aka/network/network.hpp"
#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/referrals.hpp"

namespace aka::invented {

inline constexpr std::array places{"faxe", "naestved", "roskilde"};
/// The three of the alliance, and one that left it.
inline const std::vector<std::string> also_left{"faxe", "naestved", "roskilde", "vordingborg"};
inline constexpr std::array actors{"agency", "jobcentre", "zbc", "gone"};
/// Parents, leaves, and those that the network does not know any more.
inline constexpr std::array topics{
    "rekruttering", "rekruttering/faglaert", "rekruttering/nedlagt", "videreuddannelse/amu",
    "afskaffet",    "afskaffet/emne"};
inline constexpr std::array titles{"svejser", "mekaniker", "tryllekunstner"};

inline Network small_network() {
    Network network;
    for (const char* place : places) {
        network.municipalities.emplace_back();
        network.municipalities.back().id = {place};
        network.municipalities.back().name = place;
    }
    for (std::size_t i = 0; i < 3; ++i) {
        network.actors.all().emplace_back();
        network.actors.back().id = {actors.at(i)};
    }
    network.actors[0].kind = ActorKind::recruitment_agency;
    network.actors[1].kind = ActorKind::jobcentre;
    network.actors[2].kind = ActorKind::education;
    network.actors[0].municipalities = {{"faxe"}, {"roskilde"}};
    network.actors[1].municipalities = {{"naestved"}};
    for (const char* topic :
         {"videreuddannelse", "videreuddannelse/amu", "rekruttering", "rekruttering/faglaert"})
        network.topics.push_back({{topic}, {topic, topic}, {}, {}, ""});
    network.occupations = {{"7231", {"Mekanikere", "Mechanics"}, {"mekaniker"}},
                           {"7212", {"Svejsere", "Welders"}, {"svejser"}}};
    return network;
}

/// Invented rows, the same for the same seed.
class Inventor {
public:
    /// `where`: whose cases they are; the network need not know all of these.
    explicit Inventor(Database& db, unsigned seed,
                      std::vector<std::string> where = {places.begin(), places.end()})
        : db_(db), random_(seed), places_(std::move(where)) {}

    void invent(int businesses, int cases) {
        for (int i = 0; i < businesses; ++i) invent_business(businesses);
        for (int i = 0; i < cases; ++i) invent_case(i, businesses);
    }

private:
    int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
    bool one_in(int n) { return below(n) == 0; }
    template <class List>
    auto any(const List& list) {
        return list[static_cast<std::size_t>(below(static_cast<int>(std::size(list))))];
    }
    template <class Enum>
    Enum any_code() {
        return any(Codes<Enum>::list).first;
    }
    MunicipalityId any_place() { return {any(places_)}; }
    Date after(Date from, int days) { return from + std::chrono::days{below(days)}; }

    template <class Record>
    Record store(Record record) {
        record.key = std::to_string(++keys_);
        record.id.value = insert_row(db_, Stored<Record>::table, Stored<Record>::fields(record));
        return record;
    }

    void invent_business(int businesses) {
        Business business;
        business.owner = {any(places)};
        business.name = "x";
        if (!one_in(4)) business.cvr = std::to_string(10000000 + below(businesses / 2));
        store(business);
    }

    void invent_case(int number, int businesses) {
        Case file;
        file.ref = {"NAE", 2026, number + 1};
        if (!one_in(15)) file.business = BusinessId{1 + below(businesses)};
        file.received_in = any_place();
        file.owner = one_in(6) ? any_place() : file.received_in;
        file.consultant = "aba";
        file.channel = any_code<Channel>();
        file.direction = any_code<Direction>();
        if (!one_in(3)) file.size_band = any_code<SizeBand>();
        file.received_on = after(first_of_year(2024), 3 * 365);
        if (!one_in(3)) {
            file.status = CaseStatus::closed;
            file.closed_on = after(file.received_on, 120);
        }
        file = store(file);
        for (int place = 1; place <= 1 + below(3); ++place) invent_need(file, place);
        for (int i = below(3); i > 0; --i) invent_followup(file);
    }

    void invent_need(const Case& file, int place) {
        Need need;
        need.case_id = file.id;
        need.place = place;
        need.topic = {any(topics)};
        if (!one_in(3)) need.occupation = any(titles);
        if (one_in(3)) need.obstacle = any_code<Obstacle>();
        if (!one_in(3)) need.positions = 1 + below(5);
        if (file.closed_on || one_in(4)) {
            need.outcome = any_code<NeedOutcome>();
            if (need.outcome == NeedOutcome::partly || need.outcome == NeedOutcome::unmet)
                need.cause = any_code<Cause>();
            if (need.positions && !one_in(3)) need.filled = below(*need.positions + 1);
            if (need.positions && one_in(3))
                need.other_profile = below(*need.positions - need.filled.value_or(0) + 1);
            need.closed_on = after(file.received_on, 100);
            need.closed_in = one_in(5) ? any_place() : file.owner;
        }
        need = store(need);
        for (int number = 1; number <= below(3); ++number)
            invent_referral(need, place * 10 + number, file.received_on);
    }

    void invent_referral(const Need& need, int number, Date received) {
        Referral referral;
        referral.case_id = need.case_id;
        referral.need = need.id;
        referral.number = number;
        referral.actor = {any(actors)};
        referral.sent_on = after(received, 60);
        referral.deadline = referral.sent_on;
        referral.state = any_code<ReferralState>();
        if (one_in(2)) referral.answered_on = after(referral.sent_on, 20);
        if (one_in(3)) referral.outcome = any_code<ReferralOutcome>();
        store(referral);
    }

    void invent_followup(const Case& file) {
        Followup followup{{}, "", file.id, FollowupKind::agreed, after(file.received_on, 90), {}, {}};
        if (!one_in(3)) followup.done_on = after(file.received_on, 100);
        store(followup);
    }

    Database& db_;
    std::mt19937 random_;
    std::vector<std::string> places_;
    int keys_ = 0;
};

}  // namespace aka::invented
