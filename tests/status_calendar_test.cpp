// The agenda as a calendar. A reader of its own, in another language, checks it among the process tests.
#include "aka/output/calendar_file.hpp"
#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// Folded lines joined again.
std::string unfolded(std::string text) {
    for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at))
        text.erase(at, 3);
    return text;
}

Texts lines_with(const std::string& calendar, const std::string& begin) {
    Texts found;
    std::istringstream lines{unfolded(calendar)};
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(begin))
            found.push_back(line.substr(begin.size(), line.size() - begin.size() - 1));
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

TEST_CASE("a calendar holds whole days, as RFC 5545 writes them", "[calendar]") {
    const aka::Instant now = aka::Instant{*aka::parse_iso_date("2026-11-23")} + std::chrono::hours{9};

    const std::string calendar =
        aka::write_calendar({{"k1@aka", *aka::parse_iso_date("2027-01-05"), "Glas; søn, \\ og\nmere"}}, now);

    CHECK(calendar ==
          "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//aka//agenda//EN\r\nBEGIN:VEVENT\r\nUID:k1@aka\r\n"
          "DTSTAMP:20261123T090000Z\r\nDTSTART;VALUE=DATE:20270105\r\n"
          "SUMMARY:Glas\\; søn\\, \\\\ og mere\r\nCLASS:CONFIDENTIAL\r\nTRANSP:TRANSPARENT\r\n"
          "END:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST_CASE("the calendar holds all that is open, however far ahead, and no free text", "[calendar]") {
    World world;
    move_to(world, "2026-11-16");
    world.must({"case", "new", "Fjordglas ApS", "-t", "amu", "--title", "Hemmelig titel", "--followup",
                "2026-11-20"});
    world.must({"case", "new", "Holmely ApS", "-t", "amu", "--followup", "2027-03-01"});
    world.must({"case", "consent", "1", "--give", "anonymous", "--via", "phone"});
    move_to(world, "2026-11-23");
    world.must({"refer", "send", "1", "--actor", "zbc", "--reason", "company-wish"});

    const std::string calendar = world.must({"status", "-O", "ics"});

    CHECK(lines_with(calendar, "DTSTART;VALUE=DATE:") == Texts{"20261120", "20261130", "20270301"});
    CHECK(lines_with(calendar, "SUMMARY:") ==
          Texts{"Answer due: NAE-26-0001.1 Fjordglas ApS (ZBC (Zealand Business College))",
                "Follow-up: NAE-26-0001 Fjordglas ApS", "Follow-up: NAE-26-0002 Holmely ApS"});
    CHECK(calendar.find("Hemmelig") == std::string::npos);
}

TEST_CASE("an event keeps its identity, and is stamped by the clock", "[calendar]") {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "-t", "amu"});
    const std::string before = world.must({"status", "-O", "ics"});

    move_to(world, "2026-11-25");
    world.must({"case", "followup", "1", "--on", "2026-12-10"});
    const std::string after = world.must({"status", "-O", "ics"});

    CHECK(lines_with(before, "UID:") == lines_with(after, "UID:"));
    CHECK(lines_with(before, "DTSTAMP:") == Texts{"20261123T090000Z"});
    CHECK(lines_with(after, "DTSTAMP:") == Texts{"20261125T090000Z"});
    CHECK(lines_with(after, "DTSTART;VALUE=DATE:") == Texts{"20261210"});
}

TEST_CASE("the calendar's file is known by its ending, and overdue still tells the exit code", "[calendar]") {
    World world;
    const Folder folder;
    move_to(world, "2026-11-16");
    world.must({"case", "new", "Fjordglas ApS", "-t", "amu", "--followup", "2026-11-20"});
    move_to(world, "2026-11-23");

    const Outcome outcome = world.aka({"status", "--exit-code", "-o", folder / "agenda.ics"});

    CHECK(outcome.status == 8);
    CHECK(content(folder / "agenda.ics").starts_with("BEGIN:VCALENDAR\r\n"));
    check_fails(world, {"case", "list", "-O", "ics"}, 3,
                "--format: \"ics\" is none of table, tsv, csv, csv-excel, json, md, html, xlsx");
}
