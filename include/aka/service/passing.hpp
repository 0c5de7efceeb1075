#pragma once

#include <filesystem>

#include "aka/text/leftover.hpp"

namespace aka {

/// A name beside `file` that nothing has yet, for what is not whole yet; data check knows its ending.
std::filesystem::path passing_name(const std::filesystem::path& file);

/// A file of such a name that somebody else writes; removed with the object unless it was renamed, and when a
/// signal ends the program.
class PassingFile {
public:
    explicit PassingFile(const std::filesystem::path& beside);
    PassingFile(const PassingFile&) = delete;
    PassingFile& operator=(const PassingFile&) = delete;
    ~PassingFile();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    Leftover file_;
    Leftover journal_;
};

}  // namespace aka
