#include "aka/text/json_reader.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "aka/text/encoding.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

constexpr std::size_t deepest = 16;
constexpr std::size_t most_values = 20'000;

/// Builds the value as the parser comes to its parts; the parser has no recursion, and stops when told to.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
    bool null() override { return add({nullptr}); }
    bool boolean(bool value) override { return add({value}); }
    bool number_integer(std::int64_t value) override { return add({value}); }
    bool number_unsigned(std::uint64_t value) override {
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return add({static_cast<double>(value)});
        return add({static_cast<std::int64_t>(value)});
    }
    bool number_float(double value, const std::string& /*text*/) override { return add({value}); }
    bool string(std::string& value) override { return add({std::move(value)}); }
    bool binary(nlohmann::json::binary_t& /*bytes*/) override { return false; }  // not in JSON
    bool start_object(std::size_t /*size*/) override { return open({JsonObject{}}); }
    bool start_array(std::size_t /*size*/) override { return open({JsonArray{}}); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(std::string& name) override {
        auto& entries = std::get<JsonObject>(open_.back().data).entries;
        if (std::any_of(entries.begin(), entries.end(),
                        [&](const auto& entry) { return entry.first == name; }))
            return refuse(tr("a key stands twice in an object"));
        entries.emplace_back(std::move(name), JsonValue{});
        return true;
    }
    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*fault*/) override {
        at = position;
        return refuse(tr("this is no JSON"));
    }

    JsonValue result;
    std::string fault;
    std::size_t at = 0;  ///< of the fault, in bytes, where the parser tells

private:
    bool refuse(std::string why) {
        if (fault.empty()) fault = std::move(why);
        return false;
    }
    bool add(JsonValue value) {
        if (++values_ > most_values) return refuse(tr("it holds too much"));
        if (open_.empty())
            result = std::move(value);
        else if (auto* array = std::get_if<JsonArray>(&open_.back().data))
            array->push_back(std::move(value));
        else
            std::get<JsonObject>(open_.back().data).entries.back().second = std::move(value);
        return true;
    }
    bool open(JsonValue value) {
        if (open_.size() == deepest) return refuse(tr("it is nested too deeply"));
        open_.push_back(std::move(value));
        return true;
    }
    bool close() {
        JsonValue done = std::move(open_.back());
        open_.pop_back();
        return add(std::move(done));
    }

    std::vector<JsonValue> open_;
    std::size_t values_ = 0;
};

int line_at(std::string_view text, std::size_t offset) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

}  // namespace

const JsonValue* JsonObject::find(std::string_view key) const {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.first == key; });
    return found == entries.end() ? nullptr : &found->second;
}

std::variant<JsonValue, JsonFault> read_json(std::string_view text) {
    if (const auto guess = guess_encoding(text); guess.encoding != Encoding::utf8)
        return JsonFault{line_at(text, guess.broken_at), tr("this is not UTF-8")};
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (const auto nul = text.find('\0');
        nul != std::string_view::npos)  // the parser would take it for the end
        return JsonFault{line_at(text, nul), tr("this is no JSON")};
    Builder builder;
    if (nlohmann::json::sax_parse(text, &builder)) return std::move(builder.result);
    return JsonFault{line_at(text, builder.at), builder.fault};
}

}  // namespace aka
