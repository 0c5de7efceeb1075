#include "aka/store/feedback.hpp"

namespace aka {

Fields Stored<Feedback>::fields(const Feedback& feedback) {
    return {{"key", feedback.key},
            {"case_id", to_value(feedback.case_id)},
            {"wave", to_value(feedback.wave)},
            {"response", to_value(feedback.response)},
            {"asked_on", to_value(feedback.asked_on)},
            {"answered_on", to_value(feedback.answered_on)},
            {"score", to_value(feedback.score)},
            {"recommend", feedback.recommend ? to_value(*feedback.recommend ? 1 : 0) : Value{nullptr}},
            {"text", null_if_empty(feedback.text)},
            {"recorded", to_value(feedback.recorded)}};
}

Feedback Stored<Feedback>::read(const Row& row) {
    Feedback feedback;
    feedback.id = {row.integer("id")};
    feedback.key = row.text("key");
    feedback.case_id = {row.integer("case_id")};
    feedback.wave = row.choice<Wave>("wave");
    feedback.response = row.choice<Response>("response");
    feedback.asked_on = row.date("asked_on");
    feedback.answered_on = row.optional_date("answered_on");
    feedback.score = row.optional_choice<Score>("score");
    if (const auto yes = row.optional_integer("recommend")) feedback.recommend = *yes != 0;
    feedback.text = row.optional_text("text");
    feedback.recorded = read_instant(row, "recorded");
    return feedback;
}

std::vector<Feedback> feedback_of(Database& db, CaseId id) {
    return read_all<Feedback>(db, "SELECT * FROM feedback WHERE case_id = $1 ORDER BY wave", {to_value(id)});
}

}  // namespace aka
