#include "charts.hpp"

#include <algorithm>

#include "aka/output/cell.hpp"
#include "chart_labels.hpp"
#include "chart_places.hpp"
#include "html_page.hpp"

namespace aka {
namespace {

constexpr double drawing_width = 400;  ///< of every drawing; the page scales it to the place there is
constexpr double line_height = 14;     ///< of labels on several lines

/// The rows and columns drawn, in words and numbers.
struct Drawing {
    struct Series {
        std::string name;
        std::vector<std::optional<double>> values;
        std::vector<std::string> texts;  ///< as people read them, also where there is no value
    };
    std::vector<std::string> labels;
    std::vector<Series> series;
    bool shares = true;  ///< all values are

    [[nodiscard]] double least() const {
        return extreme([](double a, double b) { return std::min(a, b); });
    }
    [[nodiscard]] double most() const {
        return extreme([](double a, double b) { return std::max(a, b); });
    }

private:
    /// Of the values and zero.
    template <class Choose>
    double extreme(Choose choose) const {
        double found = 0;
        for (const auto& one : series)
            for (const auto& value : one.values)
                if (value) found = choose(found, *value);
        return found;
    }
};

Drawing make_drawing(const Section& section, const ChartPlaces& places) {
    Drawing drawing;
    const auto& table = section.table;
    for (const auto row : places.rows)
        drawing.labels.push_back(one_line(people_text(table.rows[row].at(places.label), {})));
    for (const auto column : places.values) {
        auto& series = drawing.series.emplace_back();
        series.name = one_line(table.columns[column].heading);
        for (const auto row : places.rows) {
            const Cell& cell = table.rows[row].at(column);
            series.values.push_back(drawn_value(cell));
            series.texts.push_back(one_line(people_text(cell, {})));
            if (series.values.back() && !std::holds_alternative<Share>(cell)) drawing.shares = false;
        }
    }
    return drawing;
}

/// A length in the drawing: at most two decimals.
std::string px(double value) {
    return decimal_text(value, 2);
}

enum class Anchor { start, middle, end };

std::string text_at(double x, double y, std::string_view text, Anchor anchor = Anchor::start,
                    std::string_view style = "") {
    const std::string_view where = anchor == Anchor::end      ? " text-anchor=\"end\""
                                   : anchor == Anchor::middle ? " text-anchor=\"middle\""
                                                              : "";
    return fmt::format("<text x=\"{}\" y=\"{}\"{}{}>{}</text>\n", px(x), px(y), where,
                       style.empty() ? "" : fmt::format(" class=\"{}\"", style), escape_html(text));
}

std::string rectangle(double x, double y, double wide, double high, std::string_view style) {
    return fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"{}\"/>\n", px(x), px(y),
                       px(wide), px(high), style);
}

std::string line(double x1, double y1, double x2, double y2, std::string_view style) {
    return fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{}\"/>\n", px(x1), px(y1),
                       px(x2), px(y2), style);
}

/// Four colours that can be told apart; a fifth series begins again.
std::size_t colour(std::size_t series) {
    return series % 4 + 1;
}

/// Marks that can be told apart without colours.
std::string mark(double x, double y, std::size_t series) {
    const auto style = fmt::format("f{}", colour(series));
    switch (series % 4) {
        case 0:
            return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"3\" class=\"{}\"/>\n", px(x), px(y), style);
        case 1:
            return rectangle(x - 3, y - 3, 6, 6, style);
        case 2:
            return fmt::format("<path d=\"M{} {}l4 7h-8z\" class=\"{}\"/>\n", px(x), px(y - 4), style);
        default:
            return fmt::format("<path d=\"M{} {}l4 4l-4 4l-4 -4z\" class=\"{}\"/>\n", px(x), px(y - 4),
                               style);
    }
}

/// Of figures, which are the widest of letters; room for all of them.
constexpr double digit_width = 8;

double widest_figure(const std::vector<std::string>& texts) {
    int most = 0;
    for (const auto& text : texts) most = std::max(most, display_width(text));
    return most * digit_width;
}

double widest(const std::vector<std::string>& texts) {
    double most = 0;
    for (const auto& text : texts) most = std::max(most, measured(text));
    return most;
}

/// Lines around a height, or below one another from it.
std::string lines_at(double x, double y, const LabelLines& lines, Anchor anchor,
                     std::string_view style = "") {
    std::string out;
    for (const auto& one : lines) {
        out += text_at(x, y, one, anchor, style);
        y += line_height;
    }
    return out;
}

double height_of(const LabelLines& lines) {
    return line_height * static_cast<double>(lines.size());
}

/// The same, their middle at `y`.
std::string label_at(double x, double y, const LabelLines& lines) {
    return lines_at(x, y - (height_of(lines) - line_height) / 2 + 4, lines, Anchor::end);
}

