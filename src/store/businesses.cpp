#include "aka/store/businesses.hpp"

#include "aka/model/error.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {

Fields Stored<Business>::fields(const Business& business) {
    return {{"key", business.key},
            {"owner", to_value(business.owner)},
            {"cvr", null_if_empty(business.cvr)},
            {"pno", null_if_empty(business.pno)},
            {"name", business.name},
            {"name_folded", fold(business.name)},
            {"form", to_value(business.form)},
            {"size_band", to_value(business.size_band)},
            {"industry_code", null_if_empty(business.industry_code)},
            {"industry_version", null_if_empty(business.industry_version)},
            {"municipality", null_if_empty(business.municipality.text)},
            {"postcode", null_if_empty(business.postcode)}};
}

Business Stored<Business>::read(const Row& row) {
    return {{row.integer("id")},
            row.text("key"),
            {row.text("owner")},
            row.optional_text("cvr"),
            row.optional_text("pno"),
            row.text("name"),
            row.optional_choice<CompanyForm>("form"),
            row.optional_choice<SizeBand>("size_band"),
            row.optional_text("industry_code"),
            row.optional_text("industry_version"),
            {row.optional_text("municipality")},
            row.optional_text("postcode")};
}

Fields Stored<Contact>::fields(const Contact& contact) {
    return {{"key", contact.key},
            {"business_id", to_value(contact.business)},
            {"owner", to_value(contact.owner)},
            {"name", null_if_empty(contact.name)},
            {"phone", null_if_empty(contact.phone)},
            {"email", null_if_empty(contact.email)}};
}

Contact Stored<Contact>::read(const Row& row) {
    return {{row.integer("id")},       row.text("key"),           {row.integer("business_id")},
            {row.text("owner")},       row.optional_text("name"), row.optional_text("phone"),
            row.optional_text("email")};
}

Business get_business(Database& db, BusinessId id) {
    auto business = read_one<Business>(db, "SELECT * FROM business WHERE id = $1", {id.value});
    if (!business)
        throw Error{ErrorKind::storage,
                    tr("the register is damaged: a case has lost its business; see aka data check")};
    return *business;
}

Contact get_contact(Database& db, ContactId id) {
    auto contact = read_one<Contact>(db, "SELECT * FROM contact WHERE id = $1", {id.value});
    if (!contact)
        throw Error{ErrorKind::storage,
                    tr("the register is damaged: a case has lost its contact; see aka data check")};
    return *contact;
}

std::vector<Business> businesses_by_cvr(Database& db, const MunicipalityId& owner, const std::string& cvr) {
    return read_all<Business>(db, "SELECT * FROM business WHERE cvr = $1 AND owner = $2 ORDER BY id DESC",
                              {cvr, owner.text});
}

std::vector<Business> businesses_by_name(Database& db, const MunicipalityId& owner, const std::string& name) {
    return read_all<Business>(
        db, "SELECT * FROM business WHERE name_folded = $1 AND owner = $2 ORDER BY id DESC LIMIT 20",
        {fold(name), owner.text});
}

std::vector<Business> businesses_beginning(Database& db, const MunicipalityId& owner,
                                           const std::string& typed) {
    const std::string first = fold(typed);
    const std::string behind = first + "\U0010FFFF";  // a range, so that the indexes are of use
    return read_all<Business>(
        db,
        "SELECT * FROM business WHERE owner = $1 AND (name_folded >= $2 AND name_folded < $3 "
        "OR cvr >= $2 AND cvr < $3) ORDER BY id DESC LIMIT 50",
        {owner.text, first, behind});
}

std::vector<Business> businesses_by_phone(Database& db, const MunicipalityId& owner,
                                          const std::string& phone) {
    return read_all<Business>(db,
                              "SELECT * FROM business WHERE id IN (SELECT business_id FROM contact WHERE "
                              "phone = $1 AND owner = $2) "
                              "ORDER BY id DESC LIMIT 20",
                              {phone, owner.text});
}

std::vector<Business> businesses_by_email(Database& db, const MunicipalityId& owner,
                                          const std::string& email) {
    return read_all<Business>(db,
                              "SELECT * FROM business WHERE id IN (SELECT business_id FROM contact WHERE "
                              "email = $1 AND owner = $2) "
                              "ORDER BY id DESC LIMIT 20",
                              {email, owner.text});
}

std::vector<Contact> contacts_of(Database& db, BusinessId business) {
    return read_all<Contact>(db, "SELECT * FROM contact WHERE business_id = $1 ORDER BY id DESC",
                             {business.value});
}

}  // namespace aka
