#include "aka/text/csv_reader.hpp"

#include <csv.h>

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "aka/text/utf8.hpp"

namespace aka {
namespace {

/// The first line of `text`, with its end: LF, CRLF or CR.
std::string_view next_line(std::string_view text) {
    const auto found = std::find_if(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n'; });
    if (found == text.end()) return text;
    const auto end = static_cast<std::size_t>(found - text.begin());
    const bool both = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
    return text.substr(0, end + (both ? 2 : 1));
}

std::string_view without_mark(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return text;
}

/// Excel's own first line, as "sep=;".
bool names_delimiter(std::string_view line) {
    return line.starts_with("sep=") && line.size() > 4 && trim(line.substr(5)).empty() && line[4] != '\n' &&
           line[4] != '\r';
}

void use_newlines(std::string& cell) {
    if (cell.find('\r') == std::string::npos) return;
    std::string plain;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (cell[i] == '\r' && i + 1 < cell.size() && cell[i + 1] == '\n') continue;
        plain += cell[i] == '\r' ? '\n' : cell[i];
    }
    cell = std::move(plain);
}

/// libcsv with what it has read of the row at hand. Nothing may be thrown through the library's C.
class Parser {
public:
    explicit Parser(char delimiter) {
        if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc{};
        csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    ~Parser() { csv_free(&parser_); }

    /// False when the text breaks there.
    bool feed(std::string_view text) {
        const bool whole = csv_parse(&parser_, text.data(), text.size(), &Parser::add_cell, &Parser::end_row,
                                     this) == text.size();
        return settle(whole);
    }
    bool finish() { return settle(csv_fini(&parser_, &Parser::add_cell, &Parser::end_row, this) == 0); }

    [[nodiscard]] bool row_is_whole() const { return whole_; }
    std::vector<std::string> take_row() {
        whole_ = false;
        return std::exchange(cells_, {});
    }

private:
    bool settle(bool well) {
        if (out_of_memory_ || csv_error(&parser_) == CSV_ENOMEM) throw std::bad_alloc{};
        return well;
    }
    static void add_cell(void* text, std::size_t length, void* self) noexcept {
        auto& parser = *static_cast<Parser*>(self);
        try {
            parser.cells_.emplace_back(static_cast<const char*>(text), length);
        } catch (const std::bad_alloc&) {
            parser.out_of_memory_ = true;
        }
    }
    static void end_row(int, void* self) noexcept { static_cast<Parser*>(self)->whole_ = true; }

    csv_parser parser_{};
    std::vector<std::string> cells_;
    bool whole_ = false;
    bool out_of_memory_ = false;
};

/// Calls `row` for each row for as long as it returns true.
template <class Take>
std::optional<CsvFault> read_rows(std::string_view text, char delimiter, Take row) {
    text = without_mark(text);
    Parser parser{delimiter};
    CsvRow current;
    int line = 0;
    bool more = true;
    const auto hand_over = [&] {
        if (!parser.row_is_whole()) return;
        current.last_line = line;
        current.cells = parser.take_row();
        for (auto& cell : current.cells) use_newlines(cell);
        const bool blank = std::all_of(current.cells.begin(), current.cells.end(),
                                       [](const std::string& cell) { return trim(cell).empty(); });
        if (!blank) more = row(current);
        current = {};
    };
    while (!text.empty()) {
        const auto next = next_line(text);
        text.remove_prefix(next.size());
        ++line;
        if (line == 1 && names_delimiter(next)) continue;
        if (current.line == 0 && trim(next).empty() && next.find(delimiter) == std::string_view::npos)
            continue;
        if (current.line == 0) current.line = line;
        if (!parser.feed(next)) return CsvFault{current.line, line, false};
        hand_over();
        if (!more) return std::nullopt;
    }
    if (!parser.finish()) return CsvFault{current.line, line, true};
    hand_over();
    return std::nullopt;
}

}  // namespace

char guess_delimiter(std::string_view text) {
    text = without_mark(text);
    while (!text.empty() && trim(next_line(text)).empty()) text.remove_prefix(next_line(text).size());
    if (names_delimiter(next_line(text))) return text[4];
    constexpr std::array candidates{';', '\t', ','};
    std::array<int, candidates.size()> found{};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (!quoted && (c == '\n' || c == '\r')) break;
        for (std::size_t i = 0; i < candidates.size(); ++i)
            if (!quoted && c == candidates.at(i)) ++found.at(i);
    }
    return candidates.at(
        static_cast<std::size_t>(std::max_element(found.begin(), found.end()) - found.begin()));
}

std::optional<CsvFault> read_csv(std::string_view text, char delimiter,
                                 const std::function<void(const CsvRow&)>& row) {
    return read_rows(text, delimiter, [&](const CsvRow& read) {
        row(read);
        return true;
    });
}

std::optional<CsvFault> read_first_row(std::string_view text, char delimiter,
                                       std::vector<std::string>& cells) {
    return read_rows(text, delimiter, [&](const CsvRow& read) {
        cells = read.cells;
        return false;
    });
}

}  // namespace aka
