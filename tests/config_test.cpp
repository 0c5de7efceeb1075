#include "cli_world.hpp"
#include "places.hpp"

using namespace cli_world;

namespace {

/// A new consultant's machine: nothing is set, the alliance is the shipped one.
World new_office(const Folder& folder) {
    World world;
    for (const char* name : {"AKA_CONFIG", "AKA_DB", "AKA_MUNICIPALITY", "AKA_USER"})
        world.variables.erase(name);
    world.variables["XDG_CONFIG_HOME"] = folder.path();
    world.variables["XDG_DATA_HOME"] = folder / "data";
    return world;
}

}  // namespace

TEST_CASE("a new consultant's settings are written and used from then on", "[config]") {
    const Folder folder;
    World world = new_office(folder);
    const std::string file = folder / "aka/config.toml";

    const auto made = world.aka({"config", "init", "-M", "Næstved", "--as", "MK"});

    CHECK(made.status == 0);
    CHECK(made.out == file + "\n");
    CHECK(made.err ==
          "MK acts for Næstved from now on; the actors are examples to be checked\n"
          "next: aka case new BUSINESS -t TOPIC\n");
    CHECK(content(file) ==
          "# Your settings; an option or a variable goes before them: aka-config(5).\n"
          "municipality = \"naestved\"\nuser = \"MK\"\n");
    CHECK(mode(file) == 0600);
    CHECK(mode(folder / "aka") == 0700);
    CHECK(std::distance(fs::directory_iterator{folder / "aka"}, fs::directory_iterator{}) == 1);
    CHECK(world.must({"case", "new", "Fjordglas", "-t", "amu", "-q"}) == "NAE-26-0001\n");
    CHECK(fs::exists(folder / "data/aka/aka.db"));
    CHECK(world.must({"config", "show", "--origin"})
              .starts_with("municipality\tnaestved\t" + file + "\nuser\tMK\t" + file));
}

TEST_CASE("settings that are there are not overwritten", "[config]") {
    const Folder folder;
    World world = new_office(folder);
    world.must({"config", "init", "-M", "naestved", "--as", "MK"});
    const std::string before = content(folder / "aka/config.toml");

    check_fails(
        world, {"config", "init", "-M", "faxe", "--as", "JB"}, 4,
        (folder / "aka/config.toml") + " is there already; edit it, and see aka config show --origin");

    CHECK(content(folder / "aka/config.toml") == before);
}

TEST_CASE("without a terminal what is missing is named, and nothing is written", "[config]") {
    const Folder folder;
    World world = new_office(folder);

    check_fails(world, {"config", "init"}, 3,
                "-M, --as is missing; write aka config init -M naestved --as MK");
    check_fails(world, {"config", "init", "--as", "MK"}, 3,
                "-M is missing; write aka config init -M naestved --as MK");
    check_fails(world, {"config", "init", "-M", "faxe"}, 3,
                "--as is missing; write aka config init -M naestved --as MK");
    check_fails(world, {"config", "init", "-M", "nastved", "--as", "MK"}, 3,
                "unknown municipality \"nastved\"; did you mean naestved?");
    check_fails(
        world, {"config", "init", "-M", "faxe", "--as", "MK", "--db", folder.path()}, 3,
        folder.path() + " is a folder; name the register's file in it, as " + folder.path() + "/aka.db");

    CHECK_FALSE(fs::exists(folder / "aka"));
}

TEST_CASE("a register and an alliance that are named are kept in the settings", "[config]") {
    const Folder folder;
    World world = new_office(folder);
    world.must({"config", "init", folder / "alliance"});

    world.must({"config", "init", "-M", "faxe", "--as", "JB", "--db", folder / "my \"own\".db", "-C",
                folder / "alliance/../alliance"});

    CHECK(ends_with(content(folder / "aka/config.toml"),
                    "municipality = \"faxe\"\nuser = \"JB\"\nconfig = \"" + (folder / "alliance") +
                        "\"\ndb = \"" + folder.path() + "/my \\\"own\\\".db\"\n"));
    CHECK(world.must({"config", "path"}) == (folder / "alliance") + "\n");
    world.must({"case", "new", "Fjordglas", "-t", "amu"});
    CHECK(fs::exists(folder / "my \"own\".db"));
}

