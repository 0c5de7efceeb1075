#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/model/calendar.hpp"
#include "aka/model/case.hpp"
#include "aka/model/period.hpp"
#include "aka/model/referral.hpp"
#include "aka/store/database.hpp"

namespace aka {

/// Which figures: of what happened in the period, seen on the day `made`.
struct Frame {
    Period period;
    std::vector<MunicipalityId> municipalities;  ///< none: the whole register
    Date made{};

    /// The day that the figures of a state hold for: the period's last, or `made` while it is not over.
    [[nodiscard]] Date end() const { return made < period.last ? made : period.last; }
};

/// As a frame has it: the one, or none for the whole register when `id` is empty.
std::vector<MunicipalityId> only(const MunicipalityId& id);

/// $1 and $2 are the period's ends, $3 is what `among` compares with.
Parameters parameters(const Frame& frame);
std::string place_parameter(const Frame& frame);

/// The condition that the municipality in `column` is one of the frame's, with `place_parameter` as
/// `parameter`. It filters what an index found by its day, and lets no plan begin with the municipality.
std::string among(const Frame& frame, std::string_view column, std::string_view parameter = "$3");

/// How many enquiries received in the period agree in all of these; filtered by where they were received.
struct EnquiryGroup {
    MunicipalityId received_in;
    Direction direction = Direction::incoming;
    Channel channel = Channel::phone;
    std::optional<SizeBand> size_band;
    std::int64_t enquiries = 0;
};
std::vector<EnquiryGroup> count_enquiries(Database& db, const Frame& frame);

/// Businesses by CVR number, else by their record; an erased one is in no count. Filtered by where their
/// enquiries were received.
struct BusinessFigures {
    std::int64_t in_period = 0;
    std::int64_t first_time = 0;   ///< of these: no enquiry before the period, in any municipality
    std::int64_t year_so_far = 0;  ///< from 1 January of the year in which the period ends
};
BusinessFigures count_businesses(Database& db, const Frame& frame);

/// Cases by their owner.
struct CaseFigures {
    std::map<MunicipalityId, std::int64_t> closed;  ///< in the period
    std::map<MunicipalityId, std::int64_t> open;    ///< at the frame's end, as the register now tells it
    std::map<std::int64_t, std::int64_t> ages;      ///< of the open ones: days since received -> cases
};
CaseFigures count_cases(Database& db, const Frame& frame);

/// Needs of the cases received in the period; filtered by where these were received.
std::int64_t count_needs(Database& db, const Frame& frame);
std::map<TopicId, std::int64_t> count_needs_by_topic(Database& db, const Frame& frame);
std::map<std::string, std::int64_t> count_needs_by_title(
    Database& db, const Frame& frame);  ///< "" when no job title was given

/// How many needs ended in the period agree in all of these; filtered by where they were closed.
struct EndedGroup {
    MunicipalityId closed_in;
    NeedOutcome outcome = NeedOutcome::met;
    std::optional<Cause> cause;
    std::int64_t needs = 0;
};
std::vector<EndedGroup> count_ended(Database& db, const Frame& frame);

/// Posts of the needs ended in the period for which it is known how many were sought and filled: as was said,
/// or as the outcome tells: all of a need that was met, none of one that was not. Filtered by where they were
/// closed.
struct PostFigures {
    std::int64_t needs = 0;
    std::int64_t sought = 0;
    std::int64_t filled = 0;         ///< with the wanted profile
    std::int64_t other_profile = 0;  ///< filled with another
    PostFigures& operator+=(const PostFigures& other);
};
PostFigures count_posts(Database& db, const Frame& frame);

enum class PostsBy { title, month };  ///< job title ("" for none), or month as 2026-10
/// The same, apart; in order of the words.
std::map<std::string, PostFigures> count_posts_by(Database& db, const Frame& frame, PostsBy by);

/// How many referrals sent in the period agree in all of these; filtered by the case's owner.
struct ReferralGroup {
    ActorId actor;
    MunicipalityId owner;
    ReferralState state = ReferralState::sent;
    std::optional<ReferralOutcome> outcome;
    bool answered = false;
    std::int64_t referrals = 0;
};
std::vector<ReferralGroup> count_referrals(Database& db, const Frame& frame);

/// The same referrals, those answered: working days to the first answer -> referrals.
std::map<std::int64_t, std::int64_t> count_answer_days(Database& db, const Frame& frame,
                                                       const Calendar& calendar);

/// Follow-ups due in the period; filtered by the case's owner.
struct FollowupFigures {
    std::int64_t due = 0;
    std::int64_t on_time = 0;  ///< done on the day or before
    std::int64_t settled =
        0;  ///< done, or overdue on `made`: those of which it is known whether they were on time
    std::int64_t open = 0;  ///< not done yet
};
FollowupFigures count_followups(Database& db, const Frame& frame);

/// All that the headline is made of.
struct MonthFigures {
    std::vector<EnquiryGroup> enquiries;
    BusinessFigures businesses;
    CaseFigures cases;
    std::int64_t needs = 0;
    std::vector<EndedGroup> ended;
    PostFigures posts;
    std::vector<ReferralGroup> referrals;
    std::map<std::int64_t, std::int64_t> answer_days;
    FollowupFigures followups;
};
MonthFigures read_figures(Database& db, const Frame& frame, const Calendar& calendar);

/// The middle value of `values`, value -> how often; between two middle ones their mean; none of nothing.
std::optional<double> median(const std::map<std::int64_t, std::int64_t>& values);

}  // namespace aka
