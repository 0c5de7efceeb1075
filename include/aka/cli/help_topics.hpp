#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/cli/command.hpp"

namespace aka {

/// What `aka help` tells besides the commands, by name.
std::vector<std::string> help_topics();

/// The text of a topic, `width` columns wide; none when there is no such topic.
std::optional<std::string> help_topic(const std::string& name, int width);

/// The topics and what they tell, as two columns.
Rows told_topics();

}  // namespace aka
