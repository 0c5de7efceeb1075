#include "aka/cli/import_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "aka/cli/files.hpp"
#include "aka/model/personal.hpp"
#include "aka/text/crypto.hpp"
#include "aka/text/encoding.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

constexpr std::size_t largest_file = 64UL * 1024 * 1024;
constexpr std::size_t headings_shown = 40;  // a text taken for a table has no end of them

[[noreturn]] void fail(const std::string& message) {
    throw Error{ErrorKind::failed, message};
}

/// As it may be shown in a message: on one line, short, without personal numbers.
std::string shown(std::string_view heading) {
    std::string line{trim(heading)};
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return mask_cpr(cut_to_width(escape_controls(line), 40));
}

std::string list(const std::vector<std::string>& headings) {
    std::string text;
    for (std::size_t i = 0; i < headings.size() && i < headings_shown; ++i)
        text += (text.empty() ? "" : ", ") + shown(headings[i]);
    return headings.size() > headings_shown ? text + ", ..." : text;
}

/// On one line: what Excel and web pages put between words becomes a space.
std::string one_line(std::string text) {
    constexpr std::string_view no_break_space = "\xC2\xA0";
    const auto parts = [](char c) { return c == '\xC2' || c == '\n' || c == '\t'; };
    if (std::none_of(text.begin(), text.end(), parts)) return text;  // trimmed, as most are
    for (auto at = text.find(no_break_space); at != std::string::npos; at = text.find(no_break_space, at))
        text.replace(at, no_break_space.size(), " ");
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return std::string{trim(text)};
}

const char* encoding_fault(Encoding encoding) {
    switch (encoding) {
        case Encoding::utf16:
            return to_translate(
                "{file} is UTF-16 (\"Unicode text\"); save it in Excel as \"CSV UTF-8\" and import that");
        case Encoding::unknown:
            return to_translate(
                "{file} is neither UTF-8 nor Windows-1252 (line {line}); save it in Excel as \"CSV UTF-8\" "
                "and "
                "import that");
        case Encoding::broken:
            return to_translate(
                "{file}:{line}: broken UTF-8; save the file again as \"CSV UTF-8\", or mend that line");
        case Encoding::utf8:
        case Encoding::windows_1252:
            break;
    }
    return nullptr;
}

bool is_workbook(const std::string& bytes) {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0");
}

}  // namespace

