#pragma once

#include <string>
#include <string_view>

#include "aka/output/cell.hpp"
#include "stylesheet.hpp"

namespace aka {

/// On one line or more: line breaks stay as newlines. Nothing in it is markup, also inside an attribute's
/// quotes.
inline std::string escape_html(std::string_view text) {
    std::string escaped;
    for (const char c : safe_text(text)) {
        switch (c) {
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '&':
                escaped += "&amp;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

/// The same, its line breaks shown.
inline std::string escape_html_lines(std::string_view text) {
    return replace_all(escape_html(text), "\n", "<br>\n");
}

/// A whole page around `body`, which is markup; `language` as "da". The policy is a second lock: even if some
/// text became markup, nothing would run or be fetched.
inline std::string html_page(std::string_view language, std::string_view title, std::string_view body) {
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
        language, escape_html(one_line(title)), stylesheet, body);
}

}  // namespace aka
