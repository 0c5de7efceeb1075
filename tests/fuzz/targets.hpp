#pragma once

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

/// The parts of aka that read what comes from elsewhere. Each takes any bytes, and throws `Untrue` when
/// something does not hold that must hold of any bytes; an `aka::Error` is an answer and stays inside.
namespace fuzz {

struct Untrue : std::logic_error {
    using std::logic_error::logic_error;
};

inline void must(bool holds, const char* what) {
    if (!holds) throw Untrue{what};
}

void toml(std::string_view bytes);    ///< one file of an alliance, named by the first byte
void import(std::string_view bytes);  ///< a register as CSV, up to records
void dates(std::string_view bytes);   ///< dates, periods, references, numbers
void text(std::string_view bytes);    ///< what may be stored, and how it is shown
void search(
    std::string_view bytes);  ///< words before the first line break are looked for in the lines behind it
void cpr(std::string_view bytes);   ///< personal numbers in a text
void json(std::string_view bytes);  ///< one value

struct Target {
    std::string_view name;
    void (*run)(std::string_view);
};
inline constexpr std::array targets{Target{"toml", toml}, Target{"import", import}, Target{"dates", dates},
                                    Target{"text", text}, Target{"search", search}, Target{"cpr", cpr},
                                    Target{"json", json}};

}  // namespace fuzz
