#include "aka/cli/environment.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <iostream>

#include "aka/network/load.hpp"

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

int terminal_width() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;  // NOLINT(*-vararg): the system's interface
    return 80;
}

std::filesystem::path running_program() {
    std::error_code failure;
    return std::filesystem::read_symlink("/proc/self/exe", failure);
}

/// An argument vector, no shell: file names are only ever file names.
int run_program(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const auto& word : command)
        arguments.push_back(const_cast<char*>(word.c_str()));  // NOLINT(*-const-cast): execvp's interface
    arguments.push_back(nullptr);
    const pid_t child = fork();
    constexpr int not_run = 127;
    if (child < 0) return not_run;
    if (child == 0) {
        execvp(arguments.front(), arguments.data());
        _exit(not_run);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
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
    environment.width = environment.out_is_terminal ? terminal_width() : 80;
    const std::chrono::seconds patience{environment.in_is_terminal ? 20 : 60};
    environment.open_register = [patience](const std::filesystem::path& file,
                                           OpenFor purpose) -> std::shared_ptr<SqliteRegister> {
        return open_sqlite(file, purpose, purpose == OpenFor::glancing ? std::chrono::seconds{0} : patience);
    };
    environment.load_network = [](const std::filesystem::path& directory) {
        return std::make_shared<const Network>(load_network(directory));
    };
    environment.run_program = run_program;
    environment.run_editor = [](const std::vector<std::string>& command) {
        return run_program(command) == 0;
    };
    return environment;
}

}  // namespace aka
