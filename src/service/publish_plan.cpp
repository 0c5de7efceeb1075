#include "publish_plan.hpp"

#include <algorithm>
#include <set>

#include "aka/model/case.hpp"
#include "aka/model/feedback.hpp"
#include "publish_count.hpp"

namespace aka {
namespace {

using Words = std::vector<std::string>;

struct Category {
    std::string code;
    Words covers;
};
using Categories = std::vector<Category>;

constexpr std::size_t most_groups = 6;

Categories single(const Words& leaves) {
    Categories all;
    for (const auto& leaf : leaves) all.push_back({leaf, {leaf}});
    return all;
}

template <class Enum>
Categories all_of(const Words& more = {}) {
    Words words;
    for (const auto& entry : Codes<Enum>::list) words.emplace_back(entry.second);
    words.insert(words.end(), more.begin(), more.end());
    return single(words);
}

/// The topics at the top, each with its leaves; those beyond the sixth become one.
Categories topic_groups(const Network& network) {
    Categories groups;
    for (const auto& topic : network.topics)
        if (topic.is_parent()) groups.push_back({topic.id.text, {topic.id.text}});
    Category rest{other_code, {other_code}};
    for (const auto& topic : network.topics) {
        if (topic.is_parent()) continue;
        const auto parent = topic.id.text.substr(0, topic.id.text.find('/'));
        const auto group = std::find_if(groups.begin(), groups.end(),
                                        [&](const Category& one) { return one.code == parent; });
        (group == groups.end() ? rest : *group).covers.push_back(topic.id.text);
    }
    while (groups.size() >= most_groups) {
        rest.covers.insert(rest.covers.end(), groups.back().covers.begin(), groups.back().covers.end());
        groups.pop_back();
    }
    groups.push_back(rest);
    return groups;
}

/// Groups and their leaves.
Categories all_topics(const Network& network) {
    Categories all;
    for (const auto& group : topic_groups(network)) {
        all.push_back(group);
        if (group.covers.size() == 1) continue;
        for (const auto& leaf : group.covers)
            all.push_back({leaf == group.code ? group.code + "/-" : leaf, {leaf}});
    }
    return all;
}

Categories outcomes() {
    Categories all;
    for (const auto& [outcome, word] : Codes<NeedOutcome>::list) {
        Category category{word, {word}};
        if (outcome == NeedOutcome::partly || outcome == NeedOutcome::unmet)
            for (const auto& cause : Codes<Cause>::list)
                category.covers.push_back(std::string{word} + "/" + cause.second);
        all.push_back(category);
    }
    return all;
}

/// Not or only partly met, and of these each cause; and the others, with which they are all that ended.
Categories causes() {
    Categories all{{"not-met", {"partly", "unmet"}}, {"otherwise", {"met", "withdrawn"}}};
    for (const auto& cause : Codes<Cause>::list) {
        const Words both{std::string{"partly/"} + cause.second, std::string{"unmet/"} + cause.second};
        all.front().covers.insert(all.front().covers.end(), both.begin(), both.end());
        all.push_back({cause.second, both});
    }
    all.push_back({"unknown", {"partly", "unmet"}});
    return all;
}

Categories satisfaction() {
    Categories all = all_of<Score>({"no-points"});
    all.push_back({"satisfied", {"4", "5"}});
    all.push_back({"with-points", {"1", "2", "3", "4", "5"}});
    all.push_back({"answered", {"1", "2", "3", "4", "5", "dont-know", "no-points"}});
    all.push_back({"declined", {"declined"}});
    all.push_back({"asked", {"asked"}});
    return all;
}

Categories occupations(const Network& network) {
    Words words;
    for (const auto& occupation : network.occupations) words.push_back(occupation.disco);
    words.insert(words.end(), {other_code, "untold"});
    return single(words);
}

class Planner {
public:
    Planner(const Network& network, const Period& period, const PublishScope& scope)
        : network_(network), period_(period), kind_(kind_of(period).value()), scope_(scope) {}

    void total(const char* measure, const char* unit, bool by_municipality) {
        add(measure, unit, "", {{"", {}}}, by_municipality);
    }

    void divided(const char* measure, const char* unit, const char* dimension, const Categories& categories,
                 bool by_municipality = false) {
        total(measure, unit, by_municipality);
        add(measure, unit, dimension, categories, by_municipality);
    }

    void topics() {
        const bool year = kind_ == PeriodKind::year;
        divided("needs", "needs", "topic", year ? all_topics(network_) : topic_groups(network_),
                kind_ != PeriodKind::month);
    }

    void ended(const Categories& categories) {
        divided("needs_ended", "needs", "ending", categories, kind_ == PeriodKind::year);
    }

    void share(const char* name, const char* measure, const char* dimension, const Words& part,
               const Words& whole) {
        plan_.shares.push_back({name, key(measure, dimension, part), key(measure, dimension, whole)});
    }

