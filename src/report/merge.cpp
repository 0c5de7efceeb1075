#include "aka/report/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "aka/model/error.hpp"
#include "aka/report/month_figures.hpp"
#include "aka/text/tr.hpp"
#include "month_sections.hpp"
#include "summary_file.hpp"

namespace aka {
namespace {

/// What is wrong with the files, told at once.
class Faults {
public:
    void add(ErrorKind kind, const std::string& what) {
        if (lines_.empty() || kind == ErrorKind::failed) kind_ = kind;
        lines_.push_back(what);
    }
    void raise() const {
        if (!lines_.empty()) throw Error{kind_, fmt::format("{}", fmt::join(lines_, "\n"))};
    }

private:
    ErrorKind kind_ = ErrorKind::refused;
    std::vector<std::string> lines_;
};

std::vector<OfficeSummary> read_all_files(const Network& network, const std::vector<SummaryFile>& files,
                                          const std::vector<Section>& blank, Faults& faults) {
    std::vector<OfficeSummary> summaries;
    for (const auto& file : files) {
        try {
            summaries.push_back(read_summary(file, network, blank));
        } catch (const Error& error) {
            faults.add(error.kind(), file.name + ": " + error.what());
        }
    }
    return summaries;
}

/// The period that most of the files are of; the latest of those that are equally many.
std::string most_common_period(const std::vector<OfficeSummary>& summaries) {
    std::map<std::string, int> files;
    for (const auto& summary : summaries) ++files[summary.period.name];
    const auto most = std::max_element(files.begin(), files.end(), [](const auto& a, const auto& b) {
        return std::pair{a.second, a.first} < std::pair{b.second, b.first};
    });
    return most == files.end() ? std::string{} : most->first;
}

void check_together(const Network& network, const std::vector<OfficeSummary>& summaries, Faults& faults) {
    const std::string period = most_common_period(summaries);
    std::map<MunicipalityId, std::string> seen;
    for (const auto& summary : summaries) {
        if (summary.period.name != period)
            faults.add(
                ErrorKind::refused,
                tr("{file}: is of {period}, the others are of {wanted}", fmt::arg("file", summary.file),
                   fmt::arg("period", summary.period.name), fmt::arg("wanted", period)));
        const auto [first, fresh] = seen.try_emplace(summary.municipality, summary.file);
        if (!fresh)
            faults.add(ErrorKind::refused, tr("{file}: is of {place}, as {other} is; name one of them",
                                              fmt::arg("file", summary.file),
                                              fmt::arg("place", name_of(network, summary.municipality)),
                                              fmt::arg("other", first->second)));
    }
}

/// All summaries together.
struct Merged {
    const Network& network;
    Period period;
    Date made{};
    std::vector<OfficeSummary> summaries;  ///< in the order of the network's municipalities
    std::vector<MunicipalityId> offices;
    std::vector<MunicipalityId> missing;
    std::map<std::string, Counts> sums;

