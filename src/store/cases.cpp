#include "aka/store/cases.hpp"

#include "aka/model/error.hpp"
#include "aka/store/audit.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {

CaseRef read_ref(const Row& row) {
    return {row.text("prefix"), read_int(row, "year"), read_int(row, "number")};
}

Fields Stored<Case>::fields(const Case& file) {
    return {{"key", file.key},
            {"ref", file.ref.text()},
            {"prefix", file.ref.prefix},
            {"year", to_value(file.ref.year)},
            {"number", to_value(file.ref.number)},
            {"business_id", to_value(file.business)},
            {"contact_id", to_value(file.contact)},
            {"received_in", to_value(file.received_in)},
            {"owner", to_value(file.owner)},
            {"consultant", file.consultant},
            {"title", file.title},
            {"text", file.text},
            {"channel", to_value(file.channel)},
            {"direction", to_value(file.direction)},
            {"size_band", to_value(file.size_band)},
            {"received_on", to_value(file.received_on)},
            {"status", to_value(file.status)},
            {"closed_on", to_value(file.closed_on)},
            {"recorded", to_value(file.recorded)}};
}

Case Stored<Case>::read(const Row& row) {
    Case file;
    file.id = {row.integer("id")};
    file.key = row.text("key");
    file.ref = read_ref(row);
    if (const auto business = row.optional_integer("business_id")) file.business = BusinessId{*business};
    if (const auto contact = row.optional_integer("contact_id")) file.contact = ContactId{*contact};
    file.received_in = {row.text("received_in")};
    file.owner = {row.text("owner")};
    file.consultant = row.text("consultant");
    file.title = row.text("title");
    file.text = row.text("text");
    file.channel = row.choice<Channel>("channel");
    file.direction = row.choice<Direction>("direction");
    file.size_band = row.optional_choice<SizeBand>("size_band");
    file.received_on = row.date("received_on");
    file.status = row.choice<CaseStatus>("status");
    file.closed_on = row.optional_date("closed_on");
    file.recorded = read_instant(row, "recorded");
    return file;
}

Fields Stored<Need>::fields(const Need& need) {
    return {{"key", need.key},
            {"case_id", to_value(need.case_id)},
            {"place", to_value(need.place)},
            {"topic", to_value(need.topic)},
            {"occupation", null_if_empty(need.occupation)},
            {"positions", to_value(need.positions)},
            {"obstacle", to_value(need.obstacle)},
            {"outcome", to_value(need.outcome)},
            {"cause", to_value(need.cause)},
            {"filled", to_value(need.filled)},
            {"other_profile", to_value(need.other_profile)},
            {"closed_on", to_value(need.closed_on)},
            {"closed_in", null_if_empty(need.closed_in.text)}};
}

Need Stored<Need>::read(const Row& row) {
    Need need;
    need.id = {row.integer("id")};
    need.key = row.text("key");
    need.case_id = {row.integer("case_id")};
    need.place = read_int(row, "place");
    need.topic = {row.text("topic")};
    need.occupation = row.optional_text("occupation");
    need.positions = read_optional_int(row, "positions");
    need.obstacle = row.optional_choice<Obstacle>("obstacle");
    need.outcome = row.optional_choice<NeedOutcome>("outcome");
    need.cause = row.optional_choice<Cause>("cause");
    need.filled = read_optional_int(row, "filled");
    need.other_profile = read_optional_int(row, "other_profile");
    need.closed_on = row.optional_date("closed_on");
    need.closed_in = {row.optional_text("closed_in")};
    return need;
}

Fields Stored<Note>::fields(const Note& note) {
    return {{"key", note.key},
            {"case_id", to_value(note.case_id)},
            {"author", note.author},
            {"text", note.text},
            {"minutes", to_value(note.minutes)},
            {"on_date", to_value(note.on)},
            {"recorded", to_value(note.recorded)}};
}

Note Stored<Note>::read(const Row& row) {
    return {{row.integer("id")},      row.text("key"),
            {row.integer("case_id")}, row.text("author"),
            row.text("text"),         read_optional_int(row, "minutes"),
            row.date("on_date"),      read_instant(row, "recorded")};
}

