#pragma once

#include <string>
#include <vector>

#include "aka/model/date.hpp"
#include "aka/store/database.hpp"

namespace aka {

/// Who is at the keyboard: initials are a claim, the operating system's user is what the machine says.
struct Author {
    std::string who;
    std::string os_user;
};

/// One change as the audit chain keeps it.
struct Event {
    std::int64_t seq = 0;
    Instant recorded{};  ///< the real clock
    Date happened{};
    std::string kind;     ///< as "case close"
    std::string subject;  ///< as "case:KEY"
    Author author;
    std::string body;  ///< JSON; empty when erased
};

/// Appends an event to the chain: `commitment = SHA-256(salt, body)`, `hash = SHA-256(seq, recorded,
/// happened, kind, subject, who, os user, commitment, previous hash)`, every part preceded by its length, so
/// that a body can be erased and the chain stays whole. Returns the hash.
std::string append_event(Database& db, const Event& event);

/// The hash of the newest event, 64 zeros when there is none.
std::string head_hash(Database& db);

/// What happened to a subject, in the order it was recorded.
std::vector<Event> events_of(Database& db, const std::string& subject);

bool has_event(Database& db, const std::string& hash);

/// The numbers of the events whose bodies an erasure took away, as the body of its own event names them.
std::vector<std::int64_t> erased_bodies(const std::string& body);

/// What does not fit in the chain: a broken link, a body that is not the one committed to, one that is
/// missing and that no later erasure names, a gap. Empty when all is well.
std::vector<std::string> verify_chain(Database& db);

}  // namespace aka
