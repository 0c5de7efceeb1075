#pragma once

#include <optional>
#include <vector>

#include "aka/service/cases.hpp"

// What was said of a business meets what is known of it.
namespace aka {

/// Whether what is said takes the place of what is known, or only fills its gaps.
enum class Saying { corrects, fills };

/// What is said of one value; empty when nothing is.
template <class T>
void settle(T& value, const T& said, Saying saying) {
    if (said != T{} && (saying == Saying::corrects || value == T{})) value = said;
}

Business merge(Business business, const BusinessFacts& facts, Saying saying = Saying::corrects);

bool has_contact(const BusinessFacts& facts);

/// The first that neither CVR number nor P-number contradict: a business of the same name is the same unless
/// its numbers are others.
std::optional<Business> first_fitting(const std::vector<Business>& candidates, const BusinessFacts& facts);

/// The business as it is known now, stored; new when it was not known.
Business settle_business(Change& change, const std::optional<Business>& known, const BusinessFacts& facts,
                         const MunicipalityId& owner, Saying saying);

/// The contact that was named, known or new; the newest known one when nobody was named.
std::optional<Contact> settle_contact(Change& change, const Business& business, const BusinessFacts& facts,
                                      Saying saying);

/// Stores a business as it is known now, and lets all of its cases be found by it.
void correct_business(Change& change, const Business& known, const Business& now);

/// The case's own contact with what was said of it; another person, when another name was said.
Contact correct_contact(Change& change, const Business& business, const std::optional<Contact>& current,
                        const BusinessFacts& facts);

}  // namespace aka
