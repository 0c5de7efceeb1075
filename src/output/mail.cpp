#include <fmt/format.h>
#include <mimetic/mimetic.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

#include "aka/model/numbers.hpp"
#include "aka/output/cell.hpp"
#include "aka/output/letter.hpp"

namespace aka {
namespace {

std::string base64(std::string_view bytes) {
    std::string encoded;
    mimetic::Base64::Encoder encoder;
    mimetic::encode(bytes.begin(), bytes.end(), encoder, std::back_inserter(encoded));
    encoded.erase(std::remove(encoded.begin(), encoded.end(), '\n'), encoded.end());
    return encoded;
}

/// In lines of 76 letters.
std::string base64_lines(std::string_view bytes) {
    const std::string encoded = base64(bytes);
    std::string lines;
    for (std::size_t at = 0; at < encoded.size(); at += 76) lines += encoded.substr(at, 76) + "\r\n";
    return lines;
}

bool is_plain(std::string_view text) {
    constexpr std::string_view plain = " .,:;/()+-";
    return text.size() <= 60 && std::all_of(text.begin(), text.end(), [&](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      plain.find(c) != std::string_view::npos;
           });
}

/// The first at most 45 bytes, never ending inside a letter: an encoded word is at most 75 letters long.
std::string_view first_piece(std::string_view text) {
    std::size_t end = std::min<std::size_t>(45, text.size());
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

/// One line of ASCII: words encoded as RFC 2047 has it, unless all is plain.
std::string header_text(const std::string& text) {
    const std::string line = one_line(text);
    if (is_plain(line)) return line;
    std::string words;
    for (std::string_view rest = line; !rest.empty();) {
        const auto piece = first_piece(rest);
        words += (words.empty() ? "=?utf-8?B?" : " =?utf-8?B?") + base64(piece) + "?=";
        rest.remove_prefix(piece.size());
    }
    return words;
}

/// Name and address; empty where there is no address that could stand in a header.
std::string mailbox(const Correspondent& who) {
    const auto address = parse_email(who.mail);
    const bool ascii =
        address && std::all_of(address->begin(), address->end(), [](char c) { return c > ' ' && c <= '~'; });
    if (!ascii) return {};
    if (trim(who.name).empty()) return *address;
    std::string name = header_text(who.name);
    // In a name , : ; . ( ) mean something: such a name is quoted.
    if (!name.starts_with("=?")) name = '"' + name + '"';
    return name + " <" + *address + ">";
}

/// As RFC 5322 has it, in UTC.
std::string header_date(Instant instant) {
    constexpr std::array weekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(instant - day)};
    return fmt::format(
        "{}, {:02} {} {} {:02}:{:02}:{:02} +0000", weekdays.at(std::chrono::weekday{day}.iso_encoding() - 1),
        static_cast<unsigned>(date.day()), months.at(static_cast<unsigned>(date.month()) - 1),
        static_cast<int>(date.year()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace

std::string write_mail(const Letter& letter, Instant sent) {
    mimetic::MimeEntity entity;
    const auto add = [&](const char* name, const std::string& value) {
        if (value.empty()) return;
        mimetic::Field field;
        field.name(name);
        field.value(value);
        entity.header().push_back(field);
    };
    add("From", mailbox(letter.from));
    add("To", mailbox(letter.to));
    add("Subject", header_text(letter.subject));
    add("Date", header_date(sent));
    add("X-Unsent", "1");  // mail programs open it as a draft
    add("MIME-Version", "1.0");
    add("Content-Type", "text/plain; charset=utf-8");
    add("Content-Language", std::string{code(letter.language)});
    add("Content-Transfer-Encoding", "base64");
    entity.body().assign(base64_lines(replace_all(write_letter_body(letter), "\n", "\r\n")));
    std::ostringstream out;
    out << entity;
    return out.str();
}

}  // namespace aka
