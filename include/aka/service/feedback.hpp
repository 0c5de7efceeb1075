#pragma once

#include <optional>
#include <string>

#include "aka/model/feedback.hpp"
#include "aka/service/cases.hpp"

namespace aka {

/// What is said of a question about satisfaction.
struct FeedbackFacts {
    Response response = Response::asked;
    std::optional<Score> score;  ///< with `answered` only
    std::optional<bool> recommend;
    std::string text;
    std::optional<Wave> wave;  ///< none: the one whose time it is
};

/// The wave whose time it is for a case closed on that day: three months on, the second.
Wave wave_on(Date closed, Date today);

/// Keeps what came of asking a business; what is said again corrects what was said. Refused while the case is
/// open, and when an answer would become a question again.
Feedback keep_feedback(const Desk& desk, const Case& file, const FeedbackFacts& facts);

}  // namespace aka
