#include <fmt/format.h>

#include <algorithm>

#include "aka/cli/case_document.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct ListOptions {
    std::string text;
    std::string topic;
    std::optional<ActorKind> kind;
    std::optional<SizeBand> size;
    std::string scheme;
};

void declare_list(Command& command, ListOptions& options) {
    command.alias("ls")
        .example("aka actors list --topic elev-laerling --municipality faxe")
        .example("aka actors list metal -M all")
        .optional_argument("TEXT", options.text, "In name, id or former names")
        .option("-t,--topic", options.topic, "ID", "Covering this topic; a parent includes its leaves")
        .choice("--kind", options.kind, "Of this kind")
        .choice("--size", options.size, "Open to businesses of this size")
        .option("--scheme", options.scheme, "ID", "An entrance to this scheme")
        .remark(
            "Only what is valid on the day (--today). Without -M the acting municipality is meant; -M all "
            "leaves it out.");
}

bool contains(const std::string& text, const std::string& part) {
    return fold(text).find(part) != std::string::npos;
}

bool mentions(const Actor& actor, const std::string& part) {
    return contains(actor.name, part) || contains(actor.id.text, part) ||
           std::any_of(actor.aliases.begin(), actor.aliases.end(),
                       [&](const std::string& alias) { return contains(alias, part); });
}

std::vector<std::string> municipality_ids(const Network& network, const Actor& actor) {
    std::vector<std::string> ids;
    for (const auto& municipality : actor.municipalities) ids.push_back(municipality.text);
    if (ids.empty())
        for (const auto& municipality : network.municipalities) ids.push_back(municipality.id.text);
    return ids;
}

/// The municipality a list is for: the acting one, unless all are wanted or nobody said.
const Municipality* listed_municipality(const Session& session) {
    const std::string typed = session.municipality_setting().value;
    if (typed.empty() || fold(typed) == "all") return nullptr;
    return &session.network().municipality(typed);
}

void run_list(const ListOptions& options, const Session& session) {
    const Network& network = session.network();
    const Municipality* municipality = listed_municipality(session);
    const Topic* topic = options.topic.empty() ? nullptr : &network.topic(options.topic);
    const Scheme* scheme = options.scheme.empty() ? nullptr : &network.scheme(options.scheme);
    const std::string part = fold(options.text);
    Section section{"actors",
                    "",
                    {{{"actor", tr("ACTOR")},
                      {"name", tr("NAME")},
                      {"kind", tr("KIND")},
                      {"cost", tr("COST")},
                      {"phone", tr("PHONE")},
                      {"web", tr("WEB")}},
                     {}},
                    false,
                    {}};
    for (const auto& actor : network.actors) {
        if (!actor.validity.holds(session.today()) ||
            (municipality != nullptr && !actor.covers(municipality->id)))
            continue;
        if (topic != nullptr && !actor.covers(topic->id)) continue;
        if ((options.kind && actor.kind != *options.kind) || !actor.fits(options.size) ||
            !mentions(actor, part))
            continue;
        if (scheme != nullptr &&
            std::find(scheme->actors.begin(), scheme->actors.end(), actor.id) == scheme->actors.end())
            continue;
        section.table.rows.push_back({actor.id.text, actor.name, std::string{code(actor.kind)},
                                      std::string{code(actor.cost)}, text_cell(readable_phone(actor.phone)),
                                      text_cell(actor.web)});
    }
    const auto count = static_cast<long long>(section.table.rows.size());
    const std::string where = municipality != nullptr ? municipality->name : tr("the whole alliance");
    const std::string what = topic != nullptr ? tr("{label} ({id})", fmt::arg("label", topic->label.en),
                                                   fmt::arg("id", topic->id.text))
                                              : tr("all topics");
    session.show({tr("{what}, {where}", fmt::arg("what", what), fmt::arg("where", where)),
                  {trn("{n} actor, by name", "{n} actors, by name", count)},
                  {std::move(section)}});
}

struct ShowOptions {
    std::string id;
};

void declare_show(Command& command, ShowOptions& options) {
    command.alias("view")
        .example("aka actors show zbc")
        .argument("ID", options.id, "Id, name or former name");
}

/// An actor named as an argument that does not exist is not found; in an option it would be wrong usage.
const Actor& named_actor(const Network& network, const std::string& typed) {
    try {
        return network.actor(typed);
    } catch (const Error& error) {
        throw Error{ErrorKind::not_found, error.what()};
    }
}

