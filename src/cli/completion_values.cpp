#include <algorithm>
#include <set>

#include "aka/cli/completion.hpp"
#include "aka/model/calendar.hpp"
#include "aka/model/period.hpp"
#include "aka/store/newest.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

using Found = std::vector<Candidate>;

bool begins_with(std::string_view value, std::string_view typed) {
    return fold(value).starts_with(fold(typed));
}

/// The first of these forms that begins with what was typed, in the letters it was typed in.
void add_reference(Found& found, const std::vector<std::string>& forms, const std::string& typed,
                   const std::string& about) {
    const bool small = !typed.empty() && typed.front() >= 'a' && typed.front() <= 'z';
    for (const auto& form : forms) {
        if (!begins_with(form, typed)) continue;
        found.push_back({small ? to_lower(form) : form, about});
        return;
    }
}

/// At home this year's number alone names a case; elsewhere the whole reference.
std::vector<std::string> forms_of(const Desk& desk, const CaseRef& ref, const std::string& behind = "") {
    std::vector<std::string> forms;
    const Municipality* home = desk.network.find(desk.municipality);
    if (home != nullptr && home->prefix == ref.prefix && year_of(desk.today) == ref.year)
        forms.push_back(std::to_string(ref.number) + behind);
    forms.push_back(ref.text() + behind);
    return forms;
}

NewestFilter newest(const Desk& desk, CaseScope scope, const std::string& typed) {
    NewestFilter filter;
    filter.scope = scope;
    filter.owner = desk.reading();
    filter.typed = typed;
    if (const Municipality* home = desk.network.find(desk.municipality)) filter.prefix = home->prefix;
    filter.year = year_of(desk.today);
    return filter;
}

Found cases(const Session& session, CaseScope scope, const std::string& typed) {
    const Desk& desk = session.desk(OpenFor::glancing);
    Found found;
    const auto filter = newest(desk, scope, typed);
    auto marks = newest_cases(desk.db, filter);
    if (marks.empty() && !typed.empty()) marks = cases_called(desk.db, filter);
    for (const auto& mark : marks)
        add_reference(found, forms_of(desk, mark.ref), typed,
                      mark.business + (mark.title.empty() ? "" : ": " + mark.title));
    if (found.empty() && scope != CaseScope::all && !typed.empty())
        return cases(session, CaseScope::all, typed);
    return found;
}

Found referrals(const Session& session, const std::string& typed) {
    const Desk& desk = session.desk(OpenFor::glancing);
    Found found;
    for (const auto& mark : newest_referrals(desk.db, newest(desk, CaseScope::open, typed)))
        add_reference(found, forms_of(desk, mark.ref.case_ref, '.' + std::to_string(mark.ref.number)), typed,
                      mark.actor + " <- " + mark.business);
    return found;
}

Found initials(const Session& session) {
    const Desk& desk = session.desk(OpenFor::glancing);
    Found found;
    for (const auto& one : newest_consultants(desk.db, newest(desk, CaseScope::open, "")))
        found.push_back({one, ""});
    return found;
}

/// The whole id, or its last part where that is what was typed.
Found topics(const Network& network, const std::string& typed) {
    Found found;
    for (const auto& topic : network.topics) {
        const std::string leaf = topic.id.text.substr(topic.id.text.find('/') + 1);
        const bool by_leaf = !begins_with(topic.id.text, typed) && begins_with(leaf, typed);
        found.push_back({by_leaf ? leaf : topic.id.text, topic.label.text()});
    }
    return found;
}

Found actors(const Session& session) {
    Found found;
    for (const auto& actor : session.network().actors)
        if (actor.validity.holds(session.today())) found.push_back({actor.id.text, actor.name});
    return found;
}

Found municipalities(const Network& network, bool also_all) {
    Found found;
    for (const auto& municipality : network.municipalities)
        found.push_back({municipality.id.text, municipality.name});
    if (also_all) found.push_back({"all", tr("all municipalities")});
    return found;
}

Found days(const Session& session, const OptionInfo& option, const std::string& typed) {
    Found found;
    const std::string own{reader_language()};
    std::vector<std::string> words = date_words(own);
    if (!typed.empty()) {
        const auto others = date_words(own == "da" ? "en" : "da");
        words.insert(words.end(), others.begin(), others.end());
    }
    if (option.value.ends_with("|none")) words.emplace_back("none");
    const Date today = session.today();
    for (const auto& word : words) {
        // A weekday is the last one or the next one, as the option has it.
        const auto past = parse_date(word, today, Calendar{}, Towards::past);
        const bool certain = past && past == parse_date(word, today, Calendar{}, Towards::future);
        found.push_back({word, certain ? to_readable(*past, today) : ""});
    }
    return found;
}

