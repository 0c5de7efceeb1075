#pragma once

#include "aka/cli/session.hpp"

namespace aka {

/// A line on the terminal's standard error that tells how far long work is; none for work shorter than a
/// second, in a pipe, or with --quiet.
class Progress {
public:
    Progress(const Session& session, int total);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() { end(); }

    void step();
    void end();  ///< wipes the line

private:
    const Session& session_;
    int total_;
    int done_ = 0;
    std::size_t shown_ = 0;  ///< columns to be wiped
    bool wanted_;
    Instant next_;
};

}  // namespace aka
