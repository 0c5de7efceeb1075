#include "aka/model/personal.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "aka/text/fold.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

int two_digits(std::string_view digits, std::size_t at) {
    return (digits[at] - '0') * 10 + (digits[at + 1] - '0');
}

/// DDMMYY or DDMMYYYY, with the day of a replacement number (60 more) allowed.
bool is_birth_date(std::string_view digits) {
    int day = two_digits(digits, 0);
    if (day > 60) day -= 60;
    const int month = two_digits(digits, 2);
    // The century of a two-digit year is not known: a leap day counts when any century had it.
    int year = 2000 + two_digits(digits, 4);
    if (digits.size() == 8) {
        year = two_digits(digits, 4) * 100 + two_digits(digits, 6);
        if (year < 1850 || year > 2099) return false;
    }
    using namespace std::chrono;
    return year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                          std::chrono::day{static_cast<unsigned>(day)}}
        .ok();
}

/// A typed number of another kind: its name stands directly before it.
bool is_named_number(std::string_view before) {
    std::size_t start = before.size() > 24 ? before.size() - 24 : 0;
    while (start < before.size() && (static_cast<unsigned char>(before[start]) & 0xC0U) == 0x80)
        ++start;  // not inside a letter
    std::string folded = fold(before.substr(start));
    while (!folded.empty() &&
           (folded.back() == ' ' || folded.back() == ':' || folded.back() == '.' || folded.back() == '='))
        folded.pop_back();
    constexpr std::array names{"p-nr",   "p-nummer",   "pnr", "p nr",   "cvr", "cvr-nr",
                               "cvr nr", "cvr-nummer", "ean", "ean-nr", "gln"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        if (!folded.ends_with(name)) return false;
        const auto rest = folded.size() - name.size();
        return rest == 0 || std::isalnum(static_cast<unsigned char>(folded[rest - 1])) == 0;
    });
}

struct Run {
    std::size_t begin;
    std::size_t end;
};

std::vector<Run> digit_runs(std::string_view text) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text[i])) {
            ++i;
            continue;
        }
        const std::size_t begin = i;
        while (i < text.size() && is_digit(text[i])) ++i;
        runs.push_back({begin, i});
    }
    return runs;
}

/// Runs of letters and digits, as they stand in the text.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || std::isalnum(byte) != 0)
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    return words;
}

/// Between the date and the serial number: a hyphen (also a typographic one), a space, or both.
bool is_joint(std::string_view between) {
    constexpr std::array joints{"-", " ", " - ", "- ", " -", "–", "‐", "‑", "−", " – ", "\u00a0", "."};
    return std::any_of(joints.begin(), joints.end(),
                       [&](std::string_view joint) { return between == joint; });
}

/// A date written apart, as 01.02.03-1234 or 01 02 03 1234: the four runs from `at`, its end; 0 when it is
/// none. A date with dots and a blank before four digits is a date and a time.
std::optional<CprFinding> find_spaced(std::string_view text, const std::vector<Run>& runs, std::size_t at) {
    if (at + 3 >= runs.size()) return std::nullopt;
    const auto length = [&](std::size_t i) { return runs[at + i].end - runs[at + i].begin; };
    const auto between = [&](std::size_t i) {
        return text.substr(runs[at + i].end, runs[at + i + 1].begin - runs[at + i].end);
    };
    if (length(0) != 2 || length(1) != 2 || (length(2) != 2 && length(2) != 4) || length(3) != 4) return {};
    const auto joint = between(0);
    constexpr std::array apart{" ", ".", "-", "/"};
    if (joint != between(1) || std::find(apart.begin(), apart.end(), joint) == apart.end()) return {};
    if (!is_joint(between(2)) || (joint != " " && between(2) == " ")) return {};
    std::string digits;
    for (std::size_t i = 0; i < 3; ++i) digits += text.substr(runs[at + i].begin, length(i));
    if (!is_birth_date(digits)) return {};
    return CprFinding{runs[at].begin, runs[at + 3].end - runs[at].begin, digits + "-xxxx"};
}

}  // namespace

std::optional<CprFinding> find_cpr(std::string_view text) {
    const auto runs = digit_runs(text);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto [begin, end] = runs[i];
        const std::size_t length = end - begin;
        if (length != 2 && length != 6 && length != 8 && length != 10 && length != 12) continue;
        if (is_named_number(text.substr(0, begin))) continue;
        const auto digits = text.substr(begin, length);
        if (length == 10 || length == 12) {
            const auto date = digits.substr(0, length - 4);
            if (is_birth_date(date)) return CprFinding{begin, length, std::string{date} + "-xxxx"};
        }
        if (const auto spaced = find_spaced(text, runs, i)) return spaced;
        if ((length == 6 || length == 8) && i + 1 < runs.size() && runs[i + 1].end - runs[i + 1].begin == 4 &&
            is_joint(text.substr(end, runs[i + 1].begin - end)) && is_birth_date(digits))
            return CprFinding{begin, runs[i + 1].end - begin, std::string{digits} + "-xxxx"};
    }
    return std::nullopt;
}

std::string mask_cpr(std::string text) {
    while (const auto found = find_cpr(text)) text.replace(found->offset, found->length, found->masked);
    return text;
}

std::vector<std::string> find_sensitive_words(std::string_view text) {
    // Beginnings of folded words: inflections and compounds follow.
    constexpr std::array stems{"sygemeld",   "sygdom",  "diagnos", "kraeft",   "gravid",     "straf",
                               "handicap",   "depress", "psykisk", "alkoholi", "misbrug",    "foengsl",
                               "faengsl",    "adhd",    "autis",   "angst",    "stressramt", "kemoterapi",
                               "graviditet", "pregnan", "cancer",  "convict",  "disabilit"};
    std::vector<std::string> found;
    const std::string whole = fold(text);
    const bool none = std::none_of(stems.begin(), stems.end(), [&](std::string_view stem) {
        return whole.find(stem) != std::string::npos;
    });
    // Most texts hold none; of one that cannot be folded as a whole, some words still can.
    const bool sure = none && !find_text_fault(text, Lines::many);
    const auto words = sure ? std::vector<std::string>{} : words_of(text);
    for (const auto& word : words) {
        const std::string folded = fold(word);
        const bool sensitive = std::any_of(stems.begin(), stems.end(),
                                           [&](std::string_view stem) { return folded.starts_with(stem); });
        if (sensitive && std::find(found.begin(), found.end(), word) == found.end()) found.push_back(word);
    }
    if (whole.find("sick leave") != std::string::npos) found.emplace_back("sick leave");
    return found;
}

}  // namespace aka
