#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace aka {

struct JsonValue;
using JsonArray = std::vector<JsonValue>;
/// In the order of the text; no key stands twice.
struct JsonObject {
    std::vector<std::pair<std::string, JsonValue>> entries;
    [[nodiscard]] const JsonValue* find(std::string_view key) const;
};
/// A number is whole when it is written so and fits.
struct JsonValue {
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, JsonArray, JsonObject> data;
    template <class Kind>
    [[nodiscard]] const Kind* as() const {
        return std::get_if<Kind>(&data);
    }
};

/// What makes a text no JSON that can be read, and where.
struct JsonFault {
    int line;  ///< from 1
    std::string what;
};

/// One value, with a byte order mark before it or without. Refused is what is deeper than 16 levels, holds
/// more than 20,000 values, or has a key twice in an object.
std::variant<JsonValue, JsonFault> read_json(std::string_view text);

}  // namespace aka
