#pragma once

#include <algorithm>
#include <deque>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli_world.hpp"

/// A person who answers every question in turn. An answer that ends with a tab is completed first, as the key
/// would; "^C" and "^D" break the line off, with what stands before them in it.
class Typist {
public:
    explicit Typist(std::vector<std::string> answers) : answers_(answers.begin(), answers.end()) {}

    aka::TypedLine operator()(const aka::LineRequest& request) {
        asked.push_back(request.prompt);
        begun.push_back(request.begun);
        if (answers_.empty()) throw std::runtime_error("nobody answers: " + request.prompt);
        std::string answer = answers_.front();
        answers_.pop_front();
        for (; answer.ends_with('\t'); answer = completed_) {
            answer.pop_back();
            const auto completion = aka::complete_line(request.candidates, answer);
            completed_ = completion.line;
            listed.clear();
            for (const auto& candidate : completion.shown) listed.push_back(candidate.text);
        }
        if (answer.ends_with("^C")) return {aka::LineEnd::interrupted, answer.substr(0, answer.size() - 2)};
        if (answer.ends_with("^D")) return {aka::LineEnd::ended, answer.substr(0, answer.size() - 2)};
        return {aka::LineEnd::entered, answer};
    }

    std::vector<std::string> asked;   ///< every question, in order
    std::vector<std::string> begun;   ///< what stood in the line already
    std::vector<std::string> listed;  ///< what the last tab showed
    /// Whether nothing was left unasked.
    [[nodiscard]] bool is_done() const { return answers_.empty(); }

private:
    std::deque<std::string> answers_;
    std::string completed_;
};

/// A call at a terminal where those answers are typed; all of them must be asked for.
inline Outcome typed_call(World& world, const std::vector<std::string>& arguments, Typist& typist) {
    world.terminal = true;
    world.read_line = [&](const aka::LineRequest& request) { return typist(request); };
    const Outcome outcome = world.aka(arguments);
    world.terminal = false;
    world.read_line = {};
    INFO("asked: " << cli_world::joined(typist.asked));
    CHECK(typist.is_done());
    return outcome;
}
inline Outcome typed_call(World& world, const std::vector<std::string>& arguments,
                          const std::vector<std::string>& answers) {
    Typist typist{answers};
    return typed_call(world, arguments, typist);
}
