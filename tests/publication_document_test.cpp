// What people read of published figures: titles and the order of rows. The figures themselves are in
// publish_test.cpp.
#include <catch2/catch.hpp>

#include "aka/report/publication_document.hpp"

using namespace aka;

namespace {

using Texts = std::vector<std::string>;

Network network() {
    Network network;
    network.funders.push_back({"region", "Region Sjælland", {}, {}, {}, ""});
    return network;
}

std::string title(PublishedReport report, const std::string& period, const std::string& funder = "") {
    Publication publication;
    publication.report = report;
    publication.funder = funder;
    publication.municipality = funder.empty() ? "all" : funder;
    return publication_document(network(), publication, *parse_period(period, Date{}), {}).title;
}

PublishedFigure figure(const std::string& dimension, const std::string& category, const Texts& covers) {
    PublishedFigure figure;
    figure.key = {{"2026-10"}, {"faxe"}, "feedback_closing", dimension, covers};
    figure.municipality = "all";
    figure.unit = "answers";
    figure.category = category;
    figure.value = 7;
    return figure;
}

}  // namespace

TEST_CASE("a published summary is monthly only of a month", "[publish][document]") {
    CHECK(title(PublishedReport::month, "2026-10") ==
          "Monthly summary 2026-10, all municipalities (1 Oct 2026 to 31 Oct 2026)");
    CHECK(title(PublishedReport::month, "2026-Q3") ==
          "Summary 2026-Q3, all municipalities (1 Jul 2026 to 30 Sep 2026)");
    CHECK(title(PublishedReport::month, "2026") ==
          "Summary 2026, all municipalities (1 Jan 2026 to 31 Dec 2026)");
}

TEST_CASE("a published report to a funder is named after it alone", "[publish][document]") {
    CHECK(title(PublishedReport::funder, "2026-Q3", "region") ==
          "Report to Region Sjælland 2026-Q3 (1 Jul 2026 to 30 Sep 2026)");
}

TEST_CASE("published answers stand in the order they come about, sums set apart and not drawn",
          "[publish][document]") {
    Publication publication;
    publication.municipality = "all";
    publication.report = PublishedReport::satisfaction;
    std::vector<PublishedFigure> figures;
    for (const char* score : {"1", "2", "3", "4", "5", "dont-know", "no-points"})
        figures.push_back(figure("answer", score, {score}));
    figures.push_back(figure("answer", "satisfied", {"4", "5"}));
    figures.push_back(figure("answer", "with-points", {"1", "2", "3", "4", "5"}));
    figures.push_back(figure("answer", "answered", {"1", "2", "3", "4", "5", "dont-know", "no-points"}));
    figures.push_back(figure("answer", "declined", {"declined"}));
    figures.push_back(figure("answer", "asked", {"asked"}));

    const Document document =
        publication_document(network(), publication, *parse_period("2026-10", Date{}), figures);

    REQUIRE(document.sections.size() == 2);
    const Section& answers = document.sections.back();
    Texts labels;
    for (const auto& row : answers.table.rows) labels.push_back(std::get<std::string>(row.at(1)));
    CHECK(labels == Texts{"Answered", "Declined to answer", "No answer yet", "Answers with points",
                          "Very satisfied", "Satisfied", "Satisfied or very satisfied", "Neither nor",
                          "Dissatisfied", "Very dissatisfied", "Does not know", "Answered without points"});
    CHECK(answers.table.sums == std::vector<std::size_t>{0, 3, 6});
    CHECK(answers.chart.rows == std::vector<std::size_t>{1, 2, 4, 5, 7, 8, 9, 10, 11});
}
