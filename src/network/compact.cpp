#include "compact.hpp"

#include <algorithm>
#include <memory>
#include <tuple>
#include <vector>

#include "aka/network/cache.hpp"

namespace aka {
namespace {

template <class Type, class Record>
concept Either = std::is_same_v<std::remove_const_t<Type>, Record>;  // to be read, or to be written

// What a record consists of, for reading and writing alike. A structured binding names every member or does
// not compile: none can be forgotten when one is added.

auto parts_of(Either<Validity> auto& validity) {
    auto& [from, to] = validity;
    return std::tie(from, to);
}
auto parts_of(Either<Label> auto& label) {
    auto& [da, en] = label;
    return std::tie(da, en);
}
auto parts_of(Either<Provenance> auto& provenance) {
    auto& [verified, source, note] = provenance;
    return std::tie(verified, source, note);
}
auto parts_of(Either<Calendar::YearlyDay> auto& yearly_day) {
    auto& [month, day] = yearly_day;
    return std::tie(month, day);
}
auto parts_of(Either<Office> auto& office) {
    auto& [id, name, web, mail, phone, provenance] = office;
    return std::tie(id, name, web, mail, phone, provenance);
}
auto parts_of(Either<Retention> auto& retention) {
    auto& [months, basis, answers_days, answers_basis, lists_months, lists_basis] = retention;
    return std::tie(months, basis, answers_days, answers_basis, lists_months, lists_basis);
}
auto parts_of(Either<Municipality> auto& municipality) {
    auto& [id, code, name, prefix, followup_days, postcodes, office, retention] = municipality;
    return std::tie(id, code, name, prefix, followup_days, postcodes, office, retention);
}
auto parts_of(Either<Topic> auto& topic) {
    auto& [id, label, aliases, keywords, large_set] = topic;
    return std::tie(id, label, aliases, keywords, large_set);
}
auto parts_of(Either<ActorTopic> auto& listed) {
    auto& [topic, basis] = listed;
    return std::tie(topic, basis);
}
auto parts_of(Either<Actor> auto& actor) {
    auto& [id, name, kind, topics, municipalities, sizes, validity, aliases, web, phone, mail, cost, checked,
           provenance, example] = actor;
    return std::tie(id, name, kind, topics, municipalities, sizes, validity, aliases, web, phone, mail, cost,
                    checked, provenance, example);
}
auto parts_of(Either<Scheme> auto& scheme) {
    auto& [id, label, topics, target, entrance, actors, cost, validity, deadline, provenance] = scheme;
    return std::tie(id, label, topics, target, entrance, actors, cost, validity, deadline, provenance);
}
auto parts_of(Either<Occupation> auto& occupation) {
    auto& [disco, label, titles] = occupation;
    return std::tie(disco, label, titles);
}
auto parts_of(Either<Funder> auto& funder) {
    auto& [id, name, validity, municipalities, indicators, note] = funder;
    return std::tie(id, name, validity, municipalities, indicators, note);
}
auto parts_of(Either<Network> auto& network) {
    auto& [name, lang, proposals, answer_days, check_months, calendar, municipalities, topics, actors,
           schemes, occupations, funders] = network;
    return std::tie(name, lang, proposals, answer_days, check_months, calendar, municipalities, topics,
                    actors, schemes, occupations, funders);
}

// The days a TOML file can name.
constexpr Date first_day = std::chrono::year{0} / 1 / 1;
constexpr Date last_day = std::chrono::year{9999} / 12 / 31;

class Writer {
public:
    void put(const std::string& text) { out_.text(text); }
    void put(int number) { out_.number(number); }
    void put(unsigned number) { out_.number(number); }
    void put(bool flag) { out_.number(static_cast<std::uint8_t>(flag)); }
    void put(Date date) { out_.number(static_cast<std::int32_t>(date.time_since_epoch().count())); }
    void put(const Calendar& calendar) { put(calendar.closed_days()); }
    template <class Tag>
    void put(const Name<Tag>& name) {
        out_.text(name.text);
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void put(Enum value) { out_.number(static_cast<std::uint8_t>(value)); }
    template <class Value>
    void put(const std::optional<Value>& value) {
        put(value.has_value());
        if (value) put(*value);
    }
    template <class Entry>
    void put(const std::vector<Entry>& entries) {
        out_.size(entries.size());
        for (const auto& entry : entries) put(entry);
    }
    template <class Entry>
    void put(const LateList<Entry>& entries) {
        Writer writer;
        writer.put(entries.all());
        out_.text(writer.take());
    }
    template <class Record>
    requires std::is_class_v<Record>
    void put(const Record& record) {
        std::apply([this](const auto&... part) { (this->put(part), ...); }, parts_of(record));
    }
    [[nodiscard]] std::string take() { return out_.take(); }

private:
    CompactWriter out_;
};

class Reader {
public:
    /// Late lists are read when they are looked at, where a `keeper` sees to it that the bytes are still
    /// there.
    explicit Reader(std::string_view bytes, std::shared_ptr<const void> keeper = nullptr)
        : in_(bytes), keeper_(std::move(keeper)) {}

