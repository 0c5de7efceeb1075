#include "aka/text/leftover.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstring>

namespace aka {
namespace {

struct Kept {
    std::array<char, PATH_MAX> name;
    volatile std::sig_atomic_t used;
};

constexpr int most = 64;

// Changed under way, and read by whatever interrupts: memory that is there from the beginning.
std::array<Kept, most> kept{};               // NOLINT(*-avoid-non-const-global-variables)
volatile std::sig_atomic_t running_child{};  // NOLINT(*-avoid-non-const-global-variables)

/// Only what a signal handler may call (signal-safety(7)).
void remove_and_end(int signal) {
    if (running_child > 0) {
        kill(running_child, SIGTERM);
        while (waitpid(running_child, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    // NOLINTNEXTLINE(modernize-loop-convert): backwards
    for (auto left = kept.rbegin(); left != kept.rend(); ++left)
        if (left->used != 0 && unlink(left->name.data()) != 0) rmdir(left->name.data());
    raise(signal);  // its handler is gone: it ends the program as soon as this one returns
}

}  // namespace

Leftover::Leftover(const std::filesystem::path& name) {
    std::error_code failure;
    const std::string whole = std::filesystem::absolute(name, failure).string();
    if (failure || whole.size() >= PATH_MAX) return;
    for (int i = 0; i < most && place_ < 0; ++i)
        if (kept.at(static_cast<std::size_t>(i)).used == 0) place_ = i;
    if (place_ < 0) return;
    auto& entry = kept.at(static_cast<std::size_t>(place_));
    std::memcpy(entry.name.data(), whole.c_str(), whole.size() + 1);
    entry.used = 1;
}

Leftover::~Leftover() {
    if (place_ >= 0) kept.at(static_cast<std::size_t>(place_)).used = 0;
}

void end_with_us(pid_t child) {
    running_child = child;
}

void remove_leftovers_on_signals() {
    struct sigaction action {};
    action.sa_handler = remove_and_end;
    sigfillset(&action.sa_mask);
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};
        if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_DFL)
            sigaction(signal, &action, nullptr);
    }
}

}  // namespace aka
