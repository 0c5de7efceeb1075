#include "published.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "aka/model/error.hpp"
#include "aka/text/csv_reader.hpp"
#include "aka/text/tr.hpp"

namespace aka::disclosure {
namespace {

enum Column {
    period,
    municipality,
    municipalities,
    measure,
    unit,
    dimension,
    category,
    covers,
    value,
    columns
};

const std::vector<std::string> header{"period",    "municipality", "municipalities", "measure", "unit",
                                      "dimension", "category",     "covers",         "value"};

[[noreturn]] void damaged(std::size_t file, int line) {
    throw Error{ErrorKind::storage,
                tr("publication {number} is damaged: line {line} is not what a publication holds",
                   fmt::arg("number", file + 1), fmt::arg("line", line))};
}

std::optional<std::int64_t> whole(std::string_view digits) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (fault != std::errc{} || end != digits.data() + digits.size() || number < 0) return std::nullopt;
    return number;
}

Names names_of(std::string_view joined) {
    Names names;
    while (!joined.empty()) {
        const auto end = std::min(joined.find(' '), joined.size());
        names.emplace(joined.substr(0, end));
        joined.remove_prefix(std::min(end + 1, joined.size()));
    }
    return names;
}

/// 2026-10, 2026-Q4 or 2026; none for anything else.
std::set<int> months_of(std::string_view text) {
    constexpr std::size_t year_digits = 4;
    constexpr int year_months = 12;
    constexpr int quarter_months = 3;
    const auto year = whole(text.substr(0, year_digits));
    if (!year || text.size() < year_digits) return {};
    int first = 0;
    int count = year_months;
    if (text.size() == 7 && text[4] == '-') {
        const bool quarter = text[5] == 'Q';
        count = quarter ? quarter_months : 1;
        const auto number = whole(text.substr(quarter ? 6 : 5));
        if (!number || *number < 1 || *number > year_months / count) return {};
        first = (static_cast<int>(*number) - 1) * count;
    } else if (text.size() != year_digits) {
        return {};
    }
    std::set<int> months;
    for (int month = 0; month < count; ++month)
        months.insert(static_cast<int>(*year) * year_months + first + month);
    return months;
}

bool is_additive(const std::string& unit) {
    constexpr std::array<std::string_view, 3> others{"percent", "days", "businesses"};
    return std::find(others.begin(), others.end(), unit) == others.end();
}

PublishedFigure figure_of(std::size_t file, std::size_t row, const CsvRow& read) {
    const auto& cells = read.cells;
    PublishedFigure figure;
    figure.file = file;
    figure.row = row;
    figure.measure = cells[measure] + " " + cells[unit];
    figure.dimension = cells[dimension];
    figure.region = {months_of(cells[period]), names_of(cells[municipalities])};
    figure.codes = names_of(cells[covers]);
    figure.value = whole(cells[value]);
    const bool readable = figure.value.has_value() || cells[value] == "*";
    if (!readable || figure.region.months.empty() || figure.region.municipalities.empty())
        damaged(file, read.line);
    if (figure.codes.empty() != figure.dimension.empty()) damaged(file, read.line);
    return figure;
}

}  // namespace

std::vector<PublishedFigure> read_published(std::size_t file, const std::string& text) {
    std::vector<PublishedFigure> figures;
    std::size_t rows = 0;
    bool begun = false;
    const auto fault = read_csv(text, ',', [&](const CsvRow& read) {
        if (read.cells.size() != columns || (!begun && read.cells != header)) damaged(file, read.line);
        if (begun && is_additive(read.cells[unit])) figures.push_back(figure_of(file, rows, read));
        if (begun) ++rows;
        begun = true;
    });
    if (fault || !begun) damaged(file, fault ? fault->line : 1);
    return figures;
}

}  // namespace aka::disclosure
