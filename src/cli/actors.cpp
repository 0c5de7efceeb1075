#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "aka/cli/actors.hpp"
#include "aka/cli/case_document.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/store/draws.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

enum class Order { name, draw };

}  // namespace

template <>
struct Codes<Order> {
    static constexpr std::array<std::pair<Order, const char*>, 2> list{
        {{Order::name, "name"}, {Order::draw, "draw"}}};
};

namespace {

struct ListOptions {
    std::string text;
    std::string topic;
    std::optional<ActorKind> kind;
    std::optional<SizeBand> size;
    std::string scheme;
    bool stale = false;
    std::optional<Order> order;
};

void declare_list(Command& command, ListOptions& options) {
    command.example("aka actors list --topic elev-laerling --municipality faxe")
        .example("aka actors list metal -M all")
        .optional_argument("TEXT", options.text, "In name, id or former names")
        .option("-t,--topic", options.topic, "ID", "Covering this topic; a parent includes its leaves")
        .choice("--kind", options.kind, "Of this kind")
        .choice("--size", options.size, "Open to businesses of this size")
        .option("--scheme", options.scheme, "ID", "An entrance to this scheme")
        .flag("--stale", options.stale, "Only entries that nobody has checked for the network's months")
        .choice("--order", options.order,
                "By name, or as a draw would order them now: furthest below its share of proposals first")
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

bool is_entrance(const Scheme& scheme, const Actor& actor) {
    return std::find(scheme.actors.begin(), scheme.actors.end(), actor.id) != scheme.actors.end();
}

std::vector<const Actor*> find_actors(const ListOptions& options, const Session& session,
                                      const Directory& directory, const Municipality* municipality,
                                      const Topic* topic) {
    const Network& network = session.network();
    const Scheme* scheme = options.scheme.empty() ? nullptr : &network.scheme(options.scheme);
    const std::string part = fold(options.text);
    std::vector<const Actor*> found;
    for (const auto& actor : network.actors) {
        if (!actor.validity.holds(session.today()) ||
            (municipality != nullptr && !actor.covers(municipality->id)))
            continue;
        if (topic != nullptr && !actor.covers(topic->id)) continue;
        if ((options.kind && actor.kind != *options.kind) || !actor.fits(options.size) ||
            !mentions(actor, part))
            continue;
        if (scheme != nullptr && !is_entrance(*scheme, actor)) continue;
        if (options.stale && !directory.is_stale(actor, session.today())) continue;
        found.push_back(&actor);
    }
    return found;
}

/// As the next draw would begin; ties by name.
void order_by_share(std::vector<const Actor*>& actors, const Session& session) {
    if (!session.has_register()) return;
    std::map<ActorId, LedgerEntry> ledger;
    for (auto& entry : read_ledger(session.desk(OpenFor::reading).db)) ledger[entry.actor] = entry;
    std::stable_sort(actors.begin(), actors.end(), [&](const Actor* a, const Actor* b) {
        return ledger[b->id].difference() < ledger[a->id].difference();
    });
}

Cell capacity_cell(const Directory& directory, const Actor& actor, const Topic* topic, Date day) {
    // Without a topic only what was said of all topics is meant.
    const auto* said = directory.capacity(actor.id, topic != nullptr ? topic->id : TopicId{}, day);
    return said == nullptr ? Cell{nullptr} : Cell{std::string{code(said->state)}};
}

void run_list(const ListOptions& options, const Session& session) {
    const Network& network = session.network();
    const Municipality* municipality = listed_municipality(session);
    const Topic* topic = options.topic.empty() ? nullptr : &network.topic(options.topic);
    const Directory directory = known_directory(session);
    auto actors = find_actors(options, session, directory, municipality, topic);
    if (options.order == Order::draw) order_by_share(actors, session);
    Section section{"actors",
                    "",
                    {{{"actor", tr("ACTOR")},
                      {"name", tr("NAME")},
                      {"kind", tr("KIND")},
                      {"cost", tr("COST")},
                      {"phone", tr("PHONE")},
                      {"web", tr("WEB")},
                      {"capacity", tr("CAPACITY"), ForWhom::machines},
                      {"checked", tr("CHECKED"), ForWhom::machines}},
                     {}},
                    false,
                    {}};
    keep_columns(section.table, {"name", "phone"});
    for (const auto* actor : actors) {
        auto capacity = capacity_cell(directory, *actor, topic, session.today());
        // People see the column when it says something.
        if (!std::holds_alternative<std::nullptr_t>(capacity))
            section.table.columns[6].readers = ForWhom::all;
        section.table.rows.push_back({actor->id.text, actor->name, std::string{code(actor->kind)},
                                      std::string{code(actor->cost)}, text_cell(readable_phone(actor->phone)),
                                      text_cell(actor->web), std::move(capacity),
                                      date_cell(directory.checked(*actor))});
    }
    if (options.stale) section.table.columns[7].readers = ForWhom::all;
    const auto count = static_cast<long long>(section.table.rows.size());
    const std::string where = municipality != nullptr ? municipality->name : tr("the whole alliance");
    const std::string what = topic != nullptr ? tr("{label} ({id})", fmt::arg("label", topic->label.text()),
                                                   fmt::arg("id", topic->id.text))
                                              : tr("all topics");
    session.show({tr("{what}, {where}", fmt::arg("what", what), fmt::arg("where", where)),
                  {options.order == Order::draw
                       ? trn("{n} actor, furthest below its share of proposals first",
                             "{n} actors, furthest below their share of proposals first", count)
                       : trn("{n} actor, by name", "{n} actors, by name", count)},
                  {std::move(section)}});
}

struct ShowOptions {
    std::string id;
};

void declare_show(Command& command, ShowOptions& options) {
    command.example("aka actors show zbc")
        .argument("ID", options.id, "Id, name or former name")
        .values(Takes::actor);
}

void run_show(const ShowOptions& options, const Session& session) {
    session.show(actor_document(session, named_actor(session.network(), options.id)));
}

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
    keep_columns(section.table, {reader_language(), "actors"});
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
    keep_columns(section.table, {reader_language(), "target"});
    for (const auto& scheme : session.network().schemes) {
        if (!scheme.validity.holds(session.today()) || !covers(scheme)) continue;
        std::vector<std::string> actors;
        for (const auto& actor : scheme.actors) actors.push_back(actor.text);
        section.table.rows.push_back({scheme.id, scheme.label.en, scheme.label.da, scheme.target.text(),
                                      text_cell(scheme.entrance), text_cell(scheme.deadline),
                                      std::string{code(scheme.cost)}, actors, date_cell(scheme.validity.to)});
    }
    session.show({"", {}, {std::move(section)}});
}

}  // namespace

