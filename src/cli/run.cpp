#include "aka/cli/run.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <new>
#include <ostream>

#include "aka/cli/command.hpp"
#include "aka/cli/completion.hpp"
#include "aka/cli/draft.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/cli/pager.hpp"
#include "aka/cli/reader_language.hpp"
#include "aka/cli/session.hpp"
#include "aka/model/error.hpp"
#include "aka/model/personal.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

void declare_global(Command& root, GlobalOptions& options) {
    root.group(to_translate("Global options: who acts, with which register"))
        .option("-M,--municipality", options.municipality, "ID",
                "Municipality that acts; all widens what is read (AKA_MUNICIPALITY)")
        .option("--as", options.user, "INITIALS", "Consultant who acts (AKA_USER)")
        .option("-C,--config", options.config, "DIR", "Configuration directory (AKA_CONFIG)")
        .option("--db", options.db, "FILE", "The register (AKA_DB)")
        .group(to_translate("Global options: the answer"))
        .option("-O,--format", options.format, code_list<Format>(),
                "How to write the answer, as far as the command has it; table on a terminal, tsv in a pipe")
        .values(Takes::format)
        .option("--json", options.fields, "=FIELDS",
                "The same as -O json; with FIELDS only these columns, as --json=ref,title")
        .option("-o,--output", options.output, "FILE",
                "Write the answer there; the ending chooses the format")
        .choice("--color", options.color, "Bold headings; auto: on a terminal, unless NO_COLOR is set")
        .choice("--lang", options.lang,
                "Language of messages, help and reports, unless AKA_LANG or the locale say it")
        .group(to_translate("Global options: the call"))
        .flag("-n,--dry-run", options.dry_run, "Show what would change, change nothing")
        .flag("-y,--yes", options.yes, "Take what is suggested without asking")
        .flag("--no-input", options.no_input, "Never ask; fail and name the missing option")
        .flag("-q,--quiet", options.quiet, "Say only what was asked for, warnings and errors")
        .flag("-v,--verbose", options.verbose, "Say which configuration and register are used")
        .option("--today", options.today, "DATE",
                "Take this day for today; when something is recorded stays the real moment")
        .flag("-V,--version", options.version, "Print the version");
}

void build_tree(Command& root, GlobalOptions& options) {
    root.example("aka case new \"Fjordglas ApS\" -t rekruttering")
        .example("aka actors list --topic elev-laerling --municipality faxe")
        .example("aka refer send 143 --pick draw")
        .example("aka status")
        .example("aka report month 2026-10 -o october.html");
    declare_global(root, options);
    add_case_commands(root);
    add_refer_commands(root);
    add_actor_commands(root);
    add_report_commands(root);
    add_status_command(root);
    add_config_commands(root);
    add_data_commands(root);
    add_completion_command(root);
    add_help_command(root);
}

Command make_root() {
    return {"aka",
            to_translate("The business consultant's register: enquiries, who can help, referrals, reports")};
}

/// `aka help case new` is `aka case new --help`; topics are the command's own.
std::vector<std::string> without_help_word(std::vector<std::string> arguments, const Command& root) {
    if (arguments.size() < 2 || arguments.front() != "help" || root.find(arguments[1]) == nullptr)
        return arguments;
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
    return arguments;
}

/// As CLI11 understands them. A bare --json would swallow the argument behind it: FIELDS are only taken with
/// "=". So would --contact= with nothing behind it.
std::vector<std::string> plain_arguments(const std::vector<std::string>& arguments, const Command& root) {
    std::vector<std::string> plain;
    bool options = true;
    for (const auto& argument : without_help_word(arguments, root)) {
        options = options && argument != "--";
        if (options && (argument == "--json" || argument == "--json=")) {
            plain.emplace_back("-O");
            plain.emplace_back("json");
        } else if (options && argument.size() > 3 && argument.starts_with("--") &&
                   argument.find('=') == argument.size() - 1) {
            plain.push_back(argument.substr(0, argument.size() - 1));
            plain.emplace_back();
        } else {
            plain.push_back(argument);
        }
    }
    return plain;
}

void require_utf8(const std::vector<std::string>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (const auto fault = find_text_fault(arguments[i], Lines::many))
            throw Error{ErrorKind::usage,
                        tr("argument {number}: {what} at byte {byte}", fmt::arg("number", i + 1),
                           fmt::arg("what", fault->what), fmt::arg("byte", fault->offset))};
}

void tell(Environment& environment, const std::string& text) {
    errno = 0;
    if (!(environment.out << text << std::flush) && errno != EPIPE)  // else the reader has seen enough
        throw Error{ErrorKind::output, tr("the result could not be written")};
}

