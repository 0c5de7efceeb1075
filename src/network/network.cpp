#include "aka/network/network.hpp"

#include <algorithm>
#include <functional>

#include "aka/model/error.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/stem.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

/// `listed` of an actor or a scheme, `needed` of a business.
bool covers_topic(std::string_view listed, std::string_view needed) {
    const auto slash = listed.find('/');
    if (slash == std::string_view::npos) return false;  // a bare parent lists nothing
    const auto parent = listed.substr(0, slash);
    if (needed.find('/') == std::string_view::npos) return parent == needed;
    return listed == needed ||
           (listed.substr(slash + 1) == "*" && needed.substr(0, needed.find('/')) == parent);
}

/// Folded, with single hyphens for white space, hyphens and underscores, none beside a slash: "Elev Lærling",
/// "elev-laerling" and "elev_lærling" are the same.
std::string match_key(std::string_view text) {
    std::string key;
    for (const char c : fold(trim(text))) {
        const bool gap = c == ' ' || c == '\t' || c == '-' || c == '_';
        const bool after_gap = key.empty() || key.back() == '-' || key.back() == '/';
        if (c == '/' && !key.empty() && key.back() == '-') key.pop_back();
        if (!gap)
            key += c;
        else if (!after_gap)
            key += '-';
    }
    return key;
}

/// "Elektrikere" and "elektriker" are the same.
std::string stem_key(std::string_view text) {
    std::string key;
    for (const auto& word : fold_words(text)) key += danish_stem(word) + ' ';
    return key;
}

/// What was typed, harmless and short, on one line.
std::string quoted(std::string_view typed) {
    std::string line = escape_controls(typed);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return cut_to_width(line, 60);
}

template <class Entry>
using NamesOf = std::function<std::vector<std::string>(const Entry&)>;

/// Those of which a name is `typed`, in their order.
template <class Entry>
std::vector<const Entry*> matches(const std::vector<Entry>& entries, std::string_view typed,
                                  const NamesOf<Entry>& names_of) {
    const std::string key = match_key(typed);
    std::vector<const Entry*> found;
    for (const auto& entry : entries) {
        const auto names = names_of(entry);
        if (std::any_of(names.begin(), names.end(),
                        [&](const std::string& name) { return match_key(name) == key; }))
            found.push_back(&entry);
    }
    return found;
}

/// The entry with the name nearest to `typed`; null when none is near.
template <class Entry>
const Entry* nearest(const std::vector<Entry>& entries, std::string_view typed,
                     const NamesOf<Entry>& names_of) {
    std::vector<std::string> all;
    for (const auto& entry : entries)
        for (const auto& name : names_of(entry)) all.push_back(match_key(name));
    const auto near = closest(match_key(typed), all);
    return near ? matches(entries, *near, names_of).front() : nullptr;
}

template <class Id>
const std::string& text_of(const Id& id) {
    if constexpr (std::is_same_v<Id, std::string>)
        return id;
    else
        return id.text;
}

template <class Entry>
std::string list_ids(const std::vector<const Entry*>& entries) {
    std::string list;
    for (const auto* entry : entries) list += (list.empty() ? "" : ", ") + text_of(entry->id);
    return list;
}

[[noreturn]] void refuse(const std::string& message) {
    throw Error{ErrorKind::usage, message};
}

/// The only one; null when there is none. Several are refused by name.
template <class Entry>
const Entry* only(const std::vector<const Entry*>& found, std::string_view typed) {
    if (found.size() > 1)
        refuse(tr("\"{typed}\" may be {candidates}; write one of them", fmt::arg("typed", quoted(typed)),
                  fmt::arg("candidates", list_ids(found))));
    return found.empty() ? nullptr : found.front();
}

std::vector<std::string> id_of(const Topic& topic) {
    return {topic.id.text};
}

std::vector<std::string> leaf_of(const Topic& topic) {
    if (topic.is_parent()) return {};
    return {topic.id.text.substr(topic.id.text.find('/') + 1)};
}

std::vector<std::string> labels_of(const Topic& topic) {
    std::vector<std::string> names = topic.aliases;
    names.insert(names.end(), {topic.label.da, topic.label.en});
    return names;
}

