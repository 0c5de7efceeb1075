#pragma once

#include "cli_world.hpp"

namespace restore_office {

using namespace cli_world;

/// A register on the disk with one case, a backup of it, and a second case that came later.
struct Office {
    Folder folder;
    World world;
    std::string file = folder / "aka.db";
    std::string backup = folder / "copy.db";

    Office() {
        world.variables["AKA_DB"] = file;
        world.must({"case", "new", "Fjordglas ApS", "-t", "amu"});
        world.must({"data", "backup", backup});
        world.must({"case", "new", "Holmely", "-t", "amu"});
    }
    Outcome restore(const Texts& more = {"--confirm", "aka.db"}) {
        Texts arguments{"data", "restore", backup};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return world.aka(arguments);
    }
    std::string cases() { return world.must({"case", "list", "--status", "all", "--count"}); }
    /// The files of the folder, by name.
    Texts files() const {
        Texts names;
        for (const auto& entry : fs::directory_iterator{folder.path()})
            if (!entry.path().string().ends_with("-journal"))
                names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        return names;
    }
};

}  // namespace restore_office
