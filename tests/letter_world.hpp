#pragma once

#include "cli_world.hpp"
#include "places.hpp"

namespace cli_world {

/// A case that holds a word of its own in every field that can be shared.
inline World planted_case() {
    World world;
    world.input = "Beskrivelsesord om glas";
    world.must({"case",
                "new",
                "Zebrafirma ApS",
                "--cvr",
                "99999918",
                "--pno",
                "1012345678",
                "--size",
                "10-49",
                "--contact",
                "Zenobia K",
                "--phone",
                "55779911",
                "--email",
                "z@mailord.example",
                "-t",
                "amu",
                "--title",
                "Titelord",
                "--occupation",
                "glarmester",
                "--positions",
                "3",
                "-F",
                "-"});
    world.input = "Noteord";
    world.must({"case", "note", "1", "-F", "-"});
    return world;
}

inline void give(World& world, const char* scope) {
    world.must({"case", "consent", "1", "--give", scope, "--via", "phone"});
}

inline void send(World& world, const Texts& more = {}) {
    Texts arguments{"refer", "send", "1", "--actor", "zbc", "--reason", "company-wish"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    world.must(arguments);
}

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// The shipped alliance with an office that can be answered and an actor that can be written to.
class Alliance {
public:
    explicit Alliance(World& world) {
        fs::copy(source_dir() + "/config", folder_ / "alliance", fs::copy_options::recursive);
        add("municipalities/naestved.toml", "web = \"naestvederhverv.dk\"\n",
            "mail = \"kontor@naestved.example\"\nphone = \"55771200\"\n");
        add("actors/education.toml", "id = \"zbc\"\n", "mail = \"henvisning@zbc.example\"\n");
        world.variables["AKA_CONFIG"] = folder_ / "alliance";
    }
    void add(const std::string& name, const std::string& behind, const std::string& lines) const {
        const std::string file = (folder_ / "alliance/") + name;
        std::string text = content(file);
        text.insert(text.find(behind) + behind.size(), lines);
        std::ofstream{file} << text;
    }
    [[nodiscard]] std::string path(const char* name) const { return folder_ / name; }

private:
    Folder folder_;
};

}  // namespace cli_world
