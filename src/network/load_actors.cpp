#include <algorithm>

#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "loading.hpp"

namespace aka {
namespace {

template <class Entry>
std::vector<std::string> ids_of(const std::vector<Entry>& entries) {
    std::vector<std::string> ids;
    ids.reserve(entries.size());
    for (const auto& entry : entries) ids.push_back(entry.id.text);
    return ids;
}

void check_topic(Loading& loading, const PlacedText& word) {
    const auto& network = loading.network;
    if (network.topics.empty()) return;  // their file is missing or broken, which was said
    const bool all_leaves = word.text.ends_with("/*");
    const TopicId id{all_leaves ? word.text.substr(0, word.text.size() - 2) : word.text};
    const auto* topic = network.find(id);
    const auto typed = fmt::arg("typed", word.text);
    if (topic != nullptr && topic->is_parent() == all_leaves) return;
    if (topic != nullptr && !all_leaves)
        loading.problems.add(
            word.place,
            tr("topic \"{typed}\": a bare parent covers nothing; name leaves or {typed}/*", typed));
    else if (const auto near = closest(id.text, ids_of(network.topics.all())); near && topic == nullptr)
        loading.problems.add(word.place, tr("unknown topic \"{typed}\"; did you mean {near}?", typed,
                                            fmt::arg("near", *near)));
    else
        loading.problems.add(word.place, tr("unknown topic \"{typed}\"; see topics.toml", typed));
}

void read_topics(Loading& loading, Fields& fields, std::string_view key, Basis basis,
                 std::vector<ActorTopic>& topics) {
    const bool given = fields.has(key);
    for (const auto& word : fields.texts(key, given ? Presence::required : Presence::optional)) {
        check_topic(loading, word);
        const bool twice = std::any_of(topics.begin(), topics.end(), [&](const ActorTopic& known) {
            return known.topic.text == word.text;
        });
        if (twice)
            loading.problems.add(word.place,
                                 tr("topic \"{typed}\" is named twice", fmt::arg("typed", word.text)));
        topics.push_back({TopicId{word.text}, basis});
    }
}

void check_municipality(Loading& loading, const PlacedText& word) {
    const auto& network = loading.network;
    if (!loading.municipalities_complete || network.find(MunicipalityId{word.text}) != nullptr) return;
    const auto known = ids_of(network.municipalities);
    const auto typed = fmt::arg("typed", word.text);
    if (const auto near = closest(word.text, known))
        loading.problems.add(word.place, tr("unknown municipality \"{typed}\"; did you mean {near}?", typed,
                                            fmt::arg("near", *near)));
    else
        loading.problems.add(word.place, tr("unknown municipality \"{typed}\"; it may be {known}", typed,
                                            fmt::arg("known", fmt::join(known, ", "))));
}

/// Empty: all, written as ["*"].
std::vector<MunicipalityId> read_municipalities(Loading& loading, Fields& fields) {
    const auto words = fields.texts("municipalities", Presence::required);
    if (words.size() == 1 && words.front().text == "*") return {};
    std::vector<MunicipalityId> municipalities;
    for (const auto& word : words) {
        if (word.text == "*")
            loading.problems.add(word.place, tr("\"*\" is every municipality; it stands alone"));
        else
            check_municipality(loading, word);
        municipalities.push_back(MunicipalityId{word.text});
    }
    return municipalities;
}

Validity read_validity(Fields& fields) {
    Validity validity{fields.date("valid_from"), fields.date("valid_to")};
    if (validity.from && validity.to && *validity.from > *validity.to)
        fields.add_problem(fields.place("valid_to"), tr("valid_to {to} is before valid_from {from}",
                                                        fmt::arg("to", to_iso(*validity.to)),
                                                        fmt::arg("from", to_iso(*validity.from))));
    return validity;
}

Actor read_actor(Loading& loading, Fields& fields, const MunicipalityId* home) {
    Actor actor;
    actor.id.text = fields.id("id");
    loading.claim("actor", "id", actor.id.text, fields.place("id"));
    actor.name = fields.text("name", Presence::required);
    actor.kind = fields.choice<ActorKind>("kind", Presence::required).value_or(ActorKind::public_service);
    read_topics(loading, fields, "topics", Basis::source, actor.topics);
    read_topics(loading, fields, "topics_inferred", Basis::inferred, actor.topics);
    if (!fields.has("topics") && !fields.has("topics_inferred"))
        fields.add_problem(fields.place(), tr("topics is missing"));
    if (home != nullptr && !fields.has("municipalities"))
        actor.municipalities = {*home};
    else
        actor.municipalities = read_municipalities(loading, fields);
    actor.sizes = fields.choices<SizeBand>("sizes");
    actor.validity = read_validity(fields);
    actor.aliases = fields.words("aliases");
    actor.web = fields.text("web");
    actor.phone = fields.text("phone");
    actor.mail = fields.mail("mail");
    actor.cost = fields.choice<Cost>("cost").value_or(Cost::unknown);
    actor.checked = fields.date("checked");
    actor.provenance = read_provenance(fields);
    actor.example = fields.flag("example");
    fields.refuse_unknown();
    return actor;
}

void check_actor(Loading& loading, const PlacedText& word) {
    if (!loading.actors_complete || loading.network.find(ActorId{word.text}) != nullptr) return;
    const auto typed = fmt::arg("typed", word.text);
    if (const auto near = closest(word.text, ids_of(loading.network.actors.all())))
        loading.problems.add(word.place, tr("unknown actor \"{typed}\"; did you mean {near}?", typed,
                                            fmt::arg("near", *near)));
    else
        loading.problems.add(word.place,
                             tr("unknown actor \"{typed}\"; it stands in no file of actors", typed));
}

Scheme read_scheme(Loading& loading, Fields& fields) {
    Scheme scheme;
    scheme.id = fields.id("id");
    loading.claim("scheme", "id", scheme.id, fields.place("id"));
    scheme.label = {fields.text("da", Presence::required), fields.text("en", Presence::required)};
    for (const auto& word : fields.texts("topics", Presence::required)) {
        check_topic(loading, word);
        scheme.topics.push_back(TopicId{word.text});
    }
    scheme.target = {fields.text("target_da", Presence::required),
                     fields.text("target_en", Presence::required)};
    scheme.entrance = fields.text("entrance", Presence::required);
    for (const auto& word : fields.texts("actors")) {
        check_actor(loading, word);
        scheme.actors.push_back(ActorId{word.text});
    }
    scheme.cost = fields.choice<Cost>("cost").value_or(Cost::unknown);
    scheme.validity = read_validity(fields);
    scheme.deadline = fields.text("deadline");
    scheme.provenance = read_provenance(fields);
    fields.refuse_unknown();
    return scheme;
}

Funder read_funder(Loading& loading, Fields& fields) {
    Funder funder;
    funder.id = fields.id("id");
    loading.claim("funder", "id", funder.id, fields.place("id"));
    funder.name = fields.text("name", Presence::required);
    funder.validity = read_validity(fields);
    funder.municipalities = read_municipalities(loading, fields);
    funder.indicators = fields.choices<FunderIndicator>("indicators");
    funder.note = fields.text("note", Presence::optional, Lines::many);
    fields.refuse_unknown();
    return funder;
}

Occupation read_occupation(Loading& loading, Fields& fields) {
    Occupation occupation;
    occupation.disco = fields.four_digits("disco");
    loading.claim("disco", "disco", occupation.disco, fields.place("disco"));
    occupation.label = {fields.text("da", Presence::required), fields.text("en", Presence::required)};
    for (const auto& title : fields.texts("titles", Presence::required)) {
        loading.claim("title", "title", title.text, title.place);
        occupation.titles.push_back(title.text);
    }
    fields.refuse_unknown();
    return occupation;
}

}  // namespace

void load_actors(Loading& loading, Fields& file, const MunicipalityId* home) {
    for (auto& fields : file.tables("actor"))
        loading.network.actors.push_back(read_actor(loading, fields, home));
}

void load_schemes(Loading& loading, Fields& file) {
    for (auto& fields : file.tables("scheme"))
        loading.network.schemes.push_back(read_scheme(loading, fields));
    file.refuse_unknown();
}

void load_funders(Loading& loading, Fields& file) {
    std::vector<Place> places;  // of their sets
    for (auto& fields : file.tables("funder")) {
        loading.network.funders.push_back(read_funder(loading, fields));
        places.push_back(fields.place("municipalities"));
    }
    check_funders(loading, places);
    file.refuse_unknown();
}

void load_occupations(Loading& loading, Fields& file) {
    for (auto& fields : file.tables("occupation"))
        loading.network.occupations.push_back(read_occupation(loading, fields));
    file.refuse_unknown();
}

}  // namespace aka