Fields Stored<Followup>::fields(const Followup& followup) {
    return {{"key", followup.key},
            {"case_id", to_value(followup.case_id)},
            {"kind", to_value(followup.kind)},
            {"due", to_value(followup.due)},
            {"done_on", to_value(followup.done_on)},
            {"recorded", to_value(followup.recorded)}};
}

Followup Stored<Followup>::read(const Row& row) {
    return {{row.integer("id")},
            row.text("key"),
            {row.integer("case_id")},
            row.choice<FollowupKind>("kind"),
            row.date("due"),
            row.optional_date("done_on"),
            read_instant(row, "recorded")};
}

Fields Stored<Consent>::fields(const Consent& consent) {
    return {{"key", consent.key},
            {"case_id", to_value(consent.case_id)},
            {"purpose", to_value(consent.purpose)},
            {"scope", to_value(consent.scope)},
            {"recipient", null_if_empty(consent.recipient.text)},
            {"via", to_value(consent.via)},
            {"taken_by", consent.taken_by},
            {"given_on", to_value(consent.given_on)},
            {"until", to_value(consent.until)},
            {"withdrawn_on", to_value(consent.withdrawn_on)},
            {"recorded", to_value(consent.recorded)}};
}

Consent Stored<Consent>::read(const Row& row) {
    Consent consent;
    consent.id = {row.integer("id")};
    consent.key = row.text("key");
    consent.case_id = {row.integer("case_id")};
    consent.purpose = row.choice<Purpose>("purpose");
    consent.scope = row.choice<Scope>("scope");
    consent.recipient = {row.optional_text("recipient")};
    consent.via = row.choice<ConsentVia>("via");
    consent.taken_by = row.text("taken_by");
    consent.given_on = row.date("given_on");
    consent.until = row.optional_date("until");
    consent.withdrawn_on = row.optional_date("withdrawn_on");
    consent.recorded = read_instant(row, "recorded");
    return consent;
}

namespace {

std::string subject_of(const Key& key) {
    return "case:" + key;
}

}  // namespace

std::string subject_of(const Case& file) {
    return subject_of(file.key);
}

std::optional<Case> find_case(Database& db, const CaseRef& ref) {
    return read_one<Case>(db, "SELECT * FROM case_file WHERE ref = $1", {ref.text()});
}

std::optional<MergedCase> find_merged(Database& db, const CaseRef& ref) {
    const auto row = db.find("SELECT * FROM merged_case WHERE ref = $1", {ref.text()});
    if (!row) return std::nullopt;
    return MergedCase{ref, row->text("key"), {row->integer("case_id")}, read_int(*row, "referrals_before")};
}

std::vector<std::string> subjects_of(Database& db, const Case& file) {
    std::vector<std::string> subjects{subject_of(file)};
    db.each("SELECT key FROM merged_case WHERE case_id = $1 ORDER BY ref", {to_value(file.id)},
            [&](const Row& row) { subjects.push_back(subject_of(row.text("key"))); });
    return subjects;
}

bool holds_erased(Database& db, Date until) {
    return db
        .find("SELECT id FROM case_file WHERE business_id IS NULL AND received_on <= $1 LIMIT 1",
              {to_iso(until)})
        .has_value();
}

std::vector<std::string> merged_refs(Database& db, CaseId id) {
    std::vector<std::string> refs;
    db.each("SELECT ref FROM merged_case WHERE case_id = $1 ORDER BY ref", {to_value(id)},
            [&](const Row& row) { refs.push_back(row.text("ref")); });
    return refs;
}

void keep_merged(Database& db, const MergedCase& merged) {
    db.query("INSERT INTO merged_case (ref, key, case_id, referrals_before) VALUES ($1, $2, $3, $4)",
             {merged.ref.text(), merged.key, merged.into.value, std::int64_t{merged.referrals_before}});
}

