// The tables of a summary, and what is published, against a recount that shares nothing with them: all rows
// are read, and counted one by one.
#include <catch2/catch.hpp>
#include <set>

#include "aka/report/month.hpp"
#include "aka/store/publications.hpp"
#include "aka/store/sqlite.hpp"
#include "every_row.hpp"
#include "invented_rows.hpp"

using namespace aka;
using invented::Everything;
using invented::Inventor;
using invented::small_network;

namespace {

using Cells = std::vector<Cell>;
using Rows = std::vector<Cells>;

std::string month_of(Date date) {
    return to_iso(date).substr(0, 7);
}

/// The order of the network's topics, with those it does not know behind: each parent before its leaves.
const std::vector<std::string> topic_order{"videreuddannelse",      "videreuddannelse/amu", "rekruttering",
                                           "rekruttering/faglaert", "rekruttering/nedlagt", "afskaffet",
                                           "afskaffet/emne"};
/// The kinds of actors in the order of their table, with the actor that is of one.
const std::vector<std::pair<std::string, std::string>> kinds{{"jobcentre", "jobcentre"},
                                                             {"public_service", ""},
                                                             {"education", "zbc"},
                                                             {"union", ""},
                                                             {"unemployment_fund", ""},
                                                             {"employer_org", ""},
                                                             {"recruitment_agency", "agency"},
                                                             {"campaign", ""}};

class Recount {
public:
    /// `place`: empty for all.
    Recount(const Everything& all, Period period, std::string place, Date made)
        : all_(all), period_(std::move(period)), place_(std::move(place)), made_(made) {
        for (const auto& file : all_.cases)
            if (during(file.received_on) && here(file.received_in)) received_.push_back(&file);
        for (const auto& need : all_.needs) {
            const Case& file = all_.case_of(need.case_id);
            if (during(file.received_on) && here(file.received_in)) needs_.push_back(&need);
            if (during(need.closed_on) && here(need.closed_in)) ended_.push_back(&need);
        }
        for (const auto& referral : all_.referrals)
            if (during(referral.sent_on) && here(all_.case_of(referral.case_id).owner))
                sent_.push_back(&referral);
    }

    [[nodiscard]] Rows loop() const {
        std::set<CaseId> enquiries;
        std::int64_t referred = 0;
        std::int64_t answered = 0;
        std::int64_t ended = 0;
        std::int64_t met = 0;
        for (const auto* need : needs_) {
            enquiries.insert(need->case_id);
            bool any = false;
            bool answer = false;
            for (const auto& referral : all_.referrals)
                if (referral.need == need->id) {
                    any = true;
                    answer = answer || referral.answered_on.has_value();
                }
            if (any) ++referred;
            if (!answer) continue;
            ++answered;
            if (need->outcome) ++ended;
            if (need->outcome == NeedOutcome::met || need->outcome == NeedOutcome::partly) ++met;
        }
        const auto needs = std::ssize(needs_);
        return {{std::string{"enquiries"}, std::ssize(enquiries), nullptr},
                {std::string{"needs"}, needs, share(needs, needs)},
                {std::string{"referred"}, referred, share(referred, needs)},
                {std::string{"answered"}, answered, share(answered, needs)},
                {std::string{"ended"}, ended, share(ended, needs)},
                {std::string{"met"}, met, share(met, needs)}};
    }

    [[nodiscard]] Rows months() const {
        Rows rows;
        const Date end = std::min(period_.last, made_);
        if (month_of(period_.first) == month_of(period_.last)) return rows;
        for (Date day = period_.first; day <= end; day += std::chrono::days{1}) {
            const std::string month = month_of(day);
            if (!rows.empty() && rows.back().front() == Cell{month}) continue;
            std::int64_t enquiries = 0;
            std::int64_t needs = 0;
            std::int64_t referrals = 0;
            std::int64_t closed = 0;
            for (const auto* file : received_) enquiries += month_of(file->received_on) == month ? 1 : 0;
            for (const auto* need : needs_)
                needs += month_of(all_.case_of(need->case_id).received_on) == month ? 1 : 0;
            for (const auto* referral : sent_) referrals += month_of(referral->sent_on) == month ? 1 : 0;
            for (const auto& file : all_.cases)
                closed +=
                    during(file.closed_on) && here(file.owner) && month_of(*file.closed_on) == month ? 1 : 0;
            rows.push_back({month, enquiries, needs, referrals, closed});
        }
        return rows;
    }

