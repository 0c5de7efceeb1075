#include <catch2/catch.hpp>
#include <limits>

#include "aka/model/error.hpp"
#include "aka/output/cell.hpp"
#include "aka/output/document.hpp"

using namespace aka;

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr Date date(int y, unsigned m, unsigned d) {
    return Date{year{y} / month{m} / day{d}};
}

const Style plain{80, false, date(2026, 11, 21)};

Cell number(std::int64_t value) {
    return value;
}
Cell text(const std::string& value) {
    return value;
}

/// A list with every kind of cell.
Table every_kind() {
    return {{{"ref", "REF"},
             {"business", "BUSINESS"},
             {"count", "COUNT"},
             {"days", "DAYS"},
             {"filled", "FILLED"},
             {"due", "DUE"},
             {"open", "OPEN"},
             {"topics", "TOPICS"}},
            {{text("KAL-26-0001"), text("Fjordglas ApS"), number(12500), 2.5, Share{0.785},
              date(2026, 11, 23), true, std::vector<std::string>{"elev", "job"}},
             {text("KAL-26-0002"), nullptr, number(-7), -0.0, nullptr, date(2027, 1, 4), false,
              std::vector<std::string>{}}}};
}

/// A list of one text column beside its row numbers.
Table texts(const std::vector<std::string>& values) {
    Table table{{{"n", "N"}, {"text", "TEXT"}}, {}};
    for (std::size_t i = 0; i < values.size(); ++i)
        table.rows.push_back({number(static_cast<std::int64_t>(i + 1)), text(values[i])});
    return table;
}

Document one(const Table& table) {
    return {"", {}, {{"cases", "", table, false, {}}}};
}

Document one_record(const Table& table) {
    return {"", {}, {{"case", "", table, true, {}}}};
}

Table case_record() {
    return {{{"ref", "Reference"},
             {"title", "Title"},
             {"closed", "Closed"},
             {"text", "Text"},
             {"share", "Share"}},
            {{text("NAE-26-0143"), text(""), nullptr, text("two\nwelders"), Share{1}}}};
}

Document several() {
    return {"Status",
            {"Kalundborg"},
            {{"case", "Case", case_record(), true, {"As of today."}},
             {"cases",
              "Cases",
              {{{"ref", "REF"}, {"n", "N"}}, {{text("a"), number(1)}, {text("a"), nullptr}}},
              false,
              {}},
             {"none", "None", {{{"ref", "REF"}}, {}}, false, {"No referrals."}},
             {"silent", "Silent", {{{"ref", "REF"}}, {}}, false, {}}}};
}

/// Texts that a terminal, a spreadsheet or a reader of Markdown would obey.
const std::vector<std::string> hostile{
    "\x1b[31mred\x07",      // ESC, BEL
    "a\u202eb\u2066",       // bidirectional
    "\xff\xc3(",            // broken UTF-8
    "=1+1",                 // a formula
    "say \"hi\"; a,b",      // quotes and separators
    "one\r\ntwo\tthree\\",  // line ends, tab, backslash
    "a|b *c* <i>&",         // markup
    "\u009b2J",             // C1
};

std::string fault(Document document, const std::vector<std::string>& fields) {
    try {
        select_fields(document, fields);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        return error.what();
    }
    return "";
}

std::string table_at(const Table& table, int width) {
    return render(one(table), Format::table, {width, false, plain.today});
}

}  // namespace

TEST_CASE("a table for the terminal is aligned and shows every kind for people", "[output]") {
    CHECK(render(one(every_kind()), Format::table, {120, false, plain.today}) ==
          "REF          BUSINESS        COUNT  DAYS  FILLED  DUE             OPEN  TOPICS\n"
          "KAL-26-0001  Fjordglas ApS  12,500   2.5    79 %  Mon 23 Nov      yes   elev, job\n"
          "KAL-26-0002  -                  -7   0.0       -  Mon 4 Jan 2027  no\n");
}

