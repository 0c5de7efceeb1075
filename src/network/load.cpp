#include "aka/network/load.hpp"

#include <algorithm>
#include <compare>

#include "aka/model/error.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "loading.hpp"

namespace aka {

void Loading::claim(std::string_view kind, std::string_view key, std::string_view word, const Place& place) {
    if (word.empty()) return;
    const auto [first, added] = taken.try_emplace({std::string{kind}, fold(word)}, place);
    if (!added)
        problems.add(place, tr("{key} \"{word}\" is taken; it stands at {place} too", fmt::arg("key", key),
                               fmt::arg("word", word), fmt::arg("place", first->second.text())));
}

Provenance read_provenance(Fields& fields) {
    Provenance provenance;
    provenance.verified = fields.choice<Verified>("verified", Presence::required).value_or(Verified::general);
    provenance.source = fields.text("source", Presence::required);
    provenance.note = fields.text("note", Presence::optional, Lines::many);
    return provenance;
}

namespace fs = std::filesystem;

std::vector<fs::path> toml_files(const fs::path& folder, std::error_code& error) {
    std::vector<fs::path> files;
    for (fs::directory_iterator it{folder, error}; !error && it != fs::directory_iterator{};
         it.increment(error)) {
        const auto name = it->path().filename().string();
        if (name.ends_with(".toml") && !name.starts_with('.')) files.push_back(it->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

namespace {

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

std::vector<fs::path> files_of(const fs::path& folder, Problems& problems) {
    std::error_code error;
    auto files = toml_files(folder, error);
    if (error)
        problems.add({shown(folder), 0, 0}, tr("cannot be read: {why}", fmt::arg("why", error.message())));
    return files;
}

Calendar read_calendar(Fields& fields) {
    if (!fields.has("closed_days")) return Calendar{};
    std::vector<Calendar::YearlyDay> closed;
    for (const auto& [text, place] : fields.texts("closed_days")) {
        if (const auto date = parse_iso_date("2024-" + text)) {  // a leap year, which has all days
            const std::chrono::year_month_day day{*date};
            closed.push_back({static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())});
        } else {
            fields.add_problem(place,
                               tr("closed_days: \"{day}\" is no day; write month and day, as \"12-24\"",
                                  fmt::arg("day", text)));
        }
    }
    return Calendar{std::move(closed)};
}

void load_alliance(Loading& loading, Fields& fields) {
    auto& network = loading.network;
    network.name = fields.text("name", Presence::required);
    if (const std::string lang = fields.text("lang"); lang == "da" || lang == "en")
        network.lang = lang;
    else if (!lang.empty())
        fields.refuse_word("lang", {lang, fields.place("lang")}, "da, en");
    network.proposals = fields.number("proposals", network.proposals, 1, 10);
    network.answer_days = fields.number("answer_days", network.answer_days, 1, 60);
    network.check_months = fields.number("check_months", network.check_months, 1, 120);
    network.calendar = read_calendar(fields);
    fields.refuse_unknown();
}

void load_topic(Loading& loading, Fields& fields) {
    Topic topic;
    topic.id.text = fields.id("id", Fields::Slash::one);
    loading.claim("topic", "id", topic.id.text, fields.place("id"));
    topic.label = {fields.text("da", Presence::required), fields.text("en", Presence::required)};
    topic.aliases = fields.words("aliases");
    topic.keywords = fields.words("keywords");
    topic.large_set = fields.text("large_set");
    fields.refuse_unknown();
    if (!topic.id.empty()) loading.network.topics.push_back(std::move(topic));
}

void load_topics(Loading& loading, Fields& file) {
    for (auto& fields : file.tables("topic")) load_topic(loading, fields);
    file.refuse_unknown();
    for (const auto& topic : loading.network.topics) {
        const std::string parent = topic.id.text.substr(0, topic.id.text.find('/'));
        if (loading.network.find(TopicId{parent}) == nullptr)
            loading.problems.add(loading.taken.at({"topic", topic.id.text}),
                                 tr("topic \"{id}\" has no parent; add a topic \"{parent}\"",
                                    fmt::arg("id", topic.id.text), fmt::arg("parent", parent)));
    }
    if (loading.network.topics.empty()) file.add_problem(file.place(), tr("no topics; add a [[topic]]"));
}

Office read_office(Fields fields) {
    Office office{fields.id("id"),      fields.text("name", Presence::required),
                  fields.text("web"),   fields.mail("mail"),
                  fields.text("phone"), read_provenance(fields)};
    fields.refuse_unknown();
    return office;
}

std::string read_prefix(Fields& fields) {
    std::string prefix = fields.text("prefix", Presence::required);
    const bool fits = prefix.size() == 3 &&
                      std::all_of(prefix.begin(), prefix.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (fits || prefix.empty()) return prefix;
    fields.refuse_word("prefix", {prefix, fields.place("prefix")}, tr("three capital letters A-Z"));
    return "";
}

Retention read_retention(Fields& fields) {
    Retention retention;
    retention.months = fields.number("months", retention.months, 1, 600);
    retention.basis = fields.text("basis");
    retention.answers_days = fields.number("answers_days", retention.answers_days, 1, 3650);
    retention.answers_basis = fields.text("answers_basis");
    retention.lists_months = fields.number("lists_months", retention.lists_months, 1, 600);
    retention.lists_basis = fields.text("lists_basis");
    fields.refuse_unknown();
    return retention;
}

/// All but its actors, which need every municipality to be known.
Municipality read_municipality(Loading& loading, Fields& fields) {
    Municipality municipality;
    municipality.id.text = fields.id("id");
    municipality.code = fields.four_digits("code");
    municipality.name = fields.text("name", Presence::required);
    municipality.prefix = read_prefix(fields);
    municipality.followup_days = fields.number("followup_days", municipality.followup_days, 1, 60);
    for (const auto& postcode : fields.texts("postcodes")) {
        if (!is_four_digits(postcode.text)) fields.refuse_word("postcodes", postcode, tr("four digits"));
        municipality.postcodes.push_back(postcode.text);
    }
    if (auto office = fields.table("office")) municipality.office = read_office(*office);
    if (fields.has("retention"))
        if (auto retention = fields.table("retention")) municipality.retention = read_retention(*retention);
    loading.claim("municipality", "id", municipality.id.text, fields.place("id"));
    loading.claim("code", "code", municipality.code, fields.place("code"));
    loading.claim("prefix", "prefix", municipality.prefix, fields.place("prefix"));
    return municipality;
}

void load_municipalities(Loading& loading, const fs::path& folder) {
    std::vector<TomlDocument> documents;
    for (const auto& file : files_of(folder, loading.problems)) {
        if (auto document = read_toml(file, Presence::required, loading.problems))
            documents.push_back(std::move(*document));
        else
            loading.municipalities_complete = loading.actors_complete = false;
    }
    if (documents.empty() && loading.municipalities_complete)
        loading.problems.add({shown(folder), 0, 0}, tr("no municipality; add a file as naestved.toml"));
    std::vector<Fields> files;
    for (const auto& document : documents) {
        files.emplace_back(document, loading.problems);
        loading.network.municipalities.push_back(read_municipality(loading, files.back()));
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        const MunicipalityId home = loading.network.municipalities[i].id;
        load_actors(loading, files[i], &home);
        files[i].refuse_unknown();
    }
}

void load_common_actors(Loading& loading, const fs::path& folder) {
    if (!is_there(folder)) return;
    for (const auto& file : files_of(folder, loading.problems)) {
        const auto document = read_toml(file, Presence::required, loading.problems);
        if (!document) {
            loading.actors_complete = false;
            continue;
        }
        Fields fields{*document, loading.problems};
        load_actors(loading, fields, nullptr);
        fields.refuse_unknown();
    }
}

void load_file(Loading& loading, const fs::path& file, Presence presence, void (*load)(Loading&, Fields&)) {
    const auto document = read_toml(file, presence, loading.problems);
    if (!document) return;
    Fields fields{*document, loading.problems};
    load(loading, fields);
}

template <class Entry>
void sort_by_name(std::vector<Entry>& entries) {
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return std::is_lt(compare_danish(a.name, b.name));
    });
}

}  // namespace

Network load_network(const fs::path& directory) {
    if (!is_there(directory / "alliance.toml"))
        throw Error{ErrorKind::config, tr("no alliance.toml in {directory}; see aka config init",
                                          fmt::arg("directory", shown(directory)))};
    Loading loading;
    load_file(loading, directory / "alliance.toml", Presence::required, load_alliance);
    load_file(loading, directory / "topics.toml", Presence::required, load_topics);
    load_municipalities(loading, directory / "municipalities");
    load_common_actors(loading, directory / "actors");
    load_file(loading, directory / "schemes.toml", Presence::optional, load_schemes);
    load_file(loading, directory / "occupations.toml", Presence::optional, load_occupations);
    load_file(loading, directory / "funders.toml", Presence::optional, load_funders);
    check_eligible_sets(loading);
    loading.problems.raise();
    sort_by_name(loading.network.municipalities);
    sort_by_name(loading.network.actors.all());
    return std::move(loading.network);
}

}  // namespace aka
