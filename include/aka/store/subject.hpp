#pragma once

#include <set>
#include <string>
#include <vector>

#include "aka/model/key.hpp"
#include "aka/store/database.hpp"

namespace aka {

/// What a row belongs to; `nothing`: it tells of no business and of no person outside the offices.
enum class HeldBy { nothing, business, contact, of_case, prospect };

/// A table of the register and what its columns tell. Every table and column stands here: a new one has to be
/// thought about.
struct HeldTable {
    const char* name;
    HeldBy held_by;
    const char* personal;  ///< columns that tell of a person or a business, separated by a blank
    const char* other;     ///< the others
    const char* rows;      ///< the rows of what holds them, $1 its id; empty: a copy of what stands elsewhere
    const char* rows_of_prospect = "";  ///< those that a prospect holds besides, $1 its id
};
const std::vector<HeldTable>& held_tables();

/// By which the records of a person or a business are looked for; one is given, in its stored form.
struct SubjectKey {
    std::string cvr;
    std::string email;
    std::string phone;
};

/// The records that belong to a person or business, as ids.
struct Subject {
    std::set<std::int64_t> businesses;
    std::set<std::int64_t> contacts;
    std::set<std::int64_t> cases;
    std::set<std::int64_t> prospects;
    std::int64_t elsewhere = 0;  ///< businesses, contacts and prospects of other offices of the register
    [[nodiscard]] bool empty() const {
        return businesses.empty() && contacts.empty() && cases.empty() && prospects.empty();
    }
};

/// What an office holds: by CVR number the business, its contacts and its cases; by phone or mail the
/// contact, its business, and the cases that name the contact; either way the cases in whose texts it stands.
Subject find_subject(Database& db, const MunicipalityId& owner, const SubjectKey& key);

/// One thing that is held.
struct HeldValue {
    std::string table;
    std::int64_t record = 0;  ///< counted from 1 within the table
    std::string field;
    Value value;
};
/// All of it, in the order of the tables; what is empty, and numbers that only join records, are left out.
std::vector<HeldValue> all_held(Database& db, const Subject& subject);

}  // namespace aka
