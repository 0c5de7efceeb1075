#include <fmt/format.h>

#include "aka/cli/case_document.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/cli/progress.hpp"
#include "aka/cli/seal.hpp"
#include "aka/model/error.hpp"
#include "aka/service/upkeep.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;
using Findings = std::vector<Finding>;

void declare_check(Command& command, NoOptions&) {
    command.example("aka data check")
        .remark(
            "Looks at the register, its folder, its backups, unfinished drafts and the configuration. "
            "Nothing is "
            "changed.");
}

void add(Findings& findings, Findings more) {
    for (auto& finding : more) findings.push_back(std::move(finding));
}

void check_config(const Session& session, Findings& findings) {
    try {
        static_cast<void>(session.network());
        static_cast<void>(session.home());
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::config) throw;
        add(findings, findings_of(error));
    }
}

std::string encryption_note(const fs::path& file) {
    switch (encryption_of(file)) {
        case Encryption::encrypted:
            return tr("The register lies on an encrypted disk.");
        case Encryption::plain:
            return tr("The register lies on a disk that is not encrypted, as far as this machine tells.");
        case Encryption::unknown:
            break;
    }
    return tr("Whether the disk is encrypted cannot be told here.");
}

/// A register that cannot be opened is a finding too.
void check_file(const Session& session, const fs::path& file, Findings& findings,
                std::vector<std::string>& notes) {
    const bool in_memory = file == ":memory:";
    if (!in_memory && !fs::exists(fs::symlink_status(file)))
        throw Error{ErrorKind::storage, tr("no register at {file} yet; the first aka case new makes it",
                                           fmt::arg("file", file.string()))};
    const Instant now = session.environment().clock();
    try {
        const auto db = session.environment().open_register(file, OpenFor::reading);
        add(findings, check_register(*db, file));
        if (!in_memory) {
            auto backups = check_backups(*db, file, now);
            add(findings, std::move(backups.findings));
            notes = std::move(backups.notes);
        }
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::storage) throw;
        add(findings, findings_of(error));
    }
    if (in_memory) return;
    add(findings, check_place(file, session.drafts_folder(), now));
    notes.push_back(encryption_note(file));
}

void run_check(const NoOptions&, const Session& session) {
    const fs::path file = session.register_file().value;
    Findings findings;
    Section section{"findings",
                    "",
                    {{{"what", tr("FOUND"), ForWhom::all, Layout::wrap},
                      {"way_out", tr("WAY OUT"), ForWhom::all, Layout::wrap}},
                     {}},
                    false,
                    {}};
    with_progress(session, tr("checking the register"),
                  [&] { check_file(session, file, findings, section.notes); });
    check_config(session, findings);
    for (const auto& finding : findings) section.table.rows.push_back({finding.what, finding.way_out});
    const auto count = static_cast<long long>(findings.size());
    session.show({"", {}, {std::move(section)}});
    if (count > 0)
        throw Error{ErrorKind::pending, trn("{n} finding in {file}", "{n} findings in {file}", count,
                                            fmt::arg("file", file.string()))};
    session.say(tr("{file}: all is well", fmt::arg("file", file.string())));
}

struct BackupOptions {
    std::string file;
    std::vector<std::string> recipients;
};

void declare_backup(Command& command, BackupOptions& options) {
    command.example("aka data backup")
        .example("aka data backup /media/stick/aka-2026-11-21.db")
        .example("aka data backup --to age1... --to office-keys.txt")
        .optional_argument("FILE", options.file,
                           "Where to; beside the register, named by the moment, unless given")
        .option(
            "--to", options.recipients, "RECIPIENT",
            "Encrypt for this key of age or SSH, or for those in this file; name two, so that one lost key "
            "is not the end of it");
}

fs::path target_of(const BackupOptions& options, const Session& session, const fs::path& file) {
    if (!options.file.empty()) {
        const bool named = options.file.ends_with(".age");
        if (named == options.recipients.empty())
            throw Error{ErrorKind::usage,
                        named ? tr("{file} would not be encrypted; name who may read it with --to",
                                   fmt::arg("file", options.file))
                              : tr("an encrypted backup is known by its name; write {file}.age",
                                   fmt::arg("file", options.file))};
        return options.file;
    }
    const fs::path target = name_with_moment(file, "", session.environment().clock());
    return options.recipients.empty() ? target : fs::path{target}.concat(".age");
}

void run_backup(const BackupOptions& options, const Session& session) {
    const fs::path file = session.register_file().value;
    const fs::path target = target_of(options, session, file);
    const Seal seal = options.recipients.empty() ? Seal{} : seal_for(session, options.recipients);
    const Desk& desk = session.desk(OpenFor::reading);
    if (desk.dry_run) return session.say(tr("would write {file}", fmt::arg("file", target.string())));
    const Backup backup = with_progress(session, tr("writing the backup"), [&] {
        return back_up(desk.db, target, seal, fs::absolute(file).parent_path());
    });
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
    if (!seal) session.say(tr("it is not encrypted: keep it where only you can read it"));
    if (options.recipients.size() == 1 && !fs::is_regular_file(options.recipients.front()))
        session.say(tr("one recipient can open it: when that key is lost, so is the backup"));
}

void declare_data(Command& noun) {
    noun.example("aka data check").example("aka data backup");
    noun.add<NoOptions>("check", "Look for damage; exits with 8 when something is found", declare_check,
                        run_check);
    noun.add<BackupOptions>("backup", "Write a whole, checked copy of the register", declare_backup,
                            run_backup);
    add_data_moving(noun);
    add_data_privacy(noun);
}

}  // namespace

void add_data_commands(Command& root) {
    root.add("data", "Look after the register", declare_data);
}

}  // namespace aka