TEST_CASE("numbers for people round half up and are grouped from 10,000 up", "[output]") {
    const auto show = [](const Cell& cell) { return people_text(cell, {}); };

    CHECK(show(number(9999)) == "9999");
    CHECK(show(number(10000)) == "10,000");
    CHECK(show(number(-1234567)) == "-1,234,567");
    CHECK(show(number(-123456)) == "-123,456");
    CHECK(show(std::numeric_limits<std::int64_t>::min()) == "-9,223,372,036,854,775,808");
    CHECK(show(12345.25) == "12,345.3");
    CHECK(show(0.25) == "0.3");
    CHECK(show(-2.5) == "-2.5");
    CHECK(show(-0.04) == "0.0");
    CHECK(show(Share{0.285}) == "29 %");
    CHECK(show(Share{0.284}) == "28 %");
    CHECK(show(Share{1}) == "100 %");
    CHECK(show(Share{0}) == "0 %");
    CHECK(show(std::numeric_limits<double>::quiet_NaN()) == "-");
    CHECK(show(Share{std::numeric_limits<double>::infinity()}) == "-");
    CHECK(show(date(2026, 11, 23)) == "23 Nov 2026");
}

TEST_CASE("numbers for machines have few decimals and no exponent", "[output]") {
    const auto show = [](const Cell& cell) { return plain_text(cell, {}); };

    CHECK(show(number(12500)) == "12500");
    CHECK(show(0.1 + 0.2) == "0.3");
    CHECK(show(2.0) == "2");
    CHECK(show(100.0) == "100");
    CHECK(show(-1e-9) == "0");
    CHECK(show(0.000001) == "0.000001");
    CHECK(show(1e21) == "1000000000000000000000");
    CHECK(show(Share{2.0 / 3}) == "0.6667");
    CHECK(show(std::numeric_limits<double>::infinity()) == "");
    CHECK(plain_text(2.5, {',', "/"}) == "2,5");
    CHECK(plain_text(std::vector<std::string>{"a", "b"}, {',', "/"}) == "a/b");
}

TEST_CASE("a table too wide gives first where its texts are widest, never in its first column", "[output]") {
    const Table table{
        {{"ref", "REFERENCE"}, {"a", "SHORT TEXT"}, {"b", "LONG TEXT"}, {"n", "POSITIONS"}},
        {{text("a long reference"), text("ten lette!"), text("a text of twenty-seven parts"), number(3)}}};

    CHECK(table_at(table, 80) ==
          "REFERENCE         SHORT TEXT  LONG TEXT                     POSITIONS\n"
          "a long reference  ten lette!  a text of twenty-seven parts          3\n");
    CHECK(table_at(table, 60) ==
          "REFERENCE         SHORT TEXT  LONG TEXT            POSITIONS\n"
          "a long reference  ten lette!  a text of twenty-s…          3\n");
    CHECK(table_at(table, 53) ==
          "REFERENCE         SHORT TEXT  LONG TEXT     POSITIONS\n"
          "a long reference  ten lette!  a text of t…          3\n");
    CHECK(table_at(table, 52) ==
          "REFERENCE         SHORT TEXT  POSITIONS\n"
          "a long reference  ten lette!          3\n"
          "(no room for LONG TEXT: a wider window or -O csv\n"
          "shows all)\n");
    CHECK(table_at(table, 20) ==
          "REFERENCE:\n  a long reference\nSHORT TEXT:\n  ten lette!\nLONG TEXT:\n  a text of\n"
          "  twenty-seven parts\nPOSITIONS:\n  3\n");
}

TEST_CASE("a table cut to its width is exactly as wide", "[output]") {
    const auto table = texts({"to " + std::string(200, 'x')});

    CHECK(table_at(table, 40) == "N  TEXT\n1  to " + std::string(33, 'x') + "…\n");
    CHECK(table_at(table, 20) == "N  TEXT\n1  to " + std::string(13, 'x') + "…\n");
}

TEST_CASE("numbers and dates are never cut", "[output]") {
    const Table table{{{"n", "N"}, {"sum", "SUM"}, {"due", "DUE"}},
                      {{text("a"), number(123456789012), date(2025, 11, 24)}}};

    CHECK(table_at(table, 34) ==
          "N              SUM  DUE\n"
          "a  123,456,789,012  24 Nov 2025\n");
    CHECK(table_at(table, 30) ==
          "N              SUM\n"
          "a  123,456,789,012\n"
          "(no room for DUE: a wider\n"
          "window or -O csv shows all)\n");
}

