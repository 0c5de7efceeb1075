#include <fmt/format.h>

#include "aka/cli/ask.hpp"
#include "aka/cli/case_document.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/cli/progress.hpp"
#include "aka/cli/seal.hpp"
#include "aka/model/error.hpp"
#include "aka/service/desk.hpp"
#include "aka/service/moving.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

fs::path register_on_disk(const Session& session) {
    const std::string file = session.register_file().value;
    if (file == ":memory:")
        throw Error{ErrorKind::usage, tr("a register in memory is not replaced; name a file with --db")};
    return file;
}

std::chrono::seconds patience(const Session& session) {
    return std::chrono::seconds{session.environment().in_is_terminal ? 20 : 60};
}

void show_placed(const Session& session, const fs::path& file, const Holding& holding,
                 const std::optional<fs::path>& kept) {
    session.show_reference(file.string(),
                           {"",
                            {},
                            {{"register",
                              "",
                              {{{"file", tr("File")},
                                {"cases", tr("Cases")},
                                {"changes", tr("Changes")},
                                {"head_hash", tr("Head hash")},
                                {"kept", tr("What it replaced")}},
                               {{file.string(), holding.cases, holding.changes, holding.head_hash,
                                 text_cell(kept ? kept->string() : std::string{})}}},
                              true,
                              {}}}});
    session.say(trn("{n} case, checked; head of the audit chain {hash}",
                    "{n} cases, checked; head of the audit chain {hash}", holding.cases,
                    fmt::arg("hash", holding.head_hash)));
}

struct RestoreOptions {
    std::string file;
    std::string confirm;
    std::vector<std::string> identities;
};

void declare_restore(Command& command, RestoreOptions& options) {
    command.example("aka data restore aka-2026-11-21T130509Z.db")
        .example("aka data restore /media/stick/aka.db.age --identity key.txt --confirm aka.db")
        .argument("FILE", options.file, "A backup; one whose name ends in .age is decrypted first")
        .option("--confirm", options.confirm, "NAME",
                "The name of the register's file, where there is one to be replaced")
        .option("--identity", options.identities, "FILE",
                "The private key that opens it, as age-keygen made it")
        .remark(
            "The backup is checked before it takes the place of the register, and stays where it is. What "
            "stood there is kept beside it, named by the moment. The audit log of what was restored tells "
            "when, by "
            "whom, and where it went on from.");
}

/// What is lost by it, before the question.
void tell_difference(const Session& session, const Difference& difference) {
    if (!difference.readable)
        session.warn(tr("the register cannot be read: {why}", fmt::arg("why", difference.fault)));
    else if (!difference.related)
        session.warn(tr("the backup is not one of this register as it stands: its changes are others"));
    else if (difference.later_changes > 0)
        session.warn(trn("{n} change that the register holds is not in the backup",
                         "{n} changes that the register holds are not in the backup",
                         difference.later_changes));
    if (difference.later_erasures > 0)
        session.warn(trn("{n} of them erased somebody: do it again, or they are back",
                         "{n} of them erased somebody: do them again, or they are back",
                         difference.later_erasures));
}

void require_confirmed(const Session& session, const std::string& confirmed, const fs::path& file) {
    const std::string name = file.filename().string();
    std::string typed = confirmed;
    if (typed.empty()) {
        if (!session.can_ask())
            throw Error{ErrorKind::usage, tr("{file} would be replaced; add --confirm {name}",
                                             fmt::arg("file", file.string()), fmt::arg("name", name))};
        typed = ask(session, tr("To replace it, type its name, {name}", fmt::arg("name", name)));
        if (typed != name) throw Error{ErrorKind::cancelled, tr("nothing was changed")};
    }
    if (typed != name)
        throw Error{ErrorKind::usage,
                    tr("--confirm: the register that would be replaced is called {name}, not "
                       "{typed}; nothing was changed",
                       fmt::arg("name", name), fmt::arg("typed", typed))};
}

