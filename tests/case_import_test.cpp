// A register kept in a spreadsheet until today: everything that is wrong is told at once, and nothing is
// lost.
#include "aka/store/search.hpp"
#include "cli_world.hpp"

using namespace cli_world;

namespace {

const char* const headings =
    "Virksomhed;CVR-nr.;Kontakt;Telefon;E-mail;Emne;Titel;Noter;Modtaget;Kanal;Kommune;Antal;Stilling;Status;"
    "Afsluttet;Udfald;Årsag;Besat;Opsøgende;Konsulent;Prioritet;\r\n";

/// As one finds it: empty lines and columns, tabs, line breaks and quotation marks in cells, a row twice.
const std::string good_lines =
    "Fjordglas ApS;99 99 99 18;Ida Prøve;+45 55 77 12 34;Ida@Fjordglas.Example;faglært;Mangler\tglarmestre;"
    "\"Har prøvet:\r\n- jobnet;\r\n- \"\"netværk\"\"\";03-02-2025;telefon;Næstved;2;glarmester;lukket;"
    "14.05.25;delvis;ingen kapacitet;1;nej;JB;høj;\r\n"
    ";;;;;;;;;;;;;;;;;;;;;\r\n"
    "\r\n"
    "  fjordglas aps ;;;;;Faglært;Mangler glarmestre;;2025-02-03;;;;;;;;;;;;;\r\n"
    "Holmely;;\tBo Test\t;;;AMU | trivsel;Truckkursus;;20/11-2026;møde;naestved;;;;;;;;x;;;\r\n";

const std::string bad_lines =
    "Vibely;99999919;;1234;ikke-mail;rekrutering;;Ring til "
    "010190-1234;31-02-2026;mobil;Faxe;to;;;;;;;måske;;;\r\n"
    ";;;;;amu;Kursus;;24-12-2026;;;;;åben;01-02-2026;opfyldt;;;;;;\r\n"
    "Solbakken;;;;;trivsel;Uro;;01-03-2026;;;1;;lukket;01-02-2026;uopfyldt;;2;;;;\r\n"
    "Kalklund;;;;;amu;Kursus;;01-03-1926;;;;;lukket;;;;;;;;\r\n";

/// The register in a file of its own.
class Register {
public:
    explicit Register(const std::string& bytes, const char* name = "register.csv") : name_(folder_ / name) {
        write(bytes);
    }
    void write(const std::string& bytes) const { std::ofstream{name_, std::ios::binary} << bytes; }
    const std::string& name() const { return name_; }