TEST_CASE("wide letters keep the columns aligned, also when cut", "[output]") {
    const Table table{
        {{"n", "N"}, {"name", "NAME"}, {"town", "TOWN"}},
        {{text("1"), text("日本語日本語日本"), text("Ærø")}, {text("2"), text("A\u030alborg"), text("x")}}};

    CHECK(table_at(table, 80) ==
          "N  NAME              TOWN\n"
          "1  日本語日本語日本  Ærø\n"
          "2  A\u030alborg            x\n");
    CHECK(table_at(table, 22) ==
          "N  NAME           TOWN\n"
          "1  日本語日本語…  Ærø\n"
          "2  A\u030alborg         x\n");
}

TEST_CASE("a short mark among numbers leaves the column to the right", "[output]") {
    const Table marked{{{"t", "TOPIC"}, {"n", "CASES"}},
                       {{text("job"), number(12)}, {text("elev"), text("<5")}}};
    const Table mixed{{{"t", "TOPIC"}, {"v", "VALUE"}},
                      {{text("job"), number(12)}, {text("elev"), text("not asked")}}};

    CHECK(table_at(marked, 80) == "TOPIC  CASES\njob       12\nelev      <5\n");
    CHECK(table_at(mixed, 80) == "TOPIC  VALUE\njob    12\nelev   not asked\n");
}

TEST_CASE("a record is shown downwards, without what is empty", "[output]") {
    CHECK(render(one_record(case_record()), Format::table, plain) ==
          "Reference:  NAE-26-0143\n"
          "Text:       two\n"
          "            welders\n"
          "Share:      100 %\n");
}

TEST_CASE("a record of nothing but empty properties is nothing", "[output]") {
    const Table table{{{"a", "A"}, {"b", "B"}, {"c", "C"}},
                      {{nullptr, text(" \n"), std::vector<std::string>{}}}};

    CHECK(render(one_record(table), Format::table, plain) == "");
    CHECK(render(one_record(table), Format::markdown, plain) == "");
}

TEST_CASE("sections stand apart and among several an empty one names its notes", "[output]") {
    CHECK(render(several(), Format::table, plain) ==
          "Status\n"
          "Kalundborg\n"
          "\n"
          "Case\n"
          "Reference:  NAE-26-0143\n"
          "Text:       two\n"
          "            welders\n"
          "Share:      100 %\n"
          "\n"
          "As of today.\n"
          "\n"
          "Cases\n"
          "REF  N\n"
          "a    1\n"
          "a    -\n"
          "\n"
          "None\n"
          "No referrals.\n");
}

TEST_CASE("color makes headings bold and nothing else", "[output]") {
    auto document = several();
    document.sections.resize(2);

    CHECK(render(document, Format::table, {80, true, plain.today}) ==
          "\x1b[1mStatus\x1b[0m\n"
          "Kalundborg\n"
          "\n"
          "\x1b[1mCase\x1b[0m\n"
          "\x1b[1mReference:\x1b[0m  NAE-26-0143\n"
          "\x1b[1mText:\x1b[0m       two\n"
          "            welders\n"
          "\x1b[1mShare:\x1b[0m      100 %\n"
          "\n"
          "As of today.\n"
          "\n"
          "\x1b[1mCases\x1b[0m\n"
          "\x1b[1mREF  N\x1b[0m\n"
          "a    1\n"
          "a    -\n");
}

TEST_CASE("an empty table says what its notes say, or nothing", "[output]") {
    Document document{"", {}, {{"cases", "Cases", {{{"ref", "REF"}, {"n", "N"}}, {}}, false, {}}}};

    CHECK(render(document, Format::table, plain) == "");
    CHECK(render(document, Format::tsv, plain) == "");
    CHECK(render(document, Format::csv, plain) == "ref,n\r\n");
    CHECK(render(document, Format::csv_excel, plain) == "\xEF\xBB\xBFref;n\r\n");
    CHECK(render(document, Format::json, plain) == "{\n  \"schema\": \"aka/1\",\n  \"cases\": []\n}\n");
    CHECK(render(document, Format::markdown, plain) == "");

    document.sections.front().notes = {"No open cases."};
    CHECK(render(document, Format::table, plain) == "No open cases.\n");
    CHECK(render(document, Format::tsv, plain) == "");
    CHECK(render(document, Format::markdown, plain) == "No open cases.\n");
    CHECK(render(document, Format::json, plain) ==
          "{\n  \"schema\": \"aka/1\",\n  \"cases\": [],\n  \"cases_notes\": [\n    \"No open cases.\"\n  "
          "]\n}\n");
}

