// Summaries that offices hand in, and what the alliance makes of them.
#include <fmt/format.h>

#include <random>

#include "aka/model/error.hpp"
#include "aka/report/merge.hpp"
#include "aka/report/month.hpp"
#include "cli_world.hpp"
#include "invented_rows.hpp"

using namespace cli_world;
using aka::Document;
using aka::ErrorKind;
using aka::Offices;
using aka::Section;
using aka::SummaryFile;

namespace {

aka::Date day(const char* iso) {
    return aka::parse_iso_date(iso).value();
}

/// Three offices' invented cases in one register, many handed over or ended elsewhere.
struct Alliance {
    std::shared_ptr<aka::SqliteRegister> db = aka::open_sqlite(":memory:", aka::OpenFor::creating);
    aka::Network network = aka::invented::small_network();
    aka::Date made = day("2026-11-10");

    explicit Alliance(unsigned seed) {
        db->transaction([&] { aka::invented::Inventor{*db, seed}.invent(60, 500); });
    }
    Document summary(const char* place, const char* period = "2026-10") const {
        return aka::month_report(*db, network,
                                 {aka::parse_period(period, made).value(), {place}, {}, {}, made});
    }
    Json json(const char* place, const char* period = "2026-10") const {
        return Json::parse(aka::render(summary(place, period), aka::Format::json, {}));
    }
    std::vector<SummaryFile> files(const char* period = "2026-10") const {
        std::vector<SummaryFile> all;
        for (const char* place : aka::invented::places)
            all.push_back({fmt::format("{}.json", place), json(place, period).dump()});
        return all;
    }
    Document merge(const std::vector<SummaryFile>& files, Offices offices = Offices::all) const {
        return aka::merge_summaries(network, files, offices, made);
    }
};

/// What it is refused with: the kind's exit status and the message.
std::string fault(const Alliance& alliance, const std::vector<SummaryFile>& files,
                  Offices offices = Offices::all) {
    try {
        alliance.merge(files, offices);
    } catch (const aka::Error& error) {
        return fmt::format("{} {}", aka::exit_status(error.kind()), error.what());
    }
    return "merged";
}

/// The same with one file replaced by what `change` makes of it.
std::string fault_with(const Alliance& alliance, const std::function<void(Json&)>& change) {
    auto files = alliance.files();
    Json changed = Json::parse(files[1].text);
    change(changed);
    files[1].text = changed.dump();
    return fault(alliance, files);
}

/// The row of a section, to be changed.
Json& row(Json& summary, const char* section, const char* word) {
    for (auto& entry : summary[section])
        if (entry.value("indicator", "") == word || entry.value("kind", "") == word) return entry;
    throw std::out_of_range{word};
}

const Section& section(const Document& document, const std::string& key) {
    for (const auto& candidate : document.sections)
        if (candidate.key == key) return candidate;
    throw std::out_of_range{key};
}

std::string tsv(const Document& document, const char* key) {
    return aka::render({"", {}, {section(document, key)}}, aka::Format::tsv, {});
}

}  // namespace

TEST_CASE("merged summaries are the summary of the register that holds all offices", "[report][merge]") {
    const std::set<std::string> left_out{"businesses",           "businesses_year", "businesses_new",
                                         "businesses_new_share", "cases_open_age",  "answer_time"};
    for (const unsigned seed : {1U, 2U, 3U}) {
        const Alliance alliance{seed};
        for (const char* period : {"2026-10", "2026-Q3", "2025"}) {
            CAPTURE(seed, period);
            const Document whole = alliance.summary("", period);
            const Document merged = alliance.merge(alliance.files(period));

            std::vector<std::vector<aka::Cell>> expected;
            for (const auto& entry : section(whole, "headline").table.rows)
                if (left_out.count(std::get<std::string>(entry.front())) == 0) expected.push_back(entry);
            CHECK(expected.size() == section(whole, "headline").table.rows.size() - left_out.size());
            CHECK(section(merged, "headline").table.rows == expected);
            for (const char* key :
                 {"municipalities", "topics", "kinds", "outcomes", "causes", "sizes", "channels"})
                CHECK(tsv(merged, key) == tsv(whole, key));
        }
    }
}

