#include "aka/network/cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <memory>
#include <utility>

#include "aka/network/load.hpp"
#include "aka/text/crypto.hpp"
#include "aka/text/leftover.hpp"
#include "compact.hpp"
#include "loading.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto longest_tick = 2s;  // of FAT; other file systems count milliseconds or less
constexpr auto longest_write = 1min;
constexpr std::size_t most_bytes = 16UL * 1024 * 1024;
constexpr std::uint64_t most_networks = 16;  // files in the folder; who has more reads TOML now and then
constexpr std::string_view magic = "aka network 1\n";

/// Whether it is longer ago than that; what is still to come is not.
bool is_past(std::time_t moment, std::chrono::seconds age, Instant now) {
    const auto second = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch();
    return moment < (second - age).count();
}

/// A network's files as they are: what a compact form of them must have been made from.
struct Sources {
    CompactWriter stamps;
    std::time_t newest = 0;  ///< the second of the last change to any
    bool known = true;       ///< otherwise reading them will tell why
};

/// Beside the time of the content's last change that of the inode's: nobody can set it back.
void stamp(Sources& sources, const fs::path& file, Presence presence) {
    sources.stamps.text(file.filename().native());
    struct stat status {};
    const bool there = stat(file.c_str(), &status) == 0;
    sources.stamps.number(static_cast<std::uint8_t>(there));
    if (!there) {
        if (presence == Presence::required || errno != ENOENT) sources.known = false;
        return;
    }
    sources.stamps.number(status.st_dev);
    sources.stamps.number(status.st_ino);
    sources.stamps.number(status.st_size);
    for (const auto& time : {status.st_mtim, status.st_ctim}) {
        sources.stamps.number(time.tv_sec);
        sources.stamps.number(time.tv_nsec);
        sources.newest = std::max(sources.newest, time.tv_sec);
    }
}

void stamp_folder(Sources& sources, const fs::path& folder, Presence presence) {
    std::error_code error;
    const auto files = toml_files(folder, error);
    const bool absent = error == std::errc::no_such_file_or_directory && presence == Presence::optional;
    if (error && !absent) sources.known = false;
    sources.stamps.size(files.size());
    for (const auto& file : files) stamp(sources, file, Presence::required);
}

Sources sources_of(const fs::path& directory, const std::string& program) {
    Sources sources;
    sources.stamps.text(program);
    std::error_code error;
    sources.stamps.text(fs::absolute(directory, error).native());
    if (error) sources.known = false;
    for (const char* name : {"alliance.toml", "topics.toml"})
        stamp(sources, directory / name, Presence::required);
    for (const char* name : {"schemes.toml", "occupations.toml", "funders.toml"})
        stamp(sources, directory / name, Presence::optional);
    stamp_folder(sources, directory / "municipalities", Presence::required);
    stamp_folder(sources, directory / "actors", Presence::optional);
    return sources;
}

/// Closed with it; nothing when it could not be opened.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    explicit operator bool() const { return number_ >= 0; }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

