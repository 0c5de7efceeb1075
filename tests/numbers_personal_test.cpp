#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "aka/model/personal.hpp"

using namespace aka;

namespace {

/// As "offset: masked", or "none".
std::string cpr(std::string_view text) {
    const auto found = find_cpr(text);
    return found ? std::to_string(found->offset) + ": " + found->masked : "none";
}

}  // namespace

TEST_CASE("a personal number is found however it is joined", "[personal]") {
    for (const char* joint :
         {"-", " ", "", " - ", "- ", " -", "\u2010", "\u2011", "\u2013", "\u2212", " \u2013 ", "\u00A0"}) {
        INFO('"' << joint << '"');
        CHECK(cpr("nr. 010190" + std::string{joint} + "1234 ok") == "4: 010190-xxxx");
        CHECK(cpr("nr. 01011990" + std::string{joint} + "1234 ok") == "4: 01011990-xxxx");
    }
}

TEST_CASE("a personal number is found wherever it stands", "[personal]") {
    CHECK(cpr("010190-1234") == "0: 010190-xxxx");
    CHECK(cpr("Åse:010190-1234.") == "5: 010190-xxxx");
    CHECK(cpr("(0101901234)") == "1: 010190-xxxx");
    CHECK(cpr("x0101901234x") == "1: 010190-xxxx");
    CHECK(cpr("første linje\n010190-1234") == "14: 010190-xxxx");
    CHECK(cpr("21-11-2026 55771234 010190-1234") == "20: 010190-xxxx");
    CHECK(cpr("CPR-nr. 010190-1234") == "8: 010190-xxxx");
    CHECK(cpr("cpr 0101901234") == "4: 010190-xxxx");
    CHECK(cpr("\xFF 010190-1234") == "2: 010190-xxxx");
}

TEST_CASE("every day that exists can be a birthday", "[personal]") {
    CHECK(cpr("311290-1234") == "0: 311290-xxxx");
    CHECK(cpr("290200-1234") == "0: 290200-xxxx");
    CHECK(cpr("290204-1234") == "0: 290204-xxxx");
    CHECK(cpr("29022004-1234") == "0: 29022004-xxxx");
    CHECK(cpr("31121850-1234") == "0: 31121850-xxxx");
    for (const char* text :
         {"000190-1234", "320190-1234", "310490-1234", "300290-1234", "290201-1234", "29022001-1234",
          "29021900-1234", "010090-1234", "011390-1234", "01011849-1234", "01012100-1234"})
        CHECK(cpr(text) == "none");
}

TEST_CASE("replacement numbers are personal numbers", "[personal]") {
    for (int replaced = 61; replaced <= 91; ++replaced)
        CHECK(cpr(std::to_string(replaced) + "0190-1234") == "0: " + std::to_string(replaced) + "0190-xxxx");
    CHECK(cpr("61011990-1234") == "0: 61011990-xxxx");
    for (const char* text :
         {"320190-1234", "600190-1234", "920190-1234", "990190-1234", "900290-1234", "910490-1234"})
        CHECK(cpr(text) == "none");
}

TEST_CASE("no checksum is asked of a personal number", "[personal]") {
    for (int serial = 1000; serial < 1011; ++serial)
        CHECK(cpr("010107-" + std::to_string(serial)) == "0: 010107-xxxx");
}

TEST_CASE("a personal number written apart is one", "[personal]") {
    for (const char* text :
         {"01.02.03-1234", "01 02 03 1234", "01-02-03-1234", "01.02.1903-1234", "01/02/03-1234"}) {
        INFO(text);
        CHECK(cpr(text) != "none");
    }
    for (const char* text : {"01.02.03 1234", "01-02-03 1234", "20 12 34 56", "01.02-03-1234"}) {
        INFO(text);
        CHECK(cpr(text) == "none");
    }
}