    /// What is said of it, without the folder.
    Texts told(const Outcome& outcome) const {
        Texts lines;
        std::istringstream in{outcome.err};
        for (std::string line; std::getline(in, line);) {
            const auto at = line.find(folder_.path() + "/");
            if (at != std::string::npos) line.erase(at, folder_.path().size() + 1);
            lines.push_back(line);
        }
        return lines;
    }

private:
    Folder folder_;
    std::string name_;
};

Json import_of(World& world, const Register& file, Texts options = {}) {
    Texts arguments{"case", "import", file.name()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return json_of(world, arguments);
}

}  // namespace

TEST_CASE("everything wrong in a register is told at once, and nothing is stored", "[import]") {
    World world;
    const Register file{headings + good_lines + bad_lines};
    const Texts before = all_rows(world);

    const Outcome outcome = world.aka({"case", "import", file.name()});

    CHECK(outcome.status == 1);
    CHECK(outcome.out.empty());
    CHECK(changed_rows(world, before) == Texts{});
    CHECK(
        file.told(outcome) ==
        Texts{"register.csv: left out, an unknown column: Prioritet",
              "register.csv:9: Titel: empty; every case needs it",
              "register.csv:9: CVR-nr.: \"99999919\" is no CVR number: eight digits that pass the check, as "
              "99 99 99 18",
              "register.csv:9: Telefon: \"1234\" is no Danish phone number: eight digits, +45 before them if "
              "you like",
              "register.csv:9: E-mail: \"ikke-mail\" is no mail address, as name@example.dk",
              "register.csv:9: Emne: unknown topic \"rekrutering\"; did you mean rekruttering?",
              "register.csv:9: Antal: \"to\" is no number from 1 to 9999",
              "register.csv:9: Noter: 010190-xxxx looks like a personal number (CPR); it must not be kept, "
              "so remove it",
              "register.csv:9: Modtaget: \"31-02-2026\" is no date; write 2026-11-21 or 21-11-2026",
              "register.csv:9: Kommune: Faxe is not Næstved, who acts; import its lines with -M faxe",
              "register.csv:9: Kanal: \"mobil\" is none of phone, mail, meeting, web, event",
              "register.csv:9: Opsøgende: \"måske\" is none of ja, nej (yes, no)",
              "register.csv:10: Virksomhed: empty; a case needs a business, by name or CVR number",
              "register.csv:10: Modtaget: 2026-12-24 lies ahead; an enquiry was received today or before",
              "register.csv:10: Afsluttet: the case is open; one that has ended needs the day, the outcome "
              "and not the status open",
              "register.csv:10: Udfald: the case is open; one that has ended needs the day, the outcome and "
              "not the status open",
              "register.csv:11: Afsluttet: 2026-02-01 is before the day the enquiry was received, 2026-03-01",
              "register.csv:11: Årsag: empty; why was it not met? write one of no-actor, no-capacity, "
              "not-eligible, declined, no-answer",
              "register.csv:11: Besat: more posts are filled than were sought",
              "register.csv:12: Modtaget: 1926-03-01 is before 2000; is it right?",
              "register.csv:12: Afsluttet: empty; a closed case needs the day it was closed",
              "register.csv:12: Udfald: empty; a closed case needs one of met, partly, unmet, withdrawn",
              "aka: register.csv: 4 bad lines, 3 good; nothing was stored"});
}

TEST_CASE("a mended register is taken over whole, each case with its own days", "[import]") {
    World world;
    const Register file{headings + good_lines};

    const Outcome outcome = world.aka({"case", "import", file.name(), "-O", "json"});

    CHECK(outcome.status == 0);
    CHECK(Json::parse(outcome.out) == Json::parse(R"json({"schema": "aka/1",
            "import": {"lines": 3, "added": 2, "open": 1, "closed": 1, "known": 0, "twice": 1, "stored": true},
            "cases": [{"line": 2, "ref": "NAE-25-0001", "status": "closed"}, {"line": 8, "ref": "NAE-26-0001", "status": "open"}]})json"));
    CHECK(file.told(outcome) == Texts{"register.csv: left out, an unknown column: Prioritet",
                                      "register.csv:7: the same case as line 2, counted once",
                                      "register.csv: 2 new, 0 known"});
    CHECK(json_of(world, {"case", "show", "NAE-25-0001", "--timeline"}) ==
          Json::parse(R"json({"schema": "aka/1",
      "case": {"ref": "NAE-25-0001", "status": "closed", "company": "Fjordglas ApS", "cvr": "99999918", "pno": null,
               "form": "aps", "size": null, "contact": "Ida Prøve", "phone": "55 77 12 34", "email": "ida@fjordglas.example",
               "title": "Mangler glarmestre", "text": "Har prøvet:\n- jobnet;\n- \"netværk\"", "channel": "phone",
               "direction": "incoming", "received_on": "2025-02-03", "received_in": "naestved", "owner": "naestved",
               "consultant": "JB", "closed_on": "2025-05-14"},
      "needs": [{"topic": "rekruttering/faglaert", "occupation": "glarmester", "positions": 2, "obstacle": null,
                 "outcome": "partly", "cause": "no-capacity", "filled": 1, "other_profile": null, "closed_on": "2025-05-14"}],
      "consents": [], "referrals": [], "followups": [], "feedback": [], "notes": [],
      "timeline": [{"on": "2025-02-03", "recorded": "2026-11-23T09:00:00Z", "by": "MK", "what": "case import",
                    "written": ["case_file received_on=2025-02-03 received_in=naestved owner=naestved status=open",
                                "need topic=rekruttering/faglaert positions=2"]},
                   {"on": "2025-05-14", "recorded": "2026-11-23T09:00:00Z", "by": "MK", "what": "case close",
                    "written": ["need topic=rekruttering/faglaert positions=2 outcome=partly cause=no-capacity filled=1",
                                "case_file received_on=2025-02-03 received_in=naestved owner=naestved status=closed closed_on=2025-05-14"]}]})json"));
    const Json open = json_of(world, {"case", "show", "1"});
    CHECK(open["case"]["contact"] == "Bo Test");
    CHECK(open["case"]["channel"] == "meeting");
    CHECK(open["case"]["direction"] == "outreach");
    CHECK(open["needs"][0]["topic"] == "videreuddannelse/amu");
    CHECK(open["needs"][1]["topic"] == "tilknytning/trivsel");
    CHECK(open["followups"] == Json::parse(R"([{"due": "2026-11-30", "kind": "agreed", "done_on": null}])"));
}

TEST_CASE("what was taken over is as its events tell, and found by its words", "[import]") {
    World world;
    const Register file{headings + good_lines};
    world.must({"case", "import", file.name()});

    CHECK(world.aka({"data", "audit", "--verify"}).status == 0);
    CHECK(verify_index(*world.db) == Texts{});
    CHECK(texts(world,
                "SELECT count(*) AS n FROM case_file c JOIN need n ON n.case_id = c.id "
                "WHERE (c.status = 'closed') = (n.closed_on IS NULL)") == Texts{"0"});
}

TEST_CASE("an import that cannot be shown says that it is stored", "[import]") {
    World world;
    const Register file{"virksomhed;emne;titel;modtaget\nFjordglas;amu;Kursus;2026-01-02\n"};

    const auto outcome = world.aka({"case", "import", file.name(), "--json=bogus"});

    CHECK(outcome.status == 9);
    CHECK(outcome.err.find("done and stored, but not shown: no field bogus") != std::string::npos);
    CHECK(world.must({"case", "list", "--count"}) == "1\n");
}

TEST_CASE("a consultant of an import has initials as anywhere else", "[import]") {
    World world;
    const Register file{
        "virksomhed;emne;titel;modtaget;konsulent\nFjordglas;amu;Kursus;2026-01-02;Bente Holm Juhl\n"};

    const auto outcome = world.aka({"case", "import", file.name()});

    CHECK(outcome.status == 1);
    CHECK(outcome.err.find("konsulent: initials have at most 12 letters and no blanks") != std::string::npos);
    CHECK(world.must({"case", "list", "--count"}) == "0\n");
}

TEST_CASE("importing a register again changes nothing, also with CVR numbers added", "[import]") {
    World world;
    const Register file{
        "Virksomhed;Emne;Titel;Modtaget\nHolmely;amu;Kursus;01-10-2026\nVibely;amu;Kursus;01-10-2026\n"};
    world.must({"case", "import", file.name()});
    const Texts before = all_rows(world);

    const Outcome again = world.aka({"case", "import", file.name()});
    file.write(
        "CVR,Virksomhed,Emne,Titel,Modtaget\n99999918,HOLMELY,amu,Kursus,2026-10-01\n,Vibely,amu,\"Kursus\","
        "1.10.26\n");
    const Outcome with_cvr = world.aka({"case", "import", file.name()});

    CHECK(again.status == 0);
    CHECK(file.told(again) == Texts{"register.csv: 0 new, 2 known"});
    CHECK(file.told(with_cvr) == Texts{"register.csv: 0 new, 2 known"});
    CHECK(changed_rows(world, before) == Texts{});
}

TEST_CASE("another CVR number, day or title is another case", "[import]") {
    World world;
    const Register file{
        "CVR;Virksomhed;Emne;Titel;Modtaget\n99999918;Holmely;amu;Kursus;01-10-2026\n"
        "99999926;Holmely;amu;Kursus;01-10-2026\n99999918;Holmely;amu;Kursus;02-10-2026\n"
        "99999918;Holmely;amu;Kursus 2;01-10-2026\n"};

    CHECK(import_of(world, file)["import"]["added"] == 4);
    CHECK(texts(world, "SELECT count(*) AS n FROM business") == Texts{"2"});
}

TEST_CASE("an import draws nobody, an open case draws when it is asked for", "[import]") {
    World world;
    const Register file{headings + good_lines};

    world.must({"case", "import", file.name()});
    CHECK(texts(world, "SELECT count(*) AS n FROM draw") == Texts{"0"});
    CHECK(texts(world, "SELECT count(*) AS n FROM ledger") == Texts{"0"});

    world.must({"refer", "suggest", "1", "--topic", "amu"});
    CHECK(texts(world, "SELECT topic FROM draw") == Texts{"videreuddannelse/amu"});
}

TEST_CASE("a case closed lately is followed up three months later, one closed long ago is not", "[import]") {
    World world;
    const Register file{
        "Virksomhed;Emne;Titel;Modtaget;Afsluttet;Udfald\nHolmely;amu;Ny;01-10-2026;20-10-2026;opfyldt\n"
        "Holmely;amu;Gammel;01-10-2025;20-10-2025;opfyldt\nHolmely;amu;Trukket;01-10-2026;20-10-2026;trukket "
        "tilbage\n"};

    world.must({"case", "import", file.name()});

    CHECK(texts(world,
                "SELECT c.title || ' ' || f.kind || ' ' || f.due FROM followup f JOIN case_file c ON c.id = "
                "f.case_id") == Texts{"Ny three-months 2027-01-20"});
    CHECK(world.aka({"status", "--exit-code"}).status == 0);
}

TEST_CASE("what an older line says of a business does not take the place of a newer one", "[import]") {
    World world;
    const Register file{
        "Virksomhed;CVR;Kontakt;Telefon;Emne;Titel;Modtaget\n"
        "Fjordglas A/S;99999918;Ida Prøve;55771234;amu;Ny;01-10-2026\n"
        "Fjordglas I/S;99999918;Ida Prøve;21222324;amu;Gammel;01-10-2020\n"
        "Fjordglas Nord A/S;99999918;Ida Prøve;61222324;amu;Nyest;02-10-2026\n"};

    world.must({"case", "import", file.name()});

    CHECK(texts(world, "SELECT name FROM business") == Texts{"Fjordglas Nord A/S"});
    CHECK(texts(world, "SELECT phone FROM contact") == Texts{"61222324"});
}

TEST_CASE("a dry run of an import tells all and stores nothing", "[import]") {
    World world;
    const Register file{headings + good_lines};
    const Texts before = all_rows(world);

    const Outcome outcome = world.aka({"case", "import", file.name(), "--dry-run"});

    CHECK(outcome.status == 0);
    CHECK(outcome.out == "lines\t3\nadded\t2\nopen\t1\nclosed\t1\nknown\t0\ntwice\t1\nstored\t0\n");
    CHECK(ends_with(outcome.err, "register.csv: 2 new, 0 known\ndry run: nothing was changed\n"));
    CHECK(changed_rows(world, before) == Texts{});
}

TEST_CASE("a business known by its CVR number alone must be known, all such lines are told", "[import]") {
    World world;
    world.must({"case", "new", "Fjordglas", "--cvr", "99999918", "-t", "amu"});
    const Register file{
        "CVR;Emne;Titel;Modtaget\n99999918;amu;En;01-10-2026\n99999926;amu;To;01-10-2026\n99999934;amu;Tre;"
        "01-10-2026\n"};
    const Texts before = all_rows(world);

    const Outcome outcome = world.aka({"case", "import", file.name()});

    CHECK(outcome.status == 1);
    CHECK(file.told(outcome) == Texts{"register.csv:3: the business is not known yet; name it with --company",
                                      "register.csv:4: the business is not known yet; name it with --company",
                                      "aka: register.csv: 2 bad lines, 1 good; nothing was stored"});
    CHECK(changed_rows(world, before) == Texts{});
}

TEST_CASE("Excel's own encoding is read and said", "[import]") {
    World world;
    const Register file{
        "Virksomhed;Emne;Titel;Modtaget\r\n\xC6r\xF8 Sm\xE5ting;amu;Kursus \x96 2 dage;01-10-2026\r\n"};

    const Outcome outcome = world.aka({"case", "import", file.name()});

    CHECK(outcome.status == 0);
    CHECK(file.told(outcome).front() ==
          "register.csv: read as Windows-1252, not UTF-8; look at æ, ø and å in what was recorded");
    CHECK(
        texts(world,
              "SELECT b.name || ': ' || c.title FROM case_file c JOIN business b ON b.id = c.business_id") ==
        Texts{"Ærø Småting: Kursus – 2 dage"});
}

TEST_CASE("a file that is no register is refused with the way out", "[import]") {
    World world;
    const std::string columns = "Virksomhed;Emne;Titel;Modtaget\n";
    const auto told = [&](const std::string& bytes) {
        const Register file{bytes};
        const Outcome outcome = world.aka({"case", "import", file.name()});
        CHECK(outcome.status == 1);
        CHECK(outcome.out.empty());
        return joined(file.told(outcome));
    };
    const Texts before = all_rows(world);

    CHECK(told("") == "aka: register.csv is empty; its first line names the columns ");
    CHECK(told("\n;;\n") == "aka: register.csv is empty; its first line names the columns ");
    CHECK(told("Firma;Titel;010190-1234\nHolmely;x;y\n") ==
          "aka: register.csv has no column emne (topic); found: Firma, Titel, 010190-xxxx ");
    CHECK(told("Emne;Titel;Modtaget\n") ==
          "aka: register.csv has no column virksomhed (company) / cvr; found: Emne, Titel, Modtaget ");
    CHECK(told("Titel;title;Emne;Modtaget;CVR\n") ==
          "aka: register.csv: \"Titel\" and \"title\" are the same column; rename or remove one ");
    CHECK(told(columns + "Holmely;amu;\"Kursus;01-10-2026\n") ==
          "register.csv:2: a quotation mark that opens a cell is never closed; nothing behind it was read "
          "aka: register.csv: 1 bad line, 0 good; nothing was stored ");
    CHECK(
        told(columns + "Holmely;amu;Skærm 24\";01-10-2026\n") ==
        "register.csv:2: a quotation mark that neither surrounds a cell nor is doubled (noticed in line 2); "
        "mend it, the lines behind it were not read aka: register.csv: 1 bad line, 0 good; nothing was "
        "stored ");
    CHECK(
        told(columns + "Holmely;amu;Kursus;01-10-2026;mere\n") ==
        "register.csv:2: 5 cells, but 4 columns; put cells that hold the separator \";\" in quotation marks "
        "aka: register.csv: 1 bad line, 0 good; nothing was stored ");
    CHECK(told(columns + "Holmely;amu;\"Kursus\nVibely;amu;24\"\n") ==
          "register.csv:2: 3 cells, but 4 columns, in lines 2 to 3: a quotation mark is missing or stands "
          "alone "
          "register.csv:2: Modtaget: empty; every case needs it "
          "aka: register.csv: 1 bad line, 0 good; nothing was stored ");
    CHECK(told(columns + "Ærø;amu;Kørekort \xC3;01-10-2026\n") ==
          "aka: register.csv:2: broken UTF-8; save the file again as \"CSV UTF-8\", or mend that line ");
    CHECK(
        told("\xFF\xFEV\x01") ==
        "aka: register.csv is UTF-16 (\"Unicode text\"); save it in Excel as \"CSV UTF-8\" and import that ");
    CHECK(told("PK\x03\x04 ...") ==
          "aka: register.csv is a workbook; save it in Excel as \"CSV UTF-8\" and import that ");
    CHECK(changed_rows(world, before) == Texts{});
}

TEST_CASE("headings alone are an empty register", "[import]") {
    World world;
    const Register file{headings};

    CHECK(
        import_of(world, file)["import"] ==
        Json::parse(
            R"({"lines": 0, "added": 0, "open": 0, "closed": 0, "known": 0, "twice": 0, "stored": false})"));
}

TEST_CASE("a register that cannot be read is a usage error", "[import]") {
    World world;
    const Folder folder;

    check_fails(world, {"case", "import", folder / "absent.csv"}, 3,
                "cannot read " + (folder / "absent.csv") + ": No such file or directory");
    check_fails(world, {"case", "import", folder.path()}, 3, folder.path() + " is a folder; name a file");
    check_fails(world, {"case", "import"}, 3, "FILE is missing; see aka case import --help");
}

TEST_CASE("a register comes on standard input too, and tells of health words once", "[import]") {
    World world;
    world.input =
        "company,topic,title,text,received\nHolmely,amu,Course,En er sygemeldt,2026-10-01\n"
        "Vibely,amu,Course,Har en diagnose,2026-10-01\n";

    const Outcome outcome = world.aka({"case", "import", "-"});

    CHECK(outcome.status == 0);
    CHECK(outcome.err ==
          "warning: standard input: 2 lines tell of health or punishment (2, 3); of a person who can be "
          "recognised "
          "that does not belong here (GDPR art. 9 and 10)\nstandard input: 2 new, 0 known\n");
}

TEST_CASE("a register of two thousand lines is taken over in one act", "[import]") {
    World world;
    world.db->query("INSERT INTO counter (municipality, year, last) VALUES ('naestved', 2026, 8000)");
    std::string bytes = "Virksomhed;Emne;Titel;Tekst;Modtaget\r\n";
    for (int i = 0; i < 2'000; ++i)
        bytes += "Virksomhed " + std::to_string(i % 500) + ";amu;Sag " + std::to_string(i) +
                 ";\"Første linje\nanden linje\";01-10-2026\r\n";
    const Register file{bytes};

    const Json answer = import_of(world, file);

    CHECK(answer["import"]["added"] == 2'000);
    CHECK(answer["cases"].back() ==
          Json::parse(R"({"line": 4000, "ref": "NAE-26-10000", "status": "open"})"));
    CHECK(texts(world, "SELECT count(*) AS n FROM business") == Texts{"500"});
    CHECK(ends_with(
        joined(
            texts(world, "SELECT kind || ' ' || substr(subject, 1, 7) FROM event ORDER BY seq DESC LIMIT 1")),
        "case import import: "));
}
