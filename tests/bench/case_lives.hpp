#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "aka/service/cases.hpp"
#include "aka/service/referrals.hpp"
#include "chance.hpp"
#include "invented.hpp"

namespace aka::bench {

/// The open need for the topic; null when there is none.
const Need* find_open(const CaseFile& whole, const TopicId& topic);

std::vector<const Referral*> referrals_for(const CaseFile& whole, const Need& need);

/// The offices at work: every case lives through the services that the program itself uses, day after day, so
/// that references, draws and events lie in the order in which they would have come.
class CaseLives {
public:
    /// What lies after `until` does not happen: such cases stay open.
    CaseLives(SqliteRegister& db, const Network& network, Chance& chance, Date until);
    CaseLives(const CaseLives&) = delete;
    CaseLives& operator=(const CaseLives&) = delete;

    /// Working days in ascending order only.
    void begin_day(Date day);

    /// A business turns to one of the offices, or the office to it.
    void enquire();

    /// All that was planned for today.
    void do_what_is_due();

private:
    struct Office {
        Desk desk;
        std::vector<std::string> consultants;
        std::vector<BusinessFacts> businesses;
    };
    /// A case while something lies ahead of it.
    struct Story {
        Office* office;
        std::string consultant;
        std::string ref;
    };
    using Tale = std::shared_ptr<const Story>;

    const Desk& sit_down(const Story& story);
    CaseFile read(const Desk& desk, const Story& story) const;
    Instant next_moment();
    void plan(int working_days, std::function<void()> step);
    void plan_on(Date day, std::function<void()> step);

    Enquiry invent_enquiry(Office& office);
    BusinessFacts visitor(Office& office);
    ConsentFacts invent_consent();
    void plan_consent(const Tale& tale, const CaseFile& whole);
    void plan_talk(const Tale& tale);
    void plan_followup(const Tale& tale, Date due);
    void plan_closing(const Tale& tale, const CaseFile& whole);

    void consent(const Tale& tale);
    void take_note(const Tale& tale);
    void edit(const Tale& tale);
    void follow_up(const Tale& tale);

    void plan_referrals(const Tale& tale, const CaseFile& whole);
    void refer(const Tale& tale, const TopicId& topic);
    std::vector<ActorId> choose_outside(const Draw& draw, const std::vector<ActorId>& free);
    void plan_answer(const Tale& tale, const Sent& sent, const TopicId& topic);
    void answer(const Tale& tale, const std::string& referral, const TopicId& topic);
    void go_without_answer(const Tale& tale, const std::string& referral, const TopicId& topic);
    void finish(const Desk& desk, const ReferralFile& file);
    void end_referrals(const Desk& desk, const CaseFile& whole, const Need& need);

    void close(const Tale& tale, const TopicId& topic);
    Ending ending_of(const Desk& desk, const CaseFile& whole, const Need& need);
    void count_posts(const Need& need, Ending& ending);
    void reopen(const Tale& tale);

    SqliteRegister& db_;
    const Network& network_;
    Chance& chance_;
    Invention invent_;
    Date until_;
    Date today_{};
    int moments_ = 0;             ///< taken from today's clock
    std::deque<Office> offices_;  ///< stays in place: stories point into it
    std::vector<int> shares_;     ///< of the enquiries, office by office
    std::map<Date, std::deque<std::function<void()>>> agenda_;
};

}  // namespace aka::bench
