#include "publish_audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

#include "aka/disclosure/audit.hpp"
#include "aka/disclosure/linking.hpp"
#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

using Figures = std::vector<PublishedFigure>;

std::set<std::string> measures_of(const Figures& figures) {
    std::set<std::string> measures;
    for (const auto& figure : figures)
        if (!measures.contains(figure.key.measure)) measures.merge(measures_with(figure.key.measure));
    return measures;
}

/// Those that can have to do with the newest: no others add up with them.
std::vector<Figures> related(const std::vector<Figures>& before, const Figures& figures,
                             const std::string& year) {
    const auto measures = measures_of(figures);
    std::vector<Figures> all;
    for (const auto& publication : before) {
        Figures some;
        for (const auto& figure : publication)
            if (figure.adds_up() && figure.period.substr(0, 4) == year &&
                measures.contains(figure.key.measure))
                some.push_back(figure);
        if (!some.empty()) all.push_back(std::move(some));
    }
    all.push_back(figures);
    return all;
}

bool hides_a_zero(const std::vector<Figures>& all) {
    return std::any_of(all.begin(), all.end(), [](const Figures& figures) {
        return std::any_of(figures.begin(), figures.end(), [](const PublishedFigure& figure) {
            return figure.hidden && figure.adds_up() && figure.value == 0;
        });
    });
}

constexpr double hair = 1e-6;  // what is lost in the solver's arithmetic

/// What the interval of a small figure has to reach.
double to_reach(const PublishedFigure& figure, std::int64_t min_cell) {
    return static_cast<double>(std::max(figure.value + 1, min_cell));
}

}  // namespace

bool is_small(const PublishedFigure& figure, std::int64_t min_cell) {
    return is_small({figure.value, figure.businesses, figure.largest}, min_cell);
}

std::set<std::string> measures_with(const std::string& measure) {
    const std::set<std::string> together{"needs", "enquiries", "labour"};
    return together.contains(measure) ? together : std::set<std::string>{measure};
}

std::optional<PublishedFigure> find_told(const std::vector<Figures>& before, const Figures& figures,
                                         const PublishQuestion& question) {
    const auto all = related(before, figures, question.period.name.substr(0, 4));
    std::vector<std::string> files;
    files.reserve(all.size());
    for (const auto& one : all) files.push_back(figures_as_csv(one));
    const auto look = [&](int least, double above) -> std::optional<PublishedFigure> {
        for (const auto& [file, row, low, high] : what_can_be_told(files, least)) {
            const auto& figure = all[file].at(row);
            if (!is_small(figure, question.min_cell)) continue;
            if (low > above + hair || high < to_reach(figure, question.min_cell) - hair) return figure;
        }
        return std::nullopt;
    };
    if (auto told = look(0, 0)) return told;
    // Zeros are hardly ever hidden: it must not help to take the hidden figures for 1 at least.
    if (hides_a_zero(all)) return std::nullopt;
    return look(1, std::numeric_limits<double>::infinity());
}

}  // namespace aka
