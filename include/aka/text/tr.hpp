#pragma once

#include <fmt/args.h>
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace aka {

/// From now on texts for people are in `language`, "da" or "en". `locales` is the folder with the catalogues,
/// as share/locale; where that of `language` is missing, English stays.
void choose_language(std::string_view language, const std::string& locales);

/// "da" or "en": what texts for people are in.
std::string_view reader_language();

/// Of "da_DK.UTF-8" or "da" the language, when there are texts in it; else "en".
std::string_view language_of_locale(std::string_view locale);

/// The message in the reader's language; the English text is the key.
std::string translate(std::string_view message);

/// Marks a text that is kept in English and translated where it is shown, for xgettext to find
/// (po/update.sh).
constexpr const char* to_translate(const char* message) {
    return message;
}

namespace detail {
std::string format_message(std::string_view message, const fmt::format_args& arguments);
std::string format_plural(std::string_view one, std::string_view many, long long n,
                          const fmt::format_args& arguments);
}  // namespace detail

/// A text for people, with named placeholders: `tr("no case {ref}", fmt::arg("ref", ref))`.
/// `fmt::arg` refers to its value and does not keep it: one that is kept in a variable needs a value that is.
/// A message whose placeholders do not fit is shown unformatted rather than lost.
template <class... Arguments>
std::string tr(std::string_view message, const Arguments&... arguments) {
    if constexpr (sizeof...(Arguments) == 0)
        return translate(message);
    else
        return detail::format_message(message, fmt::make_format_args(arguments...));
}

/// The same with a singular and a plural form, chosen by `n`, which is also the placeholder {n}.
template <class... Arguments>
std::string trn(std::string_view one, std::string_view many, long long n, const Arguments&... arguments) {
    return detail::format_plural(one, many, n, fmt::make_format_args(fmt::arg("n", n), arguments...));
}

}  // namespace aka