void move_merged(Database& db, CaseId from, CaseId to, int referrals_before) {
    db.query(
        "UPDATE merged_case SET case_id = $1, referrals_before = referrals_before + $2 WHERE case_id = $3",
        {to.value, std::int64_t{referrals_before}, from.value});
}

void tell_merged(Change& change, CaseId into) {
    for (const auto& row :
         change.db().query("SELECT ref FROM merged_case WHERE case_id = $1 ORDER BY ref", {into.value}))
        tell_plain(change, "merged_case", row.text("ref"));
}

Case get_case(Database& db, CaseId id) {
    auto file = read_one<Case>(db, "SELECT * FROM case_file WHERE id = $1", {id.value});
    if (!file)
        throw Error{ErrorKind::storage,
                    tr("the register is damaged: a record has lost its case; see aka data check")};
    return *file;
}

std::vector<Need> needs_of(Database& db, CaseId id) {
    return read_all<Need>(db, "SELECT * FROM need WHERE case_id = $1 ORDER BY place", {id.value});
}

std::vector<Note> notes_of(Database& db, CaseId id) {
    return read_all<Note>(db, "SELECT * FROM note WHERE case_id = $1 ORDER BY id", {id.value});
}

std::vector<Followup> followups_of(Database& db, CaseId id) {
    return read_all<Followup>(db, "SELECT * FROM followup WHERE case_id = $1 ORDER BY id", {id.value});
}

std::vector<Consent> consents_of(Database& db, CaseId id) {
    return read_all<Consent>(db, "SELECT * FROM consent WHERE case_id = $1 ORDER BY id", {id.value});
}

std::vector<Case> cases_of(Database& db, BusinessId business) {
    return read_all<Case>(db, "SELECT * FROM case_file WHERE business_id = $1 ORDER BY received_on, id",
                          {business.value});
}

std::vector<Case> open_cases_of(Database& db, BusinessId business) {
    return read_all<Case>(db,
                          "SELECT * FROM case_file WHERE business_id = $1 AND status = 'open' "
                          "ORDER BY received_on DESC, id DESC LIMIT 20",
                          {business.value});
}

std::optional<Date> newest_day_of(Database& db, BusinessId business) {
    const auto row =
        db.find("SELECT received_on FROM case_file WHERE business_id = $1 ORDER BY received_on DESC LIMIT 1",
                {business.value});
    return row ? std::optional{row->date("received_on")} : std::nullopt;
}

std::optional<Case> find_case(Database& db, const SameCase& like) {
    std::optional<CaseId> first;
    // By the business, which has few cases; of a day there may be many. "|| ''" keeps the index of days out.
    const auto look_at = [&](const Row& business) {
        const auto found = db.find(
            "SELECT id FROM case_file\n"
            "WHERE business_id = $1 AND received_on = $2 AND received_in || '' = $3 AND title = $4\n"
            "ORDER BY id LIMIT 1",
            {business.integer("id"), to_iso(like.received_on), like.received_in.text, like.title});
        if (!found) return;
        const CaseId id{found->integer("id")};
        if (!first || id < *first) first = id;
    };
    if (!like.cvr.empty()) db.each("SELECT id FROM business WHERE cvr = $1", {like.cvr}, look_at);
    db.each("SELECT id FROM business WHERE name_folded = $1 AND (cvr IS NULL OR $2 = '')",
            {fold(like.name), like.cvr}, look_at);
    if (!first) return std::nullopt;
    return get_case(db, *first);
}

int next_number(Database& db, const MunicipalityId& municipality, int year) {
    // Without RETURNING: see Connection::insert.
    const Parameters of_the_year{municipality.text, std::int64_t{year}};
    db.query(
        "INSERT INTO counter (municipality, year, last) VALUES ($1, $2, 1) "
        "ON CONFLICT (municipality, year) DO UPDATE SET last = counter.last + 1",
        of_the_year);
    return static_cast<int>(
        db.number("SELECT last FROM counter WHERE municipality = $1 AND year = $2", of_the_year));
}

}  // namespace aka
