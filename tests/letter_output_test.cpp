// How a letter is written: text, Markdown, HTML, mail. Its texts may be anything.
#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "aka/output/letter.hpp"
#include "aka/text/utf8.hpp"

namespace {

using aka::Letter;
using aka::LetterFacts;
using aka::LetterHeading;
using aka::LetterList;
using aka::LetterParagraph;

const std::string hostile =
    "<script>alert('x')</script> & \"q\" <img src=http://evil.example/x> [a](http://evil.example) `c` | # 1";

Letter letter_of(const std::string& text) {
    Letter letter;
    letter.from = {"Næstved Erhverv", "kontor@naestved.example"};
    letter.to = {"ZBC", "henvisning@zbc.example"};
    letter.date = *aka::parse_iso_date("2026-11-23");
    letter.subject = text;
    letter.head = {{"Emne", text}};
    letter.parts = {LetterHeading{text}, LetterParagraph{text}, LetterFacts{{{text, text}}},
                    LetterList{false, {{text, {text}}}}, LetterList{true, {{text, {}}}}};
    return letter;
}

const aka::Instant nine = aka::Instant{*aka::parse_iso_date("2026-11-23")} + std::chrono::hours{9};

std::vector<std::string> lines_of(const std::string& text, const std::string& end = "\n") {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto found = std::min(text.find(end, at), text.size());
        lines.push_back(text.substr(at, found - at));
        at = found + end.size();
    }
    return lines;
}

std::string header_of(const std::string& mail) {
    return mail.substr(0, mail.find("\r\n\r\n") + 2);
}

/// The names of the header fields, in order.
std::vector<std::string> fields_of(const std::string& mail) {
    std::vector<std::string> names;
    for (const auto& line : lines_of(header_of(mail), "\r\n"))
        if (!line.starts_with(' ') && !line.starts_with('\t'))
            names.push_back(line.substr(0, line.find(':')));
    return names;
}

const std::vector<std::string> all_fields{"From",
                                          "To",
                                          "Subject",
                                          "Date",
                                          "X-Unsent",
                                          "MIME-Version",
                                          "Content-Type",
                                          "Content-Language",
                                          "Content-Transfer-Encoding"};

std::string decode_base64(const std::string& text) {
    const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = letters.find(c);
        if (value == std::string::npos) continue;
        bits = (bits << 6U) | static_cast<unsigned>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
    }
    return bytes;
}

}  // namespace

TEST_CASE("a letter as text is 72 columns wide, however long its words run", "[letter]") {
    std::string title = "æ";
    for (int i = 0; i < 60; ++i) title += " æøå og noget";
    Letter letter = letter_of(title);
    letter.parts = {LetterHeading{title}, LetterParagraph{title}, LetterFacts{{{"Overskrift", title}}},
                    LetterList{false, {{title, {}}}}, LetterList{true, {{title, {}}}}};

    const std::string text = aka::write_letters_text({letter});

    CHECK(lines_of(text).size() > 60);
    for (const auto& line : lines_of(text)) {
        INFO(line);
        CHECK(aka::display_width(line) <= 72);
    }
}

TEST_CASE("what is to be copied letter by letter is never broken", "[letter]") {
    const std::string text = std::string(60, 'a') + " " + std::string(60, 'b');
    Letter letter;
    letter.parts = {LetterList{true, {{"Zealand", {text}}}}};

    CHECK(aka::write_letter_body(letter) == "  1. Zealand\n     " + text + "\n");
}

TEST_CASE("facts stand below each other, further lines below the first", "[letter]") {
    Letter letter;
    letter.parts = {LetterFacts{{{"Emne", "Kort"}, {"Beskrivelse", "en\n\nto"}}}};

    CHECK(aka::write_letter_body(letter) ==
          "  Emne:        Kort\n"
          "  Beskrivelse: en\n"
          "\n"
          "               to\n");
}

TEST_CASE("control characters of a letter are made visible", "[letter]") {
    const Letter letter = letter_of("a\x1b[31mb\u202e");

    for (const auto& text : {aka::write_letters_text({letter}), aka::write_letters_markdown({letter}),
                             aka::write_letters_html({letter})}) {
        CHECK(text.find('\x1b') == std::string::npos);
        CHECK(text.find("\u202e") == std::string::npos);
        CHECK(text.find("x1b") != std::string::npos);
    }
}

TEST_CASE("no text of a letter becomes HTML", "[letter]") {
    const std::string page = aka::write_letters_html({letter_of(hostile)});
    const std::string plain = aka::write_letters_html({letter_of("x")});

    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("<img") == std::string::npos);
    CHECK(page.find("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot;") !=
          std::string::npos);
    CHECK(std::count(page.begin(), page.end(), '<') == std::count(plain.begin(), plain.end(), '<'));
    CHECK(std::count(page.begin(), page.end(), '"') == std::count(plain.begin(), plain.end(), '"'));
}

