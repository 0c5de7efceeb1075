#include "summary_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/output/cell.hpp"
#include "aka/text/json_reader.hpp"
#include "aka/text/tr.hpp"
#include "month_sections.hpp"

namespace aka {
namespace {

constexpr std::int64_t largest_count = 1'000'000'000;
constexpr std::size_t longest_word = 100;

[[noreturn]] void bad(const std::string& why) {
    throw Error{ErrorKind::failed, why};
}

[[noreturn]] void refuse(const std::string& why) {
    throw Error{ErrorKind::refused, why};
}

/// Something of the file, harmless and short.
std::string quoted(const std::string& text) {
    return cut_to_width(one_line(text), 40);
}

const JsonValue& get(const JsonObject& object, const std::string& key, const std::string& where) {
    const JsonValue* value = object.find(key);
    if (value == nullptr) bad(tr("{where} has no \"{key}\"", fmt::arg("where", where), fmt::arg("key", key)));
    return *value;
}

std::string get_text(const JsonObject& object, const std::string& key, const std::string& where) {
    const auto* text = get(object, key, where).as<std::string>();
    if (text == nullptr)
        bad(tr("{where}: \"{key}\" is no text", fmt::arg("where", where), fmt::arg("key", key)));
    return *text;
}

Date get_date(const JsonObject& object, const std::string& key, const std::string& where) {
    const auto date = parse_iso_date(get_text(object, key, where));
    if (!date) bad(tr("{where}: \"{key}\" is no day", fmt::arg("where", where), fmt::arg("key", key)));
    return *date;
}

std::int64_t get_count(const JsonObject& object, const std::string& key, const std::string& where) {
    const auto* number = get(object, key, where).as<std::int64_t>();
    if (number == nullptr || *number < 0 || *number > largest_count)
        bad(tr("{where}: \"{key}\" is no count (a whole number, not negative)", fmt::arg("where", where),
               fmt::arg("key", key)));
    return *number;
}

/// What the file says it is.
OfficeSummary read_identity(const JsonObject& root, const Network& network) {
    const std::string way_out = tr("write it with aka report month -M OFFICE -O json");
    const auto* entry = root.find("report");
    const auto* report = entry != nullptr ? entry->as<JsonObject>() : nullptr;
    if (report == nullptr || report->find("schema") == nullptr)
        bad(tr("is no monthly summary; {way_out}", fmt::arg("way_out", way_out)));
    const std::string where = "report";
    const std::string schema = get_text(*report, "schema", where);
    if (schema == merge_schema) refuse(tr("is a merged summary already; name the offices' own files"));
    constexpr const char* document_schema = "aka/1";
    const std::string outer =
        root.find("schema") == nullptr ? document_schema : get_text(root, "schema", "file");
    if (schema != month_schema || outer != document_schema)
        bad(tr("is of the schema {schema}, not {wanted}; {way_out}, with this version of aka",
               fmt::arg("schema", quoted(outer == document_schema ? schema : outer)),
               fmt::arg("wanted", outer == document_schema ? month_schema : document_schema),
               fmt::arg("way_out", way_out)));
    OfficeSummary summary;
    const std::string place = get_text(*report, "municipality", where);
    if (place == every_municipality)
        refuse(
            tr("sums up a whole register, and would count twice; {way_out}", fmt::arg("way_out", way_out)));
    summary.municipality = {place};
    if (network.find(summary.municipality) == nullptr)
        refuse(tr("is of {place}, which is no municipality of this configuration",
                  fmt::arg("place", quoted(place))));
    summary.made = get_date(*report, "made", where);
    const auto period = parse_period(get_text(*report, "period", where), summary.made);
    if (!period || period->name != get_text(*report, "period", where) ||
        period->first != get_date(*report, "first", where) ||
        period->last != get_date(*report, "last", where))
        bad(tr("{where}: its period is none", fmt::arg("where", where)));
    if (summary.made <= period->last)
        refuse(tr("was made on {day}, before the period {period} was over; make it again",
                  fmt::arg("day", to_iso(summary.made)), fmt::arg("period", period->name)));
    summary.period = *period;
    return summary;
}

/// As `parent/leaf`: what the file names is shown again, so it must be nothing else.
bool is_topic(const std::string& word) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/';
    };
    return !word.empty() && word.size() <= longest_word && word.front() >= 'a' && word.front() <= 'z' &&
           word.back() != '/' && std::count(word.begin(), word.end(), '/') <= 1 &&
           std::all_of(word.begin(), word.end(), fits);
}

