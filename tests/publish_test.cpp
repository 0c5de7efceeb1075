#include <map>
#include <set>

#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// So many enquiries of a topic in a municipality, each of another business.
void record(World& world, const std::string& municipality, const std::string& topic, int enquiries) {
    static int businesses = 0;
    for (int i = 0; i < enquiries; ++i)
        world.must({"case", "new", "Test " + std::to_string(++businesses) + " ApS", "-t", topic, "-M",
                    municipality, "--no-input"});
}

/// October: Faxe is small in everything, the others are not.
void record_october(World& world) {
    move_to(world, "2026-10-05");
    record(world, "faxe", "amu", 2);
    record(world, "naestved", "amu", 9);
    record(world, "naestved", "faglaert", 8);
    record(world, "holbaek", "faglaert", 7);
    record(world, "roskilde", "elev-laerling", 6);
    move_to(world, "2026-11-23");
}

const Texts publish_october{"report", "publish", "month", "2026-10", "--audience", "public", "-M", "all"};

Texts with(Texts arguments, const Texts& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

/// measure, dimension, category, municipality -> what is published.
std::map<Texts, std::string> published(World& world, const Texts& arguments) {
    std::map<Texts, std::string> all;
    const Json document = json_of(world, arguments);
    for (const auto& row : document["figures"]) {
        const Json& value = row["value"];
        all[{row["measure"], row["dimension"], row["category"], row["municipality"]}] =
            value.is_string() ? value.get<std::string>() : std::to_string(value.get<int>());
    }
    return all;
}

std::string ledger(World& world) {
    return world.must({"report", "published"});
}

}  // namespace

TEST_CASE("a small figure and what would tell it are hidden, totals are shown", "[publish]") {
    World world;
    record_october(world);
    auto figures = published(world, publish_october);
    CHECK(figures[{"enquiries", "", "", "all"}] == "32");
    CHECK(figures[{"enquiries", "", "", "faxe"}] == "*");
    CHECK(figures[{"enquiries", "", "", "naestved"}] == "17");
    CHECK(figures[{"enquiries", "", "", "stevns"}] == "0");
    // Two hidden at least: one alone is the total less the others.
    int hidden = 0;
    for (const auto& [key, value] : figures)
        if (key.at(0) == "enquiries" && key.at(1).empty() && value == "*") ++hidden;
    CHECK(hidden == 2);
    CHECK(figures[{"needs", "topic", "videreuddannelse", "all"}] == "11");
    CHECK(figures[{"businesses", "", "", "all"}] == "32");
}

TEST_CASE("a person reads one mark, why, and no hidden value", "[publish]") {
    World world;
    world.screen = true;
    record_october(world);
    const std::string text = world.must(publish_october);
    INFO(text);
    CHECK(text.find("Monthly summary 2026-10, all municipalities (1 Oct 2026 to 31 Oct 2026)") !=
          std::string::npos);
    CHECK(text.find("Published on 23 Nov 2026 for the public.") != std::string::npos);
    CHECK(text.find("* is a figure that may not be shown: fewer than 5 businesses") != std::string::npos);
    CHECK(text.find("Needs recorded by topic") != std::string::npos);
    CHECK(text.find("MK") == std::string::npos);
    CHECK(text.find("Test ") == std::string::npos);
}

TEST_CASE("a period is published once: asked again, on another day, it is the same bytes", "[publish]") {
    World world;
    record_october(world);
    const std::string first = world.must(with(publish_october, {"-O", "md"}));
    const std::string rows = ledger(world);
    move_to(world, "2026-12-24");
    const Outcome again = world.aka(with(publish_october, {"-O", "md"}));
    CHECK(again.status == 0);
    CHECK(again.out == first);
    CHECK(again.err == "published before, on 2026-11-23: given again as it was\n");
    CHECK(ledger(world) == rows);
}

TEST_CASE("the ledger tells a figure by the same codes as the publication", "[publish]") {
    World world;
    record_october(world);
    const Json first = json_of(world, publish_october);
    CHECK(json_of(world, publish_october) == first);
    CHECK(texts(world, "SELECT covers FROM published_figure WHERE category = '250+'") == Texts{"250+"});
}

