// What a person reads in Danish, and what stays the same whatever a person reads.
#include <set>
#include <sstream>

#include "aka/cli/ask.hpp"
#include "aka/output/cell.hpp"
#include "cli_world.hpp"

using namespace cli_world;

namespace {

struct Message {
    Texts english;  ///< one, or singular and plural
    Texts danish;
};

/// What stands between a line's first and last quote, its escapes resolved.
std::string unquoted(const std::string& line) {
    std::string text;
    const auto begin = line.find('"') + 1;
    for (auto i = begin; i < line.rfind('"'); ++i) {
        if (line[i] == '\\') ++i;
        text += line[i - 1] == '\\' && line[i] == 'n' ? '\n' : line[i];
    }
    return text;
}

/// The catalogue as it is written, read by nothing that aka uses.
std::vector<Message> read_catalogue() {
    std::vector<Message> messages;
    std::string* open = nullptr;
    std::istringstream lines{content(AKA_SOURCE_DIR "/po/da.po")};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("msgid \"")) messages.push_back({{unquoted(line)}, {}});
        if (line.starts_with("msgid \"")) open = &messages.back().english.front();
        if (line.starts_with("msgid_plural")) open = &messages.back().english.emplace_back(unquoted(line));
        if (line.starts_with("msgstr")) open = &messages.back().danish.emplace_back(unquoted(line));
        if (line.starts_with("\"") && open != nullptr) *open += unquoted(line);
    }
    messages.erase(messages.begin());  // the catalogue's own head
    return messages;
}

/// The words, one blank around each, without the marks that may stand directly before or behind one: how
/// lines are broken and columns set does not matter.
std::string plain_words(std::string text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool inside = i + 1 < text.size() && std::isalnum(static_cast<unsigned char>(text[i + 1])) != 0;
        if (std::string_view{",;<>()[]\"'"}.find(text[i]) != std::string_view::npos ||
            (!inside && (text[i] == ':' || text[i] == '.')))  // not in CASE:TOPIC:ACTOR
            text[i] = ' ';
    }
    std::string line = " ";
    std::istringstream words{text};
    for (std::string word; words >> word;) line += word + ' ';
    return line;
}

/// What stands between placeholders.
Texts pieces(const std::string& message) {
    Texts found{""};
    bool inside = false;
    for (const char c : message) {
        if (c == '{') found.emplace_back();
        if (c != '{' && c != '}' && !inside) found.back() += c;
        inside = c == '{' || (inside && c != '}');
    }
    return found;
}

/// What only an English text says, and no text of the shipped alliance, as "Zealand Business College": pieces
/// of several words, and headings of one.
std::set<std::string> english_pieces() {
    std::string others;
    for (const auto& message : read_catalogue())
        for (const auto& text : message.danish)
            for (const auto& piece : pieces(text)) others += plain_words(piece);
    for (const auto& entry : fs::recursive_directory_iterator{AKA_SOURCE_DIR "/config"})
        if (entry.is_regular_file()) others += plain_words(content(entry.path().string()));
    std::set<std::string> found;
    for (const auto& message : read_catalogue()) {
        for (const auto& text : message.english) {
            for (const auto& piece : pieces(text)) {
                const std::string words = plain_words(piece);
                const auto blanks = std::count(words.begin(), words.end(), ' ');
                const bool heading = blanks == 2 && piece == text && std::isupper(text.front()) != 0;
                if ((blanks > 2 || heading) && words.size() > 5 && others.find(words) == std::string::npos)
                    found.insert(words);
            }
        }
    }
    return found;
}

Texts english_in(const std::string& text) {
    static const auto pieces = english_pieces();
    const std::string words = plain_words(text);
    Texts found;
    std::copy_if(pieces.begin(), pieces.end(), std::back_inserter(found),
                 [&](const std::string& piece) { return words.find(piece) != std::string::npos; });
    return found;
}

bool is_in_capitals(const std::string& text) {
    return std::none_of(text.begin(), text.end(), [](unsigned char c) { return std::islower(c) != 0; });
}

World danish_world() {
    World world;
    world.variables["AKA_LANG"] = "da";
    return world;
}

void check_danish(const std::string& text, const std::string& call) {
    INFO("aka " << call << "\n" << text);
    CHECK(english_in(text) == Texts{});
}

