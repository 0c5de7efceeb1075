#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "aka/model/date.hpp"

namespace aka {

/// Where something stands in a file; line and column from 1, the column in characters; line 0: the file as a
/// whole.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    /// As `topics.toml:3:1`, or `topics.toml`.
    [[nodiscard]] std::string text() const;
    auto operator<=>(const Place&) const = default;  // NOLINT(modernize-use-nullptr): its false alarm
};

/// What is wrong in all files, collected.
class Problems {
public:
    void add(const Place& place, std::string text) { list_.emplace_back(place, std::move(text)); }
    /// Throws one configuration error, a line each, sorted by place; returns when there is nothing.
    void raise() const;

private:
    std::vector<std::pair<Place, std::string>> list_;
};

// A TOML file as plain values, so that one file knows toml++.

struct TomlValue;
struct TomlEntry;
using TomlArray = std::vector<TomlValue>;
struct TomlTable {
    std::vector<TomlEntry> entries;
};
/// A value the configuration has no use for: a decimal number, a time.
struct TomlOther {
    std::string what;
};
struct TomlValue {
    Place place;
    std::variant<std::string, std::int64_t, bool, Date, TomlOther, TomlArray, TomlTable> data;
};
struct TomlEntry {
    std::string key;
    Place place;
    TomlValue value;
};
struct TomlDocument {
    Place place;  ///< its beginning
    TomlTable root;
};

enum class Presence { required, optional };

/// The document in `file`; none when it cannot be read or is not valid TOML, which is added to `problems`, or
/// is absent, which is a problem where it is required.
std::optional<TomlDocument> read_toml(const std::filesystem::path& file, Presence presence,
                                      Problems& problems);

/// How a path is shown.
std::string shown(const std::filesystem::path& path);

}  // namespace aka
