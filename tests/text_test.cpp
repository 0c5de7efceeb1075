#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "aka/text/crypto.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

using namespace aka;
using namespace std::string_literals;

namespace {

std::string encode(char32_t point) {
    const auto tail = [&](int shift) { return static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
    if (point < 0x80) return {static_cast<char>(point)};
    if (point < 0x800) return {static_cast<char>(0xC0 | (point >> 6)), tail(0)};
    if (point < 0x10000) return {static_cast<char>(0xE0 | (point >> 12)), tail(6), tail(0)};
    return {static_cast<char>(0xF0 | (point >> 18)), tail(12), tail(6), tail(0)};
}

/// The fault of a text in which `middle` stands behind three bytes, as "3: what".
std::string fault_in(const std::string& middle, Lines lines) {
    const auto fault = find_text_fault("æb" + middle + "c", lines);
    return fault ? std::to_string(fault->offset) + ": " + fault->what : "none";
}

std::string code_point_name(char32_t point) {
    return fmt::format("U+{:04X}", static_cast<unsigned>(point));
}

const std::vector<std::string> broken_utf8{
    "\x80",              // a continuation byte alone
    "\xBF",              //
    "\xC0\xAF",          // a slash in two bytes
    "\xC1\xBF",          //
    "\xE0\x80\xAF",      // in three
    "\xE0\x9F\xBF",      //
    "\xF0\x80\x80\xAF",  // in four
    "\xF0\x8F\xBF\xBF",  //
    "\xED\xA0\x80",      // the first surrogate
    "\xED\xBF\xBF",      // the last
    "\xF4\x90\x80\x80",  // beyond U+10FFFF
    "\xF5\x80\x80\x80",  //
    "\xF8\x88\x80\x80\x80",
    "\xFC\x84\x80\x80\x80\x80",
    "\xFE",
    "\xFF",
    "\xC3",  // cut short
    "\xE2\x82",
    "\xF0\x9F\x98",
    "\xC3\xC3\xA6",  // interrupted by a letter
    "\xE2\x82\xC3\xA6",
};

}  // namespace

TEST_CASE("every C0 control is unfit at its byte, newline and tab only on one line", "[text]") {
    for (char32_t point = 0; point < 0x20; ++point) {
        const std::string fault = "3: a control character (" + code_point_name(point) + ")";
        const bool between_lines = point == U'\n' || point == U'\t';

        CHECK(fault_in(encode(point), Lines::one) == fault);
        CHECK(fault_in(encode(point), Lines::many) == (between_lines ? "none" : fault));
    }
}

TEST_CASE("DEL, every C1 control and the line separators are unfit at their byte", "[text]") {
    std::vector<char32_t> points{0x7F, 0x2028, 0x2029};
    for (char32_t point = 0x80; point <= 0x9F; ++point) points.push_back(point);

    for (const char32_t point : points)
        CHECK(fault_in(encode(point), Lines::many) ==
              "3: a control character (" + code_point_name(point) + ")");
}

TEST_CASE("every bidirectional control is unfit", "[text]") {
    for (const char32_t point : U"\x061C\x200E\x200F\x202A\x202B\x202C\x202D\x202E\x2066\x2067\x2068\x2069"s)
        CHECK(fault_in(encode(point), Lines::many) ==
              "3: a character that turns the direction of writing (" + code_point_name(point) + ")");
}

TEST_CASE("every noncharacter and the byte order mark are unfit", "[text]") {
    std::vector<char32_t> points{0xFEFF};
    for (char32_t point = 0xFDD0; point <= 0xFDEF; ++point) points.push_back(point);
    for (char32_t plane = 0; plane <= 0x10; ++plane) {
        points.push_back(plane << 16 | 0xFFFE);
        points.push_back(plane << 16 | 0xFFFF);
    }

    for (const char32_t point : points)
        CHECK(fault_in(encode(point), Lines::many) ==
              "3: a character without meaning (" + code_point_name(point) + ")");
}

TEST_CASE("every kind of broken UTF-8 is unfit at the byte where it begins", "[text]") {
    for (const auto& broken : broken_utf8) CHECK(fault_in(broken, Lines::many) == "3: broken UTF-8");

    CHECK(find_text_fault("æ\xC3", Lines::one)->offset == 2);
    CHECK(find_text_fault("æ\xE2\x82", Lines::one)->offset == 2);
    CHECK(find_text_fault("æ\xF0\x9F\x98", Lines::one)->offset == 2);
}

TEST_CASE("what Danes write is fit", "[text]") {
    for (const char* text : {"", "Rødgrød med fløde på Ærø", "«Åse» – 50 %…", "a\u0300", "\u00A0",
                             "👩\u200D🔧 søges", "\U0010FFFD", "\uFFFD"})
        CHECK_FALSE(find_text_fault(text, Lines::one).has_value());
    CHECK_FALSE(find_text_fault("to linjer\n\tmed tabulator", Lines::many).has_value());
}

TEST_CASE("decomposed letters are composed and composed ones stay", "[text]") {
    CHECK(to_nfc("A\u030Abenra\u030A") == "Åbenrå");
    CHECK(to_nfc("Åbenrå") == "Åbenrå");
    CHECK(to_nfc("\u212B") == "Å");
    CHECK(to_nfc("æ\u0301 ø\u0301") == "ǽ ǿ");
    CHECK(to_nfc("ÆØ æø") == "ÆØ æø");
    CHECK(to_nfc("cafe\u0301, u\u0308ber") == "café, über");
    CHECK(to_nfc("").empty());
}

TEST_CASE("a letter is as wide as a terminal shows it", "[text]") {
    CHECK(display_width("") == 0);
    CHECK(display_width("Næstved") == 7);
    CHECK(display_width("A\u030Abenra\u030A") == 6);
    CHECK(display_width("z\u0300\u0301\u0302") == 1);
    CHECK(display_width("日本") == 4);
    CHECK(display_width("👍") == 2);
    CHECK(display_width("👍🏽") == 2);
    CHECK(display_width("👨\u200D👩\u200D👧\u200D👦") == 2);
    CHECK(display_width("❤\uFE0F") == 2);
    CHECK(display_width("1\uFE0F\u20E3") == 2);
    CHECK(display_width("a\xFFz") == 3);
}

TEST_CASE("a flag is one emoji, two columns wide", "[text]") {
    CHECK(display_width("🇩🇰") == 2);
    CHECK(display_width("🇩🇰🇸🇪") == 4);
}

TEST_CASE("a text is cut between letters, never inside one", "[text]") {
    const std::string family = "👨\u200D👩\u200D👧\u200D👦";

    CHECK(cut_to_width("Næstved", 7) == "Næstved");
    CHECK(cut_to_width("Næstved", 6) == "Næstv…");
    CHECK(cut_to_width("Næstved", 3) == "Næ…");
    CHECK(cut_to_width("Næstved", 1) == "…");
    CHECK(cut_to_width("Næstved", 0).empty());
    CHECK(cut_to_width("Næstved", -4).empty());
    CHECK(cut_to_width("", 0).empty());
    CHECK(cut_to_width("a\u030Ab\u030Ac\u030Ad\u030A", 3) == "a\u030Ab\u030A…");
    CHECK(cut_to_width(family + "abc", 3) == family + "…");
    CHECK(cut_to_width(family + "abc", 2) == "…");
    CHECK(cut_to_width("日本語", 4) == "日…");
}

TEST_CASE("a cut text is never wider than asked for", "[text]") {
    const std::string text = "Åse søger 👩\u200D🔧 og 👨\u200D👩\u200D👧\u200D👦 i 日本 e\u0301te\u0301 a\xC3";

    for (int columns = 0; columns <= display_width(text) + 1; ++columns) {
        const std::string cut = cut_to_width(text, columns);

        CHECK(display_width(cut) <= columns);
        CHECK(display_width(cut) >= std::min(columns, display_width(text)) - 1);
    }
}

TEST_CASE("what could steer a terminal is shown, not done", "[text]") {
    CHECK(escape_controls("\x1B[31mrød\x1B[0m") == "\\x1b[31mrød\\x1b[0m");
    CHECK(escape_controls(std::string{"a\0b", 3}) == "a\\x00b");
    CHECK(escape_controls("a\rb\x7F") == "a\\x0db\\x7f");
    CHECK(escape_controls("\u009B31m") == "\\x9b31m");
    CHECK(escape_controls("\u202Etxt") == "\\u202etxt");
    CHECK(escape_controls("\u2028") == "\\u2028");
    CHECK(escape_controls("\xC3(") == "\\xc3(");
    CHECK(escape_controls("linje\n\tlinje") == "linje\n\tlinje");
    CHECK(escape_controls("Åse 👍") == "Åse 👍");
}

TEST_CASE("nothing escaped holds anything unfit", "[text]") {
    std::vector<std::string> hostile = broken_utf8;
    for (char32_t point = 0; point < 0x3000; ++point) hostile.push_back(encode(point));

    for (const auto& text : hostile)
        CHECK_FALSE(find_text_fault(escape_controls("æ" + text), Lines::many).has_value());
}

TEST_CASE("white space goes from both ends only", "[text]") {
    CHECK(trim(" \t\r\n en  to \n") == "en  to");
    CHECK(trim(" \n ").empty());
    CHECK(trim("").empty());
}

TEST_CASE("SHA-256 gives the answers of NIST", "[text]") {
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("parts are hashed with their lengths before them", "[text]") {
    const std::string joined{"\0\0\0\0\0\0\0\1a\0\0\0\0\0\0\0\2bc", 19};

    CHECK(sha256_parts({"a", "bc"}) == sha256_hex(joined));
    CHECK(sha256_parts({}) == sha256_hex(""));
}

TEST_CASE("no two lists of parts collide by joining", "[text]") {
    const std::vector<std::vector<std::string_view>> lists{
        {"abc"},     {"ab", "c"},     {"a", "bc"}, {"a", "b", "c"}, {"", "abc"},
        {"abc", ""}, {"", "", "abc"}, {""},        {"", ""},        {}};
    std::set<std::string> hashes;

    for (const auto& parts : lists) hashes.insert(sha256_parts(parts));

    CHECK(hashes.size() == lists.size());
}

TEST_CASE("random digits are as many as asked for and differ each time", "[text]") {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(random_hex(16));

    CHECK(seen.size() == 1000);
    for (const auto& digits : seen) {
        CHECK(digits.size() == 32);
        CHECK(digits.find_first_not_of("0123456789abcdef") == std::string::npos);
    }
}

TEST_CASE("a message is filled in by the names of its placeholders", "[text]") {
    CHECK(tr("done") == "done");
    CHECK(tr("no case {ref}", fmt::arg("ref", "NAE-26-0143")) == "no case NAE-26-0143");
    CHECK(tr("{b} before {a}", fmt::arg("a", 1), fmt::arg("b", "x")) == "x before 1");
}

TEST_CASE("a message whose placeholders do not fit is shown, not lost", "[text]") {
    CHECK(tr("no case {ref}") == "no case {ref}");
    CHECK(tr("no case {ref}", fmt::arg("other", 1)) == "no case {ref}");
    CHECK(tr("no case {ref:d}", fmt::arg("ref", "x")) == "no case {ref:d}");
    CHECK(tr("a lone {", fmt::arg("ref", "x")) == "a lone {");
    CHECK(trn("{n} case of {who}", "{n} cases of {who}", 2) == "{n} cases of {who}");
}

TEST_CASE("a text itself is never taken for a message", "[text]") {
    CHECK(tr("title: {title}", fmt::arg("title", "{ref} {} {0}")) == "title: {ref} {} {0}");
}

TEST_CASE("one is singular, all else plural", "[text]") {
    CHECK(trn("{n} case", "{n} cases", 1) == "1 case");
    CHECK(trn("{n} case", "{n} cases", 0) == "0 cases");
    CHECK(trn("{n} case", "{n} cases", 2) == "2 cases");
    CHECK(trn("{n} case in {where}", "{n} cases in {where}", -1, fmt::arg("where", "Faxe")) ==
          "-1 cases in Faxe");
}