    [[nodiscard]] Rows municipalities() const {
        const Date end = std::min(period_.last, made_);
        Rows rows;
        Cells total{std::string{"total"}, std::int64_t{0}, std::int64_t{0}, std::int64_t{0}, std::int64_t{0}};
        for (const std::string place : {"faxe", "naestved", "roskilde", "vordingborg"}) {
            std::array<std::int64_t, 4> counts{};
            for (const auto* file : received_) counts[0] += file->received_in.text == place ? 1 : 0;
            for (const auto& file : all_.cases) {
                if (file.owner.text != place || !here(file.owner)) continue;
                counts[1] += during(file.closed_on) ? 1 : 0;
                counts[2] += file.received_on <= end && (!file.closed_on || *file.closed_on > end) ? 1 : 0;
            }
            for (const auto* need : ended_) counts[3] += need->closed_in.text == place ? 1 : 0;
            const bool unknown = place == "vordingborg";
            if (unknown && counts == std::array<std::int64_t, 4>{}) continue;
            if (!place_.empty() && place_ != place) continue;
            rows.push_back({place, counts[0], counts[1], counts[2], counts[3]});
            for (std::size_t i = 0; i < counts.size(); ++i)
                total[i + 1] = std::get<std::int64_t>(total[i + 1]) + counts.at(i);
        }
        if (place_.empty()) rows.push_back(total);
        return rows;
    }

    [[nodiscard]] Rows topics() const {
        Rows rows;
        for (const auto& topic : topic_order) {
            std::int64_t count = 0;
            for (const auto* need : needs_)
                if (need->topic.text == topic || need->topic.text.starts_with(topic + "/")) ++count;
            if (count > 0) rows.push_back({topic, count});
        }
        return rows;
    }

    [[nodiscard]] Rows kinds_of_actors() const {
        Rows rows;
        for (const auto& [kind, actor] : kinds) rows.push_back(referred(kind, actor));
        if (auto gone = referred("unknown", "gone"); gone[1] != Cell{std::int64_t{0}})
            rows.push_back(std::move(gone));
        return rows;
    }

    [[nodiscard]] Rows outcomes() const {
        Rows rows;
        for (const char* word : {"met", "partly", "unmet", "withdrawn"}) {
            std::int64_t count = 0;
            for (const auto* need : ended_) count += code(*need->outcome) == word ? 1 : 0;
            rows.push_back({std::string{word}, count, share(count, std::ssize(ended_))});
        }
        return rows;
    }

    [[nodiscard]] Rows causes() const {
        return count_each({"no-actor", "no-capacity", "not-eligible", "declined", "no-answer"}, ended_,
                          [](const Need& need) { return need.cause ? std::string{code(*need.cause)} : ""; });
    }

    [[nodiscard]] Rows sizes() const {
        return count_each({"0-9", "10-49", "50-249", "250+", "unknown"}, received_, [](const Case& file) {
            return file.size_band ? std::string{code(*file.size_band)} : "unknown";
        });
    }

    [[nodiscard]] Rows channels() const {
        return count_each({"phone", "mail", "meeting", "web", "event"}, received_,
                          [](const Case& file) { return std::string{code(file.channel)}; });
    }

    [[nodiscard]] Rows occupations() const {
        auto rows = count_each({"7231", "7212", "other", "not-stated"}, needs_, [](const Need& need) {
            if (need.occupation.empty()) return "not-stated";
            if (need.occupation == "mekaniker") return "7231";
            return need.occupation == "svejser" ? "7212" : "other";
        });
        std::erase_if(rows, [](const Cells& row) { return row[1] == Cell{std::int64_t{0}}; });
        return rows;
    }

private:
    [[nodiscard]] bool here(const MunicipalityId& id) const { return place_.empty() || place_ == id.text; }
    [[nodiscard]] bool during(std::optional<Date> date) const {
        return date && *date >= period_.first && *date <= period_.last;
    }
    static Cell share(std::int64_t part, std::int64_t whole) {
        if (whole == 0) return nullptr;
        return Share{static_cast<double>(part) / static_cast<double>(whole)};
    }

    template <class Record, class WordOf>
    static Rows count_each(const std::vector<const char*>& words, const std::vector<const Record*>& records,
                           WordOf word_of) {
        Rows rows;
        for (const std::string word : words) {
            std::int64_t count = 0;
            for (const auto* record : records) count += word_of(*record) == word ? 1 : 0;
            rows.push_back({word, count});
        }
        return rows;
    }

