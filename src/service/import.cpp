#include "aka/service/import.hpp"

#include <map>

#include "aka/model/error.hpp"
#include "aka/store/cases.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

/// Leaves the transaction, and nothing behind.
struct Undo {};

/// Lines that cannot be recorded are told all at once; a fault of the register ends the work.
bool is_of_the_line(const Error& error) {
    return error.kind() == ErrorKind::usage || error.kind() == ErrorKind::refused;
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
    [[nodiscard]] const ImportedCases& result() const { return result_; }

private:
    void record(const PastEnquiry& past) {
        const BusinessFacts facts = clean_facts(past.enquiry.business);
        const auto same =
            find_case(desk_.db, SameCase{desk_.home().id, facts.cvr, facts.name,
                                         past.enquiry.received_on.value_or(desk_.today),
                                         clean_text(tr("title"), past.enquiry.title, Lines::one)});
        if (same) {
            const auto [first, met_first] = lines_.try_emplace(same->id, past.line);
            if (met_first)
                ++result_.known;
            else
                result_.twice.push_back({past.line, first->second});
            return;
        }
        const Case file = Cases{desk_}.record(past.enquiry).file.file;
        if (past.ending) Cases{desk_}.close(file, {}, past.ending->how, past.ending->on);
        lines_.emplace(file.id, past.line);
        result_.added.push_back({past.line, file.ref, past.ending ? CaseStatus::closed : CaseStatus::open});
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
            result = import.result();
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
