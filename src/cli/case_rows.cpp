#include "aka/cli/case_rows.hpp"

#include <algorithm>
#include <map>

#include "aka/model/numbers.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

/// The words of a Danish register, as `heading_key` has them, and the codes they mean.
const std::map<std::string_view, std::string_view>& danish_words() {
    static const std::map<std::string_view, std::string_view> words{// channel
                                                                    {"telefon", "phone"},
                                                                    {"tlf", "phone"},
                                                                    {"opkald", "phone"},
                                                                    {"email", "mail"},
                                                                    {"moede", "meeting"},
                                                                    {"besoeg", "meeting"},
                                                                    {"hjemmeside", "web"},
                                                                    {"arrangement", "event"},
                                                                    {"messe", "event"},
                                                                    // status
                                                                    {"aaben", "open"},
                                                                    {"igang", "open"},
                                                                    {"venter", "open"},
                                                                    {"waiting", "open"},
                                                                    {"lukket", "closed"},
                                                                    {"afsluttet", "closed"},
                                                                    {"faerdig", "closed"},
                                                                    {"done", "closed"},
                                                                    // outcome
                                                                    {"opfyldt", "met"},
                                                                    {"loest", "met"},
                                                                    {"delvis", "partly"},
                                                                    {"delvist", "partly"},
                                                                    {"delvistopfyldt", "partly"},
                                                                    {"uopfyldt", "unmet"},
                                                                    {"ikkeopfyldt", "unmet"},
                                                                    {"uloest", "unmet"},
                                                                    {"trukket", "withdrawn"},
                                                                    {"trukkettilbage", "withdrawn"},
                                                                    // cause
                                                                    {"ingenaktoer", "no-actor"},
                                                                    {"ingenkapacitet", "no-capacity"},
                                                                    {"ikkeomfattet", "not-eligible"},
                                                                    {"ikkeberettiget", "not-eligible"},
                                                                    {"afvist", "declined"},
                                                                    {"afslag", "declined"},
                                                                    {"udensvar", "no-answer"},
                                                                    {"intetsvar", "no-answer"},
                                                                    // outreach
                                                                    {"ja", "outreach"},
                                                                    {"yes", "outreach"},
                                                                    {"x", "outreach"},
                                                                    {"1", "outreach"},
                                                                    {"sand", "outreach"},
                                                                    {"true", "outreach"},
                                                                    {"opsoegende", "outreach"},
                                                                    {"nej", "incoming"},
                                                                    {"no", "incoming"},
                                                                    {"0", "incoming"},
                                                                    {"falsk", "incoming"},
                                                                    {"false", "incoming"}};
    return words;
}

/// The codes of a choice, as `heading_key` has them.
template <class Enum>
const std::map<std::string, Enum>& code_words() {
    static const std::map<std::string, Enum> words = [] {
        std::map<std::string, Enum> made;
        for (const auto& [value, word] : Codes<Enum>::list) made.emplace(heading_key(word), value);
        return made;
    }();
    return words;
}

/// What a cell means; none when it is empty, and a complaint when it is no word for it.
template <class Enum>
std::optional<Enum> choice(ImportFile::Row& row, std::string_view column,
                           const std::string& words = code_list<Enum>(", ")) {
    std::optional<Enum> meant;
    row.take(column, [&](const std::string& typed) {
        const std::string key = heading_key(typed);
        if (const auto word = code_words<Enum>().find(key); word != code_words<Enum>().end())
            meant = word->second;
        if (const auto word = danish_words().find(key); !meant && word != danish_words().end())
            meant = find_code<Enum>(word->second);
        if (!meant)
            throw Error{ErrorKind::usage, tr("\"{typed}\" is none of {words}", fmt::arg("typed", typed),
                                             fmt::arg("words", words))};
    });
    return meant;
}

std::optional<Date> day(const Session& session, ImportFile::Row& row, std::string_view column) {
    std::optional<Date> result;
    row.take(column, [&](const std::string& typed) {
        result = parse_date(typed, session.today(), session.network().calendar, Towards::past);
        if (!result)
            throw Error{ErrorKind::usage, tr("\"{typed}\" is no date; write 2026-11-21 or 21-11-2026",
                                             fmt::arg("typed", typed))};
    });
    return result;
}

std::optional<int> count(ImportFile::Row& row, std::string_view column, int low) {
    std::optional<int> result;
    constexpr int high = 9999;
    row.take(column, [&](const std::string& typed) {
        result = parse_count(typed, low, high);
        if (!result)
            throw Error{ErrorKind::usage,
                        tr("\"{typed}\" is no number from {low} to {high}", fmt::arg("typed", typed),
                           fmt::arg("low", low), fmt::arg("high", high))};
    });
    return result;
}