std::vector<std::string> names_of(const Topic& topic) {
    std::vector<std::string> names = labels_of(topic);
    for (const auto& leaf : leaf_of(topic)) names.push_back(leaf);
    names.push_back(topic.id.text);
    return names;
}

std::vector<std::string> names_of(const Actor& actor) {
    std::vector<std::string> names = actor.aliases;
    names.insert(names.end(), {actor.id.text, actor.name});
    return names;
}

std::vector<std::string> names_of(const Municipality& municipality) {
    const std::string short_code =
        municipality.code.starts_with('0') ? municipality.code.substr(1) : municipality.code;
    return {municipality.id.text, municipality.name, municipality.prefix, municipality.code, short_code};
}

std::vector<std::string> names_of(const Scheme& scheme) {
    return {scheme.id, scheme.label.da, scheme.label.en};
}

std::vector<std::string> names_of(const Funder& funder) {
    return {funder.id, funder.name};
}

/// Those of which a name holds `typed`, in their order.
std::vector<const Funder*> holding(const std::vector<Funder>& funders, std::string_view typed) {
    const std::string part = match_key(typed);
    std::vector<const Funder*> found;
    for (const auto& funder : funders) {
        const auto names = names_of(funder);
        if (!part.empty() && std::any_of(names.begin(), names.end(), [&](const std::string& name) {
                return match_key(name).find(part) != std::string::npos;
            }))
            found.push_back(&funder);
    }
    return found;
}

/// By id first, so that another's name or alias never hides it; then by all names.
template <class Entry>
const Entry* find_typed(const std::vector<Entry>& entries, std::string_view typed,
                        const NamesOf<Entry>& names) {
    const auto by_id =
        matches<Entry>(entries, typed, [](const Entry& entry) { return std::vector{text_of(entry.id)}; });
    if (const auto* found = only(by_id, typed)) return found;
    return only(matches(entries, typed, names), typed);
}

template <class Entry, class Id>
const Entry* find_id(const std::vector<Entry>& entries, const Id& id) {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.id == id; });
    return found == entries.end() ? nullptr : &*found;
}

}  // namespace

bool Actor::covers(const TopicId& topic) const {
    return std::any_of(topics.begin(), topics.end(),
                       [&](const ActorTopic& listed) { return covers_topic(listed.topic.text, topic.text); });
}

bool Actor::covers(const MunicipalityId& municipality) const {
    return municipalities.empty() ||
           std::find(municipalities.begin(), municipalities.end(), municipality) != municipalities.end();
}

bool Actor::fits(const std::optional<SizeBand>& size) const {
    return !size || sizes.empty() || std::find(sizes.begin(), sizes.end(), *size) != sizes.end();
}

bool Funder::covers(const MunicipalityId& municipality) const {
    return municipalities.empty() ||
           std::find(municipalities.begin(), municipalities.end(), municipality) != municipalities.end();
}

bool Funder::asks_for(FunderIndicator indicator) const {
    return indicators.empty() ||
           std::find(indicators.begin(), indicators.end(), indicator) != indicators.end();
}

bool Scheme::covers(const TopicId& topic) const {
    return std::any_of(topics.begin(), topics.end(),
                       [&](const TopicId& listed) { return covers_topic(listed.text, topic.text); });
}

const Municipality* Network::find(const MunicipalityId& id) const {
    return find_id(municipalities, id);
}
const Topic* Network::find(const TopicId& id) const {
    return find_id(topics.all(), id);
}
const Actor* Network::find(const ActorId& id) const {
    return find_id(actors.all(), id);
}
const Scheme* Network::find_scheme(std::string_view id) const {
    return find_id(schemes.all(), id);
}

const Municipality& Network::municipality(std::string_view typed) const {
    const NamesOf<Municipality> names = [](const Municipality& entry) { return names_of(entry); };
    if (const auto* found = find_typed(municipalities, typed, names)) return *found;
    const auto word = quoted(typed);
    if (const auto* near = nearest(municipalities, typed, names))
        refuse(tr("unknown municipality \"{typed}\"; did you mean {near}?", fmt::arg("typed", word),
                  fmt::arg("near", near->id.text)));
    std::vector<const Municipality*> all;
    for (const auto& entry : municipalities) all.push_back(&entry);
    refuse(tr("unknown municipality \"{typed}\"; it may be {known}", fmt::arg("typed", word),
              fmt::arg("known", list_ids(all))));
}

