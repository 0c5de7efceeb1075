// Everything that is held about a person or a business, and that no table is forgotten.
#include <map>
#include <set>
#include <sstream>

#include "aka/store/subject.hpp"
#include "cli_world.hpp"

using namespace cli_world;

namespace {

using Columns = std::map<std::string, std::set<std::string>>;

std::set<std::string> split(const std::string& words) {
    std::istringstream in{words};
    return {std::istream_iterator<std::string>{in}, {}};
}

/// Ida at Fjordglas with a case that has everything; Ole at Holmely, whose note names Ida's phone; Vibely.
World with_people() {
    World world;
    world.input = "virksomhed;cvr;telefon;grund\nFjordglas ApS;99999918;55667788;Vokser\n";
    world.must({"case", "outreach", "--import", "-"});
    world.input = "Der mangler en svejser.\n";
    world.must({"case", "new", "Fjordglas ApS", "--cvr", "99999918", "--contact", "Ida Holm", "--phone",
                "55667788", "--email", "ida@fjordglas.dk", "-t", "faglaert", "--title", "Svejser",
                "--consent", "full", "-F", "-"});
    world.must({"refer", "send", "1", "--pick", "draw"});
    world.must({"refer", "update", "1.1", "--status", "accepted"});
    world.must({"case", "close", "1", "--outcome", "met"});
    world.input = "Fint.\n";
    world.must({"case", "feedback", "1", "--score", "5", "-F", "-"});
    world.must({"case", "new", "Holmely", "--contact", "Ole Bak", "-t", "amu"});
    world.input = "Ring til Ida på 55 66 77 88.\n";
    world.must({"case", "note", "2", "-F", "-"});
    world.must({"case", "new", "Vibely", "-t", "amu"});
    return world;
}

/// As "table.field=value".
std::set<std::string> held(World& world, const Texts& key) {
    Texts call{"data", "subject"};
    call.insert(call.end(), key.begin(), key.end());
    std::set<std::string> found;
    const Json answer = json_of(world, call);
    for (const auto& value : answer["held"])
        found.insert(
            value["table"].get<std::string>() + '.' + value["field"].get<std::string>() + '=' +
            (value["value"].is_string() ? value["value"].get<std::string>() : value["value"].dump()));
    return found;
}

std::set<std::string> tables_of(const std::set<std::string>& held) {
    std::set<std::string> tables;
    for (const auto& value : held) tables.insert(value.substr(0, value.find('.')));
    return tables;
}

}  // namespace

