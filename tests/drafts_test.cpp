// What was typed and could not be recorded: kept for this user alone, found again, gone once it is stored.
#include <chrono>

#include "typist.hpp"

using namespace cli_world;

namespace {

/// A consultant's own home.
struct Home {
    Folder folder;
    World world;
    Home() { world.variables["HOME"] = folder.path(); }

    [[nodiscard]] std::string drafts_folder() const { return folder / ".local/state/aka"; }
    [[nodiscard]] Texts drafts() const {
        Texts files;
        if (fs::exists(drafts_folder()))
            for (const auto& entry : fs::directory_iterator{drafts_folder()}) files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        return files;
    }
    [[nodiscard]] std::string only_draft() const {
        const auto files = drafts();
        REQUIRE(files.size() == 1);
        return content(files.front());
    }
};

constexpr const char* head = "register: :memory:\nmunicipality: naestved\n";
constexpr const char* go_on = "what you typed is kept; go on with aka case new --recover\n";

}  // namespace

TEST_CASE("what was typed before Ctrl-C is kept and gone on with", "[drafts]") {
    Home home;

    const auto ended = typed_call(home.world, {"case", "new", "--positions", "2"},
                                  {"Fjordglas ApS", "Mangler smede", "En", "To^C"});
    CHECK(ended.status == 130);
    CHECK(ended.err.ends_with(std::string{"aka: interrupted; nothing was saved\n"} + go_on));
    CHECK(home.only_draft() ==
          std::string{head} + "company: Fjordglas ApS\npositions: 2\ntitle: Mangler smede\n\nEn\nTo\n");
    CHECK(mode(home.drafts().front()) == 0600);
    CHECK(mode(home.drafts_folder()) == 0700);

    const auto recorded = typed_call(home.world, {"case", "new", "--recover"}, {".", "", "."});
    CHECK(recorded.out == "NAE-26-0001\n");
    CHECK(recorded.err.starts_with("going on with "));
    CHECK(recorded.err.find("  Fjordglas ApS: Mangler smede\n") != std::string::npos);
    CHECK(texts(home.world, "SELECT title || '|' || text FROM case_file") == Texts{"Mangler smede|En\nTo"});
    CHECK(home.drafts() == Texts{});
}

TEST_CASE("a line that was broken off is gone on with, not taken for an answer", "[drafts]") {
    Home home;
    typed_call(home.world, {"case", "new"}, {"Fjordglas ApS", "Mangler sm^C"});
    CHECK(home.only_draft() == std::string{head} + "company: Fjordglas ApS\nunfinished: Mangler sm\n");
    Typist typist{{"Mangler smede", ".", "am^C"}};

    typed_call(home.world, {"case", "new", "--recover"}, typist);

    CHECK(typist.begun == Texts{"Mangler sm", "", ""});
    CHECK(home.only_draft() ==
          std::string{head} + "company: Fjordglas ApS\nunfinished: am\ntitle: Mangler smede\n");
}

TEST_CASE("a recorded enquiry leaves no draft", "[drafts]") {
    Home home;

    typed_call(home.world, {"case", "new"}, {"Fjordglas ApS", "Kurser", "Mere", ".", "amu", "."});
    home.world.input = "Tekst";
    home.world.must({"case", "new", "Holmely", "-t", "amu", "-F", "-"});
    home.world.must({"case", "note", "1", "-F", "-"});

    CHECK(home.drafts() == Texts{});
}

TEST_CASE("a personal number is in no draft", "[drafts][privacy]") {
    Home home;
    home.world.input = "Ring til Bo 010190-1234 i dag";

    const auto refused = home.world.aka({"case", "new", "Fjordglas", "-t", "amu", "-F", "-"});

    CHECK(refused.status == 4);
    CHECK(refused.err.ends_with(go_on));
    CHECK(home.only_draft() == std::string{head} + "business: Fjordglas\ntopic: amu\n\nRing til Bo  i dag");
    typed_call(home.world, {"case", "new"}, {"Holmely", "Bo 010190-1234^C"});
    for (const auto& file : home.drafts()) CHECK(content(file).find("1234") == std::string::npos);
}

TEST_CASE("options are kept for a person whom a rule or the register refused, not for a script", "[drafts]") {
    Home home;
    const Texts refused{"case", "new", "Fjordglas", "-t", "amu", "--title", "Bo 010190-1234 kursus"};

    CHECK(home.world.aka(refused).status == 4);
    CHECK(home.drafts() == Texts{});
    CHECK(typed_call(home.world, refused, {}).status == 4);

    CHECK(home.only_draft() == std::string{head} + "company: Fjordglas\ntitle: Bo  kursus\ntopic: amu\n");
    CHECK(home.world.must({"case", "new", "--recover", "-y"}) == "NAE-26-0001\n");
    CHECK(texts(home.world, "SELECT title FROM case_file") == Texts{"Bo kursus"});
}

