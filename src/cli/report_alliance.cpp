#include <algorithm>

#include "aka/cli/files.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/cli/period_argument.hpp"
#include "aka/model/error.hpp"
#include "aka/report/funder.hpp"
#include "aka/report/merge.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

constexpr std::size_t largest_summary = 16UL * 1024 * 1024;

/// These reports say themselves whose figures they are; who acts by setting does not matter.
void refuse_municipality(const Session& session, const std::string& why) {
    const std::string& typed = session.options().municipality;
    if (!typed.empty() && fold(typed) != "all") throw Error{ErrorKind::usage, why};
}

struct FunderOptions {
    std::string name;
    std::string period;
};

void declare_funder(Command& command, FunderOptions& options) {
    command.example("aka report funder region-sjaelland 2026-Q3")
        .example("aka report funder sjaelland 2026 -o region.md")
        .optional_argument("NAME", options.name, "The funder: its id, its name, or a part that means one")
        .values(Takes::funder)
        .optional_argument("PERIOD", options.period, period_help)
        .remark(
            "Its municipalities, days and indicators stand in funders.toml (see aka-config(5)). Days on "
            "which it is no funder are left out, and told. Who acts does not matter: -M is refused.");
}

void run_funder(const FunderOptions& options, const Session& session) {
    refuse_municipality(session, tr("a funder's report covers the funder's municipalities together; leave -M "
                                    "out, or see aka report month"));
    const Funder& funder = session.network().funder(options.name);
    const Period period = read_period(session, options.period);
    const Desk& desk = session.desk(OpenFor::reading);
    Document document;
    desk.db.read_together([&] {
        document = funder_report(desk.db, desk.network, funder, {period, desk.today});
    });
    session.show(std::move(document));
}

struct MergeOptions {
    std::vector<std::string> files;
    bool partial = false;
};

void declare_merge(Command& command, MergeOptions& options) {
    command.example("aka report month 2026-10 -M faxe -o faxe.json      in each office")
        .example("aka report merge faxe.json holbaek.json stevns.json ... -o october.md")
        .arguments("FILE", options.files, "Offices' summaries of one period as JSON; - is standard input")
        .flag("--partial", options.partial, "Sum up those there are, though offices are missing")
        .remark(
            "No case leaves an office, and no register is read. Counts are summed, shares computed again; "
            "unique businesses and medians cannot be summed and are left out.");
}

/// All that can be read; what cannot is told at once.
std::vector<SummaryFile> read_files(const Session& session, const std::vector<std::string>& names) {
    if (std::count(names.begin(), names.end(), "-") > 1)
        throw Error{ErrorKind::usage, tr("standard input (-) is named twice; it holds one summary")};
    std::vector<SummaryFile> files;
    std::string faults;
    for (const auto& name : names) {
        try {
            files.push_back({name == "-" ? tr("standard input") : name,
                             read_bytes(name, session.environment().in, largest_summary,
                                        tr("a summary is much smaller"))});
        } catch (const Error& error) {
            faults += (faults.empty() ? "" : "\n") + std::string{error.what()};
        }
    }
    if (!faults.empty()) throw Error{ErrorKind::usage, faults};
    return files;
}

void run_merge(const MergeOptions& options, const Session& session) {
    refuse_municipality(
        session, tr("the summaries say whose they are; leave -M out, and name the files that are meant"));
    for (const auto& file : options.files)
        if (std::error_code none; std::filesystem::equivalent(file, session.options().output, none))
            throw Error{ErrorKind::usage,
                        tr("--output: {file} is one of the summaries", fmt::arg("file", file))};
    const Offices offices = options.partial ? Offices::some : Offices::all;
    session.show(
        merge_summaries(session.network(), read_files(session, options.files), offices, session.today()));
}

}  // namespace

void add_report_alliance(Command& noun) {
    noun.add<FunderOptions>("funder", "Sum up what a funder is told, for its municipalities together",
                            declare_funder, run_funder);
    noun.add<MergeOptions>("merge", "Sum up the offices' summaries, without a case leaving an office",
                           declare_merge, run_merge);
}

}  // namespace aka
