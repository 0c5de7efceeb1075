#include "fields.hpp"

#include <algorithm>

#include "aka/model/numbers.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

template <class... Overloads>
struct Visitor : Overloads... {
    using Overloads::operator()...;
};
template <class... Overloads>
Visitor(Overloads...) -> Visitor<Overloads...>;

std::string type_of(const TomlValue& value) {
    return std::visit(
        Visitor{[](const std::string&) { return tr("a text"); }, [](std::int64_t) { return tr("a number"); },
                [](bool) { return tr("true or false"); }, [](Date) { return tr("a date"); },
                [](const TomlOther& other) { return other.what; },
                [](const TomlArray&) { return tr("a list"); },
                [](const TomlTable&) { return tr("a table"); }},
        value.data);
}

bool is_id_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

bool is_id(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_id_letter);
}

bool is_slashed_id(std::string_view text) {
    const auto at = text.find('/');
    return is_id(text.substr(0, at)) && (at == std::string_view::npos || is_id(text.substr(at + 1)));
}

}  // namespace

bool is_four_digits(std::string_view text) {
    return text.size() == 4 && std::all_of(text.begin(), text.end(), is_digit);
}

const TomlEntry* Fields::find(std::string_view key) const {
    const auto found = std::find_if(table_->entries.begin(), table_->entries.end(),
                                    [&](const TomlEntry& entry) { return entry.key == key; });
    return found == table_->entries.end() ? nullptr : &*found;
}

Place Fields::place(std::string_view key) const {
    const auto* entry = find(key);
    return entry != nullptr ? entry->value.place : place_;
}

const TomlValue* Fields::ask(std::string_view key, Presence presence) {
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
    if (const auto* entry = find(key)) return &entry->value;
    if (presence == Presence::required) add_problem(place_, tr("{key} is missing", fmt::arg("key", key)));
    return nullptr;
}

void Fields::refuse_type(std::string_view key, const TomlValue& value, const std::string& wanted) {
    add_problem(value.place, tr("{key} is {type}; write {wanted}", fmt::arg("key", key),
                                fmt::arg("type", type_of(value)), fmt::arg("wanted", wanted)));
}

void Fields::refuse_word(std::string_view key, const PlacedText& word, const std::string& allowed) {
    add_problem(word.place, tr("{key} is \"{word}\"; it may be {allowed}", fmt::arg("key", key),
                               fmt::arg("word", word.text), fmt::arg("allowed", allowed)));
}

std::optional<std::string> Fields::fit_text(std::string_view key, const TomlValue& value, Lines lines) {
    if (const auto* number = std::get_if<std::int64_t>(&value.data)) {
        refuse_type(key, value, tr("it in quotes: \"{number}\"", fmt::arg("number", *number)));
        return std::nullopt;
    }
    const auto* text = std::get_if<std::string>(&value.data);
    if (text == nullptr) {
        refuse_type(key, value, tr("a text in quotes"));
        return std::nullopt;
    }
    if (const auto fault = find_text_fault(*text, lines)) {
        add_problem(value.place,
                    tr("{key} holds {what}", fmt::arg("key", key), fmt::arg("what", fault->what)));
        return std::nullopt;
    }
    return to_nfc(trim(*text));
}

std::optional<std::string> Fields::full_text(std::string_view key, const TomlValue& value, Lines lines) {
    auto text = fit_text(key, value, lines);
    if (!text || !text->empty()) return text;
    add_problem(value.place, tr("{key} is empty", fmt::arg("key", key)));
    return std::nullopt;
}

std::string Fields::text(std::string_view key, Presence presence, Lines lines) {
    const auto* value = ask(key, presence);
    if (value == nullptr) return "";
    const bool required = presence == Presence::required;
    return (required ? full_text(key, *value, lines) : fit_text(key, *value, lines)).value_or("");
}

std::string Fields::mail(std::string_view key) {
    const std::string typed = text(key);
    const auto address = parse_email(typed);
    if (!typed.empty() && !address)
        refuse_word(key, {typed, place(key)}, tr("a mail address, as kontakt@kontor.example"));
    return address.value_or("");
}

std::string Fields::id(std::string_view key, Slash slash) {
    std::string id = text(key, Presence::required);
    const bool slashed = slash == Slash::one;
    if (id.empty() || (slashed ? is_slashed_id(id) : is_id(id))) return id;
    refuse_word(key, {id, place(key)},
                slashed ? tr("a-z, 0-9, hyphens and one slash") : tr("a-z, 0-9 and hyphens"));
    return "";
}

