#include "aka/cli/case_intake.hpp"

#include <fmt/format.h>

#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

/// About one phone number in eleven passes as a CVR number: one that is known as a phone is a phone.
bool is_cvr_of_business(const Cases& cases, const NewOptions& options, const std::string& cvr) {
    const bool also_phone = parse_phone(options.business).has_value();
    const bool known = cases.find_known({"", cvr, "", {}, {}, "", "", ""}, known_of(options)).has_value();
    return known || !also_phone ||
           !cases.find_known({"", "", "", {}, {}, "", options.business, ""}, known_of(options));
}

}  // namespace

KnownBusiness known_of(const NewOptions& options) {
    return options.force_new ? KnownBusiness::by_cvr_only : KnownBusiness::reuse;
}

void place_business(const Session& session, const Cases& cases, NewOptions& options) {
    auto& fields = options.fields;
    const std::string typed = options.business;
    if (typed.empty()) return;
    if (const auto cvr = parse_cvr(typed);
        cvr && fields.cvr.empty() && is_cvr_of_business(cases, options, *cvr)) {
        fields.cvr = *cvr;
    } else if (parse_phone(typed) && fields.phone.empty()) {
        fields.phone = typed;
        if (!fields.company.empty())
            session.say(
                tr("{typed} is taken for a phone number: it is no CVR number", fmt::arg("typed", typed)));
    } else if (typed.find_first_not_of("0123456789 +") == std::string::npos) {
        throw Error{
            ErrorKind::usage,
            tr("\"{typed}\" is neither a CVR number nor a phone number; a name of digits goes with --company",
               fmt::arg("typed", typed))};
    } else if (!fields.company.empty() && fold(fields.company) != fold(typed)) {
        throw Error{ErrorKind::usage, tr("\"{one}\" and --company \"{other}\" are two businesses; name one",
                                         fmt::arg("one", typed), fmt::arg("other", fields.company))};
    } else {
        fields.company = typed;
    }
    options.business.clear();
}

bool is_named(const Cases& cases, const NewOptions& options) {
    const auto known = cases.find_known(to_facts(options.fields), known_of(options));
    return !options.fields.company.empty() || known.has_value();
}

std::string describe(const Network& network, const std::vector<TopicSuggestion>& suggestions) {
    std::string text;
    for (const auto& suggestion : suggestions) {
        std::string words;
        for (const auto& word : suggestion.words) words += (words.empty() ? "" : ", ") + word;
        const Topic* topic = network.find(suggestion.topic);
        text += fmt::format("\n  {}  {} ({})", suggestion.topic.text,
                            topic != nullptr ? topic->label.text() : "", words);
    }
    return tr("the words suggest:{topics}", fmt::arg("topics", text));
}

}  // namespace aka
