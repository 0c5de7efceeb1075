#include "aka/cli/reader_language.hpp"

#include "aka/cli/session.hpp"
#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

/// What --lang says, before anything else is read: what is wrong with the rest is told in that language.
std::optional<Language> typed_language(const std::vector<std::string>& words) {
    constexpr std::string_view attached = "--lang=";
    for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
        if (words[i] == "--lang" && i + 1 < words.size()) return find_code<Language>(words[i + 1]);
        if (words[i].starts_with(attached)) return find_code<Language>(words[i].substr(attached.size()));
    }
    return std::nullopt;
}

}  // namespace

Setting Session::language_setting() const {
    if (const auto named =
            find_setting(options_.lang ? std::string{code(*options_.lang)} : "", "AKA_LANG", &Settings::lang);
        !named.value.empty())
        return {std::string{language_of_locale(named.value)}, named.origin};
    return locale_language(environment_);
}

Setting locale_language(const Environment& environment) {
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const auto value = environment.variable(variable); !value.empty())
            return {std::string{language_of_locale(value)}, variable};
    return {"en", tr("built in")};
}

void speak_to_reader(const std::vector<std::string>& words, Environment& environment) {
    GlobalOptions options;
    options.lang = typed_language(words);
    std::string language;
    try {
        language = Session{environment, options}.language_setting().value;
    } catch (const Error&) {  // told when the settings are needed
        language = locale_language(environment).value;
    }
    choose_language(language, (environment.program.parent_path().parent_path() / "share/locale").string());
}

}  // namespace aka