TEST_CASE("every column of every table is said to be personal or not", "[privacy][subject]") {
    World world;
    Columns real;
    for (const auto& table : texts(world, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        for (const auto& column : texts(world, "SELECT name FROM pragma_table_info('" + table + "')"))
            real[table].insert(column);

    Columns classified;
    for (const auto& table : aka::held_tables()) {
        INFO(table.name);
        auto columns = split(table.personal);
        for (const auto& column : split(table.other)) CHECK(columns.insert(column).second);
        CHECK(classified.emplace(table.name, columns).second);
        CHECK((table.held_by == aka::HeldBy::nothing) == (*table.personal == '\0'));
    }

    for (const auto& [table, columns] : real) {
        INFO(table);
        CHECK(classified[table] == columns);
    }
    CHECK(classified.size() == real.size());
}

TEST_CASE("everything of a business is listed, from every table that holds something", "[privacy][subject]") {
    World world = with_people();

    const auto found = held(world, {"--cvr", "99 99 99 18"});

    std::set<std::string> personal;
    for (const auto& table : aka::held_tables())
        if (table.held_by != aka::HeldBy::nothing && !std::string{table.name}.starts_with("case_search"))
            personal.insert(table.name);
    personal.erase("merged_case");     // nothing was merged
    personal.erase("extra_proposal");  // nobody was proposed later
    personal.erase("note");            // no note on this case
    CHECK(tables_of(found) == personal);
    for (const char* value :
         {"business.name=Fjordglas ApS", "contact.name=Ida Holm", "case_file.title=Svejser",
          "case_file.text=Der mangler en svejser.", "feedback.text=Fint.", "prospect.reason=Vokser",
          "consent.scope=full", "contact.phone=55667788"})
        CHECK(found.count(value) == 1);
    for (const auto& value : found) CHECK(value.find("Vibely") == std::string::npos);
}

TEST_CASE("the history of what was merged and of the lists is held too", "[privacy][subject]") {
    World world = with_people();
    world.must({"case", "new", "Holmely", "-t", "amu", "--title", "Kvistdobbelt", "--force-new"});
    world.must({"case", "merge", "4", "--into", "2"});

    const auto bodies = [&](const Texts& key) {
        std::string all;
        for (const auto& value : held(world, key))
            if (value.starts_with("event_body.")) all += value;
        return all;
    };
    const std::string of_list = bodies({"--cvr", "99999918"});
    CHECK(of_list.find("Vokser") != std::string::npos);
    // By Ida's number in a note the case is found, with the enquiry that went into it.
    CHECK(bodies({"--phone", "55667788"}).find("Kvistdobbelt") != std::string::npos);
}

TEST_CASE("what is held is the same as text, as a table and in JSON", "[privacy][subject]") {
    World world = with_people();
    const Json answer = json_of(world, {"data", "subject", "--cvr", "99999918"});
    REQUIRE(answer["held"].size() > 50);

    std::istringstream lines{world.must({"data", "subject", "--cvr", "99999918"})};
    std::size_t at = 0;
    for (std::string line; std::getline(lines, line); ++at) {
        const Json& value = answer["held"][at];
        const std::string shown =
            value["value"].is_string() ? value["value"].get<std::string>() : value["value"].dump();
        const std::string begin = value["table"].get<std::string>() + '\t' + value["record"].dump() + '\t' +
                                  value["field"].get<std::string>() + '\t';
        INFO(line);
        CHECK(line.starts_with(begin));
        // A backslash is doubled there.
        if (shown.find('\\') == std::string::npos) CHECK(line == begin + shown);
    }
    CHECK(at == answer["held"].size());
    world.screen = true;
    const std::string page = world.must({"data", "subject", "--cvr", "99999918"});
    for (const char* word :
         {"Fjordglas ApS", "Ida Holm", "ida@fjordglas.dk", "Der mangler en svejser.", "Vokser"})
        CHECK(page.find(word) != std::string::npos);
}

TEST_CASE("a person is found by phone and by mail, in the texts of others too", "[privacy][subject]") {
    World world = with_people();

    const auto by_phone = held(world, {"--phone", "+45 55667788"});
    CHECK(by_phone.count("note.text=Ring til Ida på 55 66 77 88.") == 1);
    CHECK(by_phone.count("prospect.reason=Vokser") == 1);
    CHECK(by_phone.count("case_file.title=Svejser") == 1);
    const auto by_email = held(world, {"--email", "IDA@fjordglas.dk"});
    CHECK(by_email.count("contact.name=Ida Holm") == 1);
    CHECK(by_email.count("case_file.title=Svejser") == 1);
    CHECK(by_email.count("contact.name=Ole Bak") == 0);
}

TEST_CASE("an office lists what it holds itself, and says that others hold something", "[privacy][subject]") {
    World world = with_people();

    const Outcome elsewhere = world.aka({"data", "subject", "--cvr", "99999918", "-M", "faxe"});

    CHECK(elsewhere.out.empty());
    CHECK(elsewhere.err.find("nothing is held here") != std::string::npos);
    CHECK(elsewhere.err.find("other offices of this register hold something too") != std::string::npos);
    CHECK(world.aka({"data", "subject", "--cvr", "99999926"}).err.find("other offices") == std::string::npos);
}

TEST_CASE("who is meant is said once, and said right", "[privacy][subject]") {
    World world = with_people();

    check_fails(world, {"data", "subject"}, 3, "say who is meant: one of --cvr NR, --email ADDR, --phone NR");
    check_fails(world, {"data", "subject", "--cvr", "99999918", "--phone", "55667788"}, 3,
                "say who is meant: one of --cvr NR, --email ADDR, --phone NR");
    check_fails(world, {"data", "subject", "--cvr", "12345678"}, 3, "--cvr: \"12345678\" is no CVR number");
}
