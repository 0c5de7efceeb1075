#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "aka/model/error.hpp"
#include "aka/network/load.hpp"
#include "aka/network/settings.hpp"
#include "aka/network/toml_guard.hpp"
#include "places.hpp"

using aka::ActorId;
using aka::Basis;
using aka::MunicipalityId;
using aka::Network;
using aka::Problem;
using aka::SizeBand;
using aka::TopicId;

namespace {

namespace fs = std::filesystem;

std::string without(std::string text, const std::string& part) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part))
        text.erase(at, part.size());
    return text;
}

std::string join(const std::vector<std::string>& parts, const std::string& separator) {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : separator) + part;
    return text;
}

class Folder {
public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "aka-network-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }
    void write(const std::string& file, const std::string& text) const {
        fs::create_directories((path_ / file).parent_path());
        std::ofstream{path_ / file, std::ios::binary} << text;
    }

private:
    fs::path path_;
};

constexpr const char* faxe = R"(id = "faxe"
code = "0320"
name = "Faxe"
prefix = "FAX"
[office]
id = "erhverv-faxe"
name = "Erhvervsservice Faxe"
verified = "general"
source = "general knowledge"
)";

constexpr const char* naestved = R"(id = "naestved"
code = "0370"
name = "Næstved"
prefix = "NAE"
postcodes = ["4700"]
[office]
id = "erhverv-naestved"
name = "Næstved Erhverv"
verified = "source"
source = "naestvederhverv.dk"
)";

constexpr const char* topics = R"([[topic]]
id = "rekruttering"
da = "Rekruttering"
en = "Recruitment"
[[topic]]
id = "rekruttering/faglaert"
da = "Faglært arbejdskraft"
en = "Skilled workers"
aliases = ["håndværker"]
keywords = ["elektriker", "kok", "vvs-montør", "faglært arbejdskraft"]
[[topic]]
id = "rekruttering/tilskud"
da = "Løntilskud"
en = "Wage subsidy"
aliases = ["støtte"]
keywords = ["løntilskud", "50+"]
[[topic]]
id = "studerende"
da = "Studerende"
en = "Students"
keywords = ["studerende"]
[[topic]]
id = "studerende/elev-laerling"
da = "Elever og lærlinge"
en = "Apprentices"
aliases = ["læreplads", "støtte"]
keywords = ["lærling", "elev"]
[[topic]]
id = "studerende/tilskud"
da = "Tilskud til elever"
en = "Apprentice subsidies"
keywords = ["elev", "lærling"]
)";

std::string actor(const std::string& id, const std::string& more = R"(topics = ["rekruttering/faglaert"])") {
    return "[[actor]]\nid = \"" + id + "\"\nname = \"Actor " + id +
           "\"\nkind = \"education\"\nmunicipalities = [\"*\"]\n" +
           "verified = \"general\"\nsource = \"none\"\n" + more + "\n";
}

std::string actors(int count, const std::string& prefix, const std::string& more) {
    std::string text;
    for (int i = 0; i < count; ++i) text += actor(prefix + std::to_string(i), more);
    return text;
}

std::string scheme(const std::string& more) {
    return R"([[scheme]]
id = "aub"
da = "AUB"
en = "AUB refund"
target_da = "Elever"
target_en = "Apprentices"
entrance = "virk.dk"
verified = "general"
source = "none"
)" + more + "\n";
}

/// A small valid configuration, of which a test replaces or adds files.
class Config {
public:
    Config() {
        write("alliance.toml", "name = \"Alliancen\"\n");
        write("topics.toml", topics);
        write("municipalities/faxe.toml", faxe);
        write("municipalities/naestved.toml", naestved);
    }
    Config& write(const std::string& file, const std::string& text) {
        folder_.write(file, text);
        return *this;
    }
    Config& remove(const std::string& file) {
        fs::remove_all(folder_.path() / file);
        return *this;
    }
    [[nodiscard]] fs::path path() const { return folder_.path(); }
    [[nodiscard]] Network load() const { return aka::load_network(folder_.path()); }
    /// What is wrong, without the folder in front of each file; "" when nothing is.
    [[nodiscard]] std::string problems() const {
        try {
            (void)load();
        } catch (const aka::Error& error) {
            CHECK(error.kind() == aka::ErrorKind::config);
            return without(error.what(), folder_.path().string() + "/");
        }
        return "";
    }

private:
    Folder folder_;
};

/// The message of the usage error that `call` throws.
template <class Call>
std::string usage_error(Call call) {
    try {
        call();
    } catch (const aka::Error& error) {
        CHECK(error.kind() == aka::ErrorKind::usage);
        return error.what();
    }
    return "no error";
}

Network small_network() {
    return Config{}
        .write("actors/all.toml",
               actor("zbc",
                     "topics = [\"rekruttering/faglaert\"]\ntopics_inferred = [\"studerende/*\"]\n"
                     "aliases = [\"Zealand Business College\"]\nsizes = [\"0-9\", \"10-49\"]") +
                   actor("aamose", "topics = [\"rekruttering/tilskud\"]"))
        .write("schemes.toml",
               scheme("topics = [\"studerende/*\"]\nactors = [\"zbc\"]\nvalid_to = 2030-12-31"))
        .write("occupations.toml",
               "[[occupation]]\ndisco = \"7411\"\nda = \"Elektrikere\"\nen = \"Electricians\"\ntitles = "
               "[\"elektriker\", \"el-montør\"]\n"
               "[[occupation]]\ndisco = \"110\"\nda = \"Officerer\"\nen = \"Officers\"\ntitles = "
               "[\"officer\"]\n")
        .load();
}

std::vector<std::string> words_for(const Network& network, const std::string& text) {
    std::vector<std::string> found;
    for (const auto& [topic, words] : suggest_topics(network, text))
        found.push_back(topic.text + ": " + join(words, ", "));
    return found;
}

using Strings = std::vector<std::string>;

}  // namespace

// ---- the guard before the parser

