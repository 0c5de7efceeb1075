#pragma once

#include <string>
#include <vector>

#include "aka/model/letter.hpp"
#include "aka/service/desk.hpp"
#include "aka/service/sharing.hpp"

namespace aka {

/// A letter of the acting municipality's office, dated today: sender, subject and head.
Letter new_letter(const Desk& desk, Language language, const Correspondent& to, const std::string& subject);

/// The office's name, or the municipality's where it has none.
std::string office_name(const Municipality& municipality);

/// How the office signs.
LetterParagraph signature(const Desk& desk, Language language);

/// The fields with labels and values as the language writes them.
std::vector<LetterFact> shared_facts(const Network& network, const Shared& shared, Language language);

/// The topic's label; the id when the network does not know it.
std::string topic_label(const Network& network, const TopicId& topic, Language language);

/// The topic as it was shared; empty when it was not.
std::string shared_topic(const Network& network, const Shared& shared, Language language);

}  // namespace aka
