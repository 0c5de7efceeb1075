#pragma once

#include <sys/types.h>

#include <filesystem>

namespace aka {

/// The name of a file, or of an empty folder, that is not to stay when a signal ends the program meanwhile;
/// the object itself leaves it alone. Names beyond a fixed number of objects are not kept in mind.
class Leftover {
public:
    explicit Leftover(const std::filesystem::path& name);
    Leftover(const Leftover&) = delete;
    Leftover& operator=(const Leftover&) = delete;
    ~Leftover();

private:
    int place_ = -1;
};

/// A program that writes such a file for us: it is ended before the file is removed. 0: none any more.
void end_with_us(pid_t child);

/// From now on Ctrl-C, SIGTERM and SIGHUP remove what is left over, the newest first, before they end the
/// program, which then ends by the signal. One that is ignored stays so.
void remove_leftovers_on_signals();

}  // namespace aka
