#include "aka/network/settings.hpp"

#include <initializer_list>

#include "aka/text/tr.hpp"
#include "fields.hpp"

namespace aka {
namespace {

std::string one_of(Fields& fields, std::string_view key, std::initializer_list<std::string_view> allowed) {
    std::string word = fields.text(key);
    for (const auto candidate : allowed)
        if (word == candidate) return word;
    if (!word.empty())
        fields.refuse_word(key, {word, fields.place(key)}, fmt::format("{}", fmt::join(allowed, ", ")));
    return "";
}

}  // namespace

Settings load_settings(const std::filesystem::path& file) {
    Problems problems;
    Settings settings;
    if (const auto document = read_toml(file, Presence::optional, problems)) {
        Fields fields{*document, problems};
        settings.municipality = fields.text("municipality");
        settings.user = fields.text("user");
        settings.config = fields.text("config");
        settings.db = fields.text("db");
        settings.format = one_of(fields, "format", {"table", "tsv", "csv", "csv-excel", "json", "md"});
        settings.color = one_of(fields, "color", {"auto", "always", "never"});
        settings.lang = one_of(fields, "lang", {"da", "en"});
        fields.refuse_unknown();
    }
    problems.raise();
    return settings;
}

}  // namespace aka
