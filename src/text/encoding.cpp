#include "aka/text/encoding.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace aka {
namespace {

/// What stands at 0x80-0x9F; the rest is as in Unicode. Source: unicode.org, CP1252.TXT.
constexpr std::array<utf8proc_int32_t, 32> upper_controls{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

bool is_utf16(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
    const auto beginning = bytes.substr(0, 4096);  // without a mark: every other byte of Latin text is 0
    const auto zeros = std::count(beginning.begin(), beginning.end(), '\0');
    return !beginning.empty() && static_cast<std::size_t>(zeros) * 3 > beginning.size();
}

/// Letters of the encodings that Excel calls "CSV (MS-DOS)" and "CSV (Macintosh)", æ ø å Æ Ø Å, where
/// Windows-1252 has signs that no Danish text has, or nothing.
bool is_foreign(unsigned char byte) {
    constexpr std::array<unsigned char, 10> foreign{0x81, 0x86, 0x8C, 0x8D, 0x8F,
                                                    0x90, 0x9B, 0x9D, 0xBE, 0xBF};
    return std::find(foreign.begin(), foreign.end(), byte) != foreign.end();
}

struct Tally {
    std::size_t letters = 0;  ///< of UTF-8, beyond ASCII
    std::size_t stray = 0;    ///< bytes that are no UTF-8
    std::size_t western = 0;  ///< of these, where Windows-1252 has letters
    std::size_t foreign = 0;
    std::size_t first_stray = 0;
};

Tally count(std::string_view bytes) {
    Tally tally;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (byte < 0x80) {
            ++at;
            continue;
        }
        utf8proc_int32_t point = -1;
        const auto* here = reinterpret_cast<const utf8proc_uint8_t*>(  // NOLINT(*-reinterpret-cast)
            bytes.data() + at);                                        // NOLINT(*-pointer-arithmetic)
        const auto length = utf8proc_iterate(here, static_cast<utf8proc_ssize_t>(bytes.size() - at), &point);
        if (length > 0) {
            ++tally.letters;
            at += static_cast<std::size_t>(length);
            continue;
        }
        if (tally.stray++ == 0) tally.first_stray = at;
        if (byte >= 0xC0) ++tally.western;
        if (is_foreign(byte)) ++tally.foreign;
        ++at;
    }
    return tally;
}

}  // namespace

EncodingGuess guess_encoding(std::string_view bytes) {
    if (is_utf16(bytes)) return {Encoding::utf16, 0};
    const Tally tally = count(bytes);
    if (tally.stray == 0) return {Encoding::utf8, 0};
    if (bytes.starts_with("\xEF\xBB\xBF") || tally.letters > tally.stray)
        return {Encoding::broken, tally.first_stray};
    if (tally.foreign > 0 && tally.foreign >= tally.western) return {Encoding::unknown, tally.first_stray};
    return {Encoding::windows_1252, tally.first_stray};
}

std::string from_windows_1252(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 16);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
            continue;
        }
        const utf8proc_int32_t point = byte < 0xA0 ? upper_controls.at(byte - 0x80U) : byte;
        std::array<utf8proc_uint8_t, 4> encoded{};
        const auto length = utf8proc_encode_char(point, encoded.data());
        for (utf8proc_ssize_t i = 0; i < length; ++i)
            text += static_cast<char>(encoded.at(static_cast<std::size_t>(i)));
    }
    return text;
}

}  // namespace aka
