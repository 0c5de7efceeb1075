#include "letter_parts.hpp"

#include "aka/model/numbers.hpp"
#include "letter_texts.hpp"

namespace aka {
namespace {

std::string in_pairs(const std::string& cvr) {
    std::string pairs;
    for (std::size_t i = 0; i < cvr.size(); i += 2) pairs += (i > 0 ? " " : "") + cvr.substr(i, 2);
    return pairs;
}

std::string written_value(const Network& network, const Shared& shared, const SharedValue& value,
                          Language language) {
    switch (value.field) {
        case SharedField::topic:
            return shared_topic(network, shared, language);
        case SharedField::cvr:
            return in_pairs(value.value);
        case SharedField::phone:
            return readable_phone(value.value);
        default:
            return value.value;
    }
}

}  // namespace

std::string topic_label(const Network& network, const TopicId& topic, Language language) {
    const Topic* found = network.find(topic);
    if (found == nullptr) return topic.text;
    return language == Language::da ? found->label.da : found->label.en;
}

std::string shared_topic(const Network& network, const Shared& shared, Language language) {
    const std::string sent = shared.value(SharedField::topic);
    if (sent.empty() || network.find(shared.topic) == nullptr) return sent;
    return topic_label(network, shared.topic, language);
}

std::string office_name(const Municipality& municipality) {
    return municipality.office.name.empty() ? municipality.name : municipality.office.name;
}

Letter new_letter(const Desk& desk, Language language, const Correspondent& to, const std::string& subject) {
    const auto& texts = letter_texts(language).common;
    const Municipality& home = desk.home();
    Letter letter;
    letter.language = language;
    letter.from = {office_name(home), home.office.mail};
    letter.to = to;
    letter.date = desk.today;
    letter.subject = subject;
    letter.head = {{texts.from, letter.from.name},
                   {texts.to, to.name},
                   {texts.date, written_date(desk.today, language)},
                   {texts.subject, subject}};
    return letter;
}

LetterParagraph signature(const Desk& desk, Language language) {
    const auto& texts = letter_texts(language).common;
    const Municipality& home = desk.home();
    std::string lines = std::string{texts.regards} + '\n' + office_name(home);
    const std::string phone = readable_phone(home.office.phone);
    if (!phone.empty()) lines += '\n' + fill(texts.phone, fmt::arg("phone", phone));
    for (const auto& line : {home.office.mail, home.office.web})
        if (!line.empty()) lines += '\n' + line;
    return {lines + '\n' + fill(texts.part_of, fmt::arg("alliance", desk.network.name))};
}

std::vector<LetterFact> shared_facts(const Network& network, const Shared& shared, Language language) {
    std::vector<LetterFact> facts;
    for (const auto& value : shared.values)
        facts.push_back({in_words(letter_texts(language).common.fields, value.field),
                         written_value(network, shared, value, language)});
    return facts;
}

}  // namespace aka