/// Names of the series, each beside its mark, in as many lines as it takes; moves `y` below them. None for
/// one.
std::string legend(const Drawing& drawing, double& y) {
    if (drawing.series.size() < 2) return {};
    std::string out;
    double x = 0;
    for (std::size_t i = 0; i < drawing.series.size(); ++i) {
        const std::string name = fitted(drawing.series[i].name, drawing_width - 20);
        if (x > 0 && x + 14 + measured(name) > drawing_width) {
            x = 0;
            y += 18;
        }
        out += mark(x + 5, y + 8, i) + text_at(x + 14, y + 12, name);
        x += 14 + measured(name) + 18;
    }
    y += 26;
    return out;
}

/// Where the columns of a chart with a row for each label stand.
struct Columns {
    std::vector<LabelLines> labels;
    double label;  ///< width of the labels
    double begin;  ///< of the bars
    double room;   ///< of the bars
};

Columns make_columns(const Drawing& drawing, double value_width) {
    auto labels = label_lines(drawing.labels, drawing_width * 0.42);
    double label = 0;
    for (const auto& lines : labels) label = std::max(label, widest(lines));
    const double begin = label + 8;
    return {std::move(labels), label, begin, std::max(drawing_width - begin - value_width - 6, 60.0)};
}

std::string draw_bars(const Drawing& drawing, double& y) {
    double value_width = 0;
    for (const auto& series : drawing.series)
        value_width = std::max(value_width, widest_figure(series.texts));
    const bool below_zero = drawing.least() < 0;
    // What is below zero has its text on its left.
    const auto columns = make_columns(drawing, value_width * (below_zero ? 2 : 1));
    const double begin = columns.begin + (below_zero ? value_width + 6 : 0);
    const double span = drawing.most() - drawing.least();
    const double scale = span > 0 ? (columns.room - (below_zero ? 6 : 0)) / span : 0;
    const double zero = begin - drawing.least() * scale;
    const double bar = drawing.series.size() > 1 ? 10 : 14;
    std::string out = legend(drawing, y);
    const double top = y;
    for (std::size_t row = 0; row < drawing.labels.size(); ++row) {
        const double bars = (bar + 3) * static_cast<double>(drawing.series.size()) - 3;
        const double high = std::max(bars, height_of(columns.labels[row]));
        const double next = y + high + 9;
        out += label_at(columns.label, y + high / 2, columns.labels[row]);
        y += (high - bars) / 2;
        for (std::size_t i = 0; i < drawing.series.size(); ++i) {
            const double value = drawing.series[i].values[row].value_or(0);
            const double length = std::abs(value) * scale;
            const double x = value < 0 ? zero - length : zero;
            if (length > 0) out += rectangle(x, y, length, bar, fmt::format("f{}", colour(i)));
            const auto& text = drawing.series[i].texts[row];
            out += value < 0 ? text_at(x - 4, y + bar / 2 + 4, text, Anchor::end)
                             : text_at(x + length + 4, y + bar / 2 + 4, text);
            y += bar + 3;
        }
        y = next;
    }
    return out + line(zero, top - 3, zero, y - 4, "axis");
}

/// Each row as wide as its first value; the other values stand beside it.
std::string draw_funnel(const Drawing& drawing, double& y) {
    std::vector<std::string> texts(drawing.labels.size());
    for (const auto& series : drawing.series)
        for (std::size_t row = 0; row < texts.size(); ++row)
            if (&series == &drawing.series.front() || series.values[row])
                texts[row] += (texts[row].empty() ? "" : " \u00b7 ") + series.texts[row];
    const auto columns = make_columns(drawing, widest_figure(texts));
    const double middle = columns.begin + columns.room / 2;
    const double scale = drawing.most() > 0 ? columns.room / drawing.most() : 0;
    const auto length = [&](std::size_t row) {
        return std::max(drawing.series.front().values[row].value_or(0), 0.0) * scale;
    };
    double high = 22;
    for (const auto& lines : columns.labels) high = std::max(high, height_of(lines));
    constexpr double gap = 8;
    std::string out;
    for (std::size_t row = 0; row < drawing.labels.size(); ++row) {
        if (row + 1 < drawing.labels.size())
            out += fmt::format("<path d=\"M{} {}H{}L{} {}H{}z\" class=\"pale\"/>\n",
                               px(middle - length(row) / 2), px(y + high), px(middle + length(row) / 2),
                               px(middle + length(row + 1) / 2), px(y + high + gap),
                               px(middle - length(row + 1) / 2));
        out += label_at(columns.label, y + high / 2, columns.labels[row]);
        if (length(row) > 0) out += rectangle(middle - length(row) / 2, y, length(row), high, "f1");
        out += text_at(columns.begin + columns.room + 6, y + high / 2 + 4, texts[row]);
        y += high + gap;
    }
    y -= gap;
    return out;
}

/// A step of 1, 2 or 5 times a power of ten that makes at most five of `span`; of counts no less than 1.
double tick_step(double span, bool shares) {
    const double raw = std::max(span / 5, shares ? 0.01 : 1.0);
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double step : {1.0, 2.0, 5.0})
        if (raw <= step * power * (1 + 1e-9)) return step * power;
    return 10 * power;
}

