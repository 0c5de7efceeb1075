#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <fstream>
#include <sstream>

#include "aka/service/upkeep.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

std::string numbers_of(dev_t device) {
    return fmt::format("{}:{}", major(device), minor(device));
}

std::string first_line(const fs::path& file) {
    std::ifstream in{file};
    std::string line;
    std::getline(in, line);
    return line;
}

/// Of a device that lies on others, as a volume on a disk: what they all are.
Encryption encryption_below(const fs::path& device, int depth) {
    constexpr int deepest = 16;
    if (depth > deepest) return Encryption::unknown;
    if (first_line(device / "dm/uuid").starts_with("CRYPT-")) return Encryption::encrypted;
    if (fs::exists(device / "partition")) return encryption_below(device.parent_path(), depth + 1);
    auto found = Encryption::plain;
    std::error_code failure;
    for (fs::directory_iterator entry{device / "slaves", failure}, end; !failure && entry != end;
         entry.increment(failure)) {
        const fs::path below = fs::canonical(entry->path(), failure);
        found = failure ? Encryption::unknown : encryption_below(below, depth + 1);
        if (found != Encryption::encrypted) return found;
    }
    return found;
}

/// Where a file system has no device of its own, as Btrfs: the one that it was mounted from.
std::string mounted_from(const std::string& numbers) {
    std::ifstream in{"/proc/self/mountinfo"};
    for (std::string line; std::getline(in, line);) {
        std::istringstream words{line};
        std::string word;
        std::string device;
        words >> word >> word >> device;
        while (words >> word && word != "-") {
        }
        std::string source;
        words >> word >> source;
        struct stat status {};
        if (device == numbers && stat(source.c_str(), &status) == 0 && S_ISBLK(status.st_mode))
            return numbers_of(status.st_rdev);
    }
    return numbers;
}

}  // namespace

Encryption encryption_of_device(const std::string& numbers, const fs::path& sys) {
    std::error_code failure;
    const fs::path device = fs::canonical(sys / "dev/block" / numbers, failure);
    return failure ? Encryption::unknown : encryption_below(device, 0);
}

Encryption encryption_of(const fs::path& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return Encryption::unknown;
    std::string numbers = numbers_of(status.st_dev);
    if (major(status.st_dev) == 0) numbers = mounted_from(numbers);
    return encryption_of_device(numbers, "/sys");
}

}  // namespace aka
