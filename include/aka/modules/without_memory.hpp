#pragma once

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

namespace aka {

/// For std::set_terminate, in each C++ runtime: memory can run out where nothing may be thrown, in a
/// library's destructor, or while another error is told.
inline void end_without_memory() {
    try {
        if (std::current_exception()) std::rethrow_exception(std::current_exception());
    } catch (const std::bad_alloc&) {
        std::fputs("aka: out of memory; look whether it was saved before you try again\n", stderr);
        _exit(1);
    } catch (...) {
        // An error of the program: it ends as such.
    }
    std::abort();
}

}  // namespace aka