TEST_CASE("a note that could not be stored is kept as it was written", "[drafts]") {
    Home home;
    home.world.must({"case", "new", "Fjordglas", "-t", "amu"});
    const auto failed =
        typed_call(home.world, {"case", "note", "1", "--on", "2026-11-19"}, {"Første", "Anden", "."});
    CHECK(failed.status == 4);
    CHECK(home.only_draft() == "Første\nAnden\n");
    const std::string file = home.drafts().front();
    CHECK(fs::path{file}.filename().string().starts_with("note-NAE-26-0001-"));
    CHECK(failed.err.ends_with("what you typed is kept; take it with -F " + file + "\n"));

    home.world.must({"case", "note", "1", "-F", file});
    CHECK(texts(home.world, "SELECT text FROM note") == Texts{"Første\nAnden"});
    CHECK(home.drafts() == Texts{});
}

TEST_CASE("a file of one's own is not taken for a draft", "[drafts]") {
    Home home;
    std::ofstream{home.folder / "mine.txt"} << "Tekst";

    home.world.must({"case", "new", "Fjordglas", "-t", "amu", "-F", home.folder / "mine.txt"});

    CHECK(content(home.folder / "mine.txt") == "Tekst");
}

TEST_CASE("an editor that failed leaves what was written", "[drafts]") {
    Home home;
    home.world.edited = "Skrevet her.\n";

    const auto failed = home.world.aka({"case", "new", "-e", "-t", "amu"});

    CHECK(failed.status == 3);
    CHECK(home.only_draft() == std::string{head} + "topic: amu\n\nSkrevet her.");
}

TEST_CASE("of several drafts one is asked for; without a person they are named", "[drafts]") {
    Home home;
    typed_call(home.world, {"case", "new"}, {"Fjordglas ApS", "Kurser", ".", "^C"});
    typed_call(home.world, {"case", "new"}, {"Holmely ApS", "Smede", ".", "^C"});
    const auto files = home.drafts();
    REQUIRE(files.size() == 2);
    for (const auto& file : files) {
        const bool holmely = content(file).find("Holmely") != std::string::npos;
        fs::last_write_time(file, fs::last_write_time(file) + std::chrono::hours{holmely ? 1 : -1});
    }

    const auto unsaid = home.world.aka({"case", "new", "--recover", "-t", "amu"});
    CHECK(unsaid.status == 3);
    CHECK(unsaid.err.find("Holmely ApS: Smede  " + home.drafts_folder()) != std::string::npos);
    const auto recorded =
        typed_call(home.world, {"case", "new", "--recover", "-t", "amu"}, {"3", "2", ".", "."});

    CHECK(recorded.out == "NAE-26-0001\n");
    CHECK(texts(home.world, "SELECT title FROM case_file") == Texts{"Kurser"});
    CHECK(home.drafts().size() == 1);
}

TEST_CASE("only what was typed for this register and office is gone on with", "[drafts]") {
    Home home;
    typed_call(home.world, {"case", "new"}, {"Fjordglas ApS", "Kurser", ".", "^C"});
    const std::string none = "no draft of an enquiry waits in " + home.drafts_folder();

    check_fails(home.world, {"case", "new", "--recover", "-M", "faxe"}, 5, none);
    check_fails(home.world, {"case", "new", "--recover", "--db", home.folder / "other.db"}, 5, none);
    CHECK(home.drafts().size() == 1);
}

TEST_CASE("a dry run keeps the draft that it tried", "[drafts]") {
    Home home;
    typed_call(home.world, {"case", "new", "-t", "amu"}, {"Fjordglas ApS", "Kurser", ".", "^C"});

    home.world.must({"case", "new", "--recover", "-n", "-y"});

    CHECK(home.drafts().size() == 1);
}

TEST_CASE("status tells of drafts in one line, and of old ones how old", "[drafts][status]") {
    Home home;
    CHECK(home.world.aka({"status"}).err.empty());
    typed_call(home.world, {"case", "new"}, {"Fjordglas ApS", "Kurser", ".", "^C"});
    const std::string file = home.drafts().front();
    const auto now = fs::file_time_type::clock::now();
    home.world.now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    fs::last_write_time(file, now);

    const auto young = home.world.aka({"status"});
    fs::last_write_time(file, now - std::chrono::hours{24 * 40});
    const auto old = home.world.aka({"status"});

    const std::string waits = "1 draft waits in " + home.drafts_folder();
    CHECK(young.err == waits + "; go on with aka case new --recover\n");
    CHECK(old.err ==
          waits + ", the oldest for 40 days: record it or delete it; go on with aka case new --recover\n");
    CHECK(home.world.aka({"status", "-q"}).err.empty());
}

TEST_CASE("erasing a case takes its drafts, and a service without a home has none", "[drafts][erase]") {
    Home home;
    home.world.must(
        {"case", "new", "Fjordglas ApS", "-t", "amu", "--contact", "Ida Kvist", "--phone", "55667788"});
    typed_call(home.world, {"case", "note", "1"}, {"Hun ringede", "igen^C"});
    typed_call(home.world, {"case", "new"}, {"Fjordglas ApS", "n", "Kurser^C"});
    typed_call(home.world, {"case", "new"}, {"Holmely", "Smede^C"});
    REQUIRE(home.drafts().size() == 3);
    home.world.must({"case", "close", "1", "--outcome", "met"});

    home.world.must({"case", "erase", "1", "--reason", "mistake", "--confirm", "1"});

    CHECK(home.only_draft() == std::string{head} + "company: Holmely\nunfinished: Smede\n");
    World service;
    CHECK(
        typed_call(service, {"case", "new"}, {"Fjordglas", "Kurser^C"}).err.ends_with("nothing was saved\n"));
}
