#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "aka/model/numbers.hpp"
#include "aka/model/reference.hpp"

using namespace aka;

namespace {

/// What was read, or "none".
std::string cvr(std::string_view text) {
    return parse_cvr(text).value_or("none");
}
std::string pno(std::string_view text) {
    return parse_pno(text).value_or("none");
}
std::string phone(std::string_view text) {
    return parse_phone(text).value_or("none");
}
std::string email(std::string_view text) {
    return parse_email(text).value_or("none");
}

/// As "prefix year number referral", what was not said as "-".
std::string reference(std::string_view text) {
    const auto ref = parse_ref(text);
    if (!ref) return "none";
    const auto part = [](const std::optional<int>& value) {
        return value ? std::to_string(*value) : std::string{"-"};
    };
    return (ref->prefix.empty() ? "-" : ref->prefix) + ' ' + part(ref->year) + ' ' +
           std::to_string(ref->number) + ' ' + part(ref->referral);
}

}  // namespace

TEST_CASE("the test numbers are valid CVR numbers", "[numbers]") {
    for (const char* number : {"99999918", "99999926", "99999934", "99999942", "99999950", "99999969",
                               "99999977", "99999985", "99999993"})
        CHECK(cvr(number) == number);
}

TEST_CASE("a CVR number is read in every spelling", "[numbers]") {
    for (const char* text :
         {"13748136", "13 74 81 36", "1374 8136", "DK13748136", "dk 13748136", "DK 13 74 81 36",
          "CVR 13748136", "cvr: 13748136", "CVR-nr. 1374 8136", "CVR-nr.: 13748136", "cvr nr. 13748136",
          "CVRnr 13748136", "CVR-nummer 13748136", "  13748136\n"}) {
        INFO(text);
        CHECK(cvr(text) == "13748136");
    }
}

TEST_CASE("every change of one digit makes a CVR number invalid", "[numbers]") {
    const std::string right = "13748136";

    for (std::size_t place = 0; place < right.size(); ++place) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string wrong = right;
            wrong[place] = digit;
            CHECK(cvr(wrong) == (wrong == right ? right : "none"));
        }
    }
}

TEST_CASE("what only resembles a CVR number is none", "[numbers]") {
    // 01000004 and 00000000 pass the weights, but none begins with 0.
    for (const char* text : {"",
                             " ",
                             "CVR",
                             "DK",
                             "1374813",
                             "137481360",
                             "13748136x",
                             "x13748136",
                             "1374-8136",
                             "13.74.81.36",
                             "SE13748136",
                             "-13748136",
                             "01000004",
                             "00000000",
                             "31748136",
                             "13748136 13748136",
                             "１３７４８１３６",
                             "D\u212A13748136",
                             "\xFF",
                             "cvr \xFF"}) {
        INFO(text);
        CHECK(cvr(text) == "none");
    }
}

TEST_CASE("a P-number has ten digits beginning with 10 and no checksum", "[numbers]") {
    for (const char* text : {"1012241234", "10 12 24 12 34", "P-nr. 1012241234", "p-nummer: 1012241234",
                             "Pnr 1012241234", "P nr. 10 1224 1234"})
        CHECK(pno(text) == "1012241234");
    for (int last = 0; last <= 9; ++last)
        CHECK(pno("101224123" + std::to_string(last)) == "101224123" + std::to_string(last));
    for (const char* text : {"", "P-nr.", "1112241234", "0112241234", "101224123", "10122412345",
                             "101224-1234", "1012241234x", "CVR 1012241234"})
        CHECK(pno(text) == "none");
}

TEST_CASE("a phone number has eight digits, with or without 45 before them", "[numbers]") {
    for (const char* text : {"55771234", "55 77 12 34", "+4555771234", "+45 55 77 12 34", "0045 5577 1234",
                             "55-77-12-34", "55.77.12.34", "(55) 771234", " 55771234 "}) {
        INFO(text);
        CHECK(phone(text) == "55771234");
    }
    for (char first = '2'; first <= '9'; ++first)
        CHECK(phone(first + std::string{"0771234"}) == first + std::string{"0771234"});
    for (const char* text : {"", "+45", "15771234", "05771234", "5577123", "557712345", "4555771234",
                             "+46 55771234", "+4515771234", "5577123a", "55/771234", "+45 0045 55771234"}) {
        INFO(text);
        CHECK(phone(text) == "none");
    }
}

TEST_CASE("a phone number is shown in pairs", "[numbers]") {
    CHECK(readable_phone("55771234") == "55 77 12 34");
    CHECK(readable_phone("5577123") == "5577123");
    CHECK(readable_phone("5577123x") == "5577123x");
    CHECK(readable_phone("").empty());
}