TEST_CASE("an empty document is nothing, but an object in JSON", "[output]") {
    const Document document;

    for (const auto format : {Format::table, Format::tsv, Format::csv, Format::csv_excel, Format::markdown})
        CHECK(render(document, format, plain) == "");
    CHECK(render(document, Format::json, plain) == "{\n  \"schema\": \"aka/1\"\n}\n");
}

TEST_CASE("a section without columns is nothing", "[output]") {
    const auto document = one({{}, {}});

    for (const auto format : {Format::table, Format::tsv, Format::csv, Format::csv_excel, Format::markdown})
        CHECK(render(document, format, plain) == "");
}

TEST_CASE("TSV carries rows only, and nothing is cut", "[output]") {
    CHECK(render(one(every_kind()), Format::tsv, {5, true, plain.today}) ==
          "KAL-26-0001\tFjordglas ApS\t12500\t2.5\t0.785\t2026-11-23\t1\telev,job\n"
          "KAL-26-0002\t\t-7\t0\t\t2027-01-04\t0\t\n");
    CHECK(render(one_record(case_record()), Format::tsv, plain) ==
          "ref\tNAE-26-0143\ntitle\t\nclosed\t\ntext\ttwo\\nwelders\nshare\t1\n");
}

TEST_CASE("TSV of several sections names the section on every line", "[output]") {
    CHECK(render(several(), Format::tsv, plain) ==
          "case\tref\tNAE-26-0143\n"
          "case\ttitle\t\n"
          "case\tclosed\t\n"
          "case\ttext\ttwo\\nwelders\n"
          "case\tshare\t1\n"
          "cases\ta\t1\n"
          "cases\ta\t\n");
}

TEST_CASE("CSV has a header of keys, also for a record", "[output]") {
    CHECK(render(one(every_kind()), Format::csv, plain) ==
          "ref,business,count,days,filled,due,open,topics\r\n"
          "KAL-26-0001,Fjordglas ApS,12500,2.5,0.785,2026-11-23,1,\"elev, job\"\r\n"
          "KAL-26-0002,,-7,0,,2027-01-04,0,\r\n");
    CHECK(render(one_record(case_record()), Format::csv, plain) ==
          "ref,title,closed,text,share\r\n"
          "NAE-26-0143,,,\"two\nwelders\",1\r\n");
}

TEST_CASE("CSV for Excel has the mark, semicolons and decimal commas", "[output]") {
    CHECK(render(one(every_kind()), Format::csv_excel, plain) ==
          "\xEF\xBB\xBFref;business;count;days;filled;due;open;topics\r\n"
          "KAL-26-0001;Fjordglas ApS;12500;2,5;0,785;2026-11-23;1;elev, job\r\n"
          "KAL-26-0002;;-7;0;;2027-01-04;0;\r\n");
}

TEST_CASE("CSV of several sections is one long table", "[output]") {
    CHECK(render(several(), Format::csv, plain) ==
          "section,row,column,value\r\n"
          "case,,ref,NAE-26-0143\r\n"
          "case,,title,\r\n"
          "case,,closed,\r\n"
          "case,,text,\"two\nwelders\"\r\n"
          "case,,share,1\r\n"
          "cases,a,n,1\r\n"
          "cases,a#2,n,\r\n");
}

TEST_CASE("rows of the long table keep labels apart, and a lone column is not lost", "[output]") {
    auto document = several();
    document.sections = {{"a", "", {{{"r", ""}, {"v", ""}}, {}}, false, {}},
                         {"b", "", {{{"r", ""}}, {{text("=x")}}}, false, {}}};
    for (const auto* label : {"x", "x", "x#2", "x", ""})
        document.sections[0].table.rows.push_back({text(label), nullptr});

    CHECK(render(document, Format::csv, plain) ==
          "section,row,column,value\r\na,x,v,\r\na,x#2,v,\r\na,x#2#2,v,\r\na,x#3,v,\r\na,,v,\r\nb,'=x,r,'="
          "x\r\n");
    CHECK(render(document, Format::csv_excel, plain) ==
          "\xEF\xBB\xBFsection;row;column;value\r\n"
          "a;x;v;\r\na;x#2;v;\r\na;x#2#2;v;\r\na;x#3;v;\r\na;;v;\r\nb;'=x;r;'=x\r\n");
}