    void get(std::string& text) { text = in_.text(); }
    void get(int& number) { number = in_.number<int>(); }
    void get(unsigned& number) { number = in_.number<unsigned>(); }
    void get(bool& flag) {
        const auto value = in_.number<std::uint8_t>();
        if (value > 1) throw Damaged{};
        flag = value == 1;
    }
    void get(Date& date) {
        date = Date{std::chrono::days{in_.number<std::int32_t>()}};
        if (date < first_day || date > last_day) throw Damaged{};
    }
    void get(Calendar& calendar) {
        std::vector<Calendar::YearlyDay> closed;
        get(closed);
        calendar = Calendar{std::move(closed)};
    }
    template <class Tag>
    void get(Name<Tag>& name) {
        name.text = in_.text();
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void get(Enum& value) {
        const auto number = in_.number<std::uint8_t>();
        const auto& known = Codes<Enum>::list;
        const auto* const found = std::find_if(known.begin(), known.end(), [&](const auto& entry) {
            return static_cast<std::uint8_t>(entry.first) == number;
        });
        if (found == known.end()) throw Damaged{};
        value = found->first;
    }
    template <class Value>
    void get(std::optional<Value>& value) {
        bool there = false;
        get(there);
        if (there) get(value.emplace());
    }
    template <class Entry>
    void get(std::vector<Entry>& entries) {
        constexpr std::size_t most_at_once = 1024;  // a number that is wrong must not take all memory
        const std::size_t size = in_.size();
        entries.reserve(std::min(size, most_at_once));
        for (std::size_t i = 0; i < size; ++i) get(entries.emplace_back());
    }
    template <class Entry>
    void get(LateList<Entry>& entries) {
        const auto read = [bytes = in_.text(), keeper = keeper_] {
            std::vector<Entry> all;
            Reader reader{bytes};
            reader.get(all);
            if (!reader.at_end()) throw Damaged{};
            return all;
        };
        if (keeper_)
            entries = LateList<Entry>{typename LateList<Entry>::Read{read}};
        else
            entries = read();
    }
    template <class Record>
    requires std::is_class_v<Record>
    void get(Record& record) {
        std::apply([this](auto&... part) { (this->get(part), ...); }, parts_of(record));
    }
    [[nodiscard]] bool at_end() const { return in_.at_end(); }

private:
    CompactReader in_;
    std::shared_ptr<const void> keeper_;
};

}  // namespace

std::string encode_network(const Network& network) {
    Writer writer;
    writer.put(network);
    return writer.take();
}

std::optional<Network> decode_network(std::string_view bytes, std::shared_ptr<const void> keeper) {
    try {
        Reader reader{bytes, std::move(keeper)};
        Network network;
        reader.get(network);
        if (reader.at_end()) return network;
    } catch (const Damaged&) {  // read from the files instead
    }
    return std::nullopt;
}

}  // namespace aka
