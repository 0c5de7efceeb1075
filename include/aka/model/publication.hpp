#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aka/model/code.hpp"
#include "aka/model/date.hpp"
#include "aka/model/key.hpp"
#include "aka/model/period.hpp"

namespace aka {

enum class PublishedReport { month, funder, unmet, shortage, satisfaction, coverage };
template <>
struct Codes<PublishedReport> {
    static constexpr std::array<std::pair<PublishedReport, const char*>, 6> list{
        {{PublishedReport::month, "month"},
         {PublishedReport::funder, "funder"},
         {PublishedReport::unmet, "unmet"},
         {PublishedReport::shortage, "shortage"},
         {PublishedReport::satisfaction, "satisfaction"},
         {PublishedReport::coverage, "coverage"}}};
};

enum class Audience { partner, funder, public_ };
template <>
struct Codes<Audience> {
    static constexpr std::array<std::pair<Audience, const char*>, 3> list{
        {{Audience::partner, "partner"}, {Audience::funder, "funder"}, {Audience::public_, "public"}}};
};

/// What a published figure counts: two with the same key are the same figure, wherever they stand.
struct FigureKey {
    std::vector<std::string> months;          ///< as 2026-10, in order
    std::vector<std::string> municipalities;  ///< ids, in order
    std::string measure;                      ///< as needs
    std::string dimension;                    ///< as topic; empty: a total
    std::vector<std::string> covers;  ///< the leaves of the dimension counted, in order; empty: a total
    auto operator<=>(const FigureKey&) const = default;
};

/// The months, municipalities or covers of a key as one text: separated by a space, which no code has (as
/// 250+ has a plus).
std::string joined(const std::vector<std::string>& words);

/// Units of figures that do not add up.
constexpr const char* percent_unit = "percent";
constexpr const char* businesses_unit = "businesses";
constexpr const char* actors_unit = "actors";  ///< facts of the network, not of businesses

/// A figure as it is published, with what stands behind it, which never leaves the register.
struct PublishedFigure {
    FigureKey key;
    std::string period;        ///< as 2026-10, 2026-Q4, 2026
    std::string municipality;  ///< an id, `all`, or a funder's id
    std::string unit;
    std::string category;  ///< a code of the dimension; empty: a total
    std::int64_t value = 0;
    std::int64_t businesses = 0;  ///< different ones behind it
    std::int64_t largest = 0;     ///< the part of the business that has the most of it
    bool hidden = false;
    [[nodiscard]] bool adds_up() const {
        return unit != percent_unit && unit != businesses_unit && unit != actors_unit;
    }
};

/// That a report of a period was published: a row of the ledger.
struct Publication {
    Id<struct PublicationTag> id;
    Key key;
    PublishedReport report = PublishedReport::month;
    std::string funder;  ///< its id, of a funder's report
    std::string period;
    std::string municipality;  ///< an id, or `all`
    Audience audience = Audience::public_;
    std::int64_t min_cell = 5;
    bool restates = false;  ///< totals that were corrected, of a report published before
    std::string hash;       ///< SHA-256 of its figures as CSV
    Date published_on{};
    Instant recorded{};
};

enum class PeriodKind { month, quarter, year };

/// Whether it is one calendar month, quarter or year; none otherwise.
std::optional<PeriodKind> kind_of(const Period& period);

/// Its calendar months, as 2026-10.
std::vector<std::string> months_of(const Period& period);

}  // namespace aka
