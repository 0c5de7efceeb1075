#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/model/business.hpp"
#include "aka/store/record.hpp"

namespace aka {

template <>
struct Stored<Business> {
    static constexpr const char* table = "business";
    static Fields fields(const Business& business);
    static Business read(const Row& row);
};

template <>
struct Stored<Contact> {
    static constexpr const char* table = "contact";
    static Fields fields(const Contact& contact);
    static Contact read(const Row& row);
};

Business get_business(Database& db, BusinessId id);
Contact get_contact(Database& db, ContactId id);

/// Of one owner, newest first; with several workplaces a CVR number has several.
std::vector<Business> businesses_by_cvr(Database& db, const MunicipalityId& owner, const std::string& cvr);
std::vector<Business> businesses_by_name(Database& db, const MunicipalityId& owner, const std::string& name);
/// Whose name, folded, or CVR number begins so; at most 50.
std::vector<Business> businesses_beginning(Database& db, const MunicipalityId& owner,
                                           const std::string& typed);
std::vector<Business> businesses_by_phone(Database& db, const MunicipalityId& owner,
                                          const std::string& phone);
std::vector<Business> businesses_by_email(Database& db, const MunicipalityId& owner,
                                          const std::string& email);

std::vector<Contact> contacts_of(Database& db, BusinessId business);  ///< newest first

}  // namespace aka
