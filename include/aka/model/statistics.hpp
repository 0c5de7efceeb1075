#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace aka {

/// Two shares in 0..1 with another between them.
struct Interval {
    double low = 0;
    double high = 0;
    bool operator==(const Interval&) const = default;
};

/// Where the share behind `part` of `whole` lies, with 95 % confidence; none of nothing. Source: Wilson
/// (1927), without continuity correction.
std::optional<Interval> wilson_interval(std::int64_t part, std::int64_t whole);

/// How likely a standard normal value lies as far from 0 as `z`, or further, on either side.
double two_sided_p(double z);

/// The p-values of tests made together, each as it counts among the others, in the same order: the hypotheses
/// whose value is at most 0.05 are rejected, with a chance of at most 5 % that any is so wrongly. Source:
/// Holm (1979).
std::vector<double> adjust_by_holm(const std::vector<double>& p_values);

}  // namespace aka
