#include "aka/model/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aka {

std::optional<Interval> wilson_interval(std::int64_t part, std::int64_t whole) {
    if (whole <= 0) return std::nullopt;
    constexpr double z = 1.959963984540054;  // 97.5 % of a standard normal lie below
    const auto n = static_cast<double>(whole);
    const double share = static_cast<double>(part) / n;
    const double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    // Rounding must not leave a hair's breadth beyond what is certain.
    return Interval{part == 0 ? 0 : centre - half, part == whole ? 1 : centre + half};
}

double two_sided_p(double z) {
    return std::erfc(std::abs(z) / std::sqrt(2.0));
}

std::vector<double> adjust_by_holm(const std::vector<double>& p_values) {
    std::vector<std::size_t> smallest_first(p_values.size());
    std::iota(smallest_first.begin(), smallest_first.end(), std::size_t{0});
    std::stable_sort(smallest_first.begin(), smallest_first.end(),
                     [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
    std::vector<double> adjusted(p_values.size());
    double so_far = 0;
    auto left = static_cast<double>(p_values.size());
    for (const auto place : smallest_first) {
        so_far = std::max(so_far, std::min(1.0, p_values[place] * left));
        adjusted[place] = so_far;
        left -= 1;
    }
    return adjusted;
}

}  // namespace aka
