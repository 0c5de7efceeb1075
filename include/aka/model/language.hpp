#pragma once

#include <string>

#include "aka/model/code.hpp"
#include "aka/model/date.hpp"

namespace aka {

/// What a text that leaves the office is written in.
enum class Language { da, en };
template <>
struct Codes<Language> {
    static constexpr std::array<std::pair<Language, const char*>, 2> list{
        {{Language::da, "da"}, {Language::en, "en"}}};
};

/// As a letter has it: 23. november 2026, 23 November 2026.
std::string written_date(Date date, Language language);

/// With two decimals: 1,25 and 1.25; never -0,00.
std::string written_number(double value, Language language);

}  // namespace aka
