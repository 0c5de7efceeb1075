#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "aka/text/fold.hpp"
#include "aka/text/stem.hpp"

using namespace aka;

namespace {

using Words = std::vector<std::string>;

/// Negative, 0 or positive.
int order(std::string_view left, std::string_view right) {
    const auto found = compare_danish(left, right);
    return found < 0 ? -1 : found > 0 ? 1 : 0;
}

}  // namespace

TEST_CASE("all spellings of a name fold to one", "[text]") {
    for (const char* name : {"Næstved", "NÆSTVED", "næstved", "naestved", "NAESTVED", "Nästved"})
        CHECK(fold(name) == "naestved");
    for (const char* name : {"Køge", "KØGE", "koege", "Köge", "Ko\u0308ge"}) CHECK(fold(name) == "koege");
    for (const char* name : {"Åbenrå", "A\u030Abenra\u030A", "Aabenraa", "ÅBENRÅ", "\u212Bbenrå"})
        CHECK(fold(name) == "aabenraa");
}

TEST_CASE("other accents are dropped", "[text]") {
    CHECK(fold("Café Élan, über Ñandú") == "cafe elan, uber nandu");
    CHECK(fold("ǽ ǿ ǻ") == "ae oe aa");
    CHECK(fold("Straße") == "strasse");
    CHECK(fold("123 - .,/").compare("123 - .,/") == 0);
    CHECK(fold("").empty());
}

TEST_CASE("folding twice is folding once", "[text]") {
    for (const char* text : {"Ærø Åse ÖL", "A\u030A", "Σίσυφος", "ﬁ ẞ", "👍", "ǅ"})
        CHECK(fold(fold(text)) == fold(text));
}

TEST_CASE("broken UTF-8 is folded to itself", "[text]") {
    CHECK(fold("\xFFÆ") == "\xFFÆ");
    CHECK(fold("Æ\xC3") == "Æ\xC3");
}

TEST_CASE("lower case keeps the letters and composes them", "[text]") {
    CHECK(to_lower("ÆØÅ Älg ÉLAN") == "æøå älg élan");
    CHECK(to_lower("A\u030ASE") == "åse");
    CHECK(to_lower("A\xFF\xC3") == "a\xFF\xC3");
}

TEST_CASE("words are runs of letters and digits", "[text]") {
    CHECK(fold_words("Søger 2 CNC-operatører, i Næstved!") ==
          Words{"soeger", "2", "cnc", "operatoerer", "i", "naestved"});
    CHECK(fold_words("a'b \"c\" (d)*e_f") == Words{"a", "b", "c", "d", "e", "f"});
    CHECK(fold_words("") == Words{});
    CHECK(fold_words(" -*\"';:() ") == Words{});
}

TEST_CASE("a Danish list ends with æ, ø and å", "[text]") {
    const Words sorted{"Abe",     "Ager",  "bil",    "Cykel", "Vindmølle", "Wiener", "Zink",  "Ængen",
                       "Ærtholm", "Øland", "Ønslev", "Åby",   "Aagerup",   "Ålholm", "Aasted"};
    Words mixed = sorted;
    std::mt19937 random{7};

    for (int round = 0; round < 20; ++round) {
        std::shuffle(mixed.begin(), mixed.end(), random);
        std::sort(mixed.begin(), mixed.end(), [](const auto& a, const auto& b) { return order(a, b) < 0; });

        CHECK(mixed == sorted);
    }
}

TEST_CASE("foreign letters stand with their Danish neighbours", "[text]") {
    CHECK(order("Zink", "Älgen") < 0);
    CHECK(order("Älgen", "Ærtholm") < 0);
    CHECK(order("Ærtholm", "Ästad") < 0);
    CHECK(order("Ästad", "Øland") < 0);
    CHECK(order("Øland", "Örnen") < 0);
    CHECK(order("Örnen", "Øst") < 0);
    CHECK(order("Öst", "Åby") < 0);
    CHECK(order("edel", "élan") < 0);
    CHECK(order("élan", "emne") < 0);
}

TEST_CASE("a decomposed å stands where the composed one does", "[text]") {
    CHECK(order("Zink", "A\u030Aby") < 0);
    CHECK(order("A\u030Aby", "Aagerup") < 0);
    CHECK(order("A\u030Aby", "Øland") > 0);
}

TEST_CASE("case decides last", "[text]") {
    CHECK(order("bil", "Bil a") < 0);
    CHECK(order("Bil", "bila") < 0);
    CHECK(order("bil", "Bil") != 0);
    CHECK(order("bil", "bil") == 0);
    CHECK(order("", "a") < 0);
    CHECK(order("", "") == 0);
}

TEST_CASE("the Danish order is an order", "[text]") {
    const Words words{"",  "a", "aa", "aaa", "å",  "Å", "a\u030A", "æ", "ä",
                      "ø", "ö", "z",  "Z",   "zz", "é", "1",       " ", "\xFF"};

    for (const auto& a : words) {
        for (const auto& b : words) {
            CHECK((order(a, b) < 0) == (order(b, a) > 0));
            for (const auto& c : words)
                if (order(a, b) < 0 && order(b, c) < 0) CHECK(order(a, c) < 0);
        }
    }
}

TEST_CASE("the nearest candidate was meant", "[text]") {
    const Words municipalities{"faxe", "holbæk", "kalundborg", "næstved", "ringsted", "roskilde", "stevns"};

    CHECK(closest("kalundbrog", municipalities) == "kalundborg");
    CHECK(closest("NÆSTVD", municipalities) == "næstved");
    CHECK(closest("naestvet", municipalities) == "næstved");
    CHECK(closest("fxae", municipalities) == "faxe");
    CHECK(closest("Stevns", municipalities) == "stevns");
}

TEST_CASE("what is too far away was not meant", "[text]") {
    const Words candidates{"faxe", "kalundborg"};

    CHECK(closest("fabc", candidates) == std::nullopt);            // 4 letters: at most 1
    CHECK(closest("kalundborg-xyz", candidates) == std::nullopt);  // 4 is more than 3 for any length
    CHECK(closest("kalundborgxyz", candidates) == "kalundborg");
    CHECK(closest("faxe", {}) == std::nullopt);
    CHECK(closest("", candidates) == std::nullopt);
    CHECK(closest(std::string(100'000, 'x'), candidates) == std::nullopt);
}

TEST_CASE("inflected Danish words have one stem", "[text]") {
    for (const char* word : {"elektriker", "elektrikere", "Elektrikeren", "ELEKTRIKERNE"})
        CHECK(danish_stem(word) == "elektrik");
    CHECK(danish_stem("lærlinge") == danish_stem("Lærling"));
    CHECK(danish_stem("lærling") == "laerling");
    CHECK(danish_stem("håndværkere") == danish_stem("ha\u030Andværker"));
    CHECK(danish_stem("svejser") != danish_stem("smed"));
    CHECK(danish_stem("").empty());
}