Found periods(const Session& session) {
    Found found;
    for (const auto& word : period_words(session.today()))
        if (const auto period = parse_period(word, session.today()))
            found.push_back({word, tr("{first} to {last}", fmt::arg("first", to_full(period->first)),
                                      fmt::arg("last", to_full(period->last)))});
    return found;
}

Found plain(const std::vector<std::string>& words) {
    Found found;
    for (const auto& word : words) found.push_back({word, ""});
    return found;
}

Found formats(const Command& command) {
    Found found;
    for (const Format format : command.formats()) found.push_back({std::string{code(format)}, ""});
    return found;
}

/// Several words joined by commas: those before the last comma stay.
Found joined_words(const std::vector<std::string>& words, const std::string& typed) {
    const auto comma = typed.rfind(',');
    const std::string before = comma == std::string::npos ? "" : typed.substr(0, comma + 1);
    const auto there = split_list(before);
    Found found;
    for (const auto& word : words)
        if (std::find(there.begin(), there.end(), word) == there.end()) found.push_back({before + word, ""});
    return found;
}

Found schemes(const Network& network) {
    Found found;
    for (const auto& scheme : network.schemes) found.push_back({scheme.id, scheme.label.text()});
    return found;
}

Found funders(const Network& network) {
    Found found;
    for (const auto& funder : network.funders) found.push_back({funder.id, funder.name});
    return found;
}

Found values(const CursorPlace& place, const Session& session) {
    const OptionInfo& option = *place.taking;
    switch (option.takes) {
        case Takes::words:
            return plain(option.words);
        case Takes::fields:
            return joined_words(option.words, place.typed);
        case Takes::date:
            return days(session, option, place.typed);
        case Takes::period:
            return periods(session);
        case Takes::format:
            return formats(*place.command);
        case Takes::topic:
            return topics(session.network(), place.typed);
        case Takes::actor:
            return actors(session);
        case Takes::municipality:
            return municipalities(session.network(), option.names.front() == "-M");
        case Takes::scheme:
            return schemes(session.network());
        case Takes::funder:
            return funders(session.network());
        case Takes::initials:
            return initials(session);
        case Takes::open_case:
            return cases(session, CaseScope::open, place.typed);
        case Takes::closed_case:
            return cases(session, CaseScope::closed, place.typed);
        case Takes::referral:
            return referrals(session, place.typed);
        case Takes::nothing:
        case Takes::file:
        case Takes::folder:
            break;
    }
    return {};
}

void add_names(Found& found, const Command& command, const std::string& typed) {
    bool by_name = false;
    for (const auto& below : command.commands()) {
        if (!begins_with(below->name(), typed)) continue;
        found.push_back({below->name(), translate(below->summary())});
        by_name = true;
    }
    if (by_name) return;
    for (const auto& below : command.commands())
        for (const auto& alias : below->aliases()) found.push_back({alias, translate(below->summary())});
}

/// The long name; the short one where that is what was typed.
void add_options(Found& found, const CursorPlace& place) {
    for (const Command* level = place.command; level != nullptr; level = level->parent())
        for (const auto& option : level->options()) {
            const bool again = !option.repeatable && std::find(place.given.begin(), place.given.end(),
                                                               &option) != place.given.end();
            if (option.argument || again) continue;
            const bool by_long = begins_with(option.names.back(), place.typed);
            found.push_back({by_long ? option.names.back() : option.names.front(), translate(option.help)});
        }
    found.push_back({"--help", translate("Show this, or the help of a command")});
}

Found words_at(const CursorPlace& place, const Session& session) {
    if (place.taking != nullptr && (place.taking->takes != Takes::nothing || !place.before.empty()))
        return values(place, session);
    Found found;
    const bool option = !place.options_end && !place.help && place.typed.starts_with('-');
    if (option || (place.command->commands().empty() && place.typed.empty())) {
        const bool value = place.taking != nullptr && !place.taking->argument;
        if (!place.options_end && !place.help && !value) add_options(found, place);
        return found;
    }
    add_names(found, *place.command, place.typed);
    if (place.help && place.command->parent() == nullptr)
        for (const auto& topic : place.command->find("help")->options().front().words)
            found.push_back({topic, ""});
    return found;
}

/// What a shell would take for anything but a part of a word is not offered, whoever recorded it.
bool is_plain(const std::string& value) {
    return std::all_of(value.begin(), value.end(), [](char c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return letter || static_cast<unsigned char>(c) >= 0x80 ||
               std::string_view{"-_./+:=,"}.find(c) != std::string_view::npos;
    });
}

}  // namespace

std::vector<Candidate> candidates_at(const CursorPlace& place, const Session& session) {
    Found found;
    std::set<std::string> seen;
    for (auto& candidate : words_at(place, session))
        if (is_plain(candidate.text) && begins_with(candidate.text, place.typed) &&
            seen.insert(candidate.text).second)
            found.push_back({place.before + candidate.text, std::move(candidate.label)});
    return found;
}

}  // namespace aka
