#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aka {

/// SHA-256 in 64 lower-case hexadecimal digits, as sha256sum prints it.
std::string sha256_hex(std::string_view bytes);

/// SHA-256 over several parts, each preceded by its length (8 bytes, big end first), so that no two lists of
/// parts collide by joining.
std::string sha256_parts(const std::vector<std::string_view>& parts);

/// 64 bits that tell damage, not malice; another build of the program may make others.
std::uint64_t checksum(std::string_view bytes);

/// `bytes` random bytes of the operating system as lower-case hexadecimal digits.
std::string random_hex(std::size_t bytes);

}  // namespace aka
