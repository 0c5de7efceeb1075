#include "aka/cli/progress.hpp"

#include <fmt/format.h>

#include <ostream>

#include "aka/text/tr.hpp"

namespace aka {

Progress::Progress(const Session& session, int total)
    : session_(session),
      total_(total),
      wanted_(session.environment().err_is_terminal && !session.options().quiet),
      next_(session.environment().clock() + std::chrono::seconds{1}) {}

void Progress::step() {
    ++done_;
    const Environment& environment = session_.environment();
    if (!wanted_ || environment.clock() < next_) return;
    next_ = environment.clock() + std::chrono::milliseconds{200};
    const std::string line =
        tr("{done} of {total} lines", fmt::arg("done", done_), fmt::arg("total", total_));
    environment.err << '\r' << line << std::flush;
    shown_ = line.size();
}

void Progress::end() {
    if (shown_ == 0) return;
    session_.environment().err << '\r' << std::string(shown_, ' ') << '\r' << std::flush;
    shown_ = 0;
}

}  // namespace aka
