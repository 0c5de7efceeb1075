#pragma once

#include <stdlib.h>  // NOLINT(*-deprecated-headers): mkdtemp is POSIX
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "world.hpp"

extern template class nlohmann::basic_json<>;  // made once, in world.cpp: it is most of what a test compiles

/// What the tests of the command line ask of a World.
namespace cli_world {

namespace fs = std::filesystem;

using Json = nlohmann::json;
using Texts = std::vector<std::string>;

inline std::string joined(const Texts& words) {
    std::string line;
    for (const auto& word : words) line += word + ' ';
    return line;
}

/// The answer in JSON; the call must have gone well.
inline Json json_of(World& world, Texts arguments) {
    arguments.insert(arguments.end(), {"-O", "json"});
    return Json::parse(world.must(arguments));
}

/// A call fails with that status, says just that, and answers nothing.
inline void check_fails(World& world, const Texts& arguments, int status, const std::string& message) {
    const Outcome outcome = world.aka(arguments);
    INFO("aka " << joined(arguments));
    CHECK(outcome.status == status);
    CHECK(outcome.err == "aka: " + message + "\n");
    CHECK(outcome.out.empty());
}

/// The first column of every row.
inline Texts texts(World& world, const std::string& sql) {
    Texts found;
    for (const auto& row : world.db->query(sql)) {
        const auto& value = row.values().front();
        if (const auto* text = std::get_if<std::string>(&value)) found.push_back(*text);
        if (const auto* number = std::get_if<std::int64_t>(&value)) found.push_back(std::to_string(*number));
        if (std::holds_alternative<std::nullptr_t>(value)) found.emplace_back("NULL");
    }
    return found;
}

/// Every row of every table, the event log included, as SQL literals.
inline Texts all_rows(World& world) {
    Texts rows;
    for (const auto& table :
         texts(world, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
        std::string columns;
        for (const auto& column : texts(world, "SELECT name FROM pragma_table_info('" + table + "')"))
            columns += (columns.empty() ? "" : " || ',' || ") + ("quote(\"" + column + "\")");
        for (auto& row : texts(world, "SELECT '" + table + ": ' || " + columns + " FROM \"" + table + "\""))
            rows.push_back(std::move(row));
    }
    return rows;
}

/// The rows that came, went or changed since `before`.
inline Texts changed_rows(World& world, Texts before) {
    Texts now = all_rows(world);
    std::sort(before.begin(), before.end());
    std::sort(now.begin(), now.end());
    Texts changed;
    std::set_symmetric_difference(before.begin(), before.end(), now.begin(), now.end(),
                                  std::back_inserter(changed));
    return changed;
}

/// A call fails as `check_fails` says, and the register holds what it held.
inline void check_fails_unstored(World& world, const Texts& arguments, int status,
                                 const std::string& message) {
    const Texts before = all_rows(world);
    check_fails(world, arguments, status, message);
    CHECK(changed_rows(world, before) == Texts{});
}

/// The clock moves to nine o'clock on that day.
inline void move_to(World& world, const char* day) {
    world.now = aka::Instant{*aka::parse_iso_date(day)} + std::chrono::hours{9};
}

/// What a text ends with.
inline bool ends_with(const std::string& text, const std::string& ending) {
    return text.ends_with(ending);
}

/// A folder for this test alone, gone with it. What is made meanwhile is for the user alone, as main() has
/// it.
class Folder {
public:
    Folder() : mask_(umask(077)) {
        std::string name = "/tmp/aka-files-test-XXXXXX";
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder");
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        umask(mask_);
        fs::remove_all(path_);
    }
    std::string operator/(const char* name) const { return path_ + "/" + name; }
    const std::string& path() const { return path_; }

private:
    mode_t mask_;
    std::string path_;
};

/// All of a file, empty when it cannot be read.
inline std::string content(const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// Who may do what with a file, 0 when there is none.
inline unsigned mode(const std::string& file) {
    struct stat status {};
    return stat(file.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
}

}  // namespace cli_world
