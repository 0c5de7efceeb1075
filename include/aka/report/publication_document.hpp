#pragma once

#include <vector>

#include "aka/model/publication.hpp"
#include "aka/network/network.hpp"
#include "aka/output/document.hpp"

namespace aka {

/// The figures, a row each, as they are read by programs: section `figures`, columns `period`,
/// `municipality`, `municipalities`, `measure`, `unit`, `dimension`, `category`, `covers`, `value`.
Document publication_rows(const std::vector<PublishedFigure>& figures);

/// The same for people. Sections: `headline`, the totals, shares and unique businesses; `municipalities`;
/// then one for each measure and what divides it, as `needs_topic`, with a column a municipality where these
/// are told.
Document publication_document(const Network& network, const Publication& publication, const Period& period,
                              const std::vector<PublishedFigure>& figures);

/// A row a publication, oldest first.
struct LedgerLine {
    Publication publication;
    std::int64_t figures = 0;
    std::int64_t hidden = 0;
};
Document ledger_document(const Network& network, const std::vector<LedgerLine>& lines);

/// What people call a total, as "Needs recorded"; and a category in its words.
std::string measure_label(const std::string& measure);
std::string division_label(const std::string& measure, const std::string& dimension);  ///< "... by topic"
std::string category_label(const Network& network, const PublishedFigure& figure);

}  // namespace aka
