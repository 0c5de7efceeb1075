#include "aka/cli/session.hpp"

#include <fmt/ostream.h>

#include <algorithm>
#include <cerrno>
#include <ostream>
#include <system_error>

#include "aka/cli/command.hpp"
#include "aka/cli/draft.hpp"
#include "aka/cli/files.hpp"
#include "aka/cli/pager.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/network/load.hpp"
#include "aka/output/cell.hpp"
#include "aka/output/writers.hpp"
#include "aka/store/audit.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {

namespace fs = std::filesystem;

namespace {

fs::path xdg(const Environment& environment, const char* variable, const char* in_home) {
    const fs::path given = environment.variable(variable);
    if (given.is_absolute()) return given;  // the standard has a relative one ignored
    const std::string home = environment.variable("HOME");
    if (home.empty())
        throw Error{ErrorKind::usage,
                    tr("neither {variable} nor HOME is set; name files with --db and --config",
                       fmt::arg("variable", variable))};
    return fs::path{home} / in_home;
}

/// Not what a person or a line of shell reads: the whole document is wanted.
bool is_for_machines(Format format) {
    return format != Format::table && format != Format::tsv;
}

bool is_alliance(const fs::path& directory) {
    return fs::exists(directory / "alliance.toml");
}

bool holds(const std::vector<Format>& formats, Format format) {
    return std::find(formats.begin(), formats.end(), format) != formats.end();
}

/// One of `formats` by its word, or none.
std::optional<Format> find_format(const std::vector<Format>& formats, std::string_view word) {
    const auto format = find_code<Format>(word);
    return format && holds(formats, *format) ? format : std::nullopt;
}

std::optional<Format> format_of_ending(const std::vector<Format>& formats, const fs::path& file) {
    const std::string ending = fold(file.extension().string());
    if (ending == ".txt" && holds(formats, Format::table)) return Format::table;
    return ending.empty() ? std::nullopt : find_format(formats, ending.substr(1));
}

}  // namespace

struct Session::Loaded {
    std::shared_ptr<const Network> network;
    std::shared_ptr<SqliteRegister> db;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<Draft> draft;
    std::optional<Date> today;        ///< once asked for: a call has one, however long it takes
    std::int64_t commits_before = 0;  ///< of `db`, when it was opened
    std::string references;           ///< of what this call stored
    bool writes = false;              ///< whether `db` was opened to be written
    int fault = 0;                    ///< why the answer could not be written, as errno
};

Session::Session(Environment& environment, const GlobalOptions& options, const std::vector<Format>& formats)
    : environment_(environment), options_(options), formats_(formats), loaded_(std::make_unique<Loaded>()) {}

Session::~Session() = default;

const std::vector<SettingsFile>& Session::settings_files() const {
    if (environment_.settings) return *environment_.settings;
    std::vector<SettingsFile> files;
    for (const fs::path& directory : {personal_config(), fs::path{"/etc/xdg/aka"}})
        files.push_back({directory / "config.toml", load_settings(directory / "config.toml")});
    return environment_.settings.emplace(std::move(files));
}

Setting Session::find_setting(const std::string& option, const char* variable,
                              std::string Settings::*member) const {
    if (!option.empty()) return {option, tr("option")};
    if (const auto value = environment_.variable(variable); !value.empty()) return {value, variable};
    for (const auto& [file, settings] : settings_files())
        if (!(settings.*member).empty()) return {settings.*member, file.string()};
    return {};
}

Setting Session::municipality_setting() const {
    return find_setting(options_.municipality, "AKA_MUNICIPALITY", &Settings::municipality);
}

Setting Session::home_setting() const {
    const auto named = municipality_setting();
    if (fold(named.value) != "all") return named;
    // "all" widens what is read; who acts stays whoever the other settings name.
    if (const auto value = environment_.variable("AKA_MUNICIPALITY"); !value.empty() && fold(value) != "all")
        return {value, "AKA_MUNICIPALITY"};
    for (const auto& [file, settings] : settings_files())
        if (!settings.municipality.empty() && fold(settings.municipality) != "all")
            return {settings.municipality, file.string()};
    return {};
}

Setting Session::user_setting() const {
    return find_setting(options_.user, "AKA_USER", &Settings::user);
}

fs::path Session::personal_config() const {
    return xdg(environment_, "XDG_CONFIG_HOME", ".config") / "aka";
}

