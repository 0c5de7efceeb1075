#include "aka/service/upkeep.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/store/draws.hpp"
#include "aka/store/events.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

void check_ledger(SqliteRegister& db, std::vector<Finding>& findings) {
    const auto replayed = replay_draws(db);
    if (read_ledger(db) != replayed.ledger)
        findings.push_back({tr("the fair-share ledger differs from the stored draws"),
                            tr("restore a backup: aka data backup made them")});
    if (replayed.wrong.empty()) return;
    const auto& first = replayed.wrong.front();
    findings.push_back(
        {tr("{n} of {draws} stored draws do not reproduce, the first that of {ref} for {topic}",
            fmt::arg("n", replayed.wrong.size()), fmt::arg("draws", replayed.draws),
            fmt::arg("ref", first.case_ref), fmt::arg("topic", first.topic.text)),
         tr("see aka report impartiality, and compare with a backup")});
}

void check_mode(const fs::path& path, mode_t wanted, std::vector<Finding>& findings) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0 || (status.st_mode & 0777U & ~wanted) == 0) return;
    findings.push_back({tr("others on this machine can read {path}", fmt::arg("path", path.string())),
                        fmt::format("chmod {:o} {}", wanted, path.string())});
}

/// What a crash could still take away is put on the disk.
void sync(const fs::path& path) {
    const int descriptor =
        open(path.c_str(), O_RDONLY | O_CLOEXEC);  // NOLINT(*-vararg): the system's interface
    if (descriptor < 0) return;
    fsync(descriptor);
    close(descriptor);
}

Backup check_copy(const fs::path& part, const fs::path& target) {
    const auto copy = open_sqlite(part, OpenFor::reading);
    if (!copy->find_damage().empty() || !verify_chain(*copy).empty())
        throw Error{ErrorKind::storage, tr("the copy does not pass its check; see aka data check")};
    return {target, head_hash(*copy), copy->number("SELECT count(*) AS cases FROM case_file")};
}

}  // namespace

std::vector<Finding> check_register(SqliteRegister& db, const fs::path& file) {
    std::vector<Finding> findings;
    for (auto& damage : db.find_damage()) findings.push_back({damage, tr("restore a backup")});
    for (auto& broken : verify_chain(db))
        findings.push_back(
            {tr("audit chain: {what}", fmt::arg("what", broken)), tr("compare with a backup")});
    check_ledger(db, findings);
    if (file != ":memory:") {
        check_mode(file, S_IRUSR | S_IWUSR, findings);
        check_mode(fs::absolute(file).parent_path(), S_IRWXU, findings);
    }
    return findings;
}

Backup back_up(SqliteRegister& db, const fs::path& target) {
    if (fs::exists(fs::symlink_status(target)))
        throw Error{ErrorKind::usage, tr("{file} exists; choose another name for the backup",
                                         fmt::arg("file", target.string()))};
    const fs::path folder = fs::absolute(target).parent_path();
    if (!fs::is_directory(folder))
        throw Error{ErrorKind::usage,
                    tr("no folder {folder} to write the backup to", fmt::arg("folder", folder.string()))};
    const fs::path part = fs::path{target}.concat(".part");
    fs::remove(part);
    Backup backup;
    try {
        db.copy_to(part);
        backup = check_copy(part, target);
    } catch (...) {
        fs::remove(part);
        throw;
    }
    sync(part);
    fs::rename(part, target);
    sync(folder);
    return backup;
}

}  // namespace aka
