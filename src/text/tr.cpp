#include "aka/text/tr.hpp"

#include <libintl.h>
#include <unistd.h>

#include <clocale>
#include <cstdlib>

namespace aka {
namespace {

constexpr const char* domain = "aka";

/// Changed by choose_language() alone, before a command runs.
std::string_view& chosen() {
    static std::string_view language = "en";
    return language;
}

/// GNU gettext takes the language from LANGUAGE, and not at all in the locale C; the locale of the language
/// itself need not be installed. C.UTF-8 always is, and leaves numbers and letters as they are in C.
bool open_catalogue(const std::string& language, const std::string& locales) {
    if (access((locales + '/' + language + "/LC_MESSAGES/aka.mo").c_str(), R_OK) != 0) return false;
    if (std::setlocale(LC_CTYPE, "C.UTF-8") == nullptr || std::setlocale(LC_MESSAGES, "C.UTF-8") == nullptr)
        return false;
    return setenv("LANGUAGE", language.c_str(), 1) == 0 &&
           bindtextdomain(domain, locales.c_str()) != nullptr &&
           bind_textdomain_codeset(domain, "UTF-8") != nullptr;
}

std::string filled(const std::string& translated, const fmt::format_args& arguments) {
    try {
        return fmt::vformat(translated, arguments);
    } catch (const fmt::format_error&) {
        return translated;
    }
}

}  // namespace

void choose_language(std::string_view language, const std::string& locales) {
    chosen() = language == "da" && open_catalogue("da", locales) ? "da" : "en";
    if (chosen() == "en") std::setlocale(LC_MESSAGES, "C");  // what the system says of a fault is English too
}

std::string_view reader_language() {
    return chosen();
}

std::string_view language_of_locale(std::string_view locale) {
    return locale == "da" || locale.starts_with("da_") || locale.starts_with("da.") ? "da" : "en";
}

std::string translate(std::string_view message) {
    std::string english{message};
    if (chosen() == "en" || english.empty()) return english;  // the empty message is the catalogue's own head
    return dgettext(domain, english.c_str());
}

std::string detail::format_message(std::string_view message, const fmt::format_args& arguments) {
    return filled(translate(message), arguments);
}

std::string detail::format_plural(std::string_view one, std::string_view many, long long n,
                                  const fmt::format_args& arguments) {
    if (chosen() == "en") return filled(std::string{n == 1 ? one : many}, arguments);
    return filled(dngettext(domain, std::string{one}.c_str(), std::string{many}.c_str(),
                            static_cast<unsigned long>(n < 0 ? -n : n)),
                  arguments);
}

}  // namespace aka
