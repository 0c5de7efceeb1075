#include "toml_reader.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "aka/model/error.hpp"
#include "aka/network/toml_guard.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {

std::string Place::text() const {
    return line == 0 ? file : fmt::format("{}:{}:{}", file, line, column);
}

void Problems::raise() const {
    if (list_.empty()) return;
    auto sorted = list_;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::string lines;
    for (const auto& [place, text] : sorted)
        lines += fmt::format("{}{}: {}", lines.empty() ? "" : "\n", place.text(), text);
    throw Error{ErrorKind::config, lines};
}

std::string shown(const std::filesystem::path& path) {
    return escape_controls(path.string());
}

namespace {

std::string on_one_line(std::string_view text) {
    std::string line = escape_controls(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

Place place_of(const toml::source_region& source, const Place& otherwise) {
    if (!source.begin) return otherwise;  // tables that only a dotted key implies
    return {otherwise.file, static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

TomlValue convert(const toml::node& node, const Place& parent);

TomlTable convert(const toml::table& table, const Place& place) {
    TomlTable converted;
    for (const auto& [key, node] : table) {
        const Place at = place_of(key.source(), place);
        converted.entries.push_back({std::string{key.str()}, at, convert(node, at)});
    }
    return converted;
}

TomlArray convert(const toml::array& array, const Place& place) {
    TomlArray converted;
    for (const auto& node : array) converted.push_back(convert(node, place));
    return converted;
}

Date convert(const toml::date& date) {
    return Date{std::chrono::year{date.year} / std::chrono::month{date.month} / std::chrono::day{date.day}};
}

TomlValue convert(const toml::node& node, const Place& parent) {
    Place place = place_of(node.source(), parent);
    if (const auto* text = node.as_string()) return {std::move(place), text->get()};
    if (const auto* number = node.as_integer()) return {std::move(place), number->get()};
    if (const auto* flag = node.as_boolean()) return {std::move(place), flag->get()};
    if (const auto* date = node.as_date()) return {std::move(place), convert(date->get())};
    if (const auto* array = node.as_array()) {
        auto values = convert(*array, place);
        return {std::move(place), std::move(values)};
    }
    if (const auto* table = node.as_table()) {
        auto values = convert(*table, place);
        return {std::move(place), std::move(values)};
    }
    return {std::move(place), TomlOther{node.is_floating_point() ? tr("a decimal number") : tr("a time")}};
}

std::optional<TomlTable> parse(const std::string& text, const std::string& file, Problems& problems) {
    const auto unsafe = check_toml_bytes(text);
    for (const auto& problem : unsafe) problems.add({file, problem.line, problem.column}, problem.text);
    if (!unsafe.empty()) return std::nullopt;
    try {
        return convert(toml::parse(std::string_view{text}), Place{file, 1, 1});
    } catch (const toml::parse_error& error) {
        problems.add(place_of(error.source(), {file, 0, 0}),
                     tr("not valid TOML: {why}", fmt::arg("why", on_one_line(error.description()))));
    }
    return std::nullopt;
}

/// What stands in the way of reading `path` as a file; empty when nothing does. A named pipe would block, a
/// directory reads as empty.
std::string find_obstacle(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (std::filesystem::is_regular_file(status)) return "";
    if (std::filesystem::is_directory(status)) return tr("is a directory, not a file");
    if (status.type() == std::filesystem::file_type::not_found) return tr("no such file");
    return error ? tr("cannot be read: {why}", fmt::arg("why", error.message())) : tr("is no ordinary file");
}

/// At most one byte more than allowed; none when it cannot be read.
std::optional<std::string> read_text(const std::filesystem::path& path, const Place& place,
                                     Problems& problems) {
    errno = 0;
    std::ifstream stream{path, std::ios::binary};
    std::string text;
    std::array<char, 16UL * 1024> part{};
    while (text.size() <= max_toml_bytes && (stream.read(part.data(), part.size()), stream.gcount() > 0))
        text.append(part.data(), static_cast<std::size_t>(stream.gcount()));
    if (!stream.is_open() || stream.bad()) {
        const std::string why = std::error_code{errno, std::generic_category()}.message();
        problems.add(place, tr("cannot be read: {why}", fmt::arg("why", why)));
        return std::nullopt;
    }
    text.resize(std::min(text.size(), max_toml_bytes + 1));
    return text;
}

bool is_absent(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::status(path, ignored).type() == std::filesystem::file_type::not_found;
}

}  // namespace

std::optional<TomlDocument> read_toml(const std::filesystem::path& file, Presence presence,
                                      Problems& problems) {
    if (presence == Presence::optional && is_absent(file)) return std::nullopt;
    const Place whole{shown(file), 0, 0};
    if (std::string obstacle = find_obstacle(file); !obstacle.empty()) {
        problems.add(whole, std::move(obstacle));
        return std::nullopt;
    }
    const auto text = read_text(file, whole, problems);
    if (!text) return std::nullopt;
    auto root = parse(*text, whole.file, problems);
    if (!root) return std::nullopt;
    return TomlDocument{{whole.file, 1, 1}, std::move(*root)};
}

}  // namespace aka