TEST_CASE("a formula is defused in CSV of either kind, and numbers are left alone", "[output]") {
    const Table table{{{"a", ""}, {"b", ""}, {"c", ""}},
                      {{text("=1+1"), text("+45"), number(-3)},
                       {text("-x"), text("@sum"), -2.5},
                       {text("\tx"), text("\rx"), Share{-0.5}},
                       {text(" =x"), std::vector<std::string>{"=a", "b"}, nullptr}}};

    CHECK(render(one(table), Format::csv_excel, plain) ==
          "\xEF\xBB\xBF"
          "a;b;c\r\n'=1+1;'+45;-3\r\n'-x;'@sum;-2,5\r\n'\tx;'\\x0dx;-0,5\r\n =x;'=a, b;\r\n");
    CHECK(render(one(table), Format::csv, plain) ==
          "a,b,c\r\n'=1+1,'+45,-3\r\n'-x,'@sum,-2.5\r\n'\tx,'\\x0dx,-0.5\r\n =x,\"'=a, b\",\r\n");
}

TEST_CASE("a CSV line of one empty field is not an empty line", "[output]") {
    CHECK(render(one({{{"a", ""}}, {{nullptr}, {text("x")}}}), Format::csv, plain) == "a\r\n\"\"\r\nx\r\n");
}

TEST_CASE("JSON keeps kinds and the order of columns", "[output]") {
    CHECK(render(one(every_kind()), Format::json, plain) == R"({
  "schema": "aka/1",
  "cases": [
    {
      "ref": "KAL-26-0001",
      "business": "Fjordglas ApS",
      "count": 12500,
      "days": 2.5,
      "filled": 0.785,
      "due": "2026-11-23",
      "open": true,
      "topics": [
        "elev",
        "job"
      ]
    },
    {
      "ref": "KAL-26-0002",
      "business": null,
      "count": -7,
      "days": 0.0,
      "filled": null,
      "due": "2027-01-04",
      "open": false,
      "topics": []
    }
  ]
}
)");
}

TEST_CASE("JSON has records as objects and notes by section", "[output]") {
    auto document = several();
    document.sections.resize(3);
    document.sections[2].record = true;

    CHECK(render(document, Format::json, plain) == R"({
  "schema": "aka/1",
  "title": "Status",
  "notes": [
    "Kalundborg"
  ],
  "case": {
    "ref": "NAE-26-0143",
    "title": "",
    "closed": null,
    "text": "two\nwelders",
    "share": 1.0
  },
  "case_notes": [
    "As of today."
  ],
  "cases": [
    {
      "ref": "a",
      "n": 1
    },
    {
      "ref": "a",
      "n": null
    }
  ],
  "none": null,
  "none_notes": [
    "No referrals."
  ]
}
)");
}

TEST_CASE("JSON numbers have at most six decimals", "[output]") {
    const Table table{{{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}},
                      {{0.1 + 0.2, Share{2.0 / 3}, std::numeric_limits<double>::quiet_NaN(), 1e300}}};

    CHECK(render(one_record(table), Format::json, plain) ==
          "{\n  \"schema\": \"aka/1\",\n  \"case\": {\n    \"a\": 0.3,\n    \"b\": 0.666667,\n    \"c\": "
          "null,\n"
          "    \"d\": 1e+300\n  }\n}\n");
}

TEST_CASE("Markdown has pipe tables, numbers to the right and dates in full", "[output]") {
    CHECK(render(one(every_kind()), Format::markdown, plain) ==
          "| REF | BUSINESS | COUNT | DAYS | FILLED | DUE | OPEN | TOPICS |\n"
          "| --- | --- | ---: | ---: | ---: | --- | --- | --- |\n"
          "| KAL-26-0001 | Fjordglas ApS | 12,500 | 2.5 | 79 % | 23 Nov 2026 | yes | elev, job |\n"
          "| KAL-26-0002 | - | -7 | 0.0 | - | 4 Jan 2027 | no |  |\n");
}

