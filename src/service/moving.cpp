#include "aka/service/moving.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/service/passing.hpp"
#include "aka/service/upkeep.hpp"
#include "aka/store/audit.hpp"
#include "aka/store/change.hpp"
#include "aka/store/events.hpp"
#include "aka/store/mark.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

Holding read_holding(SqliteRegister& db) {
    return {db.number("SELECT count(*) AS n FROM case_file"), db.number("SELECT count(*) AS n FROM event"),
            head_hash(db)};
}

/// What is no register at all is said of the backup: nothing is wrong with the one in use.
void require_mark(const fs::path& source) {
    if (fs::is_regular_file(fs::symlink_status(source)) && !has_register_mark(source))
        throw Error{ErrorKind::storage, tr("{file} is no register of aka; name one of its backups",
                                           fmt::arg("file", source.string()))};
}

/// The first of what is wrong, and how much there is.
void require_none(const std::vector<std::string>& findings, const fs::path& named) {
    if (findings.empty()) return;
    throw Error{ErrorKind::storage,
                trn("{file} does not pass its check, nothing was changed: {what}",
                    "{file} does not pass its check, nothing was changed; the first of {n} findings: {what}",
                    static_cast<long long>(findings.size()), fmt::arg("file", named.string()),
                    fmt::arg("what", findings.front()))};
}

void require_sound(SqliteRegister& db, const fs::path& named) {
    std::vector<std::string> wrong;
    for (auto& finding : check_history(db)) wrong.push_back(std::move(finding.what));
    require_none(wrong, named);
}

/// Also of what was replaced a second time within a second.
fs::path free_name(const fs::path& file, Instant now) {
    fs::path kept = name_with_moment(file, "-replaced", now);
    for (int number = 2; fs::exists(fs::symlink_status(kept)); ++number)
        kept = name_with_moment(file, fmt::format("-replaced-{}", number), now);
    return kept;
}

}  // namespace

PreparedRegister::PreparedRegister(fs::path file)
    : file_(std::move(file)),
      part_(passing_name(file_)),
      left_part_(part_),
      left_journal_(fs::path{part_}.concat("-journal")) {
    require_own_file(file_);
}

PreparedRegister::~PreparedRegister() {
    std::error_code ignored;
    fs::remove(part_, ignored);
    fs::remove(fs::path{part_}.concat("-journal"), ignored);
    for (int version = 1; version < newest_schema(); ++version)  // made before each migration
        fs::remove(fmt::format("{}.v{}", part_.string(), version), ignored);
}

void PreparedRegister::check() {
    const auto db = open_sqlite(part_, OpenFor::writing);
    require_sound(*db, part_);
    require_none(verify_records(*db), file_);
    holding_ = read_holding(*db);
}

void PreparedRegister::record_restore(const Author& author, Instant now) {
    const auto db = open_sqlite(part_, OpenFor::writing);
    db->transaction([&] {
        Change change{*db, author, now, false};
        change.tell("restored", {{"head_hash", holding_.head_hash}, {"changes", holding_.changes}});
        change.record("data restore", "register:" + db->find("SELECT key FROM register")->text("key"),
                      std::chrono::floor<std::chrono::days>(now));
    });
    holding_ = read_holding(*db);
}

std::optional<fs::path> PreparedRegister::finish(Instant now, std::chrono::seconds patience,
                                                 const std::function<void(SqliteRegister&)>& agree) {
    put_on_disk(part_);
    const fs::path kept = free_name(file_, now);
    if (!replace_register(file_, part_, kept, patience, agree)) return std::nullopt;
    return kept;
}

std::unique_ptr<PreparedRegister> prepare_backup(const fs::path& source, const fs::path& file) {
    if (fs::exists(file) && fs::exists(source) && fs::equivalent(source, file))
        throw Error{ErrorKind::usage, tr("{file} is the register itself; name one of its backups",
                                         fmt::arg("file", source.string()))};
    require_mark(source);
    const auto backup = open_foreign(source);
    require_sound(*backup, source);
    make_register_folder(file.parent_path());
    auto prepared = std::make_unique<PreparedRegister>(file);
    backup->copy_to(prepared->part());
    prepared->check();
    return prepared;
}

Difference compare_with(const fs::path& file, const Holding& backup) {
    Difference difference;
    try {
        const auto db = open_foreign(file);
        const auto held = db->number("SELECT count(*) AS n FROM event");
        const auto common = backup.changes == 0
                                ? std::optional<Row>{}
                                : db->find("SELECT seq FROM event WHERE hash = $1", {backup.head_hash});
        difference.related = common.has_value() || (held == 0 && backup.changes == 0);
        if (common) {
            const Parameters since{common->integer("seq")};
            difference.later_changes = db->number("SELECT count(*) AS n FROM event WHERE seq > $1", since);
            difference.later_erasures = db->number(
                fmt::format("SELECT count(*) AS n FROM event WHERE seq > $1 AND kind = '{}'", erase_kind),
                since);
        }
    } catch (const Error& error) {
        difference.readable = false;
        difference.fault = error.what();
    }
    return difference;
}

}  // namespace aka
