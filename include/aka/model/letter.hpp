#pragma once

#include <string>
#include <variant>
#include <vector>

#include "aka/model/date.hpp"
#include "aka/model/language.hpp"

namespace aka {

/// Who writes a letter, or gets it; what is not known is empty.
struct Correspondent {
    std::string name;
    std::string mail;
    bool operator==(const Correspondent&) const = default;
};

/// A label and what stands behind it; the value may have several lines.
struct LetterFact {
    std::string label;
    std::string value;
    bool operator==(const LetterFact&) const = default;
};

struct LetterItem {
    std::string text;
    std::vector<std::string> verbatim;  ///< lines below it, to be copied letter by letter
    bool operator==(const LetterItem&) const = default;
};

struct LetterHeading {
    std::string text;
};
struct LetterParagraph {
    std::string text;  ///< a newline stays one
};
struct LetterFacts {
    std::vector<LetterFact> facts;
};
struct LetterList {
    bool numbered = false;
    std::vector<LetterItem> items;
};
using LetterPart = std::variant<LetterHeading, LetterParagraph, LetterFacts, LetterList>;

/// A text that leaves the office, before anyone decides how it is written. None of its texts is trusted to be
/// fit for a format.
struct Letter {
    Language language = Language::da;
    Correspondent from;
    Correspondent to;
    Date date{};
    std::string subject;
    std::vector<LetterFact> head;  ///< from, to, date and subject as they stand above the text
    std::vector<LetterPart> parts;
};

}  // namespace aka
