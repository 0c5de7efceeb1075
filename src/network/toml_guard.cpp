#include "aka/network/toml_guard.hpp"

#include <algorithm>

#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

constexpr std::size_t most_problems = 20;
constexpr int most_dots = 32;
constexpr std::size_t most_brackets = 32;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_beyond_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

int characters(std::string_view text) {
    const auto starts = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
    return static_cast<int>(starts);
}

/// The first unfit character of each line.
std::vector<Problem> find_unfit_characters(std::string_view text) {
    std::vector<Problem> problems;
    int line = 1;
    for (std::size_t begin = 0; begin <= text.size() && problems.size() < most_problems; ++line) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view row = text.substr(begin, end - begin);
        if (end < text.size() && row.ends_with('\r')) row.remove_suffix(1);
        if (const auto fault = find_text_fault(row, Lines::many))
            problems.push_back({line, characters(row.substr(0, fault->offset)) + 1, fault->what});
        begin = end + 1;
    }
    return problems;
}

/// Walks over valid UTF-8 as TOML's grammar does, as far as strings, comments, dots and brackets go. Where it
/// and a parser could differ the text is invalid, and the parser stops at that place, before what would be
/// dangerous.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::vector<Problem> run() {
        while (at_ < text_.size() && problems_.size() < most_problems && !done_) step();
        return std::move(problems_);
    }

private:
    void step() {
        const char c = text_[at_];
        if (c == '[' && line_is_blank_ && open_.empty()) check_header();
        line_is_blank_ = line_is_blank_ && is_blank(c);
        if (c == '#')
            skip_to_line_end();
        else if (c == '"' || c == '\'')
            skip_string(c);
        else if (is_beyond_ascii(c))
            refuse_letter();
        else
            plain(c);
    }

    void plain(char c) {
        count_dots(c);
        count_brackets(c);
        ++at_;
        if (c == '\n') next_line();
    }

    static bool is_blank(char c) { return c == ' ' || c == '\t'; }

    /// Or ends a blank one, which the parser refuses itself, as letters are refused elsewhere.
    static bool begins_name(char c) {
        constexpr std::string_view others = "_-\"']";
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               is_beyond_ascii(c) || others.find(c) != std::string_view::npos;
    }

    /// The parser takes for granted that what follows the brackets of a table header begins a name.
    void check_header() {
        std::size_t name = at_ + 1;
        if (name < text_.size() && text_[name] == '[') ++name;
        while (name < text_.size() && is_blank(text_[name])) ++name;
        if (name < text_.size() && !begins_name(text_[name])) add(tr("a table header without a name"));
    }

    void next_line() {
        ++line_;
        line_is_blank_ = true;
        line_begin_ = at_;
    }

    /// A quote or bracket inside a bare word: the parser takes it and what follows for letters of the word.
    void refuse_inside_word() {
        constexpr std::string_view before_value = " \t\r\n=[,{.";
        if (at_ > 0 && before_value.find(text_[at_ - 1]) == std::string_view::npos)
            add(tr("a quote or bracket where nothing can begin"));
    }

    void skip_to_line_end() { at_ = std::min(text_.find('\n', at_), text_.size()); }

    void skip_string(char quote) {
        refuse_inside_word();
        const std::string three(3, quote);
        if (text_.substr(at_).starts_with(three))
            skip_long_string(quote, three);
        else
            skip_short_string(quote);
    }

    void skip_short_string(char quote) {
        for (++at_; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
            if (text_[at_] == quote) {
                ++at_;
                return;
            }
            if (is_escape(quote) && text_[at_ + 1] != '\n') ++at_;
        }
        if (at_ < text_.size()) refuse_rest(tr("a text without its closing quote"));
    }

    void skip_long_string(char quote, std::string_view three) {
        at_ += 3;
        while (at_ < text_.size() && !text_.substr(at_).starts_with(three)) {
            if (is_escape(quote)) ++at_;
            if (text_[at_++] == '\n') next_line();
        }
        // Up to two quotes may stand before the closing three.
        for (int i = 0; i < 5 && at_ < text_.size() && text_[at_] == quote; ++i) ++at_;
    }

    /// Whether a backslash stands here that has a next character.
    [[nodiscard]] bool is_escape(char quote) {
        if (quote != '"' || text_[at_] != '\\' || at_ + 1 == text_.size()) return false;
        const std::size_t next = text_.find_first_not_of(" \t", at_ + 1);
        if (next != std::string_view::npos && is_beyond_ascii(text_[next]))
            add(tr("a backslash before a letter beyond ASCII"));
        return true;
    }

    void refuse_letter() {
        add(tr("a letter beyond ASCII outside quotes and comments; write keys and texts in quotes"));
        ++at_;
    }

    void count_dots(char c) {
        constexpr std::string_view ends_key = "\n=,[]{}";
        if (ends_key.find(c) != std::string_view::npos) dots_ = 0;
        if (c == '.' && ++dots_ > most_dots)
            refuse_rest(tr("a key of more than {most} dots", fmt::arg("most", most_dots)));
    }

    void count_brackets(char c) {
        if (c == ']' || c == '}') close_bracket(c == ']' ? '[' : '{');
        if (c != '[' && c != '{') return;
        refuse_inside_word();
        open_ += c;
        if (open_.size() > most_brackets)
            refuse_rest(tr("brackets nested more than {most} deep", fmt::arg("most", most_brackets)));
    }

    void close_bracket(char opening) {
        if (!open_.empty() && open_.back() == opening)
            open_.pop_back();
        else
            add(tr("a bracket that closes nothing"));
    }

    void refuse_rest(std::string text) {
        add(std::move(text));
        done_ = true;
    }

    /// The first of each line: what follows is mostly its consequence.
    void add(std::string text) {
        if (!problems_.empty() && problems_.back().line == line_) return;
        const int column = characters(text_.substr(line_begin_, at_ - line_begin_)) + 1;
        problems_.push_back({line_, column, std::move(text)});
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_begin_ = 0;
    int line_ = 1;
    int dots_ = 0;
    std::string open_;  ///< brackets
    bool done_ = false;
    bool line_is_blank_ = true;  ///< so far
    std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> check_toml_bytes(std::string_view text) {
    if (text.size() > max_toml_bytes) return {{0, 0, tr("larger than 1 MiB")}};
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    auto problems = find_unfit_characters(text);
    return problems.empty() ? Scanner{text}.run() : problems;
}

}  // namespace aka
