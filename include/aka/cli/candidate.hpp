#pragma once

#include <string>

namespace aka {

/// What can be meant where something is typed, and what it is.
struct Candidate {
    std::string text;   ///< stands in the line when it is chosen
    std::string label;  ///< for people, shown beside it; may be empty
};

}  // namespace aka