TEST_CASE("a publication keeps its figures when the register changes", "[publish]") {
    World world;
    record_october(world);
    const auto first = published(world, publish_october);
    const Json first_document = json_of(world, publish_october);
    const std::string first_csv = world.must(with(publish_october, {"-O", "csv"}));
    SECTION("by too few to be told: it is said that something changed") {
        move_to(world, "2026-10-06");
        record(world, "naestved", "amu", 1);
        move_to(world, "2026-11-24");
        CHECK(published(world, publish_october) == first);
        CHECK(world.must(with(publish_october, {"-O", "md"})).find("changed since by too few businesses") !=
              std::string::npos);
        CHECK(texts(world, "SELECT count(*) FROM publication") == Texts{"1"});
    }
    SECTION("by enough: the totals are restated, and stand in the ledger") {
        move_to(world, "2026-10-06");
        record(world, "naestved", "amu", 6);
        move_to(world, "2026-11-24");
        const Json document = json_of(world, publish_october);
        CHECK(document["restated"].front() ==
              Json{{"indicator", "enquiries"}, {"label", "Enquiries"}, {"value", 38}, {"on", "2026-11-24"}});
        CHECK(document["figures"] == first_document["figures"]);
        CHECK(texts(world, "SELECT restates FROM publication ORDER BY id") == Texts{"0", "1"});
        CHECK(json_of(world, publish_october) == document);
        CHECK(texts(world, "SELECT count(*) FROM publication") == Texts{"2"});
        CHECK(world.must(with(publish_october, {"-O", "csv"})) == first_csv);
    }
}

TEST_CASE("the quarter does not tell what the month hid", "[publish]") {
    World world;
    record_october(world);
    move_to(world, "2026-11-05");
    record(world, "faxe", "amu", 8);
    move_to(world, "2026-12-05");
    record(world, "faxe", "amu", 9);
    move_to(world, "2027-01-04");
    auto october = published(world, publish_october);
    for (const char* month : {"2026-11", "2026-12"})
        world.must({"report", "publish", "month", month, "--audience", "public", "-M", "all"});
    auto quarter =
        published(world, {"report", "publish", "month", "2026-Q4", "--audience", "public", "-M", "all"});
    CHECK(october[{"enquiries", "", "", "faxe"}] == "*");
    // 19 less the 17 of November and December would be the two of October.
    CHECK(quarter[{"enquiries", "", "", "all"}] == "49");
    CHECK(quarter[{"enquiries", "", "", "faxe"}] == "*");
}

TEST_CASE("the alliance and a funder's seven do not tell the eighth", "[publish]") {
    World world;
    record_october(world);
    move_to(world, "2026-10-07");
    record(world, "frederikssund", "amu", 3);
    move_to(world, "2026-11-23");
    auto alliance = published(world, publish_october);
    CHECK(alliance[{"enquiries", "", "", "all"}] == "35");
    auto funder = published(world, {"report", "publish", "funder", "2026-10", "--funder", "region-sjaelland",
                                    "--audience", "funder"});
    CHECK(funder[{"enquiries", "", "", "region-sjaelland"}] == "*");
    CHECK(funder[{"businesses", "", "", "region-sjaelland"}] == "*");
}

TEST_CASE("what would be hidden is told to the office alone, and nothing is published", "[publish]") {
    World world;
    record_october(world);
    const Texts before = all_rows(world);
    const Json document = json_of(world, with(publish_october, {"--explain"}));
    CHECK(changed_rows(world, before) == Texts{});
    std::set<std::string> faxe;
    for (const auto& row : document["hidden"])
        if (row["municipality"] == "faxe") faxe.insert(row["because"].get<std::string>());
    CHECK(faxe == std::set<std::string>{"too few businesses"});
    CHECK(ledger(world).empty());
}

TEST_CASE("a dry run publishes nothing and writes no file", "[publish]") {
    World world;
    Folder folder;
    record_october(world);
    const Texts before = all_rows(world);
    CHECK(world.aka(with(publish_october, {"-n", "-o", folder / "october.csv"})).status == 0);
    CHECK(changed_rows(world, before) == Texts{});
    CHECK_FALSE(fs::exists(folder / "october.csv"));
}

TEST_CASE("a file that cannot be written is no publication", "[publish]") {
    World world;
    Folder folder;
    record_october(world);
    const Texts before = all_rows(world);
    const Outcome refused = world.aka(with(publish_october, {"-o", folder / "missing/october.csv"}));
    CHECK(refused.status != 0);
    CHECK(refused.err.find("cannot write") != std::string::npos);
    CHECK(changed_rows(world, before) == Texts{});
    world.must(with(publish_october, {"-o", folder / "october.csv"}));
    CHECK(content(folder / "october.csv").find("period,municipality,municipalities,measure,") == 0);
    CHECK(texts(world, "SELECT count(*) FROM publication") == Texts{"1"});
}

