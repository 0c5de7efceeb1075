#include "aka/model/business.hpp"

#include "aka/text/fold.hpp"
#include "aka/text/utf8.hpp"

namespace aka {

std::optional<CompanyForm> form_in_name(std::string_view name) {
    struct Ending {
        const char* text;
        CompanyForm form;
    };
    constexpr std::array endings{
        Ending{" aps", CompanyForm::aps},       Ending{" a/s", CompanyForm::as},
        Ending{" i/s", CompanyForm::is},        Ending{" k/s", CompanyForm::ks},
        Ending{" p/s", CompanyForm::ps},        Ending{" ivs", CompanyForm::ivs},
        Ending{" f.m.b.a.", CompanyForm::fmba}, Ending{" fmba", CompanyForm::fmba},
        Ending{" fonden", CompanyForm::fond},   Ending{" kommune", CompanyForm::public_body}};
    const std::string folded = fold(trim(name));
    for (const auto& ending : endings)
        if (folded.ends_with(ending.text)) return ending.form;
    return std::nullopt;
}

}  // namespace aka
