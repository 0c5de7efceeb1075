#pragma once

#include <optional>
#include <string>

#include "aka/cli/session.hpp"
#include "aka/text/long_work.hpp"

namespace aka {

/// A line on the terminal's standard error that tells how far long work is; none for work shorter than a
/// second, in a pipe, or with --quiet.
class Progress {
public:
    /// Of so many lines of a file.
    Progress(const Session& session, int total);
    /// Of work in the register, by how long it has taken: "checking the register: 4 s".
    Progress(const Session& session, std::string what);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() { end(); }

    void step();
    void end();  ///< wipes the line

private:
    void show(const std::string& line);
    [[nodiscard]] bool is_time() const;

    const Session& session_;
    int total_ = 0;
    int done_ = 0;
    std::string what_;
    int shown_ = 0;  ///< columns to be wiped
    bool wanted_;
    Instant began_;
    Instant next_;
    std::optional<WatchedWork> watched_;
};

/// What `work` gives back, with a line that tells how long it takes.
template <class Work>
auto with_progress(const Session& session, const std::string& what, Work work) {
    const Progress progress{session, what};
    return work();
}

}  // namespace aka
