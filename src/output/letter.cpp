#include "aka/output/letter.hpp"

#include <algorithm>

#include "aka/output/cell.hpp"
#include "aka/output/writers.hpp"

namespace aka {
namespace {

constexpr int letter_width = 72;
constexpr int widest_label = 24;

std::string repeated(char c, int count) {
    std::string text;
    text.resize(static_cast<std::size_t>(std::max(count, 0)), c);
    return text;
}

std::string spaces(int count) {
    return repeated(' ', count);
}

/// Wrapped behind `lead`, further lines below its end; line breaks stay.
std::string hang(const std::string& lead, std::string_view text) {
    const int indent = display_width(lead);
    std::string out;
    for (const auto& line : split_lines(safe_text(text))) {
        if (!out.empty() && trim(line).empty()) {
            out += '\n';
            continue;
        }
        out += (out.empty() ? lead : spaces(indent)) +
               wrap_text(replace_all(line, "\t", " "), letter_width, indent) + '\n';
    }
    return out;
}

std::string facts_text(const std::vector<LetterFact>& facts) {
    int width = 0;
    for (const auto& [label, value] : facts)
        width = std::max(width, std::min(display_width(label), widest_label) + 2);
    std::string out;
    for (const auto& [label, value] : facts) {
        const std::string lead = "  " + one_line(label) + ":";
        out += hang(lead + spaces(width + 2 - display_width(lead)), value);
    }
    return out;
}

struct TextWriter {
    std::string operator()(const LetterHeading& heading) const {
        const std::string text = wrap_text(one_line(heading.text), letter_width, 0) + '\n';
        return text + repeated('-', std::min(display_width(heading.text), letter_width)) + '\n';
    }
    std::string operator()(const LetterParagraph& paragraph) const { return hang("", paragraph.text); }
    std::string operator()(const LetterFacts& facts) const { return facts_text(facts.facts); }
    std::string operator()(const LetterList& list) const {
        std::string out;
        int number = 0;
        for (const auto& [text, verbatim] : list.items) {
            out += hang(list.numbered ? fmt::format("{:>3}. ", ++number) : "  - ", text);
            for (const auto& line : verbatim) out += "     " + one_line(line) + '\n';
        }
        return out;
    }
};

}  // namespace

std::string write_letter_body(const Letter& letter) {
    std::string out;
    for (const auto& part : letter.parts) add_block(out, std::visit(TextWriter{}, part));
    return out;
}

std::string write_letters_text(const std::vector<Letter>& letters) {
    std::string out;
    for (const auto& letter : letters) {
        if (!out.empty()) add_block(out, repeated('=', letter_width) + '\n');
        add_block(out, facts_text(letter.head));
        add_block(out, write_letter_body(letter));
    }
    return out;
}

namespace {

struct MarkdownWriter {
    static std::string lines(std::string_view text) {
        std::string out;
        for (const auto& line : split_lines(safe_text(text)))
            out += (out.empty() ? "" : "<br>\n") + markdown_paragraph(line);
        return out;
    }
    std::string operator()(const LetterHeading& heading) const {
        return "## " + escape_markdown(one_line(heading.text)) + '\n';
    }
    std::string operator()(const LetterParagraph& paragraph) const { return lines(paragraph.text) + '\n'; }
    std::string operator()(const LetterFacts& facts) const {
        std::string out;
        for (const auto& [label, value] : facts.facts)
            out += "- **" + escape_markdown(one_line(label)) + ":** " + escape_markdown(value) + '\n';
        return out;
    }
    std::string operator()(const LetterList& list) const {
        std::string out;
        int number = 0;
        for (const auto& [text, verbatim] : list.items) {
            out += list.numbered ? fmt::format("{}. ", ++number) : "- ";
            out += escape_markdown(text);
            for (const auto& line : verbatim) out += "<br>" + escape_markdown(line);
            out += '\n';
        }
        return out;
    }
};

}  // namespace

std::string write_letters_markdown(const std::vector<Letter>& letters) {
    std::string out;
    for (const auto& letter : letters) {
        if (!out.empty()) add_block(out, "---\n");
        add_block(out, "# " + escape_markdown(one_line(letter.subject)) + '\n');
        add_block(out, MarkdownWriter{}(LetterFacts{letter.head}));
        for (const auto& part : letter.parts) add_block(out, std::visit(MarkdownWriter{}, part));
    }
    return out;
}

}  // namespace aka
