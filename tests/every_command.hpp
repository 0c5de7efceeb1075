#pragma once

#include <fmt/format.h>
#include <sqlite3.h>

#include <map>
#include <set>

#include "full_house.hpp"
#include "typist.hpp"

/// Every command is called, in every way that asks the register something else, and its statements are noted.
namespace every_command {

using namespace cli_world;

/// The statements of every register opened while it lives, and the calls that ran them.
class Watch {
public:
    Watch() {
        watching = this;
        sqlite3_auto_extension(entry());
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch() {
        sqlite3_cancel_auto_extension(entry());
        watching = nullptr;
    }

    std::string call;  ///< that runs now; empty: nothing is noted
    std::map<std::string, std::set<std::string>> statements;

private:
    static int note(unsigned /*what*/, void* /*nothing*/, void* statement, void* /*text*/) {
        const char* sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
        if (watching != nullptr && !watching->call.empty() && sql != nullptr)
            watching->statements[sql].insert(watching->call);
        return 0;
    }
    static int opened(sqlite3* db, const char** /*error*/, const void* /*api*/) {
        return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, note, nullptr);
    }
    static void (*entry())() { return reinterpret_cast<void (*)()>(opened); }

    inline static Watch* watching = nullptr;
};

inline Texts words_of(const std::string& line) {
    std::istringstream in{line};
    return {std::istream_iterator<std::string>{in}, {}};
}

/// The commands that run something, without the program's name, and their options.
inline std::map<std::string, Texts> runnable() {
    std::map<std::string, Texts> commands;
    const auto all = aka::all_commands();
    for (const auto& entry : all) {
        const bool noun = std::any_of(all.begin(), all.end(), [&](const auto& other) {
            return other.path.starts_with(entry.path + ' ');
        });
        if (!noun) commands[entry.path.substr(std::string{"aka "}.size())] = entry.options;
    }
    return commands;
}

/// A register with some hundred cases beside those of a full house, in which each command is called.
class Calls {
public:
    Calls() {
        for (const char* where : {"naestved", "faxe"}) {
            std::string rows = "virksomhed;emne;titel;modtaget;status;afsluttet;udfald\n";
            for (int i = 0; i < 150; ++i)
                rows += fmt::format("Vibely {0};{1};Kursus {0};2026-0{2}-1{3};{4}\n", i,
                                    i % 2 == 0 ? "amu" : "faglaert", 1 + i % 9, i % 10,
                                    i % 3 == 0 ? "åben;;" : "lukket;2026-10-02;opfyldt");
            world().input = rows;
            call({"case", "import", "-", "-M", where});
        }
    }

    World& world() { return house_.world; }
    [[nodiscard]] std::string file(const char* name) const { return house_.folder / name; }

    std::string call(const Texts& words) {
        begin(words);
        const Outcome outcome = world().aka(words);
        INFO("aka " << joined(words) << outcome.err);
        CHECK((outcome.status == 0 || outcome.status == 8));
        watch.call.clear();
        return outcome.out;
    }
    std::string call(const std::string& line) { return call(words_of(line)); }

    /// The same where there is nothing of the kind: what was probably meant is looked for.
    void refused(const std::string& line) {
        begin(words_of(line));
        CHECK(world().aka(words_of(line)).status != 0);
        watch.call.clear();
    }

    /// At a terminal; what is not answered breaks it off.
    void typed(const std::string& line, const Texts& answers) {
        begin(words_of(line));
        typed_call(world(), words_of(line), answers);
        watch.call.clear();
    }

    Watch watch;
    std::map<std::string, std::set<std::string>> ran;  ///< the commands, and all words they were called with

private:
    void begin(const Texts& words) {
        static const auto commands = runnable();
        const std::string line = joined(words);
        watch.call = line.substr(0, line.size() - 1);
        for (const auto& [name, options] : commands)
            if (line.starts_with(name + ' ')) ran[name].insert(words.begin(), words.end());
    }

