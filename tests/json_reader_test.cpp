#include <catch2/catch.hpp>
#include <string>

#include "aka/text/json_reader.hpp"

using aka::JsonArray;
using aka::JsonFault;
using aka::JsonObject;
using aka::JsonValue;

namespace {

JsonValue value(std::string_view text) {
    return std::get<JsonValue>(aka::read_json(text));
}

std::string fault(std::string_view text) {
    const auto read = aka::read_json(text);
    const auto* found = std::get_if<JsonFault>(&read);
    return found == nullptr ? "read" : std::to_string(found->line) + ": " + found->what;
}

}  // namespace

TEST_CASE("JSON is read with its kinds and in its order", "[json]") {
    const JsonValue read =
        value("\xEF\xBB\xBF {\"b\": [1, -2, 1.0, true, null], \"a\": \"\\u00e6 \xc3\xb8\"}\r\n");
    const auto& object = *read.as<JsonObject>();

    REQUIRE(object.entries.size() == 2);
    CHECK(object.entries[0].first == "b");
    CHECK(*object.find("a")->as<std::string>() == "æ ø");
    CHECK(object.find("c") == nullptr);
    const auto& list = *object.find("b")->as<JsonArray>();
    REQUIRE(list.size() == 5);
    CHECK(*list[0].as<std::int64_t>() == 1);
    CHECK(*list[1].as<std::int64_t>() == -2);
    CHECK(*list[2].as<double>() == 1.0);
    CHECK(*list[3].as<bool>());
    CHECK(list[4].as<std::nullptr_t>() != nullptr);
}

TEST_CASE("a whole number that does not fit is none", "[json]") {
    CHECK(*value("9223372036854775807").as<std::int64_t>() == 9223372036854775807);
    CHECK(value("9223372036854775808").as<std::int64_t>() == nullptr);
    CHECK(value("18446744073709551616").as<std::int64_t>() == nullptr);
    CHECK(value("-9223372036854775809").as<std::int64_t>() == nullptr);
}

TEST_CASE("what is no JSON is told with its line", "[json]") {
    CHECK(fault("") == "1: this is no JSON");
    CHECK(fault("{\n\"a\": 1,\n}") == "3: this is no JSON");
    CHECK(fault("1 2") == "1: this is no JSON");
    CHECK(fault("[1e999]") == "1: this is no JSON");
    CHECK(fault("\"\n\"") == "2: this is no JSON");
    CHECK(fault("[\n\"\xc3\"]") == "2: this is not UTF-8");
    CHECK(fault("\"\\ud800\"") == "1: this is no JSON");
    CHECK(fault(std::string("\xff\xfe{\0}\0", 6)) == "1: this is not UTF-8");
    CHECK(fault(std::string_view("[1]\0", 4)) == "1: this is no JSON");
}

TEST_CASE("nesting, size and double keys are refused", "[json]") {
    CHECK(fault(std::string(16, '[') + std::string(16, ']')) == "read");
    CHECK(fault(std::string(17, '[') + std::string(17, ']')) == "1: it is nested too deeply");
    CHECK(fault(std::string(1'000'000, '[')) == "1: it is nested too deeply");
    CHECK(fault("{\"a\": 1, \"a\": 2}") == "1: a key stands twice in an object");
    CHECK(fault("{\"a\": {\"a\": 1}}") == "read");
    std::string many = "[0";
    for (int i = 0; i < 20'000; ++i) many += ",0";
    CHECK(fault(many + "]") == "1: it holds too much");
}
