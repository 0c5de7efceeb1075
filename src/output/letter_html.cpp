#include "aka/output/cell.hpp"
#include "aka/output/letter.hpp"
#include "html_page.hpp"

namespace aka {
namespace {

std::string facts_html(const std::vector<LetterFact>& facts) {
    std::string out = "<dl>\n";
    for (const auto& [label, value] : facts)
        out += "<dt>" + escape_html_lines(label) + "</dt><dd>" + escape_html_lines(value) + "</dd>\n";
    return out + "</dl>\n";
}

struct HtmlWriter {
    std::string operator()(const LetterHeading& heading) const {
        return "<h2>" + escape_html_lines(heading.text) + "</h2>\n";
    }
    std::string operator()(const LetterParagraph& paragraph) const {
        return "<p>" + escape_html_lines(paragraph.text) + "</p>\n";
    }
    std::string operator()(const LetterFacts& facts) const { return facts_html(facts.facts); }
    std::string operator()(const LetterList& list) const {
        const std::string tag = list.numbered ? "ol" : "ul";
        std::string out = "<" + tag + ">\n";
        for (const auto& [text, verbatim] : list.items) {
            out += "<li>" + escape_html_lines(text);
            for (const auto& line : verbatim) out += "<br><code>" + escape_html_lines(line) + "</code>";
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
    std::string body = "<main>\n";
    for (const auto& letter : letters) body += article_html(letter);
    return html_page(code(letters.front().language), letters.front().subject, body + "</main>\n");
}

}  // namespace aka
