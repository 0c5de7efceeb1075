// Texts from a foreign register, or typed to do harm: shown harmlessly by every command, in every format.
#include <cctype>
#include <map>
#include <set>

#include "aka/model/error.hpp"
#include "cli_world.hpp"

using namespace cli_world;

namespace {

/// Sets the title of a window, rings, clears the screen, turns the writing, ends a line.
const std::string attack =
    "Kvist\x1b]0;x\x07\x1b[2J\u009b31m\u202e\u2066\x7f\x08\r"
    "\u202a\u202b\u202c\u202d\u2067\u2068\u2069\u200e\u061c\u0085\u2028";

/// What stands in the columns that are texts; the others hold codes, days and keys.
const std::vector<std::pair<std::string, Texts>> free_texts{
    {"business", {"name", "industry_code", "industry_version", "municipality", "postcode"}},
    {"contact", {"name", "phone", "email"}},
    {"case_file", {"consultant", "title", "text"}},
    {"need", {"occupation"}},
    {"note", {"author", "text"}},
    {"consent", {"taken_by"}},
    {"referral", {"actor_name"}},
    {"feedback", {"text"}},
    {"prospect", {"name", "phone", "reason"}},
    {"actor_check", {"by"}},
    {"actor_capacity", {"by"}},
    {"event", {"kind", "who", "os_user"}}};

World lived() {
    World world;
    world.input = "virksomhed;telefon;grund\nVibely ApS;55667788;Vokser\n";
    world.must({"case", "outreach", "--import", "-"});
    world.input = "Der mangler en svejser.\n";
    world.must({"case",
                "new",
                "Fjordglas ApS",
                "--cvr",
                "99999918",
                "--contact",
                "Ida Holm",
                "--phone",
                "44556677",
                "--email",
                "ida@fjordglas.dk",
                "-t",
                "faglaert",
                "--title",
                "Svejser",
                "--occupation",
                "svejser",
                "--positions",
                "2",
                "--consent",
                "full",
                "-F",
                "-"});
    world.input = "Ringede.\n";
    world.must({"case", "note", "1", "-F", "-"});
    world.must({"refer", "send", "1", "--pick", "draw"});
    world.must({"refer", "send", "1", "--pick", "draw"});
    world.must({"refer", "update", "1.1", "--status", "accepted"});
    world.must({"refer", "done", "1.1", "--outcome", "helped"});
    world.must({"case", "new", "Holmely", "-t", "amu", "--title", "Kurser"});
    world.must({"case", "close", "2", "--outcome", "unmet", "--reason", "no-actor"});
    world.input = "Nej.\n";
    world.must({"case", "feedback", "2", "--score", "2", "-F", "-"});
    world.must({"actors", "verify", "zbc"});
    world.must({"actors", "capacity", "zbc", "limited"});
    move_to(world, "2026-12-15");
    return world;
}

void write_everywhere(World& world, const std::string& text) {
    for (const auto& [table, columns] : free_texts)
        for (const auto& column : columns)
            world.db->query("UPDATE " + table + " SET " + column + " = $1", {text});
    world.db->query("UPDATE referral SET shared_text = replace(shared_text, 'Fjordglas ApS', $1)",
                    {std::string{"\\u001b[2J\\u009b\\u202e"}});
    world.db->query("UPDATE referral SET shared_text = replace(shared_text, 'Ida Holm', '=1+1')");
}

/// Every command that answers from the register.
const std::vector<Texts> reading{{"case", "list", "--status", "all"},
                                 {"case", "show", "1", "--timeline"},
                                 {"case", "show", "2"},
                                 {"case", "outreach"},
                                 {"case", "receipt", "1"},
                                 {"case", "erase", "2", "--reason", "mistake", "--confirm", "2", "--dry-run"},
                                 {"refer", "list"},
                                 {"refer", "show", "1.1"},
                                 {"refer", "suggest", "1"},
                                 {"refer", "letter", "1.2"},
                                 {"refer", "remind"},
                                 {"actors", "list"},
                                 {"actors", "show", "zbc"},
                                 {"status", "--week"},
                                 {"report", "month", "2026-11"},
                                 {"report", "unmet", "2026-11"},
                                 {"report", "followup", "2026-11"},
                                 {"report", "satisfaction", "2026-11"},
                                 {"report", "shortage", "2026-11"},
                                 {"report", "coverage", "2026-11"},
                                 {"report", "impartiality", "2026-11"},
                                 {"data", "audit"},
                                 {"data", "audit", "--verify"},
                                 {"data", "subject", "--cvr", "99999918"},
                                 {"data", "retention", "--dry-run"},
                                 {"data", "check"},
                                 {"case", "show", attack},
                                 {"refer", "send", "1", "--actor", attack},
                                 {"data", "subject", "--email", attack}};

/// The first byte that a terminal would obey: a control that is neither tab nor line end, or one of the two-
/// and three-byte controls.
std::string obeyed(const std::string& text, bool line_ends_of_csv) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool csv_end = line_ends_of_csv && byte == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if ((byte < 0x20 && byte != '\n' && byte != '\t' && !csv_end) || byte == 0x7f)
            return "byte " + std::to_string(byte) + " at " + std::to_string(i);
        if (byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0)
            return "C1 at " + std::to_string(i);
    }
    for (const char* turn : {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068",
                             "\u2069", "\u200e", "\u200f"})
        if (text.find(turn) != std::string::npos) return "a control that turns the writing";
    return {};
}

