#pragma once

#include <optional>
#include <string>

#include "aka/model/case.hpp"
#include "aka/model/code.hpp"
#include "aka/model/date.hpp"
#include "aka/model/key.hpp"

namespace aka {

/// When satisfaction is asked for: at the closing, and three months on.
enum class Wave { closing, three_months };
template <>
struct Codes<Wave> {
    static constexpr std::array<std::pair<Wave, const char*>, 2> list{
        {{Wave::closing, "closing"}, {Wave::three_months, "three-months"}}};
};

/// What a business says of the guidance: KL's five points, 5 the best, or that it does not know.
enum class Score { very_dissatisfied = 1, dissatisfied, neither, satisfied, very_satisfied, dont_know };
template <>
struct Codes<Score> {
    static constexpr std::array<std::pair<Score, const char*>, 6> list{{{Score::very_dissatisfied, "1"},
                                                                        {Score::dissatisfied, "2"},
                                                                        {Score::neither, "3"},
                                                                        {Score::satisfied, "4"},
                                                                        {Score::very_satisfied, "5"},
                                                                        {Score::dont_know, "dont-know"}}};
};

/// Months after the closing: the second wave, as the labour agency STAR asks again.
constexpr int second_wave_after = 3;

/// How a question was met.
enum class Response { asked, answered, declined };
template <>
struct Codes<Response> {
    static constexpr std::array<std::pair<Response, const char*>, 3> list{
        {{Response::asked, "asked"}, {Response::answered, "answered"}, {Response::declined, "declined"}}};
};

/// One business asked in one wave.
struct Feedback {
    Id<struct FeedbackTag> id;
    Key key;
    CaseId case_id;
    Wave wave = Wave::closing;
    Response response = Response::asked;
    Date asked_on{};
    std::optional<Date> answered_on;  ///< or declined
    std::optional<Score> score;
    std::optional<bool> recommend;
    std::string text;
    Instant recorded{};
    bool operator==(const Feedback&) const = default;
};

}  // namespace aka
