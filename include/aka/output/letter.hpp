#pragma once

#include <string>
#include <vector>

#include "aka/model/date.hpp"
#include "aka/model/letter.hpp"

namespace aka {

/// What is read, without its head: lines of at most 72 columns where the words allow it, every control
/// character made visible.
std::string write_letter_body(const Letter& letter);

/// With their heads, one below the other.
std::string write_letters_text(const std::vector<Letter>& letters);

/// GitHub's dialect; no text of a letter can become markup or HTML.
std::string write_letters_markdown(const std::vector<Letter>& letters);

/// One page that needs nothing else: no script, nothing fetched, no text that can become markup.
std::string write_letters_html(const std::vector<Letter>& letters);

/// A mail to be opened and sent by a mail program: RFC 5322 with the text in UTF-8, line ends CRLF. A sender
/// or recipient without an address is left for the mail program to fill in; no text can become a header.
std::string write_mail(const Letter& letter, Instant sent);

}  // namespace aka