TEST_CASE("text that toml++ can take passes the guard", "[network][guard]") {
    const auto* const text =
        GENERATE("", "a = 1",
                 "\xEF\xBB\xBF"
                 "a = 1\r\n",
                 "a = \"æøå\" # æøå", "a = 'æ'\n'æ' = 1\n\"æ\".b = 2", "a = \"\"\"\næ\n\\\"\"\" æ\"\"\" # æ",
                 "a = '''\næ ' '' \\'''", "a = \"\"\"æ\"\"\"\"\"\nb = 1", "a = \"\\\\\" # æ",
                 "# it's \"\n# æ", "a = \"#\" # æ");

    CHECK(aka::check_toml_bytes(text).empty());
}

TEST_CASE("letters beyond ASCII outside strings and comments are refused with their place",
          "[network][guard]") {
    const std::string why =
        "a letter beyond ASCII outside quotes and comments; write keys and texts in quotes";
    const auto check = [&](const std::string& text, int line, int column) {
        INFO(text);
        CHECK(aka::check_toml_bytes(text) == std::vector<Problem>{{line, column, why}});
    };

    check("æ = 1", 1, 1);
    check("[æ]", 1, 2);
    check("a = 1 æ", 1, 7);
    check("a = 'æøå' æøå", 1, 11);
    check("a = \"\\\"\" æ", 1, 10);
    check("a = \"\"\"\næ\n\"\"\"\n\næ", 5, 1);
    check("a = '\\' æ", 1, 9);
    check("a = ''''''æ", 1, 11);
}

TEST_CASE("bytes that are no text are refused with their place", "[network][guard]") {
    const auto check = [](const std::string& text, const Problem& problem) {
        CHECK(aka::check_toml_bytes(text) == std::vector<Problem>{problem});
    };

    check("[\x01", {1, 2, "a control character (U+0001)"});
    check(std::string{"a = 1\nb\0", 8}, {2, 2, "a control character (U+0000)"});
    check("# \x7F", {1, 3, "a control character (U+007F)"});
    check("a = \"\x1B\"", {1, 6, "a control character (U+001B)"});
    check("a = 1\rb = 2", {1, 6, "a control character (U+000D)"});
    check("# ok\na = \"\xE6\"", {2, 6, "broken UTF-8"});
    check("# \xE2\x80\xAE", {1, 3, "a character that turns the direction of writing (U+202E)"});
    check("# æøå \x01", {1, 7, "a control character (U+0001)"});
}

TEST_CASE("what the parser takes for granted is checked", "[network][guard]") {
    const auto check = [](const std::string& text, const Problem& problem) {
        INFO(text);
        CHECK(aka::check_toml_bytes(text) == std::vector<Problem>{problem});
    };

    for (const auto* name : {"=", "\n", "\r\n", "#", " ,", "{"}) {
        INFO(name);
        CHECK(aka::check_toml_bytes("a = 1\n [" + std::string{name}).front() ==
              Problem{2, 2, "a table header without a name"});
    }
    check("[[.a]]", {1, 1, "a table header without a name"});
    check("a = \"open\nb = æ\"", {1, 10, "a text without its closing quote"});
    check("a = [1}", {1, 7, "a bracket that closes nothing"});
    check("a = 1]", {1, 6, "a bracket that closes nothing"});
    check("a = 0x''æ'", {1, 7, "a quote or bracket where nothing can begin"});
    check("a = 1{\"æ\"}", {1, 6, "a quote or bracket where nothing can begin"});
    check("a = \"\\æ\"", {1, 6, "a backslash before a letter beyond ASCII"});
    check("a = \"\"\"\\ \tæ\"\"\"", {1, 8, "a backslash before a letter beyond ASCII"});
}

TEST_CASE("tables, lists and inline tables of every layout pass the guard", "[network][guard]") {
    const auto* const text =
        GENERATE("[a]\n[[b]]\n [ c . \"æ\" ]\n[[ d ]]",
                 "a = [[1, 2], [\"æ\"],\n  ['ø', # å\n], {b = {c.\"d\" = 1}}\n]",
                 "a = [\n  [{b = 1}],\n[\n.5, \"æ\"]\n]", "a=[1.5]\nb={c=[]}\nd=\"\"\"x \\\n  æ\"\"\"");

    CHECK(aka::check_toml_bytes(text).empty());
}

TEST_CASE("a long list of faults is cut", "[network][guard]") {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "\x01\n";

    CHECK(aka::check_toml_bytes(text).size() == 20);
}

