#include "aka/output/cell.hpp"
#include "aka/output/letter.hpp"

namespace aka {
namespace {

constexpr const char* style =
    "body{font:16px/1.5 sans-serif;max-width:42em;margin:2em auto;padding:0 1em;color:#111;background:#fff}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em}dt{font-weight:bold}dd{margin:0}"
    "code{font-size:.8em;overflow-wrap:anywhere}article+article{border-top:2px solid;margin-top:2em;"
    "break-before:page}";

/// Line breaks stay; nothing in it is markup.
std::string escape_html(std::string_view text) {
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
            case '\n':
                escaped += "<br>\n";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

std::string facts_html(const std::vector<LetterFact>& facts) {
    std::string out = "<dl>\n";
    for (const auto& [label, value] : facts)
        out += "<dt>" + escape_html(label) + "</dt><dd>" + escape_html(value) + "</dd>\n";
    return out + "</dl>\n";
}

struct HtmlWriter {
    std::string operator()(const LetterHeading& heading) const {
        return "<h2>" + escape_html(heading.text) + "</h2>\n";
    }
    std::string operator()(const LetterParagraph& paragraph) const {
        return "<p>" + escape_html(paragraph.text) + "</p>\n";
    }
    std::string operator()(const LetterFacts& facts) const { return facts_html(facts.facts); }
    std::string operator()(const LetterList& list) const {
        const std::string tag = list.numbered ? "ol" : "ul";
        std::string out = "<" + tag + ">\n";
        for (const auto& [text, verbatim] : list.items) {
            out += "<li>" + escape_html(text);
            for (const auto& line : verbatim) out += "<br><code>" + escape_html(line) + "</code>";
            out += "</li>\n";
        }
        return out + "</" + tag + ">\n";
    }
};

std::string article_html(const Letter& letter) {
    std::string out = "<article>\n<h1>" + escape_html(one_line(letter.subject)) + "</h1>\n";
    out += facts_html(letter.head);
    for (const auto& part : letter.parts) out += std::visit(HtmlWriter{}, part);
    return out + "</article>\n";
}

}  // namespace

std::string write_letters_html(const std::vector<Letter>& letters) {
    if (letters.empty()) return {};
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
        "content=\"width=device-width\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
        code(letters.front().language), escape_html(one_line(letters.front().subject)), style);
    for (const auto& letter : letters) out += article_html(letter);
    return out + "</body>\n</html>\n";
}

}  // namespace aka
