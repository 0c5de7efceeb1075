#include "publish_count.hpp"

#include <algorithm>
#include <unordered_map>

#include "aka/model/case.hpp"
#include "aka/model/feedback.hpp"

namespace aka {
namespace {

using Words = std::vector<std::string>;

template <class Enum>
Words words_of(Words more = {}) {
    for (const auto& entry : Codes<Enum>::list) more.emplace_back(entry.second);
    return more;
}

Words endings() {
    Words words = words_of<NeedOutcome>();
    for (const auto outcome : {NeedOutcome::partly, NeedOutcome::unmet})
        for (const auto& entry : Codes<Cause>::list)
            words.push_back(std::string{code(outcome)} + "/" + entry.second);
    return words;
}

Words answers() {
    Words words = words_of<Score>({"no-points"});
    for (const auto response : {Response::asked, Response::declined}) words.emplace_back(code(response));
    return words;
}

Words unordered_leaves(const Network& network, const FigureKey& key) {
    Words words{other_code};
    if (key.dimension == "topic") {
        for (const auto& topic : network.topics) words.push_back(topic.id.text);
        return words;
    }
    if (key.dimension == "occupation") {
        words.emplace_back("untold");
        for (const auto& occupation : network.occupations) words.push_back(occupation.disco);
        return words;
    }
    if (key.dimension == "kind") return words_of<ActorKind>(words);
    if (key.dimension == "size") return words_of<SizeBand>({"unknown"});
    if (key.dimension == "channel") return words_of<Channel>();
    if (key.dimension == "direction") return words_of<Direction>();
    if (key.dimension == "ending") return endings();
    if (key.dimension == "obstacle") return words_of<Obstacle>({"none"});
    if (key.dimension == "recommend") return {"yes", "no", "unsaid"};
    if (key.dimension == "answer")
        return key.measure == "referrals" ? Words{"answered", "waiting"} : answers();
    if (key.measure == "followups") return {"on-time", "late", "open"};
    return {"as-wanted", "other-profile", "not-filled"};  // of posts
}

/// The code that is published for one in the register.
std::string published_code(const Network& network, const FigureKey& dimension, const std::string& code) {
    if (dimension.dimension == "kind") {
        const Actor* actor = network.find(ActorId{code});
        return actor == nullptr ? std::string{other_code} : std::string{aka::code(actor->kind)};
    }
    if (dimension.dimension == "occupation") {
        if (code.empty()) return "untold";
        const Occupation* occupation = network.occupation(code);
        return occupation == nullptr ? std::string{other_code} : occupation->disco;
    }
    const auto leaves = leaves_of(network, dimension);
    return std::binary_search(leaves.begin(), leaves.end(), code) ? code : std::string{other_code};
}

}  // namespace

std::vector<std::string> leaves_of(const Network& network, const FigureKey& key) {
    Words words = unordered_leaves(network, key);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

const PublishCount::Entries& PublishCount::entries(const std::string& measure) {
    const auto [found, fresh] = measures_.try_emplace(measure);
    if (!fresh) return found->second;
    std::map<std::pair<std::string, std::string>, std::string> seen;  // dimension, code -> as published
    for (auto& one : happenings(db_, measure, first_, last_)) {
        Entry entry{businesses_.try_emplace(one.business, businesses_.size()).first->second, one.amount, {}};
        for (const auto& [column, word] : one.codes) {
            const std::string dimension = column == "actor" ? "kind" : column;
            const auto [known, unseen] = seen.try_emplace({dimension, word});
            if (unseen) known->second = published_code(network_, {{}, {}, measure, dimension, {}}, word);
            entry.codes[dimension] = known->second;
        }
        found->second[{one.month, one.municipality}].push_back(std::move(entry));
    }
    return found->second;
}

Behind PublishCount::operator()(const FigureKey& key) {
    const auto [known, fresh] = known_.try_emplace(key);
    if (!fresh) return known->second;
    const auto& all = entries(key.measure);
    std::unordered_map<std::size_t, std::int64_t> by_business;
    for (const auto& month : key.months)
        for (const auto& municipality : key.municipalities) {
            const auto there = all.find({month, municipality});
            if (there == all.end()) continue;
            for (const auto& entry : there->second)
                if (key.dimension.empty() ||
                    std::binary_search(key.covers.begin(), key.covers.end(), entry.codes.at(key.dimension)))
                    by_business[entry.business] += entry.amount;
        }
    Behind behind;
    behind.businesses = static_cast<std::int64_t>(by_business.size());
    for (const auto& [business, amount] : by_business) {
        behind.value += amount;
        if (key.measure == "posts") behind.largest = std::max(behind.largest, amount);
    }
    return known->second = behind;
}

}  // namespace aka