TEST_CASE("a copy of the alliance is made to be edited", "[config]") {
    const Folder folder;
    World world = new_office(folder);
    const std::string mine = folder / "mine";

    const auto made = world.aka({"config", "init", mine});

    CHECK(made.status == 0);
    CHECK(made.out == mine + "\n");
    CHECK(made.err ==
          "the actors are examples to be checked; edit them, then run aka config check\n"
          "to use it: -C " +
              mine + ", AKA_CONFIG, or config = \"" + mine + "\" in " + (folder / "aka/config.toml") + "\n");
    CHECK(content(mine + "/municipalities/faxe.toml") ==
          content(source_dir() + "/config/municipalities/faxe.toml"));
    CHECK(mode(mine + "/alliance.toml") == 0600);
    CHECK_FALSE(fs::exists(folder / "aka"));
    CHECK_FALSE(fs::exists(mine + ".part"));
    CHECK(world.aka({"-C", mine, "config", "check"}).status == 0);
    check_fails(world, {"config", "init", mine + "/"}, 4,
                mine + " is there already; name a folder that is still to be made");
}

TEST_CASE("a dry run makes no configuration", "[config]") {
    const Folder folder;
    World world = new_office(folder);

    CHECK(world.must({"config", "init", folder / "mine", "-n"}).empty());
    CHECK(world.must({"config", "init", "-M", "faxe", "--as", "JB", "-n"}).empty());

    CHECK(std::distance(fs::directory_iterator{folder.path()}, fs::directory_iterator{}) == 0);
}

TEST_CASE("a person at a terminal is asked three questions", "[config]") {
    const Folder folder;
    World world = new_office(folder);
    world.terminal = true;
    world.input = "nastved\nfaxe\n\nJB\n\n";

    const auto made = world.aka({"config", "init"});

    CHECK(made.status == 0);
    for (const auto& question :
         Texts{"Municipality: aka: unknown municipality \"nastved\"; did you mean naestved?\n",
               "Your initials: aka: at least one letter\n",
               "Where the register lies [" + (folder / "data/aka/aka.db") + "]: "}) {
        INFO(made.err);
        CHECK(made.err.find(question) != std::string::npos);
    }
    CHECK(ends_with(content(folder / "aka/config.toml"), "municipality = \"faxe\"\nuser = \"JB\"\n"));
}

TEST_CASE("the settings are shown with where each comes from", "[config]") {
    World world;

    CHECK(world.must({"config", "show", "-M", "faxe", "--origin", "-O", "tsv"}) ==
          "municipality\tfaxe\toption\nuser\tMK\tAKA_USER\nconfig\t" + source_dir() +
              "/config\tAKA_CONFIG\ndb\t:memory:\tAKA_DB\nformat\ttsv\toption\ncolor\tauto\tbuilt "
              "in\nlang\ten\tbuilt in\n");
    CHECK(json_of(world, {"config", "show"})["settings"][0] ==
          Json::parse(R"json({"setting": "municipality", "value": "naestved"})json"));
}

TEST_CASE("the shipped configuration passes its check", "[config]") {
    World world;

    const auto checked = world.aka({"config", "check", "-O", "json"});

    CHECK(checked.status == 0);
    CHECK(checked.err == "the configuration is valid\n");
    const Json found = Json::parse(checked.out)["check"];
    CHECK(found["municipalities"] == 8);
    CHECK(found["topics"] == 36);
    CHECK(found["largest_set"] <= 15);
}

TEST_CASE("every fault of a configuration is told with file, line and column", "[config]") {
    World world;
    const Folder folder;
    world.must({"config", "init", folder / "mine"});
    world.variables["AKA_CONFIG"] = folder / "mine";
    std::ofstream{folder / "mine/alliance.toml"} << "name = \nlang = \"da\"\n";
    const auto broken = world.aka({"actors", "list"});
    std::ofstream{folder / "mine/alliance.toml"}
        << "name = \"A\"\nlang = \"da\"\nproposals = 0\nansver_days = 5\n";
    const auto wrong = world.aka({"config", "check"});

    CHECK(broken.status == 6);
    CHECK(broken.err.find(folder / "mine/alliance.toml:1:") != std::string::npos);
    CHECK(wrong.status == 6);
    CHECK(wrong.err.find(folder / "mine/alliance.toml:3:") != std::string::npos);
    CHECK(wrong.err.find(folder / "mine/alliance.toml:4:1: ") != std::string::npos);
}
