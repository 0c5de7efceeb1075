// The headline against a recount that shares nothing with it: all rows are read, and counted one by one.
#include <catch2/catch.hpp>
#include <set>

#include "aka/report/funder.hpp"
#include "aka/report/month.hpp"
#include "aka/store/sqlite.hpp"
#include "every_row.hpp"
#include "invented_rows.hpp"

using namespace aka;
using invented::Everything;
using invented::Inventor;
using invented::small_network;

namespace {

class Recount {
public:
    /// `places`: empty for all.
    Recount(const Everything& all, Period period, std::set<std::string> places, Date made)
        : all_(all), period_(std::move(period)), places_(std::move(places)), made_(made) {}

    std::vector<Cell> headline() {
        enquiries();
        cases();
        needs();
        referrals();
        followups();
        return std::move(cells_);
    }

private:
    [[nodiscard]] bool here(const MunicipalityId& id) const {
        return places_.empty() || places_.contains(id.text);
    }
    [[nodiscard]] bool during(std::optional<Date> date) const {
        return date && *date >= period_.first && *date <= period_.last;
    }
    void count(std::int64_t number) { cells_.emplace_back(number); }
    void share(std::int64_t part, std::int64_t whole) {
        if (whole == 0)
            cells_.emplace_back(nullptr);
        else
            cells_.emplace_back(Share{static_cast<double>(part) / static_cast<double>(whole)});
    }
    void middle(std::vector<std::int64_t> values) {
        std::sort(values.begin(), values.end());
        const auto n = values.size();
        if (n == 0)
            cells_.emplace_back(nullptr);
        else if (n % 2 == 1)
            cells_.emplace_back(static_cast<double>(values[n / 2]));
        else
            cells_.emplace_back(static_cast<double>(values[n / 2 - 1] + values[n / 2]) / 2);
    }

    void enquiries() {
        std::int64_t received = 0;
        std::int64_t outreach = 0;
        std::set<std::string> asked;
        std::set<std::string> this_year;
        std::set<std::string> before;
        for (const auto& file : all_.cases) {
            const auto who = all_.identity(file);
            if (file.received_on < period_.first) before.insert(who);
            if (!here(file.received_in)) continue;
            if (year_of(file.received_on) == year_of(period_.last) && file.received_on <= period_.last)
                this_year.insert(who);
            if (!during(file.received_on)) continue;
            ++received;
            if (file.direction == Direction::outreach) ++outreach;
            asked.insert(who);
        }
        asked.erase("");
        this_year.erase("");
        std::int64_t fresh = 0;
        for (const auto& who : asked)
            if (!before.contains(who)) ++fresh;
        count(received);
        count(outreach);
        share(outreach, received);
        count(std::ssize(asked));
        count(std::ssize(this_year));
        count(fresh);
        share(fresh, std::ssize(asked));
    }

    void cases() {
        const Date end = std::min(period_.last, made_);
        std::int64_t closed = 0;
        std::vector<std::int64_t> ages;
        for (const auto& file : all_.cases) {
            if (!here(file.owner)) continue;
            if (during(file.closed_on)) ++closed;
            if (file.received_on <= end && (!file.closed_on || *file.closed_on > end))
                ages.push_back((end - file.received_on).count());
        }
        count(closed);
        count(std::ssize(ages));
        middle(ages);
    }

    void needs() {
        std::int64_t recorded = 0;
        std::int64_t ended = 0;
        std::int64_t known = 0;
        std::int64_t sought = 0;
        std::int64_t wanted = 0;
        std::int64_t other = 0;
        for (const auto& need : all_.needs) {
            const Case& file = all_.case_of(need.case_id);
            if (during(file.received_on) && here(file.received_in)) ++recorded;
            if (!during(need.closed_on) || !here(need.closed_in)) continue;
            ++ended;
            if (!need.positions) continue;
            const bool said = need.filled || need.other_profile;
            if (!said && need.outcome != NeedOutcome::met && need.outcome != NeedOutcome::unmet) continue;
            ++known;
            sought += *need.positions;
            other += need.other_profile.value_or(0);
            const bool all_that_is_left = !need.filled && need.outcome == NeedOutcome::met;
            wanted +=
                all_that_is_left ? *need.positions - need.other_profile.value_or(0) : need.filled.value_or(0);
        }
        for (const auto number : {recorded, ended, known, sought, wanted, other}) count(number);
        share((sought - wanted - other) + other, sought);
    }

    void referrals() {
        std::int64_t sent = 0;
        std::int64_t crossing = 0;
        std::int64_t answered = 0;
        std::vector<std::int64_t> days;
        for (const auto& referral : all_.referrals) {
            const Case file = all_.case_of(referral.case_id);
            const auto owner = file.owner.text;
            if (!during(referral.sent_on) || !here({owner})) continue;
            ++sent;
            if (referral.actor.text == "jobcentre" && owner != "naestved") ++crossing;
            if (referral.actor.text == "agency" && owner != "faxe" && owner != "roskilde") ++crossing;
            if (!referral.answered_on) continue;
            ++answered;
            if (!file.business) continue;  // an erased case has months, no days
            std::int64_t waited = 0;
            for (Date date = referral.sent_on + std::chrono::days{1}; date <= *referral.answered_on;
                 date += std::chrono::days{1})
                if (Calendar{}.is_working_day(date)) ++waited;
            days.push_back(waited);
        }
        count(sent);
        count(answered);
        middle(days);
        count(crossing);
    }