std::unique_ptr<PreparedRegister> prepare(const RestoreOptions& options, const Session& session,
                                          const fs::path& file) {
    const bool sealed = options.file.ends_with(".age");
    if (sealed == options.identities.empty())
        throw Error{ErrorKind::usage, sealed ? tr("{file} is encrypted; name the private key with --identity",
                                                  fmt::arg("file", options.file))
                                             : tr("{file} is not encrypted (.age); leave out --identity",
                                                  fmt::arg("file", options.file))};
    const auto prepare_from = [&](const fs::path& backup) {
        return with_progress(session, tr("checking the backup"),
                             [&] { return prepare_backup(backup, file); });
    };
    if (!sealed) return prepare_from(options.file);
    make_register_folder(file.parent_path());
    const Unsealed backup{session, options.file, options.identities, file};
    return prepare_from(backup.path());
}

void run_restore(const RestoreOptions& options, const Session& session) {
    const fs::path file = register_on_disk(session);
    // Without initials too: in need the configuration may be gone, and the account stands in the event.
    const Author author{clean_initials("--as", session.user_setting().value),
                        session.environment().os_user()};
    const auto prepared = prepare(options, session, file);
    if (fs::exists(file)) tell_difference(session, compare_with(file, prepared->holding()));
    if (session.options().dry_run)
        return session.say(trn("would put {n} case into {file}", "would put {n} cases into {file}",
                               prepared->holding().cases, fmt::arg("file", file.string())));
    if (fs::exists(file)) require_confirmed(session, options.confirm, file);
    const Instant now = session.environment().clock();
    prepared->record_restore(author, now);
    const auto kept = prepared->finish(now, patience(session));
    show_placed(session, file, prepared->holding(), kept);
    if (kept)
        session.say(tr("what stood there is kept as {file}; delete it when it is no longer needed",
                       fmt::arg("file", kept->string())));
}

struct FolderOptions {
    std::string folder;
};

void declare_export(Command& command, FolderOptions& options) {
    command.example("aka data export ./register-2026-11")
        .argument("DIR", options.folder, "A folder that is still to be made")
        .remark(
            "JSON Lines, one file a table, with a README.md and a schema.json that tell what they hold. It "
            "is "
            "as confidential as the register, and not encrypted.");
}

void run_export(const FolderOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::reading);
    if (desk.dry_run) return session.say(tr("would write {file}", fmt::arg("file", options.folder)));
    const Export made = with_progress(session, tr("writing the export"), [&] {
        return export_register(desk.db, options.folder, session.environment().clock());
    });
    session.show_reference(made.folder.string(),
                           {"",
                            {},
                            {{"export",
                              "",
                              {{{"folder", tr("Folder")},
                                {"tables", tr("Tables")},
                                {"rows", tr("Records")},
                                {"head_hash", tr("Head hash")}},
                               {{made.folder.string(), made.tables, made.rows, made.head_hash}}},
                              true,
                              {}}}});
    session.say(tr("{rows} records in {tables} tables; head of the audit chain {hash}",
                   fmt::arg("rows", made.rows), fmt::arg("tables", made.tables),
                   fmt::arg("hash", made.head_hash)));
    session.say(tr("it is not encrypted: keep it where only you can read it"));
}

void declare_import(Command& command, FolderOptions& options) {
    command.example("aka --db new.db data import ./register-2026-11")
        .argument("DIR", options.folder, "A folder that aka data export made")
        .remark(
            "Only where there is no register yet, or one that holds nothing. All is checked before it gets "
            "its "
            "place.");
}

void run_import(const FolderOptions& options, const Session& session) {
    const fs::path file = register_on_disk(session);
    if (fs::exists(file)) require_empty(*open_foreign(file));
    const auto prepared = with_progress(session, tr("importing and checking"),
                                        [&] { return prepare_import(options.folder, file); });
    if (session.options().dry_run)
        return session.say(trn("would put {n} case into {file}", "would put {n} cases into {file}",
                               prepared->holding().cases, fmt::arg("file", file.string())));
    const auto kept = prepared->finish(session.environment().clock(), patience(session), require_empty);
    if (kept) fs::remove(*kept);  // it was empty, and nobody can have written to it since
    show_placed(session, file, prepared->holding(), std::nullopt);
}

}  // namespace

void add_data_moving(Command& noun) {
    noun.add<RestoreOptions>("restore", "Put a backup in the place of the register", declare_restore,
                             run_restore);
    noun.add<FolderOptions>("export", "Write all of the register in open formats", declare_export,
                            run_export);
    noun.add<FolderOptions>("import", "Make a register of what was exported", declare_import, run_import);
}

}  // namespace aka
