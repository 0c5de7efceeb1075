#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aka/model/publication.hpp"
#include "aka/store/change.hpp"
#include "aka/store/record.hpp"

namespace aka {

template <>
struct Stored<Publication> {
    static constexpr const char* table = "publication";
    static Fields fields(const Publication& publication);
    static Publication read(const Row& row);
};

/// The ledger, in the order in which it was written.
std::vector<Publication> all_publications(Database& db);

/// Writes the publication and its figures, those that are hidden too.
void insert_publication(Change& change, Publication& publication,
                        const std::vector<PublishedFigure>& figures);

/// In the order in which they stand in the publication.
std::vector<PublishedFigure> figures_of(Database& db, const Publication& publication);

/// What happened in a month, in a municipality, for one business: `amount` with the same codes.
struct Happening {
    std::string month;                         ///< as 2026-10
    std::string municipality;                  ///< its id; empty: not stated
    std::string business;                      ///< CVR number or key; empty: erased
    std::map<std::string, std::string> codes;  ///< dimension -> code
    std::int64_t amount = 0;
};

/// What can be published, each where and when it counts: enquiries (size, channel, direction) and needs
/// (topic) where and when received; cases_closed, needs_ended (ending: outcome/cause) and posts (result)
/// where and when closed; referrals (actor, answer) when sent, followups (result) when due,
/// feedback_closing and feedback_three_months (answer, recommend) when asked, by the case's owner; labour,
/// the needs that name a title, posts or an obstacle (occupation: the title, obstacle), and other_needs, the
/// rest.
const std::vector<std::string>& measures();

/// The day of the oldest one; none in an empty register.
std::optional<Date> first_enquiry(Database& db);

/// From the first to the last day.
std::vector<Happening> happenings(Database& db, const std::string& measure, Date first, Date last);

}  // namespace aka
