// What the fuzzers begin with, and what they once found, read again by the same functions.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "fuzz/targets.hpp"
#include "places.hpp"

namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST_CASE("what holds of any bytes holds of the fuzzers' corpus", "[fuzz]") {
    for (const auto& target : fuzz::targets) {
        const fs::path folder = fs::path{source_dir()} / "tests/fuzz/corpus" / target.name;
        int files = 0;
        for (const auto& entry : fs::directory_iterator{folder}) {
            ++files;
            INFO(entry.path().string());
            CHECK_NOTHROW(target.run(bytes_of(entry.path())));
        }
        INFO(target.name);
        CHECK(files >= 8);
    }
}

TEST_CASE("a fuzzer's target sees what must not hold", "[fuzz]") {
    CHECK_THROWS_AS(fuzz::must(false, "told"), fuzz::Untrue);
}
