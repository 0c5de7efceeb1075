#include <algorithm>

#include "aka/cli/case_rows.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/cli/progress.hpp"
#include "aka/model/personal.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct ImportOptions {
    std::string file;
};

void declare_import(Command& command, ImportOptions& options) {
    command
        .example("aka case import register.csv -n       tell what would happen, and everything that is wrong")
        .example("aka case import register.csv")
        .argument("FILE", options.file,
                  "The register as CSV, its first line the headings; - is standard input")
        .remark(
            "Headings, Danish or English, in any order: virksomhed, cvr, p-nummer, kontakt, telefon, mail, "
            "emne, "
            "titel, tekst, modtaget, kanal, kommune, antal, stilling, status, afsluttet, udfald, aarsag, "
            "besat, "
            "opsoegende, konsulent. Needed are virksomhed or cvr, emne, titel and modtaget. With one bad "
            "line "
            "nothing is stored, and all of them are told. What was imported before is known again.");
}

/// Lines whose texts a person should read again, told once.
class SensitiveLines {
public:
    void look_at(const PastEnquiry& past) {
        if (find_sensitive_words(past.enquiry.title + '\n' + past.enquiry.text).empty()) return;
        constexpr int named = 20;
        if (++count_ <= named) lines_ += (lines_.empty() ? "" : ", ") + std::to_string(past.line);
        if (count_ == named + 1) lines_ += ", ...";
    }
    void tell(const Session& session, const ImportFile& file) const {
        if (count_ > 0)
            session.warn(
                trn("warning: {file}: {n} line tells of health or punishment ({lines}); of a person "
                    "who can be recognised that does not belong here (GDPR art. 9 and 10)",
                    "warning: {file}: {n} lines tell of health or punishment ({lines}); of a person "
                    "who can be recognised that does not belong here (GDPR art. 9 and 10)",
                    count_, fmt::arg("file", file.name()), fmt::arg("lines", lines_)));
    }

private:
    int count_ = 0;
    std::string lines_;
};

Document to_document(const Session& session, const ImportFile& file, const ImportedCases& imported) {
    const auto closed =
        std::count_if(imported.added.begin(), imported.added.end(),
                      [](const TakenOver& line) { return line.status == CaseStatus::closed; });
    const auto added = static_cast<std::int64_t>(imported.added.size());
    Document document;
    document.sections.push_back(
        {"import",
         "",
         {{{"lines", tr("Lines")},
           {"added", tr("New")},
           {"open", tr("Of these open")},
           {"closed", tr("Of these closed")},
           {"known", tr("Known already")},
           {"twice", tr("Twice in the file")},
           {"stored", tr("Stored")}},
          {{std::int64_t{file.rows()}, added, added - closed, std::int64_t{closed},
            std::int64_t{imported.known}, static_cast<std::int64_t>(imported.twice.size()),
            !session.options().dry_run && added > 0}}},
         true,
         {}});
    if (session.format() != Format::json) return document;
    Section cases{
        "cases", "", {{{"line", tr("LINE")}, {"ref", tr("CASE")}, {"status", tr("STATUS")}}, {}}, false, {}};
    for (const auto& line : imported.added)
        cases.table.rows.push_back(
            {std::int64_t{line.line}, line.ref.text(), std::string{code(line.status)}});
    document.sections.push_back(std::move(cases));
    return document;
}

void run_import(const ImportOptions& options, const Session& session) {
    static_cast<void>(session.acting());  // said before the file is read
    ImportFile file{session, options.file, case_columns()};
    file.require(file.has("company") || file.has("cvr"), "virksomhed (company) / cvr");
    SensitiveLines sensitive;
    file.each([&](ImportFile::Row& row) { sensitive.look_at(read_case(session, row)); });
    file.require_good();
    sensitive.tell(session, file);

    const int total = file.rows();
    Progress progress{session, total};
    const auto imported = import_cases(
        session.desk(OpenFor::creating),
        [&](const auto& take) {
            file.each([&](ImportFile::Row& row) {
                take(read_case(session, row));
                progress.step();
            });
        },
        file.hash());
    progress.end();
    for (const auto& bad : imported.bad) file.complain(bad.line, bad.what);
    file.require_good();
    for (const auto& twice : imported.twice)
        session.warn(tr("{file}:{line}: the same case as line {first}, counted once",
                        fmt::arg("file", file.name()), fmt::arg("line", twice.line),
                        fmt::arg("first", twice.first)));
    session.show(to_document(session, file, imported));
    session.say(tr("{file}: {added} new, {known} known", fmt::arg("file", file.name()),
                   fmt::arg("added", imported.added.size()), fmt::arg("known", imported.known)));
}

}  // namespace

void add_case_import(Command& noun) {
    noun.add<ImportOptions>("import", "Take over a register kept in a spreadsheet until today",
                            declare_import, run_import);
}

}  // namespace aka
