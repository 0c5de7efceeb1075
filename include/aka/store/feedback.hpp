#pragma once

#include <optional>
#include <vector>

#include "aka/model/feedback.hpp"
#include "aka/store/record.hpp"

namespace aka {

template <>
struct Stored<Feedback> {
    static constexpr const char* table = "feedback";
    static Fields fields(const Feedback& feedback);
    static Feedback read(const Row& row);
};

std::vector<Feedback> feedback_of(Database& db, CaseId id);  ///< in the order of the waves

}  // namespace aka
