#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "aka/network/network.hpp"
#include "aka/service/cases.hpp"
#include "chance.hpp"

namespace aka::bench {

bool is_recruitment(const TopicId& topic);

/// Businesses, needs and words that nobody ever had or said, in Danish. No real firm is meant, no person is
/// named, and nothing tells of anybody's health.
class Invention {
public:
    Invention(const Network& network, Chance& chance);

    /// A business under a name not given before. The first have a CVR number, one of those that are free for
    /// tests.
    BusinessFacts business();

    /// What a business in the register says of itself when it comes again.
    BusinessFacts come_again(const BusinessFacts& known);

    /// One need, or two with different topics.
    std::vector<NeedFacts> needs();

    std::string title(const NeedFacts& need);
    std::string text(const NeedFacts& need);
    std::string note();

private:
    std::string place();
    std::string name(std::string_view ending);
    std::string occupation(std::size_t topic);
    NeedFacts need();

    const Network& network_;
    Chance& chance_;
    std::vector<int> topic_weights_;                    ///< in the network's order
    std::vector<std::vector<std::string>> job_titles_;  ///< those that fit each topic
    std::set<std::string> names_;
    std::size_t businesses_ = 0;
};

}  // namespace aka::bench