fs::path Session::drafts_folder() const {
    const bool somewhere =
        !environment_.variable("XDG_STATE_HOME").empty() || !environment_.variable("HOME").empty();
    return somewhere ? xdg(environment_, "XDG_STATE_HOME", ".local/state") / "aka" : fs::path{};
}

Draft& Session::draft() const {
    if (!loaded_->draft) loaded_->draft = std::make_unique<Draft>(*this);
    return *loaded_->draft;
}

fs::path Session::example_config() const {
    return environment_.program.parent_path().parent_path() / "share/aka/config";
}

Setting Session::config_directory() const {
    if (auto named = find_setting(options_.config, "AKA_CONFIG", &Settings::config); !named.value.empty())
        return named;
    for (const fs::path& directory : {personal_config(), fs::path{"/etc/xdg/aka"}})
        if (is_alliance(directory)) return {directory.string(), tr("found")};
    return {example_config().string(), tr("shipped examples")};
}

Setting Session::register_file() const {
    if (auto named = find_setting(options_.db, "AKA_DB", &Settings::db); !named.value.empty()) {
        // The shell knows ~ only at a word's beginning and outside quotes; a folder of that name nobody
        // wants.
        if (named.value.starts_with("~/")) named.value.replace(0, 1, environment_.variable("HOME"));
        return named;
    }
    return {(xdg(environment_, "XDG_DATA_HOME", ".local/share") / "aka/aka.db").string(), tr("built in")};
}

fs::path Session::told_config_directory() const {
    const auto directory = config_directory();
    if (options_.verbose)
        warn(tr("configuration: {directory} ({origin})", fmt::arg("directory", directory.value),
                fmt::arg("origin", directory.origin)));
    return directory.value;
}

const Network& Session::network() const {
    if (!loaded_->network) loaded_->network = environment_.load_network(told_config_directory());
    return *loaded_->network;
}

const Network& Session::checked_network() const {
    loaded_->network = std::make_shared<const Network>(load_network(told_config_directory()));
    return *loaded_->network;
}

MunicipalityId Session::home() const {
    const auto [typed, origin] = home_setting();
    if (typed.empty()) return {};
    try {
        return network().municipality(typed).id;
    } catch (const Error& error) {
        if (typed == options_.municipality) throw;
        const bool file = origin != "AKA_MUNICIPALITY";
        throw Error{file ? ErrorKind::config : error.kind(), origin + ": " + error.what()};
    }
}

bool Session::has_register() const {
    const auto file = register_file().value;
    return loaded_->desk || file == ":memory:" || fs::exists(file);
}

const Desk& Session::desk(OpenFor purpose, WithAll with_all) const {
    if (loaded_->desk) return *loaded_->desk;
    const auto file = register_file();
    if (options_.verbose)
        warn(
            tr("register: {file} ({origin})", fmt::arg("file", file.value), fmt::arg("origin", file.origin)));
    const bool all = fold(municipality_setting().value) == "all";
    const MunicipalityId municipality = home();
    if (all && !only_reads(purpose) && with_all == WithAll::read)
        throw Error{ErrorKind::usage, tr("-M all only widens what is read; name the municipality that acts")};
    // Before the register is made: a call that cannot be finished leaves none behind.
    if (purpose == OpenFor::creating) static_cast<void>(acting());
    const std::string user = clean_initials("--as", user_setting().value);
    const Date day = today();
    const bool only_tried = options_.dry_run && purpose == OpenFor::creating && !fs::exists(file.value);
    loaded_->db = environment_.open_register(only_tried ? ":memory:" : file.value, purpose);
    loaded_->commits_before = loaded_->db->commits();
    loaded_->writes = purpose != OpenFor::reading;
    // NOLINTNEXTLINE(modernize-make-unique): clang 14 cannot make an aggregate so
    loaded_->desk.reset(new Desk{*loaded_->db,
                                 network(),
                                 municipality,
                                 all,
                                 {user, only_reads(purpose) ? std::string{} : environment_.os_user()},
                                 day,
                                 !options_.today.empty(),
                                 environment_.clock,
                                 options_.dry_run});
    return *loaded_->desk;
}

const Municipality& Session::acting() const {
    const MunicipalityId id = home();
    if (id.empty())
        throw Error{
            ErrorKind::usage,
            tr("which municipality acts? say so with -M, AKA_MUNICIPALITY or municipality in config.toml")};
    return *network().find(id);
}

