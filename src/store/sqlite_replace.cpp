#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "aka/model/error.hpp"
#include "aka/store/sqlite.hpp"
#include "aka/text/tr.hpp"
#include "sqlite_connection.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

/// What SQLite would replay into whatever has the register's name.
void take_journals_along(const fs::path& file, const fs::path& kept) {
    for (const char* ending : {"-journal", "-wal", "-shm"}) {
        const fs::path journal = fs::path{file}.concat(ending);
        std::error_code failure;
        if (fs::file_size(journal, failure) == 0 || failure) continue;
        if (std::rename(journal.c_str(), fs::path{kept}.concat(ending).c_str()) != 0) cannot_write(journal);
    }
}

void swap(const fs::path& file, const fs::path& whole, const fs::path& kept) {
    // A second name rather than a move: at no moment is there no register.
    if (link(file.c_str(), kept.c_str()) != 0) cannot_write(kept);
    take_journals_along(file, kept);
    put_on_disk(fs::absolute(file).parent_path());
    if (std::rename(whole.c_str(), file.c_str()) != 0) cannot_write(file);
    put_on_disk(fs::absolute(file).parent_path());
}

void place(const fs::path& file, const fs::path& whole, const fs::path& kept) {
    take_journals_along(file, kept);
    if (link(whole.c_str(), file.c_str()) != 0) cannot_write(file);  // unlike a rename it never replaces
    unlink(whole.c_str());
    put_on_disk(fs::absolute(file).parent_path());
}

}  // namespace

bool replace_register(const fs::path& file, const fs::path& whole, const fs::path& kept,
                      std::chrono::seconds patience, const std::function<void(SqliteRegister&)>& agree) {
    require_own_file(file);
    if (!fs::exists(fs::symlink_status(file))) {
        place(file, whole, kept);
        return false;
    }
    Connection db{file, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, patience};
    require_ours(db, file);  // whatever else it is, a slip in --db must not put a register in its place
    db.transaction(
        [&] {
            if (agree) agree(db);
            swap(file, whole, kept);
        },
        Finish::rollback);
    return true;
}

void cannot_write(const fs::path& file) {
    throw Error{ErrorKind::failed, tr("cannot write {file}: {why}", fmt::arg("file", file.string()),
                                      fmt::arg("why", std::generic_category().message(errno)))};
}

void put_on_disk(const fs::path& path) {
    const int descriptor =
        open(path.c_str(), O_RDONLY | O_CLOEXEC);  // NOLINT(*-vararg): the system's interface
    if (descriptor < 0) cannot_write(path);
    const int failed = fsync(descriptor);
    const int why = errno;
    close(descriptor);
    errno = why;
    if (failed != 0) cannot_write(path);
}

}  // namespace aka
