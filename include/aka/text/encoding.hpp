#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aka {

/// How the bytes of a file stand for letters.
enum class Encoding {
    utf8,
    windows_1252,  ///< what a Danish Excel calls "CSV"
    utf16,
    broken,   ///< UTF-8 with bytes that are none
    unknown,  ///< another one-byte encoding, as those of DOS and the Macintosh
};

struct EncodingGuess {
    Encoding encoding = Encoding::utf8;
    std::size_t broken_at = 0;  ///< the first byte that is no UTF-8
};

/// Bytes that are all UTF-8 are UTF-8. Where they are not, more letters of UTF-8 than stray bytes, or a byte
/// order mark, mean that it is broken; otherwise letters beyond ASCII where Windows-1252 has them mean that.
EncodingGuess guess_encoding(std::string_view bytes);

/// As UTF-8; the five bytes that Windows-1252 leaves open become U+FFFD.
std::string from_windows_1252(std::string_view bytes);

}  // namespace aka