TEST_CASE("a letter as HTML needs nothing else", "[letter]") {
    const std::string page = aka::write_letters_html({letter_of("Glas")});

    CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">"));
    for (const char* fetched : {"src=", "href=", "url(", "@import", "http:", "https:", "<script"})
        CHECK(page.find(fetched) == std::string::npos);
}

TEST_CASE("no text of a letter becomes Markdown or HTML in Markdown", "[letter]") {
    const std::string text = aka::write_letters_markdown({letter_of(hostile)});

    CHECK(text.find('<' + std::string{"script"}) == std::string::npos);
    CHECK(text.find("[a](") == std::string::npos);
    CHECK(text.find("\\[a\\](") != std::string::npos);
    CHECK(text.find("\\`c\\`") != std::string::npos);
}

TEST_CASE("several letters stand below each other", "[letter]") {
    const std::vector<Letter> letters{letter_of("Første"), letter_of("Anden")};

    CHECK(aka::write_letters_text(letters).find("\n" + std::string(72, '=') + "\n") != std::string::npos);
    CHECK(aka::write_letters_markdown(letters).find("\n---\n\n# Anden\n") != std::string::npos);
    CHECK(aka::write_letters_html(letters).find("</article>\n<article>\n<h1>Anden</h1>") !=
          std::string::npos);
    CHECK(aka::write_letters_html({}).empty());
}

TEST_CASE("a mail has the office's header and the letter's text", "[letter]") {
    Letter letter = letter_of("Henvisning");
    letter.parts = {LetterParagraph{"Kære æøå\nlinje to"}};

    const std::string mail = aka::write_mail(letter, nine);

    CHECK(header_of(mail) ==
          "From: =?utf-8?B?TsOmc3R2ZWQgRXJodmVydg==?= <kontor@naestved.example>\r\n"
          "To: \"ZBC\" <henvisning@zbc.example>\r\n"
          "Subject: Henvisning\r\n"
          "Date: Mon, 23 Nov 2026 09:00:00 +0000\r\n"
          "X-Unsent: 1\r\n"
          "MIME-Version: 1.0\r\n"
          "Content-Type: text/plain; charset=utf-8\r\n"
          "Content-Language: da\r\n"
          "Content-Transfer-Encoding: base64\r\n");
    CHECK(decode_base64(mail.substr(header_of(mail).size())) == "Kære æøå\r\nlinje to\r\n");
}

TEST_CASE("no text becomes a header of a mail", "[letter]") {
    for (const std::string text :
         {"Hej\r\nBcc: alle@evil.example", "Hej\nBcc: a@evil.example\n\nbody", "Hej\rBcc: a@evil.example",
          "=?utf-8?Q?=0D=0ABcc:_a@evil.example?=", "\"Hej\" <a@evil.example>, b"}) {
        Letter letter = letter_of(text);
        letter.from.name = letter.to.name = text;
        letter.parts.clear();

        const std::string mail = aka::write_mail(letter, nine);

        INFO(mail);
        CHECK(fields_of(mail) == all_fields);
        CHECK(header_of(mail).find("evil") == std::string::npos);  // all of it is encoded
        std::istringstream words{header_of(mail)};
        for (std::string word; words >> word;)
            if (word.starts_with("=?utf-8?B?"))
                CHECK(decode_base64(word.substr(10, word.size() - 12)).find_first_of("\r\n") ==
                      std::string::npos);
    }
}

TEST_CASE("an address that could break a header is left out", "[letter]") {
    for (const std::string address : {"", "a@b.example\r\nBcc: x@y.example", "a@b.example, x@y.example",
                                      "æ@ø.example", "a@b.example>", "none"}) {
        Letter letter = letter_of("Hej");
        letter.to.mail = address;

        const auto fields = fields_of(aka::write_mail(letter, nine));

        INFO(address);
        CHECK(std::find(fields.begin(), fields.end(), "To") == fields.end());
        CHECK(fields.size() == all_fields.size() - 1);
    }
}

TEST_CASE("a long subject is folded into words that are whole letters", "[letter]") {
    std::string subject;
    for (int i = 0; i < 100; ++i) subject += "å";
    const std::string mail = aka::write_mail(letter_of(subject + " " + std::string(900, 'x')), nine);

    std::string decoded;
    for (const auto& line : lines_of(mail, "\r\n")) {
        CHECK(line.size() <= 78 + std::string{"Subject: "}.size());
        CHECK(line.find('\n') == std::string::npos);
    }
    const std::string header = header_of(mail);
    const auto begin = header.find("Subject:");
    std::istringstream words{header.substr(begin, header.find("\r\nDate:") - begin)};
    for (std::string word; words >> word;) {
        if (!word.starts_with("=?utf-8?B?")) continue;
        const std::string piece = decode_base64(word.substr(10, word.size() - 12));
        CHECK(word.size() <= 75);
        CHECK_FALSE(aka::find_text_fault(piece, aka::Lines::one));
        decoded += piece;
    }
    CHECK(decoded == subject + " " + std::string(900, 'x'));
}
