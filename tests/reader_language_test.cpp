// Which language is spoken, and how numbers, days and answers are written in it.
#include "aka/cli/ask.hpp"
#include "aka/output/cell.hpp"
#include "cli_world.hpp"
#include "places.hpp"

using namespace cli_world;

TEST_CASE("the language is the option's, the variable's, the setting's or the locale's", "[danish]") {
    World world;
    const Folder folder;
    world.variables["XDG_CONFIG_HOME"] = folder.path();
    const auto spoken = [&](const Texts& before = {}) {
        Texts words = before;
        words.insert(words.end(), {"case", "show", "99"});
        return world.aka(words).err.starts_with("aka: ingen sag 99;") ? "da" : "en";
    };
    CHECK(spoken() == std::string{"en"});

    world.variables["LANG"] = "da_DK.UTF-8";
    CHECK(spoken() == std::string{"da"});
    world.variables["LC_MESSAGES"] = "en_US.UTF-8";
    CHECK(spoken() == std::string{"en"});
    world.variables["LC_ALL"] = "da_DK";
    CHECK(spoken() == std::string{"da"});
    world.variables["LC_ALL"] = "C.UTF-8";
    CHECK(spoken() == std::string{"en"});
    world.variables["LC_ALL"] = "dan_XX";
    CHECK(spoken() == std::string{"en"});
    fs::create_directories(folder / "aka");
    std::ofstream{folder / "aka/config.toml"} << "lang = \"da\"\n";
    CHECK(spoken() == std::string{"da"});
    CHECK(world.must({"config", "show", "--origin"}).find("lang\tda\t" + (folder / "aka/config.toml")) !=
          std::string::npos);
    world.variables["AKA_LANG"] = "en";
    CHECK(spoken() == std::string{"en"});
    CHECK(spoken({"--lang", "da"}) == std::string{"da"});
    CHECK(spoken({"--lang=da"}) == std::string{"da"});
    CHECK(spoken({"--lang", "en"}) == std::string{"en"});
    CHECK(world.aka({"case", "show", "99", "--lang", "da"}).err.starts_with("aka: ingen sag"));
    check_fails(world, {"--lang", "sv", "status"}, 3, "--lang: \"sv\" is none of da, en");
    check_fails(world, {"--lang", "da", "--nonsense"}, 3, "ukendt tilvalg --nonsense; se aka --help");
}

TEST_CASE("where the Danish texts are missing, English is spoken", "[danish]") {
    aka::choose_language("da", "/nonexistent");
    CHECK(aka::reader_language() == "en");
    CHECK(aka::tr("nothing found") == "nothing found");

    aka::choose_language("da", binary_dir() + "/share/locale");
    CHECK(aka::reader_language() == "da");
    CHECK(aka::tr("nothing found") == "intet fundet");
    CHECK(aka::tr("") == "");
    CHECK(aka::trn("{n} is overdue", "{n} are overdue", 1) == "1 er over fristen");
    CHECK(aka::trn("{n} consent withdrawn", "{n} consents withdrawn", 1) == "1 samtykke tilbagekaldt");
    CHECK(aka::trn("{n} consent withdrawn", "{n} consents withdrawn", 0) == "0 samtykker tilbagekaldt");
    CHECK(aka::tr("this was never translated") == "this was never translated");

    aka::choose_language("en", binary_dir() + "/share/locale");
    CHECK(aka::tr("nothing found") == "nothing found");
}

TEST_CASE("numbers and days are written as Danes write them", "[danish]") {
    const aka::Date day = *aka::parse_iso_date("2026-11-23");
    const auto text = [](const aka::Cell& cell) { return aka::people_text(cell, std::nullopt); };
    aka::choose_language("da", binary_dir() + "/share/locale");

    CHECK(text(std::int64_t{999}) == "999");
    CHECK(text(std::int64_t{1250}) == "1.250");
    CHECK(text(std::int64_t{-1234567}) == "-1.234.567");
    CHECK(text(2.5) == "2,5");
    CHECK(text(1250.5) == "1.250,5");
    CHECK(text(aka::Share{0.79}) == "79 %");
    CHECK(text(true) == "ja");
    CHECK(aka::to_readable(day, day) == "man 23. nov.");
    CHECK(aka::to_readable(day, *aka::parse_iso_date("2027-01-04")) == "man 23. nov. 2026");
    CHECK(aka::to_full(day) == "23. november 2026");
    CHECK(aka::to_iso(day) == "2026-11-23");
    CHECK(aka::plain_text(aka::Cell{1250.5}, aka::Plain{}) == "1250.5");

    aka::choose_language("en", binary_dir() + "/share/locale");
    CHECK(text(1250.5) == "1250.5");
    CHECK(aka::to_readable(day, day) == "Mon 23 Nov");
}

TEST_CASE("a Dane agrees with ja", "[danish]") {
    for (const std::string answer : {"ja", "J", "yes", "y"}) CHECK(aka::is_yes(answer));
    for (const std::string answer : {"", "nej", "no", "jo da", "jab"}) CHECK_FALSE(aka::is_yes(answer));
}
