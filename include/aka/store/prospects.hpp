#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/model/prospect.hpp"
#include "aka/store/record.hpp"

namespace aka {

template <>
struct Stored<Prospect> {
    static constexpr const char* table = "prospect";
    static Fields fields(const Prospect& prospect);
    static Prospect read(const Row& row);
};

/// What the prospect's events are filed under.
std::string subject_of(const Prospect& prospect);

/// The prospect of the same CVR number or, where one of the two has none, of the same folded name; called or
/// not.
std::optional<Prospect> find_prospect(Database& db, const MunicipalityId& owner, const std::string& cvr,
                                      const std::string& name);

/// All such that were not called yet.
std::vector<Prospect> waiting_prospects(Database& db, const MunicipalityId& owner, const std::string& cvr,
                                        const std::string& name);

}  // namespace aka