TEST_CASE("what cannot be published is refused, and the register stays as it was", "[publish]") {
    World world;
    record_october(world);
    const auto refused = [&](const Texts& arguments, int status, const std::string& message) {
        check_fails_unstored(world, arguments, status, message);
    };
    refused({"report", "publish", "month", "2026-10", "-M", "all"}, 3,
            "who will read it? add --audience partner, funder or public");
    refused({"report", "publish", "followup", "2026-10", "--audience", "public"}, 3,
            "\"followup\" cannot be published; month, funder, unmet, shortage, satisfaction, coverage can");
    refused({"report", "publish", "month", "2026-11", "--audience", "public"}, 4,
            "2026-11 is not over until 2026-11-30; a period is published once, when its figures are there");
    refused({"report", "publish", "month", "2026-09..2026-10", "--audience", "public"}, 3,
            "\"2026-09..2026-10\" cannot be published; publish a month, a quarter or a year");
    refused(with(publish_october, {"--min-cell", "2"}), 3,
            "--min-cell: 2 is fewer than 3 businesses; no figure is published below that");
    refused(with(publish_october, {"--min-cell", "five"}), 3,
            "--min-cell: \"five\" is no number of businesses");
    refused(with(publish_october, {"--funder", "region-sjaelland"}), 3,
            "--funder belongs to report publish funder");
    refused({"report", "publish", "funder", "2026-10", "--audience", "funder"}, 3,
            "whose report? add --funder and one of region-sjaelland, region-hovedstaden");
    refused({"report", "publish", "funder", "2026-10", "--audience", "funder", "--funder", "eu"}, 3,
            "unknown funder \"eu\"; it may be region-sjaelland, region-hovedstaden, region-oestdanmark");
    world.must(publish_october);
    refused(with(publish_october, {"--min-cell", "3"}), 4,
            "2026-10 was published on 2026-11-23 with --min-cell 5; a period is not published again with "
            "other figures");
}

TEST_CASE("an office publishes its own figures, and the ledger tells all", "[publish]") {
    World world;
    record_october(world);
    auto own = published(world, {"report", "publish", "month", "2026-10", "--audience", "partner"});
    CHECK(own[{"enquiries", "", "", "naestved"}] == "17");
    CHECK_FALSE(own.contains({"enquiries", "", "", "all"}));
    world.must(publish_october);
    CHECK(ledger(world) ==
          "2026-11-23\tmonth\t2026-10\tNæstved\tpartner\t5\t" +
              texts(world, "SELECT count(*) FROM published_figure WHERE publication_id = 1").front() + "\t" +
              texts(world, "SELECT sum(hidden) FROM published_figure WHERE publication_id = 1").front() +
              "\t0\t" + texts(world, "SELECT hash FROM publication WHERE id = 1").front() +
              "\n2026-11-23\tmonth\t2026-10\tall\tpublic\t5\t" +
              texts(world, "SELECT count(*) FROM published_figure WHERE publication_id = 2").front() + "\t" +
              texts(world, "SELECT sum(hidden) FROM published_figure WHERE publication_id = 2").front() +
              "\t0\t" + texts(world, "SELECT hash FROM publication WHERE id = 2").front() + "\n");
}

TEST_CASE("every report that can be published is, for a month, a quarter and a year", "[publish]") {
    World world;
    record_october(world);
    move_to(world, "2027-01-04");
    for (const char* report : {"month", "unmet", "shortage", "satisfaction", "coverage", "funder"})
        for (const char* period : {"2026-10", "2026-Q4", "2026"}) {
            Texts arguments{"report", "publish", report, period, "--audience",
                            "public", "-M",      "all",  "-O",   "md"};
            if (std::string{report} == "funder")
                arguments.insert(arguments.end(), {"--funder", "region-sjaelland"});
            INFO(joined(arguments));
            const std::string text = world.must(arguments);
            CHECK(text.find("# ") == 0);
            CHECK(world.must(arguments) == text);
        }
}