Date Session::today() const {
    if (loaded_->today) return *loaded_->today;
    const Date here = environment_.local_day(environment_.clock());
    const auto day = options_.today.empty() ? std::optional{here}
                                            : parse_date(options_.today, here, Calendar{}, Towards::past);
    if (!day)
        throw Error{ErrorKind::usage, tr("--today: \"{typed}\" is no date; write 2026-11-21 or 21-11-2026",
                                         fmt::arg("typed", options_.today))};
    return loaded_->today.emplace(*day);
}

std::int64_t Session::limit(const std::string& typed, std::int64_t unless) const {
    if (typed.empty()) return unless;
    const auto limit = parse_count(typed, 1, 1'000'000);
    if (!limit)
        throw Error{ErrorKind::usage,
                    tr("--limit: \"{typed}\" is no number from 1 to 1000000", fmt::arg("typed", typed))};
    return *limit;
}

Date Session::date(std::string_view option, std::string_view typed, Towards towards) const {
    const auto day = parse_date(typed, today(), network().calendar, towards);
    if (day) return *day;
    auto words = date_words("en");
    const auto danish = date_words("da");
    words.insert(words.end(), danish.begin(), danish.end());
    if (const auto near = typed.size() < 4 ? std::nullopt : closest(typed, words))
        throw Error{ErrorKind::usage,
                    tr("{option}: \"{typed}\" is no date; did you mean {near}?", fmt::arg("option", option),
                       fmt::arg("typed", typed), fmt::arg("near", *near))};
    throw Error{ErrorKind::usage, tr("{option}: \"{typed}\" is no date; write 2026-11-21, 21-11-2026, "
                                     "monday, week 47, +5d or +5wd (working days)",
                                     fmt::arg("option", option), fmt::arg("typed", typed))};
}

Setting Session::format_setting() const {
    if (options_.fields) return {"json", tr("option")};
    if (!options_.format.empty()) {
        if (!find_format(formats_, options_.format))
            refuse_word("--format", options_.format, split_list(codes_of(formats_)));
        return {options_.format, tr("option")};
    }
    if (!options_.output.empty()) {
        const auto format = format_of_ending(formats_, options_.output);
        if (!format)
            throw Error{ErrorKind::usage,
                        tr("--output: the ending of {file} names no format; add -O {formats}",
                           fmt::arg("file", options_.output), fmt::arg("formats", codes_of(formats_, "|")))};
        return {std::string{code(*format)}, tr("option")};
    }
    for (const auto& [file, settings] : settings_files())
        if (find_format(formats_, settings.format)) return {settings.format, file.string()};
    const Format usual = environment_.out_is_terminal ? Format::table : Format::tsv;
    return {std::string{code(holds(formats_, usual) ? usual : formats_.front())}, tr("built in")};
}

Setting Session::color_setting() const {
    if (options_.color) return {std::string{code(*options_.color)}, tr("option")};
    for (const auto& [file, settings] : settings_files())
        if (!settings.color.empty()) return {settings.color, file.string()};
    return {"auto", tr("built in")};
}

Format Session::format() const {
    const Format format = find_code<Format>(format_setting().value).value_or(Format::table);
    if (format == Format::xlsx && environment_.out_is_terminal && options_.output.empty())
        throw Error{ErrorKind::usage,
                    tr("a workbook (xlsx) is nothing for a terminal; write it with -o FILE.xlsx")};
    if (format == Format::xlsx) require_xlsx();
    return format;
}

namespace {

/// The habits of other programs: NO_COLOR (no-color.org), CLICOLOR and CLICOLOR_FORCE
/// (bixense.com/clicolors).
bool wants_color(const Environment& environment) {
    if (!environment.variable("NO_COLOR").empty() || environment.variable("TERM") == "dumb") return false;
    const std::string forced = environment.variable("CLICOLOR_FORCE");
    if (!forced.empty() && forced != "0") return true;
    return environment.out_is_terminal && environment.variable("CLICOLOR") != "0";
}

bool wants_color(const Session& session) {
    const bool to_file = !session.options().output.empty();
    if (to_file) return session.options().color == Color::always;
    const Color color = find_code<Color>(session.color_setting().value).value_or(Color::automatic);
    return color == Color::automatic ? wants_color(session.environment()) : color == Color::always;
}

}  // namespace

