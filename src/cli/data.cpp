#include <fmt/format.h>

#include "aka/cli/case_document.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/service/upkeep.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct NoOptions {};

void declare_check(Command& command, NoOptions&) {
    command.example("aka data check");
}

void run_check(const NoOptions&, const Session& session) {
    const std::filesystem::path file = session.register_file().value;
    const Desk& desk = session.desk(OpenFor::reading);
    Section section{"findings", "", {{{"what", tr("FOUND")}, {"way_out", tr("WAY OUT")}}, {}}, false, {}};
    for (const auto& finding : check_register(desk.db, file))
        section.table.rows.push_back({finding.what, finding.way_out});
    const auto count = static_cast<long long>(section.table.rows.size());
    session.show({"", {}, {std::move(section)}});
    if (count > 0)
        throw Error{ErrorKind::pending, trn("{n} finding in {file}", "{n} findings in {file}", count,
                                            fmt::arg("file", file.string()))};
    session.say(tr("{file}: all is well", fmt::arg("file", file.string())));
}

struct BackupOptions {
    std::string file;
};

void declare_backup(Command& command, BackupOptions& options) {
    command.example("aka data backup")
        .example("aka data backup /media/stick/aka-2026-11-21.db")
        .optional_argument("FILE", options.file,
                           "Where to; beside the register, named by the moment, unless given");
}

std::filesystem::path default_target(const Session& session, const std::filesystem::path& file) {
    std::string moment = to_iso(session.environment().clock());
    std::erase(moment, ':');
    return file.parent_path() / fmt::format("{}-{}.db", file.stem().string(), moment);
}

void run_backup(const BackupOptions& options, const Session& session) {
    const std::filesystem::path file = session.register_file().value;
    const Desk& desk = session.desk(OpenFor::reading);
    const std::filesystem::path target =
        options.file.empty() ? default_target(session, file) : std::filesystem::path{options.file};
    if (desk.dry_run) return session.say(tr("would write {file}", fmt::arg("file", target.string())));
    const Backup backup = back_up(desk.db, target);
    session.show_reference(backup.file.string(),
                           {"",
                            {},
                            {{"backup",
                              "",
                              {{{"file", tr("File")}, {"cases", tr("Cases")}, {"head_hash", tr("Head hash")}},
                               {{backup.file.string(), backup.cases, backup.head_hash}}},
                              true,
                              {}}}});
    session.say(trn("{n} case, checked; head of the audit chain {hash}",
                    "{n} cases, checked; head of the audit chain {hash}", backup.cases,
                    fmt::arg("hash", backup.head_hash)));
    session.say(tr("it is not encrypted: keep it where only you can read it"));
}

}  // namespace

void add_data_commands(Command& root) {
    Command& noun = root.add("data", "Look after the register");
    noun.example("aka data check");
    noun.add<NoOptions>("check", "Look for damage; exits with 8 when something is found", declare_check,
                        run_check);
    noun.add<BackupOptions>("backup", "Write a whole, checked copy of the register", declare_backup,
                            run_backup);
    add_data_privacy(noun);
}

}  // namespace aka
