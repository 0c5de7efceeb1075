#include "aka/cli/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "aka/model/error.hpp"
#include "aka/text/crypto.hpp"
#include "aka/text/leftover.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

constexpr std::size_t largest_text = 1024UL * 1024;

std::string read_stream(std::istream& in, const std::string& name) {
    std::string text;
    for (char c = 0; in.get(c);) {
        if (c == '\r' && in.peek() == '\n') continue;
        text += c;
        if (text.size() > largest_text)
            throw Error{ErrorKind::usage,
                        tr("{file} is larger than 1 MiB; a text is shorter", fmt::arg("file", name))};
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);  // as Notepad begins its files
    return text;
}

std::ifstream open_file(const std::string& name) {
    if (std::filesystem::is_directory(name))
        throw Error{ErrorKind::usage, tr("{file} is a folder; name a file", fmt::arg("file", name))};
    std::ifstream file{name, std::ios::binary};
    if (!file)
        throw Error{ErrorKind::usage, tr("cannot read {file}: {why}", fmt::arg("file", name),
                                         fmt::arg("why", std::generic_category().message(errno)))};
    return file;
}

[[noreturn]] void fail_writing(const std::filesystem::path& file) {
    throw Error{ErrorKind::output, tr("cannot write {file}: {why}", fmt::arg("file", file.string()),
                                      fmt::arg("why", std::generic_category().message(errno)))};
}

/// One slip of the finger must not put a report in the place of the register or of its journal.
void refuse_register(const std::filesystem::path& file) {
    constexpr std::string_view magic = "SQLite format 3";
    constexpr std::string_view journal = "-journal";
    const auto is_register = [&](const std::filesystem::path& path) {
        if (!std::filesystem::is_regular_file(path)) return false;
        std::string begin(magic.size(), '\0');
        std::ifstream in{path, std::ios::binary};
        in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
        return begin == magic;
    };
    const std::string name = file.string();
    const bool is_journal =
        name.ends_with(journal) && is_register(name.substr(0, name.size() - journal.size()));
    if (is_journal || is_register(file))
        throw Error{ErrorKind::usage,
                    tr("{file} belongs to a register and is not overwritten; choose another name",
                       fmt::arg("file", name))};
}

}  // namespace

/// Closed and removed unless it got its name.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::filesystem::path& beside)
        : name_(beside.string() + "." + random_hex(6) + ".part"),
          left_(name_),
          descriptor_(open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                           S_IRUSR | S_IWUSR)) {  // NOLINT(*-vararg)
        if (descriptor_ < 0) fail_writing(beside);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (descriptor_ >= 0) close(descriptor_);
        unlink(name_.c_str());
    }

    void write(std::string_view text) const {
        while (!text.empty()) {
            const auto written = ::write(descriptor_, text.data(), text.size());
            if (written < 0 && errno != EINTR) fail_writing(name_);
            if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
        }
        if (fsync(descriptor_) != 0) fail_writing(name_);
    }

    void rename_to(const std::filesystem::path& file) const {
        if (std::rename(name_.c_str(), file.c_str()) != 0) fail_writing(file);
    }

private:
    std::string name_;
    Leftover left_;
    int descriptor_;
};

std::string read_text(const std::string& name, std::istream& in) {
    if (name == "-") return read_stream(in, tr("standard input"));
    auto file = open_file(name);
    return read_stream(file, name);
}

std::string read_bytes(const std::string& name, std::istream& in, std::size_t largest,
                       const std::string& way_out) {
    std::ifstream file;
    if (name != "-") file = open_file(name);
    std::istream& source = name == "-" ? in : file;
    std::string bytes;
    std::array<char, 64UL * 1024> part{};
    while (source.read(part.data(), part.size()), source.gcount() > 0) {
        bytes.append(part.data(), static_cast<std::size_t>(source.gcount()));
        if (bytes.size() > largest)
            throw Error{ErrorKind::usage,
                        tr("{file} is larger than {size} MiB; {way_out}", fmt::arg("file", name),
                           fmt::arg("size", largest >> 20U), fmt::arg("way_out", way_out))};
    }
    return bytes;
}

PreparedFile::PreparedFile(std::filesystem::path file, std::string text)
    : file_(std::move(file)), text_(std::move(text)) {
    refuse_register(file_);
    if (!std::filesystem::is_regular_file(file_) && std::filesystem::exists(file_)) return;
    temporary_ = std::make_unique<TemporaryFile>(file_);
    temporary_->write(text_);
}

PreparedFile::~PreparedFile() = default;

void PreparedFile::finish() {
    if (temporary_) return temporary_->rename_to(file_);
    std::ofstream out{file_, std::ios::binary};  // a device or a pipe is written as it is
    out << text_ << std::flush;
    if (!out) fail_writing(file_);
}

void write_file(const std::filesystem::path& file, std::string_view text) {
    PreparedFile{file, std::string{text}}.finish();
}

}  // namespace aka