BusinessFacts read_business(ImportFile::Row& row) {
    BusinessFacts facts;
    const auto line = [&](std::string_view column, std::string& value) {
        row.take(column, [&](const std::string& typed) {
            value = clean_text(row.heading(column), typed, Lines::one);
        });
    };
    // Alone, so that what is wrong with each is told.
    const auto checked = [&](std::string_view column, std::string BusinessFacts::*member) {
        row.take(column, [&](const std::string& typed) {
            BusinessFacts alone;
            alone.*member = typed;
            facts.*member = clean_facts(alone).*member;
        });
    };
    line("company", facts.name);
    line("contact", facts.contact);
    checked("cvr", &BusinessFacts::cvr);
    checked("pno", &BusinessFacts::pno);
    checked("phone", &BusinessFacts::phone);
    checked("email", &BusinessFacts::email);
    return facts;
}

/// One topic, or several parted by ; | or a line break; a comma may belong to a topic's name.
std::vector<NeedFacts> read_needs(const Session& session, ImportFile::Row& row) {
    std::vector<NeedFacts> needs;
    const std::string cell = row.text("topic");
    for (std::size_t begin = 0; begin <= cell.size();) {
        const auto end = std::min(cell.find_first_of(";|\n", begin), cell.size());
        const std::string typed{trim(std::string_view{cell}.substr(begin, end - begin))};
        begin = end + 1;
        if (typed.empty()) continue;
        row.guard("topic", [&] {
            const TopicId topic = session.topic(typed);
            const bool twice = std::any_of(needs.begin(), needs.end(),
                                           [&](const NeedFacts& need) { return need.topic == topic; });
            if (!twice) needs.push_back({topic, "", std::nullopt, std::nullopt});
        });
    }
    NeedFacts main;
    row.take("occupation", [&](const std::string& typed) {
        main.occupation = clean_text(row.heading("occupation"), typed, Lines::one);
    });
    main.positions = count(row, "positions", 1);
    if (!needs.empty()) {
        main.topic = needs.front().topic;
        needs.front() = main;
    }
    return needs;
}

void check_municipality(const Session& session, ImportFile::Row& row) {
    row.take("municipality", [&](const std::string& typed) {
        const Municipality& named = session.network().municipality(typed);
        const Municipality& home = session.acting();
        if (named.id != home.id)
            throw Error{ErrorKind::refused,
                        tr("{named} is not {home}, who acts; import its lines with -M {id}",
                           fmt::arg("named", named.name), fmt::arg("home", home.name),
                           fmt::arg("id", named.id.text))};
    });
}

bool is_open(ImportFile::Row& row, std::optional<CaseStatus> status) {
    if (status) return *status == CaseStatus::open;
    return row.cell("closed").empty() && row.cell("outcome").empty();
}

void check_closing_day(const Session& session, ImportFile::Row& row, std::optional<Date> closed,
                       std::optional<Date> received) {
    if (row.cell("closed").empty())
        row.complain("closed", tr("empty; a closed case needs the day it was closed"));
    if (closed && *closed > session.today())
        row.complain("closed", tr("{day} lies ahead", fmt::arg("day", to_iso(*closed))));
    if (closed && received && *closed < *received)
        row.complain("closed", tr("{day} is before the day the enquiry was received, {received}",
                                  fmt::arg("day", to_iso(*closed)), fmt::arg("received", to_iso(*received))));
}

void check_cause(ImportFile::Row& row, NeedOutcome outcome, std::optional<Cause> cause) {
    const bool wanting = outcome == NeedOutcome::unmet || outcome == NeedOutcome::partly;
    if (wanting && row.cell("reason").empty())
        row.complain("reason", tr("empty; why was it not met? write one of {words}",
                                  fmt::arg("words", code_list<Cause>(", "))));
    if (!wanting && cause)
        row.complain("reason", tr("tells why a need was not met; it does not go with {outcome}",
                                  fmt::arg("outcome", code(outcome))));
}

void check_filled(ImportFile::Row& row, int filled, const std::vector<NeedFacts>& needs) {
    if (needs.size() > 1)
        row.complain("filled",
                     tr("with several topics it is not clear whose posts were filled; leave it empty"));
    else if (!needs.empty() && filled > needs.front().positions.value_or(filled))
        row.complain("filled", tr("more posts are filled than were sought"));
}

