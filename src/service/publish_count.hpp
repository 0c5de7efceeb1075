#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "aka/disclosure/linking.hpp"
#include "aka/model/publication.hpp"
#include "aka/network/network.hpp"
#include "aka/store/publications.hpp"

namespace aka {

/// The code of what a dimension does not know.
constexpr const char* other_code = "other";

/// All leaves of a measure's dimension, in order.
std::vector<std::string> leaves_of(const Network& network, const FigureKey& key);

/// Counts what stands behind figures of the years it was made for; each measure is read once.
class PublishCount {
public:
    PublishCount(Database& db, const Network& network, Date first, Date last)
        : db_(db), network_(network), first_(first), last_(last) {}
    Behind operator()(const FigureKey& key);

private:
    struct Entry {
        std::size_t business;
        std::int64_t amount;
        std::map<std::string, std::string> codes;
    };
    using Entries = std::map<std::pair<std::string, std::string>, std::vector<Entry>>;  // month, municipality
    const Entries& entries(const std::string& measure);

    Database& db_;
    const Network& network_;
    Date first_;
    Date last_;
    std::map<std::string, Entries> measures_;
    std::map<std::string, std::size_t> businesses_;
    std::map<FigureKey, Behind> known_;
};

}  // namespace aka
