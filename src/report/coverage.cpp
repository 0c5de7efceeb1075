#include <fmt/format.h>

#include <algorithm>

#include "aka/network/directory.hpp"
#include "aka/report/loop.hpp"
#include "aka/store/observed.hpp"
#include "aka/text/tr.hpp"
#include "headline.hpp"
#include "words.hpp"

namespace aka {
namespace {

struct Demand {
    TopicId topic;
    MunicipalityId municipality;
    std::int64_t needs = 0;
    std::vector<const Actor*> actors;
};

/// Needs of the enquiries received in the period, most asked for first, with who could help today.
std::vector<Demand> read_demand(Database& db, const Directory& directory, const Frame& frame) {
    std::vector<Demand> all;
    db.each(fmt::format("SELECT n.topic, c.received_in, COUNT(*) AS needs FROM case_file c JOIN need n ON "
                        "n.case_id = c.id\n"
                        "WHERE c.received_on BETWEEN $1 AND $2 AND {}\n"
                        "GROUP BY n.topic, c.received_in ORDER BY needs DESC, n.topic, c.received_in",
                        among(frame, "c.received_in")),
            parameters(frame), [&](const Row& row) {
                all.push_back({{row.text("topic")}, {row.text("received_in")}, row.integer("needs"), {}});
            });
    for (auto& demand : all)
        demand.actors = directory.eligible({demand.topic, demand.municipality, std::nullopt, frame.made});
    return all;
}

std::int64_t needs_with(const std::vector<Demand>& all, std::size_t actors) {
    std::int64_t needs = 0;
    for (const auto& demand : all)
        if (demand.actors.size() == actors) needs += demand.needs;
    return needs;
}

}  // namespace

Document coverage_report(Database& db, const Network& network, const Frame& frame) {
    const Directory directory{network, read_observed(db)};
    const auto all = read_demand(db, directory, frame);
    std::int64_t needs = 0;
    for (const auto& demand : all) needs += demand.needs;
    const auto nobody = needs_with(all, 0);
    const auto single = needs_with(all, 1);
    Section section{
        "demand",
        tr("Demand that meets nobody, or one actor only"),
        {{{"topic", tr("Topic"), ForWhom::users},
          {"label", tr("Name")},
          {"municipality", tr("Municipality")},
          {"needs", tr("Needs")},
          {"actors", tr("Actors")},
          {"only", tr("Only one")}},
         {}},
        false,
        {tr("Actors valid and open on the day this was made, whatever the size of the business; see aka "
            "actors coverage for topics that nobody asked for.")}};
    for (const auto& demand : all)
        if (demand.actors.size() < 2)
            section.table.rows.push_back(
                {demand.topic.text, label_of(network, demand.topic), name_of(network, demand.municipality),
                 demand.needs, static_cast<std::int64_t>(demand.actors.size()),
                 demand.actors.empty() ? Cell{nullptr} : Cell{demand.actors.front()->name}});
    Document document{title_text(tr("Coverage by demand"), network, frame), made_lines(frame), {}};
    document.sections.push_back(headline_section(
        {{"needs", tr("Needs recorded"), tr("needs"), needs},
         {"needs_gap", tr("Where nobody can help"), tr("needs"), nobody},
         {"needs_gap_share", tr("Share where nobody can help"), tr("share"), share_of(nobody, needs)},
         {"needs_single", tr("Where all rests on one actor"), tr("needs"), single},
         {"needs_single_share", tr("Share resting on one actor"), tr("share"), share_of(single, needs)}},
        {tr("Needs of enquiries received in the period, where they were received.")},
        {"needs", "needs_gap", "needs_single"}));
    document.sections.push_back(std::move(section));
    return document;
}

}  // namespace aka
