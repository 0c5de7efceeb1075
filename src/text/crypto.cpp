#include "aka/text/crypto.hpp"

#include <sodium.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace aka {
namespace {

using Digest = std::array<unsigned char, crypto_hash_sha256_BYTES>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(
        text.data());  // NOLINT(*-reinterpret-cast): libsodium takes bytes
}

std::string hex(const unsigned char* bytes, std::size_t size) {
    std::string text(size * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes, size);
    text.pop_back();
    return text;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    Digest digest;
    crypto_hash_sha256(digest.data(), bytes_of(bytes), bytes.size());
    return hex(digest.data(), digest.size());
}

std::string sha256_parts(const std::vector<std::string_view>& parts) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    for (const auto part : parts) {
        std::array<unsigned char, 8> length{};
        for (std::size_t i = 0; i < length.size(); ++i)
            length[length.size() - 1 - i] = static_cast<unsigned char>(part.size() >> (8 * i));
        crypto_hash_sha256_update(&state, length.data(), length.size());
        crypto_hash_sha256_update(&state, bytes_of(part), part.size());
    }
    Digest digest;
    crypto_hash_sha256_final(&state, digest.data());
    return hex(digest.data(), digest.size());
}

std::uint64_t checksum(std::string_view bytes) {
    static_assert(sizeof(std::size_t) == sizeof(std::uint64_t));
    return std::hash<std::string_view>{}(bytes);
}

std::string random_hex(std::size_t bytes) {
    constexpr std::size_t at_once = 256;  // as much as the system gives in one piece
    if (bytes > at_once) throw std::length_error("so many random bytes are not given at once");
    static std::array<unsigned char, at_once> pool{};  // a call to the system costs more than a small record
    static std::size_t left = 0;
    if (left < bytes) {
        if (sodium_init() < 0) throw std::runtime_error("the operating system gives no random numbers");
        randombytes_buf(pool.data(), pool.size());
        left = pool.size();
    }
    left -= bytes;
    std::string text = hex(pool.data() + left, bytes);
    sodium_memzero(pool.data() + left, bytes);
    return text;
}

}  // namespace aka
