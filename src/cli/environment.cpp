#include "aka/cli/environment.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>

#include "aka/model/numbers.hpp"
#include "aka/network/cache.hpp"
#include "aka/text/leftover.hpp"

extern char** environ;  // NOLINT(*-redundant-declaration): POSIX leaves declaring it to the program

namespace aka {
namespace {

std::map<std::string, std::string> read_variables() {
    std::map<std::string, std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {  // NOLINT(*-pointer-arithmetic)
        const std::string text{*entry};
        const auto equals = text.find('=');
        if (equals != std::string::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return variables;
}

Date local_day(Instant instant) {
    const std::time_t seconds =
        std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(instant));
    std::tm local{};
    localtime_r(&seconds, &local);
    return Date{std::chrono::year{local.tm_year + 1900} / (local.tm_mon + 1) / local.tm_mday};
}

/// Reads /etc/passwd itself: asking the C library would ask its name services, some of which open a
/// connection.
std::string user_name() {
    const std::unique_ptr<FILE, int (*)(FILE*)> file{std::fopen("/etc/passwd", "re"), &std::fclose};
    if (file) {
        while (const passwd* entry = fgetpwent(file.get()))
            if (entry->pw_uid == geteuid()) return entry->pw_name;
    }
    return fmt::format("uid {}", geteuid());
}

struct Window {
    int width = 80;
    int height = 24;
};

/// A terminal on a serial line does not know; its user may have said so.
Window terminal_window(const Environment& environment) {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) size = {};  // NOLINT(*-vararg): the system's interface
    const auto known = [&](int told, const char* variable, int otherwise) {
        constexpr int most = 1000;
        if (told > 0) return told;
        return parse_count(environment.variable(variable), 1, most).value_or(otherwise);
    };
    const Window usual;
    return {known(size.ws_col, "COLUMNS", usual.width), known(size.ws_row, "LINES", usual.height)};
}

std::filesystem::path running_program() {
    std::error_code failure;
    return std::filesystem::read_symlink("/proc/self/exe", failure);
}

/// Empty where there is no place for it; the standard has a relative one ignored.
std::filesystem::path cache_folder(const Environment& environment) {
    const std::filesystem::path given = environment.variable("XDG_CACHE_HOME");
    if (given.is_absolute()) return given / "aka";
    const std::filesystem::path home = environment.variable("HOME");
    return home.is_absolute() ? home / ".cache/aka" : std::filesystem::path{};
}

/// A program built anew may read the same files as something else, though its version is the same. Nothing is
/// kept by one that cannot be told from others.
NetworkCache network_cache(const std::filesystem::path& folder, const std::filesystem::path& program) {
    struct stat status {};
    if (stat(program.c_str(), &status) != 0) return {};
    return {folder, fmt::format("{} {} {} {} {}", AKA_VERSION, status.st_ino, status.st_size,
                                status.st_mtim.tv_sec, status.st_mtim.tv_nsec)};
}

constexpr int not_run = 127;

/// Never returns.
[[noreturn]] void become(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const auto& word : command)
        arguments.push_back(const_cast<char*>(word.c_str()));  // NOLINT(*-const-cast): execvp's interface
    arguments.push_back(nullptr);
    execvp(arguments.front(), arguments.data());
    _exit(not_run);
}

int exit_of(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/// While it lives, Ctrl-C at the terminal is for the other program alone, as in an editor that takes it for a
/// key.
class IgnoredInterrupts {
public:
    IgnoredInterrupts() : interrupt_(std::signal(SIGINT, SIG_IGN)), quit_(std::signal(SIGQUIT, SIG_IGN)) {}
    IgnoredInterrupts(const IgnoredInterrupts&) = delete;
    IgnoredInterrupts& operator=(const IgnoredInterrupts&) = delete;
    ~IgnoredInterrupts() {
        std::signal(SIGINT, interrupt_);
        std::signal(SIGQUIT, quit_);
    }

private:
    void (*interrupt_)(int);
    void (*quit_)(int);
};

/// An argument vector, no shell: file names are only ever file names.
int run_program(const std::vector<std::string>& command) {
    const pid_t child = fork();
    if (child < 0) return not_run;
    if (child == 0) become(command);
    end_with_us(child);
    const int status = exit_of(child);
    end_with_us(0);
    return status;
}

/// Whoever writes in it decides when it ends.
bool run_editor(const std::vector<std::string>& command) {
    const IgnoredInterrupts ignored;
    const pid_t child = fork();
    if (child == 0) {
        for (const int signal : {SIGINT, SIGQUIT}) std::signal(signal, SIG_DFL);
        become(command);
    }
    return child > 0 && exit_of(child) == 0;
}

/// Less keeps no history of what was looked for, and shows letters and colours as they are.
void prepare_pager() {
    setenv("LESSHISTFILE", "-", 1);     // NOLINT(concurrency-mt-unsafe): there is one thread
    setenv("LESS", "FRX", 0);           // NOLINT(concurrency-mt-unsafe)
    setenv("LESSCHARSET", "utf-8", 0);  // NOLINT(concurrency-mt-unsafe)
    for (const int signal : {SIGINT, SIGQUIT, SIGPIPE}) std::signal(signal, SIG_DFL);
}

/// Stops when nobody reads any more: who leaves a pager has seen enough.
void write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto written = write(descriptor, text.data(), text.size());
        if (written < 0 && errno != EINTR) return;
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
}

bool run_pager(const std::vector<std::string>& command, const std::string& text) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    const IgnoredInterrupts ignored;
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[0], STDIN_FILENO);
        prepare_pager();
        become(command);
    }
    close(ends[0]);
    if (child > 0) write_all(ends[1], text);
    close(ends[1]);
    return child > 0 && exit_of(child) == 0;
}

}  // namespace

std::string Environment::variable(const std::string& name) const {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string{} : found->second;
}

Environment real_environment() {
    Environment environment{std::cin, std::cout, std::cerr};
    environment.variables = read_variables();
    environment.local_day = local_day;
    environment.program = running_program();
    environment.os_user = user_name;
    environment.clock = [] {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    };
    environment.in_is_terminal = isatty(STDIN_FILENO) == 1;
    environment.out_is_terminal = isatty(STDOUT_FILENO) == 1;
    environment.err_is_terminal = isatty(STDERR_FILENO) == 1;
    if (environment.out_is_terminal) {
        const Window window = terminal_window(environment);
        environment.width = window.width;
        environment.height = window.height;
    }
    const std::chrono::seconds patience{environment.in_is_terminal ? 20 : 60};
    environment.open_register = [patience](const std::filesystem::path& file,
                                           OpenFor purpose) -> std::shared_ptr<SqliteRegister> {
        return open_sqlite(file, purpose, purpose == OpenFor::glancing ? std::chrono::seconds{0} : patience);
    };
    environment.load_network = [folder = cache_folder(environment), program = environment.program,
                                clock = environment.clock](const std::filesystem::path& directory) {
        return std::make_shared<const Network>(
            load_network(directory, network_cache(folder, program), clock()));
    };
    const std::string term = environment.variable("TERM");
    if (environment.in_is_terminal && environment.err_is_terminal && !term.empty() && term != "dumb")
        environment.read_line = terminal_line_reader();
    // What lies in memory is not tidied up piece by piece first. Streams are flushed.
    environment.leave = [] { std::exit(0); };  // NOLINT(concurrency-mt-unsafe): there is one thread
    environment.run_program = run_program;
    environment.run_pager = run_pager;
    environment.run_editor = run_editor;
    return environment;
}

}  // namespace aka
