#include "aka/service/feedback.hpp"

#include <fmt/format.h>

#include "aka/cli/ask.hpp"
#include "aka/cli/case_document.hpp"
#include "aka/cli/case_options.hpp"
#include "aka/cli/nouns.hpp"
#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

enum class YesNo { yes, no };

}  // namespace

template <>
struct Codes<YesNo> {
    static constexpr std::array<std::pair<YesNo, const char*>, 2> list{
        {{YesNo::yes, "yes"}, {YesNo::no, "no"}}};
};

namespace {

struct FeedbackOptions {
    std::string ref;
    std::optional<Score> score;
    std::optional<YesNo> recommend;
    TextSource text;
    bool asked = false;
    bool declined = false;
    std::optional<Wave> wave;
};

void declare_feedback(Command& command, FeedbackOptions& options) {
    command.example("aka case feedback 143 --asked             the question is out")
        .example("aka case feedback 143 --score 5 --recommend yes")
        .example("aka case feedback 143 --declined")
        .argument("CASE", options.ref, case_help)
        .values(Takes::closed_case)
        .choice("--score", options.score,
                "Satisfaction with the guidance: 5 very satisfied, 4 satisfied, 3 neither, 2 dissatisfied, 1 "
                "very "
                "dissatisfied")
        .choice("--recommend", options.recommend, "Would the business recommend it")
        .option("-F,--file", options.text.file, "FILE|-", "Its own words, from a file or from standard input")
        .flag("--asked", options.asked, "The question was asked; an answer may come")
        .flag("--declined", options.declined, "The business does not want to answer")
        .choice("--wave", options.wave,
                "At the closing or three months on; by the day of the closing unless given")
        .remark("aka case list --to-ask shows whom to ask.");
}

/// What came of it, where no option says so: a score, asked or declined.
void ask_what_came(const Session& session, FeedbackOptions& options) {
    const auto words = [](std::string_view typed) {
        return beginning_with({{"5", tr("very satisfied")},
                               {"4", tr("satisfied")},
                               {"3", tr("neither")},
                               {"2", tr("dissatisfied")},
                               {"1", tr("very dissatisfied")},
                               {"dont-know", tr("does not know")},
                               {"asked", tr("the question was asked")},
                               {"declined", tr("the business does not want to answer")}},
                              typed);
    };
    ask_until(
        session,
        Question{tr("How satisfied: 5 (very) to 1 (not at all), dont-know; or asked, declined"),
                 "",
                 "",
                 words,
                 "",
                 {}},
        [&](const std::string& typed) {
            options.score = code_begun<Score>(typed);
            const std::string word = fold(typed);
            options.asked = !word.empty() && std::string_view{"asked"}.starts_with(word);
            options.declined = !word.empty() && std::string_view{"declined"}.starts_with(word);
            if (int{options.score.has_value()} + int{options.asked} + int{options.declined} != 1)
                throw Error{ErrorKind::usage, tr("\"{typed}\" is none of them", fmt::arg("typed", typed))};
        });
    if (!options.score || options.recommend) return;
    ask_until(session,
              Question{tr("Would it recommend the guidance (yes, no)"),
                       "",
                       tr("not said"),
                       code_candidates<YesNo>(),
                       {}},
              [&](const std::string& typed) {
                  if (is_yes(typed))
                      options.recommend = YesNo::yes;
                  else if (!typed.empty())
                      options.recommend = is_no(typed) ? YesNo::no : needed_code<YesNo>(typed);
              });
}

FeedbackFacts to_facts(const FeedbackOptions& options, const Session& session, const std::string& draft,
                       const std::string& prompt) {
    if (static_cast<int>(options.asked) + static_cast<int>(options.declined) +
            static_cast<int>(options.score.has_value()) !=
        1)
        throw Error{ErrorKind::usage, tr("say one of --score {scores}, --asked and --declined",
                                         fmt::arg("scores", code_list<Score>()))};
    if (!options.score && (options.recommend || !options.text.file.empty()))
        throw Error{ErrorKind::usage, tr("--recommend and --file go with --score")};
    FeedbackFacts facts;
    facts.wave = options.wave;
    facts.score = options.score;
    if (options.recommend) facts.recommend = options.recommend == YesNo::yes;
    facts.text = free_text(session, options.text, prompt, kept_as(session, draft));
    if (options.score) facts.response = Response::answered;
    if (options.declined) facts.response = Response::declined;
    return facts;
}

void run_feedback(const FeedbackOptions& typed, const Session& session) {
    const Desk& desk = session.desk(OpenFor::writing);
    FeedbackOptions options = typed;
    const Case file = find_case(desk, options.ref, ForWhat::writing);
    const bool asks = !options.score && !options.asked && !options.declined && session.can_ask();
    if (asks) ask_what_came(session, options);
    const std::string prompt = asks && options.score ? tr("Its own words") : std::string{};
    const FeedbackFacts facts = to_facts(options, session, "feedback-" + file.ref.text(), prompt);
    warn_of_sensitive_words(session, facts.text);
    const Feedback kept = keep_feedback(desk, file, facts);
    tell_case(session, desk, file,
              kept.score ? tr("satisfaction {score}, {wave}", fmt::arg("score", code(*kept.score)),
                              fmt::arg("wave", code(kept.wave)))
                         : tr("satisfaction: {response}, {wave}", fmt::arg("response", code(kept.response)),
                              fmt::arg("wave", code(kept.wave))));
}

}  // namespace

void add_case_feedback(Command& noun) {
    noun.add<FeedbackOptions>("feedback", "Record what the business says of the guidance", declare_feedback,
                              run_feedback);
}

}  // namespace aka
