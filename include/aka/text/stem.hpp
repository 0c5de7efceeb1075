#pragma once

#include <string>
#include <string_view>

namespace aka {

/// The Danish stem (Snowball) of one word, folded afterwards: "elektrikere", "Elektrikeren" -> "elektrik".
std::string danish_stem(std::string_view word);

}  // namespace aka
