#pragma once

#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "aka/cli/environment.hpp"
#include "aka/cli/run.hpp"
#include "aka/model/date.hpp"
#include "aka/store/sqlite.hpp"
#include "places.hpp"

/// What one call of aka gave back.
struct Outcome {
    int status = 0;
    std::string out;
    std::string err;
};

/// A whole aka in memory: an empty register, captured streams, the shipped alliance, and a clock that stands
/// still until it is moved.
class World {
public:
    aka::Instant now = aka::Instant{*aka::parse_iso_date("2026-11-23")} + std::chrono::hours{9};  // a Monday
    std::map<std::string, std::string> variables{{"HOME", "/nonexistent"},
                                                 {"AKA_CONFIG", source_dir() + "/config"},
                                                 {"AKA_MUNICIPALITY", "naestved"},
                                                 {"AKA_USER", "MK"},
                                                 {"AKA_DB", ":memory:"}};
    bool terminal = false;  ///< whether a person sits there, who can be asked
    bool screen = false;    ///< whether the output is read by a person
    int width = 80;         ///< columns of the screen
    int height = 0;         ///< of the screen; 0: as long as it likes
    std::string input;      ///< what comes on standard input
    /// A person who answers each question; without one, lines come from `input`.
    aka::LineReader read_line{};
    std::string edited;       ///< what the editor leaves in the file; empty: the editor fails
    std::string edited_from;  ///< what the editor was given
    /// Another program that is called; unless given there is none.
    std::function<int(const std::vector<std::string>&)> program = [](const auto&) { return 127; };
    /// The pager: its words, and what it is given; unless given there is none.
    std::function<bool(const std::vector<std::string>&, const std::string&)> pager =
        [](const auto&, const auto&) { return false; };
    std::shared_ptr<aka::SqliteRegister> db = aka::open_sqlite(":memory:", aka::OpenFor::creating);

    Outcome aka(const std::vector<std::string>& arguments);

    /// The same, and the call must have gone well: throws what it said otherwise.
    std::string must(const std::vector<std::string>& arguments);
};