std::vector<std::string> count_columns(const Section& section, const std::vector<Cell>& row) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (std::holds_alternative<std::int64_t>(row[i])) keys.push_back(section.table.columns[i].key);
    return keys;
}

/// The counts of one section.
class SectionReader {
public:
    SectionReader(const JsonObject& root, const Section& blank) : blank_(blank) {
        const auto* rows = get(root, blank.key, tr("the file")).as<JsonArray>();
        if (rows == nullptr) bad(tr("{where} is no list of rows", fmt::arg("where", blank.key)));
        const std::string& word = blank.table.columns.front().key;
        for (const auto& entry : *rows) {
            const auto* row = entry.as<JsonObject>();
            if (row == nullptr) bad(tr("{where} is no list of rows", fmt::arg("where", blank.key)));
            const std::string code = get_text(*row, word, blank.key);
            if (!rows_.emplace(code, row).second)
                bad(tr("{where} has {code} twice", fmt::arg("where", blank.key),
                       fmt::arg("code", quoted(code))));
        }
    }

    [[nodiscard]] Counts read() {
        if (blank_.key == "topics") return read_topics();
        for (const auto& row : blank_.table.rows)
            take(std::get<std::string>(row.front()), count_columns(blank_, row));
        if (blank_.key == "kinds") take_unknown_kind();
        if (blank_.key != "headline" && !rows_.empty())
            bad(tr("{where} has {code}, which this version of aka does not know",
                   fmt::arg("where", blank_.key), fmt::arg("code", quoted(rows_.begin()->first))));
        return std::move(counts_);
    }

private:
    void take(const std::string& code, std::vector<std::string> columns) {
        if (columns.empty() || (blank_.key == "headline" && !can_be_summed(code))) return;
        const auto found = rows_.find(code);
        if (found == rows_.end())
            bad(tr("{where} has no {code}", fmt::arg("where", blank_.key), fmt::arg("code", code)));
        if (blank_.key == "headline")
            for (const char* compared : {"previous", "lastyear"})
                if (found->second->find(compared) != nullptr) columns.emplace_back(compared);
        const std::string where = blank_.key + " " + quoted(code);
        for (const auto& column : columns) counts_[{code, column}] = get_count(*found->second, column, where);
        rows_.erase(found);
    }

    Counts read_topics() {
        for (const auto& [code, row] : rows_) {
            if (!is_topic(code))
                bad(tr("{where} has {code}, which is no topic", fmt::arg("where", blank_.key),
                       fmt::arg("code", quoted(code))));
            counts_[{code, "needs"}] = get_count(*row, "needs", blank_.key + " " + code);
        }
        return std::move(counts_);
    }

    /// Only there when the network no longer knew an actor.
    void take_unknown_kind() {
        if (rows_.count("unknown") == 1) take("unknown", count_columns(blank_, blank_.table.rows.front()));
    }

    const Section& blank_;
    std::map<std::string, const JsonObject*> rows_;
    Counts counts_;
};

/// Whether the counts of a file can be those of one register.
class Sums {
public:
    explicit Sums(const OfficeSummary& summary) : sections_(summary.sections) {}

