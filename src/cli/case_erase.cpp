#include <fmt/format.h>

#include "aka/cli/case_document.hpp"
#include "aka/cli/case_options.hpp"
#include "aka/cli/erasing.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/cli/progress.hpp"
#include "aka/model/error.hpp"
#include "aka/store/cases.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

struct EraseOptions {
    std::string ref;
    std::optional<ErasureReason> reason;
    std::string confirm;
};

void declare_erase(Command& command, EraseOptions& options) {
    command.example("aka case erase 143 --reason subject-request --confirm 143")
        .example("aka case erase 143 --reason mistake --confirm 143 --dry-run")
        .argument("CASE", options.ref, case_help)
        .values(Takes::closed_case)
        .choice("--reason", options.reason, "Why")
        .option("--confirm", options.confirm, "CASE", "The case once more: nothing brings it back")
        .values(Takes::nothing)
        .remark(
            "What stays is what the reports count: the municipality, the topics, the month, the size band, "
            "how "
            "the enquiry came, the outcome, its cause and the referrals. Every day becomes the first of its "
            "month. Copies of the register still hold what was erased; those beside it are named.");
}

void require_confirmed(const Desk& desk, const Case& file, const std::string& typed) {
    const std::string ref = file.ref.text();
    if (typed.empty())
        throw Error{ErrorKind::usage,
                    tr("nothing brings {ref} back once it is erased; if it shall go, add --confirm {ref}",
                       fmt::arg("ref", ref))};
    if (find_case(desk, typed, ForWhat::reading).id != file.id)
        throw Error{ErrorKind::usage,
                    tr("--confirm names another case than {ref}; nothing was erased", fmt::arg("ref", ref))};
}

void run_erase(const EraseOptions& options, const Session& session) {
    if (!options.reason)
        throw Error{ErrorKind::usage,
                    tr("say why: --reason {words}", fmt::arg("words", code_list<ErasureReason>()))};
    const Desk& desk = session.desk(OpenFor::writing);
    const Case file = find_case(desk, options.ref, ForWhat::writing);
    require_confirmed(desk, file, options.confirm);
    const Erasure erasure =
        with_progress(session, tr("erasing"), [&] { return erase_case(desk, file, *options.reason); });
    session.show_if_asked(case_document(session, Cases{desk}.read(get_case(desk.db, file.id))));
    tell_erasure(session, erasure);
}

}  // namespace

namespace {

void tell_drafts(const Session& session, const DraftsCleared& drafts) {
    for (const auto& draft : drafts.deleted)
        session.say(
            session.options().dry_run
                ? tr("{file} would be deleted: a draft that tells of it", fmt::arg("file", draft.string()))
                : tr("{file} was deleted: a draft that told of it", fmt::arg("file", draft.string())));
    for (const auto& draft : drafts.doubtful)
        session.warn(tr("{file}, a draft, may still tell of it; read it, then delete it",
                        fmt::arg("file", draft.string())));
}

void require_compacted(const Session& session, const Erasure& erasure) {
    if (erasure.not_compacted.empty()) return;
    throw Error{ErrorKind::storage,
                tr("{file} could not be written anew and may still hold what was erased: {why}; then aka "
                   "data compact",
                   fmt::arg("file", session.register_file().value), fmt::arg("why", erasure.not_compacted))};
}

std::vector<std::string> told_refs(const Erasure& erasure) {
    std::vector<std::string> refs;
    for (const auto& told : erasure.told) refs.push_back(told.referral.text());
    return refs;
}

}  // namespace

Document erasure_document(const Erasure& erasure) {
    const auto refs = [](const std::vector<CaseRef>& cases) {
        std::vector<std::string> texts;
        texts.reserve(cases.size());
        for (const auto& ref : cases) texts.push_back(ref.text());
        return texts;
    };
    return {"",
            {},
            {{"erasure",
              "",
              {{{"cases", tr("Cases")},
                {"redacted", tr("Taken out of")},
                {"still_named", tr("May still name the person")},
                {"businesses", tr("Businesses")},
                {"contacts", tr("Contacts")},
                {"prospects", tr("Prospects")},
                {"answers", tr("Answers")},
                {"bodies", tr("Bodies of events")},
                {"told", tr("Actors to be told")}},
               {{refs(erasure.cases), refs(erasure.redacted), refs(erasure.still_named),
                 std::int64_t{erasure.businesses}, std::int64_t{erasure.contacts},
                 std::int64_t{erasure.prospects}, std::int64_t{erasure.answers}, std::int64_t{erasure.bodies},
                 told_refs(erasure)}}},
              true,
              {}}}};
}

void tell_erasure(const Session& session, const Erasure& erasure) {
    const bool tried = session.options().dry_run;
    for (const auto& ref : erasure.cases)
        session.say(tried ? tr("{ref}: would be erased; what the reports count would stay",
                               fmt::arg("ref", ref.text()))
                          : tr("{ref}: erased; what the reports count stays", fmt::arg("ref", ref.text())));
    for (const auto& name : erasure.kept_businesses)
        session.say(tried ? tr("{business} would stay: another case needs it", fmt::arg("business", name))
                          : tr("{business} stays: another case needs it", fmt::arg("business", name)));
    for (const auto& ref : erasure.redacted)
        session.say(tried ? tr("{ref}: the person would be taken out of it", fmt::arg("ref", ref.text()))
                          : tr("{ref}: the person was taken out of it", fmt::arg("ref", ref.text())));
    for (const auto& ref : erasure.still_named)
        session.warn(
            tr("{ref}: a text may still name the person; read it and correct title and text with aka case "
               "edit; a note goes only with aka case erase",
               fmt::arg("ref", ref.text())));
    for (const auto& [referral, name] : erasure.told)
        session.warn(tried ? tr("{referral} told {actor} who it was about: they would have to be told",
                                fmt::arg("referral", referral.text()), fmt::arg("actor", name))
                           : tr("{referral} told {actor} who it was about: tell them that it is erased",
                                fmt::arg("referral", referral.text()), fmt::arg("actor", name)));
    tell_drafts(session, clear_drafts(session.drafts_folder(), erasure, tried));
    for (const auto& copy : backups_beside(session.register_file().value))
        session.warn(tried ? tr("{file} would still hold it", fmt::arg("file", copy.string()))
                           : tr("{file} may still hold it; delete it when a new backup is made",
                                fmt::arg("file", copy.string())));
    session.say(
        tr("copies elsewhere, letters and exported files are not known here: look after them by hand"));
    require_compacted(session, erasure);
}

void add_case_erasing(Command& noun) {
    noun.add<EraseOptions>("erase", "Take a case away and leave only what the reports count", declare_erase,
                           run_erase);
}

}  // namespace aka
