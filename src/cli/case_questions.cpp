#include <fmt/format.h>

#include <utility>

#include "aka/cli/ask.hpp"
#include "aka/cli/case_document.hpp"
#include "aka/cli/case_intake.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/store/businesses.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

/// The questions of one call, and what was answered.
class Questions {
public:
    Questions(const Session& session, const Desk& desk, NewOptions& options)
        : session_(session), desk_(desk), cases_(desk), options_(options), fields_(options.fields) {}

    Answered ask_all() {
        ask_for_business();
        tell_known();
        if (!options_.force_new && goes_to_open_case()) return Answered::elsewhere;
        ask_for_title();
        ask_for_text();
        ask_for_topic();
        if (!session_.options().yes) ask_for_the_rest();
        return Answered::record;
    }

private:
    /// Accepts an answer and keeps it; of a line that was broken off, what stood in it.
    template <class Accept>
    void question(Question asked, Accept accept) {
        asked.begun = std::exchange(options_.unfinished, {});
        asked.broken_off = [&](const std::string& typed) {
            options_.unfinished = typed;
            keep_draft(session_, options_);
        };
        ask_until(session_, asked, [&](const std::string& typed) {
            asked.begun.clear();
            accept(typed);
            keep_draft(session_, options_);
        });
    }

    /// One that may be left out; a dot leaves out all that follow.
    template <class Accept>
    void optional_question(const std::string& text, const std::string& shown, Accept accept,
                           Candidates candidates = {}) {
        if (skipped_) return;
        question({text, "", shown, std::move(candidates), "", {}}, [&](const std::string& typed) {
            skipped_ = typed == ".";
            const bool the_usual = typed.empty() || fold(typed) == fold(shown);
            if (!the_usual && !skipped_) accept(typed);
        });
    }

    void ask_for_business();
    void tell_known() const;
    bool goes_to_open_case();
    void ask_for_title();
    void ask_for_text();
    void ask_for_topic();
    void ask_for_the_rest();
    void ask_who();
    void ask_for_posts();

    const Session& session_;
    const Desk& desk_;
    Cases cases_;
    NewOptions& options_;
    CaseFields& fields_;
    bool skipped_ = false;
};

void Questions::ask_for_business() {
    const auto known = [this](std::string_view typed) {
        std::vector<Candidate> found;
        for (const auto& business : businesses_beginning(desk_.db, desk_.home().id, std::string{typed}))
            found.push_back({business.name, business.cvr});
        return found;
    };
    while (!is_named(cases_, options_)) {
        question({tr("Business (name, CVR number or phone)"), "", "", known, "", {}},
                 [&](const std::string& typed) {
                     if (typed.empty()) throw Error{ErrorKind::usage, tr("which business? a name is enough")};
                     options_.business = clean_text(tr("company"), typed, Lines::one);
                     place_business(session_, cases_, options_);
                 });
        if (!is_named(cases_, options_) && !fields_.phone.empty())
            session_.warn(tr("no business is known by the phone {phone}; what is its name?",
                             fmt::arg("phone", fields_.phone)));
        if (!is_named(cases_, options_) && !fields_.cvr.empty())
            session_.warn(tr("no business is known by the CVR number {cvr}; what is its name?",
                             fmt::arg("cvr", fields_.cvr)));
    }
}

void Questions::tell_known() const {
    const auto known = cases_.find_known(to_facts(fields_), known_of(options_));
    if (!known) return;
    std::string line = known->business.name;
    const auto add = [&](const std::string& text) {
        if (!text.empty()) line += ", " + text;
    };
    if (!known->business.cvr.empty()) add("CVR " + known->business.cvr);
    add(code(known->business.size_band));
    if (known->contact) {
        add(known->contact->name);
        add(readable_phone(known->contact->phone));
        add(known->contact->email);
    }
    session_.say(tr("known: {business}", fmt::arg("business", line)));
}

/// Offers the newest of the business's open cases. Whether what was said became a note of it.
bool Questions::goes_to_open_case() {
    const auto known = cases_.find_known(to_facts(fields_), known_of(options_));
    if (!known || known->open_cases.empty() || session_.options().yes) return false;
    const Case& open = known->open_cases.front();
    session_.warn(std::string{trim(tr("{ref} is open for this business: {title}",
                                      fmt::arg("ref", open.ref.text()), fmt::arg("title", open.title)))});
    const auto chosen =
        ask_key(session_, tr("[n]ew case, [a]dd a note to {ref}, [q]uit", fmt::arg("ref", open.ref.text())));
    if (chosen == 0) return false;
    if (chosen == 2) throw Error{ErrorKind::cancelled, tr("cancelled; nothing was saved")};
    take_note(session_, desk_, open, {{}, std::nullopt, desk_.today});
    return true;
}

