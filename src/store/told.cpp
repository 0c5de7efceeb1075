#include "told.hpp"

#include "aka/text/utf8.hpp"

namespace aka {
namespace {

enum class Written { plainly, with_escapes };

/// Nearly all that is told needs no escapes.
Written how_written(std::string_view text) {
    bool ascii = true;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || c == '"' || c == '\\') return Written::with_escapes;
        ascii = ascii && byte < 0x80;
    }
    return ascii || is_utf8(text) ? Written::plainly : Written::with_escapes;
}

void append_text(std::string& body, const std::string& text) {
    if (how_written(text) == Written::with_escapes) {
        body += nlohmann::json(text).dump();  // which refuses what is no UTF-8
        return;
    }
    body += '"';
    body += text;
    body += '"';
}

void append_value(std::string& body, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        body += std::to_string(*number);
    else if (const auto* text = std::get_if<std::string>(&value))
        append_text(body, *text);
    else
        body += "null";
}

}  // namespace

std::vector<ToldRow> told_rows(const std::string& body) {
    std::vector<ToldRow> rows;
    auto told = nlohmann::json::parse(body, nullptr, false);
    if (!told.is_object() || !told.contains("records") || !told["records"].is_array()) return rows;
    for (auto& record : told["records"])
        if (record.is_object() && record.contains("table") && record.contains("row") &&
            record["table"].is_string() && record["row"].is_object())
            rows.push_back({record["table"], std::move(record["row"])});
    return rows;
}

void append_told(std::string& body, std::string_view table, const Fields& fields) {
    body.append("{\"table\":\"").append(table).append("\",\"row\":{");
    for (std::size_t i = 0; i < fields.size(); ++i) {
        body.append(i == 0 ? "\"" : ",\"").append(fields[i].first).append("\":");
        append_value(body, fields[i].second);
    }
    body += "}}";
}

}  // namespace aka
