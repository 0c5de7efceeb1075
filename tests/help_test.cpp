// What `aka help` and --help tell, and that what they tell is so.
#include <regex>
#include <set>

#include "aka/cli/meant.hpp"
#include "aka/model/calendar.hpp"
#include "aka/model/period.hpp"
#include "cli_world.hpp"
#include "places.hpp"

using namespace cli_world;

namespace {

/// The first column of a help text's rows: what stands there begins behind two blanks.
Texts first_column(const std::string& text) {
    Texts names;
    std::istringstream in{text};
    const std::regex row{"^  ([^ ].*?)(   *.*|)$"};
    std::smatch match;
    for (std::string line; std::getline(in, line);)
        if (std::regex_match(line, match, row)) names.push_back(match[1]);
    return names;
}

Texts split(const std::string& text, const std::string& separator) {
    Texts parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + separator.size();
    }
    return parts;
}

/// Where `word` stands in `text`; the test fails where it does not.
std::size_t place_of(const std::string& text, const std::string& word) {
    const auto place = text.find(word);
    INFO(word);
    CHECK(place != std::string::npos);
    return place;
}

}  // namespace

TEST_CASE("aka help lists the commands and the topics, and every topic is told on one screen", "[help]") {
    World world;

    const std::string all = world.must({"help"});

    CHECK(all.starts_with(world.must({"--help"})));
    for (const std::string topic : {"dates", "environment", "exit-codes", "formats", "privacy"}) {
        INFO(topic);
        place_of(all, "\n  " + topic + " ");
        const auto told = world.must({"help", topic});
        CHECK(std::count(told.begin(), told.end(), '\n') < 45);
        for (const auto& line : split(told, "\n")) CHECK(line.size() <= 82);  // bytes; some letters have two
    }
}

TEST_CASE("help on a command is its --help", "[help]") {
    World world;

    CHECK(world.must({"help", "case", "new"}) == world.must({"case", "new", "--help"}));
    CHECK(world.must({"help", "status"}) == world.must({"status", "--help"}));
    check_fails(world, {"help", "datoer"}, 3, "no help on \"datoer\"; did you mean aka help dates?");
    check_fails(world, {"help", "qqqqqqqq"}, 3,
                "no help on \"qqqqqqqq\"; there is dates, environment, exit-codes, formats, privacy, and aka "
                "COMMAND --help");
    check_fails(world, {"help", "case", "nwe"}, 3, "unknown command \"nwe\"; did you mean aka case new?");
}

TEST_CASE("help tells the exit codes that the program has", "[help]") {
    World world;

    CHECK(first_column(world.must({"help", "exit-codes"})) ==
          Texts{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "130"});
}

TEST_CASE("help tells the formats that -O takes", "[help]") {
    World world;
    Texts taken;
    const std::string usage = world.must({"--help"});
    const auto begin = usage.find("--format ") + std::string{"--format "}.size();
    for (const auto& word : split(usage.substr(begin, usage.find('\n', begin) - begin), "|"))
        taken.push_back(word);

    CHECK(first_column(world.must({"help", "formats"})) == taken);
}

TEST_CASE("help tells the variables that the program reads", "[help]") {
    World world;
    std::set<std::string> told;
    for (const auto& name : split(world.must({"help", "environment"}), " "))
        if (std::regex_search(name, std::regex{"[A-Z]{2}"}))
            told.insert(std::regex_replace(name, std::regex{"[^A-Z_]"}, ""));
    std::set<std::string> read;
    const std::regex variable{
        "\"((?:AKA|XDG)_[A-Z_]+|HOME|LANG|LC_[A-Z]+|TMPDIR|VISUAL|EDITOR|NO_COLOR|TERM)\""};
    for (const auto& entry : fs::directory_iterator{source_dir() + "/src/cli"}) {
        if (entry.path().filename() == "help_topics.cpp") continue;
        const std::string source = content(entry.path().string());
        for (std::sregex_iterator found{source.begin(), source.end(), variable}, end; found != end; ++found)
            read.insert((*found)[1]);
    }
    read.insert("TZ");  // the C library's
    told.erase("");

    CHECK(read.size() > 12);
    for (const auto& name : read) {
        INFO(name);
        CHECK(told.contains(name));
    }
}

TEST_CASE("the days and periods in help are understood", "[help]") {
    World world;
    const std::string told = world.must({"help", "dates"});
    const std::size_t periods = place_of(told, "A PERIOD");
    const aka::Date today = *aka::parse_iso_date("2026-11-23");

    for (const auto& row : first_column(told.substr(0, place_of(told, "Words"))))
        for (const auto& typed : split(row, ", ")) {
            const std::string plain = std::regex_replace(typed, std::regex{"'"}, "");
            INFO(plain);
            CHECK(aka::parse_date(plain, today, aka::Calendar{}, aka::Towards::past));
        }
    for (const std::string language : {"en", "da"}) {
        CHECK(aka::date_words(language).size() > 10);
        for (const auto& word : aka::date_words(language)) {
            INFO(word);
            CHECK(aka::parse_date(word, today, aka::Calendar{}, aka::Towards::future));
            place_of(told, word);
        }
    }
    for (const auto& typed : first_column(told.substr(periods))) {
        INFO(typed);
        CHECK(aka::parse_period(typed, today));
    }
}

