#include "aka/store/near_cases.hpp"

#include <fmt/format.h>

#include <utility>

#include "aka/store/record.hpp"

namespace aka {
namespace {

std::optional<CaseRef> read_ref(const std::optional<Row>& row) {
    if (!row) return std::nullopt;
    return CaseRef{row->text("prefix"), read_int(*row, "year"), read_int(*row, "number")};
}

}  // namespace

std::optional<CaseRef> near_case(Database& db, const CaseRef& ref) {
    const std::string digits = fmt::format("{:04}", ref.number);
    for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
        std::string swapped = digits;
        std::swap(swapped[i], swapped[i + 1]);
        if (const auto found =
                read_ref(db.find("SELECT prefix, year, number FROM case_file WHERE prefix = $1 AND year = $2 "
                                 "AND number = $3 AND number <> $4",
                                 {ref.prefix, std::int64_t{ref.year}, std::int64_t{std::stoi(swapped)},
                                  std::int64_t{ref.number}})))
            return found;
    }
    return read_ref(
        db.find("SELECT prefix, year, number FROM case_file WHERE prefix = $1 AND number = $2 ORDER BY year "
                "DESC LIMIT 1",
                {ref.prefix, std::int64_t{ref.number}}));
}

std::optional<CaseRef> last_case(Database& db, const std::string& prefix, int year) {
    return read_ref(
        db.find("SELECT prefix, year, number FROM case_file WHERE prefix = $1 AND year = $2 ORDER BY number "
                "DESC LIMIT 1",
                {prefix, std::int64_t{year}}));
}

}  // namespace aka
