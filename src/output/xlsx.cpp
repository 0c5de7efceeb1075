#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "aka/model/error.hpp"
#include "aka/modules/module.hpp"
#include "aka/modules/workbook.hpp"
#include "aka/output/cell.hpp"
#include "aka/output/writers.hpp"
#include "chart_places.hpp"
#include "sheet_text.hpp"

namespace aka {

namespace {

namespace fs = std::filesystem;

const workbook::Library& lib() {
    return module_functions<workbook::Library>("workbook");
}

/// Where temporary files go, whether or not it is there.
std::string temporary_place() {
    const char* named = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): there is one thread
    return named != nullptr && *named != '\0' ? named : "/tmp";
}

[[noreturn]] void cannot_make(const std::string& why) {
    throw Error{ErrorKind::failed, tr("the workbook could not be made in {folder}: {why}; see TMPDIR",
                                      fmt::arg("folder", temporary_place()), fmt::arg("why", why))};
}

/// A folder that nobody else can look into, gone with all that is in it.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (fs::path{temporary_place()} / "aka-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) cannot_make(std::generic_category().message(errno));
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

enum class Look {
    plain,
    wrapped,
    heading,
    number_heading,
    title,
    soft,
    whole,
    decimal,
    percent,
    change,
    date,
    right
};

/// In the library's words, without their full stop.
std::string told(lxw_error error) {
    std::string text = lib().lxw_strerror(error);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

/// The library's workbook; freed unless it was closed.
class Workbook {
public:
    explicit Workbook(const fs::path& folder)
        : file_((folder / "book.xlsx").string()), folder_(folder.string()) {
        lxw_workbook_options options{LXW_FALSE, folder_.data(), LXW_FALSE};
        book_ = lib().workbook_new_opt(file_.c_str(), &options);
        if (book_ == nullptr) throw std::bad_alloc{};
        for (auto& format : formats_) format = lib().workbook_add_format(book_);
        set_looks();
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    ~Workbook() {
        if (book_ != nullptr) lib().lxw_workbook_free(book_);
    }

    [[nodiscard]] lxw_workbook* get() const { return book_; }
    [[nodiscard]] lxw_format* look(Look look) const { return formats_.at(static_cast<std::size_t>(look)); }

    /// The bytes; the workbook is gone.
    std::string close() {
        errno = 0;
        const lxw_error error = lib().workbook_close(std::exchange(book_, nullptr));
        const int cause = errno;
        if (error != LXW_NO_ERROR)
            cannot_make(cause != 0 ? std::generic_category().message(cause) : told(error));
        std::ifstream in{file_, std::ios::binary};
        std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        if (!in || bytes.empty()) cannot_make(tr("it cannot be read again"));
        return bytes;
    }

private:
    void set_looks() {
        constexpr lxw_color_t soft = 0x515B67;
        for (const auto heading : {Look::heading, Look::number_heading}) {
            lib().format_set_bold(look(heading));
            lib().format_set_text_wrap(look(heading));
            lib().format_set_bottom(look(heading), LXW_BORDER_THIN);
        }
        lib().format_set_align(look(Look::number_heading), LXW_ALIGN_RIGHT);
        lib().format_set_bold(look(Look::title));
        lib().format_set_font_size(look(Look::title), 14);
        lib().format_set_font_color(look(Look::soft), soft);
        lib().format_set_text_wrap(look(Look::wrapped));
        for (const auto top : {Look::wrapped, Look::plain})
            lib().format_set_align(look(top), LXW_ALIGN_VERTICAL_TOP);
        lib().format_set_align(look(Look::right), LXW_ALIGN_RIGHT);
        lib().format_set_num_format(look(Look::whole), "#,##0");
        lib().format_set_num_format(look(Look::decimal), "#,##0.0");
        lib().format_set_num_format(look(Look::percent), "0%");
        lib().format_set_num_format(look(Look::change), "+#,##0;-#,##0;0");
        lib().format_set_num_format(look(Look::date), tr("d mmm yyyy").c_str());
    }

    std::string file_;
    std::string folder_;
    lxw_workbook* book_ = nullptr;
    std::array<lxw_format*, static_cast<std::size_t>(Look::right) + 1> formats_{};
};

/// Every step of the library that may fail.
void require(lxw_error error) {
    if (error != LXW_NO_ERROR) cannot_make(told(error));
}

/// Where a cell stands and how texts look there.
struct Place {
    lxw_row_t row;
    lxw_col_t column;
    Look text = Look::plain;
    bool change = false;
};

/// Numbers as numbers, days as days; texts as texts, never as formulas; nothing for what is not known.
class CellWriter {
public:
    CellWriter(const Workbook& book, lxw_worksheet* sheet, const Place& place)
        : book_(book), sheet_(sheet), place_(place) {}

    void operator()(std::nullptr_t) const {}
    void operator()(const std::string& text) const {
        if (!text.empty())
            require(lib().worksheet_write_string(sheet_, place_.row, place_.column, sheet_text(text).c_str(),
                                                 book_.look(place_.text)));
    }
    void operator()(std::int64_t number) const {
        constexpr std::int64_t exact = std::int64_t{1} << 53U;  // beyond, a spreadsheet rounds
        if (number > exact || number < -exact) return (*this)(fmt::to_string(number));
        write(static_cast<double>(number), place_.change ? Look::change : Look::whole);
    }
    void operator()(double number) const {
        if (std::isfinite(number)) write(number, Look::decimal);
    }
    void operator()(Share share) const {
        if (std::isfinite(share.value)) write(share.value, Look::percent);
    }
    void operator()(Date date) const {
        const std::chrono::year_month_day day{date};
        if (static_cast<int>(day.year()) < 1900 || static_cast<int>(day.year()) > 9999)
            return (*this)(to_iso(date));
        lxw_datetime moment{static_cast<int>(day.year()),
                            static_cast<int>(static_cast<unsigned>(day.month())),
                            static_cast<int>(static_cast<unsigned>(day.day())),
                            0,
                            0,
                            0};
        require(lib().worksheet_write_datetime(sheet_, place_.row, place_.column, &moment,
                                               book_.look(Look::date)));
    }
    void operator()(bool flag) const {
        require(lib().worksheet_write_boolean(sheet_, place_.row, place_.column, flag ? 1 : 0,
                                              book_.look(Look::plain)));
    }
    void operator()(const std::vector<std::string>& texts) const {
        (*this)(fmt::format("{}", fmt::join(texts, ", ")));
    }

private:
    void write(double number, Look look) const {
        require(lib().worksheet_write_number(sheet_, place_.row, place_.column, number, book_.look(look)));
    }
    const Workbook& book_;
    lxw_worksheet* sheet_;
    const Place& place_;
};

lxw_row_t row_number(std::size_t row) {
    if (row >= LXW_ROW_MAX)
        throw Error{ErrorKind::failed,
                    tr("a sheet holds {n} rows; ask for less, or for csv", fmt::arg("n", int{LXW_ROW_MAX}))};
    return static_cast<lxw_row_t>(row);
}

lxw_col_t column_number(std::size_t column) {
    return static_cast<lxw_col_t>(column);
}

/// Writes one section into a sheet of its own.
class SheetWriter {
public:
    SheetWriter(const Workbook& book, std::string name, const Section& section)
        : book_(book),
          name_(std::move(name)),
          section_(section),
          sheet_(lib().workbook_add_worksheet(book.get(), name_.c_str())) {
        if (sheet_ == nullptr) cannot_make(tr("no sheet {name}", fmt::arg("name", name_)));
    }

    void write_head(const std::string& title, const std::vector<std::string>& lines) {
        if (!title.empty()) text_line(title, Look::title);
        for (const auto& line : lines) text_line(line, Look::plain);
        if (row_ > 0) ++row_;
    }

    void write_table() {
        const Table& table = section_.table;
        if (table.columns.empty() || (section_.record && table.rows.empty())) return;
        if (section_.record)
            write_record();
        else
            write_rows();
        ++row_;
    }

    void write_notes() {
        for (const auto& note : section_.notes) text_line(note, Look::soft);
    }

    void draw() const;

private:
    static constexpr int widest = 50;

    void text_line(const std::string& text, Look look) {
        write(Cell{one_line(text)}, {row_number(row_++), 0, look});
    }

    void write(const Cell& cell, const Place& place) const {
        std::visit(CellWriter{book_, sheet_, place}, cell);
    }

    /// Room for `width` columns of a terminal, and a little air.
    void set_width(std::size_t column, int width) const {
        require(lib().worksheet_set_column(sheet_, column_number(column), column_number(column),
                                           std::clamp(width, 8, widest) + 2, nullptr));
    }

    void write_rows() {
        const auto& columns = section_.table.columns;
        const auto& rows = section_.table.rows;
        head_ = row_number(row_++);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const bool numeric = is_numeric_column(section_.table, i);
            write(Cell{columns[i].heading.empty() ? columns[i].key : columns[i].heading},
                  {head_, column_number(i), numeric ? Look::number_heading : Look::heading});
            int width = std::min(display_width(columns[i].heading), 16);
            for (const auto& row : rows) width = std::max(width, display_width(people_text(row.at(i), {})));
            set_width(i, width);
            const Look text = numeric ? Look::right : width > widest ? Look::wrapped : Look::plain;
            for (std::size_t row = 0; row < rows.size(); ++row)
                write(rows[row].at(i), {row_number(row_ + row), column_number(i), text, columns[i].change});
        }
        row_ += rows.size();
        lib().worksheet_freeze_panes(sheet_, head_ + 1, 0);
    }

    void write_record() {
        const auto& columns = section_.table.columns;
        int width = 0;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const Cell& cell = section_.table.rows.front().at(i);
            if (is_blank(cell)) continue;
            const auto row = row_number(row_++);
            write(Cell{columns[i].heading}, {row, 0, Look::heading});
            write(cell, {row, 1, Look::wrapped, columns[i].change});
            width = std::max(width, display_width(columns[i].heading));
        }
        set_width(0, width);
        set_width(1, widest);
    }

    [[nodiscard]] std::string range(std::size_t column, const std::vector<std::size_t>& rows) const;

    const Workbook& book_;
    std::string name_;
    const Section& section_;
    lxw_worksheet* sheet_;
    std::size_t row_ = 0;
    lxw_row_t head_ = 0;  ///< where the column names stand
};

/// The cells of a column in these rows, as a formula names them: runs of rows, joined where there are
/// several.
std::string SheetWriter::range(std::size_t column, const std::vector<std::size_t>& rows) const {
    const std::string sheet = "'" + replace_all(name_, "'", "''") + "'!";
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    std::vector<std::string> runs;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] + 1) ++end;
        const auto first = head_ + 2 + rows[i];  // counted from 1, below the names
        const auto last = head_ + 2 + rows[end - 1];
        runs.push_back(first == last ? fmt::format("{}${}${}", sheet, letters, first)
                                     : fmt::format("{}${}${}:${}${}", sheet, letters, first, letters, last));
        i = end;
    }
    return runs.size() == 1 ? '=' + runs.front() : fmt::format("=({})", fmt::join(runs, ","));
}

