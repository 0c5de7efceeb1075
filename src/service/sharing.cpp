#include "aka/service/sharing.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/model/reference.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

constexpr const char* topic_key = "topic_id";  // beside the fields: the label is in one language only

std::string value_of(const Network& network, const CaseFile& file, const Need& need, SharedField field) {
    const auto contact = file.contact.value_or(Contact{});
    const auto business = file.business.value_or(Business{});
    switch (field) {
        case SharedField::topic: {
            const Topic* topic = network.find(need.topic);
            return topic != nullptr ? topic->label.en : need.topic.text;
        }
        case SharedField::municipality: {
            const Municipality* municipality = network.find(file.file.owner);
            return municipality != nullptr ? municipality->name : file.file.owner.text;
        }
        case SharedField::size:
            return code(file.file.size_band);
        case SharedField::occupation:
            return need.occupation;
        case SharedField::posts:
            return need.positions ? std::to_string(*need.positions) : "";
        case SharedField::company:
            return business.name;
        case SharedField::cvr:
            return business.cvr;
        case SharedField::pno:
            return business.pno;
        case SharedField::contact:
            return contact.name;
        case SharedField::phone:
            return readable_phone(contact.phone);
        case SharedField::email:
            return contact.email;
        case SharedField::title:
            return file.file.title;
        case SharedField::text:
            return file.file.text;
    }
    return {};
}

}  // namespace

std::vector<SharedValue> values_of(const Network& network, const CaseFile& file, const Need& need,
                                   const std::vector<SharedField>& fields) {
    std::vector<SharedValue> values;
    for (const auto field : fields)
        if (auto value = value_of(network, file, need, field); !value.empty())
            values.push_back({field, std::move(value)});
    return values;
}

std::string readable_value(const Network& network, const TopicId& topic, const SharedValue& shared) {
    const Topic* found = shared.field == SharedField::topic ? network.find(topic) : nullptr;
    return found != nullptr ? found->label.text() : shared.value;
}

bool Shared::anonymous() const {
    return std::all_of(values.begin(), values.end(),
                       [](const SharedValue& shared) { return scope_of(shared.field) <= Scope::anonymous; });
}

std::string Shared::value(SharedField field) const {
    for (const auto& shared : values)
        if (shared.field == field) return shared.value;
    return {};
}

void keep_shared(Referral& referral, const Shared& shared) {
    nlohmann::ordered_json kept = nlohmann::ordered_json::object();
    referral.shared.clear();
    for (const auto& [field, value] : shared.values) {
        kept[std::string{code(field)}] = value;
        if (field == SharedField::topic) kept[topic_key] = shared.topic.text;
        referral.shared += (referral.shared.empty() ? "" : ",") + std::string{code(field)};
    }
    referral.shared_text = kept.dump();
}

Shared read_shared(const Referral& referral) {
    Shared shared;
    const auto kept = nlohmann::json::parse(referral.shared_text, nullptr, false);
    if (!kept.is_object())
        throw Error{ErrorKind::storage,
                    tr("the register is damaged: what a referral shared cannot be read; see aka data check")};
    for (const auto& [field, word] : Codes<SharedField>::list)
        if (const auto found = kept.find(word); found != kept.end() && found->is_string())
            shared.values.push_back({field, found->get<std::string>()});
    if (const auto found = kept.find(topic_key); found != kept.end() && found->is_string())
        shared.topic = {found->get<std::string>()};
    return shared;
}

void require_still_agreed(const std::vector<Consent>& consents, const ReferralRef& ref,
                          const Referral& referral, Date today) {
    const Consent& consent = require_consent(consents, ref.case_ref, referral.actor, today);
    for (const auto& [field, value] : read_shared(referral).values)
        if (scope_of(field) > consent.scope)
            throw Error{ErrorKind::refused,
                        tr("{ref} shared {field}, but the consent is {scope} by now; take it back with aka "
                           "refer update {ref} --status cancelled",
                           fmt::arg("ref", ref.text()), fmt::arg("field", code(field)),
                           fmt::arg("scope", code(consent.scope)))};
}

}  // namespace aka
