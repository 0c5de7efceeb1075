#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "aka/report/loop.hpp"
#include "aka/text/tr.hpp"
#include "headline.hpp"
#include "words.hpp"

namespace aka {
namespace {

/// Figures of one group of needs.
struct Shortage {
    std::int64_t needs = 0;   ///< of enquiries received in the period
    std::int64_t wanted = 0;  ///< their posts, where said
    PostFigures posts;        ///< of needs ended in the period
};

/// By job title, "" for none. Needs that speak of labour: a title, posts or an obstacle.
using ByTitle = std::map<std::string, Shortage>;

ByTitle read_by_title(Database& db, const Frame& frame) {
    ByTitle titles;
    db.each(
        fmt::format("SELECT n.occupation, COUNT(*) AS needs, COALESCE(SUM(n.positions), 0) AS wanted\n"
                    "FROM case_file c JOIN need n ON n.case_id = c.id\n"
                    "WHERE c.received_on BETWEEN $1 AND $2 AND {}\n"
                    "  AND (n.occupation IS NOT NULL OR n.positions IS NOT NULL OR n.obstacle IS NOT NULL)\n"
                    "GROUP BY n.occupation",
                    among(frame, "c.received_in")),
        parameters(frame), [&](const Row& row) {
            auto& group = titles[row.optional_text("occupation")];
            group.needs += row.integer("needs");
            group.wanted += row.integer("wanted");
        });
    for (const auto& [title, posts] : count_posts_by(db, frame, PostsBy::title)) titles[title].posts = posts;
    return titles;
}

void add(Shortage& sum, const Shortage& other) {
    sum.needs += other.needs;
    sum.wanted += other.wanted;
    sum.posts += other.posts;
}

std::vector<Column> posts_columns() {
    return {{"posts_sought", tr("Posts sought")},
            {"posts_filled", tr("As wanted")},
            {"posts_other_profile", tr("Other profile")},
            {"unsuccessful_rate", tr("Unsuccessful")}};
}

void add_posts(std::vector<Cell>& row, const PostFigures& posts) {
    row.emplace_back(posts.sought);
    row.emplace_back(posts.filled);
    row.emplace_back(posts.other_profile);
    row.push_back(share_of(posts.sought - posts.filled, posts.sought));
}

Section occupations_section(const Network& network, const ByTitle& titles) {
    std::map<const Occupation*, Shortage> groups;
    Shortage unmapped;
    Shortage untold;
    for (const auto& [title, group] : titles) {
        const Occupation* occupation = title.empty() ? nullptr : network.occupation(title);
        add(title.empty() ? untold : occupation == nullptr ? unmapped : groups[occupation], group);
    }
    Section section{
        "occupations",
        tr("Occupations"),
        {{{"occupation", tr("DISCO-08"), ForWhom::users},
          {"label", tr("Occupation")},
          {"needs", tr("Needs")},
          {"posts_wanted", tr("Posts wanted")}},
         {}},
        false,
        {tr("Needs and posts wanted: of enquiries received in the period. Posts sought and how they were "
            "filled: of needs ended in it, where both are known. Job titles are grouped by "
            "occupations.toml; those it does not know are \"other\".")}};
    for (auto& column : posts_columns()) section.table.columns.push_back(column);
    const auto add_row = [&](const std::string& id, const std::string& label, const Shortage& group) {
        auto& row = section.table.rows.emplace_back(std::vector<Cell>{id, label, group.needs, group.wanted});
        add_posts(row, group.posts);
    };
    for (const auto& occupation : network.occupations)
        if (const auto found = groups.find(&occupation); found != groups.end())
            add_row(occupation.disco, occupation.label.text(), found->second);
    std::stable_sort(section.table.rows.begin(), section.table.rows.end(), [](const auto& a, const auto& b) {
        return std::get<std::int64_t>(a[2]) > std::get<std::int64_t>(b[2]);
    });
    if (unmapped.needs + unmapped.posts.needs > 0) add_row("other", tr("Other"), unmapped);
    if (untold.needs + untold.posts.needs > 0) add_row("not-stated", tr("Not stated"), untold);
    return section;
}

Section obstacles_section(Database& db, const Frame& frame) {
    std::map<Obstacle, std::int64_t> counts;
    db.each(
        fmt::format("SELECT n.obstacle, COUNT(*) AS needs FROM case_file c JOIN need n ON n.case_id = c.id\n"
                    "WHERE c.received_on BETWEEN $1 AND $2 AND {} AND n.obstacle IS NOT "
                    "NULL\n"
                    "GROUP BY n.obstacle",
                    among(frame, "c.received_in")),
        parameters(frame),
        [&](const Row& row) { counts[row.choice<Obstacle>("obstacle")] = row.integer("needs"); });
    Section section{
        "obstacles",
        tr("What stands in the way"),
        {{{"obstacle", tr("Obstacle"), ForWhom::users}, {"label", tr("Meaning")}, {"needs", tr("Needs")}},
         {}},
        false,
        {tr("Needs of enquiries received in the period for which an obstacle was named.")},
        {ChartKind::bars, "label", {"needs"}, {}}};
    for (const auto& [obstacle, label] : obstacle_labels())
        section.table.rows.push_back({std::string{code(obstacle)}, label, counts[obstacle]});
    return section;
}

Section months_section(Database& db, const Frame& frame) {
    Section section{"over_time",
                    tr("Over time"),
                    {{{"month", tr("Month")}, {"needs_ended", tr("Needs ended")}}, {}},
                    false,
                    {},
                    {ChartKind::lines, "month", {"posts_sought", "posts_filled", "posts_other_profile"}, {}}};
    for (auto& column : posts_columns()) section.table.columns.push_back(column);
    for (const auto& [month, posts] : count_posts_by(db, frame, PostsBy::month)) {
        auto& row = section.table.rows.emplace_back(std::vector<Cell>{month, posts.needs});
        add_posts(row, posts);
    }
    return section;
}

}  // namespace

Document shortage_report(Database& db, const Network& network, const Frame& frame) {
    const auto titles = read_by_title(db, frame);
    Shortage all;
    for (const auto& [title, group] : titles) add(all, group);
    Document document{title_text(tr("Labour shortage"), network, frame), made_lines(frame), {}};
    document.sections.push_back(headline_section(
        {{"needs", tr("Needs for labour"), tr("needs"), all.needs},
         {"posts_wanted", tr("Posts wanted in them"), tr("posts"), all.wanted},
         {"needs_with_posts", tr("Needs ended with known posts"), tr("needs"), all.posts.needs},
         {"posts_sought", tr("Posts sought in these"), tr("posts"), all.posts.sought},
         {"posts_filled", tr("Filled with wanted profile"), tr("posts"), all.posts.filled},
         {"posts_other_profile", tr("Filled with another profile"), tr("posts"), all.posts.other_profile},
         {"unsuccessful_rate", tr("Unsuccessful recruitment rate"), tr("share"),
          share_of(all.posts.sought - all.posts.filled, all.posts.sought)}},
        {tr("Unsuccessful: not filled, or filled with another profile, of the posts sought.")},
        {"needs", "posts_wanted", "posts_filled", "unsuccessful_rate"}));
    document.sections.push_back(occupations_section(network, titles));
    document.sections.push_back(obstacles_section(db, frame));
    document.sections.push_back(months_section(db, frame));
    return document;
}

}  // namespace aka
