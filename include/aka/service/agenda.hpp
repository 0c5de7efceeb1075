#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aka/model/case.hpp"
#include "aka/model/referral.hpp"
#include "aka/service/desk.hpp"

namespace aka {

enum class When { overdue, today, week, later };
template <>
struct Codes<When> {
    static constexpr std::array<std::pair<When, const char*>, 4> list{
        {{When::overdue, "overdue"}, {When::today, "today"}, {When::week, "week"}, {When::later, "later"}}};
};

/// What is to be done: a follow-up, or an answer that an actor owes, or a referral without an
/// answer whose consent ran out.
enum class Task { followup, answer, consent };
template <>
struct Codes<Task> {
    static constexpr std::array<std::pair<Task, const char*>, 3> list{
        {{Task::followup, "followup"}, {Task::answer, "answer"}, {Task::consent, "consent"}}};
};

struct AgendaItem {
    Key key;  ///< of the follow-up, or of the referral
    When when;
    Date due{};
    Task task;
    std::string ref;  ///< of the case, or of the referral
    std::string business;
    std::string about;  ///< the case's title, or the actor
    std::string consultant;
};

/// The latest so many of what is to be done, and how much there is in all.
struct Agenda {
    std::vector<AgendaItem> items;
    std::int64_t overdue = 0;
    std::int64_t today = 0;
    std::int64_t week = 0;
};

struct AgendaFilter {
    bool week = false;        ///< also what is due after today, to the ISO week's Sunday
    std::int64_t limit = 50;  ///< of the items; beyond it the longest overdue are left out
};

/// What the desk reads, of open and closed cases, the longest overdue first.
Agenda agenda(const Desk& desk, const AgendaFilter& filter);

/// All there is, overdue or however far ahead, in the same order.
std::vector<AgendaItem> whole_agenda(const Desk& desk);

}  // namespace aka