TEST_CASE("dates, phones, EAN and other lengths are no personal numbers", "[personal]") {
    for (const char* text : {"",
                             "21112026",
                             "20261121",
                             "21-11-2026",
                             "2026-11-21",
                             "21/11-2026 kl. 1400",
                             "010190",
                             "010190-123",
                             "010190-12345",
                             "4520123456",
                             "+4520123456",
                             "+45 2012 3456",
                             "45 20 12 34 56",
                             "004520123456",
                             "20123456",
                             "20 12 34 56",
                             "5790001234567",
                             "0101901234567",
                             "00101901234",
                             "01019012345",
                             "99999918",
                             "010190/1234",
                             "010190 og 1234",
                             "kr. 010190,1234"}) {
        INFO(text);
        CHECK(cpr(text) == "none");
    }
}

TEST_CASE("a number directly after its own name is of another kind", "[personal]") {
    for (const char* text :
         {"P-nr 1012241234", "P-nr. 1012241234", "P-nr.: 1012241234", "P-NR:1012241234",
          "P-nummer 1012241234", "p-nummer: 1012241234", "CVR 0101901234", "CVR: 0101901234",
          "CVR-nr. 0101901234", "EAN 0101901234", "EAN: 0101901234", "GLN 0101901234",
          "Afdelingen i Ringsted, P-nr. 1012241234", "(P-nr. 1012241234)"}) {
        INFO(text);
        CHECK(cpr(text) == "none");
    }
}

TEST_CASE("nothing else exempts a number", "[personal]") {
    for (const char* before :
         {"nr. ", "nummer ", "P ", "P-nr. for Ringsted ", "P-nr. 1012241235 og ", "P-nr. 1012241235, ",
          "CVR-registret ", "SCANEAN ", "xp-nr ", "cpr-nr. ", "EAN 5790001234567 ", "P-nr.\n", "telefon "}) {
        const std::string text = std::string{before} + "0101901234";
        INFO(text);
        CHECK(cpr(text) == std::to_string(text.size() - 10) + ": 010190-xxxx");
    }
}

TEST_CASE("a name exempts its number whatever letters stand before it", "[personal]") {
    for (int letters = 0; letters < 24; ++letters) {
        std::string before;
        for (int i = 0; i < letters; ++i) before += "æ";
        for (const char* name : {" P-nr. ", "- P-nr. "}) {
            INFO(letters << name);
            CHECK(cpr(before + name + "1012241234") == "none");
        }
    }
}

TEST_CASE("the masked number shows no serial", "[personal]") {
    for (const char* text : {"010190-9876", "0101909876", "01011990 9876", "010119909876", "610190-9876"}) {
        const auto found = find_cpr(text);
        REQUIRE(found.has_value());
        CHECK(found->masked.ends_with("-xxxx"));
        for (const char* part : {"98", "87", "76"}) CHECK(found->masked.find(part) == std::string::npos);
    }
}

TEST_CASE("words of health, pregnancy and punishment are found in all their forms", "[personal]") {
    using Words = std::vector<std::string>;

    CHECK(find_sensitive_words("en er sygemeldt") == Words{"sygemeldt"});
    CHECK(find_sensitive_words("sygemelding, diagnosen og depressioner") ==
          Words{"sygemelding", "diagnosen", "depressioner"});
    CHECK(find_sensitive_words("hun er gravid, gravid!") == Words{"gravid"});
    CHECK(find_sensitive_words("tidligere straffet") == Words{"straffet"});
    CHECK(find_sensitive_words("søger to svejsere med certifikat i Næstved") == Words{});
    CHECK(find_sensitive_words("") == Words{});
}

TEST_CASE("words of health are found in capitals and decomposed letters", "[personal]") {
    CHECK(find_sensitive_words("KRÆFT").size() == 1);
    CHECK(find_sensitive_words("Kræftsyg").size() == 1);
    CHECK(find_sensitive_words("fængslet").size() == 1);
    CHECK(find_sensitive_words("SYGEMELDT").size() == 1);
}

TEST_CASE("sensitive words are shown as they stand in the text", "[personal]") {
    CHECK(find_sensitive_words("Han har Kræft og er Sygemeldt") ==
          std::vector<std::string>{"Kræft", "Sygemeldt"});
}
