#include <optional>

#include "aka/cli/files.hpp"
#include "aka/cli/meant.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/cli/period_argument.hpp"
#include "aka/cli/session.hpp"
#include "aka/model/error.hpp"
#include "aka/report/publication_document.hpp"
#include "aka/service/publishing.hpp"
#include "aka/store/publications.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

struct PublishOptions {
    std::string report;
    std::string period;
    std::optional<Audience> audience;
    std::string funder;
    std::string min_cell;
    bool explain = false;
};

void declare_publish(Command& command, PublishOptions& options) {
    command.example("aka report publish month 2026-10 --audience public -M all -o october.html")
        .example("aka report publish funder 2026-Q4 --funder region-sjaelland --audience funder")
        .example(
            "aka report publish month 2026-10 --audience public --explain     what would be hidden, and why")
        .argument("REPORT", options.report, code_list<PublishedReport>())
        .values(code_list<PublishedReport>())
        .optional_argument("PERIOD", options.period, "A month, a quarter or a year that is over")
        .choice("--audience", options.audience, "Who will read it")
        .option("--funder", options.funder, "ID",
                "Whose report, where several funders were there in the period")
        .option("--min-cell", options.min_cell, "N",
                "Fewer businesses behind a figure hide it: 5, at least 3")
        .flag("--explain", options.explain,
              "Publish nothing; tell what would be hidden, and why: for the office alone")
        .remark(
            "Of the acting municipality; -M all publishes for the alliance. Months give the margins, "
            "quarters "
            "municipalities by groups of topics, years all topics. A period is published once: asked again, "
            "it is "
            "given as it was, with totals that were corrected since.");
}

std::int64_t read_min_cell(const std::string& typed) {
    if (typed.empty()) return usual_min_cell;
    const bool digits = typed.size() < 7 && typed.find_first_not_of("0123456789") == std::string::npos;
    if (!digits)
        throw Error{ErrorKind::usage,
                    tr("--min-cell: \"{typed}\" is no number of businesses", fmt::arg("typed", typed))};
    return std::stoll(typed);
}

/// The funder that is named, or the only one there on the period's last day.
const Funder& read_funder(const Network& network, const PublishOptions& options, const Period& period) {
    if (!options.funder.empty()) return network.funder(options.funder);
    std::string there;
    const Funder* only = nullptr;
    for (const auto& funder : network.funders) {
        if (!funder.validity.holds(period.last)) continue;
        there += (there.empty() ? "" : ", ") + funder.id;
        only = there == funder.id ? &funder : nullptr;
    }
    if (only != nullptr) return *only;
    throw Error{ErrorKind::usage,
                tr("whose report? add --funder and one of {funders}", fmt::arg("funders", there))};
}

PublishQuestion read_question(const PublishOptions& options, const Session& session) {
    PublishQuestion question;
    const auto report = find_code<PublishedReport>(options.report);
    const auto reports = split_list(code_list<PublishedReport>(","));
    if (const auto near = meant_word(options.report, reports); near && !report)
        throw Error{ErrorKind::usage, tr("\"{typed}\" cannot be published; did you mean {near}?",
                                         fmt::arg("typed", options.report), fmt::arg("near", *near))};
    if (!report)
        throw Error{ErrorKind::usage,
                    tr("\"{typed}\" cannot be published; {words} can", fmt::arg("typed", options.report),
                       fmt::arg("words", code_list<PublishedReport>(", ")))};
    if (!options.audience)
        throw Error{ErrorKind::usage, tr("who will read it? add --audience partner, funder or public")};
    if (!options.funder.empty() && *report != PublishedReport::funder)
        throw Error{ErrorKind::usage, tr("--funder belongs to report publish funder")};
    question.report = *report;
    question.period = read_period(session, options.period);
    question.audience = *options.audience;
    question.min_cell = read_min_cell(options.min_cell);
    if (*report == PublishedReport::funder) {
        question.funder = &read_funder(session.network(), options, question.period);
        if (const auto& validity = question.funder->validity;
            !validity.holds(question.period.first) || !validity.holds(question.period.last))
            throw Error{
                ErrorKind::refused,
                tr("{funder} is not there in all of {period}; publish a period in which it is",
                   fmt::arg("funder", question.funder->name), fmt::arg("period", question.period.name))};
    }
    return question;
}

bool for_machines(Format format) {
    return format == Format::csv || format == Format::csv_excel || format == Format::tsv ||
           format == Format::json;
}

/// What is published as one table has the same bytes for ever.
bool is_one_table(Format format) {
    return for_machines(format) && format != Format::json;
}

Section restated_section(const Published& published) {
    Section section{"restated",
                    tr("Corrected since"),
                    {{{"indicator", "", ForWhom::machines},
                      {"label", tr("Indicator")},
                      {"value", tr("Value")},
                      {"on", tr("Corrected")}},
                     {}},
                    false,
                    {}};
    for (const auto& [figure, day, in_ledger] : published.restated)
        section.table.rows.push_back(
            {figure.key.measure, measure_label(figure.key.measure), figure.value, day});
    if (published.changed > 0)
        section.notes.push_back(
            tr("Some totals changed since by too few businesses to be told apart. They are part of the "
               "figures of longer periods."));
    return section;
}

