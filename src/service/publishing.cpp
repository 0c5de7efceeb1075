#include "aka/service/publishing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "aka/disclosure/hide.hpp"
#include "aka/disclosure/linking.hpp"
#include "aka/model/error.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/publications.hpp"
#include "aka/text/crypto.hpp"
#include "aka/text/tr.hpp"
#include "publish_audit.hpp"
#include "publish_count.hpp"
#include "publish_plan.hpp"

namespace aka {
namespace {

using History = TableCell::History;
using Figures = std::vector<PublishedFigure>;

constexpr const char* further_needs = "further_needs";

struct Earlier {
    Publication publication;
    Figures figures;
};

/// The ids of those that the funder covers; of all when there is none.
std::vector<std::string> municipalities(const Network& network, const Funder* funder) {
    std::vector<std::string> ids;
    for (const auto& municipality : network.municipalities)
        if (funder == nullptr || funder->covers(municipality.id)) ids.push_back(municipality.id.text);
    return ids;
}

PublishScope scope_of(const Desk& desk, const PublishQuestion& question) {
    const auto own = desk.reading();
    if (question.funder == nullptr && !own.empty()) return {own.text, {own.text}};
    return {question.funder == nullptr ? "all" : question.funder->id,
            municipalities(desk.network, question.funder)};
}

/// One attempt to publish, against the ledger as it stood when it began.
class Attempt {
public:
    Attempt(const Desk& desk, const PublishQuestion& question)
        : desk_(desk),
          question_(question),
          scope_(scope_of(desk, question)),
          count_(desk.db, desk.network, first_of_year(year_of(question.period.first)),
                 first_of_year(year_of(question.period.first) + 1) - std::chrono::days{1}) {
        for (const auto& publication : all_publications(desk.db))
            earlier_.push_back({publication, figures_of(desk.db, publication)});
    }

    [[nodiscard]] std::size_t ledger_size() const { return earlier_.size(); }

    Published run() {
        if (const Earlier* before = published_before()) return again(*before);
        require_over();
        require_begun();
        Published result;
        auto plan = plan_report(desk_.network, question_.report, question_.period, scope_, question_.funder);
        result.figures = std::move(plan.figures);
        for (auto& figure : result.figures) count(figure);
        hide(result);
        const auto before = figures_before();
        while (const auto figure = find_told(before, result.figures, question_))
            if (!hide_divisions(result, *figure)) refuse_told(*figure);
        if (plan.businesses) add_businesses(result);
        for (const auto& share : plan.shares) add_share(result, share);
        if (question_.report == PublishedReport::coverage) add_actors(result);
        result.publication = ledger_row(result.figures, false);
        return result;
    }

    /// The row of the ledger for totals that are restated.
    [[nodiscard]] Publication ledger_row(const Figures& figures, bool restates) const {
        Publication row;
        row.report = question_.report;
        row.funder = question_.funder == nullptr ? "" : question_.funder->id;
        row.period = question_.period.name;
        row.municipality = scope_.name;
        row.audience = question_.audience;
        row.min_cell = question_.min_cell;
        row.restates = restates;
        row.hash = sha256_hex(figures_as_csv(figures));
        row.published_on = desk_.today;
        return row;
    }

private:
    [[nodiscard]] bool is_same_report(const Publication& publication) const {
        return publication.report == question_.report && publication.period == question_.period.name &&
               publication.municipality == scope_.name && publication.audience == question_.audience;
    }

    [[nodiscard]] const Earlier* published_before() const {
        for (const auto& one : earlier_) {
            if (!is_same_report(one.publication) || one.publication.restates) continue;
            if (one.publication.min_cell != question_.min_cell)
                throw Error{ErrorKind::refused,
                            tr("{period} was published on {day} with --min-cell {cell}; a period is not "
                               "published again with other figures",
                               fmt::arg("period", question_.period.name),
                               fmt::arg("day", to_iso(one.publication.published_on)),
                               fmt::arg("cell", one.publication.min_cell))};
            return &one;
        }
        return nullptr;
    }