TEST_CASE("a mail address is kept in lower case and composed", "[numbers]") {
    CHECK(email("Info@Fjordglas.Example") == "info@fjordglas.example");
    CHECK(email(" a.b+c@x.y.example ") == "a.b+c@x.y.example");
    CHECK(email("SØREN@xn--fjord.example") == "søren@xn--fjord.example");
    CHECK(email("a\u030A@b.example") == "å@b.example");
}

TEST_CASE("what is no mail address is none", "[numbers]") {
    for (const char* text :
         {"", "@", "a@", "@b.example", "a@b", "a@.example", "a@b.", "a@@b.example", "a@b@c.example",
          "a b@c.example", "a@b c.example", "a;b@c.example", "<a@b.example>", "a,b@c.example",
          "\"a\"@b.example", "a\\b@c.example", "a\t@b.example", "ab.example"}) {
        INFO(text);
        CHECK(email(text) == "none");
    }
    CHECK(email(std::string(250, 'a') + "@b.example") == "none");
}

TEST_CASE("a count is digits within its bounds", "[numbers]") {
    CHECK(parse_count("0", 0, 10) == 0);
    CHECK(parse_count("10", 0, 10) == 10);
    CHECK(parse_count(" 7 ", 0, 10) == 7);
    CHECK(parse_count("007", 0, 10) == 7);
    for (const char* text :
         {"", " ", "x", "5x", "x5", "0x5", "1.5", "1,5", "1 2", "+5", "11", "99999999999999999999", "\xFF"})
        CHECK(parse_count(text, 0, 10) == std::nullopt);
    CHECK(parse_count("1", 2, 10) == std::nullopt);
}

TEST_CASE("a count has no sign", "[numbers]") {
    CHECK(parse_count("-0", 0, 10) == std::nullopt);
    CHECK(parse_count("-3", -5, 10) == std::nullopt);
}

TEST_CASE("a reference is typed in full or only its number", "[reference]") {
    CHECK(reference("NAE-26-0143") == "NAE 2026 143 -");
    CHECK(reference("nae-26-143") == "NAE 2026 143 -");
    CHECK(reference("NAE-2026-0143") == "NAE 2026 143 -");
    CHECK(reference("26-143") == "- 2026 143 -");
    CHECK(reference("143") == "- - 143 -");
    CHECK(reference("0143") == "- - 143 -");
    CHECK(reference(" 143 ") == "- - 143 -");
    CHECK(reference("9999999") == "- - 9999999 -");
}

TEST_CASE("a referral's reference has its number behind a dot", "[reference]") {
    CHECK(reference("NAE-26-0143.2") == "NAE 2026 143 2");
    CHECK(reference("nae-26-143.12") == "NAE 2026 143 12");
    CHECK(reference("26-143.2") == "- 2026 143 2");
    CHECK(reference("143.2") == "- - 143 2");
}

TEST_CASE("garbage is no reference", "[reference]") {
    for (const char* text : {"",
                             " ",
                             "-",
                             ".",
                             "0",
                             "-143",
                             "143-",
                             "+143",
                             "1 43",
                             "143.",
                             "143.0",
                             "143.x",
                             ".2",
                             "143.2.3",
                             "143.-2",
                             "143.10000",
                             "NAE",
                             "NAE-143",
                             "NAE-26",
                             "NAE-26-",
                             "NAE-26-0",
                             "NAE--143",
                             "-26-143",
                             "--143",
                             "NA-26-143",
                             "NAES-26-143",
                             "N4E-26-143",
                             "NÆS-26-143",
                             "NAE-6-143",
                             "NAE-026-143",
                             "NAE-20266-143",
                             "NAE-26-143-1",
                             "NAE_26_143",
                             "NAE-26-x",
                             "NAE 26 143",
                             "10000000",
                             "99999999999999999999",
                             "٣",
                             "\xFF",
                             "143;DROP TABLE case_file",
                             "../143"}) {
        INFO(text);
        CHECK(reference(text) == "none");
    }
    CHECK(reference(std::string(100'000, '1')) == "none");
}

TEST_CASE("a reference is written as it is read", "[reference]") {
    CHECK(CaseRef{"NAE", 2026, 143}.text() == "NAE-26-0143");
    CHECK(CaseRef{"FAX", 2030, 7}.text() == "FAX-30-0007");
    CHECK(CaseRef{"FAX", 2009, 12345}.text() == "FAX-09-12345");
    CHECK(ReferralRef{{"NAE", 2026, 143}, 2}.text() == "NAE-26-0143.2");
    for (int number = 1; number < 20000; number += 371) {
        const ReferralRef ref{{"ROS", 2000 + number % 100, number}, number % 50 + 1};
        const auto typed = parse_ref(ref.text()).value();
        CHECK(ReferralRef{{typed.prefix, typed.year.value(), typed.number}, typed.referral.value()} == ref);
    }
}
