#include <fmt/format.h>

#include <algorithm>

#include "aka/cli/ask.hpp"
#include "aka/cli/case_document.hpp"
#include "aka/cli/files.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/network/load.hpp"
#include "aka/network/settings.hpp"
#include "aka/service/desk.hpp"
#include "aka/store/sqlite.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

struct InitOptions {
    std::string directory;
};

void declare_init(Command& command, InitOptions& options) {
    command.example("aka config init")
        .example("aka config init -M naestved --as MK")
        .example("aka config init ~/alliance                   a copy of the shipped alliance, to be edited")
        .optional_argument("DIR", options.directory,
                           "A folder that is still to be made: a copy of the alliance")
        .remark(
            "Writes who acts, and where the register lies, into your own config.toml; on a terminal it asks. "
            "The alliance stays the shipped one, and its corrections reach you. With DIR it is that which is "
            "copied, to be made your own, and nothing else is written. What is there already is not "
            "touched.");
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

/// A file's place that depends neither on the folder a call is made in nor on who calls.
fs::path settled_path(const Session& session, const std::string& typed) {
    fs::path file = clean_text("--db", typed, Lines::one);
    if (typed.starts_with("~/")) file = fs::path{session.environment().variable("HOME")} / typed.substr(2);
    return fs::absolute(file).lexically_normal();
}

/// Where the register is to lie. A usage error where it cannot.
std::string register_place(const Session& session, const std::string& typed) {
    const fs::path file = settled_path(session, typed);
    if (!file.has_filename() || fs::is_directory(file))
        throw Error{ErrorKind::usage,
                    tr("{file} is a folder; name the register's file in it, as {file}/aka.db",
                       fmt::arg("file", file.string()))};
    fs::path folder = file.parent_path();
    while (folder.has_relative_path() && !fs::exists(folder)) folder = folder.parent_path();
    if (on_network_file_system(folder))
        throw Error{
            ErrorKind::usage,
            tr("{file} lies on a network file system, where locks cannot be trusted; keep the register "
               "on this machine's own disk",
               fmt::arg("file", file.string()))};
    return file.string();
}

/// By the option or by the variable.
bool is_named(const std::string& option, const Session& session, const char* variable) {
    return !option.empty() || !session.environment().variable(variable).empty();
}

/// What is asked of a new consultant; empty: what is built in.
Settings asked_settings(const Session& session) {
    Settings settings;
    settings.municipality = session.home_setting().value;
    settings.user = session.user_setting().value;
    const Setting file = session.register_file();
    const bool office_known = is_named(session.options().municipality, session, "AKA_MUNICIPALITY");
    const bool user_known = is_named(session.options().user, session, "AKA_USER");
    const bool ask = session.can_ask() && !(office_known && user_known);
    if (ask && !office_known)
        ask_until(session, tr("Municipality"), settings.municipality, [&](const std::string& typed) {
            settings.municipality = session.network().municipality(typed).id.text;
        });
    if (ask && !user_known)
        ask_until(session, tr("Your initials"), settings.user, [&](const std::string& typed) {
            settings.user = clean_initials("--as", typed);
            if (settings.user.empty()) throw Error{ErrorKind::usage, tr("at least one letter")};
        });
    std::string place = file.value;
    if (ask)
        ask_until(session, tr("Where the register lies"), place, [&](const std::string& typed) {
            if (!typed.starts_with("/") && !typed.starts_with("~/"))
                throw Error{ErrorKind::usage, tr("write the whole path, as ~/aka.db; Enter takes {file}",
                                                 fmt::arg("file", file.value))};
            place = register_place(session, typed);
        });
    // What was found, or is built in, is found again.
    if (is_named(session.options().db, session, "AKA_DB") || place != file.value)
        settings.db = register_place(session, place);
    if (is_named(session.options().config, session, "AKA_CONFIG"))
        settings.config = fs::absolute(session.config_directory().value).lexically_normal().string();
    return settings;
}

void require_known(const Settings& settings) {
    std::string missing;
    if (settings.municipality.empty()) missing = "-M";
    if (settings.user.empty()) missing += missing.empty() ? "--as" : ", --as";
    if (!missing.empty())
        throw Error{ErrorKind::usage, tr("{options} is missing; write aka config init -M naestved --as MK",
                                         fmt::arg("options", missing))};
}

std::string settings_text(const Settings& settings) {
    std::string text =
        "# " + tr("Your settings; an option or a variable goes before them: aka-config(5).") + "\n";
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) text += fmt::format("{} = {}\n", key, quoted(value));
    };
    add("municipality", settings.municipality);
    add("user", settings.user);
    add("config", settings.config);
    add("db", settings.db);
    return text;
}

/// What was written must be read as what was meant.
void prove_settings(const fs::path& file, const Settings& meant) {
    const Settings read = load_settings(file);
    if (read.municipality != meant.municipality || read.user != meant.user || read.db != meant.db ||
        read.config != meant.config)
        throw Error{ErrorKind::failed,
                    tr("{file} does not say what it should; edit it", fmt::arg("file", file.string()))};
}