std::string Fields::four_digits(std::string_view key) {
    const auto* value = ask(key, Presence::required);
    if (value == nullptr) return "";
    if (const auto* number = std::get_if<std::int64_t>(&value->data)) {
        const std::string padded = fmt::format("{:04}", *number);
        refuse_type(key, *value, tr("it in quotes: \"{number}\"", fmt::arg("number", padded)));
        return "";
    }
    std::string digits = full_text(key, *value, Lines::one).value_or("");
    if (digits.empty() || is_four_digits(digits)) return digits;
    if (is_four_digits("0" + digits)) return "0" + digits;
    refuse_word(key, {digits, value->place}, tr("four digits"));
    return "";
}

std::vector<PlacedText> Fields::texts(std::string_view key, Presence presence) {
    const auto* value = ask(key, presence);
    if (value == nullptr) return {};
    const auto* array = std::get_if<TomlArray>(&value->data);
    if (array == nullptr) {
        refuse_type(key, *value, tr("a list of texts, as [\"a\", \"b\"]"));
        return {};
    }
    if (array->empty() && presence == Presence::required)
        add_problem(value->place, tr("{key} is empty", fmt::arg("key", key)));
    std::vector<PlacedText> texts;
    for (const auto& element : *array)
        if (auto text = full_text(key, element, Lines::one))
            texts.push_back({std::move(*text), element.place});
    return texts;
}

std::vector<std::string> Fields::words(std::string_view key) {
    std::vector<std::string> words;
    for (auto& text : texts(key)) words.push_back(std::move(text.text));
    return words;
}

std::optional<Date> Fields::date(std::string_view key) {
    const auto* value = ask(key, Presence::optional);
    if (value == nullptr) return std::nullopt;
    if (const auto* date = std::get_if<Date>(&value->data)) return *date;
    refuse_type(key, *value, tr("a date without quotes, as 2026-11-21"));
    return std::nullopt;
}

int Fields::number(std::string_view key, int fallback, int least, int most) {
    const auto* value = ask(key, Presence::optional);
    if (value == nullptr) return fallback;
    const auto* number = std::get_if<std::int64_t>(&value->data);
    if (number == nullptr) {
        refuse_type(key, *value,
                    tr("a whole number without quotes, as {number}", fmt::arg("number", fallback)));
        return fallback;
    }
    if (*number >= least && *number <= most) return static_cast<int>(*number);
    add_problem(value->place,
                tr("{key} is {number}; it may be {least} to {most}", fmt::arg("key", key),
                   fmt::arg("number", *number), fmt::arg("least", least), fmt::arg("most", most)));
    return fallback;
}

bool Fields::flag(std::string_view key) {
    const auto* value = ask(key, Presence::optional);
    if (value == nullptr) return false;
    if (const auto* flag = std::get_if<bool>(&value->data)) return *flag;
    refuse_type(key, *value, tr("true or false without quotes"));
    return false;
}

std::optional<Fields> Fields::table(std::string_view key) {
    const auto* value = ask(key, Presence::required);
    if (value == nullptr) return std::nullopt;
    if (const auto* table = std::get_if<TomlTable>(&value->data))
        return Fields{*table, value->place, *problems_};
    refuse_type(key, *value, tr("a table, as [{key}]", fmt::arg("key", key)));
    return std::nullopt;
}

std::vector<Fields> Fields::tables(std::string_view key) {
    const auto* value = ask(key, Presence::optional);
    if (value == nullptr) return {};
    const std::string wanted = tr("tables, as [[{key}]]", fmt::arg("key", key));
    const auto* array = std::get_if<TomlArray>(&value->data);
    if (array == nullptr) {
        refuse_type(key, *value, wanted);
        return {};
    }
    std::vector<Fields> tables;
    for (const auto& element : *array) {
        if (const auto* table = std::get_if<TomlTable>(&element.data))
            tables.emplace_back(*table, element.place, *problems_);
        else
            refuse_type(key, element, wanted);
    }
    return tables;
}

void Fields::refuse_unknown() {
    for (const auto& [key, place, value] : table_->entries) {
        if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
        const std::string safe = escape_controls(key);
        const auto typed = fmt::arg("key", safe);
        if (const auto near = closest(key, known_))
            add_problem(place,
                        tr("unknown key \"{key}\"; did you mean {near}?", typed, fmt::arg("near", *near)));
        else
            add_problem(place, tr("unknown key \"{key}\"; known here: {known}", typed,
                                  fmt::arg("known", fmt::join(known_, ", "))));
    }
}

}  // namespace aka
