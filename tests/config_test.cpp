#include "cli_world.hpp"
#include "places.hpp"

using namespace cli_world;

TEST_CASE("a configuration of one's own begins as the example, and is not overwritten", "[config]") {
    World world;
    const Folder folder;
    const std::string mine = folder / "aka";
    world.variables.erase("AKA_CONFIG");
    world.variables["XDG_CONFIG_HOME"] = folder.path();

    const auto made = world.aka({"config", "init"});

    CHECK(made.status == 0);
    CHECK(made.out == mine + "\n");
    CHECK(made.err == "the actors are examples to be checked; edit them, then run aka config check\n");
    CHECK(content(mine + "/config.toml") ==
          "# Who acts, unless -M or --as say otherwise.\nmunicipality = \"naestved\"\nuser = \"MK\"\n");
    CHECK(content(mine + "/municipalities/faxe.toml") ==
          content(source_dir() + "/config/municipalities/faxe.toml"));
    CHECK(mode(mine + "/alliance.toml") == 0600);
    check_fails(world, {"config", "init"}, 4,
                mine + " holds a configuration already; edit it, and test it with aka config check");
    CHECK(world.must({"config", "path"}) == mine + "\n");
    world.variables.erase("AKA_MUNICIPALITY");
    world.variables.erase("AKA_USER");
    CHECK(world.must({"config", "show", "--origin"}) ==
          "municipality\tnaestved\t" + mine + "/config.toml\nuser\tMK\t" + mine + "/config.toml\nconfig\t" +
              mine +
              "\tfound\ndb\t:memory:\tAKA_DB\nformat\ttsv\tbuilt in\ncolor\tauto\tbuilt in\nlang\ten\tbuilt "
              "in\n");
    CHECK(world.must({"case", "new", "Fjordglas", "-t", "amu", "-q"}) == "NAE-26-0001\n");
}

TEST_CASE("a configuration made elsewhere holds no settings, for none would be read there", "[config]") {
    World world;
    const Folder folder;

    const auto made = world.aka({"config", "init", folder / "mine"});

    CHECK(made.out == (folder / "mine") + "\n");
    CHECK(ends_with(made.err, "\nto use it: -C " + (folder / "mine") + ", or AKA_CONFIG\n"));
    CHECK_FALSE(fs::exists(folder / "mine/config.toml"));
    CHECK(world.aka({"-C", folder / "mine", "config", "check"}).status == 0);
}

TEST_CASE("a dry run makes no configuration", "[config]") {
    World world;
    const Folder folder;

    world.must({"config", "init", folder / "mine", "-n"});

    CHECK_FALSE(fs::exists(folder / "mine"));
}

TEST_CASE("a person at a terminal is asked who acts", "[config]") {
    World world;
    const Folder folder;
    world.variables["XDG_CONFIG_HOME"] = folder.path();
    world.terminal = true;
    world.input = "nastved\nfaxe\nJB\n";

    const auto made = world.aka({"config", "init"});

    CHECK(made.err.starts_with(
        "Municipality [naestved]: aka: unknown municipality \"nastved\"; did you mean naestved?\n"
        "Municipality [naestved]: Your initials [MK]: "));
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
