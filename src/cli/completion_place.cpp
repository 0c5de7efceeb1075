#include <algorithm>

#include "aka/cli/completion.hpp"
#include "aka/model/error.hpp"

namespace aka {
namespace {

const OptionInfo* find_option(const Command& command, const std::string& name) {
    for (const Command* level = &command; level != nullptr; level = level->parent())
        for (const auto& option : level->options())
            if (!option.argument &&
                std::find(option.names.begin(), option.names.end(), name) != option.names.end())
                return &option;
    return nullptr;
}

/// The argument that stands at that place; the last takes all that follow where it may be given again.
const OptionInfo* find_argument(const Command& command, std::size_t place) {
    const OptionInfo* last = nullptr;
    for (const auto& option : command.options()) {
        if (!option.argument) continue;
        if (place-- == 0) return &option;
        last = &option;
    }
    return last != nullptr && last->repeatable ? last : nullptr;
}

bool takes_next_word(const OptionInfo& option) {
    return !option.value.empty() && !option.value.starts_with('=');
}

/// Goes through the words one by one.
class Walk {
public:
    Walk(const Command& root, std::string home_folder) : root_(root), home_folder_(std::move(home_folder)) {
        place_.command = &root;
    }

    void pass(const std::string& word) {
        if (pending_ != nullptr) return take(word);
        if (!place_.options_end && word == "--") {
            place_.options_end = true;
        } else if (!place_.options_end && word.starts_with("--")) {
            pass_long(word);
        } else if (!place_.options_end && word.size() > 1 && word.front() == '-') {
            pass_short(word);
        } else {
            pass_plain(word);
        }
    }

    CursorPlace stop_at(const std::string& word) {
        place_.typed = word;
        if (pending_ != nullptr) {
            place_.taking = pending_;
        } else if (!place_.options_end && word.starts_with('-')) {
            stop_in_option(word);
        } else if (place_.command->commands().empty()) {
            place_.taking = find_argument(*place_.command, arguments_);
        }
        return place_;
    }

private:
    void take(const std::string& word) {
        set(*pending_, word);
        pending_ = nullptr;
    }

    void set(const OptionInfo& option, std::string word) {
        const bool path = option.takes == Takes::file || option.takes == Takes::folder;
        if (path && word.starts_with("~/")) word.replace(0, 1, home_folder_);
        try {
            root_.set(option, word);
        } catch (const Error&) {  // half-typed or wrong: as if it were not there
        }
    }

    void give(const OptionInfo* option) {
        if (option == nullptr) return;
        place_.given.push_back(option);
        if (takes_next_word(*option)) pending_ = option;
    }

    void pass_long(const std::string& word) {
        const auto equals = word.find('=');
        give(find_option(*place_.command, word.substr(0, equals)));
        if (equals != std::string::npos && pending_ != nullptr) take(word.substr(equals + 1));
    }

    void pass_short(const std::string& word) {
        for (std::size_t i = 1; i < word.size() && pending_ == nullptr; ++i) {
            give(find_option(*place_.command, std::string{'-', word[i]}));
            if (pending_ != nullptr && i + 1 < word.size()) return take(word.substr(i + 1));
        }
    }

    void pass_plain(const std::string& word) {
        if (place_.command == &root_ && word == "help") {
            place_.help = true;
        } else if (const Command* below = place_.command->find(word)) {
            place_.command = below;
        } else {
            ++arguments_;
        }
    }

    void stop_in_option(const std::string& word) {
        const auto equals = word.find('=');
        if (!word.starts_with("--") || equals == std::string::npos) return;
        place_.taking = find_option(*place_.command, word.substr(0, equals));
        place_.before = word.substr(0, equals + 1);
        place_.typed = word.substr(equals + 1);
    }

    const Command& root_;
    std::string home_folder_;
    CursorPlace place_;
    const OptionInfo* pending_ = nullptr;  ///< its value is the next word
    std::size_t arguments_ = 0;
};

}  // namespace

CursorPlace find_cursor(const Command& root, const std::vector<std::string>& words,
                        const std::string& home_folder) {
    Walk walk{root, home_folder};
    for (std::size_t i = 0; i + 1 < words.size(); ++i) walk.pass(words[i]);
    return walk.stop_at(words.empty() ? std::string{} : words.back());
}

std::vector<std::string> shell_words(const std::string& line) {
    std::vector<std::string> words;
    std::string word;
    bool inside = false;
    char quote = '\0';
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool blank = quote == '\0' && (c == ' ' || c == '\t' || c == '\n');
        if (blank && inside) words.push_back(std::exchange(word, {}));
        inside = !blank;
        if (blank) continue;
        if (quote == '\0' && (c == '"' || c == '\'')) {
            quote = c;
        } else if (c == quote) {
            quote = '\0';
        } else if (c == '\\' && quote != '\'' && i + 1 < line.size()) {
            word += line[++i];
        } else {
            word += c;
        }
    }
    words.push_back(word);
    return words;
}

}  // namespace aka