void run_show(const ShowOptions& options, const Session& session) {
    const Actor& actor = named_actor(session.network(), options.id);
    std::vector<std::string> sizes;
    for (const auto size : actor.sizes) sizes.emplace_back(code(size));
    if (sizes.empty())
        for (const auto& [size, word] : Codes<SizeBand>::list) sizes.emplace_back(word);
    Section record{"actor",
                   "",
                   {{{"id", tr("Actor")},
                     {"name", tr("Name")},
                     {"kind", tr("Kind")},
                     {"aliases", tr("Also")},
                     {"municipalities", tr("Covers")},
                     {"sizes", tr("Sizes")},
                     {"valid_from", tr("Valid from")},
                     {"valid_to", tr("Valid to")},
                     {"cost", tr("Cost")},
                     {"phone", tr("Phone")},
                     {"mail", tr("Mail")},
                     {"web", tr("Web")},
                     {"checked", tr("Checked")},
                     {"verified", tr("Verified")},
                     {"source", tr("Source")},
                     {"note", tr("Note")},
                     {"example", tr("Example")}},
                    {{actor.id.text, actor.name, std::string{code(actor.kind)}, actor.aliases,
                      municipality_ids(session.network(), actor), sizes, date_cell(actor.validity.from),
                      date_cell(actor.validity.to), std::string{code(actor.cost)},
                      text_cell(readable_phone(actor.phone)), text_cell(actor.mail), text_cell(actor.web),
                      date_cell(actor.checked), std::string{code(actor.provenance.verified)},
                      text_cell(actor.provenance.source), text_cell(actor.provenance.note), actor.example}}},
                   true,
                   {}};
    if (!actor.checked) record.notes.push_back(tr("Nobody has checked the entry yet."));
    if (actor.example) record.notes.push_back(tr("Shipped as an example: check it before use."));
    Section topics{"topics",
                   tr("Topics"),
                   {{{"topic", tr("TOPIC")}, {"label", tr("LABEL")}, {"basis", tr("BASIS")}}, {}},
                   false,
                   {}};
    for (const auto& [id, basis] : actor.topics) {
        const Topic* topic = session.network().find(id);
        topics.table.rows.push_back({id.text, topic != nullptr ? text_cell(topic->label.en) : Cell{nullptr},
                                     std::string{code(basis)}});
    }
    session.show({"", {}, {std::move(record), std::move(topics)}});
}

struct NoOptions {};

void declare_topics(Command& command, NoOptions&) {
    command.example("aka actors topics");
}

void run_topics(const NoOptions&, const Session& session) {
    const Municipality* municipality = listed_municipality(session);
    Section section{
        "topics",
        "",
        {{{"topic", tr("TOPIC")}, {"en", tr("ENGLISH")}, {"da", tr("DANISH")}, {"actors", tr("ACTORS")}}, {}},
        false,
        {}};
    for (const auto& topic : session.network().topics) {
        const auto covering = std::count_if(
            session.network().actors.begin(), session.network().actors.end(), [&](const Actor& actor) {
                return actor.covers(topic.id) && actor.validity.holds(session.today()) &&
                       (municipality == nullptr || actor.covers(municipality->id));
            });
        section.table.rows.push_back({topic.id.text, topic.label.en, topic.label.da, std::int64_t{covering}});
    }
    session.show(
        {tr("Topics, and how many actors cover them in {where}",
            fmt::arg("where", municipality != nullptr ? municipality->name : tr("the whole alliance"))),
         {},
         {std::move(section)}});
}

struct SchemesOptions {
    std::string topic;
};

void declare_schemes(Command& command, SchemesOptions& options) {
    command.example("aka actors schemes --topic videreuddannelse")
        .option("-t,--topic", options.topic, "ID", "For this topic; a parent includes its leaves");
}

void run_schemes(const SchemesOptions& options, const Session& session) {
    const Topic* topic = options.topic.empty() ? nullptr : &session.network().topic(options.topic);
    const auto covers = [&](const Scheme& scheme) {
        return topic == nullptr ||
               std::any_of(scheme.topics.begin(), scheme.topics.end(), [&](const TopicId& id) {
                   return id == topic->id || id.text.starts_with(topic->id.text + '/');
               });
    };
    Section section{"schemes",
                    "",
                    {{{"scheme", tr("SCHEME")},
                      {"en", tr("NAME")},
                      {"da", tr("DANISH")},
                      {"target", tr("FOR")},
                      {"entrance", tr("WHERE TO APPLY")},
                      {"deadline", tr("DEADLINE")},
                      {"cost", tr("COST")},
                      {"actors", tr("ACTORS")},
                      {"valid_to", tr("UNTIL")}},
                     {}},
                    false,
                    {}};
    for (const auto& scheme : session.network().schemes) {
        if (!scheme.validity.holds(session.today()) || !covers(scheme)) continue;
        std::vector<std::string> actors;
        for (const auto& actor : scheme.actors) actors.push_back(actor.text);
        section.table.rows.push_back({scheme.id, scheme.label.en, scheme.label.da, scheme.target.en,
                                      text_cell(scheme.entrance), text_cell(scheme.deadline),
                                      std::string{code(scheme.cost)}, actors, date_cell(scheme.validity.to)});
    }
    session.show({"", {}, {std::move(section)}});
}

}  // namespace

void add_actor_commands(Command& root) {
    Command& noun = root.add("actors", "See who can help with what, and where");
    noun.example("aka actors list --topic elev-laerling --municipality faxe");
    noun.add<ListOptions>("list", "List the actors valid today", declare_list, run_list);
    noun.add<ShowOptions>("show", "Show all that is known of an actor", declare_show, run_show);
    noun.add<NoOptions>("topics", "List the topics", declare_topics, run_topics);
    noun.add<SchemesOptions>("schemes",
                             "List subsidies, programmes and services with an entrance of their own",
                             declare_schemes, run_schemes);
}

}  // namespace aka
