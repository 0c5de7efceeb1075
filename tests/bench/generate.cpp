// aka_generate: fills a new register with cases that nobody ever had.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/network/load.hpp"
#include "aka/store/sqlite.hpp"
#include "case_lives.hpp"

namespace aka::bench {
namespace {

constexpr std::string_view usage =
    "usage: aka_generate --config DIR --db FILE --cases N [--seed S] [--years Y] [--until YYYY-MM-DD]";

struct Options {
    std::string config;
    std::string db;
    int cases = 0;
    int seed = 1;
    int years = 2;
    Date until = std::chrono::year{2026} / 11 / 20;
};

int count(std::string_view text, int low, int high) {
    const auto value = parse_count(text, low, high);
    if (!value)
        throw Error{ErrorKind::usage, fmt::format("\"{}\" is no number from {} to {}", text, low, high)};
    return *value;
}

Date date(std::string_view text) {
    const auto value = parse_iso_date(text);
    if (!value) throw Error{ErrorKind::usage, fmt::format("\"{}\" is no date, as 2026-11-20", text)};
    return *value;
}

Options parse(const std::vector<std::string>& words) {
    Options options;
    if (words.size() % 2 != 0) throw Error{ErrorKind::usage, std::string{usage}};
    for (std::size_t i = 0; i < words.size(); i += 2) {
        const std::string& name = words[i];
        const std::string& value = words[i + 1];
        if (name == "--config")
            options.config = value;
        else if (name == "--db")
            options.db = value;
        else if (name == "--cases")
            options.cases = count(value, 1, 10'000'000);
        else if (name == "--seed")
            options.seed = count(value, 0, std::numeric_limits<int>::max());
        else if (name == "--years")
            options.years = count(value, 1, 20);
        else if (name == "--until")
            options.until = date(value);
        else
            throw Error{ErrorKind::usage, fmt::format("unknown option {}; {}", name, usage)};
    }
    if (options.config.empty() || options.db.empty() || options.cases == 0)
        throw Error{ErrorKind::usage, std::string{usage}};
    return options;
}

struct Workday {
    Date day;
    int weight;  ///< how busy it is
    int enquiries = 0;
};

/// Busy in autumn and January, hardly anything in July, and less towards the weekend.
int weight_of(Date day) {
    constexpr std::array months{130, 105, 100, 95, 95, 85, 35, 105, 130, 128, 120, 65};
    constexpr std::array weekdays{11, 11, 10, 10, 8};
    const std::chrono::year_month_day ymd{day};
    return months.at(static_cast<unsigned>(ymd.month()) - 1) *
           weekdays.at(std::chrono::weekday{day}.iso_encoding() - 1);
}

std::vector<Workday> spread(const Options& options, const Calendar& calendar, Chance& chance) {
    std::vector<Workday> days;
    std::vector<int> up_to;  // summed weights
    const auto first = options.until - std::chrono::days{options.years * 365 + options.years / 4};
    for (Date day = first + std::chrono::days{1}; day <= options.until; day += std::chrono::days{1}) {
        if (!calendar.is_working_day(day)) continue;
        days.push_back({day, weight_of(day)});
        up_to.push_back(days.back().weight + (up_to.empty() ? 0 : up_to.back()));
    }
    for (int i = 0; i < options.cases; ++i) {
        const auto found = std::lower_bound(up_to.begin(), up_to.end(), chance.between(1, up_to.back()));
        ++days[static_cast<std::size_t>(found - up_to.begin())].enquiries;
    }
    return days;
}

/// Some hundred cases a transaction: fewer would wait for the disk, more would hold the memory.
void live_through(SqliteRegister& db, const std::vector<Workday>& days, CaseLives& lives) {
    constexpr int cases_at_once = 500;
    auto day = days.begin();
    while (day != days.end())
        db.transaction([&] {
            for (int cases = 0; day != days.end() && cases < cases_at_once; ++day) {
                lives.begin_day(day->day);
                for (int i = 0; i < day->enquiries; ++i) lives.enquire();
                lives.do_what_is_due();
                cases += day->enquiries;
            }
        });
}

void generate(const Options& options) {
    const auto begin = std::chrono::steady_clock::now();
    const Network network = load_network(options.config);
    const auto db = open_sqlite(options.db, OpenFor::creating);
    if (db->number("SELECT count(*) AS n FROM case_file") != 0)
        throw Error{ErrorKind::refused,
                    fmt::format("{} holds cases already; name a new file with --db", options.db)};
    Chance chance{static_cast<std::uint64_t>(options.seed)};
    const auto days = spread(options, network.calendar, chance);
    CaseLives lives{*db, network, chance, options.until};
    live_through(*db, days, lives);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    const auto open = db->number("SELECT count(*) AS n FROM case_file WHERE status = 'open'");
    const auto cases = db->number("SELECT count(*) AS n FROM case_file");
    fmt::print("{} cases, {} needs, {} referrals, {} closed, {} open, {:.1f} seconds\n", cases,
               db->number("SELECT count(*) AS n FROM need"), db->number("SELECT count(*) AS n FROM referral"),
               cases - open, open, took.count());
}

}  // namespace
}  // namespace aka::bench

int main(int count, char** words) {
    try {
        aka::bench::generate(aka::bench::parse(std::vector<std::string>(words + 1, words + count)));
        return 0;
    } catch (const std::exception& fault) {
        fmt::print(stderr, "aka_generate: {}\n", fault.what());
        return 1;
    }
}