TEST_CASE("Markdown of several sections has headings and paragraphs", "[output]") {
    CHECK(render(several(), Format::markdown, plain) ==
          "# Status\n\nKalundborg\n\n## Case\n\n"
          "|  |  |\n| --- | --- |\n| Reference | NAE-26-0143 |\n| Text | two<br>welders |\n| Share | 100 % "
          "|\n\n"
          "As of today.\n\n## Cases\n\n| REF | N |\n| --- | ---: |\n| a | 1 |\n| a | - |\n\n"
          "## None\n\nNo referrals.\n");
}

TEST_CASE("a paragraph of Markdown cannot become a list, a heading or a quotation", "[output]") {
    const Document document{
        "# x", {"- a", "+ a", "1. a", "12) a", "2026", "===", "> a", "# a", "~~~", "    a", "", "a\nb"}, {}};

    CHECK(render(document, Format::markdown, plain) ==
          "# \\# x\n\n\\- a\n\n\\+ a\n\n1\\. a\n\n12\\) a\n\n2026\n\n\\===\n\n&gt; a\n\n\\# "
          "a\n\n\\~\\~\\~\n\na\n\na<br>b\n");
}

TEST_CASE("hostile texts are harmless on a terminal", "[output]") {
    CHECK(table_at(texts(hostile), 80) ==
          "N  TEXT\n"
          "1  \\x1b[31mred\\x07\n"
          "2  a\\u202eb\\u2066\n"
          "3  \\xff\\xc3(\n"
          "4  =1+1\n"
          "5  say \"hi\"; a,b\n"
          "6  one two three\\\n"
          "7  a|b *c* <i>&\n"
          "8  \\x9b2J\n");
}

TEST_CASE("hostile titles, lines, headings and notes are harmless on a terminal", "[output]") {
    const std::string esc = "\x1b]0;x\n!";
    const Document document{esc,
                            {esc},
                            {{"a", esc, {{{"k", esc}}, {{text(esc)}}}, true, {esc}},
                             {"b", esc, {{{"k", esc}}, {{text(esc)}}}, false, {}}}};

    CHECK(render(document, Format::table, plain) ==
          "\\x1b]0;x !\n"
          "\\x1b]0;x\n!\n"
          "\n"
          "\\x1b]0;x !\n"
          "\\x1b]0;x !:  \\x1b]0;x\n"
          "             !\n"
          "\n"
          "\\x1b]0;x\n!\n"
          "\n"
          "\\x1b]0;x !\n"
          "\\x1b]0;x !\n"
          "\\x1b]0;x !\n");
}

TEST_CASE("hostile texts stay one TSV cell each", "[output]") {
    CHECK(render(one(texts(hostile)), Format::tsv, plain) ==
          "1\t\\x1b[31mred\\x07\n"
          "2\ta\\u202eb\\u2066\n"
          "3\t\\xff\\xc3(\n"
          "4\t=1+1\n"
          "5\tsay \"hi\"; a,b\n"
          "6\tone\\x0d\\ntwo\\tthree\\\\\n"
          "7\ta|b *c* <i>&\n"
          "8\t\\x9b2J\n");
}

TEST_CASE("hostile texts stay one CSV cell each", "[output]") {
    CHECK(render(one(texts(hostile)), Format::csv, plain) ==
          "n,text\r\n"
          "1,\\x1b[31mred\\x07\r\n"
          "2,a\\u202eb\\u2066\r\n"
          "3,\\xff\\xc3(\r\n"
          "4,'=1+1\r\n"
          "5,\"say \"\"hi\"\"; a,b\"\r\n"
          "6,\"one\ntwo\tthree\\\"\r\n"
          "7,a|b *c* <i>&\r\n"
          "8,\\x9b2J\r\n");
    CHECK(render(one(texts({"a;b", "a,b", "a\nb", "5\" pipe"})), Format::csv_excel, plain) ==
          "\xEF\xBB\xBFn;text\r\n1;\"a;b\"\r\n2;a,b\r\n3;\"a\nb\"\r\n4;\"5\"\" pipe\"\r\n");
}

