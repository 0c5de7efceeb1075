#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aka {

/// Finds a person in what people wrote: numbers with blanks, dots and dashes between, addresses in any case,
/// names in any case and spelling of æ, ø and å, with the surname last or first. Never a part of a longer
/// number, address or word.
class Mentions {
public:
    /// A phone or CVR number, digits alone. Empty ones are left out here and below.
    void add_number(std::string digits);
    void add_address(std::string address);
    void add_name(std::string_view name);

    [[nodiscard]] bool stand_in(std::string_view text) const { return !find(text).empty(); }
    /// Puts `by` in the place of each; whether there was any.
    bool replace(std::string& text, std::string_view by) const;

private:
    struct Span {
        std::size_t from = 0;  ///< bytes
        std::size_t to = 0;
    };
    [[nodiscard]] std::vector<Span> find(std::string_view text) const;

    std::vector<std::string> numbers_;
    std::vector<std::string> addresses_;           ///< lower case
    std::vector<std::vector<std::string>> names_;  ///< folded words
};

}  // namespace aka
