#include "invented.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "aka/model/personal.hpp"
#include "aka/text/fold.hpp"
#include "words.hpp"

namespace aka::bench {

using namespace words;

namespace {

/// How often a topic comes up; others as `usual_weight` says.
struct TopicWeight {
    Words topic;
    int weight;
};
constexpr std::array topic_weights{
    TopicWeight{"rekruttering/faglaert", 26},     TopicWeight{"rekruttering/ufaglaert", 14},
    TopicWeight{"rekruttering/kontor-handel", 8}, TopicWeight{"rekruttering/praktik-loentilskud", 7},
    TopicWeight{"rekruttering/jobopslag", 6},     TopicWeight{"rekruttering/vikar-saeson", 5},
    TopicWeight{"studerende/elev-laerling", 11},  TopicWeight{"videreuddannelse/amu", 7},
    TopicWeight{"studerende/studiejob", 4},       TopicWeight{"tilknytning/onboarding", 4}};

int usual_weight(const Topic& topic) {
    if (topic.is_parent()) return 1;
    return is_recruitment(topic.id) ? 4 : 2;
}

int weight_of(const Topic& topic) {
    for (const auto& known : topic_weights)
        if (known.topic == topic.id.text) return known.weight;
    return usual_weight(topic);
}

/// The occupations asked for under a topic, as beginnings of DISCO-08 numbers, each with a space behind;
/// under others, none is named.
struct TopicJobs {
    Words topic;
    Words disco;
};
constexpr std::array topic_jobs{TopicJobs{"rekruttering", "7 8 4 "},
                                TopicJobs{"rekruttering/faglaert", "71 72 74 75 512 611 "},
                                TopicJobs{"rekruttering/ufaglaert", "81 82 83 91 92 93 94 432 "},
                                TopicJobs{"rekruttering/kontor-handel", "33 41 42 43 52 "},
                                TopicJobs{"rekruttering/videregaaende", "21 23 24 25 26 31 "},
                                TopicJobs{"rekruttering/ledere-specialister", "11 12 13 14 "},
                                TopicJobs{"rekruttering/international", "71 72 81 91 92 "},
                                TopicJobs{"rekruttering/praktik-loentilskud", "41 52 91 92 93 "},
                                TopicJobs{"rekruttering/saerlige-vilkaar", "41 52 91 432 "},
                                TopicJobs{"rekruttering/senior", "33 41 52 83 "},
                                TopicJobs{"rekruttering/vikar-saeson", "83 91 92 93 512 513 "},
                                TopicJobs{"rekruttering/jobopslag", "41 52 72 83 "},
                                TopicJobs{"videreuddannelse/ufaglaert-til-faglaert", "71 72 81 "},
                                TopicJobs{"videreuddannelse/certifikater", "72 83 "},
                                TopicJobs{"studerende/elev-laerling", "41 52 71 72 74 75 512 "},
                                TopicJobs{"studerende/studiejob", "25 41 52 "}};

bool is_asked_for(const Topic& topic, const Occupation& occupation) {
    const auto* jobs = std::find_if(topic_jobs.begin(), topic_jobs.end(),
                                    [&](const TopicJobs& known) { return known.topic == topic.id.text; });
    if (jobs == topic_jobs.end()) return false;
    Words left = jobs->disco;
    while (!left.empty()) {
        const auto end = left.find(' ');
        if (Words{occupation.disco}.starts_with(left.substr(0, end))) return true;
        left.remove_prefix(end + 1);
    }
    return false;
}

/// The several of a job title where the ending tells it; titles that tell nothing, or are several already,
/// have none.
std::optional<std::string> several(const std::string& title) {
    constexpr std::array<Words, 5> already{"ere", "nde", "mænd", "mestre", "mødre"};
    constexpr std::array<Words, 7> with_er{"ent", "ør", "ist", "ant", "chef", "konsulent", "operatør"};
    const auto ends_with = [&](Words ending) { return title.ends_with(ending); };
    if (std::any_of(already.begin(), already.end(), ends_with)) return std::nullopt;
    if (ends_with("er")) return title + "e";
    if (ends_with("smed")) return title + "e";
    if (std::any_of(with_er.begin(), with_er.end(), ends_with)) return title + "er";
    return std::nullopt;
}

/// The first titles of an occupation; those behind are other spellings and plurals.
std::vector<std::string> spoken_titles(const Occupation& occupation) {
    std::vector<std::string> spoken;
    for (const auto& title : occupation.titles)
        if (spoken.empty() || (several(title) && several(title) != several(spoken.front())))
            spoken.push_back(title);
    if (spoken.size() > 2) spoken.resize(2);
    std::erase_if(spoken, [](const std::string& title) { return !find_sensitive_words(title).empty(); });
    return spoken;
}

template <class Sentences>
std::string join(Chance& chance, const Sentences& sentences, int count) {
    std::string text;
    std::size_t at = chance.index(sentences.size());
    for (int i = 0; i < count; ++i, at = (at + 3) % sentences.size())
        text += fmt::format("{}{}", i == 0 ? "" : " ", sentences[at]);
    return text;
}

}  // namespace

bool is_recruitment(const TopicId& topic) {
    return topic.text.starts_with("rekruttering");
}

Invention::Invention(const Network& network, Chance& chance) : network_(network), chance_(chance) {
    for (const auto& topic : network.topics) {
        topic_weights_.push_back(weight_of(topic));
        auto& titles = job_titles_.emplace_back();
        for (const auto& occupation : network.occupations) {
            if (!is_asked_for(topic, occupation)) continue;
            const auto spoken = spoken_titles(occupation);
            titles.insert(titles.end(), spoken.begin(), spoken.end());
        }
    }
}

std::string Invention::place() {
    std::string place{chance_.one_of(place_beginnings)};
    return place += chance_.one_of(place_endings);
}

std::string Invention::name(std::string_view ending) {
    constexpr std::size_t many = 10'000;  // from there on one place and one trade are too often taken
    for (;;) {
        std::string name = place();
        if (names_.size() > many) name += " & " + place();
        name += fmt::format(" {}", chance_.one_of(trades));
        name += ending;
        if (names_.insert(name).second) return name;
    }
}

BusinessFacts Invention::business() {
    BusinessFacts facts;
    facts.form = chance_.pick<CompanyForm>({{CompanyForm::aps, 52},
                                            {CompanyForm::as, 20},
                                            {CompanyForm::enk, 17},
                                            {CompanyForm::is, 8},
                                            {CompanyForm::ks, 2},
                                            {CompanyForm::ps, 1}});
    constexpr std::array<std::pair<CompanyForm, Words>, 5> endings{{{CompanyForm::aps, " ApS"},
                                                                    {CompanyForm::as, " A/S"},
                                                                    {CompanyForm::is, " I/S"},
                                                                    {CompanyForm::ks, " K/S"},
                                                                    {CompanyForm::ps, " P/S"}}};
    const auto* ending = std::find_if(endings.begin(), endings.end(),
                                      [&](const auto& known) { return known.first == facts.form; });
    facts.name = name(ending == endings.end() ? Words{} : ending->second);
    if (facts.form == CompanyForm::enk)
        facts.size_band = SizeBand::micro;
    else if (chance_.percent(95))
        facts.size_band = chance_.pick<SizeBand>(
            {{SizeBand::micro, 47}, {SizeBand::small, 36}, {SizeBand::medium, 14}, {SizeBand::large, 3}});
    // Every third only, so that the offices share them.
    if (businesses_ % 3 == 0 && businesses_ / 3 < test_cvrs.size()) facts.cvr = test_cvrs.at(businesses_ / 3);
    ++businesses_;
    facts.contact = chance_.one_of(roles);
    if (chance_.percent(85)) facts.phone = std::to_string(chance_.between(20'000'000, 99'000'000));
    if (!chance_.percent(60)) return facts;
    std::string domain;
    for (const auto& word : fold_words(facts.name)) domain += (domain.empty() ? "" : "-") + word;
    facts.email = "kontor@" + domain + ".example";
    return facts;
}

BusinessFacts Invention::come_again(const BusinessFacts& known) {
    BusinessFacts said;
    said.name = known.name;
    if (!known.cvr.empty() && chance_.percent(70)) said.cvr = known.cvr;
    if (chance_.percent(60)) {
        said.contact = known.contact;
        said.phone = known.phone;
    } else if (chance_.percent(35)) {
        said.contact = chance_.one_of(roles);
        said.phone = std::to_string(chance_.between(20'000'000, 99'000'000));
    }
    if (known.size_band == SizeBand::micro && known.form != CompanyForm::enk && chance_.percent(5))
        said.size_band = SizeBand::small;
    return said;
}

std::string Invention::occupation(std::size_t topic) {
    constexpr std::array<Words, 5> unmapped{"altmuligmand", "blæksprutte", "flyver", "tusindkunstner",
                                            "medhjælp"};
    const auto& titles = job_titles_[topic];
    if (titles.empty() || chance_.percent(4)) return "";
    if (chance_.percent(5)) return std::string{chance_.one_of(unmapped)};
    return chance_.one_of(titles);
}

NeedFacts Invention::need() {
    const std::size_t topic = chance_.place(topic_weights_);
    NeedFacts need;
    need.topic = network_.topics[topic].id;
    need.occupation = occupation(topic);
    const bool vacancy = is_recruitment(need.topic) || !need.occupation.empty();
    if (vacancy && chance_.percent(92))
        need.positions =
            chance_.pick<int>({{1, 46}, {2, 25}, {3, 11}, {4, 7}, {5, 4}, {6, 3}, {7, 2}, {8, 2}});
    if (vacancy && chance_.percent(65))
        need.obstacle = chance_.pick<Obstacle>({{Obstacle::no_applicants, 38},
                                                {Obstacle::wrong_profile, 27},
                                                {Obstacle::transport, 14},
                                                {Obstacle::hours, 9},
                                                {Obstacle::pay, 7},
                                                {Obstacle::language, 5}});
    return need;
}

std::vector<NeedFacts> Invention::needs() {
    std::vector<NeedFacts> needs{need()};
    while (needs.size() == 1 && chance_.percent(15)) {
        NeedFacts second = need();
        if (second.topic != needs.front().topic) needs.push_back(std::move(second));
    }
    return needs;
}

std::string Invention::title(const NeedFacts& need) {
    if (need.occupation.empty() || !need.positions) {
        for (const auto& known : topic_titles)
            if (known.topic == need.topic.text) return std::string{known.title};
        const Topic* topic = network_.find(need.topic);
        return fmt::format("Spørger om {}", topic != nullptr ? to_lower(topic->label.da) : need.topic.text);
    }
    const int posts = *need.positions;
    if (need.topic.text == "studerende/elev-laerling")
        return fmt::format("{} som {}", posts == 1 ? "Læreplads" : fmt::format("{} lærepladser", posts),
                           need.occupation);
    if (need.topic.text == "videreuddannelse/ufaglaert-til-faglaert")
        return fmt::format("Vil uddanne egne folk til {}", need.occupation);
    if (need.topic.text == "videreuddannelse/certifikater")
        return fmt::format("Certifikat til {}", need.occupation);
    constexpr std::array<Words, 3> verbs{"Mangler", "Søger", "Vil ansætte"};
    const Words verb = chance_.one_of(verbs);
    if (posts == 1) return fmt::format("{} {}", verb, need.occupation);
    if (const auto plural = several(need.occupation)) return fmt::format("{} {} {}", verb, posts, *plural);
    return fmt::format("{} {}, {} stillinger", verb, need.occupation, posts);
}

std::string Invention::text(const NeedFacts& need) {
    const int sentences = chance_.pick<int>({{0, 8}, {1, 38}, {2, 37}, {3, 17}});
    return is_recruitment(need.topic) ? join(chance_, vacancy_texts, sentences)
                                      : join(chance_, wish_texts, sentences);
}

std::string Invention::note() {
    return join(chance_, notes, chance_.pick<int>({{1, 60}, {2, 30}, {3, 10}}));
}

}  // namespace aka::bench