    /// What is published of a time before the first enquiry would stand there when that time is taken over.
    void require_begun() const {
        const auto first = first_enquiry(desk_.db);
        if (!first || *first > question_.period.last)
            throw Error{ErrorKind::refused,
                        tr("the register holds no enquiry of {period} or before; a period "
                           "is published once, when its figures are there",
                           fmt::arg("period", question_.period.name))};
    }

    void require_over() const {
        if (desk_.today <= question_.period.last)
            throw Error{ErrorKind::refused,
                        tr("{period} is not over until {day}; a period is published once, when its figures "
                           "are there",
                           fmt::arg("period", question_.period.name),
                           fmt::arg("day", to_iso(question_.period.last)))};
    }

    void count(PublishedFigure& figure) {
        const Behind behind = count_(figure.key);
        figure.value = behind.value;
        figure.businesses = behind.businesses;
        figure.largest = behind.largest;
    }

    [[nodiscard]] bool is_small_figure(const PublishedFigure& figure) const {
        return is_small(figure, question_.min_cell);
    }

    /// What was published of the same year, each key as it was first told, or restated since.
    [[nodiscard]] std::map<FigureKey, PublishedFigure> told(const Publication* but) const {
        std::map<FigureKey, PublishedFigure> all;
        const std::string year = question_.period.name.substr(0, 4);
        for (const auto& [publication, figures] : earlier_) {
            if (but != nullptr && publication.id == but->id) continue;
            for (const auto& figure : figures)
                if (figure.period.substr(0, 4) == year) {
                    const auto [found, fresh] = all.try_emplace(figure.key, figure);
                    if (!fresh && publication.restates) found->second = figure;
                }
        }
        return all;
    }

    /// Those of the publication first, then those told before; a figure that changed since is another figure,
    /// which is not linked to anything.
    std::vector<LinkedFigure> linked_figures(const Figures& figures,
                                             const std::map<FigureKey, PublishedFigure>& before) {
        std::vector<LinkedFigure> all;
        std::set<FigureKey> there;
        for (const auto& figure : figures) {
            const auto found = before.find(figure.key);
            History history = History::none;
            if (found != before.end() && found->second.hidden) history = History::hidden;
            if (found != before.end() && !found->second.hidden && !is_small_figure(found->second))
                history = History::shown;
            all.push_back({figure.key, history});
            there.insert(figure.key);
        }
        for (const auto& [key, figure] : before)
            if (figure.adds_up() && !there.contains(key) && count_(key).value == figure.value) {
                all.push_back({key, figure.hidden ? History::hidden : History::shown});
                there.insert(key);
            }
        for (const auto& figure : figures)
            if (figure.municipality == scope_.name)
                for (const auto& municipalities : sets_to_come()) {
                    FigureKey key = figure.key;
                    key.municipalities = municipalities;
                    if (there.insert(key).second) all.push_back({key, History::hidden});
                }
        return all;
    }

    /// The sets of municipalities that the same may be published of: what is shown now must leave them a way.
    [[nodiscard]] std::vector<std::vector<std::string>> sets_to_come() const {
        std::vector<std::vector<std::string>> sets;
        if (scope_.municipalities.size() < 2) return sets;
        for (const auto& funder : desk_.network.funders)
            if (funder.validity.holds(question_.period.first) && funder.validity.holds(question_.period.last))
                sets.push_back(municipalities(desk_.network, &funder));
        sets.push_back(municipalities(desk_.network, nullptr));
        for (auto& set : sets) std::sort(set.begin(), set.end());
        return sets;
    }

    /// A case has a need or more. How many more are no secret; that they are not fewer than none is known.
    Behind behind(FigureKey key) {
        if (key.measure != further_needs) return count_(key);
        key.measure = "needs";
        const auto needs = count_(key).value;
        key.measure = "enquiries";
        return {needs - count_(key).value, 0, 0};
    }

