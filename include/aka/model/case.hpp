#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/model/business.hpp"
#include "aka/model/code.hpp"
#include "aka/model/date.hpp"
#include "aka/model/key.hpp"
#include "aka/model/reference.hpp"

namespace aka {

enum class Channel { phone, mail, meeting, web, event };
template <>
struct Codes<Channel> {
    static constexpr std::array<std::pair<Channel, const char*>, 5> list{{{Channel::phone, "phone"},
                                                                          {Channel::mail, "mail"},
                                                                          {Channel::meeting, "meeting"},
                                                                          {Channel::web, "web"},
                                                                          {Channel::event, "event"}}};
};

/// Who took the first step: the business, or the office (opsøgende).
enum class Direction { incoming, outreach };
template <>
struct Codes<Direction> {
    static constexpr std::array<std::pair<Direction, const char*>, 2> list{
        {{Direction::incoming, "incoming"}, {Direction::outreach, "outreach"}}};
};

enum class CaseStatus { open, closed };
template <>
struct Codes<CaseStatus> {
    static constexpr std::array<std::pair<CaseStatus, const char*>, 2> list{
        {{CaseStatus::open, "open"}, {CaseStatus::closed, "closed"}}};
};

/// What stands in the way of filling the posts.
enum class Obstacle { no_applicants, wrong_profile, pay, transport, language, hours };
template <>
struct Codes<Obstacle> {
    static constexpr std::array<std::pair<Obstacle, const char*>, 6> list{
        {{Obstacle::no_applicants, "no-applicants"},
         {Obstacle::wrong_profile, "wrong-profile"},
         {Obstacle::pay, "pay"},
         {Obstacle::transport, "transport"},
         {Obstacle::language, "language"},
         {Obstacle::hours, "hours"}}};
};

enum class NeedOutcome { met, partly, unmet, withdrawn };
template <>
struct Codes<NeedOutcome> {
    static constexpr std::array<std::pair<NeedOutcome, const char*>, 4> list{
        {{NeedOutcome::met, "met"},
         {NeedOutcome::partly, "partly"},
         {NeedOutcome::unmet, "unmet"},
         {NeedOutcome::withdrawn, "withdrawn"}}};
};

/// Why a need was not, or only partly, met.
enum class Cause { no_actor, no_capacity, not_eligible, declined, no_answer };
template <>
struct Codes<Cause> {
    static constexpr std::array<std::pair<Cause, const char*>, 5> list{{{Cause::no_actor, "no-actor"},
                                                                        {Cause::no_capacity, "no-capacity"},
                                                                        {Cause::not_eligible, "not-eligible"},
                                                                        {Cause::declined, "declined"},
                                                                        {Cause::no_answer, "no-answer"}}};
};

/// Why a closed case is opened again.
enum class ReopenReason { not_solved, new_need, mistake, other };
template <>
struct Codes<ReopenReason> {
    static constexpr std::array<std::pair<ReopenReason, const char*>, 4> list{
        {{ReopenReason::not_solved, "not-solved"},
         {ReopenReason::new_need, "new-need"},
         {ReopenReason::mistake, "mistake"},
         {ReopenReason::other, "other"}}};
};

enum class FollowupKind { agreed, three_months };
template <>
struct Codes<FollowupKind> {
    static constexpr std::array<std::pair<FollowupKind, const char*>, 2> list{
        {{FollowupKind::agreed, "agreed"}, {FollowupKind::three_months, "three-months"}}};
};

using CaseId = Id<struct CaseTag>;
using NeedId = Id<struct NeedTag>;

/// One enquiry of a business and all that follows from it.
struct Case {
    CaseId id;
    Key key;
    CaseRef ref;
    std::optional<BusinessId> business;  ///< none once erased
    std::optional<ContactId> contact;
    MunicipalityId received_in;  ///< the enquiry counts there
    MunicipalityId owner;        ///< works on it, and answers for the record
    std::string consultant;      ///< initials
    std::string title;
    std::string text;
    Channel channel = Channel::phone;
    Direction direction = Direction::incoming;
    std::optional<SizeBand> size_band;  ///< of the business when it asked
    Date received_on{};
    CaseStatus status = CaseStatus::open;
    std::optional<Date> closed_on;
    Instant recorded{};
    bool operator==(const Case&) const = default;
    [[nodiscard]] bool erased() const { return !business; }
};

/// What a business needs, one per topic of its case.
struct Need {
    NeedId id;
    Key key;
    CaseId case_id;
    int place = 1;  ///< 1 is the main one
    TopicId topic;
    std::string occupation;  ///< a job title
    std::optional<int> positions;
    std::optional<Obstacle> obstacle;
    std::optional<NeedOutcome> outcome;
    std::optional<Cause> cause;
    std::optional<int> filled;         ///< posts filled with the wanted profile
    std::optional<int> other_profile;  ///< posts filled with another profile
    std::optional<Date> closed_on;
    MunicipalityId closed_in;  ///< an outcome counts where it was closed
    bool operator==(const Need&) const = default;
    [[nodiscard]] bool open() const { return !closed_on; }
};

struct Note {
    Id<struct NoteTag> id;
    Key key;
    CaseId case_id;
    std::string author;  ///< initials
    std::string text;
    std::optional<int> minutes;  ///< spent
    Date on{};
    Instant recorded{};
    bool operator==(const Note&) const = default;
};

struct Followup {
    Id<struct FollowupTag> id;
    Key key;
    CaseId case_id;
    FollowupKind kind = FollowupKind::agreed;
    Date due{};
    std::optional<Date> done_on;
    Instant recorded{};
    bool operator==(const Followup&) const = default;
};

/// How a need ended.
struct Ending {
    NeedOutcome outcome;
    std::optional<Cause> cause;
    std::optional<int> filled;
    std::optional<int> other_profile;
};

/// The need as it stands when it ends that way. Refused when it has ended; a usage error when the cause is
/// missing where something stayed unmet, given where nothing did, or more posts are filled than were sought.
Need close_need(Need need, const Ending& ending, Date day, const MunicipalityId& where);

/// Refused when the case is closed, was received later, or when needs are still open.
Case close_case(Case file, const std::vector<Need>& needs, Date day);

/// Refused when the case is open.
Case reopen_case(Case file);

/// Refused, naming the way out, when the case is closed.
void require_open(const Case& file);

}  // namespace aka
