#include <fmt/format.h>

#include <algorithm>

#include "aka/cli/actors.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/service/observing.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct VerifyOptions {
    std::string id;
    std::string on;
};

void declare_verify(Command& command, VerifyOptions& options) {
    command.example("aka actors verify zbc                     phone, web and topics are right")
        .argument("ID", options.id, "Id, name or former name")
        .values(Takes::actor)
        .option("--on", options.on, "DATE", "The day it was checked; today unless given")
        .remark(
            "What is wrong is corrected in the configuration; see aka actors list --stale for what waits.");
}

void run_verify(const VerifyOptions& options, const Session& session) {
    const Desk& desk = session.desk(OpenFor::creating);
    const Actor& actor = named_actor(desk.network, options.id);
    const Date on = options.on.empty() ? desk.today : session.date("--on", options.on, Towards::past);
    verify_actor(desk, actor, on);
    session.show_if_asked(actor_document(session, actor));
    session.say(tr("{actor}: checked on {day}", fmt::arg("actor", actor.name),
                   fmt::arg("day", to_readable(on, desk.today))));
    if (const auto last = desk.directory().checked(actor); last && *last > on)
        session.say(tr("a later check stands: {day}", fmt::arg("day", to_readable(*last, desk.today))));
}

struct CapacityOptions {
    std::string id;
    std::string state;
    std::string until;
    std::string topic;
};

void declare_capacity(Command& command, CapacityOptions& options) {
    command.example("aka actors capacity zbc closed --until 2027-01-31")
        .example("aka actors capacity zbc limited --topic amu")
        .example("aka actors capacity zbc open")
        .argument("ID", options.id, "Id, name or former name")
        .values(Takes::actor)
        .argument("STATE", options.state,
                  tr("{states}; closed: not eligible", fmt::arg("states", code_list<Capacity>())))
        .values(code_list<Capacity>())
        .option("--until", options.until, "DATE",
                "The last day it holds; then what was said before holds again")
        .option("-t,--topic", options.topic, "ID", "For this topic only; a parent includes its leaves");
}

void run_capacity(const CapacityOptions& options, const Session& session) {
    const auto state = find_code<Capacity>(options.state);
    if (!state) refuse_word("STATE", options.state, split_list(code_list<Capacity>(",")));
    const Desk& desk = session.desk(OpenFor::creating);
    const Actor& actor = named_actor(desk.network, options.id);
    const TopicId topic = options.topic.empty() ? TopicId{} : session.topic(options.topic);
    std::optional<Date> until;
    if (!options.until.empty()) until = session.date("--until", options.until, Towards::future);
    set_capacity(desk, actor, topic, *state, until);
    session.show_if_asked(actor_document(session, actor));
    const std::string what = topic.empty() ? tr("all topics") : topic.text;
    session.say(until ? tr("{actor}: {state} for {what} until {day}", fmt::arg("actor", actor.name),
                           fmt::arg("state", code(*state)), fmt::arg("what", what),
                           fmt::arg("day", to_readable(*until, desk.today)))
                      : tr("{actor}: {state} for {what}", fmt::arg("actor", actor.name),
                           fmt::arg("state", code(*state)), fmt::arg("what", what)));
}

struct CoverageOptions {
    bool gaps = false;
    bool single = false;
};

void declare_coverage(Command& command, CoverageOptions& options) {
    command.example("aka actors coverage -M all")
        .example("aka actors coverage --gaps --single -M all")
        .flag("--gaps", options.gaps, "Only where nobody can help")
        .flag("--single", options.single, "Only where all rests on one actor")
        .remark(
            "Actors valid and open on the day, whatever the size of the business. "
            "Without -M the acting municipality is meant.");
}

void run_coverage(const CoverageOptions& options, const Session& session) {
    const Municipality* asked = listed_municipality(session);
    Section section{"coverage",
                    "",
                    {{{"topic", tr("TOPIC")},
                      {"municipality", tr("MUNICIPALITY")},
                      {"actors", tr("ACTORS")},
                      {"only", tr("ONLY ONE")}},
                     {}},
                    false,
                    {}};
    std::int64_t all = 0;
    std::int64_t gaps = 0;
    std::int64_t single = 0;
    for (const auto& cell : coverage_of(known_directory(session), session.today())) {
        if (asked != nullptr && cell.municipality != asked->id) continue;
        ++all;
        const auto count = cell.actors.size();
        if (count == 0) ++gaps;
        if (count == 1) ++single;
        const bool wanted = (options.gaps && count == 0) || (options.single && count == 1);
        if ((options.gaps || options.single) && !wanted) continue;
        section.table.rows.push_back({cell.topic.text, cell.municipality.text,
                                      static_cast<std::int64_t>(count),
                                      count == 1 ? Cell{cell.actors.front()->name} : Cell{nullptr}});
    }
    const std::string where = asked != nullptr ? asked->name : tr("the whole alliance");
    section.notes.push_back(tr(
        "{gaps} without an actor, {single} resting on one, of {all} topics by municipality "
        "in {where}.",
        fmt::arg("gaps", gaps), fmt::arg("single", single), fmt::arg("all", all), fmt::arg("where", where)));
    session.show({tr("Who can help with what, {where}", fmt::arg("where", where)), {}, {std::move(section)}});
}

}  // namespace

void add_actor_observations(Command& noun) {
    noun.add<VerifyOptions>("verify", "Say that an entry was checked", declare_verify, run_verify);
    noun.add<CapacityOptions>("capacity", "Say whether an actor takes more businesses", declare_capacity,
                              run_capacity);
    noun.add<CoverageOptions>("coverage", "Topic by municipality: how many can help, where nobody",
                              declare_coverage, run_coverage);
}

}  // namespace aka