/// The municipality a list is for: the acting one, unless all are wanted or nobody said.
const Municipality* listed_municipality(const Session& session) {
    const std::string typed = session.municipality_setting().value;
    if (typed.empty() || fold(typed) == "all") return nullptr;
    return &session.network().municipality(typed);
}

/// An actor named as an argument that does not exist is not found; in an option it would be wrong usage.
const Actor& named_actor(const Network& network, const std::string& typed) {
    try {
        return network.actor(typed);
    } catch (const Error& error) {
        throw Error{ErrorKind::not_found, error.what()};
    }
}

Directory known_directory(const Session& session) {
    if (!session.has_register()) return {session.network(), {}};
    return session.desk(OpenFor::reading).directory();
}

Document actor_document(const Session& session, const Actor& actor) {
    const Directory directory = known_directory(session);
    const auto checked = directory.checked(actor);
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
                      date_cell(checked), std::string{code(actor.provenance.verified)},
                      text_cell(actor.provenance.source), text_cell(actor.provenance.note), actor.example}}},
                   true,
                   {}};
    if (!checked) record.notes.push_back(tr("Nobody has checked the entry yet."));
    if (actor.example) record.notes.push_back(tr("Shipped as an example: check it before use."));
    Section topics{"topics",
                   tr("Topics"),
                   {{{"topic", tr("TOPIC")},
                     {"label", tr("LABEL")},
                     {"basis", tr("BASIS")},
                     {"capacity", tr("CAPACITY")},
                     {"until", tr("UNTIL")}},
                    {}},
                   false,
                   {}};
    for (const auto& [id, basis] : actor.topics) {
        const Topic* topic = session.network().find(id);
        const auto* capacity = directory.capacity(actor.id, id, session.today());
        topics.table.rows.push_back(
            {id.text, topic != nullptr ? text_cell(topic->label.text()) : Cell{nullptr},
             std::string{code(basis)},
             capacity == nullptr ? Cell{nullptr} : Cell{std::string{code(capacity->state)}},
             capacity == nullptr ? Cell{nullptr} : date_cell(capacity->until)});
    }
    return {"", {}, {std::move(record), std::move(topics)}};
}

namespace {

void declare_actors(Command& noun) {
    noun.example("aka actors list --topic elev-laerling --municipality faxe");
    noun.add<ListOptions>("list", "List the actors valid today", declare_list, run_list).alias("ls");
    noun.add<ShowOptions>("show", "Show all that is known of an actor", declare_show, run_show).alias("view");
    add_actor_observations(noun);
    noun.add<NoOptions>("topics", "List the topics", declare_topics, run_topics);
    noun.add<SchemesOptions>("schemes",
                             "List subsidies, programmes and services with an entrance of their own",
                             declare_schemes, run_schemes);
}

}  // namespace

void add_actor_commands(Command& root) {
    root.add("actors", "See who can help with what, and where", declare_actors);
}

}  // namespace aka
