#include <fmt/format.h>

#include "aka/cli/case_document.hpp"
#include "aka/cli/import_file.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/numbers.hpp"
#include "aka/service/outreach.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct OutreachOptions {
    std::string import;
    std::string limit;
};

void declare_outreach(Command& command, OutreachOptions& options) {
    command.example("aka case outreach")
        .example("aka case outreach --import growth-2026.csv")
        .option("--import", options.import, "FILE",
                "Put the businesses of this CSV file on the list; - is standard input")
        .option("-L,--limit", options.limit, "N", "At most so many (50)")
        .remark(
            "Worth a call are businesses with a need that was not, or only partly, met and whom nobody has "
            "been "
            "in touch with since; those on an imported list, until a case is recorded; and those without any "
            "contact for a year. The file's headings are virksomhed, cvr, telefon and aarsag (company, cvr, "
            "phone, reason).");
}

const std::vector<ImportColumn>& prospect_columns() {
    static const std::vector<ImportColumn> columns{
        {"company", Wanted::required, {"virksomhed", "company", "virksomhedsnavn", "firma", "business"}},
        {"cvr", Wanted::optional, {"cvr", "cvrnr", "cvrnummer", "cvrno"}},
        {"phone", Wanted::optional, {"telefon", "phone", "tlf", "telefonnr", "telefonnummer"}},
        {"reason", Wanted::optional, {"aarsag", "reason", "grund", "begrundelse"}}};
    return columns;
}

ListedBusiness read_business(ImportFile::Row& row) {
    ListedBusiness listed;
    listed.line = row.line();
    if (row.cell("company").empty())
        row.complain("company", tr("empty; a business to be called needs a name"));
    row.take("company", [&](const std::string& typed) {
        listed.name = clean_text(row.heading("company"), typed, Lines::one);
    });
    row.take("cvr", [&](const std::string& typed) {
        BusinessFacts facts;
        facts.cvr = typed;
        listed.cvr = clean_facts(facts).cvr;
    });
    row.take("phone", [&](const std::string& typed) {
        BusinessFacts facts;
        facts.phone = typed;
        listed.phone = clean_facts(facts).phone;
    });
    row.guard("reason",
              [&] { listed.reason = clean_text(row.heading("reason"), row.text("reason"), Lines::many); });
    return listed;
}

void run_import(const std::string& name, const Session& session) {
    static_cast<void>(session.acting());
    ImportFile file{session, name, prospect_columns()};
    file.each([](ImportFile::Row& row) { read_business(row); });
    file.require_good();
    const auto imported = import_prospects(session.desk(OpenFor::creating), [&](const auto& take) {
        file.each([&](ImportFile::Row& row) { take(read_business(row)); });
    });
    for (const auto& twice : imported.twice)
        session.warn(tr("{file}:{line}: the same business as line {first}, counted once",
                        fmt::arg("file", file.name()), fmt::arg("line", twice.line),
                        fmt::arg("first", twice.first)));
    session.show({"",
                  {},
                  {{"import",
                    "",
                    {{{"lines", tr("Lines")},
                      {"added", tr("New")},
                      {"known", tr("Known already")},
                      {"called", tr("Of these called")},
                      {"twice", tr("Twice in the file")},
                      {"stored", tr("Stored")}},
                     {{std::int64_t{file.rows()}, std::int64_t{imported.added}, std::int64_t{imported.known},
                       std::int64_t{imported.called}, static_cast<std::int64_t>(imported.twice.size()),
                       !session.options().dry_run && imported.added > 0}}},
                    true,
                    {}}}});
    session.say(tr("{file}: {added} new, {known} known", fmt::arg("file", file.name()),
                   fmt::arg("added", imported.added), fmt::arg("known", imported.known)));
}

Table to_table(const std::vector<OutreachLine>& lines, bool all) {
    Table table{{{"reason", tr("REASON")},
                 {"company", tr("COMPANY")},
                 {"cvr", tr("CVR")},
                 {"phone", tr("PHONE")},
                 {"last_contact", tr("LAST CONTACT")},
                 {"last_ref", tr("LAST CASE")},
                 {"topics", tr("TOPICS"), ForWhom::all, Layout::path},
                 {"about", tr("ABOUT")}},
                {}};
    keep_columns(table, {"company", "phone", "last_ref"});
    if (all) table.columns.push_back({"owner", tr("OFFICE")});
    for (const auto& line : lines) {
        table.rows.push_back({std::string{code(line.reason)}, line.business, text_cell(line.cvr),
                              text_cell(readable_phone(line.phone)), date_cell(line.last_contact),
                              line.last_ref ? Cell{line.last_ref->text()} : Cell{nullptr}, line.topics,
                              text_cell(line.about)});
        if (all) table.rows.back().emplace_back(line.owner.text);
    }
    return table;
}

void run_outreach(const OutreachOptions& options, const Session& session) {
    const auto limit = session.limit(options.limit, OutreachFilter{}.limit);
    if (!options.import.empty()) return run_import(options.import, session);
    const Desk& desk = session.desk(OpenFor::reading);
    const Outreach outreach = find_outreach(desk, limit);
    session.show({"", {}, {{"outreach", "", to_table(outreach.lines, desk.all), false, {}}}});
    std::int64_t total = 0;
    std::string counts;
    for (const auto& [reason, businesses] : outreach.counts) {
        total += businesses;
        counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", businesses, code(reason));
    }
    if (total > static_cast<std::int64_t>(outreach.lines.size()))
        session.say(tr("{shown} of {total} shown ({counts}); more with --limit",
                       fmt::arg("shown", outreach.lines.size()), fmt::arg("total", total),
                       fmt::arg("counts", counts)));
}

}  // namespace

void add_case_outreach(Command& noun) {
    noun.add<OutreachOptions>("outreach", "See which businesses are worth a call", declare_outreach,
                              run_outreach);
}

}  // namespace aka
