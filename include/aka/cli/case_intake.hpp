#pragma once

#include <optional>
#include <string>

#include "aka/cli/case_options.hpp"
#include "aka/cli/session.hpp"
#include "aka/service/cases.hpp"

namespace aka {

/// What aka case new is told, by options, at its questions or by a draft.
struct NewOptions {
    std::string business;
    CaseFields fields;
    std::string followup;
    std::optional<Scope> consent;
    std::optional<ConsentVia> via;
    bool force_new = false;
    bool recover = false;
    std::string text{};        ///< the free text, wherever it came from
    std::string unfinished{};  ///< a line that was broken off: it begins the answer to the next question
};

KnownBusiness known_of(const NewOptions& options);

/// The business named by number or name becomes one of the three among the fields.
void place_business(const Session& session, const Cases& cases, NewOptions& options);

/// Whether it is known by now which business is meant.
bool is_named(const Cases& cases, const NewOptions& options);

/// The words suggest topics, for people; empty when they suggest none.
std::string describe(const Network& network, const std::vector<TopicSuggestion>& suggestions);

/// What came of the questions.
enum class Answered { record, elsewhere };  ///< elsewhere: it became a note of a case that is open

/// Asks at the terminal for what is missing, and for what belongs to it and may be left out. What was typed
/// is a draft from the first answer on.
Answered ask_for_missing(const Session& session, const Desk& desk, NewOptions& options);

/// Keeps all that was told so far as a draft.
void keep_draft(const Session& session, const NewOptions& options);

/// Whether a draft of this register and office waits.
bool has_recoverable(const Session& session);

/// Puts what a draft tells where nothing was told now. Asks which when several wait. Not found when there is
/// none.
void recover_draft(const Session& session, NewOptions& options);

}  // namespace aka
