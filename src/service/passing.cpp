#include "aka/service/passing.hpp"

#include <fmt/format.h>

#include "aka/text/crypto.hpp"

namespace aka {

std::filesystem::path passing_name(const std::filesystem::path& file) {
    return fmt::format("{}.{}.part", file.string(), random_hex(6));
}

PassingFile::PassingFile(const std::filesystem::path& beside)
    : path_(passing_name(beside)), file_(path_), journal_(std::filesystem::path{path_}.concat("-journal")) {}

PassingFile::~PassingFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

}  // namespace aka