std::string heading_key(std::string_view text) {
    std::string key;
    for (const char c : fold(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
    return key;
}

ImportFile::ImportFile(const Session& session, const std::string& name,
                       const std::vector<ImportColumn>& columns)
    : session_(session), name_(name == "-" ? tr("standard input") : name) {
    std::string bytes = read_bytes(name, session.environment().in, largest_file, tr("import it in parts"));
    hash_ = sha256_hex(bytes);
    decode(std::move(bytes));
    delimiter_ = guess_delimiter(text_);
    const auto fault = read_first_row(text_, delimiter_, headings_);
    while (!headings_.empty() && trim(headings_.back()).empty()) headings_.pop_back();
    if (headings_.empty() && fault)
        fail(tr("{file}:{line}: the headings hold a quotation mark that stands alone; mend it",
                fmt::arg("file", name_), fmt::arg("line", fault->line)));
    if (headings_.empty())
        fail(tr("{file} is empty; its first line names the columns", fmt::arg("file", name_)));
    find_columns(headings_, columns);
}

const ImportFile::FoundColumn* ImportFile::find(std::string_view key) const {
    for (const auto& column : columns_)
        if (column.key == key) return &column;
    return nullptr;
}

bool ImportFile::has(std::string_view key) const {
    return find(key) != nullptr;
}

void ImportFile::require(bool there, std::string_view column) const {
    if (!there)
        fail(tr("{file} has no column {column}; found: {found}", fmt::arg("file", name_),
                fmt::arg("column", column), fmt::arg("found", list(headings_))));
}

void ImportFile::decode(std::string bytes) {
    if (is_workbook(bytes))
        fail(tr("{file} is a workbook; save it in Excel as \"CSV UTF-8\" and import that",
                fmt::arg("file", name_)));
    const auto guess = guess_encoding(bytes);
    const auto line =
        std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(guess.broken_at), '\n') + 1;
    if (const char* fault = encoding_fault(guess.encoding))
        fail(tr(fault, fmt::arg("file", name_), fmt::arg("line", line)));
    text_ = guess.encoding == Encoding::windows_1252 ? from_windows_1252(bytes) : std::move(bytes);
    if (guess.encoding == Encoding::windows_1252)
        session_.warn(tr("{file}: read as Windows-1252, not UTF-8; look at æ, ø and å in what was recorded",
                         fmt::arg("file", name_)));
}

void ImportFile::find_columns(const std::vector<std::string>& headings,
                              const std::vector<ImportColumn>& columns) {
    std::vector<std::string> unknown;
    for (std::size_t place = 0; place < headings.size(); ++place) {
        const std::string key = heading_key(headings[place]);
        const auto column = std::find_if(columns.begin(), columns.end(), [&](const ImportColumn& candidate) {
            return std::find(candidate.headings.begin(), candidate.headings.end(), key) !=
                   candidate.headings.end();
        });
        if (column == columns.end()) {
            unknown.push_back(trim(headings[place]).empty()
                                  ? tr("number {number}, without a heading", fmt::arg("number", place + 1))
                                  : headings[place]);
            continue;
        }
        const auto known = std::find_if(columns_.begin(), columns_.end(), [&](const FoundColumn& candidate) {
            return candidate.key == column->key;
        });
        if (known == columns_.end()) {
            columns_.push_back({column->key, {place}, shown(headings[place])});
            continue;
        }
        if (column->wanted != Wanted::repeatable)
            fail(tr("{file}: \"{one}\" and \"{other}\" are the same column; rename or remove one",
                    fmt::arg("file", name_), fmt::arg("one", known->shown),
                    fmt::arg("other", shown(headings[place]))));
        known->places.push_back(place);
    }
    for (const auto& column : columns)
        if (column.wanted == Wanted::required)
            require(has(column.key), fmt::format("{} ({})", column.headings.at(0), column.headings.at(1)));
    tell_unknown(unknown);
}

void ImportFile::tell_unknown(const std::vector<std::string>& unknown) const {
    if (unknown.empty()) return;
    session_.warn(trn(
        "{file}: left out, an unknown column: {names}", "{file}: left out, {n} unknown columns: {names}",
        static_cast<long long>(unknown.size()), fmt::arg("file", name_), fmt::arg("names", list(unknown))));
}

/// A quotation mark that is never closed swallows what follows, and may end well by chance; what it leaves
/// has not the shape of the others.
void ImportFile::check_shape(const CsvRow& row) {
    const auto cells = row.cells.size();
    const bool more = cells > headings_.size() &&
                      std::any_of(row.cells.begin() + static_cast<std::ptrdiff_t>(headings_.size()),
                                  row.cells.end(), [](const auto& cell) { return !trim(cell).empty(); });
    if (more)
        complain(row.line, tr("{cells} cells, but {headings} columns; put cells that hold the separator "
                              "\"{separator}\" in quotation marks",
                              fmt::arg("cells", cells), fmt::arg("headings", headings_.size()),
                              fmt::arg("separator",
                                       delimiter_ == '\t' ? std::string{"tab"} : std::string{delimiter_})));
    else if (row.last_line > row.line && cells < headings_.size())
        complain(row.line, tr("{cells} cells, but {headings} columns, in lines {line} to {last}: a quotation "
                              "mark is missing or stands alone",
                              fmt::arg("cells", cells), fmt::arg("headings", headings_.size()),
                              fmt::arg("line", row.line), fmt::arg("last", row.last_line)));
}

void ImportFile::each(const std::function<void(Row&)>& row) {
    rows_ = 0;
    bool headings = true;
    const auto fault = read_csv(text_, delimiter_, [&](const CsvRow& cells) {
        if (std::exchange(headings, false)) return;
        ++rows_;
        check_shape(cells);
        Row current{*this, cells};
        row(current);
    });
    if (!fault) return;
    ++rows_;
    complain(fault->line,
             fault->at_end
                 ? tr("a quotation mark that opens a cell is never closed; nothing behind it was read")
                 : tr("a quotation mark that neither surrounds a cell nor is doubled (noticed in line "
                      "{line}); mend it, the lines behind it were not read",
                      fmt::arg("line", fault->noticed)));
}

void ImportFile::complain(int line, const std::string& what) {
    if (last_bad_ != line) ++bad_rows_;
    last_bad_ = line;
    session_.warn(mask_cpr(fmt::format("{}:{}: {}", name_, line, what)));
}

void ImportFile::require_good() const {
    if (bad_rows_ == 0) return;
    fail(trn("{file}: {n} bad line, {good} good; nothing was stored",
             "{file}: {n} bad lines, {good} good; nothing was stored", bad_rows_, fmt::arg("file", name_),
             fmt::arg("good", rows_ - bad_rows_)));
}

std::string ImportFile::Row::cell(std::string_view key) const {
    return one_line(text(key));
}

std::string ImportFile::Row::text(std::string_view key) const {
    const auto* column = file_.find(key);
    if (column == nullptr) return {};
    std::string all;
    for (const auto place : column->places) {
        if (place >= row_.cells.size()) continue;
        const auto part = trim(row_.cells[place]);
        if (!part.empty()) all.append(all.empty() ? "" : "\n\n").append(part);
    }
    return all;
}

std::string ImportFile::Row::heading(std::string_view key) const {
    const auto* column = file_.find(key);
    return column == nullptr ? std::string{key} : column->shown;
}

void ImportFile::Row::complain(std::string_view key, const std::string& what) {
    const std::string named = heading(key) + ": ";
    file_.complain(row_.line, what.starts_with(named) ? what : named + what);
}

}  // namespace aka
