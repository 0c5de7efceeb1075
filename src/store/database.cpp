#include "aka/store/database.hpp"

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka {

std::string to_text(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return {};
}

const Value& Row::value(std::string_view column) const {
    const auto& names = *names_;
    if (next_ >= names.size() || names[next_] != column) {
        const auto found = std::find(names.begin(), names.end(), column);
        if (found == names.end()) damaged(column);
        next_ = static_cast<std::size_t>(found - names.begin());
    }
    return values_[next_++];
}

void Row::damaged(std::string_view column) {
    throw Error{
        ErrorKind::storage,
        tr("the register is damaged: column {column} holds something else than expected; see aka data check",
           fmt::arg("column", column))};
}

std::int64_t Row::integer(std::string_view column) const {
    const auto* number = std::get_if<std::int64_t>(&value(column));
    if (number == nullptr) damaged(column);
    return *number;
}

const std::string& Row::text(std::string_view column) const {
    const auto* found = std::get_if<std::string>(&value(column));
    if (found == nullptr) damaged(column);
    return *found;
}

Date Row::date(std::string_view column) const {
    const auto value = parse_iso_date(text(column));
    if (!value) damaged(column);
    return *value;
}

bool Row::is_null(std::string_view column) const {
    return std::holds_alternative<std::nullptr_t>(value(column));
}

std::optional<std::int64_t> Row::optional_integer(std::string_view column) const {
    return is_null(column) ? std::nullopt : std::optional{integer(column)};
}

std::string Row::optional_text(std::string_view column) const {
    return is_null(column) ? std::string{} : text(column);
}

std::optional<Date> Row::optional_date(std::string_view column) const {
    return is_null(column) ? std::nullopt : std::optional{date(column)};
}

std::vector<Row> Database::query(std::string_view sql, const Parameters& parameters) {
    std::vector<Row> rows;
    each(sql, parameters, [&](const Row& row) { rows.push_back(row); });
    return rows;
}

std::optional<Row> Database::find(std::string_view sql, const Parameters& parameters) {
    std::optional<Row> first;
    each(sql, parameters, [&](const Row& row) {
        if (!first) first = row;
    });
    return first;
}

std::int64_t Database::number(std::string_view sql, const Parameters& parameters) {
    const auto row = find(sql, parameters);
    if (!row)
        throw Error{ErrorKind::storage,
                    tr("the register is damaged: a count has no answer; see aka data check")};
    return row->integer(row->names().front());
}

std::int64_t Database::insert(std::string_view sql, const Fields& fields) {
    Parameters values;
    values.reserve(fields.size());
    for (const auto& [column, value] : fields) values.push_back(value);
    return number(std::string{sql} + " RETURNING id", values);
}

}  // namespace aka
