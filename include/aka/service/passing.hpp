#pragma once

#include <filesystem>

namespace aka {

/// A name beside `file` that nothing has yet, for what is not whole yet; data check knows its ending.
std::filesystem::path passing_name(const std::filesystem::path& file);

/// A file of such a name that somebody else writes; removed with the object unless it was renamed.
class PassingFile {
public:
    explicit PassingFile(const std::filesystem::path& beside) : path_(passing_name(beside)) {}
    PassingFile(const PassingFile&) = delete;
    PassingFile& operator=(const PassingFile&) = delete;
    ~PassingFile();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace aka