    void followups() {
        std::int64_t due = 0;
        std::int64_t on_time = 0;
        std::int64_t late = 0;
        std::int64_t open = 0;
        for (const auto& followup : all_.followups) {
            if (!during(followup.due) || !here(all_.case_of(followup.case_id).owner)) continue;
            ++due;
            if (!followup.done_on) ++open;
            if (followup.done_on && *followup.done_on <= followup.due) ++on_time;
            if (followup.done_on ? *followup.done_on > followup.due : followup.due < made_) ++late;
        }
        count(due);
        count(on_time);
        count(on_time + late);
        share(on_time, on_time + late);
        count(open);
    }

    const Everything& all_;
    Period period_;
    std::set<std::string> places_;
    Date made_;
    std::vector<Cell> cells_;
};

std::vector<Cell> column(const Document& document, std::size_t place) {
    std::vector<Cell> cells;
    for (const auto& row : document.sections.front().table.rows) cells.push_back(row.at(place));
    return cells;
}

/// Keeps every statement that is asked.
class Listener : public Database {
public:
    explicit Listener(Database& db) : db_(db) {}
    void each(std::string_view sql, const Parameters& parameters,
              const std::function<void(const aka::Row&)>& row) override {
        asked.emplace_back(sql, parameters);
        db_.each(sql, parameters, row);
    }
    void transaction(const std::function<void()>& work, Finish finish) override {
        db_.transaction(work, finish);
    }
    void read_together(const std::function<void()>& work) override { db_.read_together(work); }
    [[nodiscard]] bool in_transaction() const override { return db_.in_transaction(); }

    std::vector<std::pair<std::string, Parameters>> asked;

private:
    Database& db_;
};

}  // namespace

TEST_CASE("the headline is what counting row by row gives", "[report]") {
    const auto db = open_sqlite(":memory:", OpenFor::creating);
    const Network network = small_network();
    db->transaction([&] { Inventor{*db, 20261101, invented::also_left}.invent(60, 600); });
    const Everything all{*db};
    const Date made = parse_iso_date("2026-11-10").value();

    for (const char* name : {"2026-10", "2026-11", "2026-02", "2025-01", "2024-01", "2026-Q3", "2025",
                             "2025-11..2026-02", "2020-05"}) {
        for (const char* place : {"", "faxe", "naestved", "roskilde"}) {
            CAPTURE(name, place);
            const Period period = parse_period(name, made).value();
            const Document document = month_report(*db, network, {period, {place}, {}, {}, made});

            std::set<std::string> places;
            if (*place != 0) places.insert(place);
            CHECK(column(document, 3) == Recount{all, period, places, made}.headline());
            CHECK(column(document, 4) == Recount{all, previous_period(period), places, made}.headline());
            CHECK(column(document, 6) == Recount{all, year_before(period), places, made}.headline());
        }
    }
}

TEST_CASE("a funder's figures are what counting row by row in its municipalities gives", "[report][funder]") {
    const auto db = open_sqlite(":memory:", OpenFor::creating);
    const Network network = small_network();
    db->transaction([&] { Inventor{*db, 20261102, invented::also_left}.invent(60, 600); });
    const Everything all{*db};
    const Date made = parse_iso_date("2026-11-10").value();
    const auto codes = column(month_report(*db, network, {last_month(made), {}, {}, {}, made}), 0);
    const Date from = parse_iso_date("2025-02-15").value();
    const Date to = parse_iso_date("2026-10-20").value();

    for (const auto& places :
         {std::set<std::string>{"faxe", "roskilde"}, {"naestved", "faxe"}, {"roskilde"}}) {
        Funder funder{"f", "F", {from, to}, {}, {}, ""};
        for (const auto& place : places) funder.municipalities.push_back({place});
        for (const char* name : {"2026-10", "2026", "2025-Q1", "2025-05"}) {
            CAPTURE(places, name);
            Period period = parse_period(name, made).value();
            const Document document = funder_report(*db, network, funder, {period, made});
            period = {std::max(period.first, from), std::min(period.last, to), name};
            const auto counted = Recount{all, period, places, made}.headline();

            std::size_t compared = 0;
            for (const auto& row : document.sections.front().table.rows) {
                const auto code = std::find(codes.begin(), codes.end(), row.front());
                if (code == codes.end()) continue;
                CAPTURE(std::get<std::string>(row.front()));
                CHECK(row.back() == counted.at(static_cast<std::size_t>(code - codes.begin())));
                ++compared;
            }
            CHECK(compared == 23);
        }
    }
}

TEST_CASE("no question reads a whole table", "[report]") {
    const auto db = open_sqlite(":memory:", OpenFor::creating);
    const Date made = parse_iso_date("2026-11-10").value();
    Listener listener{*db};

    for (const char* place : {"", "faxe"})
        for (const auto by : {std::optional<MonthBy>{}, std::optional{MonthBy::occupation}})
            month_report(listener, small_network(), {last_month(made), {place}, by, {}, made});

    funder_report(listener, small_network(), {"f", "F", {}, {{"faxe"}, {"roskilde"}}, {}, ""},
                  {last_month(made), made});

    CHECK(listener.asked.size() > 100);
    for (const auto& [sql, parameters] : listener.asked) {
        for (const auto& step : db->query("EXPLAIN QUERY PLAN " + sql, parameters)) {
            const std::string& detail = step.text("detail");
            CAPTURE(sql, detail);
            // Of the whole register the open cases are all read, but only these, and only in their index.
            CHECK((!detail.starts_with("SCAN") || detail == "SCAN asked" || detail == "SCAN standing" ||
                   detail == "SCAN case_file USING INDEX case_open"));
            // Cases are many: by their days they are counted in an index that holds all that is asked of
            // them.
            if (detail.starts_with("SEARCH case_file ") || detail.starts_with("SEARCH c ") ||
                detail.starts_with("SEARCH e "))
                CHECK((detail.find(" USING COVERING INDEX ") != std::string::npos ||
                       detail.find(" USING INTEGER PRIMARY KEY ") != std::string::npos));
        }
    }
}