/// The user's own, and nobody else can write it.
bool is_own(const struct stat& status) {
    return status.st_uid == geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/// A link, or another's, is no place to read from or write to.
Descriptor open_folder(const fs::path& folder) {
    // NOLINTNEXTLINE(*-vararg): the system's interface
    Descriptor opened{open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
    struct stat status {};
    const bool own = opened && fstat(opened.number(), &status) == 0 && is_own(status);
    return own ? std::move(opened) : Descriptor{-1};
}

/// At most two folders deep, and only in what is the user's own: who runs aka as another user, in a home that
/// is not theirs, leaves nothing there.
void make_folder(const fs::path& folder) {
    for (const fs::path& made : {folder.parent_path(), folder}) {
        struct stat status {};
        if (stat(made.c_str(), &status) == 0) continue;
        if (stat(made.parent_path().c_str(), &status) != 0 || status.st_uid != geteuid()) return;
        if (mkdir(made.c_str(), S_IRWXU) != 0 && errno != EEXIST) return;
    }
}

std::optional<std::string> read_kept(const fs::path& folder, const std::string& name) {
    const auto opened = open_folder(folder);
    if (!opened) return std::nullopt;
    // NOLINTNEXTLINE(*-vararg): the system's interface. A pipe must not be waited for.
    const Descriptor file{
        openat(opened.number(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
    struct stat status {};
    if (!file || fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode) || !is_own(status) ||
        static_cast<std::size_t>(status.st_size) > most_bytes)
        return std::nullopt;
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    const auto count = read(file.number(), bytes.data(), bytes.size());
    if (count < 0 || static_cast<std::size_t>(count) != bytes.size()) return std::nullopt;
    return bytes;
}

bool write_all(const Descriptor& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = write(file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void remove_abandoned(const Descriptor& folder, const std::string& name, Instant now) {
    struct stat status {};
    if (fstatat(folder.number(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
        is_past(status.st_mtim.tv_sec, longest_write, now))
        unlinkat(folder.number(), name.c_str(), 0);
}

/// Through a file that gets its name when it is whole. One process at a time: to another there is nothing to
/// keep. Not put on the disk first: what a power cut leaves of it does not fit its checksum.
void keep(const fs::path& folder, const std::string& name, std::string_view bytes, Instant now) {
    make_folder(folder);
    const auto opened = open_folder(folder);
    if (!opened) return;
    const std::string part = name + ".part";
    remove_abandoned(opened, part, now);
    // NOLINTNEXTLINE(*-vararg): the system's interface
    const Descriptor file{openat(opened.number(), part.c_str(),
                                 O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR)};
    if (!file) return;
    const Leftover left{folder / part};
    if (!write_all(file, bytes) ||
        renameat(opened.number(), part.c_str(), opened.number(), name.c_str()) != 0)
        unlinkat(opened.number(), part.c_str(), 0);
}

/// The network in what was kept, if it was made from just these sources and is whole.
std::optional<Network> network_in(const std::shared_ptr<const std::string>& kept, std::string_view stamps) {
    std::string_view bytes = *kept;
    if (!bytes.starts_with(magic)) return std::nullopt;
    bytes.remove_prefix(magic.size());
    try {
        CompactReader reader{bytes};
        const auto sum = reader.number<std::uint64_t>();
        const auto content = bytes.substr(sizeof sum);
        if (reader.text() != stamps || checksum(content) != sum) return std::nullopt;
        return decode_network(content.substr(sizeof(std::uint32_t) + stamps.size()), kept);
    } catch (const Damaged&) {
        return std::nullopt;
    }
}

std::string kept_form(const Network& network, std::string_view stamps) {
    CompactWriter content;
    content.text(stamps);
    const std::string bytes = content.take() + encode_network(network);
    CompactWriter head;
    head.number(checksum(bytes));
    return std::string{magic} + head.take() + bytes;
}

std::string name_for(const fs::path& directory, const std::string& program) {
    std::error_code ignored;
    const auto sum = checksum(program + '\n' + fs::absolute(directory, ignored).native());
    return "network-" + std::to_string(sum % most_networks);
}

}  // namespace

Network load_network(const fs::path& directory, const NetworkCache& cache, Instant now) {
    if (cache.folder.empty()) return load_network(directory);
    // Before the files are read: what changes after this has another stamp when it is next looked at.
    auto sources = sources_of(directory, cache.program);
    if (!sources.known) return load_network(directory);
    const std::string stamps = sources.stamps.take();
    const std::string name = name_for(directory, cache.program);
    if (auto bytes = read_kept(cache.folder, name))
        if (auto network = network_in(std::make_shared<const std::string>(std::move(*bytes)), stamps))
            return std::move(*network);
    auto network = load_network(directory);
    if (is_past(sources.newest, longest_tick, now)) keep(cache.folder, name, kept_form(network, stamps), now);
    return network;
}

}  // namespace aka