TEST_CASE("the options of a command stand under what they are about", "[help]") {
    World world;

    const std::string told = world.must({"case", "new", "--help"});

    Texts headings;
    for (const auto& line : split(told, "\n"))
        if (line.ends_with(":") && !line.starts_with(" ")) headings.push_back(line);
    CHECK(headings == Texts{"Examples:", "Usage:", "Arguments:", "What is needed:", "The business:",
                            "The enquiry:", "Consent:"});
    CHECK(place_of(told, "--cvr") < place_of(told, "The enquiry:"));
    CHECK(place_of(told, "--force-new") < place_of(told, "The enquiry:"));
    CHECK(place_of(told, "--followup") > place_of(told, "The enquiry:"));
    CHECK(place_of(told, "--topic ID") < place_of(told, "--obstacle"));
    CHECK(place_of(told, "--obstacle") < place_of(told, "The business:"));
    CHECK(place_of(told, "--via phone|") > place_of(told, "Consent:"));
    CHECK(place_of(world.must({"--help"}), "-h, --help") > place_of(world.must({"--help"}), "--version"));
}

TEST_CASE("what is typed in Danish is recognised, as a suggestion", "[help]") {
    World world;

    check_fails(world, {"sag", "ny"}, 3, "unknown command \"sag\"; did you mean aka case new?");
    check_fails(world, {"henvisninger"}, 3, "unknown command \"henvisninger\"; did you mean aka refer?");
    check_fails(world, {"case", "vis", "1"}, 3, "unknown command \"vis\"; did you mean aka case show?");
    check_fails(world, {"csae", "nwe"}, 3, "unknown command \"csae\"; did you mean aka case new?");
    check_fails(world, {"case", "list", "--kommune", "faxe"}, 3,
                "unknown option --kommune; did you mean --municipality?");
    check_fails(world, {"actors", "list", "--kind", "fagforening"}, 3,
                "--kind: \"fagforening\" is none of jobcentre, public_service, education, union, "
                "unemployment_fund, employer_org, recruitment_agency, campaign; did you mean union?");
    check_fails(world, {"report", "month", "sidste måned"}, 3,
                "\"sidste måned\" is no period; did you mean lastmonth?");
}

TEST_CASE("what is mistyped is recognised wherever words are chosen from", "[help]") {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "-t", "amu"});

    check_fails(world, {"report", "publish", "unmte", "--audience", "public"}, 3,
                "\"unmte\" cannot be published; did you mean unmet?");
    check_fails(world, {"case", "list", "--sort", "recieved"}, 3,
                "--sort: \"recieved\" is none of received, followup, ref; did you mean received?");
    check_fails(world, {"report", "month", "lastmoth"}, 3,
                "\"lastmoth\" is no period; did you mean lastmonth?");
    check_fails(world, {"case", "list", "--due", "tomorow"}, 3,
                "--due: \"tomorow\" is no date; did you mean tomorrow?");
    check_fails(world, {"case", "list", "--due", "imorge"}, 3,
                "--due: \"imorge\" is no date; did you mean imorgen?");
    check_fails(world, {"actors", "capacity", "zbc", "clsoed"}, 3,
                "STATE: \"clsoed\" is none of open, limited, closed; did you mean closed?");
    check_fails(world, {"refer", "send", "1", "--pick", "draw", "--share", "compnay"}, 3,
                "--share: \"compnay\" is none of topic, municipality, size, occupation, posts, company, cvr, "
                "pno, contact, phone, email, title, text; did you mean company?");
    check_fails(world, {"report", "funder", "region-sjaeland"}, 3,
                "unknown funder \"region-sjaeland\"; did you mean region-sjaelland?");
    check_fails(
        world, {"status", "-O", "josn"}, 3,
        "--format: \"josn\" is none of table, tsv, csv, csv-excel, json, md, html, xlsx, ics; did you "
        "mean json?");
}

TEST_CASE("a reference that leads nowhere names the one that was probably meant", "[help]") {
    World world;
    for (int i = 0; i < 12; ++i) world.must({"case", "new", "Fjordglas ApS", "-t", "amu", "--force-new"});

    check_fails(world, {"case", "show", "21"}, 5, "no case 21; did you mean NAE-26-0012?");
    check_fails(world, {"case", "show", "NAE-25-0003"}, 5, "no case NAE-25-0003; did you mean NAE-26-0003?");
    check_fails(world, {"case", "show", "99"}, 5,
                "no case 99; the last one is NAE-26-0012, see aka case list --status all");
    check_fails(world, {"case", "show", "FAX-26-0001"}, 5,
                "no case FAX-26-0001; see aka case list --status all");
}

TEST_CASE("every Danish word stands for a command, an option, a code or a topic of help", "[help]") {
    World world;
    std::set<std::string> words;
    for (const auto& command : aka::all_commands()) {
        for (const auto& word : split(command.path, " ")) words.insert(word);
        words.insert(command.options.begin(), command.options.end());
        for (const auto& option : command.options)
            if (option.starts_with("--")) words.insert(option.substr(2));
        Texts call = split(command.path, " ");
        call.front() = "help";
        const std::string told = world.must(call);
        for (const auto& word : split(std::regex_replace(told, std::regex{"[|,\n:;]+"}, " "), " "))
            words.insert(word);
    }
    for (const auto& word :
         {"dates", "exit-codes", "formats", "privacy", "lastmonth", "thismonth", "lastyear", "thisyear"})
        words.insert(word);
    words.insert("--help");

    for (const auto& word : aka::known_in_danish()) {
        INFO(word);
        CHECK(words.contains(word));
    }
}
