#include <fmt/format.h>

#include "aka/cli/case_document.hpp"
#include "aka/cli/case_options.hpp"
#include "aka/cli/erasing.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/cli/progress.hpp"
#include "aka/model/error.hpp"
#include "aka/service/privacy.hpp"
#include "aka/store/audit.hpp"
#include "aka/store/cases.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct AuditOptions {
    std::string ref;
    std::string who;
    std::string since;
    std::string until;
    std::string limit;
    bool verify = false;
    std::string head;
};

void declare_audit(Command& command, AuditOptions& options) {
    command.example("aka data audit --case 143")
        .example("aka data audit --verify")
        .example("aka data audit --expect-head \"$(cat head-of-october)\"")
        .option("--case", options.ref, "CASE", "Of this case, with those that were merged into it")
        .option("--who", options.who, "INITIALS", "Of the consultant who acted")
        .option("--since", options.since, "DATE", "Recorded on this day or later")
        .option("--until", options.until, "DATE", "Recorded on this day or earlier")
        .option("-L,--limit", options.limit, "N", "The newest so many (50)")
        .flag("--verify", options.verify,
              "Hold the whole register against its events instead; exits with 8 when something does not fit")
        .option("--expect-head", options.head, "HASH",
                "The same, and refuse when no event has this hash; a backup and a report show it")
        .remark(
            "Days are those of UTC. What an event wrote is not shown; for that see aka case show "
            "--timeline.");
}

EventFilter to_filter(const AuditOptions& options, const Session& session, const Desk& desk) {
    EventFilter filter;
    if (!options.ref.empty())
        filter.subjects = subjects_of(desk.db, find_case(desk, options.ref, ForWhat::reading));
    filter.who = options.who;
    if (!options.since.empty()) filter.since = session.date("--since", options.since, Towards::past);
    if (!options.until.empty()) filter.until = session.date("--until", options.until, Towards::past);
    filter.limit = session.limit(options.limit, filter.limit);
    return filter;
}

void show_events(const Session& session, const std::vector<EventLine>& lines) {
    Section section{"events",
                    "",
                    {{{"seq", tr("NO.")},
                      {"recorded", tr("RECORDED")},
                      {"happened", tr("HAPPENED")},
                      {"who", tr("WHO")},
                      {"os_user", tr("ACCOUNT")},
                      {"kind", tr("WHAT")},
                      {"case_ref", tr("CASE")},
                      {"erased", tr("ERASED")},
                      {"subject", tr("SUBJECT"), ForWhom::machines},
                      {"hash", tr("HASH"), ForWhom::machines}},
                     {}},
                    false,
                    {}};
    for (const auto& [event, hash, ref, erased] : lines)
        section.table.rows.push_back({event.seq, to_iso(event.recorded), event.happened, event.author.who,
                                      event.author.os_user, event.kind, text_cell(ref), erased, event.subject,
                                      hash});
    session.show({"", {}, {std::move(section)}});
}

void show_findings(const Session& session, const Desk& desk) {
    Section section{"findings", "", {{{"what", tr("FOUND"), ForWhom::all, Layout::wrap}}, {}}, false, {}};
    auto findings = with_progress(session, tr("checking the register"), [&] { return audit(desk.db); });
    for (auto& what : findings) section.table.rows.push_back({std::move(what)});
    const auto count = static_cast<long long>(section.table.rows.size());
    session.show({"", {}, {std::move(section)}});
    if (count > 0)
        throw Error{ErrorKind::pending,
                    trn("{n} record or event does not fit; compare with a backup",
                        "{n} records or events do not fit; compare with a backup", count)};
    session.say(tr("every record is as its events tell; head of the audit chain {hash}",
                   fmt::arg("hash", head_hash(desk.db))));
}

void run_audit(const AuditOptions& options, const Session& session) {
    const bool filtered = !options.ref.empty() || !options.who.empty() || !options.since.empty() ||
                          !options.until.empty() || !options.limit.empty();
    const bool listed = !options.verify && options.head.empty();
    if (filtered && !listed)
        throw Error{ErrorKind::usage,
                    tr("--verify and --expect-head ask of the whole register; leave out --case, --who, "
                       "--since, --until and --limit")};
    const Desk& desk = session.desk(OpenFor::reading);
    if (listed) return show_events(session, list_events(desk.db, to_filter(options, session, desk)));
    if (!options.head.empty()) require_head(desk.db, options.head);
    show_findings(session, desk);
}

