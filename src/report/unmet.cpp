#include <algorithm>

#include "aka/report/loop.hpp"
#include "aka/text/tr.hpp"
#include "headline.hpp"
#include "words.hpp"

namespace aka {
namespace {

struct EndedNeeds {
    TopicId topic;
    NeedOutcome outcome = NeedOutcome::met;
    std::optional<Cause> cause;
    std::int64_t needs = 0;
};

std::vector<EndedNeeds> read_ended(Database& db, const Frame& frame) {
    std::vector<EndedNeeds> groups;
    db.each(
        "SELECT topic, outcome, cause, COUNT(*) AS needs FROM need\n"
        "WHERE closed_on BETWEEN $1 AND $2 AND ($3 = '' OR closed_in = $3)\n"
        "GROUP BY topic, outcome, cause ORDER BY topic",
        parameters(frame), [&](const Row& row) {
            groups.push_back({{row.text("topic")},
                              row.choice<NeedOutcome>("outcome"),
                              row.optional_choice<Cause>("cause"),
                              row.integer("needs")});
        });
    return groups;
}

bool is_unmet(const EndedNeeds& group) {
    return group.outcome == NeedOutcome::unmet || group.outcome == NeedOutcome::partly;
}

Section causes_section(const std::vector<EndedNeeds>& ended) {
    Section section{"causes",
                    tr("Causes"),
                    {{{"cause", tr("Cause"), ForWhom::users},
                      {"label", tr("Meaning")},
                      {"unmet", tr("Not met")},
                      {"partly", tr("Partly met")},
                      {"needs", tr("Needs")}},
                     {}},
                    false,
                    {},
                    {ChartKind::bars, "label", {"needs"}, {}}};
    for (const auto& [cause, label] : cause_labels()) {
        const auto of = [&, wanted = cause](NeedOutcome outcome) {
            return sum_where(ended, &EndedNeeds::needs, [&](const EndedNeeds& group) {
                return group.cause == wanted && group.outcome == outcome;
            });
        };
        const auto unmet = of(NeedOutcome::unmet);
        const auto partly = of(NeedOutcome::partly);
        section.table.rows.push_back({std::string{code(cause)}, label, unmet, partly, unmet + partly});
    }
    return section;
}

Section topics_section(const Network& network, const std::vector<EndedNeeds>& ended) {
    Section section{
        "topics",
        tr("Topics"),
        {{{"topic", tr("Topic"), ForWhom::users}, {"label", tr("Name")}, {"needs", tr("Needs")}}, {}},
        false,
        {}};
    for (const auto& [cause, label] : cause_labels()) {
        std::string key{code(cause)};
        std::replace(key.begin(), key.end(), '-', '_');
        section.table.columns.push_back({key, label});
    }
    std::vector<TopicId> topics;
    for (const auto& group : ended)
        if (is_unmet(group) && (topics.empty() || topics.back() != group.topic))
            topics.push_back(group.topic);
    for (const auto& topic : topics) {
        const auto all = sum_where(ended, &EndedNeeds::needs, [&](const EndedNeeds& group) {
            return group.topic == topic && is_unmet(group);
        });
        auto& row =
            section.table.rows.emplace_back(std::vector<Cell>{topic.text, label_of(network, topic), all});
        for (const auto& [cause, label] : cause_labels())
            row.emplace_back(
                sum_where(ended, &EndedNeeds::needs, [&, wanted = cause](const EndedNeeds& group) {
                    return group.topic == topic && group.cause == wanted;
                }));
    }
    return section;
}

/// Declined by the actor, cancelled by the business and never answered are three different things.
Section answers_section(Database& db, const Frame& frame) {
    Section section{
        "answers",
        tr("How referrals ended without help"),
        {{{"state", tr("State")}, {"reason", tr("Reason")}, {"referrals", tr("Referrals")}}, {}},
        false,
        {tr("Of the referrals sent in the period: declined by the actor, cancelled by the business or "
            "the office, without an answer after the deadline.")}};
    db.each(
        "SELECT r.state, r.reason, COUNT(*) AS referrals\n"
        "FROM referral r JOIN case_file c ON c.id = r.case_id\n"
        "WHERE r.sent_on BETWEEN $1 AND $2 AND ($3 = '' OR c.owner = $3)\n"
        "  AND r.state IN ('declined', 'cancelled', 'no-answer')\n"
        "GROUP BY r.state, r.reason ORDER BY r.state, referrals DESC, r.reason",
        parameters(frame), [&](const Row& row) {
            const auto reason = row.optional_text("reason");
            section.table.rows.push_back(
                {row.text("state"), reason.empty() ? Cell{nullptr} : Cell{reason}, row.integer("referrals")});
        });
    return section;
}

}  // namespace

Document unmet_report(Database& db, const Network& network, const Frame& frame) {
    const auto ended = read_ended(db, frame);
    const auto asked = sum_where(ended, &EndedNeeds::needs, [](const EndedNeeds& group) {
        return group.outcome != NeedOutcome::withdrawn;
    });
    const auto unmet = sum_where(ended, &EndedNeeds::needs,
                                 [](const EndedNeeds& group) { return group.outcome == NeedOutcome::unmet; });
    const auto partly = sum_where(ended, &EndedNeeds::needs, [](const EndedNeeds& group) {
        return group.outcome == NeedOutcome::partly;
    });
    Document document{title_text(tr("Unmet needs"), network, frame), made_lines(frame), {}};
    document.sections.push_back(headline_section(
        {{"needs_ended", tr("Needs ended, not withdrawn"), tr("needs"), asked},
         {"needs_unmet", tr("Not met"), tr("needs"), unmet},
         {"needs_partly", tr("Partly met"), tr("needs"), partly},
         {"unmet_share", tr("Share not or only partly met"), tr("share"), share_of(unmet + partly, asked)}},
        {tr("Needs ended in the period, where they were closed. A need has one cause, proposed "
            "from the referrals and confirmed by the consultant.")},
        {"needs_ended", "needs_unmet", "needs_partly", "unmet_share"}));
    document.sections.push_back(causes_section(ended));
    document.sections.push_back(topics_section(network, ended));
    document.sections.push_back(answers_section(db, frame));
    return document;
}

}  // namespace aka