/// What a spreadsheet can draw of a section's chart: it takes a text, as the mark of a hidden figure, for 0,
/// so the rows with one are left out. None when nothing is left, or when a line would run past what is left
/// out.
std::optional<ChartPlaces> drawable(const Section& section) {
    auto places = find_chart(section);
    if (!places || section.record || section.chart.kind == ChartKind::cards) return {};
    // Beside the bars of a funnel its shares would be invisible.
    if (section.chart.kind == ChartKind::funnel) places->values.resize(1);
    const auto& rows = section.table.rows;
    const auto left_out = std::erase_if(places->rows, [&](std::size_t row) {
        return std::any_of(places->values.begin(), places->values.end(),
                           [&](std::size_t column) { return is_text(rows[row].at(column)); });
    });
    if (left_out == 0) return places;
    const bool bars = section.chart.kind == ChartKind::bars;
    return bars && has_extent(section.table, *places) ? places : std::nullopt;
}

bool has_negative(const Table& table, const ChartPlaces& places) {
    return std::any_of(places.rows.begin(), places.rows.end(), [&](std::size_t row) {
        return std::any_of(places.values.begin(), places.values.end(), [&](std::size_t column) {
            return drawn_value(table.rows[row].at(column)).value_or(0) < 0;
        });
    });
}