    [[nodiscard]] Tables tables_of(const Figures& figures, const Publication* but) {
        Linking linking;
        linking.threshold = question_.min_cell;
        linking.count = [this](const FigureKey& key) { return behind(key); };
        linking.leaves = [this](const FigureKey& key) { return leaves_of(desk_.network, key); };
        linking.parted = {{"needs", "labour", "other_needs"}, {"needs", "enquiries", further_needs}};
        return link_figures(linked_figures(figures, told(but)), linking);
    }

    /// The publication without which it would go, if one of the newest alone is in the way; else the newest.
    [[noreturn]] void refuse(const Figures& figures) {
        constexpr std::ptrdiff_t tried = 6;
        const Publication* in_the_way = nullptr;
        for (auto one = earlier_.rbegin();
             one != earlier_.rend() && one - earlier_.rbegin() < tried && in_the_way == nullptr; ++one)
            if (hide_cells(tables_of(figures, &one->publication))) in_the_way = &one->publication;
        if (in_the_way == nullptr && !earlier_.empty()) in_the_way = &earlier_.back().publication;
        if (in_the_way == nullptr)
            throw Error{ErrorKind::refused,
                        tr("no choice of figures would be safe; publish a longer period")};
        if (in_the_way->min_cell < question_.min_cell)
            throw Error{
                ErrorKind::refused,
                tr("nothing is published: report {report} {period} was published on {day} with --min-cell "
                   "{cell}; with that the figures go together",
                   fmt::arg("report", std::string{code(in_the_way->report)}),
                   fmt::arg("period", in_the_way->period), fmt::arg("day", to_iso(in_the_way->published_on)),
                   fmt::arg("cell", in_the_way->min_cell))};
        throw Error{
            ErrorKind::refused,
            tr("nothing is published: with report {report} {period}, published on {day}, every choice "
               "of figures would give a business away; publish a longer period",
               fmt::arg("report", std::string{code(in_the_way->report)}),
               fmt::arg("period", in_the_way->period), fmt::arg("day", to_iso(in_the_way->published_on)))};
    }

    void hide(Published& result) {
        const auto before = told(nullptr);
        const auto pattern = hide_cells(tables_of(result.figures, nullptr));
        if (!pattern) refuse(result.figures);
        for (std::size_t i = 0; i < result.figures.size(); ++i) {
            auto& figure = result.figures[i];
            const auto found = before.find(figure.key);
            if (found != before.end()) {  // what was told stays as it was told
                figure.value = found->second.value;
                figure.businesses = found->second.businesses;
                figure.largest = found->second.largest;
            }
            figure.hidden = (*pattern)[i];
            if (!figure.hidden) continue;
            const bool hidden_before = found != before.end() && found->second.hidden;
            result.hidden.push_back({figure, is_small_figure(figure) ? HiddenBecause::small
                                             : hidden_before         ? HiddenBecause::before
                                                                     : HiddenBecause::tells});
        }
    }

    /// Unique businesses: one total, at least the smallest figure, and no difference to another total of more
    /// or fewer months or municipalities that is smaller.
    void add_businesses(Published& result) {
        PublishedFigure figure;
        figure.key = {months_of(question_.period), scope_.municipalities, "businesses", "", {}};
        std::sort(figure.key.municipalities.begin(), figure.key.municipalities.end());
        figure.period = question_.period.name;
        figure.municipality = scope_.name;
        figure.unit = businesses_unit;
        FigureKey enquiries = figure.key;
        enquiries.measure = "enquiries";
        figure.value = figure.businesses = count_(enquiries).businesses;
        const auto small = [&](std::int64_t number) { return number > 0 && number < question_.min_cell; };
        figure.hidden = small(figure.value);
        for (const auto& [key, other] : told(nullptr)) {
            if (key == figure.key) {
                figure.value = figure.businesses = other.value;
                figure.hidden = other.hidden;
                break;
            }
            if (other.unit != businesses_unit || other.hidden) continue;
            if ((includes(key, figure.key) || includes(figure.key, key)) &&
                small(std::abs(other.value - figure.value)))
                figure.hidden = true;
        }
        if (figure.hidden)
            result.hidden.push_back(
                {figure, small(figure.value) ? HiddenBecause::small : HiddenBecause::tells});
        result.figures.push_back(figure);
    }

