#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <stdexcept>

#include "aka/report/month.hpp"
#include "aka/service/cases.hpp"
#include "aka/service/referrals.hpp"
#include "aka/store/sqlite.hpp"

namespace aka::report_world {

inline Date day(const char* iso) {
    return parse_iso_date(iso).value();
}

inline Municipality municipality(const char* id, const char* name, const char* prefix) {
    Municipality entry;
    entry.id = {id};
    entry.name = name;
    entry.prefix = prefix;
    return entry;
}

inline Topic topic(const char* id, const char* label) {
    return {{id}, {label, label}, {}, {}, ""};
}

inline Actor actor(const char* id, ActorKind kind, std::vector<MunicipalityId> municipalities) {
    Actor entry;
    entry.id = {id};
    entry.name = id;
    entry.kind = kind;
    entry.topics = {{{"rekruttering/*"}, Basis::source}, {{"videreuddannelse/*"}, Basis::source}};
    entry.municipalities = std::move(municipalities);
    return entry;
}

inline Network make_network() {
    Network network;
    network.municipalities = {municipality("faxe", "Faxe", "FAX"), municipality("naestved", "Næstved", "NAE"),
                              municipality("roskilde", "Roskilde", "ROS")};
    network.topics = {topic("videreuddannelse", "Further training"), topic("videreuddannelse/amu", "AMU"),
                      topic("rekruttering", "Recruitment"), topic("rekruttering/ufaglaert", "Unskilled"),
                      topic("rekruttering/faglaert", "Skilled")};
    network.actors = {actor("agency", ActorKind::recruitment_agency, {{"faxe"}, {"roskilde"}}),
                      actor("jobcentre", ActorKind::jobcentre, {{"naestved"}}),
                      actor("zbc", ActorKind::education, {})};
    network.occupations = {{"7231", {"Mekanikere", "Mechanics"}, {"mekaniker"}},
                           {"7212", {"Svejsere", "Welders"}, {"svejser"}}};
    return network;
}

/// A register in memory and who works with it, on whatever day.
struct World {
    std::unique_ptr<SqliteRegister> db = open_sqlite(":memory:", OpenFor::creating);
    Network network = make_network();

    Desk desk(const char* where, const char* on) { return desk_with(network, where, on); }

    Desk desk_with(const Network& known, const char* where, const char* on) {
        const Instant now{day(on)};
        return {*db, known, {where}, false, {"aba", "test"}, day(on), false, [now] { return now; }, false};
    }

    Case record(const char* where, const char* on, const Enquiry& enquiry) {
        // Topics that the network of the report no longer knows were known when the enquiry came.
        Network then = network;
        for (const auto& need : enquiry.needs)
            if (then.find(need.topic) == nullptr) then.topics.push_back({need.topic, {}, {}, {}, ""});
        return Cases{desk_with(then, where, on)}.record(enquiry).file.file;
    }

    void close(const char* where, const char* on, const Case& file, const char* what, const Ending& ending) {
        Cases{desk(where, on)}.close(file, {what}, ending);
    }

    ReferralFile refer(const char* where, const char* on, const Case& file, const char* to) {
        const Desk at = desk(where, on);
        Cases{at}.give_consent(file, {Scope::anonymous, ConsentVia::phone, Purpose::referral, {to}, {}});
        const auto need = Cases{at}.read(file).needs.front();
        const auto sent = Referrals{at}.send(file, need, {{{to}}, ChoiceReason::company_wish, {}, {}});
        return Referrals{at}.find(sent.front().ref.text(), ForWhat::reading);
    }

    void answer(const char* where, const char* on, const ReferralFile& referral, ReferralState state,
                std::optional<RefusalReason> reason = {}) {
        Referrals{desk(where, on)}.update(referral, {state, {}, reason, day(on)});
    }

    Document ask(const char* period, const char* where = "", std::optional<MonthBy> by = {},
                 std::optional<Compare> compare = {}, const char* made = "2026-11-02") {
        return month_report(*db, network,
                            {parse_period(period, day(made)).value(), {where}, by, compare, day(made)});
    }
};

inline Enquiry enquiry(const char* company, const char* cvr, std::vector<NeedFacts> needs) {
    Enquiry said;
    said.business.name = company;
    said.business.cvr = cvr;
    said.needs = std::move(needs);
    said.consent = ConsentFacts{};
    said.consent->scope = Scope::anonymous;
    said.without_followup = true;
    return said;
}

inline NeedFacts need(const char* what, const char* title = "", std::optional<int> positions = {}) {
    return {{what}, title, positions, {}};
}

inline Enquiry with_followup(Enquiry said, const char* due) {
    said.without_followup = false;
    said.followup = day(due);
    return said;
}

inline Cell number(std::int64_t value) {
    return value;
}

inline const Section& section(const Document& document, std::string_view key) {
    for (const auto& candidate : document.sections)
        if (candidate.key == key) return candidate;
    throw std::out_of_range{std::string{key}};
}

inline std::vector<std::string> keys(const Document& document) {
    std::vector<std::string> all;
    for (const auto& candidate : document.sections) all.push_back(candidate.key);
    return all;
}

inline std::vector<std::string> column_keys(const Table& table) {
    std::vector<std::string> all;
    for (const auto& column : table.columns) all.push_back(column.key);
    return all;
}

inline std::vector<Cell> column(const Document& document, std::string_view key) {
    const Table& table = document.sections.front().table;
    const auto all = column_keys(table);
    const auto place = static_cast<std::size_t>(std::find(all.begin(), all.end(), key) - all.begin());
    std::vector<Cell> cells;
    for (const auto& row : table.rows) cells.push_back(row.at(place));
    return cells;
}

/// The rows of a breakdown as words: numbers and shares as they are read.
inline std::string rows(const Document& document, std::string_view key) {
    Document only{"", {}, {section(document, key)}};
    only.sections.front().notes.clear();
    return render(only, Format::tsv, {});
}

}  // namespace aka::report_world

namespace Catch {
template <>
struct StringMaker<aka::Cell> {
    static std::string convert(const aka::Cell& cell) {
        return aka::render({"", {}, {{"", "", {{{"c", "C"}}, {{cell}}}, true, {}}}}, aka::Format::json, {});
    }
};
}  // namespace Catch
