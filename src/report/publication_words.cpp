#include <algorithm>

#include "aka/report/publication_document.hpp"
#include "aka/text/tr.hpp"
#include "words.hpp"

namespace aka {
namespace {

using Words = std::vector<std::pair<std::string, std::string>>;  // code, label

template <class Enum>
void add(Words& words, const Labels<Enum>& labels) {
    for (const auto& [value, label] : labels) words.emplace_back(code(value), label);
}

Words words_of(const std::string& dimension) {
    Words words{{"other", tr("Other")},
                {"unknown", tr("Not known")},
                {"untold", tr("No job title given")},
                {"none", tr("Not stated")},
                {"on-time", tr("Done on time")},
                {"late", tr("Done late")},
                {"open", tr("Not done")},
                {"as-wanted", tr("Filled as wanted")},
                {"other-profile", tr("Filled with another profile")},
                {"not-filled", tr("Not filled")},
                {"answered", tr("Answered")},
                {"waiting", tr("Not answered")},
                {"asked", tr("No answer yet")},
                {"no-points", tr("Answered without points")},
                {"with-points", tr("Answers with points")},
                {"yes", tr("Yes")},
                {"no", tr("No")},
                {"unsaid", tr("Not said")},
                {"not-met", tr("Not or only partly met")},
                {"otherwise", tr("Met, or withdrawn")},
                {"incoming", tr("The business called")},
                {"outreach", tr("The office called")}};
    if (dimension == "answer") {
        words.insert(words.begin(), {{"satisfied", tr("Satisfied or very satisfied")},
                                     {"declined", tr("Declined to answer")}});
        add(words, score_labels());
    }
    if (dimension == "kind") add(words, kind_labels());
    if (dimension == "size") add(words, size_labels());
    if (dimension == "channel") add(words, channel_labels());
    if (dimension == "obstacle") add(words, obstacle_labels());
    if (dimension == "ending") {
        add(words, outcome_labels());
        add(words, cause_labels());
    }
    return words;
}

const std::string* find(const Words& words, const std::string& code) {
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.first == code; });
    return found == words.end() ? nullptr : &found->second;
}

}  // namespace

std::string measure_label(const std::string& measure) {
    const Words words{{"enquiries", tr("Enquiries")},
                      {"businesses", tr("Different businesses")},
                      {"cases_closed", tr("Cases closed")},
                      {"needs", tr("Needs recorded")},
                      {"needs_ended", tr("Needs ended")},
                      {"needs_met_share", tr("Share of needs met")},
                      {"posts", tr("Posts sought")},
                      {"posts_filled_share", tr("Share of posts filled as wanted")},
                      {"referrals", tr("Referrals")},
                      {"referrals_answered_share", tr("Share of referrals answered")},
                      {"followups", tr("Follow-ups due")},
                      {"followups_on_time_share", tr("Share of follow-ups done on time")},
                      {"labour", tr("Needs for labour")},
                      {"feedback_closing", tr("Asked at the closing")},
                      {"closing_response_rate", tr("Response rate at the closing")},
                      {"closing_satisfied_share", tr("Satisfied or very satisfied at the closing")},
                      {"feedback_three_months", tr("Asked three months on")},
                      {"three_months_response_rate", tr("Response rate three months on")},
                      {"three_months_satisfied_share", tr("Satisfied or very satisfied three months on")},
                      {"actors", tr("Actors who can help")}};
    const std::string* label = find(words, measure);
    return label == nullptr ? measure : *label;
}

std::string division_label(const std::string& measure, const std::string& dimension) {
    const Words words{{"size", tr("{measure} by size of the business")},
                      {"channel", tr("{measure} by channel")},
                      {"direction", tr("{measure} by who called")},
                      {"topic", tr("{measure} by topic")},
                      {"ending", tr("{measure} by how they ended")},
                      {"result", tr("{measure} by result")},
                      {"kind", tr("{measure} by kind of actor")},
                      {"answer", tr("{measure} by answer")},
                      {"recommend", tr("{measure} by whether they would recommend it")},
                      {"occupation", tr("{measure} by occupation")},
                      {"obstacle", tr("{measure} by what stands in the way")}};
    const std::string* label = find(words, dimension);
    return fmt::format(fmt::runtime(label == nullptr ? "{measure}" : *label),
                       fmt::arg("measure", measure_label(measure)));
}

std::string category_label(const Network& network, const PublishedFigure& figure) {
    const std::string& category = figure.category;
    if (figure.key.dimension == "topic") {
        if (const Topic* topic = network.find(TopicId{category})) return topic->label.text();
        if (category.ends_with("/-"))
            return tr("{topic}, not specified",
                      fmt::arg("topic", label_of(network, TopicId{category.substr(0, category.size() - 2)})));
    }
    if (figure.key.dimension == "occupation")
        for (const auto& occupation : network.occupations)
            if (occupation.disco == category) return occupation.label.text();
    const auto words = words_of(figure.key.dimension);
    const std::string* label = find(words, category);
    return label == nullptr ? category : *label;
}

}  // namespace aka
