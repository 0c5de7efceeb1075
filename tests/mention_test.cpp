#include <catch2/catch.hpp>

#include "aka/model/mention.hpp"

using aka::Mentions;

namespace {

Mentions soeren() {
    Mentions person;
    person.add_number("20304077");
    person.add_address("Soeren@aa.dk");
    person.add_name("Søren Ågård");
    return person;
}

std::string without(std::string text) {
    soeren().replace(text, "*");
    return text;
}

}  // namespace

TEST_CASE("a number is found as people write it, and never within another", "[mention]") {
    for (const char* text : {"20304077", "20 30 40 77", "2030 4077", "20-30-40-77", "20.30.40.77",
                             "20\u00a030\u00a040\u00a077", "20 30  4077"}) {
        CAPTURE(text);
        CHECK(without(text) == "*");
        CHECK(without(std::string{"tlf. "} + text + ", ring") == "tlf. *, ring");
        CHECK(without(std::string{"+45 "} + text) == "+45 *");
    }
    for (const char* text : {"120304077", "203040771", "2030407", "20x304077", "20,304077"})
        CHECK(without(text) == text);
}

TEST_CASE("an address is found in any case, and never within another", "[mention]") {
    CHECK(without("soeren@aa.dk") == "*");
    CHECK(without("<SOEREN@AA.DK>.") == "<*>.");
    CHECK(without("mail: Soeren@Aa.dk.") == "mail: *.");
    for (const char* text :
         {"xsoeren@aa.dk", "soeren@aa.dk.uk", "soeren@aa.dke", "a.soeren@aa.dk", "soeren@aa.dk-x"})
        CHECK(without(text) == text);
}

TEST_CASE("a name is found in any spelling, the surname last or first", "[mention]") {
    for (const char* text :
         {"Søren Ågård", "SØREN ÅGÅRD", "søren ågård", "Søren  Ågård", "Søren\nÅgård", "Søren\u00a0Ågård",
          "Søren-Ågård", "Ågård, Søren", "Soeren Aagaard", "Søren Ågårds"}) {
        CAPTURE(text);
        CHECK(without(text) == "*");
        CHECK(without(std::string{"Mød »"} + text + "« på messen") == "Mød »*« på messen");
    }
    for (const char* text : {"Søren", "Sørensen Ågård", "Søren Ågårdsen", "Søren B. Ågård"})
        CHECK(without(text) == text);
}

TEST_CASE("nobody is found nowhere", "[mention]") {
    Mentions nobody;
    nobody.add_number("");
    nobody.add_address("");
    nobody.add_name(" ");
    CHECK_FALSE(nobody.stand_in("20304077, soeren@aa.dk, Søren"));
    CHECK_FALSE(soeren().stand_in(""));
    CHECK(without("20304077 Søren Ågård soeren@aa.dk \xff") == "* * * \xff");
}
