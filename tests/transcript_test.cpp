// Replays what people read: tests/transcripts/*.txt and the console blocks of README.md, those in English and
// those in Danish, each in a world of its own.
//   $ aka ...        a call at a terminal of 80 columns, with words quoted as in a shell
//   @ 2026-11-24     the clock moves to 09:00 of that day
//   [5]              the exit status, when it is not 0
// What follows a call is what it printed: standard error after standard output. AKA_UPDATE=1 rewrites the
// files. The guide among the man pages is replayed by guide_test.cpp.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "places.hpp"
#include "shell_words.hpp"
#include "world.hpp"

namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// The text again, with every call's output as it is now.
std::string replay(const std::string& script, const std::string& language = "en") {
    World world;
    world.variables["AKA_LANG"] = language;
    world.screen = true;
    world.variables["NO_COLOR"] = "1";
    std::istringstream lines{script};
    std::string replayed;
    for (std::string line; std::getline(lines, line);) {
        const bool call = line.starts_with("$ aka ");
        if (line.starts_with("@ "))
            world.now = aka::Instant{*aka::parse_iso_date(line.substr(2))} + std::chrono::hours{9};
        if (call || line.starts_with("@ ") || line.starts_with("#")) replayed += line + '\n';
        if (!call) continue;
        const Outcome outcome = world.aka(split_words(line.substr(6)));
        replayed += outcome.out + outcome.err;
        if (outcome.status != 0) replayed += "[" + std::to_string(outcome.status) + "]\n";
    }
    return replayed;
}

/// The blocks of a Markdown file that begin with `fence`, one after the other.
std::string console_blocks(const std::string& markdown, const std::string& fence) {
    std::istringstream lines{markdown};
    std::string blocks;
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line == fence) {
            inside = true;
        } else if (line == "```") {
            inside = false;
        } else if (inside) {
            blocks += line + '\n';
        }
    }
    return blocks;
}

}  // namespace

TEST_CASE("every transcript is what aka says today", "[transcript]") {
    int replayed = 0;
    for (const auto& entry : fs::directory_iterator{source_dir() + "/tests/transcripts"}) {
        const std::string script = read_file(entry.path());
        const std::string now = replay(script);
        ++replayed;
        INFO(entry.path().filename().string());
        if (std::getenv("AKA_UPDATE") != nullptr)
            std::ofstream{entry.path()} << now;  // NOLINT(concurrency-mt-unsafe)
        CHECK(now == script);
    }
    CHECK(replayed >= 3);
}

TEST_CASE("the README shows what aka says today", "[transcript]") {
    const std::map<std::string, std::string> fences{{"```console", "en"}, {"```console da", "da"}};
    for (const auto& [fence, language] : fences) {
        const std::string readme = read_file(source_dir() + "/README.md");
        const std::string blocks = console_blocks(readme, fence);

        INFO(language);
        REQUIRE(blocks.find("$ aka case new") != std::string::npos);
        const std::string now = replay(blocks, language);
        if (std::getenv("AKA_UPDATE") != nullptr) {  // NOLINT(concurrency-mt-unsafe)
            const auto begin = readme.find(blocks);
            std::ofstream{source_dir() + "/README.md"}
                << readme.substr(0, begin) + now + readme.substr(begin + blocks.size());
        }
        CHECK(now == blocks);
    }
}