    /// How many can help today, for topics where somewhere nobody can, or only one.
    void add_actors(Published& result) const {
        const Directory directory = desk_.directory();
        for (const auto& topic : desk_.network.topics) {
            if (topic.is_parent()) continue;
            Figures row;
            for (const auto& id : scope_.municipalities) {
                PublishedFigure figure;
                figure.key = {months_of(question_.period), {id}, "actors", "topic", {topic.id.text}};
                figure.period = question_.period.name;
                figure.municipality = id;
                figure.unit = actors_unit;
                figure.category = topic.id.text;
                figure.value = static_cast<std::int64_t>(
                    directory.eligible({topic.id, MunicipalityId{id}, std::nullopt, desk_.today}).size());
                row.push_back(figure);
            }
            if (std::any_of(row.begin(), row.end(), [](const auto& figure) { return figure.value < 2; }))
                result.figures.insert(result.figures.end(), row.begin(), row.end());
        }
    }

    static bool includes(const FigureKey& whole, const FigureKey& part) {
        const auto within = [](const auto& all, const auto& some) {
            return std::includes(all.begin(), all.end(), some.begin(), some.end());
        };
        return within(whole.months, part.months) && within(whole.municipalities, part.municipalities);
    }

    /// In whole percent; left out when there is nothing to divide by.
    void add_share(Published& result, const PublishedShare& share) {
        const auto find = [&](FigureKey key) {
            key.months = months_of(question_.period);
            key.municipalities = scope_.municipalities;
            std::sort(key.municipalities.begin(), key.municipalities.end());
            return std::find_if(result.figures.begin(), result.figures.end(),
                                [&](const PublishedFigure& figure) { return figure.key == key; });
        };
        const auto part = find(share.part);
        const auto whole = find(share.whole);
        if (part == result.figures.end() || whole == result.figures.end() || whole->value == 0) return;
        PublishedFigure figure = *whole;
        figure.key.measure = share.measure;
        figure.key.dimension.clear();
        figure.key.covers.clear();
        figure.category.clear();
        figure.unit = percent_unit;
        figure.value =
            std::llround(100.0 * static_cast<double>(part->value) / static_cast<double>(whole->value));
        figure.hidden = part->hidden || whole->hidden;
        result.figures.push_back(figure);
    }

    /// Where figures of several measures tell more together than each for itself: all but the totals of what
    /// tells the figure is hidden, then these too. False when there is nothing left to hide.
    bool hide_divisions(Published& result, const PublishedFigure& told_figure) const {
        const auto measures = measures_with(told_figure.key.measure);
        const auto before = told(nullptr);
        const auto hide_some = [&](bool totals) {
            bool hid = false;
            for (auto& figure : result.figures) {
                const bool is_total = figure.key.dimension.empty() && figure.municipality == scope_.name;
                const auto found = before.find(figure.key);
                const bool was_shown = found != before.end() && !found->second.hidden;
                if (figure.hidden || was_shown || is_total != totals ||
                    !measures.contains(figure.key.measure))
                    continue;
                figure.hidden = hid = true;
                result.hidden.push_back({figure, HiddenBecause::tells});
            }
            return hid;
        };
        return hide_some(false) || hide_some(true);
    }

    [[noreturn]] static void refuse_told(const PublishedFigure& figure) {
        throw Error{ErrorKind::refused,
                    tr("nothing is published: a figure that must stay hidden could be computed "
                       "({measure} {period}, {municipality}); publish a longer period",
                       fmt::arg("measure", figure.key.measure), fmt::arg("period", figure.period),
                       fmt::arg("municipality", figure.municipality))};
    }

    [[nodiscard]] std::vector<Figures> figures_before() const {
        std::vector<Figures> all;
        all.reserve(earlier_.size());
        for (const auto& one : earlier_) all.push_back(one.figures);
        return all;
    }

