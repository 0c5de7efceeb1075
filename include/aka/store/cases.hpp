#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "aka/model/case.hpp"
#include "aka/model/consent.hpp"
#include "aka/store/change.hpp"
#include "aka/store/record.hpp"

namespace aka {

/// Of the columns prefix, year and number.
CaseRef read_ref(const Row& row);

template <>
struct Stored<Case> {
    static constexpr const char* table = "case_file";
    static Fields fields(const Case& file);
    static Case read(const Row& row);
};
template <>
struct Stored<Need> {
    static constexpr const char* table = "need";
    static Fields fields(const Need& need);
    static Need read(const Row& row);
};
template <>
struct Stored<Note> {
    static constexpr const char* table = "note";
    static Fields fields(const Note& note);
    static Note read(const Row& row);
};
template <>
struct Stored<Followup> {
    static constexpr const char* table = "followup";
    static Fields fields(const Followup& followup);
    static Followup read(const Row& row);
};
template <>
struct Stored<Consent> {
    static constexpr const char* table = "consent";
    static Fields fields(const Consent& consent);
    static Consent read(const Row& row);
};

/// What the case's events are filed under.
std::string subject_of(const Case& file);

std::optional<Case> find_case(Database& db, const CaseRef& ref);
Case get_case(Database& db, CaseId id);

/// Where a case went that was merged into another.
struct MergedCase {
    CaseRef ref;
    Key key;
    CaseId into;
    int referrals_before = 0;  ///< its referral n is now the other's referral n + this
};
std::optional<MergedCase> find_merged(Database& db, const CaseRef& ref);
/// Whether a case was erased that was received on that day or before.
bool holds_erased(Database& db, Date until);
/// The references of those that went into the case.
std::vector<std::string> merged_refs(Database& db, CaseId id);
/// What the events of the case, and of those that went into it, are filed under.
std::vector<std::string> subjects_of(Database& db, const Case& file);
/// Leaves the reference behind when the case goes.
void keep_merged(Database& db, const MergedCase& merged);
/// Those merged into `from` are found in `to` from now on.
void move_merged(Database& db, CaseId from, CaseId to, int referrals_before);
/// Adds all that went into a case to the event.
void tell_merged(Change& change, CaseId into);

/// All of a case's, in the order they were recorded; needs by place.
std::vector<Need> needs_of(Database& db, CaseId id);
std::vector<Note> notes_of(Database& db, CaseId id);
std::vector<Followup> followups_of(Database& db, CaseId id);
std::vector<Consent> consents_of(Database& db, CaseId id);

std::vector<Case> cases_of(Database& db, BusinessId business);
/// Open cases of a business, newest first.
std::vector<Case> open_cases_of(Database& db, BusinessId business);

/// The day on which its newest case was received.
std::optional<Date> newest_day_of(Database& db, BusinessId business);

/// The case received there on that day under that title from that business: of the same CVR number or, where
/// one of the two has none, of the same folded name; none when there is none.
struct SameCase {
    MunicipalityId received_in;
    std::string cvr;   ///< empty: not known
    std::string name;  ///< empty: not known
    Date received_on{};
    std::string title;
};
std::optional<Case> find_case(Database& db, const SameCase& like);

/// The next running number of a municipality's year; never given twice, also when the case is gone.
int next_number(Database& db, const MunicipalityId& municipality, int year);

enum class CaseScope { open, waiting, closed, all };
template <>
struct Codes<CaseScope> {
    static constexpr std::array<std::pair<CaseScope, const char*>, 4> list{{{CaseScope::open, "open"},
                                                                            {CaseScope::waiting, "waiting"},
                                                                            {CaseScope::closed, "closed"},
                                                                            {CaseScope::all, "all"}}};
};

enum class CaseSort { received, followup, ref };
template <>
struct Codes<CaseSort> {
    static constexpr std::array<std::pair<CaseSort, const char*>, 3> list{
        {{CaseSort::received, "received"}, {CaseSort::followup, "followup"}, {CaseSort::ref, "ref"}}};
};

struct CaseFilter {
    CaseScope scope = CaseScope::open;
    MunicipalityId owner;  ///< empty: all
    MunicipalityId own;    ///< when all: whose texts and notes may be searched
    std::string words;     ///< searched in business, title, text and notes; each word's beginning must occur
    TopicId topic;         ///< a parent includes its leaves; empty: any
    std::string cvr;
    ActorId actor;  ///< with a referral to it
    std::string consultant;
    std::optional<Date> overdue_on;  ///< a follow-up or an actor's answer was due before this day
    std::optional<Date> due_by;      ///< a follow-up is due on this day or before
    std::optional<Date> since;       ///< received
    std::optional<Date> until;
    bool unmet = false;             ///< a need ended unmet or partly met
    std::optional<Date> to_ask_on;  ///< closed, and its satisfaction still to be asked on that day
    std::optional<Date> story_on;   ///< with a consent to be told as a story that holds on that day
    CaseSort sort = CaseSort::received;
    bool descending = true;
    std::int64_t limit = 50;
    bool operator==(const CaseFilter&) const = default;
};

/// A case as a list shows it.
struct CaseLine {
    CaseRef ref;
    Date received_on{};
    std::string business;
    std::string title;
    std::vector<std::string> topics;
    CaseStatus status = CaseStatus::open;
    bool waiting = false;  ///< an unanswered referral exists
    std::optional<Date> next_followup;
    std::string consultant;
    MunicipalityId owner;
};

std::vector<CaseLine> list_cases(Database& db, const CaseFilter& filter);
/// Whatever the limit; no more than `most` are counted.
std::int64_t count_cases(Database& db, const CaseFilter& filter, std::optional<std::int64_t> most = {});

}  // namespace aka
