#pragma once

#include <string>
#include <vector>

/// Splits as a shell would: words, '...' and "...".
inline std::vector<std::string> split_words(const std::string& line) {
    std::vector<std::string> words;
    std::string word;
    bool inside = false;
    char quote = 0;
    for (const char c : line + ' ') {
        if (quote != 0) {
            if (c == quote)
                quote = 0;
            else
                word += c;
        } else if (c == '"' || c == '\'') {
            quote = c;
            inside = true;
        } else if (c != ' ') {
            word += c;
            inside = true;
        } else if (inside) {
            words.push_back(word);
            word.clear();
            inside = false;
        }
    }
    return words;
}
