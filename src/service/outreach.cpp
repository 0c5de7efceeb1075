#include "aka/service/outreach.hpp"

#include <map>

#include "aka/model/error.hpp"
#include "aka/store/prospects.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

constexpr int silent_months = 12;

Prospect to_prospect(const Desk& desk, const ListedBusiness& listed, Instant now) {
    BusinessFacts facts;
    facts.name = listed.name;
    facts.cvr = listed.cvr;
    facts.phone = listed.phone;
    facts = clean_facts(facts);
    if (facts.name.empty())
        throw Error{ErrorKind::usage,
                    tr("line {line}: a business to be called needs a name", fmt::arg("line", listed.line))};
    return {{},
            "",
            desk.home().id,
            facts.cvr,
            facts.name,
            facts.phone,
            clean_text(tr("reason"), listed.reason, Lines::many),
            desk.today,
            std::nullopt,
            now};
}

}  // namespace

Outreach find_outreach(const Desk& desk, std::int64_t limit) {
    const OutreachFilter filter{desk.reading(), desk.municipality, add_months(desk.today, -silent_months),
                                limit};
    Outreach outreach;
    desk.db.read_together([&] { outreach = list_outreach(desk.db, filter); });
    return outreach;
}

ImportedProspects import_prospects(const Desk& desk, const ListedBusinesses& lines) {
    ImportedProspects result;
    desk.write([&](Change& change) {
        result = {};
        std::map<std::int64_t, int> met;  // the lines of the prospects, by their number
        lines([&](const ListedBusiness& listed) {
            Prospect prospect = to_prospect(desk, listed, change.now());
            const auto known = find_prospect(desk.db, prospect.owner, prospect.cvr, prospect.name);
            if (!known) {
                change.insert(prospect);
                change.record("outreach import", subject_of(prospect), desk.today);
                met.emplace(prospect.id.value, listed.line);
                ++result.added;
                return;
            }
            const auto [first, met_first] = met.try_emplace(known->id.value, listed.line);
            if (!met_first) {
                result.twice.push_back({listed.line, first->second});
                return;
            }
            ++result.known;
            if (known->done_on) ++result.called;
        });
    });
    return result;
}

}  // namespace aka
