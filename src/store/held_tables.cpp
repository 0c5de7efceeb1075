#include "aka/store/subject.hpp"

namespace aka {

const std::vector<HeldTable>& held_tables() {
    static const std::vector<HeldTable> tables{
        {"business", HeldBy::business,
         "cvr pno name name_folded form size_band industry_code industry_version municipality postcode",
         "id key owner", "SELECT * FROM business WHERE id = $1"},
        {"contact", HeldBy::contact, "name phone email", "id key business_id owner",
         "SELECT * FROM contact WHERE id = $1"},
        {"prospect", HeldBy::prospect, "cvr name name_folded phone reason imported_on done_on recorded",
         "id key owner", "SELECT * FROM prospect WHERE id = $1"},
        {"case_file", HeldBy::of_case,
         "ref received_in owner consultant title text channel direction size_band received_on status "
         "closed_on "
         "recorded",
         "id key prefix year number business_id contact_id", "SELECT * FROM case_file WHERE id = $1"},
        {"merged_case", HeldBy::of_case, "ref", "key case_id referrals_before",
         "SELECT * FROM merged_case WHERE case_id = $1 ORDER BY ref"},
        {"need", HeldBy::of_case,
         "topic occupation positions obstacle outcome cause filled other_profile closed_on closed_in",
         "id key case_id place", "SELECT * FROM need WHERE case_id = $1 ORDER BY id"},
        {"note", HeldBy::of_case, "author text minutes on_date recorded", "id key case_id",
         "SELECT * FROM note WHERE case_id = $1 ORDER BY id"},
        {"followup", HeldBy::of_case, "kind due done_on recorded", "id key case_id",
         "SELECT * FROM followup WHERE case_id = $1 ORDER BY id"},
        {"consent", HeldBy::of_case,
         "purpose scope recipient via taken_by given_on until withdrawn_on recorded", "id key case_id",
         "SELECT * FROM consent WHERE case_id = $1 ORDER BY id"},
        {"draw", HeldBy::of_case, "reason case_ref topic municipality size_band day recorded",
         "id key need_id round proposals",
         "SELECT d.* FROM draw d JOIN need n ON n.id = d.need_id WHERE n.case_id = $1 ORDER BY d.id"},
        {"extra_proposal", HeldBy::of_case, "day recorded", "id key draw_id place after_draw",
         "SELECT e.* FROM extra_proposal e JOIN draw d ON d.id = e.draw_id JOIN need n ON n.id = d.need_id "
         "WHERE "
         "n.case_id = $1 ORDER BY e.id"},
        {"referral", HeldBy::of_case,
         "number actor actor_name chosen_by choice_reason shared shared_text sent_on deadline state reason "
         "answered_on outcome hires ended_on recorded",
         "id key case_id need_id draw_id", "SELECT * FROM referral WHERE case_id = $1 ORDER BY number"},
        {"referral_step", HeldBy::of_case, "state by reason on_date recorded", "id key referral_id",
         "SELECT s.* FROM referral_step s JOIN referral r ON r.id = s.referral_id WHERE r.case_id = $1 ORDER "
         "BY "
         "s.id"},
        {"feedback", HeldBy::of_case, "wave response asked_on answered_on score recommend text recorded",
         "id key case_id", "SELECT * FROM feedback WHERE case_id = $1 ORDER BY id"},
        {"event", HeldBy::of_case, "recorded happened kind subject who os_user", "seq commitment hash",
         "SELECT e.* FROM event e WHERE e.subject IN (SELECT 'case:' || key FROM case_file WHERE id = $1\n"
         "  UNION ALL SELECT 'case:' || key FROM merged_case WHERE case_id = $1) ORDER BY e.seq",
         "SELECT e.* FROM event e JOIN prospect p ON e.subject = 'prospect:' || p.key WHERE p.id = $1 ORDER "
         "BY "
         "e.seq"},
        {"event_body", HeldBy::of_case, "body", "seq salt",
         "SELECT b.* FROM event_body b JOIN event e ON e.seq = b.seq\n"
         "WHERE e.subject IN (SELECT 'case:' || key FROM case_file WHERE id = $1\n"
         "  UNION ALL SELECT 'case:' || key FROM merged_case WHERE case_id = $1) ORDER BY b.seq",
         "SELECT b.* FROM event_body b JOIN event e ON e.seq = b.seq JOIN prospect p ON e.subject = "
         "'prospect:' || p.key WHERE p.id = $1 ORDER BY b.seq"},
        {"case_search", HeldBy::of_case, "business title text notes", "", ""},
        {"case_search_content", HeldBy::of_case, "c0 c1 c2 c3", "id", ""},
        {"case_search_data", HeldBy::of_case, "block", "id", ""},
        {"case_search_idx", HeldBy::of_case, "term", "segid pgno", ""},
        {"case_search_docsize", HeldBy::nothing, "", "id sz", ""},
        {"case_search_config", HeldBy::nothing, "", "k v", ""},
        {"register", HeldBy::nothing, "", "id key municipalities made", ""},
        {"counter", HeldBy::nothing, "", "municipality year last", ""},
        {"draw_place", HeldBy::nothing, "", "draw_id place actor credit_before proposed_before", ""},
        {"ledger", HeldBy::nothing, "", "actor credit proposals", ""},
        {"actor_check", HeldBy::nothing, "", "id key actor on_date by recorded", ""},
        {"actor_capacity", HeldBy::nothing, "", "id key actor topic state from_on until by recorded", ""},
        {"publication", HeldBy::nothing, "",
         "id key report funder period municipality audience min_cell restates hash published_on recorded",
         ""},
        {"published_figure", HeldBy::nothing, "",
         "id publication_id place period months municipality municipalities measure unit dimension category "
         "covers value businesses largest hidden",
         ""}};
    return tables;
}

}  // namespace aka