void make_folder(const fs::path& folder) {
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        throw Error{ErrorKind::failed,
                    tr("cannot make {directory}: {why}", fmt::arg("directory", folder.string()),
                       fmt::arg("why", failure.message()))};
}

Document made_document(const std::string& key, const std::string& heading, const std::string& path,
                       std::int64_t files) {
    return {"", {}, {{"config", "", {{{key, heading}, {"files", tr("Files")}}, {{path, files}}}, true, {}}}};
}

void init_settings(const Session& session) {
    const fs::path target = session.personal_config() / "config.toml";
    if (fs::exists(target))
        throw Error{ErrorKind::refused,
                    tr("{file} is there already; edit it, and see aka config show --origin",
                       fmt::arg("file", target.string()))};
    Settings settings = asked_settings(session);
    require_known(settings);
    settings.municipality = session.network().municipality(settings.municipality).id.text;
    settings.user = clean_initials("--as", settings.user);
    if (!session.options().dry_run) {
        make_folder(target.parent_path());
        write_file(target, settings_text(settings));
        prove_settings(target, settings);
    }
    session.show_reference(target.string(), made_document("file", tr("File"), target.string(), 1));
    session.say(tr("{user} acts for {municipality} from now on; the actors are examples to be checked",
                   fmt::arg("user", settings.user),
                   fmt::arg("municipality", session.network().municipality(settings.municipality).name)));
    session.say(tr("next: aka case new BUSINESS -t TOPIC"));
}

/// Fails when it is there: it would be taken away with what is in it.
void make_new_folder(const fs::path& folder) {
    if (fs::exists(folder))
        throw Error{ErrorKind::refused, tr("{directory} is left of a call that was cut off; remove it first",
                                           fmt::arg("directory", folder.string()))};
    make_folder(folder);
}

void copy_file(const Session& session, const fs::path& from, const fs::path& to) {
    make_folder(to.parent_path());
    write_file(to, read_text(from.string(), session.environment().in));
}

void copy_alliance(const fs::path& source, const fs::path& target, const Session& session) {
    if (fs::exists(target))
        throw Error{ErrorKind::refused,
                    tr("{directory} is there already; name a folder that is still to be made",
                       fmt::arg("directory", target.string()))};
    static_cast<void>(load_network(source));
    std::int64_t files = 0;
    const bool dry_run = session.options().dry_run;
    const fs::path part = target.string() + ".part";  // the folder gets its name when all is in it
    if (!dry_run) make_new_folder(part);
    for (const auto& entry : fs::recursive_directory_iterator{source}) {
        if (!entry.is_regular_file()) continue;
        ++files;
        if (!dry_run) copy_file(session, entry.path(), part / fs::relative(entry.path(), source));
    }
    if (!dry_run) fs::rename(part, target);
    session.show_reference(target.string(),
                           made_document("directory", tr("Directory"), target.string(), files));
    session.say(tr("the actors are examples to be checked; edit them, then run aka config check"));
    session.say(tr("to use it: -C {directory}, AKA_CONFIG, or config = \"{directory}\" in {file}",
                   fmt::arg("directory", fs::absolute(target).string()),
                   fmt::arg("file", (session.personal_config() / "config.toml").string())));
}

void run_init(const InitOptions& options, const Session& session) {
    if (options.directory.empty()) return init_settings(session);
    fs::path target = fs::path{options.directory}.lexically_normal();
    if (!target.has_filename()) target = target.parent_path();  // "alliance/"
    copy_alliance(session.example_config(), target, session);
}

void declare_check(Command& command, NoOptions&) {
    command.example("aka config check").example("aka -C ./draft config check");
}

void run_check(const NoOptions&, const Session& session) {
    const Network& network = session.checked_network();
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

struct SettingsOptions {
    bool origin = false;
};

void declare_settings(Command& command, SettingsOptions& options) {
    command.example("aka config show --origin")
        .flag("--origin", options.origin, "Also where each setting comes from");
}

void run_settings(const SettingsOptions& options, const Session& session) {
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
    session.show_line(
        directory, {"", {}, {{"config", "", {{{"directory", tr("Directory")}}, {{directory}}}, true, {}}}});
}

void declare_config(Command& noun) {
    noun.example("aka config init");
    noun.add<InitOptions>("init", "Write your own settings, or copy the alliance to edit it", declare_init,
                          run_init);
    noun.add<SettingsOptions>("show", "Show the settings in force", declare_settings, run_settings);
    noun.add<NoOptions>("check", "Check the alliance's files", declare_check, run_check);
    noun.add<NoOptions>("path", "Print the configuration directory in force", declare_path, run_path);
}

}  // namespace

void add_config_commands(Command& root) {
    root.add("config", "See and check how aka is set up", declare_config);
}

}  // namespace aka