TEST_CASE("a rest of one along two ways is a figure like others", "[publish]") {
    // Needs by topic and needs for labour have a total in common: what is not for labour can be computed.
    World world;
    move_to(world, "2026-10-05");
    for (int i = 0; i < 9; ++i)
        world.must({"case", "new", "Rest " + std::to_string(i) + " ApS", "-t", "faglaert", "--positions", "2",
                    "--no-input"});
    record(world, "naestved", "faglaert", 1);
    move_to(world, "2026-11-23");
    auto month = published(world, {"report", "publish", "month", "2026-10", "--audience", "public"});
    CHECK(month[{"needs", "", "", "naestved"}] == "10");
    auto shortage = published(world, {"report", "publish", "shortage", "2026-10", "--audience", "public"});
    CHECK(shortage[{"labour", "", "", "naestved"}] == "*");
}

TEST_CASE("every enquiry has a need: two measures together tell no more than each for itself", "[publish]") {
    // What is hidden of the one in Faxe and Stevns and of the other in Ringsted and Stevns would meet in
    // Stevns.
    World world;
    move_to(world, "2026-10-05");
    record(world, "naestved", "amu", 30);
    record(world, "faxe", "amu", 6);
    record(world, "ringsted", "amu", 8);
    record(world, "ringsted", "faglaert", 2);
    record(world, "stevns", "amu", 4);
    move_to(world, "2027-01-04");
    auto figures =
        published(world, {"report", "publish", "month", "2026-Q4", "--audience", "public", "-M", "all"});
    const auto is_hidden = [&](const char* measure, const char* municipality) {
        return figures[{measure, "", "", municipality}] == "*";
    };
    CHECK(is_hidden("enquiries", "stevns"));
    CHECK(is_hidden("needs", "stevns"));
    int both = 0;  // beside Stevns: somebody of whom both are hidden, or enquiries would limit needs
    for (const char* other : {"faxe", "naestved", "ringsted"})
        both += is_hidden("enquiries", other) && is_hidden("needs", other) ? 1 : 0;
    CHECK(both >= 1);
}

TEST_CASE("no figure is published of a time before the first enquiry", "[publish]") {
    World world;
    record_october(world);
    check_fails_unstored(
        world, {"report", "publish", "month", "2026-09", "--audience", "public"}, 4,
        "the register holds no enquiry of 2026-09 or before; a period is published once, when "
        "its figures are there");
}

TEST_CASE("a smaller --min-cell before stands in the way, and is named", "[publish]") {
    World world;
    move_to(world, "2026-10-05");
    record(world, "faxe", "amu", 3);
    record(world, "naestved", "amu", 20);
    move_to(world, "2027-01-04");
    const Texts month{"report", "publish", "month", "2026-10", "--audience", "public", "-M", "all"};
    const Texts quarter{"report", "publish", "month", "2026-Q4", "--audience", "public", "-M", "all"};
    world.must(with(month, {"--min-cell", "3"}));
    check_fails_unstored(world, quarter, 4,
                         "nothing is published: report month 2026-10 was published on 2027-01-04 with "
                         "--min-cell 3; with that the figures go together");
    world.must(with(quarter, {"--min-cell", "3"}));
}

TEST_CASE("a report is not put in the place of a register", "[publish][program]") {
    World world;
    Folder folder;
    record_october(world);
    { std::ofstream{folder / "a.db"} << "SQLite format 3" << '\0' << "pages"; }
    const std::string before = content(folder / "a.db");
    for (const char* name : {"a.db", "a.db-journal"}) {
        const Outcome refused = world.aka(with(publish_october, {"-O", "csv", "-o", folder / name}));
        CHECK(refused.status == 3);
        CHECK(refused.err == "aka: " + (folder / name) +
                                 " belongs to a register and is not overwritten; choose another name\n");
    }
    CHECK(content(folder / "a.db") == before);
    CHECK(texts(world, "SELECT count(*) FROM publication") == Texts{"0"});
}

TEST_CASE("what was not met is published for itself, with all that ended", "[publish]") {
    World world;
    record_october(world);
    move_to(world, "2026-10-20");
    for (int number = 1; number <= 16; ++number) {
        Texts close{"-y", "case", "close", std::to_string(number), "--outcome"};
        if (number % 2 == 0)
            close.emplace_back("met");
        else
            close.insert(close.end(), {"unmet", "--reason", "no-actor"});
        world.must(close);
    }
    move_to(world, "2026-11-23");
    auto figures =
        published(world, {"report", "publish", "unmet", "2026-10", "--audience", "public", "-M", "all"});
    CHECK(figures[{"needs_ended", "", "", "all"}] == "16");
    CHECK(figures[{"needs_ended", "ending", "not-met", "all"}] == "8");
    CHECK(figures[{"needs_ended", "ending", "otherwise", "all"}] == "8");
}
