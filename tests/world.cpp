#include "world.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "aka/network/load.hpp"

template class nlohmann::basic_json<>;

Outcome World::aka(const std::vector<std::string>& arguments) {
    std::istringstream in{input};
    std::ostringstream out;
    std::ostringstream err;
    aka::Environment environment{in, out, err};
    environment.variables = variables;
    environment.clock = [this] { return now; };
    environment.local_day = [](aka::Instant instant) {
        return std::chrono::floor<std::chrono::days>(instant);
    };
    environment.program = binary_dir() + "/bin/aka";
    environment.os_user = [] { return std::string{"tester"}; };
    environment.in_is_terminal = environment.out_is_terminal = environment.err_is_terminal = terminal;
    environment.out_is_terminal = environment.out_is_terminal || screen;
    environment.width = width;
    environment.height = height;
    environment.run_pager = pager;
    environment.open_register = [this](const std::filesystem::path& file,
                                       aka::OpenFor purpose) -> std::shared_ptr<aka::SqliteRegister> {
        if (file == ":memory:") return db;
        return aka::open_sqlite(file, purpose, std::chrono::seconds{1});
    };
    environment.load_network = [](const std::filesystem::path& directory) {
        // Under the sanitizers reading it takes longer than most tests.
        static const auto shipped =
            std::make_shared<const aka::Network>(aka::load_network(source_dir() + "/config"));
        return directory == source_dir() + "/config"
                   ? shipped
                   : std::make_shared<const aka::Network>(aka::load_network(directory));
    };
    environment.run_editor = [this](const std::vector<std::string>& command) {
        std::ifstream before{command.back()};
        edited_from.assign(std::istreambuf_iterator<char>{before}, {});
        if (edited.empty()) return false;
        std::ofstream{command.back()} << edited;
        return true;
    };
    environment.read_line = read_line;
    environment.run_program = program;
    const int status = aka::run(arguments, environment);
    return {status, out.str(), err.str()};
}

std::string World::must(const std::vector<std::string>& arguments) {
    const Outcome outcome = aka(arguments);
    if (outcome.status != 0)
        throw std::runtime_error("aka " + arguments.front() + " exited with " +
                                 std::to_string(outcome.status) + ": " + outcome.err);
    return outcome.out;
}
