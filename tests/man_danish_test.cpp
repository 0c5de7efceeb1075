// A Danish man page tells what its English page tells: the same sections in the same order, in each of them
// the same commands, options, codes, variables and calls. The text between them is for people to hold
// together.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "places.hpp"

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

const fs::path english_folder = fs::path{source_dir()} / "man";
const fs::path danish_folder = english_folder / "da";

std::set<std::string> pages_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder})
        if (entry.is_regular_file()) names.insert(entry.path().filename().string());
    return names;
}

Lines read_page(const fs::path& file) {
    std::ifstream in{file};
    Lines lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// What a translation leaves as it is, of one section.
struct Section {
    std::string heading;  ///< of a command alone: the others are translated
    Lines items;          ///< the options, arguments, codes and files that a list is about
    Lines calls;
    std::set<std::string> named;  ///< options, codes, variables, pages and commands in the text

    friend bool operator==(const Section&, const Section&) = default;
};

std::ostream& operator<<(std::ostream& out, const Section& section) {
    out << section.heading;
    for (const auto& list : {section.items, section.calls})
        for (const auto& line : list) out << "\n  " << line;
    for (const auto& name : section.named) out << "\n  " << name;
    return out << "\n";
}

bool is_about_a_name(const std::string& item) {
    static const std::set<std::string> macros{"Fl", "Ar", "Cm", "Ql", "Ev", "Pa", "Ic"};
    std::istringstream words{item};
    std::string first;
    std::string second;
    words >> first >> second;
    return first == ".It" && !second.empty() &&
           (macros.contains(second) || std::isdigit(second.front()) != 0);
}

/// "Fl Fl topic" and "Cm anonymous" of a line as ".Cm anonymous , contact": each name with its macro.
std::set<std::string> names_in(const std::string& line) {
    static const std::set<std::string> kept{"Fl", "Cm", "Ev", "Xr", "Ic"};
    static const std::set<std::string> others{"Ar", "Ql", "Pa", "Op", "Nm", "Pq",
                                              "Ns", "No", "It", "Sx", "Po", "Pc"};
    std::set<std::string> names;
    if (!line.starts_with('.')) return names;
    std::istringstream words{line.substr(1)};
    std::string macro;
    for (std::string word; words >> word;) {
        if (kept.contains(word) || others.contains(word)) {
            macro = word;
        } else if (kept.contains(macro) && word.size() > 1) {
            names.insert(macro + ' ' + word);
        }
    }
    return names;
}

/// A call without its quoted texts and what is said behind it, and without the language that the English
/// guide asks for.
std::string call_of(const std::string& line) {
    static const std::regex translated{R"("[^"]*"|    .*| \\-\\-lang en)"};
    return std::regex_replace(line, translated, "");
}

std::vector<Section> sections_of(const Lines& page) {
    std::vector<Section> sections;
    for (const auto& line : page) {
        if (line.starts_with(".Sh ") || line.starts_with(".Ss ")) {
            const bool command = line.starts_with(".Ss aka ");
            sections.push_back({command ? line : line.substr(0, 3), {}, {}, {}});
        } else if (!sections.empty()) {
            Section& section = sections.back();
            if (is_about_a_name(line)) section.items.push_back(line);
            if (line.starts_with("$ ")) section.calls.push_back(call_of(line));
            section.named.merge(names_in(line));
        }
    }
    return sections;
}

}  // namespace

TEST_CASE("a Danish man page tells what its English page tells", "[man][danish]") {
    CHECK(pages_in(danish_folder) == pages_in(english_folder));
    CHECK(pages_in(danish_folder).size() > 10);
    for (const auto& name : pages_in(danish_folder)) {
        INFO(name);
        const auto english = sections_of(read_page(english_folder / name));
        const auto danish = sections_of(read_page(danish_folder / name));

        CHECK(danish.size() == english.size());
        for (std::size_t i = 0; i < std::min(danish.size(), english.size()); ++i)
            CHECK(danish[i] == english[i]);
    }
}

TEST_CASE("a Danish man page says how it is written", "[man][danish]") {
    for (const auto& name : pages_in(danish_folder)) {
        const Lines page = read_page(danish_folder / name);
        INFO(name);
        REQUIRE(page.size() > 5);
        CHECK(page.front() == ".\\\" -*- coding: UTF-8 -*-");
        CHECK(std::count(page.begin(), page.end(), ".Sh NAVN") == 1);
        CHECK(std::count(page.begin(), page.end(), ".Sh SE OGSÅ") == 1);
    }
}

TEST_CASE("what a translation loses is seen", "[man][danish]") {
    const Lines page{".Ss aka case note", ".It Fl Fl minutes Ar N", "How long.", ".Cm none , full",
                     ".Sh EXAMPLES",      "$ aka case note 1",      "Text."};
    const auto whole = sections_of(page);

    for (std::size_t lost = 0; lost < page.size(); ++lost) {
        Lines rest = page;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(lost));
        const bool is_text = page[lost].ends_with('.');
        CHECK((sections_of(rest) == whole) == is_text);
    }
}
