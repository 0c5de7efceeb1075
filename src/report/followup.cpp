#include <fmt/format.h>

#include "aka/report/loop.hpp"
#include "aka/text/tr.hpp"
#include "headline.hpp"
#include "words.hpp"

namespace aka {
namespace {

/// How the referrals sent in the period went on.
struct LoopFigures {
    std::int64_t sent = 0;
    std::int64_t answered = 0;
    std::int64_t in_time = 0;  ///< answered by the deadline
    std::int64_t due = 0;      ///< answered, or the deadline has passed
    std::int64_t ended = 0;
};

LoopFigures read_loops(Database& db, const Frame& frame) {
    Parameters with_day = parameters(frame);
    with_day.emplace_back(to_iso(frame.made));
    const auto row = db.find(
        fmt::format("SELECT COUNT(*) AS sent, COUNT(r.answered_on) AS answered,\n"
                    "  COUNT(CASE WHEN r.answered_on <= r.deadline THEN 1 END) AS in_time,\n"
                    "  COUNT(CASE WHEN r.answered_on IS NOT NULL OR r.deadline < $4 THEN 1 END) AS due,\n"
                    "  COUNT(r.ended_on) AS ended\n"
                    "FROM referral r JOIN case_file c ON c.id = r.case_id\n"
                    "WHERE r.sent_on BETWEEN $1 AND $2 AND {}",
                    among(frame, "c.owner")),
        with_day);
    return {row->integer("sent"), row->integer("answered"), row->integer("in_time"), row->integer("due"),
            row->integer("ended")};
}

/// How many of the cases received in the period tell what a case can tell.
struct Completeness {
    std::int64_t cases = 0;
    std::int64_t closed = 0;
    std::int64_t cvr = 0;
    std::int64_t size = 0;
    std::int64_t contact = 0;
    std::int64_t title = 0;
    std::int64_t consent = 0;
};

Completeness read_completeness(Database& db, const Frame& frame) {
    const auto row = db.find(
        fmt::format("SELECT COUNT(*) AS cases, COUNT(c.closed_on) AS closed, COUNT(b.cvr) AS cvr, "
                    "COUNT(c.size_band) AS "
                    "size,\n"
                    "  COUNT(c.contact_id) AS contact, COUNT(CASE WHEN c.title <> '' THEN 1 END) AS title,\n"
                    "  COUNT(CASE WHEN EXISTS (SELECT 1 FROM consent s WHERE s.case_id = c.id) THEN 1 END) "
                    "AS consent\n"
                    "FROM case_file c LEFT JOIN business b ON b.id = c.business_id\n"
                    "WHERE c.received_on BETWEEN $1 AND $2 AND {}",
                    among(frame, "c.owner")),
        parameters(frame));
    return {row->integer("cases"),   row->integer("closed"), row->integer("cvr"),    row->integer("size"),
            row->integer("contact"), row->integer("title"),  row->integer("consent")};
}

/// All that is told of one office, or of all.
struct Timeliness {
    FollowupFigures followups;
    LoopFigures loops;
    std::optional<double> answer_days;
    Completeness cases;
};

Timeliness read_timeliness(Database& db, const Network& network, const Frame& frame) {
    return {count_followups(db, frame), read_loops(db, frame),
            median(count_answer_days(db, frame, network.calendar)), read_completeness(db, frame)};
}

std::vector<Figure> figures_of(const Timeliness& all) {
    const auto& [followups, loops, answer_days, cases] = all;
    return {
        {"followups", tr("Follow-ups due"), tr("follow-ups"), followups.due},
        {"followups_on_time", tr("Done on time"), tr("follow-ups"), followups.on_time},
        {"followups_on_time_share", tr("Share on time"), tr("share"),
         share_of(followups.on_time, followups.settled)},
        {"followups_open", tr("Still open"), tr("follow-ups"), followups.open},
        {"referrals", tr("Referrals sent"), tr("referrals"), loops.sent},
        {"referrals_answered", tr("Answered"), tr("referrals"), loops.answered},
        {"answered_in_time_share", tr("Share answered by the deadline"), tr("share"),
         share_of(loops.in_time, loops.due)},
        {"answer_time", tr("Median time to first answer"), tr("working days"), to_cell(answer_days)},
        {"referrals_ended", tr("Loops closed: the outcome is known"), tr("referrals"), loops.ended},
        {"referrals_ended_share", tr("Share of loops closed"), tr("share"),
         share_of(loops.ended, loops.sent)},
        {"cases", tr("Cases received"), tr("cases"), cases.cases},
        {"cases_closed", tr("Of these closed by now"), tr("cases"), cases.closed},
        {"cases_closed_share", tr("Share closed by now"), tr("share"), share_of(cases.closed, cases.cases)}};
}

/// The municipalities asked about: the one, or all of the network with those that only the register knows.
std::vector<MunicipalityId> asked_about(Database& db, const Network& network, const Frame& frame) {
    if (!frame.municipalities.empty()) return frame.municipalities;
    std::vector<MunicipalityId> ids;
    for (const auto& municipality : network.municipalities) ids.push_back(municipality.id);
    db.each("SELECT DISTINCT owner FROM case_file WHERE received_on BETWEEN $1 AND $2 ORDER BY owner",
            {to_iso(frame.period.first), to_iso(frame.period.last)}, [&](const Row& row) {
                const MunicipalityId id{row.text("owner")};
                if (network.find(id) == nullptr) ids.push_back(id);
            });
    return ids;
}

Section municipalities_section() {
    return {"municipalities",
            tr("Offices"),
            {{{"municipality", tr("Municipality"), ForWhom::users},
              {"label", tr("Name")},
              {"followups", tr("Follow-ups due")},
              {"followups_on_time_share", tr("On time")},
              {"referrals", tr("Referrals sent")},
              {"answered_in_time_share", tr("Answered in time")},
              {"answer_time", tr("Days to answer")},
              {"referrals_ended_share", tr("Loops closed")}},
             {}},
            false,
            {tr("Where an office has one consultant these are that person's figures: for the office's own "
                "use.")}};
}

Section completeness_section() {
    return {"completeness",
            tr("What was recorded"),
            {{{"municipality", tr("Municipality"), ForWhom::users},
              {"label", tr("Name")},
              {"cases", tr("Cases")},
              {"cvr", tr("CVR number")},
              {"size", tr("Size")},
              {"contact", tr("Contact")},
              {"title", tr("Title")},
              {"consent", tr("Consent asked")}},
             {}},
            false,
            {tr("Shares of the cases received in the period.")}};
}

}  // namespace

Document followup_report(Database& db, const Network& network, const Frame& frame) {
    Section offices = municipalities_section();
    Section recorded = completeness_section();
    for (const auto& id : asked_about(db, network, frame)) {
        const auto [followups, loops, answer_days, cases] =
            read_timeliness(db, network, {frame.period, only(id), frame.made});
        offices.table.rows.push_back({id.text, name_of(network, id), followups.due,
                                      share_of(followups.on_time, followups.settled), loops.sent,
                                      share_of(loops.in_time, loops.due), to_cell(answer_days),
                                      share_of(loops.ended, loops.sent)});
        const auto share = [all = cases.cases](std::int64_t part) { return share_of(part, all); };
        recorded.table.rows.push_back({id.text, name_of(network, id), cases.cases, share(cases.cvr),
                                       share(cases.size), share(cases.contact), share(cases.title),
                                       share(cases.consent)});
    }
    Document document{title_text(tr("Follow-up"), network, frame), made_lines(frame), {}};
    document.sections.push_back(headline_section(
        figures_of(read_timeliness(db, network, frame)),
        {tr("Follow-ups due in the period, referrals sent and cases "
            "received in it, by the case's office. The share "
            "on time is of those done or overdue, the share by the "
            "deadline of those answered or past it.")},
        {"followups_on_time_share", "answered_in_time_share", "answer_time", "referrals_ended_share"}));
    document.sections.push_back(std::move(offices));
    document.sections.push_back(std::move(recorded));
    return document;
}

}  // namespace aka
