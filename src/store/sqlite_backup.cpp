#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "aka/model/error.hpp"
#include "aka/store/events.hpp"
#include "aka/text/leftover.hpp"
#include "aka/text/tr.hpp"
#include "sqlite_connection.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

/// While it lives no other aka makes such a copy in the folder; a killed one holds nothing up.
class FolderLock {
public:
    explicit FolderLock(const fs::path& folder)
        : descriptor_(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {  // NOLINT(*-vararg)
        if (descriptor_ < 0) cannot_write(folder);
        while (flock(descriptor_, LOCK_EX) != 0)
            if (errno != EINTR) {
                close(descriptor_);
                cannot_write(folder);
            }
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock() { close(descriptor_); }

private:
    int descriptor_;
};

/// A copy as it grows, with what an earlier one left behind taken away; gone unless it got its name.
class Part {
public:
    explicit Part(const fs::path& target) : path_(fs::path{target}.concat(".part")), left_(path_) {
        remove();
    }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;
    ~Part() { remove(); }
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    void remove() const {
        std::error_code ignored;
        fs::remove(path_, ignored);
        fs::remove(fs::path{path_}.concat("-journal"), ignored);  // it would be played into the next one
    }
    fs::path path_;
    Leftover left_;
};

struct Look {
    std::string head;
    std::vector<std::string> faults;  ///< empty: a whole register of the version
};

Look look_into(const fs::path& file, int version) {
    try {
        require_own_file(file);
        Connection copy{file, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, std::chrono::seconds{1}};
        copy.exec("PRAGMA query_only = ON");
        require_ours(copy, file);
        Look look{head_hash(copy), copy.find_damage()};
        for (auto& broken : verify_chain(copy)) look.faults.push_back(std::move(broken));
        if (copy.pragma("user_version") != version)
            look.faults.push_back(tr("it is a register of another version"));
        return look;
    } catch (const Error& error) {
        return {{}, {error.what()}};
    }
}

void write_copy(Connection& db, const fs::path& file, const fs::path& target, int version) {
    const Part part{target};
    db.copy_to(part.path(), target);
    if (const auto faults = look_into(part.path(), version).faults; !faults.empty())
        storage_error(
            tr("{file} does not pass its check and was not brought up to date: {what}; put a backup in its "
               "place with aka data restore",
               fmt::arg("file", file.string()), fmt::arg("what", faults.front())));
    put_on_disk(part.path());
    if (std::rename(part.path().c_str(), target.c_str()) != 0) cannot_write(target);
    put_on_disk(fs::absolute(target).parent_path());
}

}  // namespace

void back_up_before_migration(Connection& db, const fs::path& file, int version) {
    const FolderLock lock{fs::absolute(file).parent_path()};
    if (db.pragma("user_version") != version) return;  // another aka was faster
    const std::string head = head_hash(db);
    for (int number = 1;; ++number) {
        const fs::path target = number == 1 ? fmt::format("{}.v{}", file.string(), version)
                                            : fmt::format("{}.v{}.{}", file.string(), version, number);
        const Look found = look_into(target, version);
        if (!found.faults.empty()) return write_copy(db, file, target, version);  // none, or half of one
        if (found.head == head) return;
        // A whole register as well, but not this one as it stands: it stays.
    }
}

}  // namespace aka
