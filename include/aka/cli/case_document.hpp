#pragma once

#include <string>
#include <vector>

#include "aka/cli/session.hpp"
#include "aka/output/document.hpp"
#include "aka/service/cases.hpp"
#include "aka/service/referrals.hpp"

namespace aka {

/// Nothing known rather than an empty text.
Cell text_cell(const std::string& text);
Cell date_cell(const std::optional<Date>& date);
Cell number_cell(const std::optional<int>& number);
template <class Enum>
Cell code_cell(const std::optional<Enum>& value) {
    return text_cell(code(value));
}

/// How the state of a case, a referral or a task is coloured, where there are colours.
Tone tone_of_state(std::string_view word);

/// Short labels for people beside the ids.
std::string municipality_name(const Network& network, const MunicipalityId& id);
std::string actor_name(const Network& network, const ActorId& id);

/// All of a case.
Document case_document(const Session& session, const CaseFile& file);

/// All of a referral.
Document referral_document(const ReferralFile& file);

/// "NAE-26-0143 Tystrup Teknik ApS", as every writing command begins what it says.
std::string name_of(const CaseFile& file);

/// The case as it stands after a writing call, told to the person, and to a program that asked.
/// An actor with its id and how to reach it, on one line.
std::string actor_line(const Actor& actor);

/// Names the other businesses that what was said fits too: two records may be one business.
void warn_of_twins(const Session& session, const std::vector<Business>& twins);

void tell_case(const Session& session, const Desk& desk, const Case& file, const std::string& what);

/// How the case is typed at home: "143", or in full elsewhere.
std::string short_ref(const Session& session, const Case& file);

}  // namespace aka
