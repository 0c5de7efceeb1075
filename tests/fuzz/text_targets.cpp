#include <algorithm>
#include <array>
#include <cstdint>

#include "aka/model/calendar.hpp"
#include "aka/model/numbers.hpp"
#include "aka/model/period.hpp"
#include "aka/model/personal.hpp"
#include "aka/model/reference.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/json_reader.hpp"
#include "aka/text/utf8.hpp"
#include "targets.hpp"

namespace fuzz {
namespace {

/// The first byte that is not well-formed UTF-8, by table 3-7 of the Unicode standard; the size when all are.
std::size_t first_broken(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = [&](std::size_t i) {
            return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
        };
        const auto follows = [&](std::size_t i, unsigned low, unsigned high) {
            return byte(i) >= low && byte(i) <= high;
        };
        const unsigned lead = byte(0);
        std::size_t length = 0;
        if (lead < 0x80) length = 1;
        if (lead >= 0xC2 && lead <= 0xDF && follows(1, 0x80, 0xBF)) length = 2;
        const unsigned low3 = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high3 = lead == 0xED ? 0x9F : 0xBF;
        if (lead >= 0xE0 && lead <= 0xEF && follows(1, low3, high3) && follows(2, 0x80, 0xBF)) length = 3;
        const unsigned low4 = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high4 = lead == 0xF4 ? 0x8F : 0xBF;
        if (lead >= 0xF0 && lead <= 0xF4 && follows(1, low4, high4) && follows(2, 0x80, 0xBF) &&
            follows(3, 0x80, 0xBF))
            length = 4;
        if (length == 0) return at;
        at += length;
    }
    return text.size();
}

/// Whether a terminal would do something else than show it.
bool has_raw_control(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) return true;
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if (byte == 0xC2 && next >= 0x80 && next <= 0x9F) return true;
    }
    return false;
}

void check_shown(std::string_view bytes) {
    const std::string shown = aka::escape_controls(bytes);
    must(first_broken(shown) == shown.size(), "what is shown is not UTF-8");
    must(!has_raw_control(shown), "a control character is shown raw");
    must(!aka::find_text_fault(shown, aka::Lines::many), "what is shown is not fit");
    must(aka::escape_controls(shown) == shown, "escaping twice escapes again");
}

void check_fit(std::string_view bytes) {
    must(first_broken(bytes) == bytes.size(), "broken UTF-8 was taken");
    must(!has_raw_control(bytes), "a control character was taken");
    const std::string composed = aka::to_nfc(bytes);
    must(aka::to_nfc(composed) == composed, "composing twice changes the text");
    must(!aka::find_text_fault(composed, aka::Lines::many), "composed, the text is not fit");
    must(aka::fold(composed) == aka::fold(bytes), "folded, the composed text differs");
    must(aka::display_width(bytes) >= 0, "narrower than nothing");
    for (const int columns : {0, 1, 7, 40}) {
        const std::string cut = aka::cut_to_width(bytes, columns);
        must(first_broken(cut) == cut.size(), "cut inside a letter");
        must(aka::display_width(cut) <= columns, "wider than it was cut to");
    }
    const std::string wrapped = aka::wrap_text(bytes, 20, 4);
    must(first_broken(wrapped) == wrapped.size(), "wrapped inside a letter");
}

void check_order(std::string_view bytes) {
    const auto half = bytes.size() / 2;
    const auto left = bytes.substr(0, half);
    const auto right = bytes.substr(half);
    const bool before = aka::compare_danish(left, right) < 0;
    const bool after = aka::compare_danish(right, left) > 0;
    must(before == after, "a list is in another order from behind");
    must(aka::compare_danish(bytes, bytes) == 0, "a text differs from itself");
    aka::closest(left, {std::string{right}, "rekruttering"});
}

void check_date(std::string_view bytes, aka::Date today, aka::Towards towards) {
    const aka::Calendar calendar;
    const auto date = aka::parse_date(bytes, today, calendar, towards);
    if (!date) return;
    const std::string iso = aka::to_iso(*date);
    must(iso.size() == 10, "a date that is not written in ten letters");
    must(aka::parse_iso_date(iso) == date, "a date does not come back from its own form");
    must(aka::parse_date(iso, today, calendar, towards) == date,
         "a date is typed as it is shown, and is another");
    static_cast<void>(aka::to_readable(*date, today));
    const auto week = aka::iso_week(*date);
    must(aka::monday_of(week) <= *date && *date <= aka::sunday_after(*date), "a day outside its week");
}