TEST_CASE("hostile texts stay themselves in JSON, without a control character in the file", "[output]") {
    Table table{{}, {{}}};
    for (std::size_t i = 0; i < hostile.size(); ++i) {
        table.columns.push_back({fmt::format("t{}", i), ""});
        table.rows.front().push_back(text(hostile[i]));
    }
    table.columns.push_back({"beyond", ""});
    table.rows.front().push_back(text("\U0001F600\U0001FFFE\x7f"));

    CHECK(render(one_record(table), Format::json, plain) ==
          "{\n  \"schema\": \"aka/1\",\n  \"case\": {\n"
          "    \"t0\": \"\\u001b[31mred\\u0007\",\n"
          "    \"t1\": \"a\\u202eb\\u2066\",\n"
          "    \"t2\": \"\uFFFD\uFFFD(\",\n"
          "    \"t3\": \"=1+1\",\n"
          "    \"t4\": \"say \\\"hi\\\"; a,b\",\n"
          "    \"t5\": \"one\\r\\ntwo\\tthree\\\\\",\n"
          "    \"t6\": \"a|b *c* <i>&\",\n"
          "    \"t7\": \"\\u009b2J\",\n"
          "    \"beyond\": \"\U0001F600\\ud83f\\udffe\\u007f\"\n"
          "  }\n}\n");
}

TEST_CASE("hostile texts are no markup in Markdown", "[output]") {
    CHECK(render(one(texts(hostile)), Format::markdown, plain) ==
          "| N | TEXT |\n"
          "| ---: | --- |\n"
          "| 1 | \\\\x1b\\[31mred\\\\x07 |\n"
          "| 2 | a\\\\u202eb\\\\u2066 |\n"
          "| 3 | \\\\xff\\\\xc3( |\n"
          "| 4 | =1+1 |\n"
          "| 5 | say \"hi\"; a,b |\n"
          "| 6 | one<br>two three\\\\ |\n"
          "| 7 | a\\|b \\*c\\* &lt;i&gt;&amp; |\n"
          "| 8 | \\\\x9b2J |\n");
}

TEST_CASE("the same document gives the same bytes", "[output]") {
    for (const auto format :
         {Format::table, Format::tsv, Format::csv, Format::csv_excel, Format::json, Format::markdown}) {
        const auto bytes = render(several(), format, plain);

        CHECK(bytes == render(several(), format, plain));
        CHECK(bytes.ends_with('\n'));
    }
}

TEST_CASE("selected fields come in the order asked for, each once, from the first section only", "[output]") {
    Document document{
        "", {}, {{"cases", "", every_kind(), false, {}}, {"more", "", every_kind(), false, {}}}};

    select_fields(document, {"count", "ref", "count"});

    CHECK(document.sections[1].table.columns.size() == 8);
    document.sections.resize(1);
    CHECK(render(document, Format::csv, plain) == "count,ref\r\n12500,KAL-26-0001\r\n-7,KAL-26-0002\r\n");
}

TEST_CASE("no fields selected leaves the document as it is", "[output]") {
    auto document = one(every_kind());

    select_fields(document, {});

    CHECK(render(document, Format::csv, plain) == render(one(every_kind()), Format::csv, plain));
}

TEST_CASE("an unknown field is refused with the nearest and all there are", "[output]") {
    const std::string all = "fields: ref, business, count, days, filled, due, open, topics";

    CHECK(fault(one(every_kind()), {"ref", "bussiness"}) ==
          "no field bussiness; did you mean business? " + all);
    CHECK(fault(one(every_kind()), {"zzzzzzzz"}) == "no field zzzzzzzz; " + all);
    CHECK(fault(one(every_kind()), {"{all}\x1b\n"}) == "no field {all}\\x1b ; " + all);
    CHECK(fault({}, {"ref"}) == "no field ref; fields: ");
}

TEST_CASE("a refused selection changes nothing", "[output]") {
    auto document = one(every_kind());

    CHECK_THROWS_AS(select_fields(document, {"ref", "nothing"}), Error);

    CHECK(document.sections.front().table.columns.size() == 8);
}

TEST_CASE("a column for machines stays out of what people read", "[output]") {
    const aka::Document document{"",
                                 {},
                                 {{"figures",
                                   "",
                                   {{{"code", "", aka::ForWhom::machines}, {"label", "Label"}},
                                    {{std::string{"a"}, std::string{"Ale"}}}},
                                   false,
                                   {}}}};

    CHECK(render(document, aka::Format::table, {}) == "Label\nAle\n");
    CHECK(render(document, aka::Format::tsv, {}) == "a\tAle\n");
}
