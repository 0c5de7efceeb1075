// The man pages tell all commands and options of the program, and no others. What they say of them is read by
// people.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "aka/cli/run.hpp"
#include "places.hpp"

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;
using Names = std::set<std::string>;

const fs::path man_folder = fs::path{source_dir()} / "man";

Lines read_page(const fs::path& name) {
    std::ifstream file{man_folder / name};
    Lines lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

/// What stands below the heading `heading` (".Ss aka case new"), up to the next heading of its rank or above;
/// empty when there is none.
Lines section(const Lines& page, const std::string& heading) {
    const auto begin = std::find(page.begin(), page.end(), heading);
    if (begin == page.end()) return {};
    const bool below = heading.starts_with(".Ss ");
    const auto end = std::find_if(begin + 1, page.end(), [&](const std::string& line) {
        return line.starts_with(".Sh ") || (below && line.starts_with(".Ss "));
    });
    return {begin + 1, end};
}

std::vector<std::string> words_of(const std::string& line) {
    std::istringstream in{line};
    return {std::istream_iterator<std::string>{in}, {}};
}

/// The options and arguments that a list item is about: ".It Fl t , Fl Fl topic Ar ID" -> -t, --topic; ".It
/// Ar CASE" -> CASE. Codes and the like give none.
Names names_in(const std::string& line) {
    const auto words = words_of(line);
    Names names;
    if (words.size() < 3 || words[0] != ".It") return names;
    if (words[1] == "Ar") return {words[2]};
    if (words[1] != "Fl") return names;
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        if (words[i] != "Fl") continue;
        const bool is_long = words[i + 1] == "Fl" && i + 2 < words.size();
        names.insert((is_long ? "--" : "-") + words[is_long ? i + 2 : i + 1]);
        i += is_long ? 2 : 1;
    }
    return names;
}

Names told_in(const Lines& section) {
    Names names;
    for (const auto& line : section) names.merge(names_in(line));
    return names;
}

/// "aka case new" is told on the page of its noun; what every command has on aka.1.
std::string noun_of(const aka::CommandEntry& command) {
    const auto words = words_of(command.path);
    return words.size() > 1 ? words[1] : "";
}

std::string page_of(const aka::CommandEntry& command) {
    const std::string noun = noun_of(command);
    return noun.empty() ? "aka.1" : "aka-" + noun + ".1";
}

bool has_verbs(const aka::CommandEntry& command) {
    const auto all = aka::all_commands();
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& other) { return other.path.starts_with(command.path + ' '); });
}

Lines section_of(const aka::CommandEntry& command) {
    const std::string heading = noun_of(command).empty() ? ".Sh GLOBAL OPTIONS" : ".Ss " + command.path;
    return section(read_page(page_of(command)), heading);
}

Names nouns() {
    Names names;
    for (const auto& command : aka::all_commands())
        if (!noun_of(command).empty()) names.insert(noun_of(command));
    return names;
}

}  // namespace

TEST_CASE("every command has its section on the page of its noun", "[man]") {
    REQUIRE(aka::all_commands().size() > 20);
    for (const auto& command : aka::all_commands()) {
        INFO(command.path << " in " << page_of(command));

        CHECK_FALSE(read_page(page_of(command)).empty());
        // The page is the section of a noun that only leads to verbs.
        if (!has_verbs(command) || noun_of(command).empty()) CHECK_FALSE(section_of(command).empty());
    }
}

TEST_CASE("the man pages have no section for a command that does not exist", "[man]") {
    Names paths;
    for (const auto& command : aka::all_commands()) paths.insert(command.path);

    for (const auto& noun : nouns())
        for (const auto& line : read_page("aka-" + noun + ".1")) {
            if (!line.starts_with(".Ss aka ")) continue;
            INFO(line);
            CHECK(paths.contains(line.substr(4)));
        }
}

TEST_CASE("the options of a command are the ones its man page tells", "[man]") {
    for (const auto& command : aka::all_commands()) {
        INFO(command.path << " in " << page_of(command));
        Names real{command.options.begin(), command.options.end()};
        if (noun_of(command).empty()) real.insert({"-h", "--help"});  // the parser's own

        const Names told = told_in(section_of(command));

        CHECK(told == real);
    }
}

TEST_CASE("every man page belongs to a noun", "[man]") {
    Names pages;
    for (const auto& entry : fs::directory_iterator{man_folder})
        if (entry.is_regular_file()) pages.insert(entry.path().filename().string());
    Names wanted{"aka.1", "aka-config.5", "aka-guide.7", "aka-privacy.7"};
    for (const auto& noun : nouns()) wanted.insert("aka-" + noun + ".1");

    CHECK(pages == wanted);
}

TEST_CASE("aka.1 names every noun and points to its page", "[man]") {
    const Lines page = read_page("aka.1");
    Names named;
    for (const auto& line : section(page, ".Sh DESCRIPTION"))
        if (line.starts_with(".It Cm ")) named.insert(line.substr(7));
    Names seen;
    for (const auto& line : section(page, ".Sh SEE ALSO"))
        if (const auto words = words_of(line); words.size() > 2 && words[0] == ".Xr" && words[2] == "1")
            seen.insert(words[1]);
    Names pages;
    for (const auto& noun : nouns()) pages.insert("aka-" + noun);

    CHECK(named == nouns());
    CHECK(seen == pages);
}

TEST_CASE("aka.1 lists every exit status", "[man]") {
    std::vector<std::string> listed;
    for (const auto& line : section(read_page("aka.1"), ".Sh EXIT STATUS"))
        if (line.starts_with(".It ")) listed.push_back(line.substr(4));

    CHECK(listed == std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "130"});
}

TEST_CASE("every call that a man page names is a command, in both languages", "[man][danish]") {
    Names paths;
    Names with_verbs;
    for (const auto& command : aka::all_commands()) {
        paths.insert(command.path);
        if (words_of(command.path).size() > 2) with_verbs.insert(noun_of(command));
    }
    paths.insert("aka case shwo");  // the guide shows what is said of it
    int calls = 0;
    for (const auto& folder : {fs::path{}, fs::path{"da"}})
        for (const auto& entry : fs::directory_iterator{man_folder / folder}) {
            if (!entry.is_regular_file()) continue;
            const fs::path name = folder / entry.path().filename();
            for (const auto& line : read_page(name)) {
                const auto words = words_of(line);
                const bool is_call = words.size() > 3 && words[1] == "aka" && with_verbs.contains(words[2]) &&
                                     (words[0] == "$" || words[0] == ".Ql" || words[0] == ".Ic");
                if (!is_call || std::islower(words[3].front()) == 0) continue;
                ++calls;
                INFO(name.string() << ": " << line);
                CHECK(paths.contains("aka " + words[2] + ' ' + words[3]));
            }
        }
    CHECK(calls > 200);
}
