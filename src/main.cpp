#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "aka/cli/environment.hpp"
#include "aka/cli/run.hpp"
#include "aka/modules/without_memory.hpp"
#include "aka/text/leftover.hpp"

int main(int count, char** words) {
    std::set_terminate(aka::end_without_memory);
    umask(077);  // whatever aka writes is for the user alone
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);  // a core dump would hold what people said in confidence
    std::signal(SIGPIPE, SIG_IGN);     // a closed pipe is an output fault, told after the work is stored
    std::signal(SIGXFSZ, SIG_IGN);     // so is a file that may not grow
    aka::remove_leftovers_on_signals();
    try {
        auto environment = aka::real_environment();
        return aka::run(std::vector<std::string>(words + 1, words + count),
                        environment);  // NOLINT(*-pointer-arithmetic)
    } catch (const std::bad_alloc&) {
        std::fputs("aka: out of memory; nothing was saved\n", stderr);
        return 1;
    }
}
