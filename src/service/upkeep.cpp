#include "aka/service/upkeep.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "aka/service/passing.hpp"
#include "aka/store/events.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

Backup check_copy(const fs::path& part, const fs::path& target) {
    const auto copy = open_sqlite(part, OpenFor::reading);
    if (!check_history(*copy).empty())
        throw Error{ErrorKind::storage, tr("the copy does not pass its check; see aka data check")};
    return {target, head_hash(*copy), copy->number("SELECT count(*) AS cases FROM case_file")};
}

/// Only now, and never over another file.
void give_name(const fs::path& part, const fs::path& target) {
    put_on_disk(part);
    if (link(part.c_str(), target.c_str()) != 0 && errno == EEXIST)
        throw Error{ErrorKind::usage, tr("{file} exists; choose another name for the backup",
                                         fmt::arg("file", target.string()))};
    // A stick's file system knows no second names.
    if (!fs::exists(target) && std::rename(part.c_str(), target.c_str()) != 0) cannot_write(target);
    put_on_disk(fs::absolute(target).parent_path());
}

}  // namespace

fs::path name_with_moment(const fs::path& file, const std::string& mark, Instant now) {
    std::string moment = to_iso(now);
    std::erase(moment, ':');
    return file.parent_path() / fmt::format("{}{}-{}.db", file.stem().string(), mark, moment);
}

Backup back_up(SqliteRegister& db, const fs::path& target, const Seal& seal, const fs::path& folder) {
    if (fs::exists(fs::symlink_status(target)))
        throw Error{ErrorKind::usage, tr("{file} exists; choose another name for the backup",
                                         fmt::arg("file", target.string()))};
    const fs::path place = fs::absolute(target).parent_path();
    if (!fs::is_directory(place))
        throw Error{ErrorKind::usage,
                    tr("no folder {folder} to write the backup to", fmt::arg("folder", place.string()))};
    const PassingFile open_copy{seal ? folder / target.filename() : target};
    db.copy_to(open_copy.path(), seal ? open_copy.path() : target);
    Backup backup = check_copy(open_copy.path(), target);
    if (!seal) {
        give_name(open_copy.path(), target);
        return backup;
    }
    const PassingFile sealed{target};
    seal(open_copy.path(), sealed.path());
    give_name(sealed.path(), target);
    return backup;
}

}  // namespace aka
