#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "aka/model/error.hpp"
#include "aka/service/privacy.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

/// Folded words, each between blanks: what is looked for is found whatever stands between its words.
std::string words_in(const std::string& text) {
    std::string words = " ";
    for (const auto& word : fold_words(text)) words += word + ' ';
    return words;
}

bool any_in(const std::string& words, const std::vector<std::string>& wanted) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& text) {
        const std::string looked_for = words_in(text);
        return looked_for.size() > 1 && words.find(looked_for) != std::string::npos;
    });
}

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::recursive_directory_iterator entry{folder, failure}, end; !failure && entry != end;
         entry.increment(failure))
        if (fs::is_regular_file(entry->symlink_status())) files.push_back(entry->path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

DraftsCleared clear_drafts(const fs::path& folder, const Erasure& erasure, bool dry_run) {
    DraftsCleared cleared;
    if (folder.empty()) return cleared;
    for (const auto& path : files_below(folder)) {
        std::ifstream in{path, std::ios::binary};
        const std::string text{std::istreambuf_iterator<char>{in}, {}};
        const std::string words = words_in(path.filename().string() + ' ' + text);
        if (any_in(words, erasure.names)) {
            std::error_code failure;
            if (!dry_run) fs::remove(path, failure);
            (failure ? cleared.doubtful : cleared.deleted).push_back(path);
        } else if (!in || any_in(words, erasure.titles)) {
            cleared.doubtful.push_back(path);
        }
    }
    return cleared;
}

}  // namespace aka