std::string Session::rendered(Document document) const {
    if (options_.fields) select_fields(document, split_list(*options_.fields));
    const bool to_terminal = environment_.out_is_terminal && options_.output.empty();
    return render(document, format(), {to_terminal ? environment_.width : 200, wants_color(*this), today()});
}

void Session::show(Document document) const {
    if (has_stored()) return show_stored(std::move(document));
    show_text(rendered(std::move(document)));
}

void Session::show_line(const std::string& line, Document document) const {
    if (is_for_machines(format())) return show(std::move(document));
    show_text(escape_controls(line) + '\n');
}

void Session::show_text(const std::string& text) const {
    if (options_.output.empty()) {
        // Whoever records something goes on to the next thing.
        const bool paged = !loaded_->writes && !options_.no_input && show_in_pager(environment_, text);
        if (!paged) put(text);
        if (text.empty() && environment_.out_is_terminal) say(tr("nothing found"));
    } else {
        write_file(options_.output, text);
    }
}

void Session::show_stored(Document document) const {
    try {
        show_text(rendered(std::move(document)));
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::usage) throw;
        throw Error{ErrorKind::output, error.what()};
    }
}

void Session::show_reference(const std::string& reference, Document document) const {
    const Format asked = format();
    if (!options_.dry_run) loaded_->references += (loaded_->references.empty() ? "" : ", ") + reference;
    if (is_for_machines(asked)) return show_stored(std::move(document));
    // A reference that was not kept must not be taken for one.
    if (options_.dry_run) return say(tr("would be {reference}", fmt::arg("reference", reference)));
    if (options_.output.empty())
        put(escape_controls(reference) + '\n');
    else
        write_file(options_.output, reference + '\n');
}

void Session::show_if_asked(Document document) const {
    if (is_for_machines(format()) || !options_.output.empty()) show_stored(std::move(document));
}

void Session::say(const std::string& line) const {
    if (!options_.quiet) warn(line);
}

void Session::hint(const std::string& line) const {
    std::string where;
    const auto add = [&](const char* option, const std::string& value) {
        if (value.empty()) return;
        const bool plain = value.find_first_of(" '\"\\$`*?;&|<>()") == std::string::npos;
        where +=
            fmt::format("{} {} ", option, plain ? value : "'" + replace_all(value, "'", R"('\'')") + "'");
    };
    add("-M", options_.municipality);
    add("--as", options_.user);
    add("-C", options_.config);
    add("--db", options_.db);
    say(replace_all(line, " aka ", " aka " + where));
}

void Session::warn(const std::string& line) const {
    environment_.err << escape_controls(line) << '\n';
}

void Session::put(const std::string& text) const {
    errno = 0;
    if (!(environment_.out << text << std::flush) && loaded_->fault == 0) loaded_->fault = errno;
}

bool Session::has_stored() const {
    return !loaded_->references.empty() ||
           (loaded_->db != nullptr && loaded_->db->commits() > loaded_->commits_before);
}

void Session::finish() const {
    if (options_.dry_run) say(tr("dry run: nothing was changed"));
    errno = 0;
    if (environment_.out.flush()) return;
    const int fault = loaded_->fault != 0 ? loaded_->fault : errno;
    if (fault == EPIPE && !has_stored()) return;
    throw Error{ErrorKind::output, tr("the result could not be written: {why}",
                                      fmt::arg("why", std::generic_category().message(fault)))};
}

namespace {

/// The reference of the case that was last written to by this person; empty when it was no case.
std::string last_case(SqliteRegister& db, const std::string& who) {
    EventFilter newest;
    newest.who = who;
    newest.limit = 1;
    const auto events = list_events(db, newest);
    return events.empty() ? std::string{} : events.back().case_ref;
}

}  // namespace

std::string Session::unshown(const std::string& why) const {
    std::string stored = loaded_->references;
    if (stored.empty() && has_stored()) stored = last_case(*loaded_->db, loaded_->desk->author.who);
    if (!stored.empty())
        return tr("{reference} is stored, but not shown: {why}", fmt::arg("reference", stored),
                  fmt::arg("why", why));
    return has_stored() ? tr("done and stored, but not shown: {why}", fmt::arg("why", why)) : why;
}

bool Session::can_ask() const {
    return environment_.in_is_terminal && environment_.err_is_terminal && !options_.no_input;
}

}  // namespace aka
