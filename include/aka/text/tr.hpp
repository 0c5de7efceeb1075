#pragma once

#include <fmt/args.h>
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace aka {

/// The message in the reader's language; the English text is the key.
std::string translate(std::string_view message);

namespace detail {
std::string format_message(std::string_view message, const fmt::format_args& arguments);
}

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
    return detail::format_message(n == 1 ? one : many, fmt::make_format_args(fmt::arg("n", n), arguments...));
}

}  // namespace aka