/// The cells of a CSV text.
Texts cells_of(const std::string& csv, char separator) {
    Texts cells(1);
    bool quoted = false;
    for (const char c : csv) {
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == separator || c == '\n'))
            cells.emplace_back();
        else if (c != '\r' || quoted)
            cells.back() += c;
    }
    return cells;
}

bool would_run(const std::string& cell) {
    if (cell.empty()) return false;
    if (std::string{"=+@\t\r"}.find(cell.front()) != std::string::npos) return true;
    return cell.front() == '-' && cell.size() > 1 && std::isdigit(static_cast<unsigned char>(cell[1])) == 0;
}

Outcome ask(World& world, const Texts& command, const std::string& format) {
    Texts call = command;
    call.insert(call.end(), {"--color", "never", "-O", format});
    return world.aka(call);
}

}  // namespace

TEST_CASE("no command hands a control from the register to the terminal, in any format", "[hostile]") {
    World world = lived();
    write_everywhere(world, attack);
    std::set<std::string> shown;
    std::map<std::string, std::string> said;

    for (const bool terminal : {false, true})
        for (const auto& command : reading)
            for (const char* format :
                 {"table", "tsv", "csv", "csv-excel", "json", "md", "html", "txt", "eml", "ics"}) {
                world.terminal = terminal;
                const auto [status, out, err] = ask(world, command, format);
                const bool crlf = std::string{format} != "table" && std::string{format} != "tsv" &&
                                  std::string{format} != "json";
                INFO("aka " << joined(command) << " -O " << format << ", exit " << status);
                CHECK(obeyed(out, crlf) == "");
                CHECK(obeyed(err, false) == "");
                CHECK(status != 1);
                said[joined(command)] += err;
                if (out.find("1b[2J") != std::string::npos) shown.insert(joined(command));
            }

    // Not because nothing of it was shown.
    for (const char* command : {"case list --status all ", "case show 1 --timeline ", "case outreach ",
                                "refer list ", "refer show 1.1 ", "refer letter 1.2 ", "case receipt 1 ",
                                "data audit ", "status --week ", "data subject --cvr 99999918 "}) {
        INFO(command << ": " << said[command]);
        CHECK(shown.count(command) == 1);
    }
}

TEST_CASE("a code, day or key that was tampered with is refused harmlessly", "[hostile]") {
    std::map<std::string, int> tried;
    World world = lived();
    for (const auto& table : texts(world,
                                   "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT "
                                   "LIKE 'case_search%' AND name <> 'event' AND name <> 'event_body'"))
        for (const auto& column :
             texts(world, "SELECT name FROM pragma_table_info('" + table + "') WHERE type = 'TEXT'")) {
            world.db->query("SAVEPOINT tampered");
            try {
                world.db->query("UPDATE OR IGNORE " + table + " SET " + column + " = $1", {attack});
            } catch (const aka::Error&) {
                world.db->query("ROLLBACK TO tampered");
                world.db->query("RELEASE tampered");
                continue;
            }
            for (const Texts& command :
                 {Texts{"case", "list", "--status", "all"}, Texts{"case", "show", "1", "--timeline"},
                  Texts{"refer", "list"}, Texts{"status", "--week"},
                  Texts{"data", "subject", "--cvr", "99999918"},
                  Texts{"report", "impartiality", "2026-11"}}) {
                const auto [status, out, err] = world.aka(command);
                INFO(table << '.' << column << ": aka " << joined(command) << " said " << err);
                CHECK(obeyed(out, false) == "");
                CHECK(obeyed(err, false) == "");
            }
            ++tried[table];
            world.db->query("ROLLBACK TO tampered");
            world.db->query("RELEASE tampered");
        }
    CHECK(tried["case_file"] > 8);
    CHECK(tried["referral"] > 8);
}

TEST_CASE("no cell of a CSV file runs as a formula, whatever it is a list of", "[hostile]") {
    for (const char* formula : {"=HYPERLINK(\"http://x\")", "+45 12", "-2+3", "@SUM(1)", "\t=1"}) {
        World world = lived();
        write_everywhere(world, formula);
        std::size_t defused = 0;
        for (const auto& command : reading)
            for (const auto& [format, separator] : {std::pair{"csv", ','}, std::pair{"csv-excel", ';'}}) {
                const std::string out = ask(world, command, format).out;
                for (const auto& cell : cells_of(out, separator)) {
                    INFO("aka " << joined(command) << " -O " << format << ": " << cell);
                    CHECK_FALSE(would_run(cell));
                    if (cell.starts_with('\'')) ++defused;
                }
            }
        CHECK(defused > 20);
    }
}
