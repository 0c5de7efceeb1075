#pragma once

#include <string>
#include <vector>

#include "aka/network/network.hpp"
#include "aka/output/document.hpp"

namespace aka {

/// What an office handed in: the JSON of its `month_report`.
struct SummaryFile {
    std::string name;  ///< as messages call it
    std::string text;
};

enum class Offices { all, some };

/// The alliance's summary of offices' summaries of the same period, whatever their order. Counts are summed,
/// shares computed again from the sums; unique businesses and medians, of which no sum is right, are left
/// out. Nothing of a file but counts, codes and dates is used.
///
/// As `month_report` of the whole register has it: `headline` (compared with what every file compares with),
/// `municipalities`, `topics`, `kinds`, `outcomes`, `causes`, `sizes`, `channels`; last, for machines:
/// `report`, one record with `schema`, which no office's summary has, `period`, `first`, `last`,
/// `municipalities`, `missing` and `made`.
///
/// Throws one error that names every file that cannot be used and why, a line each: failed when one cannot be
/// read or its counts cannot be, refused when by a rule they do not belong together. An office without a
/// file is refused, unless `offices` is some.
Document merge_summaries(const Network& network, const std::vector<SummaryFile>& files, Offices offices,
                         Date made);

}  // namespace aka