    [[nodiscard]] Cells referred(const std::string& kind, const std::string& actor) const {
        std::array<std::int64_t, 5> counts{};
        for (const auto* referral : sent_) {
            if (referral->actor.text != actor) continue;
            ++counts[0];
            counts[1] += referral->answered_on ? 1 : 0;
            counts[2] += referral->state == ReferralState::declined ? 1 : 0;
            counts[3] += referral->state == ReferralState::no_answer ? 1 : 0;
            counts[4] += referral->outcome == ReferralOutcome::helped ? 1 : 0;
        }
        return {kind, counts[0], counts[1], counts[2], counts[3], counts[4]};
    }

    const Everything& all_;
    Period period_;
    std::string place_;
    Date made_;
    std::vector<const Case*> received_;
    std::vector<const Need*> needs_;  ///< of these
    std::vector<const Need*> ended_;
    std::vector<const Referral*> sent_;
};

/// The rows of a section, without the words for people; none when there is no such section.
Rows rows_of(const Document& document, const std::string& key) {
    Rows rows;
    for (const auto& section : document.sections) {
        if (section.key != key) continue;
        rows = section.table.rows;
        for (std::size_t i = 0; i < section.table.columns.size(); ++i)
            if (section.table.columns[i].key == "label")
                for (auto& row : rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return rows;
}

/// How often each happened: the month, where, to whom, and the codes by their dimensions in order.
using Tally = std::map<std::vector<std::string>, std::int64_t>;

class Happened {
public:
    Happened(const Everything& all, Date first, Date last) : all_(all), first_(first), last_(last) {}

    [[nodiscard]] Tally enquiries() const {
        Tally tally;
        for (const auto& file : all_.cases)
            add(tally, file.received_on, file.received_in, file, 1,
                {std::string{code(file.channel)}, std::string{code(file.direction)},
                 file.size_band ? std::string{code(*file.size_band)} : "unknown"});
        return tally;
    }

    [[nodiscard]] Tally cases_closed() const {
        Tally tally;
        for (const auto& file : all_.cases) add(tally, file.closed_on, file.owner, file, 1, {});
        return tally;
    }

    [[nodiscard]] Tally needs() const {
        Tally tally;
        for (const auto& need : all_.needs) {
            const Case& file = all_.case_of(need.case_id);
            add(tally, file.received_on, file.received_in, file, 1, {need.topic.text});
        }
        return tally;
    }

    [[nodiscard]] Tally needs_ended() const {
        Tally tally;
        for (const auto& need : all_.needs)
            if (need.outcome)
                add(tally, need.closed_on, need.closed_in, all_.case_of(need.case_id), 1,
                    {std::string{code(*need.outcome)} +
                     (need.cause ? "/" + std::string{code(*need.cause)} : "")});
        return tally;
    }

    [[nodiscard]] Tally posts() const {
        Tally tally;
        for (const auto& need : all_.needs) {
            const bool told = need.filled || need.other_profile || need.outcome == NeedOutcome::met ||
                              need.outcome == NeedOutcome::unmet;
            if (!need.positions || !told) continue;
            const int other = need.other_profile.value_or(0);
            const int left = *need.positions - other;
            const int wanted = need.filled ? *need.filled : need.outcome == NeedOutcome::met ? left : 0;
            const auto where = [&](const char* result, int posts) {
                add(tally, need.closed_on, need.closed_in, all_.case_of(need.case_id), posts, {result});
            };
            where("as-wanted", wanted);
            where("other-profile", other);
            where("not-filled", left - wanted);
        }
        return tally;
    }

    [[nodiscard]] Tally referrals() const {
        Tally tally;
        for (const auto& referral : all_.referrals) {
            const Case& file = all_.case_of(referral.case_id);
            add(tally, referral.sent_on, file.owner, file, 1,
                {referral.actor.text, referral.answered_on ? "answered" : "waiting"});
        }
        return tally;
    }

    [[nodiscard]] Tally followups() const {
        Tally tally;
        for (const auto& followup : all_.followups) {
            const Case& file = all_.case_of(followup.case_id);
            const char* late = followup.done_on > followup.due ? "late" : "on-time";
            add(tally, followup.due, file.owner, file, 1, {followup.done_on ? late : "open"});
        }
        return tally;
    }

    /// Needs that tell of labour, or those that do not.
    [[nodiscard]] Tally labour(bool told) const {
        Tally tally;
        for (const auto& need : all_.needs) {
            const Case& file = all_.case_of(need.case_id);
            if ((!need.occupation.empty() || need.positions || need.obstacle) != told) continue;
            std::vector<std::string> codes;
            if (told) codes = {need.obstacle ? std::string{code(*need.obstacle)} : "none", need.occupation};
            add(tally, file.received_on, file.received_in, file, 1, codes);
        }
        return tally;
    }

private:
    void add(Tally& tally, std::optional<Date> on, const MunicipalityId& where, const Case& file, int amount,
             const std::vector<std::string>& codes) const {
        if (!on || *on < first_ || *on > last_ || amount == 0) return;
        std::string who;
        for (const auto& business : all_.businesses)
            if (file.business == business.id) who = business.cvr.empty() ? business.key : business.cvr;
        std::vector<std::string> key{month_of(*on), where.text, who};
        key.insert(key.end(), codes.begin(), codes.end());
        tally[key] += amount;
    }

    const Everything& all_;
    Date first_;
    Date last_;
};

Tally told(Database& db, const char* measure, Date first, Date last) {
    Tally tally;
    for (const auto& one : happenings(db, measure, first, last)) {
        std::vector<std::string> key{one.month, one.municipality, one.business};
        for (const auto& [dimension, word] : one.codes) key.push_back(word);
        tally[key] += one.amount;
    }
    return tally;
}

/// Some registers, and the day their figures are asked for.
constexpr std::array seeds{20261103U, 20261104U, 20261105U};
const Date made = parse_iso_date("2026-11-10").value();

}  // namespace

TEST_CASE("each table of a summary is what counting row by row gives", "[report]") {
    const Network network = small_network();
    for (const unsigned seed : seeds) {
        const auto db = open_sqlite(":memory:", OpenFor::creating);
        db->transaction([&] { Inventor{*db, seed, invented::also_left}.invent(40, 300); });
        const Everything all{*db};
        for (const char* name :
             {"2026-10", "2026-11", "2024-02", "2026-Q3", "2026", "2025-11..2026-02", "2020-05"})
            for (const char* place : {"", "faxe", "naestved", "roskilde", "vordingborg"}) {
                CAPTURE(seed, name, place);
                const Period period = parse_period(name, made).value();
                const Document document = month_report(*db, network, {period, {place}, {}, {}, made});
                const Recount recount{all, period, place, made};

                CHECK(rows_of(document, "loop") == recount.loop());
                CHECK(rows_of(document, "months") == recount.months());
                CHECK(rows_of(document, "topics") == recount.topics());
                CHECK(rows_of(document, "kinds") == recount.kinds_of_actors());
                CHECK(rows_of(document, "outcomes") == recount.outcomes());
                CHECK(rows_of(document, "causes") == recount.causes());
                CHECK(rows_of(document, "sizes") == recount.sizes());
                CHECK(rows_of(document, "channels") == recount.channels());
                const auto by = [&](MonthBy what) {
                    return month_report(*db, network, {period, {place}, what, Compare::previous, made});
                };
                CHECK(rows_of(by(MonthBy::municipality), "municipalities") == recount.municipalities());
                CHECK(rows_of(by(MonthBy::occupation), "occupations") == recount.occupations());
                if (*place == 0) CHECK(rows_of(document, "municipalities") == recount.municipalities());
            }
    }
}

TEST_CASE("what is published is what counting row by row gives", "[report][publish]") {
    const Date first = parse_iso_date("2025-03-05").value();
    for (const unsigned seed : seeds) {
        const auto db = open_sqlite(":memory:", OpenFor::creating);
        db->transaction([&] { Inventor{*db, seed, invented::also_left}.invent(40, 300); });
        const Everything all{*db};
        for (const Date last : {made, first + std::chrono::days{20}}) {
            CAPTURE(seed, to_iso(last));
            const Happened happened{all, first, last};

            CHECK(told(*db, "enquiries", first, last) == happened.enquiries());
            CHECK(told(*db, "cases_closed", first, last) == happened.cases_closed());
            CHECK(told(*db, "needs", first, last) == happened.needs());
            CHECK(told(*db, "needs_ended", first, last) == happened.needs_ended());
            CHECK(told(*db, "posts", first, last) == happened.posts());
            CHECK(told(*db, "referrals", first, last) == happened.referrals());
            CHECK(told(*db, "followups", first, last) == happened.followups());
            CHECK(told(*db, "labour", first, last) == happened.labour(true));
            CHECK(told(*db, "other_needs", first, last) == happened.labour(false));
        }
    }
}
