#pragma once

#include <fmt/format.h>

#include <string>

#include "aka/store/database.hpp"

namespace aka {

/// The WHERE of a list, grown condition by condition; values are only ever bound.
class Conditions {
public:
    /// `condition` holds {p} where the value's place stands.
    void add(const char* condition, Value value) {
        parameters_.push_back(std::move(value));
        text_ += text_.empty() ? "WHERE " : "\n  AND ";
        text_ += fmt::format(fmt::runtime(condition), fmt::arg("p", fmt::format("${}", parameters_.size())));
    }
    /// Goes on with the condition added last.
    void extend(const char* condition, Value value) {
        parameters_.push_back(std::move(value));
        text_ += fmt::format(fmt::runtime(condition), fmt::arg("p", fmt::format("${}", parameters_.size())));
    }
    void add(const char* condition) {
        text_ += text_.empty() ? "WHERE " : "\n  AND ";
        text_ += condition;
    }
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] Parameters& parameters() { return parameters_; }

private:
    std::string text_;
    Parameters parameters_;
};

}  // namespace aka
