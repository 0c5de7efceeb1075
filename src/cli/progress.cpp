#include "aka/cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

constexpr int widest = 60;  ///< columns; a line that wraps cannot be wiped

bool is_wanted(const Session& session) {
    const auto& environment = session.environment();
    return environment.err_is_terminal && environment.variable("TERM") != "dumb" && !session.options().quiet;
}

}  // namespace

Progress::Progress(const Session& session, int total)
    : session_(session),
      total_(total),
      wanted_(is_wanted(session)),
      began_(session.environment().clock()),
      next_(began_ + std::chrono::seconds{1}) {}

Progress::Progress(const Session& session, std::string what) : Progress(session, 0) {
    what_ = std::move(what);
    if (wanted_) watched_.emplace([this] { step(); });
}

bool Progress::is_time() const {
    return wanted_ && session_.environment().clock() >= next_;
}

void Progress::step() {
    ++done_;
    if (!is_time()) return;
    const Instant now = session_.environment().clock();
    next_ = now + std::chrono::milliseconds{200};
    if (what_.empty())
        return show(tr("{done} of {total} lines", fmt::arg("done", done_), fmt::arg("total", total_)));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - began_).count();
    show(tr("{what}: {seconds} s", fmt::arg("what", what_), fmt::arg("seconds", seconds)));
}

void Progress::show(const std::string& line) {
    const auto& environment = session_.environment();
    const std::string fitting = cut_to_width(line, std::min(environment.width - 1, widest));
    environment.err << '\r' << fitting << std::flush;
    shown_ = std::max(shown_, display_width(fitting));
}

void Progress::end() {
    watched_.reset();
    if (shown_ == 0) return;
    session_.environment().err << '\r' << std::string(static_cast<std::size_t>(shown_), ' ') << '\r'
                               << std::flush;
    shown_ = 0;
}

}  // namespace aka
