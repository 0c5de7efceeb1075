#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aka/model/reference.hpp"
#include "aka/store/cases.hpp"

namespace aka {

/// The newest records that somebody may mean who begins to type a reference.
struct NewestFilter {
    CaseScope scope = CaseScope::open;
    MunicipalityId owner;  ///< empty: all
    std::string typed;     ///< the reference begins so, or the number alone of a case of `prefix` and `year`
    std::string prefix;
    int year = 0;
    std::int64_t among = 300;  ///< so many are looked at
};

/// What a case is known by.
struct CaseMark {
    CaseRef ref;
    std::string business;
    std::string title;
};
std::vector<CaseMark> newest_cases(Database& db, const NewestFilter& filter);
/// The same of ten times as many, by the index of the references, where the beginning of a whole one was
/// typed.
std::vector<CaseMark> cases_called(Database& db, const NewestFilter& filter);

struct ReferralMark {
    ReferralRef ref;
    std::string business;
    std::string actor;  ///< its name
};
/// Of those that have not ended.
std::vector<ReferralMark> newest_referrals(Database& db, const NewestFilter& filter);

/// Who works on the newest cases, each once, whoever has the newest first.
std::vector<std::string> newest_consultants(Database& db, const NewestFilter& filter);

}  // namespace aka
