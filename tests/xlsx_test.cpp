// A document as a workbook. What stands in its cells is read by tests/documents.sh, with a reader of its own.
#include <catch2/catch.hpp>

#include "aka/output/document.hpp"
#include "cli_world.hpp"

using namespace aka;

using namespace cli_world;

namespace {

std::string workbook(const Document& document, Date made = Date{} + std::chrono::days{20000}) {
    return render(document, Format::xlsx, {80, false, made});
}

Section named(const std::string& heading) {
    return {"key", heading, {{{"a", "A"}}, {{Cell{std::string{"x"}}}}}, false, {}};
}

}  // namespace

TEST_CASE("a workbook is the same bytes for the same document and day", "[xlsx]") {
    const Document document{"Summary", {"Made."}, {named("One")}};

    CHECK(workbook(document).starts_with("PK\x03\x04"));
    CHECK(workbook(document) == workbook(document));
    CHECK(workbook(document) != workbook(document, Date{} + std::chrono::days{20001}));
    CHECK(workbook(document, Date{}).starts_with("PK\x03\x04"));
}

TEST_CASE("any text may name a sheet or stand in a cell", "[xlsx]") {
    Document document{"a\x1b\u202e\xff", {"=1+1", ""}, {}};
    for (const char* heading :
         {"Hvem [kan]: hjælpe? */\\", "Hvem [kan]: hjælpe? */\\", "HVEM (KAN)- HJÆLPE- ---", "'",
          "''quoted''", "History", "", "Ærø og Østersøen og Åbenrå og alle de andre",
          "Ærø og Østersøen og Åbenrå og alle de fleste",
          "\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600"
          "\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600"})
        document.sections.push_back(named(heading));
    Section& section = document.sections.front();
    section.table = {
        {{"a", "A"}, {"b", "B"}, {"c", ""}},
        {{Cell{std::string(100000, 'w')}, Cell{std::int64_t{1} << 62U}, Cell{nullptr}},
         {Cell{std::string{"_x0041_\x01"}}, Cell{0.0 / 0.0}, Cell{Date{} - std::chrono::days{40000}}},
         {Cell{std::string{"{=SUM(A1)}"}}, Cell{true}, Cell{std::vector<std::string>{"a", "b"}}}}};
    section.chart = {ChartKind::bars, "a", {"b"}, {0, 2}};

    CHECK_NOTHROW(workbook(document));
    CHECK_NOTHROW(workbook({}));
    CHECK_NOTHROW(workbook({"", {}, {{"none", "None", {}, true, {"nothing"}}}}));
}

TEST_CASE("a workbook is not written to a terminal", "[xlsx][cli]") {
    World world;
    world.screen = true;
    const Folder folder;

    check_fails(world, {"case", "list", "-O", "xlsx"}, 3,
                "a workbook (xlsx) is nothing for a terminal; write it with -o FILE.xlsx");
    CHECK(world.aka({"actors", "list", "-o", folder / "actors.xlsx"}).status == 0);
    CHECK(content(folder / "actors.xlsx").starts_with("PK\x03\x04"));
    world.screen = false;
    CHECK(world.aka({"actors", "list", "-O", "xlsx"}).out == content(folder / "actors.xlsx"));
}
