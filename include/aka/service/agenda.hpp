#pragma once

#include <string>
#include <vector>

#include "aka/model/case.hpp"
#include "aka/model/referral.hpp"
#include "aka/service/desk.hpp"

namespace aka {

enum class When { overdue, today, week };
template <>
struct Codes<When> {
    static constexpr std::array<std::pair<When, const char*>, 3> list{
        {{When::overdue, "overdue"}, {When::today, "today"}, {When::week, "week"}}};
};

/// What is to be done: a follow-up, or an answer that an actor owes.
enum class Task { followup, answer };
template <>
struct Codes<Task> {
    static constexpr std::array<std::pair<Task, const char*>, 2> list{
        {{Task::followup, "followup"}, {Task::answer, "answer"}}};
};

struct AgendaItem {
    When when;
    Date due{};
    Task task;
    std::string ref;  ///< of the case, or of the referral
    std::string business;
    std::string about;  ///< the case's title, or the actor
    std::string consultant;
};

/// What is overdue, due today and due later in the ISO week (to Sunday), by day; what the desk reads, open
/// and closed cases.
std::vector<AgendaItem> agenda(const Desk& desk);

}  // namespace aka
