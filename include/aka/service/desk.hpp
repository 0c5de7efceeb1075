#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "aka/model/case.hpp"
#include "aka/model/date.hpp"
#include "aka/network/directory.hpp"
#include "aka/store/change.hpp"
#include "aka/store/sqlite.hpp"
#include "aka/text/utf8.hpp"

namespace aka {

/// Who sits there, for which office, on which day, with which register and network before them. Every service
/// works at a desk.
struct Desk {
    SqliteRegister& db;
    const Network& network;
    MunicipalityId municipality;  ///< who acts; empty: nobody said
    bool all = false;             ///< what is read is widened to the whole register
    Author author;
    Date today{};
    bool today_was_moved = false;
    std::function<Instant()> clock;  ///< the real one, whatever `today` says
    bool dry_run = false;            ///< everything is done, then undone

    /// Runs `work` in one transaction, or as a part of the one that is under way. A commit that reported an
    /// error is looked up again: what stands, stands.
    void write(const std::function<void(Change&)>& work) const;

    /// The acting municipality. A usage error, naming the ways to say so, when there is none.
    [[nodiscard]] const Municipality& home() const;

    /// The network with what people observed of its actors, as recorded by now.
    [[nodiscard]] Directory directory() const;

    /// Whose records are read: the acting municipality's, or all.
    [[nodiscard]] MunicipalityId reading() const;

    /// The initials of who acts. A usage error, naming the ways to say so, when nobody said.
    [[nodiscard]] const std::string& user() const;
};

/// A text as it may be stored: composed, trimmed, fit. A usage error names the field and the byte of what is
/// unfit; refused when it holds a personal number, shown masked.
std::string clean_text(std::string_view field, std::string_view text, Lines lines);

/// Initials as they may be stored: no name of a person. A usage error otherwise.
std::string clean_initials(std::string_view option, std::string_view text);

enum class ForWhat { reading, writing };

/// The case a person means. At home the number alone will do: this year's if it exists, else last year's;
/// when both are open a writing call refuses and names both. Not found when there is none; a writing call on
/// another office's case is refused.
Case find_case(const Desk& desk, std::string_view typed, ForWhat what);

/// The same, with what is added to a referral's number when the reference is that of a case merged into this.
struct FoundCase {
    Case file;
    int referrals_before = 0;
};
FoundCase find_case_of(const Desk& desk, std::string_view typed, ForWhat what);

}  // namespace aka
