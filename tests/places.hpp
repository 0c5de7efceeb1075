#pragma once

#include <string>

/// Where the sources lie, and what was built of them. One file alone is compiled with these paths, so that
/// what another folder has compiled of the same sources can be taken from the cache.
std::string source_dir();
std::string binary_dir();
