#pragma once

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

/// What is to be done: a follow-up, or an answer that an actor owes.
enum class Task { followup, answer };
template <>
struct Codes<Task> {
    static constexpr std::array<std::pair<Task, const char*>, 2> list{
        {{Task::followup, "followup"}, {Task::answer, "answer"}}};
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

enum class Ahead { week, all };

/// What is overdue, due today and due later, to the ISO week's Sunday or as far as there is anything, by day;
/// what the desk reads, open and closed cases.
std::vector<AgendaItem> agenda(const Desk& desk, Ahead ahead = Ahead::week);

}  // namespace aka