    [[nodiscard]] bool compares_with(const char* column) const {
        return std::all_of(summaries.begin(), summaries.end(), [&](const OfficeSummary& summary) {
            return summary.sections.at("headline").count({"enquiries", column}) == 1;
        });
    }
    [[nodiscard]] std::int64_t headline(const char* code, const char* column) const {
        return sums.at("headline").at({code, column});
    }
};

Merged put_together(const Network& network, std::vector<OfficeSummary> summaries, Date made) {
    Merged merged{network, summaries.front().period, made, {}, {}, {}, {}};
    for (const auto& municipality : network.municipalities) {
        const auto found = std::find_if(
            summaries.begin(), summaries.end(),
            [&](const OfficeSummary& summary) { return summary.municipality == municipality.id; });
        if (found == summaries.end()) {
            merged.missing.push_back(municipality.id);
            continue;
        }
        for (const auto& [section, counts] : found->sections)
            for (const auto& [place, count] : counts) merged.sums[section][place] += count;
        merged.offices.push_back(municipality.id);
        merged.summaries.push_back(std::move(*found));
    }
    return merged;
}

/// A share of the headline that can be computed again: `part` less `less` of `whole`.
struct Ratio {
    const char* share;
    const char* part;
    const char* less;  ///< null: nothing
    const char* whole;
};
constexpr std::array<Ratio, 3> ratios{
    {{"outreach_share", "enquiries_outreach", nullptr, "enquiries"},
     {"unsuccessful_rate", "posts_sought", "posts_filled", "posts_sought"},
     {"followups_on_time_share", "followups_on_time", nullptr, "followups_settled"}}};

std::vector<Figure> headline_figures(const Merged& merged, const char* column) {
    std::vector<Figure> figures;
    for (auto& figure : month_indicators({}, merged.network)) {
        const auto* ratio = std::find_if(ratios.begin(), ratios.end(), [&](const Ratio& candidate) {
            return std::string_view{candidate.share} == figure.code;
        });
        if (ratio != ratios.end()) {
            const auto less = ratio->less != nullptr ? merged.headline(ratio->less, column) : 0;
            figure.value =
                share_of(merged.headline(ratio->part, column) - less, merged.headline(ratio->whole, column));
        } else if (std::holds_alternative<std::int64_t>(figure.value) && can_be_summed(figure.code)) {
            figure.value = merged.headline(figure.code, column);
        } else {
            continue;
        }
        figures.push_back(std::move(figure));
    }
    return figures;
}

Section headline(const Merged& merged) {
    std::vector<Comparison> compared;
    if (merged.compares_with("previous"))
        compared.push_back({{"previous", tr("Previous")}, headline_figures(merged, "previous")});
    if (merged.compares_with("lastyear"))
        compared.push_back({{"lastyear", tr("Last year")}, headline_figures(merged, "lastyear")});
    return {"headline",
            tr("Headline"),
            headline_table(headline_figures(merged, "value"), compared),
            false,
            {tr("Counts are sums of the offices' counts, each counted as in their own summaries; shares are "
                "computed again from the sums."),
             tr("Left out: unique businesses, as one may have asked several offices, and medians; neither "
                "can be summed.")}};
}

Section municipalities(const Merged& merged) {
    MonthFigures figures;
    for (const auto& summary : merged.summaries) {
        const auto count = [&](const char* code) {
            return summary.sections.at("headline").at({code, "value"});
        };
        const auto& id = summary.municipality;
        figures.enquiries.push_back({id, {}, {}, {}, count("enquiries")});
        figures.cases.closed[id] = count("cases_closed");
        figures.cases.open[id] = count("cases_open");
        figures.ended.push_back({id, {}, {}, count("needs_ended")});
    }
    return municipality_section(merged.network, {merged.period, merged.offices, merged.made}, figures);
}

/// What was recorded for each topic alone.
Section topics(const Merged& merged) {
    std::map<TopicId, std::int64_t> needs;
    if (const auto found = merged.sums.find("topics"); found != merged.sums.end())
        for (const auto& [place, count] : found->second) {
            const std::string& topic = place.first;
            const auto slash = topic.find('/');
            needs[{topic}] += count;
            if (slash != std::string::npos) needs[{topic.substr(0, slash)}] -= count;
        }
    std::erase_if(needs, [](const auto& entry) { return entry.second == 0; });
    return topic_section(merged.network, needs);
}

void fill(Section& section, const Counts& sums) {
    auto& columns = section.table.columns;
    auto& rows = section.table.rows;
    if (section.key == "kinds" && sums.count({"unknown", "sent"}) == 1) {
        rows.push_back(rows.back());
        rows.back()[0] = std::string{"unknown"};
        rows.back()[1] = tr("No longer in the network");
    }
    std::int64_t all = 0;
    for (const auto& [place, count] : sums) all += count;
    for (auto& row : rows) {
        const auto& code = std::get<std::string>(row.front());
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (std::holds_alternative<std::int64_t>(row[i])) row[i] = sums.at({code, columns[i].key});
        if (columns.back().key == "share") row.back() = share_of(sums.at({code, "needs"}), all);
    }
}

Section identity(const Merged& merged) {
    return {"report",
            "",
            {{{"schema", "", ForWhom::machines},
              {"period", "", ForWhom::machines},
              {"first", "", ForWhom::machines},
              {"last", "", ForWhom::machines},
              {"municipalities", "", ForWhom::machines},
              {"missing", "", ForWhom::machines},
              {"made", "", ForWhom::machines}},
             {{std::string{merge_schema}, merged.period.name, merged.period.first, merged.period.last,
               ids_of(merged.offices), ids_of(merged.missing), merged.made}}},
            true,
            {}};
}

std::vector<std::string> lines_of(const Merged& merged) {
    std::vector<std::string> lines{tr("Made on {day}.", fmt::arg("day", to_full(merged.made))),
                                   tr("Summed up from the offices' own summaries: {names}.",
                                      fmt::arg("names", names_of(merged.network, merged.offices)))};
    if (!merged.missing.empty())
        lines.push_back(tr("Not in these figures: {names}.",
                           fmt::arg("names", names_of(merged.network, merged.missing))));
    const auto [first, last] =
        std::minmax_element(merged.summaries.begin(), merged.summaries.end(),
                            [](const OfficeSummary& a, const OfficeSummary& b) { return a.made < b.made; });
    if (first->made != last->made)
        lines.push_back(
            tr("The offices made them from {first} to {last}: a case handed over or opened again "
               "in between may count twice, or not at all.",
               fmt::arg("first", to_full(first->made)), fmt::arg("last", to_full(last->made))));
    return lines;
}

std::string title_of(const Merged& merged) {
    const std::string first = to_full(merged.period.first);
    const std::string last = to_full(merged.period.last);
    if (merged.missing.empty())
        return tr("Summary {period} of all offices ({first} to {last})",
                  fmt::arg("period", merged.period.name), fmt::arg("first", first), fmt::arg("last", last));
    return tr("Summary {period} of {n} of {all} offices ({first} to {last})",
              fmt::arg("period", merged.period.name), fmt::arg("n", merged.offices.size()),
              fmt::arg("all", merged.network.municipalities.size()), fmt::arg("first", first),
              fmt::arg("last", last));
}

}  // namespace

Document merge_summaries(const Network& network, const std::vector<SummaryFile>& files, Offices offices,
                         Date made) {
    auto sections = blank_summary(network);
    Faults faults;
    auto summaries = read_all_files(network, files, sections, faults);
    check_together(network, summaries, faults);
    faults.raise();
    const Merged merged = put_together(network, std::move(summaries), made);
    if (offices == Offices::all && !merged.missing.empty())
        throw Error{ErrorKind::refused,
                    tr("no summary of {names}; name their files too, or sum up the others with --partial",
                       fmt::arg("names", names_of(network, merged.missing)))};
    Document document{title_of(merged), lines_of(merged), {headline(merged), municipalities(merged)}};
    for (auto& section : sections) {
        if (section.key == "headline") continue;
        if (section.key == "topics")
            section = topics(merged);
        else
            fill(section, merged.sums.at(section.key));
        document.sections.push_back(std::move(section));
    }
    document.sections.push_back(identity(merged));
    return document;
}

}  // namespace aka
