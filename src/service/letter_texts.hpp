#pragma once

#include <fmt/format.h>

#include <array>
#include <string>

#include "aka/model/consent.hpp"
#include "aka/model/language.hpp"
#include "aka/model/referral.hpp"
#include "aka/network/network.hpp"

namespace aka {

/// A word for each value of an enumeration, in its order.
template <class Enum>
using WordsFor = std::array<const char*, Codes<Enum>::list.size()>;

template <class Enum>
std::string in_words(const WordsFor<Enum>& words, Enum value) {
    return words.at(static_cast<std::size_t>(value));
}

/// What every letter says.
struct CommonTexts {
    const char* from;
    const char* to;
    const char* date;
    const char* subject;
    const char* dear;  // {name}
    const char* regards;
    const char* phone;    // {phone}
    const char* part_of;  // {alliance}
    const char* not_secret;
    WordsFor<SharedField> fields;
};

/// What a referral's letter says.
struct ReferralTexts {
    const char* title;
    const char* intro;
    const char* anonymous;
    const char* contact_them;
    const char* contact_us;
    const char* answer_heading;  // {day}
    const char* answer;          // {office}
    const char* accept;
    const char* decline;
    WordsFor<RefusalReason> reasons;
    const char* quote_ref;   // {ref}
    const char* quote_date;  // {day}
    const char* confidential_heading;
    const char* confidential;
};

/// What an actor is told when the business took its consent back.
struct WithdrawalTexts {
    const char* title;
    const char* withdrawn;  // {day}, {sent}
    const char* remove;
};

/// What a reminder says.
struct ReminderTexts {
    const char* title_one;
    const char* title_many;
    const char* intro;
    const char* without_topic;
    const char* sent;     // {day}
    const char* due;      // {day}
    const char* overdue;  // {day}
    const char* ask;
    const char* anonymous;
};

/// What a receipt says of a draw.
struct DrawTexts {
    const char* no_draw;
    const char* drawn;        // {day}, {eligible}, {proposed}
    const char* drawn_one;    // {day}
    const char* drawn_again;  // {reason}
    const char* criteria;
    const char* order;
    const char* proposed;  // {name}, {place}
    const char* not_proposed;
    const char* below;  // {n}
    const char* above;  // {n}
    const char* level;
};

/// What a receipt says of the rest.
struct ReceiptTexts {
    const char* title;  // {ref}
    const char* intro;  // {day}
    const char* company;
    const char* reference;
    const char* need;  // {topic}
    const char* no_referral;
    const char* by_draw;  // {ref}, {actor}, {day}
    const char* outside;  // {ref}, {actor}, {day}, {reason}
    const char* outside_unexplained;
    WordsFor<ChoiceReason> choices;
    WordsFor<RedrawReason> redraws;
    WordsFor<Cost> costs;
    WordsFor<ReferralState> states;
    const char* shared;  // {actor}, {day}
    const char* consents_heading;
    const char* no_consent;
    const char* given;    // {scope}, {recipient}, {via}, {day}
    const char* refused;  // {recipient}, {day}
    const char* any_actor;
    const char* story;  // {via}, {day}
    const char* holds;
    const char* holds_until;  // {day}
    const char* ran_out;      // {day}
    const char* withdrawn;    // {day}
    const char* replaced;
    WordsFor<Scope> scopes;
    WordsFor<ConsentVia> vias;
    const char* withdraw_heading;
    const char* withdraw;  // {office}
    const char* promise_heading;
    const char* promise;
};

struct LetterTexts {
    CommonTexts common;
    ReferralTexts referral;
    WithdrawalTexts withdrawal;
    ReminderTexts reminder;
    DrawTexts draw;
    ReceiptTexts receipt;
};

const LetterTexts& letter_texts(Language language);

/// A text with its placeholders filled; `fmt::arg("day", day)`.
template <class... Arguments>
std::string fill(const char* text, const Arguments&... arguments) {
    return fmt::format(fmt::runtime(text), arguments...);
}

}  // namespace aka