const Topic& Network::topic(std::string_view typed) const {
    if (const auto* exact = find_id(topics.all(), TopicId{std::string{typed}})) return *exact;
    if (const auto* found = only(matches<Topic>(topics.all(), typed, id_of), typed)) return *found;
    if (const auto* found = only(matches<Topic>(topics.all(), typed, leaf_of), typed)) return *found;
    if (const auto* found = only(matches<Topic>(topics.all(), typed, labels_of), typed)) return *found;
    const auto word = quoted(typed);
    if (const auto* near =
            nearest<Topic>(topics.all(), typed, [](const Topic& entry) { return names_of(entry); }))
        refuse(tr("unknown topic \"{typed}\"; did you mean {near}?", fmt::arg("typed", word),
                  fmt::arg("near", near->id.text)));
    refuse(tr("unknown topic \"{typed}\"; see aka actors topics", fmt::arg("typed", word)));
}

const Actor& Network::actor(std::string_view typed) const {
    const NamesOf<Actor> names = [](const Actor& entry) { return names_of(entry); };
    if (const auto* found = find_typed(actors.all(), typed, names)) return *found;
    const auto word = quoted(typed);
    if (const auto* near = nearest(actors.all(), typed, names))
        refuse(tr("unknown actor \"{typed}\"; did you mean {near}?", fmt::arg("typed", word),
                  fmt::arg("near", near->id.text)));
    refuse(tr("unknown actor \"{typed}\"; see aka actors list", fmt::arg("typed", word)));
}

const Scheme& Network::scheme(std::string_view typed) const {
    const NamesOf<Scheme> names = [](const Scheme& entry) { return names_of(entry); };
    if (const auto* found = find_typed(schemes.all(), typed, names)) return *found;
    const auto word = quoted(typed);
    if (const auto* near = nearest(schemes.all(), typed, names))
        refuse(tr("unknown scheme \"{typed}\"; did you mean {near}?", fmt::arg("typed", word),
                  fmt::arg("near", near->id)));
    refuse(tr("unknown scheme \"{typed}\"; see aka actors schemes", fmt::arg("typed", word)));
}

const Funder& Network::funder(std::string_view typed) const {
    const NamesOf<Funder> names = [](const Funder& entry) { return names_of(entry); };
    if (funders.empty()) refuse(tr("the configuration names no funder; see funders.toml in aka-config(5)"));
    if (const auto* found = find_typed(funders, typed, names)) return *found;
    if (const auto* found = only(holding(funders, typed), typed)) return *found;
    const auto word = quoted(typed);
    if (const auto* near = nearest(funders, typed, names))
        refuse(tr("unknown funder \"{typed}\"; did you mean {near}?", fmt::arg("typed", word),
                  fmt::arg("near", near->id)));
    std::vector<const Funder*> all;
    for (const auto& entry : funders) all.push_back(&entry);
    if (trim(typed).empty()) refuse(tr("which funder? it may be {known}", fmt::arg("known", list_ids(all))));
    refuse(tr("unknown funder \"{typed}\"; it may be {known}", fmt::arg("typed", word),
              fmt::arg("known", list_ids(all))));
}

const Occupation* Network::occupation(std::string_view title) const {
    const auto found =
        matches<Occupation>(occupations.all(), title, [](const Occupation& entry) { return entry.titles; });
    if (!found.empty()) return found.front();
    const std::string stems = stem_key(title);
    const Occupation* by_stem = nullptr;
    for (const auto& entry : occupations) {
        if (std::none_of(entry.titles.begin(), entry.titles.end(),
                         [&](const std::string& known) { return stem_key(known) == stems; }))
            continue;
        if (by_stem != nullptr) return nullptr;
        by_stem = &entry;
    }
    return by_stem;
}

}  // namespace aka