    /// As it was, with the totals that were corrected since.
    Published again(const Earlier& first) {
        Published result;
        result.publication = first.publication;
        result.figures = first.figures;
        result.before = true;
        std::map<FigureKey, PublishedFigure> last;
        for (const auto& figure : first.figures) last.emplace(figure.key, figure);
        for (const auto& one : earlier_)
            if (one.publication.restates && is_same_report(one.publication))
                for (const auto& figure : one.figures) {
                    last[figure.key] = figure;
                    result.restated.push_back({figure, one.publication.published_on, true});
                }
        for (const auto& figure : first.figures)
            if (figure.adds_up() && figure.key.dimension.empty() && figure.municipality == scope_.name)
                restate(result, last.at(figure.key));
        return result;
    }

    /// Told only when the change is itself no small figure.
    void restate(Published& result, const PublishedFigure& last) {
        PublishedFigure now = last;
        count(now);
        if (now.value == last.value || lost_by_erasing(now, last)) return;
        if (last.hidden || is_small_figure(now) || std::abs(now.value - last.value) < question_.min_cell ||
            std::abs(now.businesses - last.businesses) < question_.min_cell) {
            ++result.changed;
            return;
        }
        result.restated.push_back({now, desk_.today, false});
    }

    /// What was published was right, and stays so when cases are erased with what is no longer counted of
    /// them.
    bool lost_by_erasing(const PublishedFigure& now, const PublishedFigure& last) {
        const auto& measure = now.key.measure;
        const bool goes = measure == "followups" || measure == "labour" || measure.starts_with("feedback");
        return goes && now.value < last.value && holds_erased(desk_.db, question_.period.last);
    }

    const Desk& desk_;
    const PublishQuestion& question_;
    PublishScope scope_;
    PublishCount count_;
    std::vector<Earlier> earlier_;
};

/// False when somebody published meanwhile: then all is weighed again.
bool try_to_keep(const Desk& desk, const Attempt& attempt, Published& result,
                 const std::function<void(const Published&)>& keep) {
    Figures figures = result.figures;
    Publication row = result.publication;
    if (result.before) {
        figures.clear();
        for (const auto& [figure, day, in_ledger] : result.restated)
            if (!in_ledger) figures.push_back(figure);
        row = attempt.ledger_row(figures, true);
    }
    if (figures.empty()) {
        keep(result);
        return true;
    }
    bool kept = false;
    desk.write([&](Change& change) {
        kept = all_publications(change.db()).size() == attempt.ledger_size();
        if (!kept) return;
        row.recorded = change.now();
        insert_publication(change, row, figures);
        change.record("report publish", "publication:" + row.key, desk.today);
        keep(result);
    });
    if (kept && !result.before) result.publication = row;
    return kept;
}

void require_publishable(const PublishQuestion& question) {
    if (!kind_of(question.period))
        throw Error{ErrorKind::usage,
                    tr("\"{period}\" cannot be published; publish a month, a quarter or a year",
                       fmt::arg("period", question.period.name))};
    if (question.min_cell < least_min_cell)
        throw Error{
            ErrorKind::usage,
            tr("--min-cell: {cell} is fewer than {least} businesses; no figure is published below that",
               fmt::arg("cell", question.min_cell), fmt::arg("least", least_min_cell))};
}

}  // namespace

std::string figures_as_csv(const Figures& figures) {
    std::string csv = "period,municipality,municipalities,measure,unit,dimension,category,covers,value\r\n";
    for (const auto& figure : figures)
        csv += fmt::format("{},{},{},{},{},{},{},{},{}\r\n", figure.period, figure.municipality,
                           joined(figure.key.municipalities), figure.key.measure, figure.unit,
                           figure.key.dimension, figure.category, joined(figure.key.covers),
                           figure.hidden ? "*" : fmt::to_string(figure.value));
    return csv;
}

Published publish(const Desk& desk, const PublishQuestion& question,
                  const std::function<void(const Published&)>& keep) {
    require_publishable(question);
    for (;;) {
        std::optional<Attempt> attempt;
        Published result;
        desk.db.read_together([&] {
            attempt.emplace(desk, question);
            result = attempt->run();
        });
        if (!keep || try_to_keep(desk, *attempt, result, keep)) return result;
    }
}

}  // namespace aka