/// Two offices, a month of cases: met, unmet, referred, declined, waiting.
void fill(World& world) {
    const auto go = [&](const std::string& line) {
        Texts words;
        std::istringstream all{line};
        for (std::string word; all >> word;) words.push_back(word);
        const auto outcome = world.aka(words);
        INFO("aka " << line << "\n" << outcome.err);
        REQUIRE(outcome.status == 0);
        if (world.variables.contains("AKA_LANG")) check_danish(outcome.err, line);
    };
    move_to(world, "2026-10-05");
    go("case new Fjordglas --cvr 99999918 --phone 22334455 -t faglaert --title Montør --positions 2 "
       "--occupation tømrer");
    go("case consent 1 --give contact --via phone");
    go("refer send 1 --pick draw");
    go("refer update 1.1 --status declined --reason no-candidates");
    go("refer send 1 --pick draw");
    go("case close 1 --outcome partly --reason declined --filled 1");
    go("case feedback 1 --score 4 --recommend yes");
    go("case new Havblik -t amu -t trivsel --outreach --obstacle hours --title Kurser --size 10-49");
    go("case followup 2 --on +5wd");
    go("case consent 2 --give anonymous --via mail");
    go("case consent 2 --withdraw");
    go("case new Skovbo -t elev-laerling --title Elev");
    go("case close 3 --outcome unmet --reason no-actor");
    go("case reopen 3 --reason mistake");
    go("case handover 3 --to faxe");
    move_to(world, "2026-11-23");
    go("actors verify zbc");
    go("actors capacity zbc limited --until 2026-12-24");
}

const Texts shown{"case list --status all",
                  "case show 1 --timeline",
                  "case show 2",
                  "case outreach",
                  "refer suggest 2 --topic amu --explain",
                  "refer list",
                  "refer show 1.1 --timeline",
                  "status --week",
                  "actors list",
                  "actors show zbc",
                  "actors topics",
                  "actors schemes",
                  "actors coverage --gaps",
                  "report month 2026-10",
                  "report month 2026-10 --by topic",
                  "report month 2026-Q4",
                  "report unmet 2026-10",
                  "report followup 2026-10",
                  "report satisfaction 2026-10",
                  "report shortage 2026-10",
                  "report coverage 2026-10",
                  "report impartiality 2026",
                  "report funder region-sjaelland 2026-10",
                  "config show --origin",
                  "config check",
                  "data audit",
                  "data audit --verify",
                  "data subject --cvr 99999918",
                  "data retention --dry-run"};

const Texts wrong{"csae",
                  "case nwe",
                  "case show",
                  "case show 99",
                  "case show x",
                  "case list --topic nonsense",
                  "case list --status nonsense",
                  "case list --sort nonsense",
                  "case new",
                  "case new Ny -t amu --cvr 123",
                  "case new Ny -t amu --received 2027-01-01",
                  "case new 12345",
                  "case close 2",
                  "case close 2 --outcome unmet",
                  "case close 2 --topic amu --outcome met --filled 5 --other-profile x",
                  "refer send 2",
                  "refer send 2 --pick draw",
                  "refer update 1.1 --status accepted",
                  "case followup 2 --on nonsense",
                  "report month nonsense",
                  "report publish month 2026-10",
                  "report publish month 2026-12 --audience public",
                  "case erase 1",
                  "case note 2",
                  "actors show nonsense",
                  "actors list -M nonsense",
                  "status --lang fr",
                  "case list -O xlsx --limit"};

Texts words_of_line(const std::string& line) {
    Texts words;
    std::istringstream all{line};
    for (std::string word; all >> word;) words.push_back(word);
    return words;
}

/// Keys and numbers as they are, texts for people left out.
Json without_texts(const Json& value) {
    static const std::set<std::string> for_people{"label", "unit",   "name",    "title", "lines",
                                                  "notes", "target", "meaning", "what",  "category_label"};
    if (value.is_object()) {
        Json kept = Json::object();
        for (const auto& [key, inner] : value.items())
            kept[key] =
                for_people.contains(key) || key.ends_with("_notes") ? Json("text") : without_texts(inner);
        return kept;
    }
    if (!value.is_array()) return value;
    Json kept = Json::array();
    for (const auto& inner : value) kept.push_back(without_texts(inner));
    return kept;
}

}  // namespace

TEST_CASE("nothing English is left in what the commands say in Danish", "[danish]") {
    World world = danish_world();
    world.screen = true;
    fill(world);

    for (const auto& line : shown) {
        const auto said = world.aka(words_of_line(line));
        CHECK(said.status == 0);
        check_danish(said.out + said.err, line);
    }
    for (const auto& line :
         {"report month 2026-10 -O html", "report month 2026 -O md", "report impartiality 2026 -O html"})
        check_danish(world.must(words_of_line(line)), line);
}