    void enquiries() {
        divided("enquiries", "enquiries", "direction", all_of<Direction>());
        total("enquiries", "enquiries", true);
    }

    void referrals() {
        divided("referrals", "referrals", "answer", single({"answered", "waiting"}));
        share("referrals_answered_share", "referrals", "answer", {"answered"}, {});
        divided("referrals", "referrals", "kind", all_of<ActorKind>({other_code}));
    }

    void outcomes_of_needs() {
        ended(outcomes());
        share("needs_met_share", "needs_ended", "ending", {"met"}, {});
    }

    void followups() {
        divided("followups", "follow-ups", "result", single({"on-time", "late", "open"}));
        share("followups_on_time_share", "followups", "result", {"on-time"}, {});
    }

    void unmet() { ended(causes()); }

    void month() {
        enquiries();
        plan_.businesses = true;
        divided("enquiries", "enquiries", "size", all_of<SizeBand>({"unknown"}));
        divided("enquiries", "enquiries", "channel", all_of<Channel>());
        total("cases_closed", "cases", true);
        topics();
        outcomes_of_needs();
        posts();
        referrals();
        followups();
    }

    void posts() {
        divided("posts", "posts", "result", single({"as-wanted", "other-profile", "not-filled"}));
        share("posts_filled_share", "posts", "result", {"as-wanted"}, {});
    }

    void shortage() {
        divided("labour", "needs", "obstacle", all_of<Obstacle>({"none"}));
        if (kind_ != PeriodKind::month) divided("labour", "needs", "occupation", occupations(network_));
        posts();
    }

    void satisfaction_of(const char* measure, const std::string& shares) {
        divided(measure, "answers", "answer", satisfaction());
        divided(measure, "answers", "recommend", single({"yes", "no", "unsaid"}));
        share((shares + "_response_rate").c_str(), measure, "answer",
              {"1", "2", "3", "4", "5", "dont-know", "no-points"}, {});
        share((shares + "_satisfied_share").c_str(), measure, "answer", {"4", "5"},
              {"1", "2", "3", "4", "5"});
    }

    void indicator(FunderIndicator indicator) {
        switch (indicator) {
            case FunderIndicator::enquiries:
                return enquiries();
            case FunderIndicator::businesses:
                plan_.businesses = true;
                return;
            case FunderIndicator::needs:
                return topics();
            case FunderIndicator::referrals:
                return referrals();
            case FunderIndicator::outcomes:
                total("cases_closed", "cases", true);
                outcomes_of_needs();
                return posts();
            case FunderIndicator::unmet:
                return unmet();
            case FunderIndicator::followup:
                return followups();
        }
    }

    PublishPlan finish() { return std::move(plan_); }

private:
    static FigureKey key(const char* measure, const char* dimension, Words covers) {
        std::sort(covers.begin(), covers.end());
        return {{}, {}, measure, covers.empty() ? "" : dimension, covers};
    }

    void add(const char* measure, const char* unit, const char* dimension, const Categories& categories,
             bool by_municipality) {
        std::vector<PublishScope> places{scope_};
        if (by_municipality && scope_.municipalities.size() > 1)
            for (const auto& id : scope_.municipalities) places.push_back({id, {id}});
        for (const auto& place : places)
            for (const auto& category : categories) {
                PublishedFigure figure;
                figure.key = key(measure, dimension, category.covers);
                figure.key.months = months_of(period_);
                figure.key.municipalities = place.municipalities;
                std::sort(figure.key.municipalities.begin(), figure.key.municipalities.end());
                figure.period = period_.name;
                figure.municipality = place.name;
                figure.unit = unit;
                figure.category = category.code;
                if (planned_.insert(figure.key).second) plan_.figures.push_back(figure);
            }
    }

    const Network& network_;
    const Period& period_;
    PeriodKind kind_;
    const PublishScope& scope_;
    PublishPlan plan_;
    std::set<FigureKey> planned_;
};

}  // namespace

PublishPlan plan_report(const Network& network, PublishedReport report, const Period& period,
                        const PublishScope& scope, const Funder* funder) {
    Planner planner{network, period, scope};
    switch (report) {
        case PublishedReport::month:
            planner.month();
            break;
        case PublishedReport::funder:
            for (const auto& entry : Codes<FunderIndicator>::list)
                if (funder != nullptr && funder->asks_for(entry.first)) planner.indicator(entry.first);
            break;
        case PublishedReport::unmet:
            planner.unmet();
            break;
        case PublishedReport::shortage:
            planner.shortage();
            break;
        case PublishedReport::satisfaction:
            planner.satisfaction_of("feedback_closing", "closing");
            planner.satisfaction_of("feedback_three_months", "three_months");
            break;
        case PublishedReport::coverage:
            planner.topics();
            break;
    }
    return planner.finish();
}

}  // namespace aka