TEST_CASE("the order of the files does not matter", "[report][merge]") {
    const Alliance alliance{4};
    auto files = alliance.files();
    const std::string first = aka::render(alliance.merge(files), aka::Format::json, {});
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name > b.name; });

    CHECK(aka::render(alliance.merge(files), aka::Format::json, {}) == first);
}

TEST_CASE("an office without a summary is named, or left out when asked", "[report][merge]") {
    const Alliance alliance{5};
    auto files = alliance.files();
    files.pop_back();

    CHECK(fault(alliance, files) ==
          "4 no summary of roskilde; name their files too, or sum up the others with --partial");
    const Document some = alliance.merge(files, Offices::some);
    CHECK(some.title == "Summary 2026-10 of 2 of 3 offices (1 Oct 2026 to 31 Oct 2026)");
    CHECK(some.lines.back() == "Not in these figures: roskilde.");
    CHECK(tsv(some, "municipalities").find("roskilde") == std::string::npos);
}

TEST_CASE("what does not belong together is refused, all of it at once", "[report][merge]") {
    const Alliance alliance{6};
    auto files = alliance.files();
    files.push_back({"again.json", files[0].text});
    files.push_back({"all.json", alliance.json("").dump()});
    files.push_back({"september.json", alliance.json("roskilde", "2026-09").dump()});
    files.push_back({"early.json", alliance.json("faxe", "2026-11").dump()});
    Json elsewhere = alliance.json("faxe");
    elsewhere["report"]["municipality"] = "oslo";
    files.push_back({"oslo.json", elsewhere.dump()});
    files.push_back({"merged.json", aka::render(alliance.merge(alliance.files()), aka::Format::json, {})});

    CHECK(fault(alliance, files) ==
          "4 all.json: sums up a whole register, and would count twice; write it with aka report month -M "
          "OFFICE -O json\n"
          "early.json: was made on 2026-11-10, before the period 2026-11 was over; make it again\n"
          "oslo.json: is of oslo, which is no municipality of this configuration\n"
          "merged.json: is a merged summary already; name the offices' own files\n"
          "again.json: is of faxe, as faxe.json is; name one of them\n"
          "september.json: is of 2026-09, the others are of 2026-10\n"
          "september.json: is of roskilde, as roskilde.json is; name one of them");
}

