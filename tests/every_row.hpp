#pragma once

#include <map>
#include <stdexcept>

#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/referrals.hpp"

namespace aka::invented {

/// All rows of a register, to be counted one by one.
struct Everything {
    std::vector<Business> businesses;
    std::vector<Case> cases;
    std::vector<Need> needs;
    std::vector<Referral> referrals;
    std::vector<Followup> followups;

    explicit Everything(Database& db)
        : businesses(read_all<Business>(db, "SELECT * FROM business", {})),
          cases(read_all<Case>(db, "SELECT * FROM case_file", {})),
          needs(read_all<Need>(db, "SELECT * FROM need", {})),
          referrals(read_all<Referral>(db, "SELECT * FROM referral", {})),
          followups(read_all<Followup>(db, "SELECT * FROM followup", {})) {
        for (std::size_t i = 0; i < cases.size(); ++i) places_[cases[i].id] = i;
    }

    [[nodiscard]] const Case& case_of(CaseId id) const {
        const auto found = places_.find(id);
        if (found == places_.end()) throw std::logic_error{"a row has no case"};
        return cases[found->second];
    }

    /// What makes a business one; empty when it was erased.
    [[nodiscard]] std::string identity(const Case& file) const {
        for (const auto& business : businesses)
            if (file.business == business.id)
                return business.cvr.empty() ? "key " + business.key : business.cvr;
        return "";
    }

private:
    std::map<CaseId, std::size_t> places_;
};

}  // namespace aka::invented