    FullHouse house_;
};

inline void read_cases(Calls& calls) {
    for (const std::string where : {"", " -M all"}) {
        for (const char* rest : {"",
                                 "vibe",
                                 "kursus",
                                 "--status waiting",
                                 "--status closed",
                                 "--status all",
                                 "--topic amu",
                                 "--topic videreuddannelse --status all",
                                 "--cvr 99999918 --status all",
                                 "--actor zbc --status all",
                                 "--overdue",
                                 "--due +30d",
                                 "--mine",
                                 "--since 2026-09-01",
                                 "--until 2026-03-01",
                                 "--unmet --status all",
                                 "--to-ask",
                                 "--story --status all",
                                 "--sort received",
                                 "--sort followup",
                                 "--sort ref:desc",
                                 "--limit 5",
                                 "--count",
                                 "--count --status all",
                                 "vibe --count"})
            calls.call("case list " + (rest + where));
        for (const char* rest : {"", "--week", "--exit-code", "--limit 1", "-O ics"})
            calls.call("status " + (rest + where));
        for (const char* rest : {"", "--open", "--overdue", "--actor zbc", "--topic faglaert",
                                 "--status declined", "--since 2026-10-01", "--limit 5"})
            calls.call("refer list " + (rest + where));
        for (const char* rest : {"", "--limit 5"}) calls.call("case outreach " + (rest + where));
    }
    for (const char* rest :
         {"case show 1 --timeline", "case show NAE-26-0003", "case receipt 1", "refer show 1.1 --timeline"})
        calls.call(rest);
    calls.refused("case show 3001");
    calls.refused("case show NAE-25-0007");
    for (const char* rest :
         {"", "--case 1", "--who MK", "--since 2026-10-01", "--until 2026-11-01", "--limit 5", "--verify"})
        calls.call(std::string{"data audit "} + rest);
    const auto head = aka::open_sqlite(calls.file("whole.db"), aka::OpenFor::reading)
                          ->find("SELECT hash FROM event ORDER BY seq DESC LIMIT 1");
    calls.call({"data", "audit", "--expect-head", head->text("hash")});
    for (const char* line :
         {"case show 1", "case close NAE-2", "case reopen 1", "refer show 1", "case list --mine --as M",
          "case show NAE-26-00", "case show 99", "-M all case show NAE", "-M all refer show NAE"})
        calls.call("__complete " + std::string{line});
}

inline void write_cases(Calls& calls) {
    World& world = calls.world();
    for (const char* line :
         {"case new Solbakken -t amu",
          "case new Solbakken -t amu --force-new",
          "case new 99999934 --company Kajkanten -t amu",
          "case new 99999934 -t amu",
          "case new Strandly --phone 55771234 -t amu",
          "case new Strandly --email post@strandly.example --contact Bo -t amu",
          "case new 55771234 -t amu",
          "case new Strandly2 --email post@strandly.example -t amu",
          "case new Kalklund -t amu --outreach",
          "case edit 2 --company Holmely2 --phone 55779988 --title Ny --add-topic faglaert",
          "case followup 2 --on +5wd",
          "case followup 2 --done",
          "case consent 2 --give full --via mail",
          "refer suggest 2 --topic amu",
          "refer suggest 2 --topic amu --explain",
          "refer suggest 2 --topic amu --redraw --reason mistake",
          "refer send 2 --topic amu --pick draw",
          "refer send 2 --topic amu --pick draw",
          "refer letter 2.1",
          "refer remind",
          "refer remind 2.1",
          "refer remind --overdue",
          "refer update 2.1 --status accepted",
          "refer done 2.1 --outcome helped",
          "case consent 2 --withdraw",
          "case close 2 --outcome unmet --reason no-actor",
          "case feedback 2 --asked",
          "case feedback 2 --score 4",
          "case reopen 2 --reason mistake",
          "case handover 2 --to faxe --user LB",
          "case merge 158 --into 157",
          "case erase 6 --reason mistake --confirm 6"})
        calls.call(line);
    calls.refused("case edit 3001 --title Ny");
    world.input = "Ringede igen.\n";
    calls.call("case note 5 -F -");
    world.input = "virksomhed;cvr;telefon;grund\nKalklund ApS;99999926;55667788;Vokser\nNordly;;;\n";
    calls.call("case outreach --import -");
    calls.typed("case new Vibe -t amu --title Nyt", {});
    calls.typed("case new -t amu --title Nyt", {"strandly2\t"});
    for (const char* line : {"actors list", "actors list --stale", "actors list --order draw --topic amu",
                             "actors show zbc", "actors verify zbc", "actors capacity zbc limited",
                             "actors coverage -M all", "actors topics", "actors schemes"})
        calls.call(line);
}

inline void report(Calls& calls) {
    for (const std::string where : {"", " -M all"}) {
        for (const char* name :
             {"month", "unmet", "followup", "satisfaction", "shortage", "coverage", "impartiality"})
            for (const char* period : {" lastmonth", " 2026"})
                calls.call("report " + (name + (period + where)));
        for (const char* by : {"topic", "municipality", "kind", "size", "channel", "outcome", "occupation"})
            calls.call(std::string{"report month lastmonth --by "} + by + where);
        calls.call("report impartiality thisyear --topic rekruttering" + where);
    }
    for (const char* name : {"month", "unmet", "shortage", "satisfaction", "coverage"})
        calls.call(std::string{"report publish "} + name + " 2026-Q3 --audience public");
    calls.call("report month lastmonth --compare previous");
    calls.call("report publish month 2026-10 --audience public --explain -M all");
    calls.call("report publish funder 2026-Q3 --funder region-sjaelland --audience funder");
    calls.call("report published");
    calls.call("report funder region-sjaelland 2026-Q3");
    std::ofstream{calls.file("faxe.json")}
        << calls.world().must({"report", "month", "2026-10", "-M", "faxe", "-O", "json"});
    calls.call({"report", "merge", calls.file("faxe.json"), "--partial"});
}

inline void look_after(Calls& calls) {
    const std::string copy = calls.file("copy.db");
    calls.call("data check");
    calls.call("data subject --cvr 99999918");
    calls.call("data subject --phone 55771234");
    calls.call("data subject --email post@strandly.example");
    calls.call("data retention --dry-run");
    calls.call({"data", "backup", copy});
    calls.call("data compact");
    calls.call({"data", "export", calls.file("exported")});
    calls.call({"config", "init", calls.file("alliance")});
    for (const char* line :
         {"config show", "config check", "config path", "completion bash", "help", "help case new"})
        calls.call(line);
    calls.call("data erase --phone 55771234 --confirm 55771234");
    move_to(calls.world(), "2036-11-24");
    calls.call("data retention --yes");
    calls.call({"data", "restore", copy, "--confirm", "whole.db"});
    calls.world().variables["AKA_DB"] = calls.file("imported.db");
    calls.call({"data", "import", calls.file("exported")});
}

inline void call_all(Calls& calls) {
    read_cases(calls);
    write_cases(calls);
    report(calls);
    look_after(calls);
}

}  // namespace every_command
