#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace aka {

/// An identifier that cannot be taken for another kind's.
template <class Tag>
struct Name {
    std::string text;
    [[nodiscard]] bool empty() const { return text.empty(); }
    auto operator<=>(const Name&) const = default;
};

/// A record's number in this register, 0 while it is not stored; for joins only, never shown.
template <class Tag>
struct Id {
    std::int64_t value = 0;
    auto operator<=>(const Id&) const = default;
};

/// A record's own key, the same in every register: 128 bits as 32 lower-case hexadecimal digits, of which the
/// first 12 are the milliseconds of its making, so that new keys sort last. Made before the write, so that a
/// retried write is found again.
using Key = std::string;

using TopicId = Name<struct TopicTag>;                ///< ASCII, `parent/leaf` or `parent`
using MunicipalityId = Name<struct MunicipalityTag>;  ///< ASCII, as `naestved`
using ActorId = Name<struct ActorTag>;                ///< ASCII, as `zbc`

}  // namespace aka
