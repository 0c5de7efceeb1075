#include "aka/store/publications.hpp"

#include "aka/store/audit.hpp"

namespace aka {
namespace {

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

Fields fields_of(const Publication& publication, std::int64_t place, const PublishedFigure& figure) {
    return {{"publication_id", to_value(publication.id)},
            {"place", place},
            {"period", figure.period},
            {"months", joined(figure.key.months)},
            {"municipality", figure.municipality},
            {"municipalities", joined(figure.key.municipalities)},
            {"measure", figure.key.measure},
            {"unit", figure.unit},
            {"dimension", figure.key.dimension},
            {"category", figure.category},
            {"covers", joined(figure.key.covers)},
            {"value", figure.value},
            {"businesses", figure.businesses},
            {"largest", figure.largest},
            {"hidden", std::int64_t{figure.hidden}}};
}

PublishedFigure read_figure(const Row& row) {
    PublishedFigure figure;
    figure.key = {split(row.text("months")), split(row.text("municipalities")), row.text("measure"),
                  row.text("dimension"), split(row.text("covers"))};
    figure.period = row.text("period");
    figure.municipality = row.text("municipality");
    figure.unit = row.text("unit");
    figure.category = row.text("category");
    figure.value = row.integer("value");
    figure.businesses = row.integer("businesses");
    figure.largest = row.integer("largest");
    figure.hidden = row.integer("hidden") != 0;
    return figure;
}

}  // namespace

Fields Stored<Publication>::fields(const Publication& publication) {
    return {{"key", publication.key},
            {"report", to_value(publication.report)},
            {"funder", publication.funder},
            {"period", publication.period},
            {"municipality", publication.municipality},
            {"audience", to_value(publication.audience)},
            {"min_cell", publication.min_cell},
            {"restates", std::int64_t{publication.restates}},
            {"hash", publication.hash},
            {"published_on", to_value(publication.published_on)},
            {"recorded", to_value(publication.recorded)}};
}

Publication Stored<Publication>::read(const Row& row) {
    Publication publication;
    publication.id = {row.integer("id")};
    publication.key = row.text("key");
    publication.report = row.choice<PublishedReport>("report");
    publication.funder = row.text("funder");
    publication.period = row.text("period");
    publication.municipality = row.text("municipality");
    publication.audience = row.choice<Audience>("audience");
    publication.min_cell = row.integer("min_cell");
    publication.restates = row.integer("restates") != 0;
    publication.hash = row.text("hash");
    publication.published_on = row.date("published_on");
    publication.recorded = read_instant(row, "recorded");
    return publication;
}

std::vector<Publication> all_publications(Database& db) {
    return read_all<Publication>(db, "SELECT * FROM publication ORDER BY id", {});
}

void insert_publication(Change& change, Publication& publication,
                        const std::vector<PublishedFigure>& figures) {
    change.insert(publication);
    std::int64_t place = 0;
    for (const auto& figure : figures)
        insert_row(change.db(), "published_figure", fields_of(publication, ++place, figure));
    change.tell("published_figure",
                {{"publication", publication.key}, {"hash", told_figures(change.db(), publication.key)}});
}

std::vector<PublishedFigure> figures_of(Database& db, const Publication& publication) {
    std::vector<PublishedFigure> figures;
    db.each("SELECT * FROM published_figure WHERE publication_id = $1 ORDER BY place",
            {to_value(publication.id)}, [&](const Row& row) { figures.push_back(read_figure(row)); });
    return figures;
}

}  // namespace aka
