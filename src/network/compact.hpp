#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace aka {

/// Numbers as this machine holds them; texts with their length before them.
class CompactWriter {
public:
    template <class Number>
    void number(Number value) {
        static_assert(std::is_arithmetic_v<Number>);
        bytes_.append(sizeof value, '\0');
        std::memcpy(bytes_.data() + bytes_.size() - sizeof value, &value, sizeof value);
    }
    void size(std::size_t size) { number(static_cast<std::uint32_t>(size)); }
    void text(std::string_view text) {
        size(text.size());
        bytes_ += text;
    }
    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Thrown when the bytes are not what they should be.
struct Damaged {};

/// The same, read again.
class CompactReader {
public:
    explicit CompactReader(std::string_view bytes) : rest_(bytes) {}

    template <class Number>
    Number number() {
        static_assert(std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool>);
        Number value{};
        std::memcpy(&value, next(sizeof value).data(), sizeof value);
        return value;
    }
    /// Of what has at least a byte each: never more than there are bytes left.
    std::size_t size() {
        const std::size_t size = number<std::uint32_t>();
        if (size > rest_.size()) throw Damaged{};
        return size;
    }
    std::string_view text() { return next(size()); }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    std::string_view next(std::size_t size) {
        if (size > rest_.size()) throw Damaged{};
        const std::string_view part = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return part;
    }

    std::string_view rest_;
};

}  // namespace aka
