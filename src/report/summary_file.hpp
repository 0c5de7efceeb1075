#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "aka/model/period.hpp"
#include "aka/network/network.hpp"
#include "aka/output/document.hpp"
#include "aka/report/merge.hpp"

namespace aka {

/// Row and column, both by their stable words -> how many.
using Counts = std::map<std::pair<std::string, std::string>, std::int64_t>;

/// One office's summary.
struct OfficeSummary {
    std::string file;
    Period period;
    MunicipalityId municipality;
    Date made{};
    std::map<std::string, Counts> sections;  ///< by key
};

/// Of what was merged: by it a file is known that is no office's.
inline constexpr const char* merge_schema = "aka.merge.1";

/// A summary in which nothing happened: the rows, words and columns that every summary has. Its whole numbers
/// are what an office's file must tell.
std::vector<Section> blank_summary(const Network& network);

/// Of businesses: several offices may have met the same one.
bool can_be_summed(const std::string& indicator);

/// Checked by itself: its form, what it says it is, and that its counts add up. Throws an error without the
/// file's name: failed for what is no office's summary, refused for what a rule keeps out.
OfficeSummary read_summary(const SummaryFile& file, const Network& network,
                           const std::vector<Section>& blank);

}  // namespace aka
