#pragma once

#include <string>
#include <vector>

#include "aka/model/publication.hpp"
#include "aka/network/network.hpp"

namespace aka {

/// For which municipalities a report is published.
struct PublishScope {
    std::string name;  ///< a municipality's id, `all`, or a funder's id
    std::vector<std::string> municipalities;
};

/// A share that is shown when both its counts are.
struct PublishedShare {
    std::string measure;  ///< its name
    FigureKey part;       ///< without months and municipalities
    FigureKey whole;
};

/// What a report shows of a period: the finer, the longer it is. Months give the margins, quarters a table of
/// municipalities by at most six groups of topics, years the full one.
struct PublishPlan {
    std::vector<PublishedFigure> figures;  ///< with their keys, not counted yet
    std::vector<PublishedShare> shares;
    bool businesses = false;  ///< whether unique businesses are told
};
PublishPlan plan_report(const Network& network, PublishedReport report, const Period& period,
                        const PublishScope& scope, const Funder* funder);

}  // namespace aka
