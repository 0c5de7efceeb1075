#pragma once

#include <filesystem>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

namespace aka {

/// A whole file, or `in` when `name` is "-"; line ends of Windows become newlines. A usage error when it
/// cannot be read or is larger than a text may be.
std::string read_text(const std::string& name, std::istream& in);

/// The same as it lies there, byte for byte. A usage error when it is larger than `largest` bytes, with
/// `way_out` at its end.
std::string read_bytes(const std::string& name, std::istream& in, std::size_t largest,
                       const std::string& way_out);

/// A file that is written, but has not got its name: it is gone unless `finish` gives it. A device or a pipe
/// is written by `finish`. Output errors when it cannot be.
class PreparedFile {
public:
    PreparedFile(std::filesystem::path file, std::string text);
    PreparedFile(const PreparedFile&) = delete;
    PreparedFile& operator=(const PreparedFile&) = delete;
    ~PreparedFile();
    void finish();

private:
    std::filesystem::path file_;
    std::string text_;
    std::unique_ptr<class TemporaryFile> temporary_;
};

/// Writes all or nothing, mode 0600: a temporary file beside it, put on the disk, then renamed. An output
/// error when it cannot be.
void write_file(const std::filesystem::path& file, std::string_view text);

}  // namespace aka
