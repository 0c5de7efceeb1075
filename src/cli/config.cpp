#include <fmt/format.h>

#include <algorithm>

#include "aka/cli/ask.hpp"
#include "aka/cli/case_document.hpp"
#include "aka/cli/files.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/network/load.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

struct InitOptions {
    std::string directory;
};

void declare_init(Command& command, InitOptions& options) {
    command.example("aka config init -M naestved --as MK")
        .optional_argument("DIR", options.directory,
                           "Where to; your own configuration directory unless given")
        .remark(
            "Copies the shipped example of the alliance, to be made your own, and writes who acts into "
            "config.toml. What is there already is not touched.");
}

/// A TOML string; what is quoted was checked before.
std::string quoted(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '"' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return '"' + escaped + '"';
}

/// What the options and the environment say, for the settings file; asked for on a terminal.
std::string settings_text(const Session& session, const Network& network) {
    std::string municipality = session.municipality_setting().value;
    std::string user = session.user_setting().value;
    if (session.can_ask()) {
        ask_until(session, tr("Municipality"), municipality,
                  [&](const std::string& typed) { municipality = network.municipality(typed).id.text; });
        ask_until(session, tr("Your initials"), user,
                  [&](const std::string& typed) { user = clean_text(tr("initials"), typed, Lines::one); });
    }
    std::string text = "# " + tr("Who acts, unless -M or --as say otherwise.") + "\n";
    text += municipality.empty()
                ? "# municipality = \"naestved\"\n"
                : fmt::format("municipality = {}\n", quoted(network.municipality(municipality).id.text));
    text += user.empty() ? "# user = \"MK\"\n"
                         : fmt::format("user = {}\n", quoted(clean_text("--as", user, Lines::one)));
    return text;
}

void run_init(const InitOptions& options, const Session& session) {
    const fs::path source = session.example_config();
    const fs::path target =
        options.directory.empty() ? session.personal_config() : fs::path{options.directory};
    if (fs::exists(target / "alliance.toml"))
        throw Error{
            ErrorKind::refused,
            tr("{directory} holds a configuration already; edit it, and test it with aka config check",
               fmt::arg("directory", target.string()))};
    const Network network = load_network(source);
    const bool own = target == session.personal_config();  // settings are only read there
    const std::string settings = own ? settings_text(session, network) : std::string{};
    std::int64_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator{source}) {
        if (!entry.is_regular_file()) continue;
        const fs::path copy = target / fs::relative(entry.path(), source);
        ++files;
        if (session.options().dry_run) continue;
        std::error_code failure;
        fs::create_directories(copy.parent_path(), failure);
        if (failure)
            throw Error{ErrorKind::failed, tr("cannot make {directory}: {why}",
                                              fmt::arg("directory", copy.parent_path().string()),
                                              fmt::arg("why", failure.message()))};
        if (!fs::exists(copy)) write_file(copy, read_text(entry.path().string(), session.environment().in));
    }
    if (own && !session.options().dry_run && !fs::exists(target / "config.toml"))
        write_file(target / "config.toml", settings);
    session.show_reference(
        target.string(),
        {"",
         {},
         {{"config",
           "",
           {{{"directory", tr("Directory")}, {"files", tr("Files")}}, {{target.string(), files}}},
           true,
           {}}}});
    session.say(tr("the actors are examples to be checked; edit them, then run aka config check"));
    if (!own)
        session.say(tr("to use it: -C {directory}, or AKA_CONFIG", fmt::arg("directory", target.string())));
}

struct NoOptions {};

void declare_check(Command& command, NoOptions&) {
    command.example("aka config check").example("aka -C ./draft config check");
}

void run_check(const NoOptions&, const Session& session) {
    const Network& network = session.network();
    static_cast<void>(session.home());
    const auto sizes = eligible_set_sizes(network, session.today());
    const auto none =
        std::count_if(sizes.begin(), sizes.end(), [](const SetSize& size) { return size.actors == 0; });
    int largest = 0;
    for (const auto& size : sizes) largest = std::max(largest, size.actors);
    const auto examples = std::count_if(network.actors.begin(), network.actors.end(),
                                        [](const Actor& actor) { return actor.example; });
    const auto count = [](const auto& list) { return Cell{static_cast<std::int64_t>(list.size())}; };
    session.show({"",
                  {},
                  {{"check",
                    "",
                    {{{"directory", tr("Directory")},
                      {"municipalities", tr("Municipalities")},
                      {"topics", tr("Topics")},
                      {"actors", tr("Actors")},
                      {"examples", tr("Of these examples")},
                      {"schemes", tr("Schemes")},
                      {"occupations", tr("Occupations")},
                      {"funders", tr("Funders")},
                      {"largest_set", tr("Most actors for one topic in one municipality")},
                      {"gaps", tr("Topics without an actor, by municipality")}},
                     {{session.config_directory().value, count(network.municipalities), count(network.topics),
                       count(network.actors), std::int64_t{examples}, count(network.schemes),
                       count(network.occupations), count(network.funders), std::int64_t{largest},
                       std::int64_t{none}}}},
                    true,
                    {}}}});
    session.say(tr("the configuration is valid"));
}

struct ShowOptions {
    bool origin = false;
};

void declare_show(Command& command, ShowOptions& options) {
    command.example("aka config show --origin")
        .flag("--origin", options.origin, "Also where each setting comes from");
}

void run_show(const ShowOptions& options, const Session& session) {
    Section section{"settings", "", {{{"setting", tr("SETTING")}, {"value", tr("VALUE")}}, {}}, false, {}};
    if (options.origin) section.table.columns.push_back({"origin", tr("FROM")});
    keep_columns(section.table, {"value", "origin"});
    const auto add = [&](const std::string& name, const Setting& setting) {
        section.table.rows.push_back({name, text_cell(setting.value)});
        if (options.origin) section.table.rows.back().push_back(text_cell(setting.origin));
    };
    add("municipality", session.municipality_setting());
    add("user", session.user_setting());
    add("config", session.config_directory());
    add("db", session.register_file());
    add("format", session.format_setting());
    add("color", session.color_setting());
    add("lang", session.language_setting());
    session.show({"", {}, {std::move(section)}});
}

void declare_path(Command& command, NoOptions&) {
    command.example("aka config path");
}

void run_path(const NoOptions&, const Session& session) {
    const std::string directory = session.config_directory().value;
    session.show_reference(
        directory, {"", {}, {{"config", "", {{{"directory", tr("Directory")}}, {{directory}}}, true, {}}}});
}

}  // namespace

void add_config_commands(Command& root) {
    Command& noun = root.add("config", "See and check how aka is set up");
    noun.example("aka config init -M naestved --as MK");
    noun.add<InitOptions>("init", "Make a configuration of your own from the shipped example", declare_init,
                          run_init);
    noun.add<ShowOptions>("show", "Show the settings in force", declare_show, run_show);
    noun.add<NoOptions>("check", "Check the alliance's files", declare_check, run_check);
    noun.add<NoOptions>("path", "Print the configuration directory in force", declare_path, run_path);
}

}  // namespace aka