std::string tick_text(double value, bool shares) {
    if (shares) return people_text(Share{value}, {});
    if (std::abs(value - std::round(value)) < 1e-9 && std::abs(value) < 1e15)
        return people_text(static_cast<std::int64_t>(std::round(value)), {});
    return people_text(value, {});
}

/// The upright scale of a chart of lines.
struct Scale {
    double low;
    double high;
    double step;
    double top;
    double bottom;
    [[nodiscard]] double y(double value) const {
        return bottom - (value - low) / (high - low) * (bottom - top);
    }
};

Scale make_scale(const Drawing& drawing, double top, double bottom) {
    const double step = tick_step(drawing.most() - drawing.least(), drawing.shares);
    const double low = std::floor(drawing.least() / step) * step;
    return {low, std::max(std::ceil(drawing.most() / step - 1e-9) * step, low + step), step, top, bottom};
}

/// Line by line: what is not known leaves a gap.
std::string draw_series(const Drawing::Series& series, std::size_t number, const Scale& scale,
                        const std::vector<double>& xs) {
    std::string path;
    std::string marks;
    bool drawn = false;
    for (std::size_t i = 0; i < xs.size(); ++i) {
        const auto& value = series.values[i];
        if (value) {
            path += fmt::format("{}{} {}", drawn ? "L" : "M", px(xs[i]), px(scale.y(*value)));
            marks += mark(xs[i], scale.y(*value), number);
        }
        drawn = value.has_value();
    }
    return path.empty() ? path
                        : fmt::format("<path d=\"{}\" class=\"l{}\"/>\n", path, colour(number)) + marks;
}

std::string draw_lines(const Drawing& drawing, double& y) {
    constexpr double high = 170;
    std::string out = legend(drawing, y);
    const Scale scale = make_scale(drawing, y + 6, y + high);
    std::vector<std::pair<double, std::string>> ticks;
    for (double value = scale.low; value <= scale.high + scale.step / 2; value += scale.step)
        ticks.emplace_back(value, tick_text(value, drawing.shares));
    double left = 0;
    for (const auto& [value, text] : ticks) left = std::max(left, measured(text));
    left += 8;
    for (const auto& [value, text] : ticks)
        out += line(left, scale.y(value), drawing_width, scale.y(value),
                    std::abs(value) < 1e-9 ? "axis" : "rule") +
               text_at(left - 6, scale.y(value) + 4, text, Anchor::end, "soft");
    const auto count = drawing.labels.size();
    const double begin = left + 26;
    const double between = count > 1 ? (drawing_width - begin - 28) / static_cast<double>(count - 1) : 0;
    std::vector<double> xs(count);
    for (std::size_t i = 0; i < count; ++i) xs[i] = begin + between * static_cast<double>(i);
    // As many labels as there is room for, always the first.
    const double label = std::min(widest(drawing.labels), 80.0) + 10;
    const auto every = between > 0 ? static_cast<std::size_t>(std::ceil(label / between)) : 1;
    const auto labels = label_lines(drawing.labels, 80);
    double below = 0;
    for (std::size_t i = 0; i < count; i += every) {
        out += lines_at(xs[i], scale.bottom + 17, labels[i], Anchor::middle, "soft");
        below = std::max(below, height_of(labels[i]));
    }
    for (std::size_t i = 0; i < drawing.series.size(); ++i)
        out += draw_series(drawing.series[i], i, scale, xs);
    y += high + 8 + below;
    return out;
}

/// The figures, for those who cannot see the drawing.
std::string described(const Drawing& drawing) {
    constexpr std::size_t most = 60;  // beyond, the table is easier to follow
    std::vector<std::string> parts;
    for (std::size_t row = 0; row < std::min(drawing.labels.size(), most); ++row) {
        std::vector<std::string> values;
        for (const auto& series : drawing.series)
            values.push_back(drawing.series.size() > 1 ? series.name + ' ' + series.texts[row]
                                                       : series.texts[row]);
        parts.push_back(fmt::format("{}: {}", drawing.labels[row], fmt::join(values, ", ")));
    }
    const std::string all = fmt::format("{}", fmt::join(parts, "; "));
    return drawing.labels.size() > most
               ? tr("{figures}; the rest stands in the table.", fmt::arg("figures", all))
               : all + '.';
}

}  // namespace

std::string chart_svg(const Section& section, const std::string& id) {
    const auto places = find_chart(section);
    if (!places || section.chart.kind == ChartKind::cards) return {};
    const Drawing drawing = make_drawing(section, *places);
    double y = 4;
    const std::string body = section.chart.kind == ChartKind::bars    ? draw_bars(drawing, y)
                             : section.chart.kind == ChartKind::lines ? draw_lines(drawing, y)
                                                                      : draw_funnel(drawing, y);
    return fmt::format(
        "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}-title {}-desc\">\n<title "
        "id=\"{}-title\">{}"
        "</title>\n<desc id=\"{}-desc\">{}</desc>\n{}</svg>\n",
        px(drawing_width), px(y + 4), id, id, id, escape_html(one_line(section.heading)), id,
        escape_html(described(drawing)), body);
}

}  // namespace aka
