// A document as one page, its charts as drawings in it. Its texts may be anything.
#include <catch2/catch.hpp>
#include <regex>

#include "aka/output/document.hpp"

using namespace aka;

namespace {

using Texts = std::vector<std::string>;

Cell number(std::int64_t value) {
    return value;
}
Cell text(const std::string& value) {
    return value;
}

std::string page(const Document& document) {
    return render(document, Format::html, {});
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::ptrdiff_t count(const std::string& text, char c) {
    return std::count(text.begin(), text.end(), c);
}

/// What the group of `pattern` found, each time.
Texts all(const std::string& text, const std::string& pattern) {
    const std::regex wanted{pattern};
    Texts found;
    for (std::sregex_iterator at{text.begin(), text.end(), wanted}; at != std::sregex_iterator{}; ++at)
        found.push_back((*at)[1]);
    return found;
}

Document drawn(ChartKind kind, const std::vector<std::pair<std::string, Cell>>& rows) {
    Section section{"towns", "Towns", {{{"name", "Name"}, {"cases", "Cases"}}, {}}, false, {}};
    for (const auto& [name, value] : rows) section.table.rows.push_back({text(name), value});
    section.chart = {kind, "name", {"cases"}, {}};
    return {"Figures", {}, {section}};
}

/// Lengths of the bars, in the order drawn.
Texts bars(const std::string& page) {
    return all(page, "<rect [^>]*width=\"([0-9.]+)\"");
}

/// A page in which every text is `word`.
std::string filled_with(const std::string& word) {
    Section list{"list", word, {{{"a", word}, {"b", word}}, {{text(word), number(2)}}}, false, {word}};
    list.chart = {ChartKind::bars, "a", {"b"}, {}};
    Section cards = list;
    cards.heading += "2";
    cards.chart.kind = ChartKind::cards;
    const Section record{
        "one", word + "3", {{{"a", word}, {"b", word}}, {{text(word), Texts{word}}}}, true, {word}};
    return page({word, {word}, {list, cards, record}});
}

}  // namespace

TEST_CASE("a page needs nothing else and says what it is", "[html]") {
    const std::string whole =
        page({"Summary", {"Made on 2 Nov 2026."}, drawn(ChartKind::bars, {{"Faxe", number(3)}}).sections});

    CHECK(whole.starts_with(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\""));
    CHECK(whole.ends_with("</body>\n</html>\n"));
    for (const char* fetched : {"src=", "href=", "url(", "@import", "http:", "https:", "<script", "<link"})
        CHECK_FALSE(holds(whole, fetched));
    CHECK(all(whole, "<title>([^<]*)</title>\n<style>") == Texts{"Summary"});
    CHECK(all(whole, "<(h[1-6])>") == Texts{"h1", "h2"});
    CHECK(holds(whole, "<p>Made on 2 Nov 2026.</p>"));
    CHECK(holds(whole,
                "<caption>Towns</caption>\n<thead>\n<tr><th scope=\"col\">Name</th>"
                "<th scope=\"col\" class=\"n\">Cases</th></tr>\n</thead>\n<tbody>\n"
                "<tr><th scope=\"row\">Faxe</th><td class=\"n\">3</td></tr>\n"));
}

TEST_CASE("no text becomes markup in a page", "[html]") {
    const std::string evil = "<script>alert('x')</script> & \"q\" --> ]]> </style></svg>";
    const std::string whole = filled_with(evil);
    const std::string plain = filled_with("a text that takes two lines in a drawing as well");

    CHECK(holds(whole, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot;"));
    CHECK(count(whole, '<') == count(plain, '<'));
    CHECK(count(whole, '"') == count(plain, '"'));
    CHECK(count(whole, '\'') == count(plain, '\''));
}

TEST_CASE("control characters are made visible in a page", "[html]") {
    const std::string whole = filled_with("a\x1b[31m\u202e\xff\u009b");

    for (const char* hidden : {"\x1b", "\u202e", "\xff", "\u009b"}) CHECK_FALSE(holds(whole, hidden));
    CHECK(holds(whole, "a\\x1b[31m\\u202e\\xff\\x9b"));
}

TEST_CASE("a page tells what its marks stand for, and only those it has", "[html]") {
    const auto with = [](const Cell& cell) {
        return page({"",
                     {},
                     {{"a",
                       "A",
                       {{{"n", "N"}, {"v", "V"}}, {{text("x"), cell}, {text("y"), number(7)}}},
                       false,
                       {}}}});
    };
    const std::string hidden = "<p>* stands for a figure that is hidden";
    const std::string unknown = "<p>- stands for what is not known";

    CHECK((holds(with(text("*")), hidden) && !holds(with(text("*")), unknown)));
    CHECK((holds(with(nullptr), unknown) && !holds(with(nullptr), hidden)));
    CHECK_FALSE((holds(with(number(0)), hidden) || holds(with(number(0)), unknown)));
    CHECK(holds(with(text("*")), "<td class=\"n\">*</td>"));
}

TEST_CASE("a page without a title is called by what it shows first", "[html]") {
    const Table table{{{"ref", "Case"}}, {{text("NAE-26-0143")}}};
    const auto title = [](const Document& document) { return all(page(document), "<h1>([^<]*)</h1>"); };

    CHECK(title({"", {}, {{"cases", "", table, false, {}}}}) == Texts{"Cases"});
    CHECK(title({"", {}, {{"cases", "Open cases", table, false, {}}}}) == Texts{"Open cases"});
    CHECK(title({"", {}, {{"case", "", table, true, {}}}}) == Texts{"NAE-26-0143"});
    CHECK(title({}) == Texts{"aka"});
    CHECK(holds(page({"Nobody", {}, {{"cases", "Cases", {}, false, {}}}}), "<p>Nothing found.</p>"));
}

TEST_CASE("codes for those who type, and columns for machines, are on no page", "[html]") {
    const Table table{{{"id", "Id", ForWhom::users}, {"name", "Name"}, {"p", "P", ForWhom::machines}},
                      {{text("faxe"), text("Faxe"), number(1)}}};
    const Document document{"", {}, {{"towns", "Towns", table, false, {}}}};

    CHECK(holds(page(document), "<tr><th scope=\"row\">Faxe</th></tr>"));
    CHECK(holds(render(document, Format::markdown, {}), "| faxe | Faxe |\n"));
    CHECK(render(document, Format::tsv, {}) == "faxe\tFaxe\t1\n");
}

TEST_CASE("a difference has its sign and a sum is set apart in a page", "[html]") {
    Table table{{{"a", "A"}, {"c", "Change", ForWhom::all, Layout::cut, true}},
                {{text("up"), number(3)}, {text("down"), number(-2)}, {text("Total"), number(0)}}};
    table.sums = {2};
    const std::string whole = page({"", {}, {{"a", "A", table, false, {}}}});

    CHECK(all(whole, "<td class=\"n\">([^<]*)</td>") == Texts{"+3", "-2", "0"});
    CHECK(all(whole, "<tr class=\"sum\"><th scope=\"row\">([^<]*)<") == Texts{"Total"});
}

TEST_CASE("cards show the rows chosen, the first value large", "[html]") {
    Section section{"headline",
                    "Headline",
                    {{{"label", "L"}, {"value", "Value"}, {"before", "Before"}},
                     {{text("Enquiries"), number(12), number(9)},
                      {text("Left out"), number(1), number(1)},
                      {text("Share"), Share{0.285}, nullptr}}},
                    false,
                    {}};
    section.chart = {ChartKind::cards, "label", {"value", "before"}, {0, 2}};
    const std::string whole = page({"", {}, {section}});

    CHECK(all(whole, "<span class=\"name\">([^<]*)</span>") == Texts{"Enquiries", "Share"});
    CHECK(all(whole, "<strong>([^<]*)</strong>") == Texts{"12", "29 %"});
    CHECK(all(whole, "<span class=\"rest\">([^<]*)</span>") == Texts{"Before 9"});
}

TEST_CASE("bars are as long as their values, and tell them in words too", "[html][chart]") {
    const std::string whole = page(
        drawn(ChartKind::bars,
              {{"Faxe", number(10)}, {"Holbæk", number(40)}, {"Stevns", number(0)}, {"Greve", text("*")}}));

    const auto lengths = bars(whole);
    REQUIRE(lengths.size() == 2);
    CHECK(std::stod(lengths[1]) == Approx(4 * std::stod(lengths[0])).margin(0.05));
    CHECK(std::stod(lengths[1]) > 200);
    CHECK(all(whole, "<text [^>]*>([^<]*)</text>") ==
          Texts{"Faxe", "10", "Holbæk", "40", "Stevns", "0", "Greve", "*"});
    CHECK(all(whole, "<svg [^>]*(role=\"img\" aria-labelledby=\"[^\"]*\")") ==
          Texts{"role=\"img\" aria-labelledby=\"s1-title s1-desc\""});
    CHECK(all(whole, "<title id=\"s1-title\">([^<]*)<") == Texts{"Towns"});
    CHECK(all(whole, "<desc id=\"s1-desc\">([^<]*)<") == Texts{"Faxe: 10; Holbæk: 40; Stevns: 0; Greve: *."});
}

TEST_CASE("bars below zero go to the other side of it", "[html][chart]") {
    const std::string whole = page(drawn(ChartKind::bars, {{"up", number(30)}, {"down", number(-10)}}));

    const auto begins = all(whole, "<rect x=\"([0-9.]+)\"");
    const auto lengths = bars(whole);
    REQUIRE(lengths.size() == 2);
    CHECK(std::stod(lengths[0]) == Approx(3 * std::stod(lengths[1])).margin(0.05));
    CHECK(std::stod(begins[1]) + std::stod(lengths[1]) == Approx(std::stod(begins[0])).margin(0.05));
}

TEST_CASE("where there is nothing to draw there is no drawing, and the table stays", "[html][chart]") {
    for (const auto kind : {ChartKind::bars, ChartKind::lines, ChartKind::funnel}) {
        CHECK_FALSE(holds(page(drawn(kind, {{"Faxe", number(0)}, {"Greve", nullptr}})), "<svg"));
        CHECK_FALSE(holds(page(drawn(kind, {})), "<svg"));
        CHECK(holds(page(drawn(kind, {{"Faxe", number(5)}})), "<svg"));
    }
    Document lacking = drawn(ChartKind::bars, {{"Faxe", number(5)}});
    select_fields(lacking, {"name"});
    CHECK_FALSE(holds(page(lacking), "<svg"));
    CHECK(holds(page(lacking), "Faxe"));
}

TEST_CASE("a long label is cut in the drawing and whole in its description and the table", "[html][chart]") {
    const std::string label = "Uddannelsescentret for " + std::string(120, 'w');
    const std::string whole = page(drawn(ChartKind::bars, {{label, number(5)}}));

    const auto labels = all(whole, "<text [^>]*>([^<]*)</text>");
    REQUIRE(labels.size() == 3);
    CHECK(labels[0] == "Uddannelsescentret for");
    CHECK(labels[1].ends_with("w…"));
    CHECK(labels[1].size() < 40);
    CHECK(holds(whole, label + ": 5."));
    CHECK(holds(whole, "<th scope=\"row\">" + label + "</th>"));
    CHECK(std::stod(bars(whole).front()) >= 60);
}

TEST_CASE("a label is broken between words, and each line ends where the bars begin", "[html][chart]") {
    const std::string whole = page(
        drawn(ChartKind::bars, {{"Students, apprentices and trainees", number(5)}, {"Faxe", number(2)}}));

    CHECK(all(whole, "<text [^>]*>([^<]*)</text>") ==
          Texts{"Students, apprentices", "and trainees", "5", "Faxe", "2"});
    const auto ends = all(whole, "<text x=\"([0-9.]+)\" y=\"[0-9.]+\" text-anchor=\"end\"");
    REQUIRE(ends.size() == 3);
    CHECK(ends[0] == ends[1]);
    CHECK(ends[0] == ends[2]);
    // Wide fonts need 7.4 px a letter of these.
    CHECK(std::stod(ends[0]) > 21 * 6.2);
}

TEST_CASE("different labels look different, however late they differ", "[html][chart]") {
    const std::string same = "Students, apprentices and trainees of the municipality and its surroundings, ";
    for (const auto kind : {ChartKind::bars, ChartKind::funnel}) {
        const std::string whole =
            page(drawn(kind, {{same + "north", number(5)}, {same + "south", number(5)}}));

        const auto shown = all(whole, "<text [^>]*>([^<]*)</text>");
        const auto first = std::find(shown.begin(), shown.end(), "5");
        REQUIRE(first != shown.end());
        CHECK(shown.size() > 4);
        CHECK(Texts(shown.begin(), first) != Texts(first + 1, shown.end() - 1));
    }
}

TEST_CASE("a wide table stands below its drawing, a narrow one beside it", "[html][chart]") {
    Document document = drawn(ChartKind::bars, {{"Faxe", number(1)}});
    CHECK(holds(page(document), "<div class=\"beside\">\n<figure>"));

    auto& table = document.sections.front().table;
    for (int i = 0; i < 8; ++i) {
        table.columns.push_back({"m" + std::to_string(i), "Frederikssund"});
        table.rows.front().push_back(number(i));
    }

    CHECK(holds(page(document), "<div class=\"above\">\n<figure>"));
    CHECK_FALSE(holds(page(document), "class=\"beside\""));
}

TEST_CASE("marks of hidden figures stand where the figures would, other texts do not", "[html]") {
    const Table table{
        {{"a", "A"}, {"b", "B"}, {"c", "C"}, {"d", "D"}},
        {{text("x"), text("*"), text("*"), text("*")}, {text("y"), number(3), nullptr, text("yes")}}};
    const std::string whole = page({"", {}, {{"a", "A", table, false, {}}}});

    CHECK(all(whole, "<th scope=\"col\"([^>]*)>") == Texts{"", " class=\"n\"", " class=\"n\"", ""});
    CHECK(render({"", {}, {{"a", "", table, false, {}}}}, Format::table, {80, false, Date{}}) ==
          "A  B  C  D\nx  *  *  *\ny  3  -  yes\n");
    const Table stars{{{"a", "A"}, {"b", "Stevns"}}, {{text("x"), text("*")}}};
    CHECK(render({"", {}, {{"a", "", stars, false, {}}}}, Format::table, {80, false, Date{}}) ==
          "A  Stevns\nx       *\n");
}

TEST_CASE("a day in a page is written as in its title", "[html]") {
    const Date day = Date{std::chrono::year{2026} / 12 / 2};
    const Table table{{{"a", "A"}, {"on", "Corrected"}}, {{text("x"), day}}};

    CHECK(holds(page({"", {}, {{"a", "A", table, false, {}}}}), "<td class=\"d\">2 Dec 2026</td>"));
}

TEST_CASE("only the rows chosen are drawn", "[html][chart]") {
    Document document =
        drawn(ChartKind::bars, {{"Faxe", number(1)}, {"Total", number(3)}, {"Stevns", number(2)}});
    document.sections.front().chart.rows = {0, 2};

    const auto lengths = bars(page(document));

    REQUIRE(lengths.size() == 2);
    CHECK(std::stod(lengths[1]) == Approx(2 * std::stod(lengths[0])).margin(0.05));
}

TEST_CASE("a line has a point for each value, as high as it, and a gap where none is known",
          "[html][chart]") {
    const std::string whole = page(
        drawn(ChartKind::lines, {{"1", number(0)}, {"2", number(50)}, {"3", nullptr}, {"4", number(100)}}));

    const auto heights = all(whole, "<circle [^>]*cy=\"([0-9.]+)\"");
    REQUIRE(heights.size() == 3);
    CHECK(std::stod(heights[0]) - std::stod(heights[1]) ==
          Approx(std::stod(heights[1]) - std::stod(heights[2])).margin(0.02));
    CHECK(std::stod(heights[0]) > std::stod(heights[2]));
    const auto path = all(whole, "<path d=\"([^\"]*)\" class=\"l1\"").front();
    CHECK(count(path, 'M') == 2);
    CHECK(count(path, 'L') == 1);
}

TEST_CASE("the steps of a scale are round, and whole for counts", "[html][chart]") {
    const auto steps = [](const Cell& value) {
        return all(page(drawn(ChartKind::lines, {{"a", value}, {"b", value}})),
                   "text-anchor=\"end\" class=\"soft\">([^<]*)<");
    };

    CHECK(steps(number(1)) == Texts{"0", "1"});
    CHECK(steps(number(234)) == Texts{"0", "50", "100", "150", "200", "250"});
    CHECK(steps(number(100000)) == Texts{"0", "20,000", "40,000", "60,000", "80,000", "100,000"});
    CHECK(steps(Share{0.41}) == Texts{"0 %", "10 %", "20 %", "30 %", "40 %", "50 %"});
    CHECK(steps(number(-3)) == Texts{"-3", "-2", "-1", "0"});
}

TEST_CASE("a funnel is as wide as each step, around one middle", "[html][chart]") {
    const std::string whole =
        page(drawn(ChartKind::funnel, {{"Needs", number(80)}, {"Referred", number(40)}, {"Met", number(0)}}));

    const auto begins = all(whole, "<rect x=\"([0-9.]+)\"");
    const auto widths = bars(whole);
    REQUIRE(widths.size() == 2);
    CHECK(std::stod(widths[0]) == Approx(2 * std::stod(widths[1])).margin(0.05));
    CHECK(std::stod(begins[0]) + std::stod(widths[0]) / 2 ==
          Approx(std::stod(begins[1]) + std::stod(widths[1]) / 2).margin(0.05));
}

TEST_CASE("several series have a legend and marks of their own", "[html][chart]") {
    Section section{"m",
                    "Months",
                    {{{"month", "Month"}, {"a", "Needs"}, {"b", "Posts"}},
                     {{text("1"), number(1), number(2)}, {text("2"), number(2), number(1)}}},
                    false,
                    {}};
    section.chart = {ChartKind::lines, "month", {"a", "b"}, {}};
    const std::string whole = page({"", {}, {section}});

    CHECK(all(whole, "<path d=\"[^\"]*\" class=\"(l[0-9])\"") == Texts{"l1", "l2"});
    CHECK(all(whole, "<circle [^>]*class=\"(f[0-9])\"").size() == 3);  // two points and the legend
    CHECK(all(whole, "<rect [^>]*class=\"(f2)\"").size() == 3);
    CHECK(holds(whole, ">Needs</text>"));
    CHECK(holds(whole, "1: Needs 1, Posts 2; 2: Needs 2, Posts 1."));
}

TEST_CASE("the same document gives the same page, on whatever day", "[html]") {
    const Document document = drawn(ChartKind::bars, {{"Faxe", number(3)}});

    CHECK(render(document, Format::html, {80, false, Date{}}) ==
          render(document, Format::html, {200, true, Date{} + std::chrono::days{9}}));
}
