#include "aka/store/prospects.hpp"

#include "aka/text/fold.hpp"

namespace aka {

Fields Stored<Prospect>::fields(const Prospect& prospect) {
    return {{"key", prospect.key},
            {"owner", to_value(prospect.owner)},
            {"cvr", null_if_empty(prospect.cvr)},
            {"name", prospect.name},
            {"name_folded", fold(prospect.name)},
            {"phone", null_if_empty(prospect.phone)},
            {"reason", null_if_empty(prospect.reason)},
            {"imported_on", to_value(prospect.imported_on)},
            {"done_on", to_value(prospect.done_on)},
            {"recorded", to_value(prospect.recorded)}};
}

Prospect Stored<Prospect>::read(const Row& row) {
    return {{row.integer("id")},          row.text("key"),         {row.text("owner")},
            row.optional_text("cvr"),     row.text("name"),        row.optional_text("phone"),
            row.optional_text("reason"),  row.date("imported_on"), row.optional_date("done_on"),
            read_instant(row, "recorded")};
}

std::string subject_of(const Prospect& prospect) {
    return "prospect:" + prospect.key;
}

std::optional<Prospect> find_prospect(Database& db, const MunicipalityId& owner, const std::string& cvr,
                                      const std::string& name) {
    return read_one<Prospect>(
        db,
        "SELECT * FROM prospect WHERE owner = $1 AND (cvr = $2 OR (name_folded = $3 AND "
        "(cvr IS NULL OR $2 = ''))) ORDER BY id LIMIT 1",
        {owner.text, cvr, fold(name)});
}

std::vector<Prospect> waiting_prospects(Database& db, const MunicipalityId& owner, const std::string& cvr,
                                        const std::string& name) {
    return read_all<Prospect>(
        db,
        "SELECT * FROM prospect WHERE owner = $1 AND done_on IS NULL AND (cvr = $2 OR (name_folded = $3 AND "
        "(cvr IS NULL OR $2 = ''))) ORDER BY id",
        {owner.text, cvr, fold(name)});
}

}  // namespace aka
