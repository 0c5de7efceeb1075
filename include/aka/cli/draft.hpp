#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "aka/cli/session.hpp"

namespace aka {

/// The drafts of aka case new begin with it; all others hold a text alone.
constexpr const char* case_new_drafts = "case-new";

/// What a person typed for a command and that is not recorded yet: a file of its own, for this user alone,
/// until it is. Personal numbers are left out.
class Draft {
public:
    explicit Draft(const Session& session) : session_(session) {}
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    ~Draft() = default;

    /// Writes all that was typed by now in place of what was written before. `name` tells the command, as
    /// "note-NAE-26-0143". Warns once when it cannot; without a place for drafts nothing happens.
    void keep(const std::string& name, const std::string& content);
    /// A file that was kept before: it is written again, and goes when its content is recorded.
    void take(const std::filesystem::path& file, const std::string& name);
    /// The call went well: what was typed is stored, or was only tried.
    void finish();
    void drop();

    /// How to go on, for the person; empty when nothing is kept.
    [[nodiscard]] std::string way_back() const;

private:
    const Session& session_;
    std::filesystem::path file_;
    std::string name_;
    bool warned_ = false;
    bool taken_ = false;
};

/// A draft that waits.
struct WaitingDraft {
    std::filesystem::path file;
    Date day{};  ///< it was last typed in
};
/// Those of one command, by the beginning of their names, the newest first; of all when it is empty.
std::vector<WaitingDraft> waiting_drafts(const Session& session, const std::string& name);

/// Whether the file is a draft that was kept.
bool is_draft(const Session& session, const std::filesystem::path& file);

/// The text without any personal number.
std::string without_cpr(std::string text);

}  // namespace aka
