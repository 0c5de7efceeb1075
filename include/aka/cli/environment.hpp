#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aka/cli/line_reader.hpp"
#include "aka/model/date.hpp"
#include "aka/network/network.hpp"
#include "aka/network/settings.hpp"
#include "aka/store/sqlite.hpp"

namespace aka {

/// All that aka takes from the world around it.
struct Environment {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    std::map<std::string, std::string> variables{};
    std::function<Instant()> clock{};
    std::function<Date(Instant)> local_day{};  ///< the day it is here
    std::filesystem::path program{};           ///< the file that runs: its examples lie beside it
    std::function<std::string()> os_user{};    ///< who the operating system says it is
    bool in_is_terminal = false;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    int width = 80;  ///< columns of the terminal
    int height = 0;  ///< its lines; 0: not known, and nothing is paged
    /// Opens the register; tests hand in one that lives in memory.
    std::function<std::shared_ptr<SqliteRegister>(const std::filesystem::path&, OpenFor)> open_register{};
    /// The alliance's configuration, from its files or from the cache; tests that do not change it read it
    /// once.
    std::function<std::shared_ptr<const Network>(const std::filesystem::path&)> load_network{};
    /// The settings' files as this call found them, the user's own first; read when they are first asked for.
    std::optional<std::vector<SettingsFile>> settings{};
    /// Ends the process when all is done, told and stored; where there is none, run() returns.
    std::function<void()> leave{};
    /// Lets a person edit a line; where there is none, lines are read from `in`.
    LineReader read_line{};
    /// Lets a person edit a file; false when the editor failed.
    std::function<bool(const std::vector<std::string>& command)> run_editor{};
    /// Runs another program: its name and arguments, no shell. What it exits with; 127 when there is none.
    std::function<int(const std::vector<std::string>& command)> run_program{};
    /// Gives a text to another program on its standard input. False when there is none such, or it failed.
    std::function<bool(const std::vector<std::string>& command, const std::string& text)> run_pager{};

    [[nodiscard]] std::string variable(const std::string& name) const;  ///< empty when not set
    [[nodiscard]] bool has_variable(const std::string& name) const { return variables.count(name) > 0; }
};

/// The real one. Streams are the standard ones.
Environment real_environment();

}  // namespace aka
