#include "aka/cli/draft.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <ctime>
#include <system_error>

#include "aka/cli/files.hpp"
#include "aka/model/error.hpp"
#include "aka/model/personal.hpp"
#include "aka/text/crypto.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

constexpr const char* ending = ".draft";

/// Where drafts can be written; a home that does not exist, as that of a service, gets none.
fs::path place_for_drafts(const Session& session) {
    const fs::path folder = session.drafts_folder();
    const auto& environment = session.environment();
    if (folder.empty() || !environment.variable("XDG_STATE_HOME").empty()) return folder;
    return fs::is_directory(environment.variable("HOME")) ? folder : fs::path{};
}

Date last_typed(const fs::path& file, const Session& session) {
    struct stat status {};
    if (stat(file.c_str(), &status) != 0) return session.today();
    return session.environment().local_day(Instant{std::chrono::seconds{status.st_mtime}});
}

}  // namespace

std::string without_cpr(std::string text) {
    while (const auto found = find_cpr(text)) text.erase(found->offset, found->length);
    return text;
}

void Draft::keep(const std::string& name, const std::string& content) {
    try {
        const bool another = !name_.empty() && name != name_;
        fs::path file = file_;
        if (file.empty() || another) {
            const fs::path folder = place_for_drafts(session_);
            if (folder.empty()) return;
            if (fs::create_directories(folder)) fs::permissions(folder, fs::perms::owner_all);
            file = folder / (name + '-' + random_hex(3) + ending);
        }
        write_file(file, without_cpr(content));
        if (another) drop();
        file_ = file;
        name_ = name;
    } catch (const std::exception& error) {
        if (!warned_)
            session_.warn(
                tr("warning: what you type is not kept as a draft: {why}", fmt::arg("why", error.what())));
        warned_ = true;
    }
}

void Draft::take(const fs::path& file, const std::string& name) {
    file_ = file;
    name_ = name;
    taken_ = true;
}

void Draft::finish() {
    if (!taken_ || !session_.options().dry_run) drop();
}

void Draft::drop() {
    std::error_code ignored;
    if (!file_.empty()) fs::remove(file_, ignored);
    file_.clear();
    taken_ = false;
}

std::string Draft::way_back() const {
    std::error_code ignored;
    if (file_.empty() || !fs::exists(file_, ignored)) return {};
    if (name_ == case_new_drafts) return tr("what you typed is kept; go on with aka case new --recover");
    return tr("what you typed is kept; take it with -F {file}", fmt::arg("file", file_.string()));
}

bool is_draft(const Session& session, const fs::path& file) {
    const fs::path folder = session.drafts_folder();
    std::error_code ignored;
    return !folder.empty() && file.extension() == ending &&
           fs::equivalent(file.parent_path(), folder, ignored);
}

std::vector<WaitingDraft> waiting_drafts(const Session& session, const std::string& name) {
    std::vector<std::pair<fs::file_time_type, WaitingDraft>> found;
    std::error_code failure;
    for (fs::directory_iterator entry{session.drafts_folder(), failure}, end; !failure && entry != end;
         entry.increment(failure)) {
        const fs::path& file = entry->path();
        std::error_code ignored;
        if (!entry->is_regular_file(ignored) || file.extension() != ending) continue;
        if (!file.filename().string().starts_with(name)) continue;
        found.push_back({fs::last_write_time(file, ignored), {file, last_typed(file, session)}});
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second.file < b.second.file;
    });
    std::vector<WaitingDraft> drafts;
    drafts.reserve(found.size());
    for (auto& [moment, draft] : found) drafts.push_back(std::move(draft));
    return drafts;
}

}  // namespace aka
