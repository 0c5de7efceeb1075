#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <sstream>

#include "aka/service/upkeep.hpp"
#include "aka/store/audit.hpp"
#include "aka/store/draws.hpp"
#include "aka/store/events.hpp"
#include "aka/store/search.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::days longest_without_backup{7};
constexpr std::chrono::days longest_draft{7};
constexpr std::chrono::hours longest_copying{24};

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

Instant changed_at(const fs::path& path) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 ? Instant{std::chrono::seconds{status.st_mtim.tv_sec}}
                                            : Instant::max();
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::directory_iterator entry{folder, failure}, end; !failure && entry != end;
         entry.increment(failure))
        if (fs::is_regular_file(entry->symlink_status())) files.push_back(entry->path());
    std::sort(files.begin(), files.end());
    return files;
}

void check_leftovers(const fs::path& file, Instant now, std::vector<Finding>& findings) {
    const std::string begin = file.filename().stem().string();
    for (const auto& path : files_in(fs::absolute(file).parent_path())) {
        const std::string name = path.filename().string();
        if (!name.starts_with(begin) || !name.ends_with(".part") || now - changed_at(path) < longest_copying)
            continue;
        findings.push_back({tr("{path} was left behind by work that was cut off, and may hold what the "
                               "register holds",
                               fmt::arg("path", path.string())),
                            fmt::format("rm {}", path.string())});
    }
}

void check_drafts(const fs::path& drafts, Instant now, std::vector<Finding>& findings) {
    if (drafts.empty()) return;
    for (const auto& path : files_in(drafts)) {
        const auto age = std::chrono::floor<std::chrono::days>(now - changed_at(path));
        if (age < longest_draft) continue;
        findings.push_back({tr("a draft has waited for {days} days: {path}", fmt::arg("days", age.count()),
                               fmt::arg("path", path.string())),
                            tr("record what is in it, then delete it")});
    }
}

/// The moment in the name of a backup of `file`, as "2026-11-21T130509Z"; none in another name.
std::optional<std::string> moment_in(const fs::path& path, const fs::path& file) {
    std::string name = path.filename().string();
    const std::string begin = file.stem().string() + '-';
    for (const char* ending : {".age", ".db"})
        if (name.ends_with(ending)) name.erase(name.size() - std::string_view{ending}.size());
    if (!name.starts_with(begin)) return std::nullopt;
    name.erase(0, begin.size());
    constexpr std::string_view form = "0000-00-00T000000Z";
    const auto fits = [&](std::size_t i) { return form[i] == '0' ? is_digit(name[i]) : name[i] == form[i]; };
    if (name.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (!fits(i)) return std::nullopt;
    if (!parse_iso_date(std::string_view{name}.substr(0, 10))) return std::nullopt;
    return name;
}

long long days_since(const std::string& recorded, Instant now) {
    const auto day = parse_iso_date(std::string_view{recorded}.substr(0, 10));
    return day ? (std::chrono::floor<std::chrono::days>(now) - *day).count() : 0;
}

std::vector<Finding> check_content(SqliteRegister& db) {
    std::vector<Finding> findings = check_history(db);
    if (!has_own_tables(db))
        findings.push_back({tr("the register holds other tables than aka made"), tr("restore a backup")});
    for (auto& wrong : verify_records(db))
        findings.push_back({std::move(wrong), tr("compare with a backup")});
    for (auto& wrong : verify_index(db))
        findings.push_back({std::move(wrong), tr("restore a backup, or change the case with aka case edit")});
    check_ledger(db, findings);
    return findings;
}

}  // namespace

std::vector<Finding> findings_of(const Error& error) {
    std::vector<Finding> findings;
    std::istringstream lines{error.what()};
    for (std::string line; std::getline(lines, line);) {
        const auto parted = line.rfind("; ");
        if (parted == std::string::npos)
            findings.push_back({line, tr("correct it, then look again")});
        else
            findings.push_back({line.substr(0, parted), line.substr(parted + 2)});
    }
    return findings;
}

std::vector<Finding> check_history(SqliteRegister& db) {
    std::vector<Finding> findings;
    for (auto& damage : db.find_damage()) findings.push_back({damage, tr("restore a backup")});
    for (auto& broken : verify_chain(db))
        findings.push_back(
            {tr("audit chain: {what}", fmt::arg("what", broken)), tr("compare with a backup")});
    return findings;
}

std::vector<Finding> check_register(SqliteRegister& db, const fs::path& file) {
    std::vector<Finding> findings;
    db.read_together([&] { findings = check_content(db); });  // what is recorded meanwhile is no difference
    for (auto& damage : db.find_index_damage()) findings.push_back({damage, tr("restore a backup")});
    if (file != ":memory:") {
        check_mode(file, S_IRUSR | S_IWUSR, findings);
        check_mode(fs::absolute(file).parent_path(), S_IRWXU, findings);
    }
    return findings;
}

std::vector<Finding> check_place(const fs::path& file, const fs::path& drafts, Instant now) {
    std::vector<Finding> findings;
    const fs::path folder = fs::absolute(file).parent_path();
    struct stat status {};
    if (stat(folder.c_str(), &status) == 0 && status.st_uid != geteuid())
        findings.push_back({tr("the folder {folder} belongs to another user, who can put another register in "
                               "the place of this one",
                               fmt::arg("folder", folder.string())),
                            tr("keep the register in a folder of your own")});
    check_leftovers(file, now, findings);
    check_drafts(drafts, now, findings);
    return findings;
}

BackupState check_backups(SqliteRegister& db, const fs::path& file, Instant now) {
    fs::path newest;
    std::string moment;
    for (const auto& path : files_in(fs::absolute(file).parent_path()))
        if (const auto found = moment_in(path, file); found && *found > moment) {
            moment = *found;
            newest = path;
        }
    BackupState state;
    if (newest.empty()) {
        state.notes.push_back(tr("No backup lies beside the register."));
    } else {
        moment.insert(13, ":").insert(16, ":");
        const long long days = days_since(moment, now);
        state.notes.push_back(trn("The newest backup beside the register is {n} day old: {file}.",
                                  "The newest backup beside the register is {n} days old: {file}.", days,
                                  fmt::arg("file", newest.string())));
    }
    const auto waiting =
        db.find("SELECT min(recorded) AS first, count(*) AS n FROM event WHERE recorded > $1", {moment});
    const long long days = waiting->is_null("first") ? 0 : days_since(waiting->text("first"), now);
    if (days > longest_without_backup.count())
        state.findings.push_back(
            {trn("{n} change, {days} days old, is in no backup beside the register",
                 "{n} changes, the first {days} days ago, are in no backup beside the register",
                 waiting->integer("n"), fmt::arg("days", days)),
             tr("aka data backup; keep a copy on another machine or stick")});
    return state;
}

}  // namespace aka
