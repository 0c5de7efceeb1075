#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aka/model/publication.hpp"
#include "aka/service/desk.hpp"

namespace aka {

/// What is to be published, for whom.
struct PublishQuestion {
    PublishedReport report = PublishedReport::month;
    Period period;
    Audience audience = Audience::public_;
    std::int64_t min_cell = 5;
    const Funder* funder = nullptr;  ///< of a funder's report
};

constexpr std::int64_t least_min_cell = 3;
constexpr std::int64_t usual_min_cell = 5;

enum class HiddenBecause {
    small,   ///< too few businesses are behind it
    tells,   ///< with what else is known it would tell a small one
    before,  ///< it was hidden in an earlier publication
};
template <>
struct Codes<HiddenBecause> {
    static constexpr std::array<std::pair<HiddenBecause, const char*>, 3> list{
        {{HiddenBecause::small, "small"},
         {HiddenBecause::tells, "tells"},
         {HiddenBecause::before, "before"}}};
};

/// A figure that is not shown, with what is behind it: for the office alone.
struct HiddenFigureReason {
    PublishedFigure figure;
    HiddenBecause because = HiddenBecause::small;
};

/// A total that was corrected after it was published.
struct Restated {
    PublishedFigure figure;
    Date on{};
    bool in_ledger = false;  ///< told before
};

/// A publication as it is, or would be, made.
struct Published {
    Publication publication;
    std::vector<PublishedFigure> figures;
    std::vector<HiddenFigureReason> hidden;  ///< not of one that was published before
    bool before = false;                     ///< it was published before, and is given again as it was
    std::vector<Restated> restated;          ///< in the order in which they were told
    std::int64_t changed = 0;  ///< totals that changed since by too little to be told without telling more
};

/// Publishes a report of the acting municipality, with -M all of the alliance, with a funder of its
/// municipalities. Figures with fewer than `min_cell` businesses behind them are hidden, and as many more as
/// it takes that nobody, nor a business that knows its own part, can compute them from all that was ever
/// published. What was published before keeps its figures; totals corrected since are restated beside them.
/// Refused when the period is not over, when it was published before with another smallest figure, or when no
/// choice of figures would be safe. `keep` is called in the moment before the ledger is committed, and may
/// throw; without it nothing is written.
Published publish(const Desk& desk, const PublishQuestion& question,
                  const std::function<void(const Published&)>& keep);

/// The figures as the tidy CSV that is published: one row a figure, `*` for what is hidden.
std::string figures_as_csv(const std::vector<PublishedFigure>& figures);

}  // namespace aka
