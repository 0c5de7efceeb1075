// The house stays as it is drawn: who may include whom, which library lives where.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "places.hpp"

namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::set<std::string>> arrows{
    {"text", {}},
    {"model", {"text"}},
    {"network", {"model", "text"}},
    {"store", {"model", "text"}},
    {"service", {"store", "network", "disclosure", "model", "text"}},
    {"report", {"store", "network", "output", "model", "text"}},
    {"modules", {"model", "text"}},
    {"disclosure", {"modules", "model", "text"}},
    {"output", {"modules", "model", "text"}},
    {"cli", {"service", "report", "output", "store", "network", "model", "text"}}};

/// Headers that only one place may include.
const std::map<std::string, std::string> homes{{"CLI/", "src/cli/command.cpp"},
                                               {"toml++/", "src/network/"},
                                               {"SQLiteCpp/", "src/store/sqlite"},
                                               {"sqlite3.h", "src/store/sqlite"},
                                               {"utf8proc.h", "src/text/"},
                                               {"histedit.h", "src/cli/line_reader.cpp"},
                                               {"sodium.h", "src/text/crypto.cpp"},
                                               {"libstemmer.h", "src/text/stem.cpp"},
                                               {"mimetic/", "src/output/mail.cpp"},
                                               {"libical/", "include/aka/modules/calendar.hpp"},
                                               {"xlsxwriter.h", "include/aka/modules/workbook.hpp"},
                                               {"csv.h", "src/text/csv_reader.cpp"},
                                               {"Cbc", "src/modules/solver.cpp"},
                                               {"Clp", "src/modules/solver.cpp"},
                                               {"Coin", "src/modules/solver.cpp"},
                                               {"Osi", "src/modules/solver.cpp"}};

struct Include {
    std::string file;    ///< from the root, as src/cli/run.cpp
    std::string folder;  ///< as cli
    std::string header;
};

std::vector<Include> all_includes() {
    std::vector<Include> includes;
    const std::regex line_of{"^#include [<\"]([^>\"]+)[>\"]"};
    for (const std::string root : {"src", "include/aka"}) {
        for (const auto& entry : fs::recursive_directory_iterator{fs::path{source_dir()} / root}) {
            if (!entry.is_regular_file()) continue;
            const std::string file = fs::relative(entry.path(), source_dir()).string();
            const std::string folder = entry.path().parent_path().filename().string();
            std::ifstream lines{entry.path()};
            std::smatch match;
            for (std::string line; std::getline(lines, line);)
                if (std::regex_search(line, match, line_of)) includes.push_back({file, folder, match[1]});
        }
    }
    return includes;
}

}  // namespace

TEST_CASE("no folder includes what lies above it", "[structure]") {
    const auto includes = all_includes();
    REQUIRE(includes.size() > 300);

    for (const auto& [file, folder, header] : includes) {
        if (!header.starts_with("aka/") || file == "src/main.cpp") continue;
        const std::string target = header.substr(4, header.find('/', 4) - 4);
        INFO(file << " includes " << header);
        REQUIRE(arrows.count(folder) == 1);
        CHECK((target == folder || arrows.at(folder).count(target) == 1));
    }
}

TEST_CASE("each library is known in one place only", "[structure]") {
    std::set<std::string> seen;
    for (const auto& [file, folder, header] : all_includes()) {
        for (const auto& [library, home] : homes) {
            if (!header.starts_with(library)) continue;
            seen.insert(library);
            INFO(file << " includes " << header);
            CHECK(file.starts_with(home));
        }
    }
    CHECK(seen.size() == homes.size());
}

TEST_CASE("what is typed by hand stays out of the sources", "[structure]") {
    const std::regex machine{"[\"' (=](/home/|/root/|/work/)"};
    for (const std::string root : {"src", "include", "config", "man"}) {
        for (const auto& entry : fs::recursive_directory_iterator{fs::path{source_dir()} / root}) {
            if (!entry.is_regular_file()) continue;
            std::ifstream lines{entry.path()};
            for (std::string line; std::getline(lines, line);) {
                INFO(entry.path().string() << ": " << line);
                CHECK_FALSE(std::regex_search(line, machine));
            }
        }
    }
}
