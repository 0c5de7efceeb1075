#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aka/model/code.hpp"
#include "aka/model/date.hpp"
#include "aka/model/key.hpp"

namespace aka {

/// Employees, in the bands of Statistics Denmark's small and medium-sized businesses.
enum class SizeBand { micro, small, medium, large };

template <>
struct Codes<SizeBand> {
    static constexpr std::array<std::pair<SizeBand, const char*>, 4> list{{{SizeBand::micro, "0-9"},
                                                                           {SizeBand::small, "10-49"},
                                                                           {SizeBand::medium, "50-249"},
                                                                           {SizeBand::large, "250+"}}};
};

/// Company form. A sole proprietor (enk) is a natural person, which drives retention and publication.
enum class CompanyForm { aps, as, enk, ps, is, ks, fmba, ivs, fond, forening, public_body, other };

template <>
struct Codes<CompanyForm> {
    static constexpr std::array<std::pair<CompanyForm, const char*>, 12> list{
        {{CompanyForm::aps, "aps"},
         {CompanyForm::as, "as"},
         {CompanyForm::enk, "enk"},
         {CompanyForm::ps, "ps"},
         {CompanyForm::is, "is"},
         {CompanyForm::ks, "ks"},
         {CompanyForm::fmba, "fmba"},
         {CompanyForm::ivs, "ivs"},
         {CompanyForm::fond, "fond"},
         {CompanyForm::forening, "forening"},
         {CompanyForm::public_body, "offentlig"},
         {CompanyForm::other, "other"}}};
};

/// The form that a name ends with: "Fjordglas ApS" is an aps; none when it tells nothing.
std::optional<CompanyForm> form_in_name(std::string_view name);

using BusinessId = Id<struct BusinessTag>;
using ContactId = Id<struct ContactTag>;

struct Business {
    BusinessId id;
    Key key;
    MunicipalityId owner;  ///< the office that answers for the record
    std::string cvr;       ///< eight digits, or empty
    std::string pno;       ///< ten digits, or empty
    std::string name;
    std::optional<CompanyForm> form;
    std::optional<SizeBand> size_band;
    std::string industry_code;  ///< with `industry_version`, as DB25: letters changed meaning in 2025
    std::string industry_version;
    MunicipalityId municipality;  ///< where it lies, when known
    std::string postcode;
    bool operator==(const Business&) const = default;
};

/// A person at a business; work contact details are personal data and can be erased on their own.
struct Contact {
    ContactId id;
    Key key;
    BusinessId business;
    MunicipalityId owner;
    std::string name;
    std::string phone;  ///< eight digits, or empty
    std::string email;
    bool operator==(const Contact&) const = default;
    [[nodiscard]] bool empty() const { return name.empty() && phone.empty() && email.empty(); }
};

}  // namespace aka