/// What says that the case is closed must be whole, and nothing may contradict it.
std::optional<PastEnding> read_ending(const Session& session, ImportFile::Row& row, const Enquiry& enquiry) {
    const auto status = choice<CaseStatus>(row, "status");
    const auto closed = day(session, row, "closed");
    const auto outcome = choice<NeedOutcome>(row, "outcome");
    const auto cause = choice<Cause>(row, "reason");
    const auto filled = count(row, "filled", 0);
    if (is_open(row, status)) {
        for (const char* column : {"closed", "outcome", "reason", "filled"})
            if (!row.cell(column).empty())
                row.complain(column, tr("the case is open; one that has ended needs the day, the outcome and "
                                        "not the status open"));
        return std::nullopt;
    }
    check_closing_day(session, row, closed, enquiry.received_on);
    if (row.cell("outcome").empty())
        row.complain("outcome", tr("empty; a closed case needs one of {words}",
                                   fmt::arg("words", code_list<NeedOutcome>(", "))));
    if (outcome) check_cause(row, *outcome, cause);
    if (filled) check_filled(row, *filled, enquiry.needs);
    if (!outcome || !closed) return std::nullopt;
    return PastEnding{{*outcome, cause, filled, std::nullopt}, *closed};
}

}  // namespace

const std::vector<ImportColumn>& case_columns() {
    static const std::vector<ImportColumn> columns{
        {"company", Wanted::optional, {"virksomhed", "company", "virksomhedsnavn", "firma", "business"}},
        {"cvr", Wanted::optional, {"cvr", "cvrnr", "cvrnummer", "cvrno"}},
        {"pno", Wanted::optional, {"pnummer", "pno", "pnr", "pnumber"}},
        {"contact", Wanted::optional, {"kontakt", "contact", "kontaktperson", "contactperson"}},
        {"phone", Wanted::optional, {"telefon", "phone", "tlf", "telefonnr", "telefonnummer"}},
        {"email", Wanted::optional, {"mail", "email", "mailadresse", "emailadresse"}},
        {"topic", Wanted::required, {"emne", "topic", "emner", "topics"}},
        {"title", Wanted::required, {"titel", "title", "overskrift"}},
        {"text",
         Wanted::repeatable,
         {"tekst", "text", "noter", "notes", "note", "beskrivelse", "bemaerkninger"}},
        {"received", Wanted::required, {"modtaget", "received", "modtagetden", "receivedon"}},
        {"channel", Wanted::optional, {"kanal", "channel"}},
        {"municipality", Wanted::optional, {"kommune", "municipality"}},
        {"positions", Wanted::optional, {"antal", "positions", "antalstillinger", "posts"}},
        {"occupation", Wanted::optional, {"stilling", "occupation", "stillingsbetegnelse"}},
        {"status", Wanted::optional, {"status"}},
        {"closed", Wanted::optional, {"afsluttet", "closed", "afsluttetden", "closedon", "lukket"}},
        {"outcome", Wanted::optional, {"udfald", "outcome", "resultat"}},
        {"reason", Wanted::optional, {"aarsag", "reason", "cause"}},
        {"filled", Wanted::optional, {"besat", "filled"}},
        {"outreach", Wanted::optional, {"opsoegende", "outreach"}},
        {"consultant", Wanted::optional, {"konsulent", "consultant", "initialer", "initials"}}};
    return columns;
}

PastEnquiry read_case(const Session& session, ImportFile::Row& row) {
    constexpr int first_year = 2000;  // references write the year in two digits
    PastEnquiry past;
    past.line = row.line();
    Enquiry& enquiry = past.enquiry;
    enquiry.origin = Origin::older_register;
    if (row.cell("company").empty() && row.cell("cvr").empty())
        row.complain("company", tr("empty; a case needs a business, by name or CVR number"));
    for (const char* column : {"topic", "title", "received"})
        if (row.cell(column).empty()) row.complain(column, tr("empty; every case needs it"));
    enquiry.business = read_business(row);
    enquiry.needs = read_needs(session, row);
    row.take("title", [&](const std::string& typed) {
        enquiry.title = clean_text(row.heading("title"), typed, Lines::one);
    });
    row.guard("text", [&] { enquiry.text = clean_text(row.heading("text"), row.text("text"), Lines::many); });
    row.take("consultant", [&](const std::string& typed) {
        enquiry.consultant = clean_initials(row.heading("consultant"), typed);
    });
    enquiry.received_on = day(session, row, "received");
    row.guard("received", [&] {
        if (!enquiry.received_on) return;
        require_received_by(*enquiry.received_on, session.today());
        if (year_of(*enquiry.received_on) < first_year)
            throw Error{ErrorKind::usage,
                        tr("{day} is before {year}; is it right?",
                           fmt::arg("day", to_iso(enquiry.received_on)), fmt::arg("year", first_year))};
    });
    check_municipality(session, row);
    enquiry.channel = choice<Channel>(row, "channel").value_or(Channel::phone);
    enquiry.direction =
        choice<Direction>(row, "outreach", tr("ja, nej (yes, no)")).value_or(Direction::incoming);
    past.ending = read_ending(session, row, enquiry);
    enquiry.without_followup = past.ending.has_value();
    return past;
}

}  // namespace aka