TEST_CASE("what would overflow the parser's stack is refused", "[network][guard]") {
    const auto dotted = [](int dots) {
        std::string key = "a";
        for (int i = 0; i < dots; ++i) key += ".a";
        return key;
    };

    CHECK(aka::check_toml_bytes(dotted(32) + " = 1\n" + dotted(32) + " = 1\n[" + dotted(32) + "]").empty());
    CHECK(aka::check_toml_bytes(dotted(33) + " = 1") ==
          std::vector<Problem>{{1, 66, "a key of more than 32 dots"}});
    CHECK(aka::check_toml_bytes("\n[" + dotted(128'000) + "]") ==
          std::vector<Problem>{{2, 67, "a key of more than 32 dots"}});
    CHECK(aka::check_toml_bytes("a = " + std::string(32, '[') + std::string(32, ']')).empty());
    CHECK(aka::check_toml_bytes("a = " + std::string(100'000, '[')) ==
          std::vector<Problem>{{1, 37, "brackets nested more than 32 deep"}});
}

TEST_CASE("a file above one mebibyte is refused", "[network][guard]") {
    CHECK(aka::check_toml_bytes(std::string(aka::max_toml_bytes, '\n')).empty());
    CHECK(aka::check_toml_bytes(std::string(aka::max_toml_bytes + 1, '\n')) ==
          std::vector<Problem>{{0, 0, "larger than 1 MiB"}});
}

TEST_CASE("a file that the guard or the parser refuses is named with the place", "[network][load]") {
    CHECK(Config{}.write("alliance.toml", "name = \"A\"\n[\x01").problems() ==
          "alliance.toml:2:2: a control character (U+0001)");
    CHECK(Config{}.write("alliance.toml", "name = \"N\xE6stved\"").problems() ==
          "alliance.toml:1:10: broken UTF-8");
    CHECK(Config{}.write("alliance.toml", std::string(1'100'000, '#')).problems() ==
          "alliance.toml: larger than 1 MiB");
    CHECK_THAT(Config{}.write("alliance.toml", "name = \"A\"\nname = \"B\"").problems(),
               Catch::StartsWith("alliance.toml:2:") && Catch::Contains("not valid TOML: "));
    CHECK_THAT(Config{}.write("municipalities/faxe.toml", "code = 0320").problems(),
               Catch::Contains("faxe.toml:1:") && Catch::Contains("not valid"));
}

// ---- loading

TEST_CASE("a small configuration is loaded whole", "[network][load]") {
    const auto network = small_network();

    CHECK(network.name == "Alliancen");
    CHECK(network.lang == "en");
    CHECK(network.proposals == 3);
    CHECK(network.municipalities.front().code == "0320");
    CHECK(network.municipalities.back().postcodes == Strings{"4700"});
    CHECK(network.municipalities.front().office.provenance ==
          aka::Provenance{aka::Verified::general, "general knowledge", ""});
    CHECK(network.find(TopicId{"rekruttering/faglaert"})->label ==
          aka::Label{"Faglært arbejdskraft", "Skilled workers"});
    const auto& zbc = network.actor("zbc");
    CHECK(zbc.kind == aka::ActorKind::education);
    CHECK(zbc.topics.at(1).topic == TopicId{"studerende/*"});
    CHECK(zbc.topics.at(1).basis == Basis::inferred);
    CHECK(zbc.municipalities.empty());
    CHECK(zbc.sizes == std::vector{SizeBand::micro, SizeBand::small});
    CHECK(network.schemes.front().actors == std::vector{ActorId{"zbc"}});
    CHECK(aka::to_iso(network.schemes.front().validity.to) == "2030-12-31");
    CHECK(network.occupations.back().disco == "0110");
}

TEST_CASE("actors and municipalities stand in Danish order of their names", "[network][load]") {
    const std::string named = R"([[actor]]
id = "a1"
name = "Aarhus Skole"
kind = "education"
topics = ["rekruttering/faglaert"]
municipalities = ["faxe"]
verified = "general"
source = "none"
)";
    const auto network = Config{}.write("actors/a.toml", named).write("actors/b.toml", actor("z9")).load();

    CHECK(network.actors.at(0).id == ActorId{"z9"});
    CHECK(network.actors.at(1).id == ActorId{"a1"});
}

TEST_CASE("a municipality's file may hold local actors, its own where none is named", "[network][load]") {
    const std::string local =
        "[[actor]]\nid = \"local\"\nname = \"L\"\nkind = \"union\"\ntopics = [\"studerende/*\"]\nverified = "
        "\"general\"\nsource = \"none\"\n";
    const auto network = Config{}.write("municipalities/faxe.toml", std::string{faxe} + local).load();

    CHECK(network.actors.at(0).municipalities == std::vector{MunicipalityId{"faxe"}});
}

TEST_CASE("texts are stored composed and trimmed, notes may have lines", "[network][load]") {
    const auto network =
        Config{}
            .write("alliance.toml", "name = \" Ska\\u030Ane \"")
            .write("actors/a.toml", actor("a", "topics = [\"studerende/*\"]\nnote = \"\"\"one\ntwo\"\"\""))
            .load();

    CHECK(network.name == "Skåne");
    CHECK(network.actors.at(0).provenance.note == "one\ntwo");
}

TEST_CASE("a three-digit code gets its zero", "[network][load]") {
    const auto network =
        Config{}
            .write("municipalities/faxe.toml", "code = \"320\"\n" + without(faxe, "code = \"0320\"\n"))
            .load();

    CHECK(network.municipality("faxe").code == "0320");
}

TEST_CASE("closed days replace the usual ones", "[network][load]") {
    const auto day = *aka::parse_iso_date("2026-12-30");

    CHECK(Config{}.load().calendar.is_working_day(day));
    CHECK_FALSE(Config{}
                    .write("alliance.toml", "name = \"A\"\nclosed_days = [\"12-30\"]")
                    .load()
                    .calendar.is_working_day(day));
}

TEST_CASE("a folder without alliance.toml is named with the way out", "[network][load]") {
    Config config;
    config.remove("alliance.toml");

    CHECK(config.problems() == "no alliance.toml in " + config.path().string() + "; see aka config init");
    CHECK_THROWS_WITH(aka::load_network("/nowhere/at/all"),
                      "no alliance.toml in /nowhere/at/all; see aka config init");
}

TEST_CASE("missing and odd files are named", "[network][load]") {
    CHECK(Config{}.remove("topics.toml").problems() == "topics.toml: no such file");
    CHECK(Config{}.remove("municipalities/faxe.toml").remove("municipalities/naestved.toml").problems() ==
          "municipalities: no municipality; add a file as naestved.toml");
    CHECK_THAT(Config{}.remove("municipalities").problems(),
               Catch::StartsWith("municipalities: cannot be read: "));
    CHECK(Config{}.write("schemes.toml/x", "").problems() == "schemes.toml: is a directory, not a file");
    CHECK(Config{}.write("actors/x.toml/y", "").problems() == "actors/x.toml: is a directory, not a file");
    CHECK_THAT(Config{}.write("actors", "").problems(), Catch::StartsWith("actors: cannot be read: "));
    CHECK(Config{}.write("actors/.#a.toml", "?").write("actors/a.toml~", "?").problems().empty());
    Config linked;
    fs::create_symlink("/dev/null", linked.path() / "funders.toml");
    CHECK(linked.problems() == "funders.toml: is no ordinary file");
}

TEST_CASE("a broken file does not make what it defines unknown", "[network][load]") {
    CHECK(Config{}.remove("topics.toml").write("actors/a.toml", actor("a")).problems() ==
          "topics.toml: no such file");
    CHECK(Config{}
              .write("actors/a.toml", "\x01")
              .write("schemes.toml", scheme("topics = [\"studerende/*\"]\nactors = [\"a\"]"))
              .problems() == "actors/a.toml:1:1: a control character (U+0001)");
    CHECK(Config{}
              .write("municipalities/faxe.toml", "\x01")
              .write("funders.toml", "[[funder]]\nid = \"r\"\nname = \"R\"\nmunicipalities = [\"faxe\"]")
              .problems() == "municipalities/faxe.toml:1:1: a control character (U+0001)");
}

TEST_CASE("all problems of all files come at once, sorted by place", "[network][load]") {
    const auto problems = Config{}
                              .write("alliance.toml", "proposals = 0\nlanguage = \"da\"")
                              .write("municipalities/naestved.toml", without(naestved, "prefix = \"NAE\"\n"))
                              .write("actors/b.toml", actor("b", "topics = [\"rekruttering/faglart\"]"))
                              .problems();

    CHECK(problems ==
          "actors/b.toml:8:11: unknown topic \"rekruttering/faglart\"; did you mean rekruttering/faglaert?\n"
          "alliance.toml:1:1: name is missing\n"
          "alliance.toml:1:13: proposals is 0; it may be 1 to 10\n"
          "alliance.toml:2:1: unknown key \"language\"; known here: name, lang, proposals, answer_days, "
          "check_months, closed_days\n"
          "municipalities/naestved.toml:1:1: prefix is missing");
}

TEST_CASE("settings of the alliance are checked", "[network][load]") {
    const auto alliance = [](const std::string& line) {
        return Config{}.write("alliance.toml", "name = \"A\"\n" + line).problems();
    };

    CHECK(alliance("lang = \"sv\"") == "alliance.toml:2:8: lang is \"sv\"; it may be da, en");
    CHECK(alliance("answer_days = 61") == "alliance.toml:2:15: answer_days is 61; it may be 1 to 60");
    CHECK(alliance("check_months = 121") == "alliance.toml:2:16: check_months is 121; it may be 1 to 120");
    CHECK(alliance("proposals = true") ==
          "alliance.toml:2:13: proposals is true or false; write a whole number without quotes, as 3");
    CHECK(alliance("proposals = 2.5") ==
          "alliance.toml:2:13: proposals is a decimal number; write a whole number without quotes, as 3");
    CHECK(alliance("closed_days = [\"06-05\", \"02-30\"]") ==
          "alliance.toml:2:25: closed_days: \"02-30\" is no day; write month and day, as \"12-24\"");
    CHECK(alliance("closed_days = \"06-05\"") ==
          "alliance.toml:2:15: closed_days is a text; write a list of texts, as [\"a\", \"b\"]");
    CHECK(alliance("proposal = 3") == "alliance.toml:2:1: unknown key \"proposal\"; did you mean proposals?");
    CHECK(alliance("lang = [1]") == "alliance.toml:2:8: lang is a list; write a text in quotes");
    CHECK(Config{}.write("alliance.toml", "name = \"\"").problems() == "alliance.toml:1:8: name is empty");
    CHECK(Config{}.write("alliance.toml", "name = \"a\\u001b\"").problems() ==
          "alliance.toml:1:8: name holds a control character (U+001B)");
    CHECK(Config{}.write("alliance.toml", "name = \"a\\nb\"").problems() ==
          "alliance.toml:1:8: name holds a control character (U+000A)");
    CHECK(Config{}.write("alliance.toml", "name = \"a\\u202eb\"").problems() ==
          "alliance.toml:1:8: name holds a character that turns the direction of writing (U+202E)");
}

TEST_CASE("municipalities are checked", "[network][load]") {
    const auto with = [](const std::string& from, const std::string& to) {
        std::string text = faxe;
        text.replace(text.find(from), from.size(), to);
        return Config{}.write("municipalities/faxe.toml", text).problems();
    };
    const std::string file = "municipalities/faxe.toml:";

    CHECK(with("\"0320\"", "320") == file + "2:8: code is a number; write it in quotes: \"0320\"");
    CHECK(with("\"0320\"", "\"32\"") == file + "2:8: code is \"32\"; it may be four digits");
    CHECK(with("\"FAX\"", "\"FA\"") == file + "4:10: prefix is \"FA\"; it may be three capital letters A-Z");
    CHECK(with("\"FAX\"", "\"FÆX\"") ==
          file + "4:10: prefix is \"FÆX\"; it may be three capital letters A-Z");
    CHECK(with("\"faxe\"", "\"Faxe\"") == file + "1:6: id is \"Faxe\"; it may be a-z, 0-9 and hyphens");
    CHECK(with("prefix =", "followup_days = 0\nprefix =") ==
          file + "4:17: followup_days is 0; it may be 1 to 60");
    CHECK(with("prefix =", "postcodes = [4640]\nprefix =") ==
          file + "4:14: postcodes is a number; write it in quotes: \"4640\"");
    CHECK(with("prefix =", "postcodes = [\"464\"]\nprefix =") ==
          file + "4:14: postcodes is \"464\"; it may be four digits");
    CHECK(with("[office]", "[offise]") ==
          file + "1:1: office is missing\n" + file + "5:2: unknown key \"offise\"; did you mean office?");
    CHECK(with("[office]",
               "[retention]\nmonths = 24\nbasis = \"x\"\nanswers_days = 90\nanswers_basis = "
               "\"x\"\nlists_months = 6\nlists_basis = \"x\"\n[office]")
              .empty());
    CHECK(with("[office]", "[retention]\ndays = 1\nanswers_days = 0\n[office]") ==
          file +
              "6:1: unknown key \"days\"; known here: months, basis, answers_days, answers_basis, "
              "lists_months, lists_basis\n" +
              file + "7:16: answers_days is 0; it may be 1 to 3650");
    CHECK(with("\"general\"", "\"sure\"") ==
          file + "8:12: verified is \"sure\"; it may be source, partial, general");
    CHECK(with("source =", "url = \"x\"\nsource =") ==
          file + "9:1: unknown key \"url\"; known here: id, name, web, mail, phone, verified, source, note");
}

TEST_CASE("two municipalities share no id, code or prefix", "[network][load]") {
    CHECK(
        Config{}.write("municipalities/other.toml", faxe).problems() ==
        "municipalities/other.toml:1:6: id \"faxe\" is taken; it stands at municipalities/faxe.toml:1:6 too\n"
        "municipalities/other.toml:2:8: code \"0320\" is taken; it stands at municipalities/faxe.toml:2:8 "
        "too\n"
        "municipalities/other.toml:4:10: prefix \"FAX\" is taken; it stands at municipalities/faxe.toml:4:10 "
        "too");
}

TEST_CASE("topics are checked", "[network][load]") {
    const auto with = [](const std::string& id) {
        return Config{}
            .write("topics.toml",
                   std::string{topics} + "[[topic]]\nid = \"" + id + "\"\nda = \"X\"\nen = \"X\"")
            .problems();
    };

    CHECK(with("ny/emne") == "topics.toml:34:6: topic \"ny/emne\" has no parent; add a topic \"ny\"");
    CHECK(with("a/b/c") == "topics.toml:34:6: id is \"a/b/c\"; it may be a-z, 0-9, hyphens and one slash");
    CHECK(with("studerende/") ==
          "topics.toml:34:6: id is \"studerende/\"; it may be a-z, 0-9, hyphens and one slash");
    CHECK(with("lærling") ==
          "topics.toml:34:6: id is \"lærling\"; it may be a-z, 0-9, hyphens and one slash");
    CHECK(with("studerende") ==
          "topics.toml:34:6: id \"studerende\" is taken; it stands at topics.toml:18:6 too");
    CHECK(Config{}.write("topics.toml", "").problems() == "topics.toml:1:1: no topics; add a [[topic]]");
    CHECK(Config{}.write("topics.toml", "topic = 1").problems() ==
          "topics.toml:1:1: no topics; add a [[topic]]\ntopics.toml:1:9: topic is a number; write tables, as "
          "[[topic]]");
    CHECK(Config{}.write("topics.toml", "[topic]").problems() ==
          "topics.toml:1:1: no topics; add a [[topic]]\ntopics.toml:1:1: topic is a table; write tables, as "
          "[[topic]]");
}

TEST_CASE("actors are checked", "[network][load]") {
    const auto with = [](const std::string& more) {
        return Config{}.write("actors/a.toml", actor("a", more)).problems();
    };
    const std::string topic = "topics = [\"rekruttering/faglaert\"]\n";
    const std::string file = "actors/a.toml:";

    CHECK(with("") == file + "1:1: topics is missing");
    CHECK(with("topics = []") == file + "8:10: topics is empty");
    CHECK(with("topics = [\"\"]") == file + "8:11: topics is empty");
    CHECK(with("topics = [\"studerende\"]") ==
          file + "8:11: topic \"studerende\": a bare parent covers nothing; name leaves or studerende/*");
    CHECK(with("topics = [\"uddannelse/*\"]") ==
          file + "8:11: unknown topic \"uddannelse/*\"; see topics.toml");
    CHECK(with("topics = [\"studernde/*\"]") ==
          file + "8:11: unknown topic \"studernde/*\"; did you mean studerende?");
    CHECK(with(topic + "topics_inferred = [\"rekruttering/faglaert\"]") ==
          file + "9:20: topic \"rekruttering/faglaert\" is named twice");
    CHECK(with(topic + "valid_from = \"2026-01-01\"") ==
          file + "9:14: valid_from is a text; write a date without quotes, as 2026-11-21");
    CHECK(with(topic + "checked = 2026-01-01T10:00:00") ==
          file + "9:11: checked is a time; write a date without quotes, as 2026-11-21");
    CHECK(with(topic + "valid_from = 2026-02-01\nvalid_to = 2026-01-31") ==
          file + "10:12: valid_to 2026-01-31 is before valid_from 2026-02-01");
    CHECK(with(topic + "sizes = [\"10-50\"]") ==
          file + "9:10: sizes is \"10-50\"; it may be 0-9, 10-49, 50-249, 250+");
    CHECK(with(topic + "cost = \"cheap\"") == file + "9:8: cost is \"cheap\"; it may be free, fee, unknown");
    CHECK(with(topic + "example = \"yes\"") ==
          file + "9:11: example is a text; write true or false without quotes");
    CHECK(with(topic + "phone = 55555555") ==
          file + "9:9: phone is a number; write it in quotes: \"55555555\"");
    CHECK(with(topic + "valid_form = 2026-01-01") ==
          file + "9:1: unknown key \"valid_form\"; did you mean valid_from?");
    CHECK(with(topic + "aliases = [\"a\\u0007\"]") ==
          file + "9:12: aliases holds a control character (U+0007)");
}

TEST_CASE("kind and municipalities of an actor are checked", "[network][load]") {
    const auto with = [](const std::string& from, const std::string& to) {
        std::string text = actor("a");
        text.replace(text.find(from), from.size(), to);
        return Config{}.write("actors/a.toml", text).problems();
    };
    const std::string file = "actors/a.toml:";

    CHECK(with("\"education\"", "\"school\"") ==
          file +
              "4:8: kind is \"school\"; it may be jobcentre, public_service, education, union, "
              "unemployment_fund, employer_org, "
              "recruitment_agency, campaign");
    CHECK(with("\"*\"", "\"nastved\"") ==
          file + "5:19: unknown municipality \"nastved\"; did you mean naestved?");
    CHECK(with("\"*\"", "\"oslo\"") ==
          file + "5:19: unknown municipality \"oslo\"; it may be faxe, naestved");
    CHECK(with("\"*\"", "\"faxe\", \"*\"") == file + "5:27: \"*\" is every municipality; it stands alone");
    CHECK(with("[\"*\"]", "[]") == file + "5:18: municipalities is empty");
    CHECK(with("municipalities = [\"*\"]\n", "") == file + "1:1: municipalities is missing");
}

TEST_CASE("an actor's id stands once in all files, and both places are named", "[network][load]") {
    CHECK(Config{}.write("actors/a.toml", actor("x")).write("actors/b.toml", "\n" + actor("x")).problems() ==
          "actors/b.toml:3:6: id \"x\" is taken; it stands at actors/a.toml:2:6 too");
}

TEST_CASE("schemes, funders and occupations are checked", "[network][load]") {
    CHECK(
        Config{}.write("schemes.toml", scheme("topics = [\"studerende\"]\nactors = [\"zbc\"]")).problems() ==
        "schemes.toml:10:11: topic \"studerende\": a bare parent covers nothing; name leaves or "
        "studerende/*\n"
        "schemes.toml:11:11: unknown actor \"zbc\"; it stands in no file of actors");
    CHECK(Config{}
              .write("actors/a.toml", actor("zbc"))
              .write("schemes.toml", scheme("topics = [\"studerende/*\"]\nactors = [\"zbcd\"]"))
              .problems() == "schemes.toml:11:11: unknown actor \"zbcd\"; did you mean zbc?");
    CHECK(Config{}
              .write("funders.toml", "[[funder]]\nid = \"r\"\nname = \"R\"\nmunicipalities = [\"faxes\"]")
              .problems() == "funders.toml:4:19: unknown municipality \"faxes\"; did you mean faxe?");
    CHECK(Config{}
              .write("funders.toml",
                     "[[funder]]\nid = \"r\"\nname = \"R\"\nmunicipalities = [\"faxe\"]\n"
                     "indicators = [\"needs\", \"smiles\"]")
              .problems() ==
          "funders.toml:5:24: indicators is \"smiles\"; it may be enquiries, businesses, needs, referrals, "
          "outcomes, unmet, followup");
    CHECK(Config{}
              .write("occupations.toml",
                     "[[occupation]]\ndisco = \"7411\"\nda = \"E\"\nen = \"E\"\ntitles = [\"Sælger\"]\n"
                     "[[occupation]]\ndisco = \"7411\"\nda = \"E\"\nen = \"E\"\ntitles = [\"saelger\"]\n"
                     "[[occupation]]\ndisco = 110\nda = \"E\"\nen = \"E\"\ntitles = []")
              .problems() ==
          "occupations.toml:7:9: disco \"7411\" is taken; it stands at occupations.toml:2:9 too\n"
          "occupations.toml:10:11: title \"saelger\" is taken; it stands at occupations.toml:5:11 too\n"
          "occupations.toml:12:9: disco is a number; write it in quotes: \"0110\"\n"
          "occupations.toml:15:10: titles is empty");
}

// ---- who pays when

TEST_CASE("two funders never have a municipality in common on a day", "[network][load]") {
    const auto problems = [](const std::string& one, const std::string& other) {
        const auto funder = [](const char* id, const std::string& more) {
            return "[[funder]]\nid = \"" + std::string{id} + "\"\nname = \"" + id + "\"\n" + more + "\n";
        };
        return Config{}.write("funders.toml", funder("a", one) + funder("b", other)).problems();
    };
    const auto days = [&](const std::string& one, const std::string& other) {
        const std::string all = "municipalities = [\"*\"]\n";
        const std::string said = problems(all + one, all + other);
        const auto from = said.find("naestved ");
        return said.empty() ? said : said.substr(from + 9, said.find(';') - from - 9);
    };

    CHECK(problems("municipalities = [\"faxe\"]", "municipalities = [\"naestved\"]").empty());
    CHECK(
        problems("municipalities = [\"faxe\"]", "municipalities = [\"naestved\", \"faxe\"]") ==
        "funders.toml:8:18: funders \"b\" and \"a\" (funders.toml:4:18) both cover faxe at all times; a case "
        "counts for one funder only: end one with valid_to, or take these out of its set");
    CHECK(days("valid_to = 2026-12-31", "valid_from = 2027-01-01").empty());
    CHECK(days("valid_from = 2027-01-01", "valid_to = 2026-12-31").empty());
    CHECK(days("valid_to = 2026-12-31", "valid_from = 2026-12-31") == "from 2026-12-31 to 2026-12-31");
    CHECK(days("valid_to = 2026-12-31", "valid_to = 2026-06-30") == "until 2026-06-30");
    CHECK(days("", "valid_from = 2026-06-30") == "from 2026-06-30");
    CHECK(days("valid_from = 2025-01-01\nvalid_to = 2027-01-01",
               "valid_from = 2026-06-30\nvalid_to = 2030-01-01") == "from 2026-06-30 to 2027-01-01");
}

// ---- how many may be eligible

TEST_CASE("more than 15 eligible actors need a reason on the topic", "[network][load]") {
    const std::string why =
        "rekruttering/faglaert in faxe: 16 actors are eligible on 2026-01-01; more than 15 need a reason, as "
        "large_set = \"...\"";
    const std::string more = "topics = [\"rekruttering/faglaert\"]";
    std::string reasoned = topics;
    reasoned.insert(reasoned.find("aliases = [\"håndværker\"]"),
                    "large_set = \"every school trains them\"\n");

    CHECK(Config{}.write("actors/a.toml", actors(15, "a", more)).problems().empty());
    CHECK_THAT(Config{}.write("actors/a.toml", actors(16, "a", more)).problems(),
               Catch::StartsWith("topics.toml:6:6: " + why));
    CHECK(Config{}
              .write("topics.toml", reasoned)
              .write("actors/a.toml", actors(16, "a", more))
              .problems()
              .empty());
}

TEST_CASE("only actors valid at the same time count together", "[network][load]") {
    const std::string topic = "topics = [\"rekruttering/faglaert\"]\n";
    const auto both = [&](const std::string& first, const std::string& second) {
        return Config{}
            .write("actors/a.toml", actors(10, "a", topic + first) + actors(10, "b", topic + second))
            .problems();
    };

    CHECK(both("valid_to = 2026-06-30", "valid_from = 2026-07-01").empty());
    CHECK(both("valid_to = 2025-12-31", "valid_from = 2020-01-01").empty());
    CHECK_THAT(both("valid_to = 2026-07-01", "valid_from = 2026-07-01"),
               Catch::Contains("20 actors are eligible on 2026-07-01"));
    CHECK_THAT(both("valid_to = 2026-01-01", "valid_from = 2020-01-01"),
               Catch::Contains("20 actors are eligible on 2026-01-01"));
}

TEST_CASE("more than 64 eligible actors are refused, whatever the reason", "[network][load]") {
    std::string reasoned = topics;
    reasoned.insert(reasoned.find("aliases = [\"håndværker\"]"), "large_set = \"many\"\n");
    const auto with = [&](int count) {
        return Config{}
            .write("topics.toml", reasoned)
            .write("actors/a.toml", actors(count, "a", "topics = [\"rekruttering/faglaert\"]"))
            .problems();
    };

    CHECK(with(64).empty());
    CHECK_THAT(with(65), Catch::Contains("rekruttering/faglaert in naestved: 65 actors are eligible on "
                                         "2026-01-01; more than 64 cannot be drawn from") &&
                             Catch::Contains("rekruttering in naestved: 65 actors"));
}

TEST_CASE("eligible sets are counted on a day, per leaf and municipality", "[network]") {
    const auto network =
        Config{}
            .write("actors/a.toml",
                   actor("a") + actor("b", "topics = [\"rekruttering/*\"]\nvalid_from = 2026-06-01"))
            .load();
    const auto counted = [&](const char* day) {
        Strings lines;
        for (const auto& set : eligible_set_sizes(network, *aka::parse_iso_date(day)))
            lines.push_back(set.municipality.text + " " + set.topic.text + " " + std::to_string(set.actors));
        return lines;
    };

    CHECK(counted("2026-05-31") == Strings{"faxe rekruttering/faglaert 1", "naestved rekruttering/faglaert 1",
                                           "faxe rekruttering/tilskud 0", "naestved rekruttering/tilskud 0",
                                           "faxe studerende/elev-laerling 0",
                                           "naestved studerende/elev-laerling 0", "faxe studerende/tilskud 0",
                                           "naestved studerende/tilskud 0"});
    CHECK(counted("2026-06-01").front() == "faxe rekruttering/faglaert 2");
}

// ---- rules

TEST_CASE("an actor covers its leaves and a parent and a star stand for all leaves", "[network]") {
    const auto network = small_network();
    const auto& zbc = network.actor("zbc");

    CHECK(zbc.covers(TopicId{"rekruttering/faglaert"}));
    CHECK_FALSE(zbc.covers(TopicId{"rekruttering/tilskud"}));
    CHECK(zbc.covers(TopicId{"studerende/elev-laerling"}));
    CHECK(zbc.covers(TopicId{"rekruttering"}));
    CHECK(zbc.covers(TopicId{"studerende"}));
    CHECK_FALSE(network.actor("aamose").covers(TopicId{"studerende"}));
    CHECK_FALSE(zbc.covers(TopicId{"studerendes/elev-laerling"}));
    CHECK(network.schemes.front().covers(TopicId{"studerende/tilskud"}));
    CHECK_FALSE(network.schemes.front().covers(TopicId{"rekruttering"}));
}

TEST_CASE("a bare parent in an actor's list covers nothing", "[network]") {
    aka::Actor actor;
    actor.topics = {{TopicId{"studerende"}, Basis::source}};

    CHECK_FALSE(actor.covers(TopicId{"studerende"}));
    CHECK_FALSE(actor.covers(TopicId{"studerende/elev-laerling"}));
}

TEST_CASE("an actor serves its municipalities and sizes and none named means all", "[network]") {
    aka::Actor actor;

    CHECK(actor.covers(MunicipalityId{"faxe"}));
    CHECK(actor.fits(SizeBand::large));

    actor.municipalities = {MunicipalityId{"faxe"}};
    actor.sizes = {SizeBand::micro};

    CHECK(actor.covers(MunicipalityId{"faxe"}));
    CHECK_FALSE(actor.covers(MunicipalityId{"naestved"}));
    CHECK(actor.fits(SizeBand::micro));
    CHECK_FALSE(actor.fits(SizeBand::large));
    CHECK(actor.fits(std::nullopt));
}

// ---- what a person types

TEST_CASE("a topic is found by id, leaf, label and alias, however it is written", "[network]") {
    const auto network = small_network();
    for (const auto* typed :
         {"studerende/elev-laerling", "studerende/elev-lærling", "elev-lærling", "ELEV LÆRLING",
          " elev_laerling ", "Elever og lærlinge", "apprentices", "læreplads", "studerende / elev lærling"})
        CHECK(network.topic(typed).id == TopicId{"studerende/elev-laerling"});
    CHECK(network.topic("Students").id == TopicId{"studerende"});
}

TEST_CASE("a topic that is unknown or several is refused with the way out", "[network]") {
    const auto network = small_network();
    const auto topic = [&](const std::string& typed) {
        return usage_error([&] { (void)network.topic(typed); });
    };

    CHECK(topic("faglart") == "unknown topic \"faglart\"; did you mean rekruttering/faglaert?");
    CHECK(topic("Recruitmnt") == "unknown topic \"Recruitmnt\"; did you mean rekruttering?");
    CHECK(topic("fjernvarme") == "unknown topic \"fjernvarme\"; see aka actors topics");
    CHECK(topic("tilskud") ==
          "\"tilskud\" may be rekruttering/tilskud, studerende/tilskud; write one of them");
    CHECK(topic("støtte") ==
          "\"støtte\" may be rekruttering/tilskud, studerende/elev-laerling; write one of them");
    CHECK(topic("") == "unknown topic \"\"; see aka actors topics");
    CHECK(topic("a\n\x1b[2J\xff") == "unknown topic \"a \\x1b[2J\\xff\"; see aka actors topics");
}

TEST_CASE("a municipality is found by id, name, code and prefix", "[network]") {
    const auto network = small_network();
    const auto municipality = [&](const std::string& typed) {
        return usage_error([&] { (void)network.municipality(typed); });
    };

    for (const auto* typed : {"naestved", "NÆSTVED", "Næstved", "0370", "370", "nae"})
        CHECK(network.municipality(typed).id.text == "naestved");
    CHECK(municipality("nestved") == "unknown municipality \"nestved\"; did you mean naestved?");
    CHECK(municipality("København") == "unknown municipality \"København\"; it may be faxe, naestved");
}

TEST_CASE("an actor and a scheme are found by id, name and alias", "[network]") {
    const auto network = small_network();
    const auto actor = [&](const std::string& typed) {
        return usage_error([&] { (void)network.actor(typed); });
    };
    const auto scheme = [&](const std::string& typed) {
        return usage_error([&] { (void)network.scheme(typed); });
    };

    for (const auto* typed : {"zbc", "ZBC", "actor zbc", "zealand-business-college"})
        CHECK(network.actor(typed).id.text == "zbc");
    CHECK(network.actor("åmose").id.text == "aamose");
    CHECK(actor("Zealand Busines Colege") == "unknown actor \"Zealand Busines Colege\"; did you mean zbc?");
    CHECK(actor("kiropraktor") == "unknown actor \"kiropraktor\"; see aka actors list");
    CHECK(network.scheme("AUB refund").id == "aub");
    CHECK(scheme("abu") == "unknown scheme \"abu\"; did you mean aub?");
    CHECK(scheme("fleksjob") == "unknown scheme \"fleksjob\"; see aka actors schemes");
    CHECK(network.find_scheme("aub") != nullptr);
    CHECK(network.find_scheme("AUB") == nullptr);
    CHECK(network.find(ActorId{"nobody"}) == nullptr);
}

TEST_CASE("a job title leads to its occupation, in the plural too", "[network]") {
    const auto network = small_network();

    for (const auto* title : {"elektriker", "Elektrikere", "EL-MONTØR", "el montører"})
        CHECK(network.occupation(title)->disco == "7411");
    CHECK(network.occupation("smed") == nullptr);
    CHECK(network.occupation("") == nullptr);
}

// ---- topics suggested by a text

TEST_CASE("words of a text suggest leaf topics, as they stand in it", "[network][suggest]") {
    const auto network = small_network();

    CHECK(words_for(network, "Vi mangler 2 Elektrikere og en kok.") ==
          Strings{"rekruttering/faglaert: Elektrikere, kok"});
    CHECK(words_for(network, "Har I studerende?").empty());
    CHECK(words_for(network, "").empty());
    CHECK(words_for(network, "kokken og kokken") == Strings{"rekruttering/faglaert: kokken"});
}

TEST_CASE("keywords of several words need all of them in a row", "[network][suggest]") {
    const auto network = small_network();

    CHECK(words_for(network, "en VVS-montør") == Strings{"rekruttering/faglaert: VVS, montør"});
    CHECK(words_for(network, "faglært arbejdskraft") ==
          Strings{"rekruttering/faglaert: faglært, arbejdskraft"});
    CHECK(words_for(network, "arbejdskraft, faglært").empty());
    CHECK(words_for(network, "en vvs").empty());
    CHECK(words_for(network, "medarbejdere 50+") == Strings{"rekruttering/tilskud: 50+"});
    CHECK(words_for(network, "50 medarbejdere").empty());
}

TEST_CASE("long keywords are found inside compound words, short ones are not", "[network][suggest]") {
    const auto network = small_network();

    CHECK(words_for(network, "„elektrikerlærling“ søges") ==
          Strings{"rekruttering/faglaert: elektrikerlærling", "studerende/elev-laerling: elektrikerlærling",
                  "studerende/tilskud: elektrikerlærling"});
    CHECK(words_for(network, "svendelærlinge") ==
          Strings{"studerende/elev-laerling: svendelærlinge", "studerende/tilskud: svendelærlinge"});
    CHECK(words_for(network, "eleverne") ==
          Strings{"studerende/elev-laerling: eleverne", "studerende/tilskud: eleverne"});
    CHECK(words_for(network, "elevator og kokain").empty());
}

TEST_CASE("most words come first, then the order of the file, and three at most", "[network][suggest]") {
    const auto network = small_network();

    CHECK(words_for(network, "lærling, elev, kok, løntilskud") ==
          Strings{"studerende/elev-laerling: lærling, elev", "studerende/tilskud: lærling, elev",
                  "rekruttering/faglaert: kok"});
}

// ---- a person's settings

TEST_CASE("settings are read, and an absent file sets nothing", "[network][settings]") {
    const Folder folder;
    folder.write("config.toml",
                 "municipality = \"naestved\"\nuser = \"mh\"\nformat = \"csv-excel\"\ncolor = \"never\"");

    const auto settings = aka::load_settings(folder.path() / "config.toml");

    CHECK(settings.municipality == "naestved");
    CHECK(settings.user == "mh");
    CHECK(settings.format == "csv-excel");
    CHECK(settings.color == "never");
    CHECK(settings.db.empty());
    CHECK(aka::load_settings(folder.path() / "none.toml").municipality.empty());
}

TEST_CASE("wrong settings are named at once", "[network][settings]") {
    const Folder folder;
    folder.write("config.toml", "format = \"pdf\"\ncolour = \"never\"\ncolor = \"blue\"\nuser = 3");
    const std::string file = (folder.path() / "config.toml").string();

    CHECK_THROWS_WITH(aka::load_settings(file),
                      file + ":1:10: format is \"pdf\"; it may be table, tsv, csv, csv-excel, json, md\n" +
                          file + ":2:1: unknown key \"colour\"; did you mean color?\n" + file +
                          ":3:9: color is \"blue\"; it may be auto, always, never\n" + file +
                          ":4:8: user is a number; write it in quotes: \"3\"");
    CHECK_THROWS_WITH(aka::load_settings(folder.path()),
                      folder.path().string() + ": is a directory, not a file");
}

// ---- the shipped configuration

TEST_CASE("the shipped configuration is valid and complete", "[network][shipped]") {
    const auto network = aka::load_network(fs::path{source_dir()} / "config");

    CHECK(network.actors.size() == 86);
    CHECK(network.municipalities.size() == 8);
    CHECK(network.schemes.size() >= 18);
    CHECK(network.lang == "da");
    for (const auto& set : eligible_set_sizes(network, *aka::parse_iso_date("2026-11-21"))) {
        INFO(set.municipality.text << " x " << set.topic.text << ": " << set.actors);
        CHECK((set.actors <= 15 || !network.find(set.topic)->large_set.empty()));
    }
}