    void check() const {
        for (const char* column : {"value", "previous", "lastyear"})
            if (sections_.at("headline").count({"enquiries", column}) == 1) check_headline(column);
        add_up("channels", "enquiries", "enquiries");
        add_up("sizes", "enquiries", "enquiries");
        add_up("outcomes", "needs", "needs_ended");
        add_up("kinds", "sent", "referrals");
        add_up("kinds", "answered", "referrals_answered");
        at_most(sum("causes", "needs"), headline("needs_ended"), "causes");
        for (const auto& [place, sent] : sections_.at("kinds")) {
            const auto& [kind, column] = place;
            if (column == "sent") check_kind(kind, sent);
        }
        check_topics();
    }

private:
    [[nodiscard]] std::int64_t headline(const char* code, const char* column = "value") const {
        return sections_.at("headline").at({code, column});
    }
    [[nodiscard]] std::int64_t sum(const char* section, std::string_view column) const {
        std::int64_t all = 0;
        for (const auto& [place, count] : sections_.at(section))
            if (place.second == column) all += count;
        return all;
    }
    static void require(bool fits, std::string_view where) {
        if (!fits) bad(tr("the counts do not add up: {where}", fmt::arg("where", where)));
    }
    static void at_most(std::int64_t part, std::int64_t whole, std::string_view where) {
        require(part <= whole, where);
    }
    void add_up(const char* section, std::string_view column, const char* total) const {
        require(sum(section, column) == headline(total), fmt::format("{} / {}", section, total));
    }
    void check_headline(const char* column) const {
        const auto part = [&](const char* some, const char* all) {
            at_most(headline(some, column), headline(all, column), fmt::format("{} / {}", some, all));
        };
        part("enquiries_outreach", "enquiries");
        part("needs_with_posts", "needs_ended");
        part("referrals_answered", "referrals");
        part("referrals_across_borders", "referrals");
        part("followups_on_time", "followups_settled");
        part("followups_settled", "followups");
        part("followups_open", "followups");
    }
    void check_kind(const std::string& kind, std::int64_t sent) const {
        const auto& kinds = sections_.at("kinds");
        at_most(kinds.at({kind, "answered"}), sent, "kinds");
        at_most(kinds.at({kind, "declined"}) + kinds.at({kind, "no_answer"}), sent, "kinds");
        at_most(kinds.at({kind, "helped"}), sent, "kinds");
    }
    /// A topic holds its leaves.
    void check_topics() const {
        std::map<std::string, std::int64_t> leaves;
        std::int64_t all = 0;
        const auto& topics = sections_.at("topics");
        for (const auto& [place, count] : topics) {
            const auto slash = place.first.find('/');
            if (slash == std::string::npos)
                all += count;
            else
                leaves[place.first.substr(0, slash)] += count;
        }
        for (const auto& [parent, count] : leaves) {
            const auto found = topics.find({parent, "needs"});
            at_most(count, found == topics.end() ? 0 : found->second, "topics");
        }
        require(all == headline("needs"), "topics / needs");
    }

    const std::map<std::string, Counts>& sections_;
};

}  // namespace

bool can_be_summed(const std::string& indicator) {
    return !indicator.starts_with("businesses");
}

std::vector<Section> blank_summary(const Network& network) {
    const MonthFigures nothing;
    std::vector<Section> sections{headline_section(month_indicators(nothing, network), {}),
                                  topic_section(network, {})};
    for (auto& section : figure_sections(network, nothing)) sections.push_back(std::move(section));
    return sections;
}

OfficeSummary read_summary(const SummaryFile& file, const Network& network,
                           const std::vector<Section>& blank) {
    const auto read = read_json(file.text);
    if (const auto* fault = std::get_if<JsonFault>(&read))
        bad(tr("line {line}: {what}", fmt::arg("line", fault->line), fmt::arg("what", fault->what)));
    const auto* root = std::get<JsonValue>(read).as<JsonObject>();
    if (root == nullptr) bad(tr("is no monthly summary; write it with aka report month -M OFFICE -O json"));
    OfficeSummary summary = read_identity(*root, network);
    summary.file = file.name;
    for (const auto& section : blank) {
        if (root->find(section.key) == nullptr)
            bad(tr("has no {section}; write it with aka report month without --by",
                   fmt::arg("section", section.key)));
        summary.sections[section.key] = SectionReader{*root, section}.read();
    }
    Sums{summary}.check();
    return summary;
}

}  // namespace aka