/// Beside the table; a spreadsheet has no funnel, so bars tell it.
void SheetWriter::draw() const {
    const auto places = drawable(section_);
    if (!places) return;
    const bool lines = section_.chart.kind == ChartKind::lines;
    lxw_chart* const chart = lib().workbook_add_chart(book_.get(), lines ? LXW_CHART_LINE : LXW_CHART_BAR);
    if (chart == nullptr) throw std::bad_alloc{};
    for (const auto column : places->values) {
        lxw_chart_series* const series = lib().chart_add_series(
            chart, range(places->label, places->rows).c_str(), range(column, places->rows).c_str());
        if (series == nullptr) throw std::bad_alloc{};
        lib().chart_series_set_name_range(series, name_.c_str(), head_, column_number(column));
        if (!lines) lib().chart_series_set_labels(series);
    }
    if (!lines) lib().chart_axis_set_reverse(chart->y_axis);  // the first row on top
    // A bar that does not begin at 0 is longer or shorter than its share.
    if (!lines && !has_negative(section_.table, *places)) lib().chart_axis_set_min(chart->x_axis, 0);
    const bool hidden = places->rows.size() < find_chart(section_)->rows.size();
    const std::string heading = one_line(section_.heading);
    lib().chart_title_set_name(
        chart,
        (hidden ? tr("{heading} (without hidden figures)", fmt::arg("heading", heading)) : heading).c_str());
    if (places->values.size() == 1) lib().chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    require(
        lib().worksheet_insert_chart(sheet_, head_, column_number(section_.table.columns.size() + 1), chart));
}

/// The library asks the clock for any moment that is not said, or 0.
void set_properties(const Workbook& book, const std::string& title, Date made) {
    std::string name = sheet_text(one_line(cut_to_width(title, 200)));
    lxw_doc_properties properties{};
    properties.title = name.data();
    properties.created = std::chrono::system_clock::to_time_t(made + std::chrono::hours{12});
    require(lib().workbook_set_properties(book.get(), &properties));
}

}  // namespace

void require_xlsx() {
    static_cast<void>(lib());
}

std::string write_xlsx(const Document& document, Date made) {
    const TemporaryFolder folder;
    Workbook book{folder.path()};
    set_properties(book, document.title, made);
    SheetNames names;
    static const Section nothing{"sheet", "", {}, false, {}};
    std::vector<const Section*> sections;
    for (const auto& section : document.sections) sections.push_back(&section);
    if (sections.empty()) sections.push_back(&nothing);  // a workbook without a sheet is none
    for (const auto* section : sections) {
        SheetWriter sheet{book, names.make(section->heading.empty() ? section->key : section->heading),
                          *section};
        if (section == sections.front()) sheet.write_head(document.title, document.lines);
        sheet.write_table();
        sheet.write_notes();
        sheet.draw();
    }
    return book.close();
}

}  // namespace aka