/// Memory ran out after something was stored.
struct StoredWithoutMemory {};

/// What goes wrong once something is stored is told as that: a person would record it again.
void run_stored(const Command& command, const Session& session) {
    try {
        command.run()(session);
        session.finish();
        session.draft().finish();
    } catch (const std::bad_alloc&) {
        if (session.has_stored()) throw StoredWithoutMemory{};
        throw;
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::pending) session.finish();  // an answer that is lost comes first
        const std::string what = error.what();
        if (error.kind() == ErrorKind::output) throw Error{ErrorKind::output, session.unshown(what)};
        if (error.kind() != ErrorKind::storage || !session.has_stored()) throw;
        throw Error{ErrorKind::output, tr("done and stored, but then: {what}", fmt::arg("what", what))};
    }
}

/// What was typed and is not stored waits as a draft: the last word is where.
void run_verb(const Command& command, const Session& session) {
    try {
        run_stored(command, session);
    } catch (const Error& error) {
        if (session.has_stored()) session.draft().drop();
        const std::string way_back = session.draft().way_back();
        if (way_back.empty()) throw;
        throw Error{error.kind(), std::string{error.what()} + '\n' + way_back};
    }
}

void run_command(const std::vector<std::string>& typed, Environment& environment) {
    GlobalOptions options;
    Command root = make_root();
    build_tree(root, options);
    require_utf8(typed);
    const auto parsed = root.parse(plain_arguments(typed, root));
    const Session session{environment, options, parsed.command->formats()};
    if (options.version && !parsed.help) {
        tell(environment, fmt::format("aka {}\n", AKA_VERSION));
    } else if (parsed.help || !parsed.command->run()) {
        const std::string help = parsed.command->help(environment.width);
        if (options.no_input || !show_in_pager(environment, help)) tell(environment, help);
    } else {
        static_cast<void>(session.format());  // what is wrong with it is said before anything is stored
        run_verb(*parsed.command, session);
    }
    if (environment.leave) environment.leave();
}

/// What the shells call while a line is typed; it is no command, and never fails.
int run_complete(const std::vector<std::string>& typed, Environment& environment) {
    GlobalOptions options;
    Command root = make_root();
    build_tree(root, options);
    answer_completion({typed.begin() + 1, typed.end()}, root, options, environment);
    return 0;
}

/// Without memory there is no other text than what stands in the program.
int fail_plainly(Environment& environment, ErrorKind kind, const char* message) {
    environment.out.flush();
    environment.err << message << std::flush;
    return exit_status(kind);
}

int fail(Environment& environment, ErrorKind kind, const std::string& message) {
    environment.out.flush();
    constexpr int longest = 16000;  // columns: what was typed may be repeated in it
    environment.err << "aka: " << escape_controls(mask_cpr(cut_to_width(message, longest))) << '\n'
                    << std::flush;
    return exit_status(kind);
}

void collect(const Command& command, std::vector<CommandEntry>& entries) {
    CommandEntry entry{command.path(), {}};
    for (const auto& option : command.options())
        for (const auto& name : option.names) entry.options.push_back(name);
    entries.push_back(std::move(entry));
    for (const auto& below : command.commands()) collect(*below, entries);
}

int run_and_tell(const std::vector<std::string>& arguments, Environment& environment) {
    environment.settings.reset();
    try {
        speak_to_reader(arguments, environment);
        if (!arguments.empty() && arguments.front() == "__complete")
            return run_complete(arguments, environment);
        run_command(arguments, environment);
        return 0;
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::pending) environment.out.flush();
        return fail(environment, error.kind(), error.what());
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        return fail(environment, ErrorKind::failed,
                    tr("internal error: {what}", fmt::arg("what", error.what())));
    }
}

}  // namespace

int run(const std::vector<std::string>& arguments, Environment& environment) {
    try {
        return run_and_tell(arguments, environment);
    } catch (const StoredWithoutMemory&) {
        return fail_plainly(environment, ErrorKind::output, "aka: out of memory, but it is stored\n");
    } catch (const std::bad_alloc&) {
        return fail_plainly(environment, ErrorKind::failed,
                            "aka: out of memory; look whether it was saved before you try again\n");
    }
}

std::vector<CommandEntry> all_commands() {
    GlobalOptions options;
    Command root = make_root();
    build_tree(root, options);
    std::vector<CommandEntry> entries;
    collect(root, entries);
    return entries;
}

}  // namespace aka
