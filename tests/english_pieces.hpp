#pragma once

#include <set>
#include <sstream>

#include "cli_world.hpp"
#include "places.hpp"

/// What of a text is English, by a catalogue that is read by nothing that aka uses.
namespace english_pieces {

namespace fs = std::filesystem;
using cli_world::content;
using cli_world::Texts;

struct Message {
    Texts english;  ///< one, or singular and plural
    Texts danish;
};

/// What stands between a line's first and last quote, its escapes resolved.
inline std::string unquoted(const std::string& line) {
    std::string text;
    const auto begin = line.find('"') + 1;
    for (auto i = begin; i < line.rfind('"'); ++i) {
        if (line[i] == '\\') ++i;
        text += line[i - 1] == '\\' && line[i] == 'n' ? '\n' : line[i];
    }
    return text;
}

/// The catalogue as it is written, read by nothing that aka uses.
inline std::vector<Message> read_catalogue() {
    std::vector<Message> messages;
    std::string* open = nullptr;
    std::istringstream lines{content(source_dir() + "/po/da.po")};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("msgid \"")) messages.push_back({{unquoted(line)}, {}});
        if (line.starts_with("msgid \"")) open = &messages.back().english.front();
        if (line.starts_with("msgid_plural")) open = &messages.back().english.emplace_back(unquoted(line));
        if (line.starts_with("msgstr")) open = &messages.back().danish.emplace_back(unquoted(line));
        if (line.starts_with("\"") && open != nullptr) *open += unquoted(line);
    }
    messages.erase(messages.begin());  // the catalogue's own head
    return messages;
}

/// The words, one blank around each, without the marks that may stand directly before or behind one: how
/// lines are broken and columns set does not matter.
inline std::string plain_words(std::string text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool inside = i + 1 < text.size() && std::isalnum(static_cast<unsigned char>(text[i + 1])) != 0;
        if (std::string_view{",;<>()[]\"'"}.find(text[i]) != std::string_view::npos ||
            (!inside && (text[i] == ':' || text[i] == '.')))  // not in CASE:TOPIC:ACTOR
            text[i] = ' ';
    }
    std::string line = " ";
    std::istringstream words{text};
    for (std::string word; words >> word;) line += word + ' ';
    return line;
}

/// What stands between placeholders.
inline Texts pieces(const std::string& message) {
    Texts found{""};
    bool inside = false;
    for (const char c : message) {
        if (c == '{') found.emplace_back();
        if (c != '{' && c != '}' && !inside) found.back() += c;
        inside = c == '{' || (inside && c != '}');
    }
    return found;
}

/// What only an English text says, and no text of the shipped alliance, as "Zealand Business College": pieces
/// of several words, and headings of one.
inline std::set<std::string> pieces_of_english() {
    std::string others;
    for (const auto& message : read_catalogue())
        for (const auto& text : message.danish)
            for (const auto& piece : pieces(text)) others += plain_words(piece);
    for (const auto& entry : fs::recursive_directory_iterator{source_dir() + "/config"})
        if (entry.is_regular_file()) others += plain_words(content(entry.path().string()));
    std::set<std::string> found;
    for (const auto& message : read_catalogue()) {
        for (const auto& text : message.english) {
            for (const auto& piece : pieces(text)) {
                const std::string words = plain_words(piece);
                const auto blanks = std::count(words.begin(), words.end(), ' ');
                const bool heading = blanks == 2 && piece == text && std::isupper(text.front()) != 0;
                if ((blanks > 2 || heading) && words.size() > 5 && others.find(words) == std::string::npos)
                    found.insert(words);
            }
        }
    }
    return found;
}

inline Texts english_in(const std::string& text) {
    static const auto pieces = pieces_of_english();
    const std::string words = plain_words(text);
    Texts found;
    std::copy_if(pieces.begin(), pieces.end(), std::back_inserter(found),
                 [&](const std::string& piece) { return words.find(piece) != std::string::npos; });
    return found;
}

inline bool is_in_capitals(const std::string& text) {
    return std::none_of(text.begin(), text.end(), [](unsigned char c) { return std::islower(c) != 0; });
}

}  // namespace english_pieces
