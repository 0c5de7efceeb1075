#include "aka/text/tr.hpp"

namespace aka {

std::string translate(std::string_view message) {
    return std::string{message};
}

std::string detail::format_message(std::string_view message, const fmt::format_args& arguments) {
    const std::string translated = translate(message);
    try {
        return fmt::vformat(translated, arguments);
    } catch (const fmt::format_error&) {
        return translated;
    }
}

}  // namespace aka