TEST_CASE("errors are told in Danish", "[danish]") {
    World world = danish_world();
    fill(world);

    for (const auto& line : wrong) {
        const auto said = world.aka(words_of_line(line));
        INFO("aka " << line);
        CHECK(said.status != 0);
        check_danish(said.err, line);
    }
}

TEST_CASE("help is in Danish, and no line of it is wider than the terminal", "[danish]") {
    World world = danish_world();

    for (const auto& command : aka::all_commands()) {
        Texts arguments = words_of_line(command.path);
        arguments.erase(arguments.begin());
        arguments.emplace_back("--help");
        const auto help = world.must(arguments);
        Texts english = english_in(help);
        std::erase_if(english, is_in_capitals);  // arguments are named alike in both
        INFO(help);
        CHECK(english == Texts{});
        std::istringstream lines{help};
        for (std::string line; std::getline(lines, line);) {
            INFO(line);
            if (!line.starts_with("  aka ") && line.find("--") == std::string::npos)
                CHECK(aka::display_width(line) <= 80);
        }
    }
}

TEST_CASE("the search for English finds it", "[danish]") {
    World world;
    world.screen = true;
    fill(world);

    for (const auto& line : shown) {
        INFO("aka " << line);
        const auto said = world.aka(words_of_line(line));
        CHECK(english_in(said.out + said.err) != Texts{});
    }
    CHECK(english_in(world.must({"case", "close", "--help"})) != Texts{});
    CHECK(english_in(world.aka({"case", "show", "99"}).err) ==
          Texts{" no case ", " see aka case list --status all "});
}

TEST_CASE("what machines read is the same in both languages", "[danish]") {
    World english;
    fill(english);
    World danish = danish_world();
    fill(danish);

    for (const std::string line :
         {"case list --status all", "refer list", "actors list", "status --week", "case show 2"})
        for (const std::string format : {"tsv", "csv", "csv-excel"}) {
            INFO(line << " -O " << format);
            const auto words = words_of_line(line + " -O " + format);
            CHECK(danish.must(words) == english.must(words));
        }
    for (const auto& line : shown) {
        INFO("aka " << line);
        if (line.starts_with("data") || line.ends_with("--origin") || line.ends_with("--timeline")) continue;
        CHECK(without_texts(json_of(danish, words_of_line(line))) ==
              without_texts(json_of(english, words_of_line(line))));
    }
}

TEST_CASE("a summary written in Danish is summed up as one in English is", "[danish]") {
    World english;
    fill(english);
    World danish = danish_world();
    fill(danish);
    const Folder folder;
    const Texts month = words_of_line("report month 2026-10 -M naestved -O json");
    std::ofstream{folder / "english.json"} << english.must(month);
    std::ofstream{folder / "danish.json"} << danish.must(month);

    CHECK(content(folder / "danish.json") != content(folder / "english.json"));
    CHECK(english.must({"report", "merge", "--partial", "-O", "json", folder / "danish.json"}) ==
          english.must({"report", "merge", "--partial", "-O", "json", folder / "english.json"}));
}

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

    aka::choose_language("da", AKA_BINARY_DIR "/share/locale");
    CHECK(aka::reader_language() == "da");
    CHECK(aka::tr("nothing found") == "intet fundet");
    CHECK(aka::tr("") == "");
    CHECK(aka::trn("{n} is overdue", "{n} are overdue", 1) == "1 er over fristen");
    CHECK(aka::trn("{n} consent withdrawn", "{n} consents withdrawn", 1) == "1 samtykke tilbagekaldt");
    CHECK(aka::trn("{n} consent withdrawn", "{n} consents withdrawn", 0) == "0 samtykker tilbagekaldt");
    CHECK(aka::tr("this was never translated") == "this was never translated");

    aka::choose_language("en", AKA_BINARY_DIR "/share/locale");
    CHECK(aka::tr("nothing found") == "nothing found");
}

TEST_CASE("numbers and days are written as Danes write them", "[danish]") {
    const aka::Date day = *aka::parse_iso_date("2026-11-23");
    const auto text = [](const aka::Cell& cell) { return aka::people_text(cell, std::nullopt); };
    aka::choose_language("da", AKA_BINARY_DIR "/share/locale");

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

    aka::choose_language("en", AKA_BINARY_DIR "/share/locale");
    CHECK(text(1250.5) == "1250.5");
    CHECK(aka::to_readable(day, day) == "Mon 23 Nov");
}

TEST_CASE("a Dane agrees with ja", "[danish]") {
    for (const std::string answer : {"ja", "J", "yes", "y"}) CHECK(aka::is_yes(answer));
    for (const std::string answer : {"", "nej", "no", "jo da", "jab"}) CHECK_FALSE(aka::is_yes(answer));
}
