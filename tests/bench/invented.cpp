#include "invented.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "aka/model/personal.hpp"
#include "aka/text/fold.hpp"

namespace aka::bench {
namespace {

using Words = std::string_view;

constexpr std::array<Words, 9> test_cvrs{"99999918", "99999926", "99999934", "99999942", "99999950",
                                         "99999969", "99999977", "99999985", "99999993"};

constexpr std::array<Words, 48> place_beginnings{
    "Tyst",   "Havre",  "Rugle",  "Muld", "Brus",     "Vibe",   "Stære", "Dug",    "Tåge",  "Kvist",
    "Siv",    "Lærke",  "Humle",  "Pile", "Frost",    "Sølv",   "Gyvel", "Glente", "Ler",   "Ravne",
    "Hassel", "Slåen",  "Tjørne", "Mos",  "Bregne",   "Kløver", "Gedde", "Åle",    "Svale", "Rug",
    "Vinter", "Sommer", "Blæst",  "Regn", "Klippe",   "Flint",  "Perle", "Kobber", "Lyng",  "Spove",
    "Hejre",  "Terne",  "Odder",  "Græv", "Rimfrost", "Morgen", "Aften", "Solsort"};
constexpr std::array<Words, 20> place_endings{"rup", "kær", "lunde", "dal",  "holt",   "mose", "vang",
                                              "bæk", "høj", "toft",  "eng",  "skov",   "borg", "næs",
                                              "ris", "sti", "vænge", "ager", "marken", "gård"};
constexpr std::array<Words, 40> trades{"Teknik",
                                       "Maskinfabrik",
                                       "Smedeværksted",
                                       "Tømrer og Snedker",
                                       "VVS",
                                       "El-service",
                                       "Transport",
                                       "Bageri",
                                       "Mejeri",
                                       "Plast",
                                       "Emballage",
                                       "Gartneri",
                                       "Anlæg",
                                       "Entreprise",
                                       "Revision",
                                       "Regnskab",
                                       "Handel",
                                       "Byggevarer",
                                       "Kro",
                                       "Hotel",
                                       "Catering",
                                       "Rengøring",
                                       "Logistik",
                                       "Automation",
                                       "Møbler",
                                       "Tryk",
                                       "Malerforretning",
                                       "Autoværksted",
                                       "Køleteknik",
                                       "Isolering",
                                       "Foder",
                                       "Frø",
                                       "Maskinstation",
                                       "Ejendomsservice",
                                       "Software",
                                       "Rådgivning",
                                       "Laboratorium",
                                       "Metal",
                                       "Glas",
                                       "Fødevarer"};
constexpr std::array<Words, 10> roles{"Værkfører",       "HR-ansvarlig", "Kontoret",       "Daglig leder",
                                      "Produktionschef", "Indehaver",    "Butiksbestyrer", "Driftsleder",
                                      "Bogholderiet",    "Lagerchef"};

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

/// What people call a wish that is no vacancy.
struct TopicTitle {
    Words topic;
    Words title;
};
constexpr std::array topic_titles{
    TopicTitle{"tilknytning", "For mange medarbejdere rejser igen"},
    TopicTitle{"tilknytning/sygefravaer", "Mere stabilt fremmøde på holdet"},
    TopicTitle{"tilknytning/fastholdelse-fleksjob", "Vil beholde en erfaren medarbejder"},
    TopicTitle{"tilknytning/hjaelpemidler", "Bedre indretning af en arbejdsplads"},
    TopicTitle{"tilknytning/trivsel", "Bedre samarbejde på holdet"},
    TopicTitle{"tilknytning/seniorordning", "Aftale om færre timer til seniorer"},
    TopicTitle{"tilknytning/onboarding", "Bedre modtagelse af nye kolleger"},
    TopicTitle{"videreuddannelse", "Plan for efteruddannelse"},
    TopicTitle{"videreuddannelse/amu", "Kursuspakke til holdet i produktionen"},
    TopicTitle{"videreuddannelse/akademi-diplom", "Akademifag til to medarbejdere"},
    TopicTitle{"videreuddannelse/fvu-dansk", "Dansk på arbejdspladsen"},
    TopicTitle{"videreuddannelse/ufaglaert-til-faglaert", "Vil gøre ufaglærte til faglærte"},
    TopicTitle{"videreuddannelse/ledelse", "Uddannelse til nye mellemledere"},
    TopicTitle{"videreuddannelse/certifikater", "Truckcertifikat til lageret"},
    TopicTitle{"videreuddannelse/tilskud", "Tilskud til efteruddannelse"},
    TopicTitle{"studerende", "Vil i kontakt med studerende"},
    TopicTitle{"studerende/elev-laerling", "Vil have sin første lærling"},
    TopicTitle{"studerende/egu-fgu", "Plads til en ung på værkstedet"},
    TopicTitle{"studerende/praktik-erhvervsakademi", "Praktikplads til en markedsføringsøkonom"},
    TopicTitle{"studerende/praktik-professionsbachelor", "Praktikplads til en diplomingeniør"},
    TopicTitle{"studerende/praktik-universitet", "Projekt med et universitet"},
    TopicTitle{"studerende/studiejob", "Studiejob i bogholderiet"},
    TopicTitle{"studerende/laerested-godkendelse", "Vil godkendes som lærested"},
    TopicTitle{"studerende/skolepraktik", "Elev fra skoleoplæring"}};

constexpr std::array<Words, 10> vacancy_texts{
    "Ordrebogen er fuld til foråret.",
    "Har haft et opslag ude i seks uger uden brugbare ansøgninger.",
    "To af ansøgerne trak sig igen efter samtalen.",
    "Arbejdet er i dagtimerne, og oplæring gives på stedet.",
    "Der køres i toholdsskift, og bussen passer dårligt med mødetiden.",
    "Kørekort er et krav, da der køres til kunder på hele Sjælland.",
    "Vil gerne tage en kandidat i praktik først.",
    "En medarbejder går på pension til sommer.",
    "Kan starte med det samme, også på deltid.",
    "Lønnen følger overenskomsten med tillæg for aftenarbejde."};
constexpr std::array<Words, 8> wish_texts{
    "Har ikke prøvet det før og vil gerne vide, hvor man begynder.",
    "Vil helst i gang inden nytår.",
    "Ønsker et besøg på virksomheden med en gennemgang af mulighederne.",
    "Spørger til, hvad det koster, og hvem der kan give tilskud.",
    "Det skal passe med driften, så helst uden for højsæsonen.",
    "Har talt med en nabovirksomhed, der har gode erfaringer.",
    "Der er fire medarbejdere, det kunne være aktuelt for.",
    "Vil gerne have flere tilbud at vælge imellem."};
constexpr std::array<Words, 14> notes{"Ringet og aftalt et møde i næste uge.",
                                      "Virksomheden vender tilbage, når de har talt internt.",
                                      "Talt med værkføreren om opgaverne og arbejdstiden.",
                                      "Sendt link til ordningen på mail.",
                                      "Ingen svarede; prøver igen i morgen.",
                                      "De har selv fået to ansøgninger og holder samtaler på torsdag.",
                                      "Besøgt virksomheden og set produktionen.",
                                      "Stillingsopslaget er skrevet om og lagt op igen.",
                                      "Aktøren har kontaktet virksomheden.",
                                      "Kandidaten begynder i praktik på mandag.",
                                      "Virksomheden er glad for hjælpen.",
                                      "Talt om transporten: samkørsel kan være en løsning.",
                                      "De vil gerne vente til efter ferien.",
                                      "Mindet om fristen for at søge tilskud."};

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