TEST_CASE("a file that is no summary is told with its reason", "[report][merge]") {
    const Alliance alliance{7};
    const auto with = [&](const std::string& text) {
        auto files = alliance.files();
        files[1].text = text;
        return fault(alliance, files);
    };

    CHECK(with("") == "1 naestved.json: line 1: this is no JSON");
    CHECK(with("{\n\"a\": }") == "1 naestved.json: line 2: this is no JSON");
    CHECK(with("{\"a\": \"\xff\xfe\"}") == "1 naestved.json: line 1: this is not UTF-8");
    CHECK(with(std::string(100'000, '[')) == "1 naestved.json: line 1: it is nested too deeply");
    CHECK(with("[]") ==
          "1 naestved.json: is no monthly summary; write it with aka report month -M OFFICE -O json");
    CHECK(with("{\"schema\": \"aka/1\", \"headline\": []}") ==
          "1 naestved.json: is no monthly summary; write it with aka report month -M OFFICE -O json");
    CHECK(fault_with(alliance, [](Json& file) { file["report"]["schema"] = "aka.month.2"; }) ==
          "1 naestved.json: is of the schema aka.month.2, not aka.month.1; write it with aka report month -M "
          "OFFICE -O json, with this version of aka");
    CHECK(fault_with(alliance, [](Json& file) { file["schema"] = "aka/2"; }) ==
          "1 naestved.json: is of the schema aka/2, not aka/1; write it with aka report month -M OFFICE -O "
          "json, with this version of aka");
    CHECK(fault_with(alliance, [](Json& file) { file.erase("sizes"); }) ==
          "1 naestved.json: has no sizes; write it with aka report month without --by");
    CHECK(fault_with(alliance, [](Json& file) { file["report"]["last"] = "2026-10-30"; }) ==
          "1 naestved.json: report: its period is none");
    CHECK(fault_with(alliance, [](Json& file) { file["report"].erase("made"); }) ==
          "1 naestved.json: report has no \"made\"");
}

TEST_CASE("counts that cannot be are refused", "[report][merge]") {
    const Alliance alliance{8};
    const auto with = [&](const Json& value) {
        return fault_with(alliance, [&](Json& file) { row(file, "headline", "enquiries")["value"] = value; });
    };
    const std::string no_count =
        "1 naestved.json: headline enquiries: \"value\" is no count (a whole number, not negative)";

    CHECK(with(-1) == no_count);
    CHECK(with(1.5) == no_count);
    CHECK(with(1e30) == no_count);
    CHECK(with(18446744073709551615ULL) == no_count);
    CHECK(with(1'000'000'001) == no_count);
    CHECK(with("7") == no_count);
    CHECK(with(nullptr) == no_count);
    CHECK(with(true) == no_count);
    CHECK(with(999) == "1 naestved.json: the counts do not add up: channels / enquiries");
    CHECK(fault_with(alliance, [](Json& file) {
              row(file, "headline", "enquiries_outreach")["value"] = 999;
          }) == "1 naestved.json: the counts do not add up: enquiries_outreach / enquiries");
    CHECK(fault_with(alliance, [](Json& file) {
              row(file, "headline", "followups_settled")["lastyear"] = 999;
          }) == "1 naestved.json: the counts do not add up: followups_settled / followups");
    CHECK(fault_with(alliance, [](Json& file) { row(file, "headline", "needs")["value"] = 1; }) ==
          "1 naestved.json: the counts do not add up: topics / needs");
    CHECK(fault_with(alliance, [](Json& file) {
              file["topics"].push_back({{"topic", "rekruttering/ufaglaert"}, {"needs", 999}});
          }) == "1 naestved.json: the counts do not add up: topics");
    CHECK(fault_with(alliance, [](Json& file) { row(file, "kinds", "education")["helped"] = 999; }) ==
          "1 naestved.json: the counts do not add up: kinds");
}

TEST_CASE("rows that are missing, twice or strange are refused", "[report][merge]") {
    const Alliance alliance{9};

    CHECK(fault_with(alliance, [](Json& file) { file["channels"].erase(0); }) ==
          "1 naestved.json: channels has no phone");
    CHECK(fault_with(alliance, [](Json& file) { file["channels"].push_back(file["channels"][0]); }) ==
          "1 naestved.json: channels has phone twice");
    CHECK(fault_with(alliance, [](Json& file) {
              file["channels"].push_back(file["channels"][0]);
              file["channels"].back()["channel"] = "fax";
          }) == "1 naestved.json: channels has fax, which this version of aka does not know");
    CHECK(fault_with(alliance, [](Json& file) { file["topics"][0]["topic"] = "Fjordglas ApS"; }) ==
          "1 naestved.json: topics has Fjordglas ApS, which is no topic");
    CHECK(fault_with(alliance, [](Json& file) { file["topics"] = 7; }) ==
          "1 naestved.json: topics is no list of rows");
    CHECK(fault_with(alliance, [](Json& file) { file["headline"].erase(0); }) ==
          "1 naestved.json: headline has no enquiries");
}

TEST_CASE("nothing of a file but its counts is shown", "[report][merge]") {
    const Alliance alliance{10};
    auto files = alliance.files();
    const std::string before = aka::render(alliance.merge(files), aka::Format::json, {});
    Json file = Json::parse(files[0].text);
    file["title"] = "Fjordglas ApS";
    file["cases"] = {{{"ref", "FAX-26-0001"}}};
    for (auto& entry : file["headline"]) entry["label"] = "Fjordglas ApS";
    files[0].text = file.dump();

    CHECK(aka::render(alliance.merge(files), aka::Format::json, {}) == before);
}

TEST_CASE("only what every office compares with is compared", "[report][merge]") {
    const Alliance alliance{11};
    auto files = alliance.files();
    Json file = Json::parse(files[0].text);
    for (auto& entry : file["headline"]) {
        entry.erase("previous");
        entry.erase("change");
    }
    files[0].text = file.dump();

    const Document merged = alliance.merge(files);
    Texts columns;
    for (const auto& column : section(merged, "headline").table.columns) columns.push_back(column.key);

    CHECK(columns == Texts{"indicator", "label", "unit", "value", "lastyear", "change"});
}

// ---- as a person does it

namespace {

const Texts offices{"faxe",     "frederikssund", "holbaek",  "kalundborg",
                    "naestved", "ringsted",      "roskilde", "stevns"};

/// An enquiry in every office, and one that Faxe hands over to Stevns, where it ends.
World with_enquiries() {
    World world;
    move_to(world, "2026-10-05");
    for (const auto& office : offices)
        world.must({"-M", office, "case", "new", "Holmely " + office, "--cvr", "99999918", "-t", "faglaert",
                    "--contact", "Signe Holm"});
    world.must({"-M", "faxe", "case", "new", "Skovbo", "-t", "amu"});
    world.must({"-M", "faxe", "case", "handover", "2", "--to", "stevns"});
    move_to(world, "2026-10-20");
    world.must({"-M", "stevns", "-y", "case", "close", "FAX-26-0002", "--outcome", "met"});
    move_to(world, "2026-11-02");
    return world;
}

Texts write_summaries(World& world, const Folder& folder) {
    Texts names;
    for (const auto& office : offices) {
        names.push_back(folder / (office + ".json").c_str());
        world.must({"-M", office, "report", "month", "2026-10", "-o", names.back()});
    }
    return names;
}

Json value(const Json& report, const std::string& indicator) {
    for (const auto& entry : report["headline"])
        if (entry["indicator"] == indicator) return entry["value"];
    return "left out";
}

}  // namespace

TEST_CASE("eight offices' files make the alliance's summary, and tell of no case", "[report][merge]") {
    World world = with_enquiries();
    const Folder folder;
    Texts call = write_summaries(world, folder);
    for (const auto& name : call)
        for (const char* word : {"Holmely", "Skovbo", "99999918", "-26-", "Signe"}) {
            INFO(name << " " << word);
            CHECK(content(name).find(word) == std::string::npos);
        }
    const Json whole = json_of(world, {"-M", "all", "report", "month", "2026-10"});
    call.insert(call.begin(), {"report", "merge"});
    world.variables["AKA_DB"] = "/nonexistent/aka.db";  // no register is read

    const Json merged = json_of(world, call);

    CHECK(value(merged, "enquiries") == 9);
    CHECK(value(merged, "cases_closed") == 1);
    CHECK(value(merged, "cases_open") == 8);
    CHECK(value(merged, "businesses") == "left out");
    for (const char* key : {"municipalities", "topics", "kinds", "outcomes", "causes", "sizes", "channels"})
        CHECK(merged[key] == whole[key]);
    CHECK(merged["report"]["schema"] == "aka.merge.1");
    CHECK(merged["report"]["municipalities"] == offices);
    CHECK(merged["report"]["missing"] == Json::array());
    CHECK(merged["notes"] ==
          Json{"Made on 2 Nov 2026.",
               "Summed up from the offices' own summaries: Faxe, Frederikssund, Holbæk, Kalundborg, Næstved, "
               "Ringsted, Roskilde, Stevns."});
}

TEST_CASE("merging says what it cannot do before it begins", "[report][merge]") {
    World world = with_enquiries();
    const Folder folder;
    const Texts names = write_summaries(world, folder);
    std::ofstream{folder / "large.json"} << std::string((16UL << 20U) + 1, ' ');

    check_fails(world, {"report", "merge"}, 3, "FILE is missing; see aka report merge --help");
    check_fails(world, {"report", "merge", "-", "-"}, 3,
                "standard input (-) is named twice; it holds one summary");
    check_fails(world, {"-M", "faxe", "report", "merge", names[0]}, 3,
                "the summaries say whose they are; leave -M out, and name the files that are meant");
    check_fails(world, {"report", "merge", folder / "none.json", folder / "large.json", folder.path()}, 3,
                "cannot read " + (folder / "none.json") + ": No such file or directory\n" +
                    (folder / "large.json") + " is larger than 16 MiB; a summary is much smaller\n" +
                    folder.path() + " is a folder; name a file");
    check_fails(world, {"report", "merge", names[0], names[4]}, 4,
                "no summary of Frederikssund, Holbæk, Kalundborg, Ringsted, Roskilde, Stevns; name their "
                "files too, or sum up the others with --partial");
}

TEST_CASE("a summary comes on standard input too, with whatever line ends and mark", "[report][merge]") {
    World world = with_enquiries();
    const Folder folder;
    const Texts names = write_summaries(world, folder);
    const Json plain = json_of(world, {"report", "merge", "--partial", names[0]});
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : content(names[0])) windows += c == '\n' ? std::string{"\r\n"} : std::string{c};
    world.input = windows;

    CHECK(json_of(world, {"report", "merge", "--partial", "-"}) == plain);
}
