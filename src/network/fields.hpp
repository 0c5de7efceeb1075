#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/model/code.hpp"
#include "aka/text/utf8.hpp"
#include "toml_reader.hpp"

namespace aka {

struct PlacedText {
    std::string text;
    Place place;
};

bool is_four_digits(std::string_view text);

/// The keys of one table, read one by one. What is missing, of the wrong type or not allowed becomes a
/// problem and reads as its fallback, so that reading goes on and finds the rest. Texts are fit to be stored,
/// composed (NFC), without white space at their ends.
class Fields {
public:
    /// All three must outlive it.
    Fields(const TomlTable& table, Place place, Problems& problems)
        : table_(&table), place_(std::move(place)), problems_(&problems) {}
    Fields(const TomlDocument& document, Problems& problems)
        : Fields(document.root, document.place, problems) {}

    enum class Slash { none, one };

    std::string text(std::string_view key, Presence presence = Presence::optional, Lines lines = Lines::one);
    /// A mail address; optional.
    std::string mail(std::string_view key);
    /// Letters a-z, digits and hyphens; with `Slash::one` one slash between them. Required.
    std::string id(std::string_view key, Slash slash = Slash::none);
    /// Four digits as text, required; three get a 0 in front.
    std::string four_digits(std::string_view key);
    /// A required list holds at least one.
    std::vector<PlacedText> texts(std::string_view key, Presence presence = Presence::optional);
    std::vector<std::string> words(std::string_view key);
    std::optional<Date> date(std::string_view key);
    int number(std::string_view key, int fallback, int least, int most);
    bool flag(std::string_view key);

    template <class Enum>
    std::optional<Enum> choice(std::string_view key, Presence presence = Presence::optional) {
        const std::string word = text(key, presence);
        return word.empty() ? std::nullopt : choose<Enum>(key, {word, place(key)});
    }
    template <class Enum>
    std::vector<Enum> choices(std::string_view key) {
        std::vector<Enum> chosen;
        for (const auto& word : texts(key))
            if (const auto value = choose<Enum>(key, word)) chosen.push_back(*value);
        return chosen;
    }
    /// Adds a problem when `word` is none of `allowed`, listed as "a, b, c".
    void refuse_word(std::string_view key, const PlacedText& word, const std::string& allowed);

    std::optional<Fields> table(std::string_view key);  ///< required
    std::vector<Fields> tables(std::string_view key);   ///< of `[[key]]`
    bool has(std::string_view key) { return ask(key, Presence::optional) != nullptr; }
    [[nodiscard]] Place place(std::string_view key) const;       ///< of the key's value, or of the table
    [[nodiscard]] const Place& place() const { return place_; }  ///< of the table
    void add_problem(const Place& place, std::string text) { problems_->add(place, std::move(text)); }
    /// Every key that was not asked for until now is a problem.
    void refuse_unknown();

private:
    template <class Enum>
    std::optional<Enum> choose(std::string_view key, const PlacedText& word) {
        const auto chosen = find_code<Enum>(word.text);
        if (!chosen) refuse_word(key, word, code_list<Enum>(", "));
        return chosen;
    }
    [[nodiscard]] const TomlEntry* find(std::string_view key) const;
    const TomlValue* ask(std::string_view key, Presence presence);
    void refuse_type(std::string_view key, const TomlValue& value, const std::string& wanted);
    std::optional<std::string> fit_text(std::string_view key, const TomlValue& value, Lines lines);
    std::optional<std::string> full_text(std::string_view key, const TomlValue& value, Lines lines);

    const TomlTable* table_;
    Place place_;
    Problems* problems_;
    std::vector<std::string> known_;
};

}  // namespace aka
