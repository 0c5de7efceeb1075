#pragma once

#include <filesystem>
#include <istream>
#include <string>
#include <string_view>

namespace aka {

/// A whole file, or `in` when `name` is "-"; line ends of Windows become newlines. A usage error when it
/// cannot be read or is larger than a text may be.
std::string read_text(const std::string& name, std::istream& in);

/// The same as it lies there, byte for byte. A usage error when it is larger than `largest` bytes, with
/// `way_out` at its end.
std::string read_bytes(const std::string& name, std::istream& in, std::size_t largest,
                       const std::string& way_out);

/// Writes all or nothing, mode 0600: a temporary file beside it, put on the disk, then renamed. An output
/// error when it cannot be.
void write_file(const std::filesystem::path& file, std::string_view text);

}  // namespace aka