void Questions::ask_for_title() {
    if (fields_.title) return;
    question({tr("What is needed, in one line"), "", "", {}, "", {}},
             [&](const std::string& typed) { fields_.title = clean_text(tr("title"), typed, Lines::one); });
}

void Questions::ask_for_text() {
    // A text from a draft may have been broken off before its dot: it goes on unless the topic was reached.
    const bool goes_on = options_.recover && fields_.topics.empty();
    const bool given = !options_.text.empty() || !fields_.text.file.empty();
    if ((given && !goes_on) || session_.options().yes) return;
    options_.text = ask_text(
        session_, tr("More about it"),
        [&](const std::string& typed) {
            options_.text = typed;
            keep_draft(session_, options_);
        },
        options_.text);
}

void Questions::ask_for_topic() {
    if (!fields_.topics.empty()) return;
    const auto suggestions =
        suggest_topics(session_.network(), fields_.title.value_or("") + ' ' + options_.text);
    if (!suggestions.empty()) {
        session_.warn(describe(session_.network(), suggestions));
        if (session_.options().yes) {
            fields_.topics.push_back(suggestions.front().topic.text);
            return session_.say(tr("taken: {topic}", fmt::arg("topic", fields_.topics.front())));
        }
    }
    const auto topics = [this](std::string_view typed) {
        std::vector<Candidate> all;
        all.reserve(session_.network().topics.size());
        for (const auto& topic : session_.network().topics)
            all.push_back({topic.id.text, topic.label.text()});
        return beginning_with(all, typed);
    };
    const std::string first = suggestions.empty() ? "" : suggestions.front().topic.text;
    question({tr("Topic (Tab lists them)"), first, "", topics, "", {}}, [&](const std::string& typed) {
        if (typed.empty()) throw Error{ErrorKind::usage, tr("what is it about? see aka actors topics")};
        fields_.topics = {session_.topic(typed).text};
    });
}

/// Who to talk to at a business that nobody knows yet.
void Questions::ask_who() {
    if (cases_.find_known(to_facts(fields_), known_of(options_))) return;
    if (fields_.cvr.empty())
        optional_question(tr("CVR number"), tr("none"), [&](const std::string& typed) {
            fields_.cvr = clean_facts({"", typed, "", {}, {}, "", "", ""}).cvr;
        });
    if (fields_.contact.empty())
        optional_question(tr("Contact"), tr("none"), [&](const std::string& typed) {
            fields_.contact = clean_text(tr("contact"), typed, Lines::one);
        });
    if (fields_.phone.empty())
        optional_question(tr("Phone"), tr("none"), [&](const std::string& typed) {
            fields_.phone = clean_facts({"", "", "", {}, {}, "", typed, ""}).phone;
        });
}

void Questions::ask_for_posts() {
    if (fields_.positions.empty())
        optional_question(tr("Posts to be filled"), tr("none"), [&](const std::string& typed) {
            CaseFields tried;
            tried.positions = typed;
            static_cast<void>(to_positions(tried));
            fields_.positions = typed;
        });
    if (fields_.positions.empty()) return;
    if (!fields_.occupation)
        optional_question(tr("Job title"), tr("none"), [&](const std::string& typed) {
            fields_.occupation = clean_text(tr("occupation"), typed, Lines::one);
        });
    if (!fields_.obstacle)
        optional_question(
            tr("What stands in the way ({codes})", fmt::arg("codes", code_list<Obstacle>(", "))), tr("none"),
            [&](const std::string& typed) { fields_.obstacle = needed_code<Obstacle>(typed); },
            code_candidates<Obstacle>());
}

void Questions::ask_for_the_rest() {
    session_.say(tr("Enter takes what stands in brackets, a dot all that follows."));
    ask_for_posts();
    ask_who();
    if (fields_.channel || options_.consent) return;
    optional_question(
        tr("Channel ({codes})", fmt::arg("codes", code_list<Channel>(", "))),
        std::string{code(Channel::phone)},
        [&](const std::string& typed) { fields_.channel = needed_code<Channel>(typed); },
        code_candidates<Channel>());
}

}  // namespace

Answered ask_for_missing(const Session& session, const Desk& desk, NewOptions& options) {
    return Questions{session, desk, options}.ask_all();
}

}  // namespace aka