void check_period(std::string_view bytes, aka::Date today) {
    const auto period = aka::parse_period(bytes, today);
    if (!period) return;
    must(period->first <= period->last, "a period that ends before it begins");
    must(aka::parse_period(period->name, today) == period, "a period does not come back from its own name");
    const auto before = aka::previous_period(*period);
    must(before.last + std::chrono::days{1} == period->first, "a gap before a period");
    must(aka::year_before(*period).first < period->first, "a year before is no earlier");
}

void check_reference(std::string_view bytes) {
    const auto typed = aka::parse_ref(bytes);
    if (!typed || typed->prefix.empty() || !typed->year) return;
    const aka::CaseRef ref{typed->prefix, *typed->year, typed->number};
    const auto again = aka::parse_ref(ref.text());
    must(again && again->prefix == ref.prefix && again->year == ref.year && again->number == ref.number,
         "a reference does not come back from its own form");
}

template <class Parse>
void check_number(std::string_view bytes, Parse parse) {
    if (const auto number = parse(bytes)) must(parse(*number) == number, "a number does not come back");
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Ten digits that begin with a day of the year and have no word before them.
bool has_plain_cpr(std::string_view text) {
    std::size_t digits = 0;
    bool alone = true;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && is_digit(text[i])) {
            ++digits;
            continue;
        }
        if (digits == 10 && alone) {
            const auto two = [&](std::size_t at) {
                return (text[i - 10 + at] - '0') * 10 + (text[i - 10 + at + 1] - '0');
            };
            const int day = two(0) > 60 ? two(0) - 60 : two(0);
            if (day >= 1 && day <= 28 && two(2) >= 1 && two(2) <= 12) return true;
        }
        digits = 0;
        if (i < text.size() && text[i] != ' ' && text[i] != '\n' && text[i] != ',') alone = false;
    }
    return false;
}

}  // namespace

void text(std::string_view bytes) {
    const auto one = aka::find_text_fault(bytes, aka::Lines::one);
    const auto many = aka::find_text_fault(bytes, aka::Lines::many);
    must(!many || one, "fit on one line, not on many");
    must(!one || one->offset < bytes.size(), "a fault behind the end");
    must(many ? many->offset <= first_broken(bytes) : first_broken(bytes) == bytes.size(),
         "broken UTF-8 was passed over");
    check_shown(bytes);
    if (!many) check_fit(bytes);
    check_order(bytes);
    for (const auto& word : aka::fold_words(bytes)) must(!word.empty(), "an empty word");
    for (const auto& part : aka::split_list(bytes))
        must(aka::trim(part) == part && !part.empty(), "a part not trimmed");
}

void dates(std::string_view bytes) {
    for (const char* today : {"2026-11-23", "2024-02-29", "2027-01-01"}) {
        const auto day = *aka::parse_iso_date(today);
        check_date(bytes, day, aka::Towards::past);
        check_date(bytes, day, aka::Towards::future);
        check_period(bytes, day);
    }
    if (const auto date = aka::parse_iso_date(bytes)) must(aka::to_iso(*date) == bytes, "ISO is not strict");
    check_reference(bytes);
    check_number(bytes, aka::parse_cvr);
    check_number(bytes, aka::parse_pno);
    check_number(bytes, aka::parse_phone);
    check_number(bytes, aka::parse_email);
    if (const auto count = aka::parse_count(bytes, 1, 9999))
        must(*count >= 1 && *count <= 9999, "a count outside its bounds");
}

void cpr(std::string_view bytes) {
    const auto found = aka::find_cpr(bytes);
    must(found.has_value() || !has_plain_cpr(bytes), "ten digits with a birthday were passed over");
    if (found) {
        must(found->offset + found->length <= bytes.size(), "a number behind the end");
        must(found->masked.ends_with("-xxxx"), "a number is shown");
        const auto part = bytes.substr(found->offset, found->length);
        must(std::count_if(part.begin(), part.end(), is_digit) >= 10,
             "fewer digits than a personal number has");
    }
    const std::string masked = aka::mask_cpr(std::string{bytes});
    must(!aka::find_cpr(masked), "masked, there still is one");
    for (const auto& word : aka::find_sensitive_words(bytes))
        must(word == "sick leave" || bytes.find(word) != std::string_view::npos,
             "a word that does not stand there");
}

void json(std::string_view bytes) {
    const auto read = aka::read_json(bytes);
    if (const auto* fault = std::get_if<aka::JsonFault>(&read)) {
        const auto lines = 1 + std::count(bytes.begin(), bytes.end(), '\n');
        must(fault->line >= 1 && fault->line <= lines, "a fault in a line that is not there");
        must(!fault->what.empty(), "a fault without a word");
        return;
    }
    if (const auto* told = std::get<aka::JsonValue>(read).as<std::string>())
        must(first_broken(*told) == told->size(), "a text that is not UTF-8");
}

}  // namespace fuzz
