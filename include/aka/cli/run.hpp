#pragma once

#include <string>
#include <vector>

#include "aka/cli/environment.hpp"

namespace aka {

/// Runs one call of aka and returns its exit status. `arguments` are without the program's name. Nothing is
/// thrown.
int run(const std::vector<std::string>& arguments, Environment& environment);

/// Every command of the tree with its option names, as the man pages must tell: "aka case new" ->
/// {"--company", ...}. Positionals stand in capitals.
struct CommandEntry {
    std::string path;
    std::vector<std::string> options;
};
std::vector<CommandEntry> all_commands();

}  // namespace aka