Document document_of(const Published& published, const PublishQuestion& question, const Session& session) {
    Document document = for_machines(session.format())
                            ? publication_rows(published.figures)
                            : publication_document(session.network(), published.publication, question.period,
                                                   published.figures);
    if ((!published.restated.empty() || published.changed > 0) && !is_one_table(session.format()))
        document.sections.push_back(restated_section(published));
    return document;
}

std::string because_text(HiddenBecause because) {
    switch (because) {
        case HiddenBecause::small:
            return tr("too few businesses");
        case HiddenBecause::tells:
            return tr("would tell another");
        case HiddenBecause::before:
            return tr("hidden before");
    }
    return {};
}

Document explanation(const Published& published, const Session& session) {
    Section section{"hidden",
                    "",
                    {{{"measure", tr("Figure")},
                      {"municipality", tr("Municipality")},
                      {"category", tr("Category")},
                      {"value", tr("Value")},
                      {"businesses", tr("Businesses")},
                      {"because", tr("Hidden because")}},
                     {}},
                    false,
                    {}};
    for (const auto& [figure, because] : published.hidden)
        section.table.rows.push_back(
            {measure_label(figure.key.measure), figure.municipality,
             figure.category.empty() ? Cell{nullptr} : Cell{category_label(session.network(), figure)},
             figure.value, figure.businesses, because_text(because)});
    return {
        tr("What would be hidden of {report} {period}, {place}, with --min-cell {cell}: for the office alone",
           fmt::arg("report", std::string{code(published.publication.report)}),
           fmt::arg("period", published.publication.period),
           fmt::arg("place", published.publication.municipality),
           fmt::arg("cell", published.publication.min_cell)),
        {},
        {section}};
}

std::int64_t count_hidden(const std::vector<PublishedFigure>& figures) {
    std::int64_t hidden = 0;
    for (const auto& figure : figures) hidden += figure.hidden ? 1 : 0;
    return hidden;
}

/// Hiding is the last means: longer periods and coarser tables come first.
void advise(const Published& published, const PublishQuestion& question, const Session& session) {
    const auto hidden = count_hidden(published.figures);
    session.say(tr("{n} figures, {hidden} of them hidden", fmt::arg("n", published.figures.size()),
                   fmt::arg("hidden", hidden)));
    const bool many = hidden * 3 > static_cast<std::int64_t>(published.figures.size());
    if (!many || kind_of(question.period) == PeriodKind::year) return;
    const bool month = kind_of(question.period) == PeriodKind::month;
    session.say(month ? tr("more can be shown of the quarter, which is published for itself")
                      : tr("more can be shown of the year, which is published for itself"));
}

void run_publish(const PublishOptions& options, const Session& session) {
    const PublishQuestion question = read_question(options, session);
    if (options.explain) {
        const Published published = publish(session.desk(OpenFor::reading), question, nullptr);
        if (published.before)
            session.say(tr("published on {day}; it is given again as it was",
                           fmt::arg("day", to_iso(published.publication.published_on))));
        else
            advise(published, question, session);
        return session.show(explanation(published, session));
    }
    const auto& output = session.options().output;
    std::string text;
    std::optional<PreparedFile> file;
    const Published published =
        publish(session.desk(OpenFor::writing, WithAll::write), question, [&](const Published& ready) {
            text = session.rendered(document_of(ready, question, session));
            if (!output.empty() && !session.options().dry_run) file.emplace(output, text);
        });
    if (file)
        file->finish();
    else if (output.empty())
        session.show_text(text);
    if (published.before)
        session.say(tr("published before, on {day}: given again as it was",
                       fmt::arg("day", to_iso(published.publication.published_on))));
    if (!published.restated.empty() && is_one_table(session.format()))
        session.say(tr("totals were corrected since: -O json and the formats for people tell them"));
    if (!published.before) advise(published, question, session);
}

struct LedgerOptions {};

void declare_ledger(Command& command, LedgerOptions&) {
    command.example("aka report published").remark("Of the whole register: whoever reads one may read all.");
}

void run_ledger(const LedgerOptions&, const Session& session) {
    const Desk& desk = session.desk(OpenFor::reading);
    std::vector<LedgerLine> lines;
    desk.db.read_together([&] {
        for (const auto& publication : all_publications(desk.db)) {
            const auto figures = figures_of(desk.db, publication);
            lines.push_back({publication, static_cast<std::int64_t>(figures.size()), count_hidden(figures)});
        }
    });
    session.show(ledger_document(session.network(), lines));
}

}  // namespace

void add_report_publishing(Command& noun) {
    noun.add<PublishOptions>("publish", "Publish a report without giving any business away", declare_publish,
                             run_publish);
    noun.add<LedgerOptions>("published", "See what was published, when, and by which rule", declare_ledger,
                            run_ledger);
}

}  // namespace aka
