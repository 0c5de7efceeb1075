// Replays the first hour as man/aka-guide.7 and man/da/aka-guide.7 tell it: each page from its first block to
// its last in a home folder of its own, in its own language. A comment before a literal block marks it, and
// may move the clock to 09:00 of a day:
//   .\" transcript @ 2026-11-24
// In it "$ aka ..." is a call at a terminal of 72 columns, for a page has margins; "[4]" is its exit status
// when it is not 0. AKA_UPDATE=1 rewrites the pages.
#include <cstdlib>
#include <regex>
#include <sstream>

#include "cli_world.hpp"
#include "places.hpp"
#include "shell_words.hpp"

using namespace cli_world;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// What roff or a terminal would show as another sign. The backslash goes first, and comes back last.
const Pairs roff_signs{{"\\", "\\e"},  {"-", "\\-"},   {"'", "\\(aq"},
                       {"`", "\\(ga"}, {"~", "\\(ti"}, {"^", "\\(ha"}};

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string to_roff(const std::string& line) {
    std::string roff = line;
    for (const auto& [sign, escape] : roff_signs) replace_all(roff, sign, escape);
    return roff.starts_with('.') ? "\\&" + roff : roff;
}

std::string from_roff(const std::string& line) {
    std::string text = line.starts_with("\\&") ? line.substr(2) : line;
    for (auto pair = roff_signs.rbegin(); pair != roff_signs.rend(); ++pair)
        replace_all(text, pair->second, pair->first);
    return text;
}

const std::string example_head = "9774f4b6522c0196f57833193eb98e3a6f7295b0dbc04242055ae72f3e1676b8";

/// Whoever reads the guide: a home without any setting, in which the calls are made.
class Reader {
public:
    explicit Reader(const std::string& language) : before_(fs::current_path()) {
        fs::current_path(home_.path());
        world_.screen = true;
        world_.width = 72;
        world_.variables = {{"HOME", home_.path()},
                            {"AKA_CONFIG", source_dir() + "/config"},  // it is read once
                            {"NO_COLOR", "1"},
                            {"AKA_LANG", language}};
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() { fs::current_path(before_); }

    void move_clock(const std::string& day) {
        world_.now = aka::Instant{*aka::parse_iso_date(day)} + std::chrono::hours{9};
    }

    /// The block again, with every call's output as it is now. A call goes on where a line ends with a
    /// backslash.
    std::string replay(const std::string& block) {
        std::istringstream lines{block};
        std::string replayed;
        for (std::string line; std::getline(lines, line);) {
            if (!line.starts_with("$ aka ")) continue;
            replayed += line + '\n';
            std::string call = line.substr(6);
            while (call.ends_with('\\') && std::getline(lines, line)) {
                replayed += line + '\n';
                call.back() = ' ';
                call += line;
            }
            const Outcome outcome = world_.aka(split_words(call));
            replayed += outcome.out + outcome.err;
            if (outcome.status != 0) replayed += "[" + std::to_string(outcome.status) + "]\n";
        }
        replace_all(replayed, home_.path(), "~");
        // The head of the audit chain is salted: another one each time.
        static const std::regex salted{"[0-9a-f]{64}"};
        return std::regex_replace(replayed, salted, example_head);
    }

private:
    Folder home_;
    fs::path before_;
    World world_;
};

Texts lines_of(const std::string& text) {
    std::istringstream in{text};
    Texts lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

const std::string mark = ".\\\" transcript";

/// The page again, its marked blocks replayed.
std::string replay_page(const std::string& page, Reader& reader) {
    std::string now;
    bool marked = false;
    const Texts lines = lines_of(page);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        now += lines[i] + '\n';
        if (lines[i].starts_with(mark)) {
            marked = true;
            const auto day = lines[i].find("@ ");
            if (day != std::string::npos) reader.move_clock(lines[i].substr(day + 2));
        }
        if (!marked || !lines[i].starts_with(".Bd ")) continue;
        marked = false;
        std::string block;
        while (++i < lines.size() && lines[i] != ".Ed") block += from_roff(lines[i]) + '\n';
        for (const auto& line : lines_of(reader.replay(block))) now += to_roff(line) + '\n';
        now += ".Ed\n";
    }
    return now;
}

void check_page(const std::string& name, const std::string& language) {
    const std::string file = source_dir() + "/man/" + name;
    const std::string page = content(file);
    REQUIRE(page.find("$ aka case new") != std::string::npos);
    Reader reader{language};

    const std::string now = replay_page(page, reader);

    if (std::getenv("AKA_UPDATE") != nullptr) std::ofstream{file} << now;  // NOLINT(concurrency-mt-unsafe)
    CHECK(lines_of(now) == lines_of(page));
}

/// The calls in their order; the English page asks for letters in English.
Texts calls_of(const std::string& name) {
    Texts calls;
    for (const auto& line : lines_of(content(source_dir() + "/man/" + name))) {
        if (!line.starts_with("$ ")) continue;
        calls.push_back(from_roff(line));
        replace_all(calls.back(), " --lang en", "");
    }
    return calls;
}

}  // namespace

TEST_CASE("the guide shows what aka says today", "[transcript][guide]") {
    check_page("aka-guide.7", "en");
}

TEST_CASE("the Danish guide shows what aka says today", "[transcript][guide][danish]") {
    check_page("da/aka-guide.7", "da");
}

TEST_CASE("no output stands in the guide that is not replayed", "[guide]") {
    for (const std::string name : {"aka-guide.7", "da/aka-guide.7"}) {
        bool inside = false;
        int replayed = 0;
        std::string before;
        for (const auto& line : lines_of(content(source_dir() + "/man/" + name))) {
            if (line.starts_with(".Bd ")) {
                inside = !before.starts_with(mark);
                if (!inside) ++replayed;
            } else if (line == ".Ed") {
                inside = false;
            } else if (inside) {
                INFO(name << ": " << line);
                CHECK(line.starts_with("$ "));
            }
            before = line;
        }
        CHECK(replayed > 20);
    }
}

TEST_CASE("both guides make the same calls", "[guide]") {
    const Texts english = calls_of("aka-guide.7");

    CHECK(english.size() > 40);
    CHECK(english == calls_of("da/aka-guide.7"));
}

TEST_CASE("a line of output comes through roff unchanged", "[guide]") {
    for (const std::string line : {R"(a\b -x 'y' `z` ~ ^ \e \- \(aq)", ".Ed", "  1. Moment", ""})
        CHECK(from_roff(to_roff(line)) == line);
    CHECK(to_roff(".Ed") == "\\&.Ed");
    CHECK(to_roff("NAE-26") == "NAE\\-26");
}
