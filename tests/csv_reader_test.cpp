// CSV as Excel and others write it, and as it should not be.
#include "aka/text/csv_reader.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "aka/text/encoding.hpp"

using namespace aka;

namespace {

using Cells = std::vector<std::string>;

struct Read {
    std::vector<Cells> rows;
    std::vector<std::pair<int, int>> lines;  // where each begins and ends
    std::optional<CsvFault> fault;
};

Read read(std::string_view text, char delimiter = ';') {
    Read read;
    read.fault = read_csv(text, delimiter, [&](const CsvRow& row) {
        read.rows.push_back(row.cells);
        read.lines.emplace_back(row.line, row.last_line);
    });
    return read;
}

}  // namespace

TEST_CASE("quoted cells hold line breaks, separators and doubled quotation marks", "[csv]") {
    const Read answer = read("a;\"b;c\"\r\n\"linje 1\r\nlinje 2\";\"en \"\"to\"\" tre\"\r\n");

    CHECK_FALSE(answer.fault);
    CHECK(answer.rows == std::vector<Cells>{{"a", "b;c"}, {"linje 1\nlinje 2", "en \"to\" tre"}});
    CHECK(answer.lines == std::vector<std::pair<int, int>>{{1, 1}, {2, 3}});
}

TEST_CASE("lines end with LF, CRLF or CR, and the last one need not end", "[csv]") {
    const std::vector<Cells> wanted{{"a", "b"}, {"c", "d"}};

    for (const std::string text : {"a;b\nc;d\n", "a;b\r\nc;d", "a;b\rc;d\r"}) {
        const Read answer = read(text);
        INFO(text);
        CHECK(answer.rows == wanted);
        CHECK(answer.lines == std::vector<std::pair<int, int>>{{1, 1}, {2, 2}});
    }
}

TEST_CASE("lines without content count as lines and are no rows", "[csv]") {
    const Read answer = read("\n \t\na;b\n;;;\n\n\"\";\" \"\nc\n");

    CHECK(answer.rows == std::vector<Cells>{{"a", "b"}, {"c"}});
    CHECK(answer.lines == std::vector<std::pair<int, int>>{{3, 3}, {7, 7}});
}

TEST_CASE("a byte order mark and Excel's line with the separator are no content", "[csv]") {
    CHECK(read("\xEF\xBB\xBF"
               "a;b\n")
              .rows == std::vector<Cells>{{"a", "b"}});
    CHECK(read("sep=,\na,b\n", ',').rows == std::vector<Cells>{{"a", "b"}});
    CHECK(read("sep=,\na,b\n", ',').lines.front().first == 2);
    CHECK(read("separat;b\n").rows == std::vector<Cells>{{"separat", "b"}});
}

TEST_CASE("tabs stand inside cells, and part them where they are the separator", "[csv]") {
    CHECK(read("a\tb;c\n").rows == std::vector<Cells>{{"a\tb", "c"}});
    CHECK(read("a\t\tb c\n", '\t').rows == std::vector<Cells>{{"a", "", "b c"}});
}

TEST_CASE("a broken quotation mark is a fault at its line, never a merged row", "[csv]") {
    CHECK(read("a;b\nskærm 24\" ny;c\nd;e\n").fault == CsvFault{2, 2, false});
    CHECK(read("a;b\nc;\"d\ne;f\n\"g\";h\n").fault == CsvFault{2, 4, false});
    CHECK(read("a;b\nc;\"d\ne;f\n").fault == CsvFault{2, 3, true});
    CHECK(read("a;b\nc;\"d\ne;f\n").rows == std::vector<Cells>{{"a", "b"}});
}

TEST_CASE("the separator is the sign that stands most often in the first line", "[csv]") {
    CHECK(guess_delimiter("a;b;c\n1,2,3,4,5\n") == ';');
    CHECK(guess_delimiter("\r\na,b,c\n") == ',');
    CHECK(guess_delimiter("a\tb, c\td\n") == '\t');
    CHECK(guess_delimiter("\"a,b,c\";d\n") == ';');
    CHECK(guess_delimiter("kun en\n") == ';');
    CHECK(guess_delimiter("sep=,\na;b;c\n") == ',');
    CHECK(guess_delimiter("") == ';');
}

TEST_CASE("the encoding of a file is guessed from its bytes", "[csv]") {
    const auto guess = [](std::string_view bytes) { return guess_encoding(bytes).encoding; };

    CHECK(guess("kun ascii") == Encoding::utf8);
    CHECK(guess("Næstved, Ærø, Århus") == Encoding::utf8);
    CHECK(guess("N\xE6stved") == Encoding::windows_1252);
    CHECK(guess("5 \x80 \x96 rabat") == Encoding::windows_1252);
    CHECK(guess("\xFF\xFEN\0") == Encoding::utf16);
    CHECK(guess(std::string_view{"N\0a\0v\0n\0", 8}) == Encoding::utf16);
    CHECK(guess("N\x91stved, k\x9Bkken, \x86r") == Encoding::unknown);  // code page 865
    CHECK(guess("N\xBEstved, k\xBFkken, \x8Cr") == Encoding::unknown);  // Macintosh
    CHECK(guess("\xEF\xBB\xBFN\xE6stved") == Encoding::broken);
    CHECK(guess("æ ø å \xC3") == Encoding::broken);
    CHECK(guess_encoding("æ ø å \xC3").broken_at == 9);
}

TEST_CASE("Windows-1252 becomes UTF-8", "[csv]") {
    CHECK(from_windows_1252("\xC6\xD8\xC5 \xE6\xF8\xE5 \x80 \x96 \x93x\x94 \xE9") == "ÆØÅ æøå € – “x” é");
    CHECK(from_windows_1252("\x81") == "\xEF\xBF\xBD");
}

TEST_CASE("the first row is read without what lies behind it", "[csv]") {
    std::vector<std::string> cells;

    CHECK(read_first_row("\xEF\xBB\xBFsep=;\n\n;;\nTitel;\"To\nlinjer\"\n\"aldrig lukket", ';', cells) ==
          std::nullopt);
    CHECK(cells == std::vector<std::string>{"Titel", "To\nlinjer"});
    cells.clear();
    CHECK(read_first_row("\"aldrig lukket\na;b\n", ';', cells) == CsvFault{1, 2, true});
    CHECK(read_first_row("\n", ';', cells) == std::nullopt);
    CHECK(cells.empty());
}
