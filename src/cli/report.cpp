#include <algorithm>

#include "aka/cli/meant.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/cli/period_argument.hpp"
#include "aka/cli/progress.hpp"
#include "aka/cli/session.hpp"
#include "aka/model/error.hpp"
#include "aka/model/period.hpp"
#include "aka/report/impartiality.hpp"
#include "aka/report/loop.hpp"
#include "aka/report/month.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct MonthOptions {
    std::string period;
    std::optional<MonthBy> by;
    std::optional<Compare> compare;
};

void declare_month(Command& command, MonthOptions& options) {
    command.example("aka report month                          the last complete month")
        .example("aka report month 2026-10 -o october.html")
        .example("aka report month 2026-Q3 --by topic -M all")
        .optional_argument("PERIOD", options.period, period_help)
        .choice("--by", options.by, "Only the headline figures and this breakdown")
        .choice("--compare", options.compare,
                "Beside the period before, or the same a year earlier; both unless given")
        .remark("Of the acting municipality; -M all sums up the whole register.");
}

/// What a report asks the register is asked of it as it stands at one moment.
template <class Ask>
void show_report(const Session& session, const Desk& desk, Ask make) {
    Document document;
    with_progress(session, tr("asking the register"),
                  [&] { desk.db.read_together([&] { document = make(); }); });
    session.show(std::move(document));
}

void run_month(const MonthOptions& options, const Session& session) {
    const Period period = read_period(session, options.period);
    const Desk& desk = session.desk(OpenFor::reading);
    show_report(session, desk, [&] {
        return month_report(desk.db, desk.network,
                            {period, desk.reading(), options.by, options.compare, desk.today});
    });
}

struct ImpartialityOptions {
    std::string period;
    std::string topic;
};

void declare_impartiality(Command& command, ImpartialityOptions& options) {
    command.example("aka report impartiality 2026 -M all         a year of the whole register")
        .example("aka report impartiality thisyear --topic rekruttering")
        .optional_argument("PERIOD", options.period, period_help)
        .option("-t,--topic", options.topic, "ID", "Only draws for this topic; a parent includes its leaves")
        .remark(
            "Of the acting municipality; -M all asks the whole register. The ledger, and the draws made "
            "again, "
            "are those of the whole register either way. A month proves little: ask about a year.");
}

void run_impartiality(const ImpartialityOptions& options, const Session& session) {
    const Period period = read_period(session, options.period);
    const TopicId topic = options.topic.empty() ? TopicId{} : session.topic(options.topic);
    const Desk& desk = session.desk(OpenFor::reading);
    show_report(session, desk, [&] {
        return impartiality_report(desk.db, desk.network, {period, desk.reading(), topic, desk.today});
    });
}

struct PeriodOptions {
    std::string period;
};

using Report = Document(Database&, const Network&, const Frame&);

template <Report* make>
void run_report(const PeriodOptions& options, const Session& session) {
    const Period period = read_period(session, options.period);
    const Desk& desk = session.desk(OpenFor::reading);
    show_report(session, desk, [&] {
        return make(desk.db, desk.network, {period, only(desk.reading()), desk.today});
    });
}

void declare_period(Command& command, PeriodOptions& options) {
    command.example(command.path() + " 2026-Q3")
        .example(command.path() + " thisyear -M all")
        .optional_argument("PERIOD", options.period, period_help)
        .remark("Of the acting municipality; -M all sums up the whole register.");
}

}  // namespace

Period read_period(const Session& session, const std::string& typed) {
    if (typed.empty()) return last_month(session.today());
    const auto period = parse_period(typed, session.today());
    if (period) return *period;
    auto words = period_words(session.today());
    words.erase(
        std::remove_if(words.begin(), words.end(), [](const auto& word) { return word.front() < 'a'; }),
        words.end());
    if (const auto near = meant_word(typed, words))
        throw Error{ErrorKind::usage, tr("\"{typed}\" is no period; did you mean {near}?",
                                         fmt::arg("typed", typed), fmt::arg("near", *near))};
    throw Error{ErrorKind::usage, tr("\"{typed}\" is no period; write 2026-10, 2026-Q3, 2026, "
                                     "2026-07..2026-10, lastmonth or thisyear",
                                     fmt::arg("typed", typed))};
}

namespace {

void declare_report(Command& noun) {
    noun.example("aka report month 2026-10 -o october.html").example("aka report impartiality 2026 -M all");
    noun.add<MonthOptions>("month", "Sum up a month, or another period", declare_month, run_month);
    noun.add<PeriodOptions>("unmet", "See which needs were not met, and why", declare_period,
                            run_report<unmet_report>);
    noun.add<PeriodOptions>("followup", "See whether follow-ups and answers came in time", declare_period,
                            run_report<followup_report>);
    noun.add<PeriodOptions>("satisfaction", "See what businesses say of the guidance", declare_period,
                            run_report<satisfaction_report>);
    noun.add<PeriodOptions>("shortage", "See which labour businesses cannot find", declare_period,
                            run_report<shortage_report>);
    noun.add<PeriodOptions>("coverage", "See where demand meets no actor, or only one", declare_period,
                            run_report<coverage_report>);
    noun.add<ImpartialityOptions>("impartiality", "See whether actors were proposed and chosen fairly",
                                  declare_impartiality, run_impartiality);
    add_report_publishing(noun);
    add_report_alliance(noun);
}

}  // namespace

void add_report_commands(Command& root) {
    root.add("report", "Sum up what happened", declare_report);
}

}  // namespace aka
