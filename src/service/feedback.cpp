#include "aka/service/feedback.hpp"

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/feedback.hpp"
#include "aka/text/tr.hpp"

namespace aka {

Wave wave_on(Date closed, Date today) {
    return today < add_months(closed, second_wave_after) ? Wave::closing : Wave::three_months;
}

Feedback keep_feedback(const Desk& desk, const Case& typed, const FeedbackFacts& facts) {
    const std::string text = clean_text(tr("text"), facts.text, Lines::many);
    Feedback result;
    desk.write([&](Change& change) {
        const Case file = get_case(desk.db, typed.id);
        if (!file.closed_on)
            throw Error{ErrorKind::refused, tr("{ref} is open; satisfaction is asked for when it is closed",
                                               fmt::arg("ref", file.ref.text()))};
        const auto refuse = [&](const std::string& why) {
            throw Error{ErrorKind::refused,
                        tr("{ref} {why}", fmt::arg("ref", file.ref.text()), fmt::arg("why", why))};
        };
        if (desk.today < *file.closed_on)
            refuse(
                tr("was closed on {day}; nobody was asked before", fmt::arg("day", to_iso(*file.closed_on))));
        if (facts.wave == Wave::three_months && wave_on(*file.closed_on, desk.today) == Wave::closing)
            refuse(tr("was closed on {day}; three months on it is asked again",
                      fmt::arg("day", to_iso(*file.closed_on))));
        const Wave wave = facts.wave.value_or(wave_on(*file.closed_on, desk.today));
        const auto known = feedback_of(desk.db, file.id);
        const auto same = std::find_if(known.begin(), known.end(), [&](const Feedback& feedback) {
            return feedback.wave == wave && feedback.asked_on >= *file.closed_on;
        });
        result = same == known.end() ? Feedback{} : *same;
        if (facts.response == Response::asked && result.answered_on)
            throw Error{ErrorKind::refused,
                        tr("{ref} was asked on {day}, and there is an answer",
                           fmt::arg("ref", file.ref.text()), fmt::arg("day", to_iso(result.asked_on)))};
        if (same == known.end()) {
            result.case_id = file.id;
            result.wave = wave;
            result.asked_on = desk.today;
            result.recorded = change.now();
        }
        if (desk.today < result.asked_on)
            refuse(tr("was asked on {day}; there was no answer before",
                      fmt::arg("day", to_iso(result.asked_on))));
        result.response = facts.response;
        result.score = facts.score;
        result.recommend = facts.recommend;
        result.text = text;
        if (facts.response != Response::asked) result.answered_on = desk.today;
        if (same == known.end())
            change.insert(result);
        else
            change.update(result);
        change.record("case feedback", subject_of(file), desk.today);
    });
    return result;
}

}  // namespace aka