struct SubjectOptions {
    SubjectKey key;
};

void declare_key(Command& command, SubjectKey& key) {
    command.option("--cvr", key.cvr, "NR", "The business with this CVR number")
        .option("--email", key.email, "ADDR", "The person with this mail address")
        .option("--phone", key.phone, "NR", "The person with this phone number");
}

void declare_subject(Command& command, SubjectOptions& options) {
    command.example("aka data subject --cvr 99999918")
        .example("aka data subject --email ida@fjordglas.dk -O json -o ida.json")
        .remark(
            "Everything the acting office holds, in every table of the register; see aka-data(1) for what "
            "their fields mean.");
    declare_key(command, options.key);
}

Cell held_cell(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    return std::get<std::string>(value);
}

void run_subject(const SubjectOptions& options, const Session& session) {
    const SubjectKey key = clean_subject(options.key);
    const Desk& desk = session.desk(OpenFor::reading);
    const Held held = held_about(desk, key);
    Section section{"held",
                    "",
                    {{{"table", tr("TABLE")},
                      {"record", tr("NO.")},
                      {"field", tr("FIELD")},
                      {"value", tr("VALUE"), ForWhom::all, Layout::wrap}},
                     {}},
                    false,
                    {}};
    for (const auto& [table, record, field, value] : held.values)
        section.table.rows.push_back({table, record, field, held_cell(value)});
    session.show({"", {}, {std::move(section)}});
    const auto cases = static_cast<long long>(held.subject.cases.size());
    session.say(held.subject.empty() ? tr("nothing is held here")
                                     : trn("held here, in {n} case", "held here, in {n} cases", cases));
    if (held.subject.elsewhere > 0)
        session.warn(
            tr("other offices of this register hold something too: each answers for its own, with -M"));
    session.say(tr("letters, exported files and backups are not searched"));
}

struct EraseOptions {
    SubjectKey key;
    std::optional<ErasureReason> reason;
    std::string confirm;
};

void declare_erase(Command& command, EraseOptions& options) {
    command.example("aka data erase --email ida@fjordglas.dk --confirm ida@fjordglas.dk")
        .example("aka data erase --cvr 99999918 --confirm 99999918 --dry-run");
    declare_key(command, options.key);
    command.choice("--reason", options.reason, "Why; subject-request unless given")
        .option("--confirm", options.confirm, "V", "The number or address once more: nothing brings it back")
        .remark(
            "A sole proprietor goes with all cases of the business. The contact of another business goes "
            "out of its cases, which stay. For a company see aka case erase.");
}

void require_confirmed(const SubjectKey& key, const std::string& typed) {
    const std::string meant = key.cvr + key.email + key.phone;
    if (typed.empty())
        throw Error{ErrorKind::usage,
                    tr("nothing brings it back once it is erased; if it shall go, add --confirm {key}",
                       fmt::arg("key", meant))};
    SubjectKey again;
    if (!key.cvr.empty()) again.cvr = typed;
    if (!key.email.empty()) again.email = typed;
    if (!key.phone.empty()) again.phone = typed;
    again = clean_subject(again);
    if (again.cvr + again.email + again.phone != meant)
        throw Error{ErrorKind::usage,
                    tr("--confirm names another than {key}; nothing was erased", fmt::arg("key", meant))};
}

void run_erase(const EraseOptions& options, const Session& session) {
    const SubjectKey key = clean_subject(options.key);
    require_confirmed(key, options.confirm);
    const Desk& desk = session.desk(OpenFor::writing);
    const Erasure erasure = with_progress(session, tr("erasing"), [&] {
        return erase_person(desk, key, options.reason.value_or(ErasureReason::subject_request));
    });
    session.show_if_asked(erasure_document(erasure));
    tell_erasure(session, erasure);
}

}  // namespace

void add_data_privacy(Command& noun) {
    noun.add<AuditOptions>("audit", "List who did what and when, or hold the register against it",
                           declare_audit, run_audit);
    noun.add<SubjectOptions>("subject", "List everything held about a person or a business", declare_subject,
                             run_subject);
    noun.add<EraseOptions>("erase", "Take a person out of all cases of the office", declare_erase, run_erase);
    add_data_retention(noun);
}

}  // namespace aka
