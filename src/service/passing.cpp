#include "aka/service/passing.hpp"

#include <fmt/format.h>

#include "aka/text/crypto.hpp"

namespace aka {

std::filesystem::path passing_name(const std::filesystem::path& file) {
    return fmt::format("{}.{}.part", file.string(), random_hex(6));
}

PassingFile::~PassingFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

}  // namespace aka
