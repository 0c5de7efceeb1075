#include "aka/store/near_cases.hpp"

#include <fmt/format.h>

#include <utility>

#include "aka/store/record.hpp"

namespace aka {
namespace {

/// By the reference as text: that is what has an index.
bool is_there(Database& db, const CaseRef& ref) {
    return db.find("SELECT id FROM case_file WHERE ref = $1", {ref.text()}).has_value();
}

}  // namespace

std::optional<CaseRef> near_case(Database& db, const CaseRef& ref) {
    const std::string digits = fmt::format("{:04}", ref.number);
    for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
        std::string swapped = digits;
        std::swap(swapped[i], swapped[i + 1]);
        const CaseRef near{ref.prefix, ref.year, std::stoi(swapped)};
        if (near.number != ref.number && is_there(db, near)) return near;
    }
    for (const auto& row : db.query("SELECT DISTINCT year FROM counter ORDER BY year DESC")) {
        const CaseRef other{ref.prefix, read_int(row, "year"), ref.number};
        if (is_there(db, other)) return other;
    }
    return std::nullopt;
}

std::optional<CaseRef> last_case(Database& db, const std::string& prefix, int year) {
    std::string first = CaseRef{prefix, year, 0}.text();
    first.resize(first.rfind('-') + 1);
    std::string behind = first;
    ++behind.back();
    // Five digits come after four, whatever they are.
    const auto row = db.find(
        "SELECT ref FROM case_file WHERE ref >= $1 AND ref < $2 ORDER BY length(ref) DESC, ref DESC LIMIT 1",
        {first, behind});
    if (!row) return std::nullopt;
    return CaseRef{prefix, year, std::stoi(row->text("ref").substr(first.size()))};
}

}  // namespace aka
