#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <string>
#include <vector>

#include "aka/cli/environment.hpp"
#include "aka/cli/run.hpp"

int main(int count, char** words) {
    umask(077);  // whatever aka writes is for the user alone
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);  // a core dump would hold what people said in confidence
    std::signal(SIGPIPE, SIG_IGN);     // a closed pipe is an output fault, told after the work is stored
    std::signal(SIGXFSZ, SIG_IGN);     // so is a file that may not grow
    auto environment = aka::real_environment();
    return aka::run(std::vector<std::string>(words + 1, words + count),
                    environment);  // NOLINT(*-pointer-arithmetic)
}
