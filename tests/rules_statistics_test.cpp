#include <catch2/catch.hpp>
#include <cmath>

#include "aka/model/statistics.hpp"

using namespace aka;

namespace {

Approx about(double value) {
    return Approx(value).margin(5e-5);
}

}  // namespace

TEST_CASE("the Wilson interval is the published one", "[statistics]") {
    // Newcombe (1998), table I: method 3, score without continuity correction.
    struct Published {
        std::int64_t part;
        std::int64_t whole;
        double low;
        double high;
    };
    for (const auto& [part, whole, low, high] : std::vector<Published>{{81, 263, 0.2553, 0.3662},
                                                                       {15, 148, 0.0624, 0.1605},
                                                                       {0, 20, 0, 0.1611},
                                                                       {1, 29, 0.0061, 0.1718}}) {
        const auto interval = wilson_interval(part, whole).value();

        CHECK(interval.low == about(low));
        CHECK(interval.high == about(high));
    }
}

TEST_CASE("the Wilson interval ends at nothing and at all", "[statistics]") {
    CHECK(wilson_interval(0, 0) == std::nullopt);
    for (const std::int64_t whole : {1, 2, 7, 100, 1'000'003}) {
        CHECK(wilson_interval(0, whole)->low == 0);
        CHECK(wilson_interval(whole, whole)->high == 1);
        CHECK(wilson_interval(0, whole)->high == Approx(1 - wilson_interval(whole, whole)->low));
    }
}

TEST_CASE("the bounds of the Wilson interval are where the share lies 1.96 deviations off", "[statistics]") {
    for (std::int64_t whole = 1; whole < 40; ++whole)
        for (std::int64_t part = 0; part <= whole; ++part) {
            const auto interval = wilson_interval(part, whole).value();
            const auto n = static_cast<double>(whole);
            const double share = static_cast<double>(part) / n;
            for (const double bound : {interval.low, interval.high}) {
                if (bound == 0 || bound == 1) continue;
                CHECK(std::abs(share - bound) / std::sqrt(bound * (1 - bound) / n) ==
                      Approx(1.959963984540054));
            }
            CHECK(interval.low <= share);
            CHECK(share <= interval.high);
        }
}

TEST_CASE("two-sided p-values are those of the tables", "[statistics]") {
    CHECK(two_sided_p(0) == 1);
    CHECK(two_sided_p(1) == Approx(0.317310507863));
    CHECK(two_sided_p(-1.959963984540054) == Approx(0.05));
    CHECK(two_sided_p(2.575829303548901) == Approx(0.01));
    CHECK(two_sided_p(-3.290526731491926) == Approx(0.001));
    CHECK(two_sided_p(6) == Approx(1.973175290075e-9));
}

TEST_CASE("Holm's correction is that of p.adjust in R", "[statistics]") {
    using Values = std::vector<double>;
    const auto check = [](const Values& p_values, const Values& wanted) {
        const auto adjusted = adjust_by_holm(p_values);
        REQUIRE(adjusted.size() == wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) CHECK(adjusted[i] == Approx(wanted[i]));
    };

    check({}, {});
    check({0.03}, {0.03});
    // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    check({0.01, 0.04, 0.03, 0.005}, {0.03, 0.06, 0.06, 0.02});
    check({0.5, 0.02, 0.9}, {1, 0.06, 1});
    check({0.02, 0.02, 0.02}, {0.06, 0.06, 0.06});
}
