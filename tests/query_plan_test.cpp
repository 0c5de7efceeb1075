// What SQLite does for each statement of each command: no table that grows with the cases is read from one
// end to the other, and no list is sorted to show its first page.
#include <SQLiteCpp/SQLiteCpp.h>

#include <regex>

#include "every_command.hpp"

using namespace every_command;

namespace {

/// The tables that grow with the cases.
const Texts growing{"business",   "case_file", "case_search", "consent",      "contact",  "draw",
                    "draw_place", "event",     "event_body",  "feedback",     "followup", "merged_case",
                    "need",       "note",      "referral",    "referral_step"};

/// Of what is not ended yet, or few rows have: read from one end to the other they stay short.
const std::set<std::string> short_indexes{"case_open",     "consent_story",       "followup_waiting",
                                          "referral_open", "referral_unanswered", "referral_waiting"};

struct Allowed {
    const char* call;  ///< a pattern
    const char* what;  ///< the table that is read whole, or "sort"; a pattern
    const char* why;
};

const std::vector<Allowed> allowed{
    {"data (audit --verify|audit --expect-head|backup|check|export|import|restore).*", ".*",
     "all of the register is what they are about"},
    {"data audit( --(who|since|until|limit) .*)?", "event", "the newest first, until the page is full"},
    {"data retention.*", ".*", "everything an office holds is asked how old it is"},
    {"(case|data) erase.*", "event_body", "the law has every mention of a person found"},
    {"report impartiality.*", "draw", "all draws are made again"},
    {"case outreach.*", ".*", "asked of every business is when somebody was last in touch with it"},
    {"(case list|__complete).*-M all.*", "case_file",
     "the newest of all offices first, until the page is full; or counted"},
    {"case list.*-M all", "sort", "the open cases of all offices have no order of their own"},
    {"case list.*--(sort|cvr|to-ask|story|topic|actor).*", "sort", "few are found, and then put in order"},
    {"refer list.*", "referral", "the newest first, until the page is full"},
    {"__complete .*", "sort", "of the newest those that fit are found, and put in order"},
    {"status.*", "sort", "few wait under a consent that ran out, and are then put in order"},
    {"refer list --topic.*", "sort",
     "the needs with the topic are found, and then their referrals put in order"},
};

/// What is sorted or read whole for a statement, by SQLite's plan.
class Plans {
public:
    explicit Plans(const std::string& file) : db_(file) {
        SQLite::Statement indexes{db_, "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'"};
        while (indexes.executeStep()) tables_[indexes.getColumn(0)] = indexes.getColumn(1).getString();
    }

    /// Without figures about the tables' contents the plan is the same however many rows they have.
    bool depends_on_rows() {
        return db_.execAndGet("SELECT count(*) FROM sqlite_master WHERE name GLOB 'sqlite_stat*'").getInt() !=
               0;
    }

    std::set<std::string> costs_of(const std::string& sql) {
        static const std::regex planned{"\\s*(SELECT|WITH|INSERT|REPLACE|UPDATE|DELETE)\\b[^]*",
                                        std::regex::icase};
        static const std::regex one_row{"SELECT (\\w|, )+ FROM \\w+( ORDER BY \\w+( DESC)?)? LIMIT 1"};
        static const std::regex scan{"SCAN (\\w+)(.* INDEX (\\S+))?.*"};
        std::set<std::string> costs;
        if (!std::regex_match(sql, planned)) return costs;
        const bool paged = sql.find("LIMIT $") != std::string::npos;
        SQLite::Statement plan{db_, "EXPLAIN QUERY PLAN " + sql};
        while (plan.executeStep()) {
            const std::string step = plan.getColumn("detail");
            std::smatch match;
            if (paged && step == "USE TEMP B-TREE FOR ORDER BY") costs.insert("sort");
            if (!std::regex_match(step, match, scan) || short_indexes.contains(match[3])) continue;
            // Of the search index all is read where nothing is looked for.
            if (step.find("VIRTUAL TABLE") != std::string::npos && !step.ends_with(":")) continue;
            if (std::regex_match(sql, one_row)) continue;
            for (const auto& table : growing)
                if (tables_.contains(match[3]) ? tables_[match[3]] == table : names(sql, table, match[1]))
                    costs.insert(table);
        }
        return costs;
    }

private:
    /// Whether a table has that name in a statement.
    static bool names(const std::string& sql, const std::string& table, const std::string& name) {
        return table == name ||
               std::regex_search(sql, std::regex{"\\b" + table + "\\s+(AS )?" + name + "\\b"});
    }

    SQLite::Database db_;
    std::map<std::string, std::string> tables_;  ///< by their indexes
};

}  // namespace

TEST_CASE("no command reads more of the register than it must", "[plan]") {
    Calls calls;
    call_all(calls);

    // So that a new command, or a new way to list, cannot escape.
    for (const auto& [name, options] : runnable()) {
        INFO(name);
        CHECK(calls.ran.contains(name));
        for (const auto& option : options) {
            INFO(option);
            if (option.starts_with("--") && (name.ends_with("list") || name == "data audit") &&
                name != "actors list")
                CHECK(calls.ran[name].contains(option));
        }
    }

    Plans plans{calls.file("whole.db")};
    CHECK_FALSE(plans.depends_on_rows());
    CHECK(calls.watch.statements.size() > 300);
    std::set<const Allowed*> needed;
    for (const auto& [sql, by] : calls.watch.statements)
        for (const auto& cost : plans.costs_of(sql))
            for (const auto& call : by) {
                INFO("aka " << call << ": " << cost << " in\n" << sql);
                const auto found = std::find_if(allowed.begin(), allowed.end(), [&](const Allowed& entry) {
                    return std::regex_match(call, std::regex{entry.call}) &&
                           std::regex_match(cost, std::regex{entry.what});
                });
                if (found != allowed.end()) needed.insert(&*found);
                CHECK(found != allowed.end());
            }
    for (const auto& entry : allowed) {
        INFO(entry.call << ", " << entry.what << ": " << entry.why);
        CHECK(needed.contains(&entry));
    }
}
