#pragma once

#include <string>

namespace aka {

constexpr const char* export_form = "aka-export/1";

/// What a table's rows are, for people who read an export; empty for one that nobody described.
std::string told_of_table(const std::string& table);

}  // namespace aka
