#include "aka/service/desk.hpp"

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/model/personal.hpp"
#include "aka/model/reference.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/near_cases.hpp"
#include "aka/store/observed.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

constexpr std::size_t longest_line = 500;  // bytes: a title that does not fit a letter's subject is no title
constexpr std::size_t longest_text = 256UL * 1024;

/// The case of that reference, or the one it was merged into.
std::optional<FoundCase> find_ref(const Desk& desk, const CaseRef& ref) {
    if (const auto file = find_case(desk.db, ref)) return FoundCase{*file, 0};
    const auto merged = find_merged(desk.db, ref);
    if (!merged) return std::nullopt;
    return FoundCase{get_case(desk.db, merged->into), merged->referrals_before};
}

/// This year's case of that number if it exists, else last year's.
std::optional<FoundCase> find_at_home(const Desk& desk, const TypedRef& typed, ForWhat what) {
    const Municipality& home = desk.home();
    const int this_year = year_of(desk.today);
    const auto newer = find_ref(desk, {home.prefix, this_year, typed.number});
    auto older = find_ref(desk, {home.prefix, this_year - 1, typed.number});
    if (!newer) return older;
    if (what == ForWhat::writing && older && newer->file.status == CaseStatus::open &&
        older->file.status == CaseStatus::open)
        throw Error{ErrorKind::refused,
                    tr("{number} may be {newer} or {older}, both open; write one in full",
                       fmt::arg("number", typed.number), fmt::arg("newer", newer->file.ref.text()),
                       fmt::arg("older", older->file.ref.text()))};
    return newer;
}

std::optional<FoundCase> find_typed(const Desk& desk, const TypedRef& typed, ForWhat what) {
    if (!typed.year) return find_at_home(desk, typed, what);
    const std::string prefix = typed.prefix.empty() ? desk.home().prefix : typed.prefix;
    return find_ref(desk, {prefix, *typed.year, typed.number});
}

/// What was meant by a reference that leads nowhere, else the last there is.
std::string no_such_case(const Desk& desk, const TypedRef& typed, std::string_view as_typed) {
    const CaseRef ref{typed.prefix.empty() ? desk.home().prefix : typed.prefix,
                      typed.year.value_or(year_of(desk.today)), typed.number};
    if (const auto near = near_case(desk.db, ref))
        return tr("no case {typed}; did you mean {near}?", fmt::arg("typed", as_typed),
                  fmt::arg("near", near->text()));
    if (const auto last = last_case(desk.db, ref.prefix, ref.year))
        return tr("no case {typed}; the last one is {last}, see aka case list --status all",
                  fmt::arg("typed", as_typed), fmt::arg("last", last->text()));
    return tr("no case {typed}; see aka case list --status all", fmt::arg("typed", as_typed));
}

}  // namespace

void Desk::write(const std::function<void(Change&)>& work) const {
    static_cast<void>(user());  // nothing is written by nobody
    const Instant now = clock();
    const bool outermost = !db.in_transaction();
    std::string hash;
    try {
        db.transaction(
            [&] {
                Change change{db, author, now, today_was_moved};
                work(change);
                hash = change.last_hash();
            },
            dry_run ? Finish::rollback : Finish::commit);
    } catch (const Error&) {
        if (!outermost || !db.commit_was_uncertain() || hash.empty() || !has_event(db, hash)) throw;
    }
}

const Municipality& Desk::home() const {
    const Municipality* found = municipality.empty() ? nullptr : network.find(municipality);
    if (found == nullptr)
        throw Error{
            ErrorKind::usage,
            tr("which municipality acts? say so with -M, AKA_MUNICIPALITY or municipality in config.toml")};
    return *found;
}

Directory Desk::directory() const {
    return {network, read_observed(db)};
}

MunicipalityId Desk::reading() const {
    return all ? MunicipalityId{} : home().id;
}

const std::string& Desk::user() const {
    if (author.who.empty())
        throw Error{ErrorKind::usage,
                    tr("who acts? say so with --as INITIALS, AKA_USER or user in config.toml")};
    return author.who;
}

std::string clean_text(std::string_view field, std::string_view text, Lines lines) {
    if (const auto fault = find_text_fault(text, lines))
        throw Error{ErrorKind::usage,
                    tr("{field}: {what} at byte {byte}; remove it", fmt::arg("field", field),
                       fmt::arg("what", fault->what), fmt::arg("byte", fault->offset))};
    std::string clean = to_nfc(trim(text));
    if (lines == Lines::one)  // "Fjordglas  ApS" is no other business
        clean.erase(
            std::unique(clean.begin(), clean.end(), [](char a, char b) { return a == ' ' && b == ' '; }),
            clean.end());
    const std::size_t longest = lines == Lines::one ? longest_line : longest_text;
    if (clean.size() > longest)
        throw Error{ErrorKind::usage,
                    tr("{field}: {size} bytes are too many; at most {longest}", fmt::arg("field", field),
                       fmt::arg("size", clean.size()), fmt::arg("longest", longest))};
    if (const auto cpr = find_cpr(clean))
        throw Error{
            ErrorKind::refused,
            tr("{field}: {number} looks like a personal number (CPR); it must not be kept, so remove it",
               fmt::arg("field", field), fmt::arg("number", cpr->masked))};
    return clean;
}

FoundCase find_case_of(const Desk& desk, std::string_view typed, ForWhat what) {
    const auto ref = parse_ref(typed);
    if (!ref || ref->referral)
        throw Error{ErrorKind::usage, tr("\"{typed}\" is no case reference; write 143 or NAE-26-0143",
                                         fmt::arg("typed", typed))};
    auto found = find_typed(desk, *ref, what);
    if (!found) throw Error{ErrorKind::not_found, no_such_case(desk, *ref, typed)};
    const Case& file = found->file;
    const bool foreign = file.owner != desk.municipality;
    if (foreign && what == ForWhat::writing) {
        const Municipality* owner = desk.network.find(file.owner);
        throw Error{ErrorKind::refused,
                    tr("{ref} belongs to {owner}; act for it with -M {id}", fmt::arg("ref", file.ref.text()),
                       fmt::arg("owner", owner != nullptr ? owner->name : file.owner.text),
                       fmt::arg("id", file.owner.text))};
    }
    if (file.erased() && what == ForWhat::writing)
        throw Error{ErrorKind::refused, tr("{ref} was erased; only what the reports count is left of it",
                                           fmt::arg("ref", file.ref.text()))};
    return *found;
}

std::string clean_initials(std::string_view option, std::string_view text) {
    constexpr std::size_t longest = 12;
    std::string clean = clean_text(option, text, Lines::one);
    if (clean.size() > longest || clean.find(' ') != std::string::npos)
        throw Error{ErrorKind::usage, tr("{option}: initials have at most {longest} letters and no blanks",
                                         fmt::arg("option", option), fmt::arg("longest", longest))};
    return clean;
}

Case find_case(const Desk& desk, std::string_view typed, ForWhat what) {
    return find_case_of(desk, typed, what).file;
}

}  // namespace aka
