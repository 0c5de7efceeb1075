#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "aka/model/case.hpp"
#include "aka/model/code.hpp"
#include "aka/model/reference.hpp"
#include "aka/service/desk.hpp"
#include "aka/store/retention.hpp"
#include "aka/store/subject.hpp"

namespace aka {

/// Holds the whole register against its audit chain: the links, the bodies, and every record against the
/// newest event that tells of it. What does not fit, in words; empty when all is well.
std::vector<std::string> audit(Database& db);

/// Refused when no event of the chain has that hash; 64 zeros are the head of an empty one. A usage error
/// when it is no hash.
void require_head(Database& db, std::string_view hash);

enum class ErasureReason { subject_request, retention, mistake };
template <>
struct Codes<ErasureReason> {
    static constexpr std::array<std::pair<ErasureReason, const char*>, 3> list{
        {{ErasureReason::subject_request, "subject-request"},
         {ErasureReason::retention, "retention"},
         {ErasureReason::mistake, "mistake"}}};
};

/// An actor that was told by a referral what is erased now, and has to hear of it (GDPR art. 19).
struct ToldActor {
    ReferralRef referral;
    std::string name;
};

/// What an erasure took away.
struct Erasure {
    std::vector<CaseRef> cases;
    std::vector<std::string> kept_businesses;  ///< names: other cases need them
    int businesses = 0;
    int contacts = 0;
    int prospects = 0;
    int answers = 0;                   ///< of which only what is counted is left
    int bodies = 0;                    ///< of events
    std::vector<CaseRef> redacted;     ///< a person was taken out of their texts
    std::vector<CaseRef> still_named;  ///< a text of theirs holds a part of the person's name or number
    std::vector<ToldActor> told;
    std::vector<std::string> names;   ///< references, names, numbers and addresses: what has one tells of it
    std::vector<std::string> titles;  ///< and first names: what has one may tell of it
    std::string not_compacted;        ///< why the file could not be written anew; empty: it was
};

/// Takes everything of a closed case away but what the reports count: where, what about, the month, the size
/// band, how it came, how it ended and why, and its referrals; every day becomes the first of its month. The
/// business goes unless another case needs it. Then the file is written anew, so that nothing of it stays
/// there. Refused while the case or one of its referrals is open.
Erasure erase_case(const Desk& desk, const Case& file, ErasureReason reason);

/// The key in its stored form. A usage error unless exactly one is said, and said right.
SubjectKey clean_subject(const SubjectKey& typed);

/// Everything the acting office holds about a person or business.
struct Held {
    Subject subject;
    std::vector<HeldValue> values;
};
Held held_about(const Desk& desk, const SubjectKey& key);

/// Takes a person out of all cases of the acting office. A sole proprietor goes with all cases of the
/// business, each as `erase_case` has it; the contact of another business goes out of its cases, which stay:
/// name, number and address are replaced in their texts. Refused for a company, and where a case of a sole
/// proprietor is open. Not found when nothing is held.
Erasure erase_person(const Desk& desk, const SubjectKey& key, ErasureReason reason);

/// What the acting office has kept as long as its configuration lets it, each kind with the day before which
/// it is due.
struct RetentionPlan {
    Retention rule;
    Date before{};             ///< no contact on this day or later
    std::vector<DueCase> due;  ///< closed cases, the longest silent first
    Date answers_before{};
    std::vector<DueAnswer> answers;
    Date lists_before{};
    std::vector<Prospect> prospects;  ///< businesses to be called
    /// How much of it goes: what a legal basis is stated for, but the cases with a referral that has not
    /// ended.
    [[nodiscard]] std::size_t ready() const;
};
RetentionPlan plan_retention(const Desk& desk);

/// Erases what is due and has a legal basis: cases as `erase_case` does, but those with a referral that has
/// not ended; of answers what is not counted; businesses to be called.
Erasure apply_retention(const Desk& desk);

/// Writes the register's file anew without what was deleted.
void compact(const Desk& desk);

/// Drafts in which what was erased stands: those that are sure to mean it were deleted (in a dry run not), of
/// the others only a person can tell.
struct DraftsCleared {
    std::vector<std::filesystem::path> deleted;
    std::vector<std::filesystem::path> doubtful;
};
DraftsCleared clear_drafts(const std::filesystem::path& folder, const Erasure& erasure, bool dry_run);

/// Copies that aka made beside the register by itself or by its own naming: they still hold what was erased.
std::vector<std::filesystem::path> backups_beside(const std::filesystem::path& register_file);

}  // namespace aka
