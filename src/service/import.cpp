#include "aka/service/import.hpp"

#include <iterator>
#include <map>
#include <utility>

#include "aka/model/error.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/search.hpp"
#include "aka/text/tr.hpp"
#include "intake.hpp"

namespace aka {
namespace {

/// Leaves the transaction, and nothing behind.
struct Undo {};

/// Lines that cannot be recorded are told all at once; a fault of the register ends the work.
bool is_of_the_line(const Error& error) {
    return error.kind() == ErrorKind::usage || error.kind() == ErrorKind::refused;
}

/// Stores a record as it is now, with a new key; the event tells of it as it was before. Both get its id.
template <class Record>
void insert_ended(Change& change, Record& before, Record& now) {
    before.key = now.key = make_key(change.now());
    before.id.value = now.id.value =
        insert_row(change.db(), Stored<Record>::table, Stored<Record>::fields(now));
    change.tell(Stored<Record>::table, Stored<Record>::fields(before));
}

/// A case with its needs, as it came in and as it stands now.
struct PastCase {
    Case before;
    Case now;
    std::vector<Need> needs_before;
    std::vector<Need> needs;
};

PastCase make_past_case(Change& change, const Desk& desk, const PastEnquiry& past, const Said& said,
                        const Caller& caller) {
    PastCase made;
    made.before = make_case(change, desk, past.enquiry, said, caller);
    for (const auto& facts : past.enquiry.needs)
        made.needs_before.push_back(make_need(facts, static_cast<int>(made.needs_before.size()) + 1));
    made.now = made.before;
    made.needs = made.needs_before;
    if (!past.ending) return made;
    const auto& [ending, day] = *past.ending;
    require_closed_by(day, desk.today);
    require_clear_posts(made.before, std::ssize(made.needs), ending);
    for (auto& need : made.needs) need = close_need(need, ending, day, desk.home().id);
    made.now = close_case(made.now, made.needs, day);
    return made;
}

/// Tells how it ended.
void record_ending(Change& change, const Desk& desk, const PastCase& past) {
    for (const auto& need : past.needs) change.tell(Stored<Need>::table, Stored<Need>::fields(need));
    change.tell(Stored<Case>::table, Stored<Case>::fields(past.now));
    plan_second_wave(change, desk, past.now, past.needs);
    change.record("case close", subject_of(past.now), *past.now.closed_on);
}

/// Leaves what `Cases::record` and, when it has ended, `Cases::close` would: two events, but one writing.
Case take_over(const Desk& desk, const PastEnquiry& past, const Said& said) {
    const Enquiry& enquiry = past.enquiry;
    require_recordable(desk, enquiry, said.received);
    PastCase made;
    desk.write([&](Change& change) {
        const Caller caller =
            settle_caller(change, desk, enquiry, said, find_business(desk, said.facts, enquiry.known));
        made = make_past_case(change, desk, past, said, caller);
        insert_ended(change, made.before, made.now);
        for (std::size_t i = 0; i < made.needs.size(); ++i) {
            made.needs_before[i].case_id = made.needs[i].case_id = made.now.id;
            insert_ended(change, made.needs_before[i], made.needs[i]);
        }
        if (!past.ending && !enquiry.without_followup)
            make_first_followup(change, desk, made.now, enquiry.followup);
        if (enquiry.consent) make_consent(change, desk, made.now, *enquiry.consent);
        end_prospects(change, enquiry, caller.business, said.received, desk.today);
        index_new_case(desk.db, made.now, caller.business);
        change.record("case import", subject_of(made.now), said.received);
        if (past.ending) record_ending(change, desk, made);
    });
    return made.now;
}

class Import {
public:
    explicit Import(const Desk& desk) : desk_(desk) {}

    void take(const PastEnquiry& past) {
        try {
            record(past);
        } catch (const Error& error) {
            if (!is_of_the_line(error)) throw;
            result_.bad.push_back({past.line, error.what()});
        }
    }
    [[nodiscard]] ImportedCases take_result() { return std::move(result_); }

private:
    void record(const PastEnquiry& past) {
        const Said said{clean_facts(past.enquiry.business), past.enquiry.received_on.value_or(desk_.today)};
        const auto same =
            find_case(desk_.db, SameCase{desk_.home().id, said.facts.cvr, said.facts.name, said.received,
                                         clean_text(tr("title"), past.enquiry.title, Lines::one)});
        if (same) {
            const auto [first, met_first] = lines_.try_emplace(same->id, past.line);
            if (met_first)
                ++result_.known;
            else
                result_.twice.push_back({past.line, first->second});
            return;
        }
        const Case file = take_over(desk_, past, said);
        lines_.emplace(file.id, past.line);
        result_.added.push_back({past.line, file.ref, file.status});
    }

    const Desk& desk_;
    ImportedCases result_;
    std::map<CaseId, int> lines_;  ///< of the cases that were met
};

}  // namespace

ImportedCases import_cases(const Desk& desk, const PastEnquiries& lines, const std::string& source_hash) {
    ImportedCases result;
    try {
        desk.write([&](Change& change) {
            Import import{desk};
            lines([&](const PastEnquiry& past) { import.take(past); });
            result = import.take_result();
            if (!result.bad.empty()) throw Undo{};
            if (result.added.empty()) return;
            change.tell("import",
                        {{"sha256", source_hash}, {"cases", static_cast<std::int64_t>(result.added.size())}});
            change.record("case import", "import:" + source_hash.substr(0, 16), desk.today);
        });
    } catch (const Undo&) {
        result.added.clear();
    }
    return result;
}

}  // namespace aka
