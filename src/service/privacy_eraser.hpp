#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aka/model/prospect.hpp"
#include "aka/model/referral.hpp"
#include "aka/service/privacy.hpp"

namespace aka {

/// One erasure: the records first, then the events that told of them.
class Eraser {
public:
    explicit Eraser(Change& change) : change_(change) {}

    /// The case, and its business and contact unless another case needs them.
    void take(Case file);
    /// With its contacts and the lists it stands on; no case needs it any more.
    void take(const Business& business);
    void take(const Contact& contact);
    void take(const Prospect& prospect);
    /// Leaves of the answer what is counted.
    void take(const DueAnswer& answer);
    /// Bodies of events that go besides those of what was taken.
    void take_bodies(std::set<std::int64_t> events) { bodies_.merge(events); }

    /// Takes the bodies away and records the erasure.
    Erasure finish(const Desk& desk, ErasureReason reason, const std::string& subject);

private:
    [[nodiscard]] Database& db() { return change_.db(); }

    template <class Record>
    void drop(const Record& record) {
        keys_.insert(record.key);
        change_.remove(record);
    }
    template <class Record>
    void drop_all(const std::vector<Record>& records) {
        for (const auto& record : records) drop(record);
    }

    void blur(Need need);
    void blur(Referral referral);
    void blur(Case& file);
    void name(const std::string& words);
    void name_number(const std::string& number);
    void let_go(BusinessId id, std::optional<ContactId> contact);

    Change& change_;
    std::vector<std::string> subjects_;
    std::set<Key> keys_;  ///< of the records that went
    std::set<std::int64_t> bodies_;
    Erasure result_;
};

/// As people write the same number: together, by twos, by fours.
std::vector<std::string> forms_of(const std::string& number);

/// After the commit: writes the file anew, so that no page of what went stays in it. Not in a dry run. What
/// was erased is erased even if that fails: then it says why.
void compact(const Desk& desk, Erasure& erasure);

}  // namespace aka
