#include <charconv>
#include <nlohmann/json.hpp>

#include "aka/output/cell.hpp"
#include "aka/output/writers.hpp"

namespace aka {
namespace {

using Json = nlohmann::ordered_json;

Json round_number(double value) {
    if (!std::isfinite(value)) return nullptr;
    const std::string text = decimal_text(value, 6);
    double rounded = 0;
    std::from_chars(text.data(), text.data() + text.size(), rounded);
    return rounded;
}

Json to_json(const Cell& cell) {
    struct Writer {
        Json operator()(double number) const { return round_number(number); }
        Json operator()(Share share) const { return round_number(share.value); }
        Json operator()(Date date) const { return to_iso(date); }
        Json operator()(std::nullptr_t) const { return nullptr; }
        Json operator()(std::int64_t number) const { return number; }
        Json operator()(bool flag) const { return flag; }
        Json operator()(const std::string& text) const { return text; }
        Json operator()(const std::vector<std::string>& texts) const { return texts; }
    };
    return std::visit(Writer{}, cell);
}

Json to_object(const Table& table, const std::vector<Cell>& row) {
    Json object = Json::object();
    for (std::size_t i = 0; i < table.columns.size(); ++i) object[table.columns[i].key] = to_json(row.at(i));
    return object;
}

Json to_json(const Section& section) {
    const auto& table = section.table;
    if (section.record) return table.rows.empty() ? Json(nullptr) : to_object(table, table.rows.front());
    Json rows = Json::array();
    for (const auto& row : table.rows) rows.push_back(to_object(table, row));
    return rows;
}

struct Character {
    unsigned code_point;
    std::size_t length;  ///< in bytes
};

/// The first character of valid UTF-8.
Character decode(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return static_cast<unsigned>(static_cast<unsigned char>(text[i]));
    };
    const unsigned lead = byte(0);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned point = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) point = (point << 6U) | (byte(i) & 0x3FU);
    return {point, length};
}

std::string escape(unsigned point) {
    if (point < 0x10000) return fmt::format("\\u{:04x}", point);
    const unsigned rest = point - 0x10000;
    return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10U), 0xDC00 + (rest & 0x3FFU));
}

/// nlohmann escapes only what JSON demands; C1 and bidirectional controls would reach the terminal. Outside
/// strings all is ASCII, so escapes may stand wherever such a character does.
std::string escape_rest(std::string_view text) {
    std::string safe;
    while (const auto fault = find_text_fault(text, Lines::many)) {
        safe += text.substr(0, fault->offset);
        text.remove_prefix(fault->offset);
        const auto [point, length] = decode(text);
        safe += escape(point);
        text.remove_prefix(length);
    }
    return safe += text;
}

}  // namespace

std::string write_json(const Document& document) {
    Json root = {{"schema", "aka/1"}};
    if (!document.title.empty()) root["title"] = document.title;
    if (!document.lines.empty()) root["notes"] = document.lines;
    for (const auto& section : document.sections) {
        root[section.key] = to_json(section);
        if (!section.notes.empty()) root[section.key + "_notes"] = section.notes;
    }
    return escape_rest(root.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n';
}

}  // namespace aka
